-- SPDX-License-Identifier: EUPL-1.2

-- owner: register::accounts
-- Who keeps an account: the one institution that may invite, close, and ask for another telephone. It is the one that
-- made the account. Of accounts that are there already, it is that of the appointment that was recorded first (ids are
-- ordered by time): the institution that knew the person before any other.
ALTER TABLE accounts ADD COLUMN keeper_id UUID;
UPDATE accounts SET keeper_id = (SELECT a.institution_id FROM appointments a
  WHERE a.practitioner_id = accounts.practitioner_id ORDER BY a.id LIMIT 1);

-- owner: register::accounts
-- An invitation may lead to another address than that of the account: whoever takes it up has shown that they read what
-- arrives there, and it becomes the address by which they sign in. Until then the old one serves.
ALTER TABLE invitations ADD COLUMN email TEXT;
CREATE INDEX invitations_by_account ON invitations (account_id);

-- owner: register::accounts
-- Published: who keeps the account of somebody, and where notices reach them.
CREATE VIEW accounts_kept AS SELECT practitioner_id, keeper_id, email, lang, closed_at FROM accounts;

-- owner: platform::drafts
-- How many bytes a draft of somebody without an account holds; nothing for those of people who sign in. Together they have
-- a ceiling, which is asked at every step of a public report: the index answers it alone.
ALTER TABLE drafts ADD COLUMN public_bytes BIGINT;
CREATE INDEX drafts_of_the_public ON drafts (public_bytes) WHERE public_bytes IS NOT NULL;

-- owner: register::directory
-- Secrecy statuses that were written over, as they stood, with when and by whom: on what somebody was trusted with a
-- secret can be told years later. Nobody did it when the operator's command did.
CREATE TABLE secrecy_replaced (
  id UUID NOT NULL PRIMARY KEY,
  practitioner_id UUID NOT NULL,
  from_on BIGINT NOT NULL,
  until_on BIGINT,
  -- a fact: by what secrecy somebody was said to be bound; nothing else gives it
  status TEXT NOT NULL,
  evidence TEXT NOT NULL,
  replaced_at BIGINT NOT NULL,
  replaced_by UUID,
  institution_id UUID NOT NULL
); -- clustered
CREATE INDEX secrecy_replaced_by_practitioner ON secrecy_replaced (practitioner_id);
