-- SPDX-License-Identifier: EUPL-1.2
-- The practice bank: what services describe of their work, reviewed by others before it is published.

-- owner: resource-centre::practices
-- One described practice of an institution. Where it stands follows from its steps: there is no status. The moments are those of
-- steps, kept for lists: since when the bank's editors have something to do, since when it is being read by reviewers, when it was
-- first published, when it is to be looked at again, when it was withdrawn; and the level that its last rating gave.
CREATE TABLE practices (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  drafted_by UUID,
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  territory_id UUID,
  source TEXT NOT NULL,
  source_institution_id UUID,
  recorded_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  level TEXT,
  editor_since BIGINT,
  review_since BIGINT,
  published_on BIGINT,
  re_review_on BIGINT,
  withdrawn_on BIGINT
);
CREATE INDEX practices_by_institution ON practices (institution_id, last_at, id);
CREATE INDEX practices_published ON practices (published_on, id) WHERE published_on IS NOT NULL;
CREATE INDEX practices_for_editors ON practices (editor_since, id) WHERE editor_since IS NOT NULL;
CREATE INDEX practices_in_review ON practices (review_since, id) WHERE review_since IS NOT NULL;
CREATE INDEX practices_to_look_at_again ON practices (re_review_on, id) WHERE re_review_on IS NOT NULL;

-- owner: resource-centre::practices
-- What is said of it under each heading; a heading about which nothing is said has no row.
CREATE TABLE practice_texts (
  practice_id UUID NOT NULL,
  heading TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (practice_id, heading)
);

-- owner: resource-centre::practices
-- The words by which a published practice is found.
CREATE TABLE practice_words (
  word TEXT NOT NULL,
  practice_id UUID NOT NULL,
  PRIMARY KEY (word, practice_id)
); -- clustered

-- owner: resource-centre::practices
-- The sectors that it concerns, and the services it is done with.
CREATE TABLE practice_sectors (
  practice_id UUID NOT NULL,
  sector TEXT NOT NULL,
  PRIMARY KEY (practice_id, sector)
); -- clustered
CREATE TABLE practice_partners (
  practice_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  PRIMARY KEY (practice_id, institution_id)
); -- clustered

-- owner: resource-centre::practices
-- What results rest on.
CREATE TABLE practice_sources (
  id UUID NOT NULL PRIMARY KEY,
  practice_id UUID NOT NULL,
  kind TEXT NOT NULL,
  citation TEXT NOT NULL,
  place TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX practice_sources_by_practice ON practice_sources (practice_id, id);

-- owner: resource-centre::practices
-- Whom one may turn to, and what of it they agreed to have published.
CREATE TABLE practice_contacts (
  id UUID NOT NULL PRIMARY KEY,
  practice_id UUID NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  shows_name BOOLEAN NOT NULL,
  shows_address BOOLEAN NOT NULL,
  shows_phone BOOLEAN NOT NULL,
  shows_email BOOLEAN NOT NULL
);
CREATE INDEX practice_contacts_by_practice ON practice_contacts (practice_id, id);

-- owner: resource-centre::practices
-- What happened to it; `seq` is the order. Added to, never changed.
CREATE TABLE practice_steps (
  practice_id UUID NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  on_day BIGINT NOT NULL,
  by_id UUID,
  institution_id UUID NOT NULL,
  level TEXT,
  harmful BOOLEAN NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (practice_id, seq)
);

-- owner: resource-centre::practices
-- Who reads it in a round, what they declared of their interests, and what they found. Nobody reads the other’s before both have
-- answered.
CREATE TABLE practice_reviews (
  id UUID NOT NULL PRIMARY KEY,
  practice_id UUID NOT NULL,
  round BIGINT NOT NULL,
  reviewer_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  named_at BIGINT NOT NULL,
  declared_at BIGINT,
  recused_at BIGINT,
  answered_at BIGINT,
  finding TEXT,
  level TEXT,
  source_id UUID,
  words TEXT NOT NULL
);
CREATE INDEX practice_reviews_by_practice ON practice_reviews (practice_id, round, named_at);
CREATE INDEX practice_reviews_to_answer ON practice_reviews (reviewer_id, institution_id, named_at, id)
  WHERE answered_at IS NULL AND recused_at IS NULL;

-- owner: resource-centre::practices
-- What readers say of harm that a published practice did or could do, and what the editors answered.
CREATE TABLE practice_harms (
  id UUID NOT NULL PRIMARY KEY,
  practice_id UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  by_id UUID,
  said_as TEXT NOT NULL,
  words TEXT NOT NULL,
  answered_at BIGINT,
  answered_by UUID,
  answer TEXT NOT NULL
);
CREATE INDEX practice_harms_by_practice ON practice_harms (practice_id, recorded_at, id);
CREATE INDEX practice_harms_open ON practice_harms (recorded_at, id) WHERE answered_at IS NULL;

-- owner: resource-centre::practices
-- Those trained to review, by whom, since when; and the institutions that keep the bank: their direction and supervision edit it.
CREATE TABLE practice_reviewers (
  practitioner_id UUID NOT NULL,
  institution_id UUID NOT NULL,
  trained_on BIGINT NOT NULL,
  training TEXT NOT NULL,
  recorded_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (practitioner_id, institution_id)
);
CREATE INDEX practice_reviewers_now ON practice_reviewers (trained_on, practitioner_id) WHERE ended_at IS NULL;
CREATE TABLE practice_bank_keepers (
  institution_id UUID NOT NULL PRIMARY KEY,
  since_on BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
);
