-- SPDX-License-Identifier: EUPL-1.2
-- A second pair of eyes before something is decided, where a rule set or an institution asks for it.

-- owner: together::sharing
-- Who asked somebody else to look, since when; who looked, when, what they found and what they said.
ALTER TABLE disclosures ADD COLUMN look_asked_by UUID;
ALTER TABLE disclosures ADD COLUMN look_asked_at BIGINT;
ALTER TABLE disclosures ADD COLUMN looked_by UUID;
ALTER TABLE disclosures ADD COLUMN looked_at BIGINT;
ALTER TABLE disclosures ADD COLUMN look_finding TEXT;
ALTER TABLE disclosures ADD COLUMN look_words TEXT;
CREATE INDEX disclosures_to_look_at ON disclosures (institution_id, look_asked_at, id)
  WHERE look_asked_at IS NOT NULL AND looked_at IS NULL AND decided_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX disclosures_looked_at ON disclosures (look_asked_by, looked_at, id)
  WHERE looked_at IS NOT NULL AND decided_at IS NULL AND withdrawn_at IS NULL;

-- owner: together::sharing
-- By which rule sets nothing is decided in an institution before a second person has looked.
CREATE TABLE second_looks_wanted (
  institution_id UUID NOT NULL,
  rule_set TEXT NOT NULL,
  wanted_by UUID NOT NULL,
  wanted_at BIGINT NOT NULL,
  PRIMARY KEY (institution_id, rule_set)
);
