-- SPDX-License-Identifier: EUPL-1.2
-- What waits after a decision was prepared, taken or contested; and what services say they do together.

-- owner: together::sharing
-- Since when a reason for not telling the family waits for a second person; nothing while none waits.
ALTER TABLE disclosures ADD COLUMN ground_waits_at BIGINT;
-- Since when what was permitted waits to be told; nothing once it was, or was taken back.
ALTER TABLE disclosures ADD COLUMN permitted_at BIGINT;
UPDATE disclosures SET permitted_at = decided_at
 WHERE decided_at IS NOT NULL AND executed_at IS NULL AND withdrawn_at IS NULL AND decision NOT LIKE '%"outcome":"refused"%';
UPDATE disclosures SET ground_waits_at = drafted_at
 WHERE decided_at IS NULL AND withdrawn_at IS NULL AND composition LIKE '%"reviewed_by":null%';
CREATE INDEX disclosures_grounds ON disclosures (institution_id, ground_waits_at, id) WHERE ground_waits_at IS NOT NULL;
CREATE INDEX disclosures_permitted ON disclosures (decided_by, permitted_at, id) WHERE permitted_at IS NOT NULL;

-- owner: together::sharing
-- That a body of appeal or of ethics was asked about what an objection raises, without a name; and what it answered.
CREATE TABLE disclosure_opinions (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  objection_id UUID NOT NULL,
  body TEXT NOT NULL,
  question TEXT NOT NULL,
  asked_on BIGINT NOT NULL,
  asked_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  answered_on BIGINT,
  answer TEXT,
  answered_by UUID
);
CREATE INDEX disclosure_opinions_by_objection ON disclosure_opinions (objection_id, recorded_at, id);

-- owner: together::exchange
-- What an institution says it practises with a partner: which kinds, by which channel. Compared with what happened.
CREATE TABLE declared_collaborations (
  institution_id UUID NOT NULL,
  partner_id UUID NOT NULL,
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  declared_on BIGINT NOT NULL,
  declared_by UUID NOT NULL,
  PRIMARY KEY (institution_id, partner_id, kind, channel)
); -- clustered
