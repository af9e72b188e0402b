-- SPDX-License-Identifier: EUPL-1.2
-- What silence is worth between two institutions, where they agreed on it in a protocol.

-- owner: together::exchange
-- A clause is proposed by one institution and holds once the other, whose silence it is about, agreed. It never changes: it is
-- ended, and another one is agreed. Nothing about anybody is ever told by it.
CREATE TABLE silence_clauses (
  id UUID NOT NULL PRIMARY KEY,
  asking_id UUID NOT NULL,
  asked_id UUID NOT NULL,
  kind TEXT NOT NULL,
  days BIGINT NOT NULL,
  meaning TEXT NOT NULL,
  protocol TEXT NOT NULL,
  signed_on BIGINT NOT NULL,
  until_on BIGINT,
  proposed_by UUID NOT NULL,
  proposed_at BIGINT NOT NULL,
  agreed_by UUID,
  agreed_at BIGINT,
  ended_by UUID,
  ended_at BIGINT
);
CREATE INDEX silence_clauses_asking ON silence_clauses (asking_id, asked_id, proposed_at);
CREATE INDEX silence_clauses_asked ON silence_clauses (asked_id, asking_id, proposed_at);
-- Of two who propose the same at once, one is told that it was proposed already.
CREATE UNIQUE INDEX silence_clauses_live ON silence_clauses (asking_id, asked_id, kind) WHERE ended_at IS NULL;

-- owner: together::exchange
-- By which clause the silence of whoever is asked will count, and the last day on which they can break it.
ALTER TABLE exchanges ADD COLUMN silence_clause UUID;
ALTER TABLE exchanges ADD COLUMN silent_on BIGINT;
