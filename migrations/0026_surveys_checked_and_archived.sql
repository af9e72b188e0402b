-- SPDX-License-Identifier: EUPL-1.2
-- Who answered twice for one institution, how well papers were typed in, and the end of what names people.

-- owner: resource-centre::surveys
-- What a respondent is known by: its number, its name in its division; from the directory (`line`) or as it said itself (`answer`).
-- Two respondents that share a key may be one institution: a person looks.
CREATE TABLE survey_identities (
  survey_id UUID NOT NULL,
  key TEXT NOT NULL,
  respondent_id UUID NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (survey_id, key, respondent_id, source)
);
CREATE INDEX survey_identities_by_respondent ON survey_identities (respondent_id);

INSERT INTO survey_identities (survey_id, key, respondent_id, source)
  SELECT survey_id, 'number ' || ltrim(number, '0'), id, 'line' FROM survey_respondents
  WHERE number <> '' AND role <> 'informed';
INSERT INTO survey_identities (survey_id, key, respondent_id, source)
  SELECT survey_id, 'name ' || folded || ' / ' || lower(CASE WHEN division = '' THEN territory ELSE division END), id, 'line'
  FROM survey_respondents WHERE folded <> '' AND role <> 'informed';

-- owner: resource-centre::surveys
-- Of what was typed in a second time: how many answers were compared with the first typing, and how many of them differ.
ALTER TABLE survey_answers ADD COLUMN compared BIGINT;
ALTER TABLE survey_answers ADD COLUMN differing BIGINT;
CREATE INDEX survey_answers_second ON survey_answers (second_of) WHERE second_of IS NOT NULL;
CREATE INDEX survey_answers_on_paper ON survey_answers (survey_id, id)
  WHERE source = 'paper' AND submitted_at IS NOT NULL AND second_of IS NULL AND corrects IS NULL;

-- owner: resource-centre::surveys
-- When what names people was erased from the answers.
ALTER TABLE surveys ADD COLUMN archived_at BIGINT;
