-- SPDX-License-Identifier: EUPL-1.2
-- What is noted while a case is followed.

-- owner: casework::journal
-- A note as it stands now. Its former versions are in `note_versions`: a correction never takes a word away. A note of
-- the layer `own` is read by its author alone: every statement that reads this table says so.
CREATE TABLE notes (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  layer TEXT NOT NULL,
  author_id UUID NOT NULL,
  occurred_on BIGINT NOT NULL,
  observed TEXT NOT NULL,
  heard TEXT NOT NULL,
  thought TEXT NOT NULL,
  version BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  written_by UUID NOT NULL,
  written_at BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX notes_by_case ON notes (case_id, occurred_on, id);
CREATE INDEX notes_own ON notes (author_id, case_id) WHERE layer = 'own';

-- owner: casework::journal
CREATE TABLE note_versions (
  note_id UUID NOT NULL,
  version BIGINT NOT NULL,
  occurred_on BIGINT NOT NULL,
  observed TEXT NOT NULL,
  heard TEXT NOT NULL,
  thought TEXT NOT NULL,
  written_by UUID NOT NULL,
  written_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (note_id, version)
); -- clustered

-- owner: casework::journal
-- A contact or a visit, held or attempted.
CREATE TABLE contacts (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  kind TEXT NOT NULL,
  result TEXT NOT NULL,
  occurred_on BIGINT NOT NULL,
  occurred_at BIGINT,
  others TEXT NOT NULL,
  child_seen TEXT NOT NULL,
  summary TEXT NOT NULL,
  recorded_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX contacts_by_case ON contacts (case_id, occurred_on, id);

-- owner: casework::journal
CREATE TABLE contact_people (
  contact_id UUID NOT NULL,
  person_id UUID NOT NULL,
  PRIMARY KEY (contact_id, person_id)
); -- clustered

-- owner: register::attachments
-- Why a file was withdrawn, and by whom. The file stays; only who holds the register may destroy it, by a retention rule.
CREATE TABLE attachment_withdrawals (
  attachment_id UUID NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  withdrawn_by UUID NOT NULL,
  withdrawn_at BIGINT NOT NULL
); -- clustered
