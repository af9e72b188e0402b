-- SPDX-License-Identifier: EUPL-1.2
-- What institutions ask of one another and tell each other, with the answers.

-- owner: together::exchange
-- One thread. Where it stands follows from its turns: there is no status. `settled_at` is the moment of the turn that ended the
-- waiting, for lists; `last_at` that of the last turn.
CREATE TABLE exchanges (
  id UUID NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  institution_id UUID NOT NULL,
  pack TEXT NOT NULL,
  case_id UUID,
  drafted_by UUID NOT NULL,
  drafted_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  channel TEXT NOT NULL,
  words TEXT NOT NULL,
  nominal BOOLEAN NOT NULL,
  answer_by BIGINT,
  confirmation BOOLEAN NOT NULL,
  continues UUID,
  disclosure_id UUID,
  rhythm TEXT NOT NULL,
  sent_at BIGINT,
  occurred_at BIGINT,
  settled_at BIGINT,
  last_at BIGINT NOT NULL
);
CREATE INDEX exchanges_by_case ON exchanges (case_id, last_at, id);
CREATE INDEX exchanges_sent ON exchanges (institution_id, sent_at, id);

-- owner: together::exchange
-- Those to whom it is addressed: named people, each for an institution; by which contact point, where there is one.
CREATE TABLE exchange_parties (
  exchange_id UUID NOT NULL,
  practitioner_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  contact TEXT NOT NULL,
  PRIMARY KEY (exchange_id, practitioner_id, institution_id)
);
CREATE INDEX exchange_parties_by_institution ON exchange_parties (institution_id, exchange_id);

-- owner: together::exchange
-- What happened in a thread, in order: acknowledged, assigned, answered, declined, passed on, withdrawn, minuted, closed.
CREATE TABLE exchange_turns (
  id UUID NOT NULL PRIMARY KEY,
  exchange_id UUID NOT NULL,
  kind TEXT NOT NULL,
  institution_id UUID NOT NULL,
  by_id UUID NOT NULL,
  by_link BOOLEAN NOT NULL,
  at BIGINT NOT NULL,
  occurred_at BIGINT NOT NULL,
  channel TEXT NOT NULL,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  disclosure_id UUID,
  to_institution UUID,
  to_practitioner UUID,
  weeks BIGINT
);
CREATE INDEX exchange_turns_by_exchange ON exchange_turns (exchange_id, at, id);

-- owner: together::exchange
-- A door for somebody without an account: a link that is sent, and a code that is said by telephone. Both are made of the id
-- under a key of the installation, so that whoever made them can look them up once more.
CREATE TABLE exchange_links (
  id UUID NOT NULL PRIMARY KEY,
  exchange_id UUID NOT NULL,
  practitioner_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  made_by UUID NOT NULL,
  made_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  opened_at BIGINT,
  used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX exchange_links_by_exchange ON exchange_links (exchange_id, made_at, id);
