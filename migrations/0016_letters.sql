-- SPDX-License-Identifier: EUPL-1.2
-- Letters by which the child and the family learn what is told of them: what each says, and that it was handed over.

-- owner: together::sharing
-- A letter as it was written: its bytes are kept, so that the paper somebody holds can be found again to the letter, and what
-- it was given, so that one can look whether it holds what has become a secret since.
-- `announces` is what it says of the decision: to whom, what, what not, why. Whether it still says what would be told today
-- follows from comparing the two.
CREATE TABLE disclosure_letters (
  id UUID NOT NULL PRIMARY KEY,
  disclosure_id UUID NOT NULL,
  person_id UUID NOT NULL,
  language TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  announces TEXT NOT NULL,
  comes_after BOOLEAN NOT NULL,
  telling_on BIGINT NOT NULL,
  file_id UUID NOT NULL,
  facts TEXT NOT NULL,
  written_by UUID NOT NULL,
  written_at BIGINT NOT NULL,
  delivery TEXT,
  delivered_on BIGINT,
  explained BOOLEAN,
  explained_with TEXT,
  delivered_by UUID,
  noted_at BIGINT
);
CREATE INDEX disclosure_letters_by_disclosure ON disclosure_letters (disclosure_id, written_at, id);

-- owner: together::sharing
-- What was chosen to be done instead of what is refused, by the codes of the rule set, with a space between them.
ALTER TABLE disclosures ADD COLUMN alternatives TEXT;

-- owner: together::sharing
-- What an institution decided, day by day, and who objected to which decision.
CREATE INDEX disclosures_by_institution ON disclosures (institution_id, decided_at, id);
CREATE INDEX disclosure_objections_by_disclosure ON disclosure_objections (disclosure_id, said_on, id);
