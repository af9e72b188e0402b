-- SPDX-License-Identifier: EUPL-1.2
-- Consultations of named participants, each with a record of its own, and the marks by which its words are known elsewhere.

-- owner: together::consultations
-- A consultation with a closed list of participants. While it is prepared, `composition` changes; once the rules decided, it,
-- `facts` and `decision` change no more. It stands in no case: who may know of it follows from its seats alone.
CREATE TABLE consultations (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  pack TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  composition TEXT NOT NULL,
  convened_by UUID NOT NULL,
  convened_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  decided_at BIGINT,
  facts TEXT,
  decision TEXT,
  held_on BIGINT,
  attended TEXT,
  held_recorded_at BIGINT
);

-- owner: together::consultations
-- What was written into its record: minutes, and words of participants about themselves. Added to, never changed.
CREATE TABLE consultation_minutes (
  consultation_id UUID NOT NULL,
  id UUID NOT NULL,
  author_id UUID NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (consultation_id, id)
);

-- owner: register::apart
-- Marks of texts that are not copied elsewhere. They are made with a secret of the installation and give no words back.
CREATE TABLE apart_texts (
  subject_id UUID NOT NULL,
  id UUID NOT NULL,
  marks BLOB NOT NULL,
  PRIMARY KEY (subject_id, id)
);

-- owner: together::danger
-- What somebody who is bound by secrecy tried to protect a child, alone or with others, before speaking to an authority. Theirs
-- alone: nobody else reads it here.
CREATE TABLE protection_attempts (
  practitioner_id UUID NOT NULL,
  id UUID NOT NULL,
  institution_id UUID NOT NULL,
  occurred_on BIGINT NOT NULL,
  with_whom TEXT NOT NULL,
  came TEXT NOT NULL,
  notes TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (practitioner_id, id)
);
