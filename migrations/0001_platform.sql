-- SPDX-License-Identifier: EUPL-1.2
-- What the platform keeps for itself. Common types: UUID, TEXT, BIGINT (numbers, instants in microseconds UTC, dates in
-- days since 1970-01-01), BOOLEAN, BLOB. « -- clustered » tables have no row id on the embedded engine.

-- owner: platform::db
-- Every POST carries a key; the key and what it led to are written in the transaction that it belongs to.
CREATE TABLE requests (
  key UUID NOT NULL PRIMARY KEY,
  subject_kind TEXT,
  subject_id UUID,
  recorded_at BIGINT NOT NULL
); -- clustered
CREATE INDEX requests_by_age ON requests (recorded_at);

-- owner: platform::secrets
-- Keys of this installation (receipt codes, signatures), drawn at the first start and shared by all copies.
CREATE TABLE secrets (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
); -- clustered

-- owner: platform::session
CREATE TABLE sessions (
  id UUID NOT NULL PRIMARY KEY,
  token_digest BLOB NOT NULL,
  account_id UUID NOT NULL,
  institution_id UUID,
  csrf TEXT NOT NULL,
  second_factor_at BIGINT,
  agent TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
); -- clustered
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_digest);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- owner: platform::throttle
-- Failed tries by a digest of what is being tried (an account, an address): never the thing itself.
CREATE TABLE throttle (
  subject BLOB NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL
); -- clustered
CREATE INDEX throttle_by_age ON throttle (last_at);

-- owner: platform::drafts
CREATE TABLE drafts (
  id UUID NOT NULL PRIMARY KEY,
  owner BLOB NOT NULL,
  form TEXT NOT NULL,
  about UUID,
  fields TEXT NOT NULL,
  saved_at BIGINT NOT NULL
);
CREATE INDEX drafts_by_owner ON drafts (owner, saved_at);
CREATE INDEX drafts_by_age ON drafts (saved_at);

-- owner: platform::jobs
-- Work to be done after a transaction that asked for it. `run_at` is when it may next be taken: taking a job moves it
-- beyond the lease, so that a job whose taker died comes back by itself. `tries` is also the taker's ticket.
CREATE TABLE jobs (
  id UUID NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  done_at BIGINT,
  given_up_at BIGINT,
  failure TEXT
);
CREATE INDEX jobs_waiting ON jobs (run_at) WHERE done_at IS NULL AND given_up_at IS NULL;
CREATE INDEX jobs_done ON jobs (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX jobs_given_up ON jobs (given_up_at) WHERE given_up_at IS NOT NULL;

-- owner: platform::files
-- Files lie in the database: one backup holds everything, a write is whole or nothing, and no copy of the server has
-- a folder of its own. Read in parts.
CREATE TABLE files (
  id UUID NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 BLOB NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE TABLE file_parts (
  file_id UUID NOT NULL,
  part BIGINT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (file_id, part)
);
