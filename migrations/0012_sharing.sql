-- SPDX-License-Identifier: EUPL-1.2
-- What institutions tell one another of a child: decided, explained, answered for.

-- owner: together::sharing
-- A decision to tell something to somebody. While it is prepared, `composition` changes; once it was decided, `facts` and
-- `decision` are what the rules were asked and what they answered, and change no more. Where it stands follows from the
-- moments: there is no status.
CREATE TABLE disclosures (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  pack TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  composition TEXT NOT NULL,
  drafted_by UUID NOT NULL,
  drafted_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  decided_by UUID,
  decided_at BIGINT,
  facts TEXT,
  decision TEXT,
  reason TEXT,
  alternative TEXT,
  executed_by UUID,
  executed_at BIGINT,
  channel TEXT,
  until_on BIGINT,
  withdrawn_by UUID,
  withdrawn_at BIGINT,
  withdrawal TEXT
);
CREATE INDEX disclosures_by_case ON disclosures (case_id, drafted_at, id);

-- owner: together::sharing
-- That somebody objects to what was told, or was not; and what a second person found.
CREATE TABLE disclosure_objections (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  disclosure_id UUID,
  person_id UUID NOT NULL,
  said_on BIGINT NOT NULL,
  words TEXT NOT NULL,
  recorded_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  finding TEXT,
  finding_reason TEXT,
  found_by UUID,
  found_at BIGINT
);
CREATE INDEX disclosure_objections_by_case ON disclosure_objections (case_id, recorded_at, id);
