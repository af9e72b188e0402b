-- SPDX-License-Identifier: EUPL-1.2
-- A decision to tell something may lie in no case: whoever is asked, or learns of a danger, may have no file of their own.

-- owner: together::sharing
ALTER TABLE disclosures ADD COLUMN in_case UUID;
UPDATE disclosures SET in_case = case_id;
DROP INDEX disclosures_by_case;
ALTER TABLE disclosures DROP COLUMN case_id;
ALTER TABLE disclosures RENAME COLUMN in_case TO case_id;
-- The exchange with which it is told, when it is made for one.
ALTER TABLE disclosures ADD COLUMN exchange_id UUID;
CREATE INDEX disclosures_by_case ON disclosures (case_id, drafted_at, id);
CREATE INDEX disclosures_by_exchange ON disclosures (exchange_id, drafted_at, id);
