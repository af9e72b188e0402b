-- SPDX-License-Identifier: EUPL-1.2
-- Cases that go elsewhere, are merged and separated again, wait, and end.

-- owner: register::people
-- When a case goes to another institution and the sender goes on using the record of somebody in it, the receiver gets a
-- record of its own. What was noted in that case of the one speaks of the other from then on.
CREATE TABLE person_copies (
  subject_id UUID NOT NULL,
  original_id UUID NOT NULL,
  copy_id UUID NOT NULL,
  PRIMARY KEY (subject_id, original_id)
); -- clustered
CREATE INDEX person_copies_by_original ON person_copies (original_id);
CREATE INDEX person_copies_by_copy ON person_copies (copy_id);
CREATE VIEW people_known_as AS SELECT subject_id, original_id, copy_id FROM person_copies;

-- owner: register::people
-- A record that was taken over by one that was itself taken over speaks for the last of them.
UPDATE persons SET merged_into = (SELECT p.merged_into FROM persons p WHERE p.id = persons.merged_into)
WHERE merged_into IN (SELECT p.id FROM persons p WHERE p.merged_into IS NOT NULL);
UPDATE persons SET merged_into = (SELECT p.merged_into FROM persons p WHERE p.id = persons.merged_into)
WHERE merged_into IN (SELECT p.id FROM persons p WHERE p.merged_into IS NOT NULL);
UPDATE persons SET merged_into = (SELECT p.merged_into FROM persons p WHERE p.id = persons.merged_into)
WHERE merged_into IN (SELECT p.id FROM persons p WHERE p.merged_into IS NOT NULL);
-- Whoever has a record that was taken over is found under what that one was called, too.
INSERT INTO person_tokens (token, birth_year, person_id)
SELECT DISTINCT t.token,
  COALESCE((SELECT MIN(k.birth_year) FROM person_tokens k WHERE k.person_id = p.merged_into), t.birth_year), p.merged_into
FROM persons p JOIN person_tokens t ON t.person_id = p.id WHERE p.merged_into IS NOT NULL
ON CONFLICT DO NOTHING;

-- owner: register::cases
-- Whom a merged case was merged into is the case people work in; `case_merges` keeps which merge led there.
UPDATE cases SET merged_into = (SELECT p.merged_into FROM cases p WHERE p.id = cases.merged_into)
WHERE merged_into IN (SELECT p.id FROM cases p WHERE p.merged_into IS NOT NULL);
UPDATE cases SET merged_into = (SELECT p.merged_into FROM cases p WHERE p.id = cases.merged_into)
WHERE merged_into IN (SELECT p.id FROM cases p WHERE p.merged_into IS NOT NULL);
UPDATE cases SET merged_into = (SELECT p.merged_into FROM cases p WHERE p.id = cases.merged_into)
WHERE merged_into IN (SELECT p.id FROM cases p WHERE p.merged_into IS NOT NULL);
CREATE INDEX cases_merged ON cases (merged_into) WHERE merged_into IS NOT NULL;

-- owner: register::cases
-- What a merge took from the duplicate, to be given back when it is undone: the seats with the end they had, the clocks
-- with whoever had to act.
CREATE TABLE case_merge_seats (
  merge_id UUID NOT NULL,
  seat_id UUID NOT NULL,
  held_until BIGINT NOT NULL,
  PRIMARY KEY (merge_id, seat_id)
); -- clustered
CREATE TABLE case_merge_clocks (
  merge_id UUID NOT NULL,
  deadline_id UUID NOT NULL,
  owner_id UUID NOT NULL,
  PRIMARY KEY (merge_id, deadline_id)
); -- clustered

-- owner: register::cases
-- Why the wait goes on: said again whenever the term of a hold falls.
CREATE TABLE hold_reviews (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL,
  reviewed_on BIGINT NOT NULL,
  reason TEXT NOT NULL,
  reviewed_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX hold_reviews_by_case ON hold_reviews (case_id, recorded_at);
-- A hold ends with the episode in which it began, and with the case going elsewhere.
UPDATE holds SET until_on = (SELECT MIN(e.closed_on) FROM episodes e WHERE e.case_id = holds.case_id AND e.closed_on >= holds.from_on)
WHERE until_on IS NULL AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = holds.case_id AND e.closed_on >= holds.from_on);

-- owner: register::cases
-- Who leads each case that is at work, or that nobody does: what a list of cases to be given to somebody follows, instead of
-- looking at every case of a supervision. Derived from seats and episodes, and settled whenever one of them changes.
CREATE TABLE case_leads (
  case_id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  lead_id UUID
); -- clustered
CREATE INDEX case_leads_none ON case_leads (institution_id, case_id) WHERE lead_id IS NULL;
CREATE INDEX case_leads_by_lead ON case_leads (institution_id, lead_id, case_id);
INSERT INTO case_leads (case_id, institution_id, lead_id)
SELECT c.id, c.institution_id,
  (SELECT s.holder_id FROM circle_seats s
   WHERE s.subject_id = c.id AND s.capacity = 'lead' AND s.held_until = 9223372036854775807 ORDER BY s.held_from DESC LIMIT 1)
FROM cases c WHERE c.merged_into IS NULL
AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = c.id AND e.closed_on IS NULL);

-- owner: register::cases
-- The code of the retention rule that was chosen, beside its words; and what the reason of a closure asks to be said.
ALTER TABLE closures ADD COLUMN retention_code TEXT;
CREATE TABLE closure_statements (
  closure_id UUID NOT NULL,
  code TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (closure_id, code)
); -- clustered
