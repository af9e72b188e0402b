-- SPDX-License-Identifier: EUPL-1.2
-- What respondents named in their own words, and under which kind somebody put it; and the day on which results are given back.

-- owner: resource-centre::surveys
-- One turn of a repeated group in an answer that was sent: its first words, and the choice of the form under which the names that
-- read so were put. `folded` is the first line without accents and capitals: what is written alike is put together.
CREATE TABLE survey_entries (
  answers_id UUID NOT NULL,
  path TEXT NOT NULL,
  turn BIGINT NOT NULL,
  survey_id UUID NOT NULL,
  words TEXT NOT NULL,
  folded TEXT NOT NULL,
  code TEXT,
  coded_by UUID,
  coded_at BIGINT,
  PRIMARY KEY (answers_id, path, turn)
);
CREATE INDEX survey_entries_by_words ON survey_entries (survey_id, path, folded);

-- owner: resource-centre::surveys
-- When the results were given back to those who were asked: from then on nothing changes any more.
ALTER TABLE surveys ADD COLUMN reported_at BIGINT;
CREATE INDEX survey_answers_to_validate ON survey_answers (survey_id, respondent_id)
  WHERE submitted_at IS NOT NULL AND validated_at IS NULL AND second_of IS NULL;
