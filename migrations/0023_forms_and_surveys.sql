-- SPDX-License-Identifier: EUPL-1.2
-- Forms that are kept as they were written, and campaigns that ask institutions to fill one in.

-- owner: resource-centre::practices
-- Which practices were drafted from the answers to a campaign.
CREATE INDEX practices_from_answers ON practices (source_institution_id, source) WHERE source_institution_id IS NOT NULL;

-- owner: knowledge::forms
-- A version of a form: one content for ever.
CREATE TABLE form_versions (
  id UUID NOT NULL PRIMARY KEY,
  form TEXT NOT NULL,
  version TEXT NOT NULL,
  hash TEXT NOT NULL,
  title TEXT NOT NULL,
  source BLOB NOT NULL,
  kept_at BIGINT NOT NULL,
  UNIQUE (form, version)
);

-- owner: resource-centre::surveys
-- A campaign: who asks what of which kinds of institutions, until when.
CREATE TABLE surveys (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  form_version UUID NOT NULL,
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  issued_on BIGINT,
  authority TEXT NOT NULL,
  signatory TEXT NOT NULL,
  manager TEXT NOT NULL,
  keywords TEXT NOT NULL,
  purpose TEXT NOT NULL,
  help TEXT NOT NULL,
  reply_days BIGINT NOT NULL,
  asked TEXT NOT NULL,
  informed TEXT NOT NULL,
  created_by UUID NOT NULL,
  created_at BIGINT NOT NULL,
  published_at BIGINT,
  opened_at BIGINT,
  reminded_at BIGINT,
  closed_at BIGINT,
  version BIGINT NOT NULL
);
CREATE INDEX surveys_of_institution ON surveys (institution_id, created_at, id);

-- owner: resource-centre::surveys
-- An institution that is asked, asks to be heard, or is told of it.
CREATE TABLE survey_respondents (
  id UUID NOT NULL PRIMARY KEY,
  survey_id UUID NOT NULL,
  institution_id UUID,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  division TEXT NOT NULL,
  number TEXT NOT NULL,
  service_type TEXT NOT NULL,
  sector TEXT NOT NULL,
  territory TEXT NOT NULL,
  role TEXT NOT NULL,
  invited_at BIGINT NOT NULL,
  received_on BIGINT,
  due_on BIGINT,
  reminded_at BIGINT,
  opened_at BIGINT,
  set_aside TEXT,
  set_aside_reason TEXT,
  set_aside_by UUID,
  set_aside_at BIGINT
);
CREATE INDEX survey_respondents_of_survey ON survey_respondents (survey_id, folded, id);
CREATE INDEX survey_respondents_of_institution ON survey_respondents (institution_id, survey_id);

-- owner: resource-centre::surveys
-- What a respondent answers: a draft, then what was sent, which never changes any more; a correction is another row.
CREATE TABLE survey_answers (
  id UUID NOT NULL PRIMARY KEY,
  survey_id UUID NOT NULL,
  respondent_id UUID NOT NULL,
  source TEXT NOT NULL,
  draft TEXT NOT NULL,
  version BIGINT NOT NULL,
  begun_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  keyed_by UUID,
  second_of UUID,
  corrects UUID,
  reason TEXT,
  submitted_at BIGINT,
  document TEXT,
  validated_by UUID,
  validated_at BIGINT
);
CREATE INDEX survey_answers_of_survey ON survey_answers (survey_id, submitted_at, id);
CREATE INDEX survey_answers_of_respondent ON survey_answers (respondent_id, begun_at, id);
CREATE INDEX survey_answers_corrected ON survey_answers (corrects) WHERE corrects IS NOT NULL;
