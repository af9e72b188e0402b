-- SPDX-License-Identifier: EUPL-1.2
-- Assisted referral: somebody is oriented towards another service and accompanied on the way.

-- owner: together::orientation
-- One orientation in a case. Where it stands follows from its steps: there is no status. The moments are those of steps, kept for
-- lists: an appointment of which nobody said yet what became of it, when contact is taken up again, since when somebody waits for a
-- place, and when nothing more was to come.
CREATE TABLE orientations (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  begun_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  appointment_at BIGINT,
  follow_up_on BIGINT,
  waits_since BIGINT,
  settled_at BIGINT,
  last_at BIGINT NOT NULL
);
CREATE INDEX orientations_by_case ON orientations (case_id, last_at, id);

-- owner: together::orientation
-- What happened on the way; `seq` is the order in which it was written down. Added to, never changed: what was wrong is put right
-- by a later step.
CREATE TABLE orientation_steps (
  id UUID NOT NULL PRIMARY KEY,
  orientation_id UUID NOT NULL,
  seq BIGINT NOT NULL,
  institution_id UUID NOT NULL,
  kind TEXT NOT NULL,
  occurred_on BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  by_id UUID NOT NULL,
  code TEXT NOT NULL,
  words TEXT NOT NULL,
  own_words TEXT NOT NULL,
  others TEXT NOT NULL,
  to_institution UUID,
  to_name TEXT NOT NULL,
  to_practitioner UUID,
  at BIGINT,
  place TEXT NOT NULL,
  companion TEXT NOT NULL,
  weeks BIGINT,
  until_on BIGINT,
  follow_up_on BIGINT,
  disclosure_id UUID,
  exchange_id UUID
);
CREATE UNIQUE INDEX orientation_steps_in_order ON orientation_steps (orientation_id, seq);
CREATE INDEX orientation_steps_by_kind ON orientation_steps (institution_id, kind, occurred_on, orientation_id);

-- owner: together::orientation
-- The child and those of the family whom a step names: who is oriented, or with whom something was agreed.
CREATE TABLE orientation_people (
  step_id UUID NOT NULL,
  person_id UUID NOT NULL,
  PRIMARY KEY (step_id, person_id)
);

-- owner: together::orientation
-- Where one could turn to: an institution of the directory, or one written by hand.
CREATE TABLE orientation_choices (
  orientation_id UUID NOT NULL,
  id UUID NOT NULL,
  to_institution UUID,
  to_name TEXT NOT NULL,
  PRIMARY KEY (orientation_id, id)
);
