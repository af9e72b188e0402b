-- SPDX-License-Identifier: EUPL-1.2
-- The professional's work.

-- owner: casework::concerns
-- A concern report as it was received. What became of it is in the facts below; the few dates that stand here too are
-- those by which lists are found quickly (when it was first triaged, joined to another, archived).
CREATE TABLE reports (
  id UUID NOT NULL PRIMARY KEY,
  institution_id UUID NOT NULL,
  reference TEXT NOT NULL,
  door TEXT NOT NULL,
  received_how TEXT NOT NULL,
  received_on BIGINT NOT NULL,
  received_at BIGINT,
  first_received_on BIGINT NOT NULL,
  occurred TEXT,
  observed TEXT NOT NULL,
  heard TEXT NOT NULL,
  thought TEXT NOT NULL,
  about TEXT NOT NULL,
  danger_now TEXT NOT NULL,
  safety TEXT NOT NULL,
  address TEXT NOT NULL,
  danger BIGINT,
  gravity BIGINT,
  urgency BIGINT,
  language TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  direct_referral BOOLEAN NOT NULL,
  territory_id UUID,
  came_by UUID,
  recorded_by UUID,
  recorded_at BIGINT NOT NULL,
  acknowledged_on BIGINT,
  acknowledged_by UUID,
  confirmed_on BIGINT,
  triaged_at BIGINT,
  merged_into UUID,
  archived_at BIGINT,
  archived_by UUID,
  retention TEXT
);
CREATE INDEX reports_by_institution ON reports (institution_id, received_on, id);
CREATE INDEX reports_to_triage ON reports (institution_id, received_on, id) WHERE triaged_at IS NULL AND archived_at IS NULL;
CREATE INDEX reports_merged ON reports (merged_into) WHERE merged_into IS NOT NULL;
CREATE UNIQUE INDEX reports_by_reference ON reports (institution_id, reference);

-- owner: casework::concerns
CREATE TABLE report_numbers (
  institution_id UUID NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (institution_id, year)
); -- clustered

-- owner: casework::concerns
-- Who reported: a table and a layer of its own. Never joined to a list, an export or a text that leaves.
-- `return_digest` is that of the receipt code, `browser_digest` that of the browser that sent the public form.
CREATE TABLE report_reporters (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  is_known BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  capacity TEXT NOT NULL,
  relation TEXT NOT NULL,
  is_professional BOOLEAN NOT NULL,
  practitioner_id UUID,
  workplace TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  safe_contact TEXT NOT NULL,
  wants_unknown BOOLEAN NOT NULL,
  alleged_author BOOLEAN NOT NULL,
  return_digest BLOB,
  browser_digest BLOB,
  sent_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX report_reporters_by_report ON report_reporters (report_id);
CREATE UNIQUE INDEX report_reporters_by_return ON report_reporters (return_digest) WHERE return_digest IS NOT NULL;
CREATE INDEX report_reporters_by_browser ON report_reporters (browser_digest, sent_at) WHERE browser_digest IS NOT NULL;
CREATE INDEX report_reporters_by_practitioner ON report_reporters (practitioner_id, sent_at) WHERE practitioner_id IS NOT NULL;

-- owner: casework::concerns
-- The minors of the home: those who were named, those who were only mentioned, those who were added since.
CREATE TABLE report_minors (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  position BIGINT NOT NULL,
  place TEXT NOT NULL,
  person_id UUID,
  description TEXT NOT NULL,
  is_unborn BOOLEAN NOT NULL,
  number_unknown BOOLEAN NOT NULL,
  why TEXT NOT NULL,
  same_as UUID,
  set_aside TEXT,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX report_minors_by_report ON report_minors (report_id, position);
CREATE INDEX report_minors_by_person ON report_minors (person_id) WHERE person_id IS NOT NULL;

-- owner: casework::concerns
-- Who holds parental authority, and whether they were told.
CREATE TABLE report_holders (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  position BIGINT NOT NULL,
  who TEXT NOT NULL,
  told TEXT NOT NULL,
  told_on BIGINT,
  not_told_reason TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX report_holders_by_report ON report_holders (report_id, position);

-- owner: casework::concerns
-- Each triage; the last one counts, the earlier ones stay.
CREATE TABLE report_triages (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  outcome TEXT NOT NULL,
  danger BIGINT,
  gravity BIGINT,
  urgency BIGINT,
  explanation TEXT NOT NULL,
  reason TEXT NOT NULL,
  redirected_to UUID,
  repetitive BOOLEAN NOT NULL,
  triaged_by UUID NOT NULL,
  second_id UUID,
  alone_reason TEXT NOT NULL,
  triaged_on BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX report_triages_by_report ON report_triages (report_id, recorded_at);

-- owner: casework::concerns
-- Earlier reports about the same family, as counted at triage.
CREATE TABLE report_repeats (
  report_id UUID NOT NULL,
  earlier_id UUID NOT NULL,
  PRIMARY KEY (report_id, earlier_id)
); -- clustered
CREATE INDEX report_repeats_by_earlier ON report_repeats (earlier_id);

-- owner: casework::concerns
CREATE TABLE report_merges (
  duplicate_id UUID NOT NULL PRIMARY KEY,
  into_id UUID NOT NULL,
  reason TEXT NOT NULL,
  merged_by UUID NOT NULL,
  merged_on BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
); -- clustered
CREATE INDEX report_merges_by_into ON report_merges (into_id);

-- owner: casework::concerns
-- A proposed transfer to another service. The sender stays responsible until it is accepted.
CREATE TABLE report_transfers (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  from_id UUID NOT NULL,
  to_id UUID NOT NULL,
  territory_id UUID,
  reason TEXT NOT NULL,
  minimum TEXT NOT NULL,
  proposed_by UUID NOT NULL,
  proposed_at BIGINT NOT NULL,
  answered_by UUID,
  answered_at BIGINT,
  accepted BOOLEAN,
  refusal TEXT NOT NULL,
  explanation TEXT NOT NULL,
  new_report_id UUID
);
CREATE INDEX report_transfers_by_report ON report_transfers (report_id, proposed_at);
CREATE INDEX report_transfers_waiting ON report_transfers (to_id, proposed_at) WHERE answered_at IS NULL;

-- owner: casework::concerns
-- One evaluation a minor.
CREATE TABLE evaluations (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  minor_id UUID NOT NULL,
  started_on BIGINT NOT NULL,
  started_by UUID,
  concluded_on BIGINT,
  concluded_by UUID,
  outcome TEXT,
  danger BIGINT,
  gravity BIGINT,
  urgency BIGINT,
  explanation TEXT NOT NULL,
  reason TEXT NOT NULL,
  no_visit_reason TEXT NOT NULL,
  no_view_reason TEXT NOT NULL,
  impossible_reason TEXT,
  recorded_at BIGINT NOT NULL,
  concluded_at BIGINT
);
CREATE UNIQUE INDEX evaluations_by_minor ON evaluations (report_id, minor_id);

-- owner: casework::concerns
-- Who evaluates. The lead is the one whose seat the deadlines follow.
CREATE TABLE evaluators (
  report_id UUID NOT NULL,
  practitioner_id UUID NOT NULL,
  is_lead BOOLEAN NOT NULL,
  from_on BIGINT NOT NULL,
  until_on BIGINT,
  PRIMARY KEY (report_id, practitioner_id, from_on)
); -- clustered

-- owner: casework::concerns
CREATE TABLE evaluation_visits (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  visited_on BIGINT NOT NULL,
  visited_at BIGINT,
  place TEXT NOT NULL,
  present TEXT NOT NULL,
  notes TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  found_nobody BOOLEAN NOT NULL,
  noted_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX evaluation_visits_by_report ON evaluation_visits (report_id, visited_on);

-- owner: casework::concerns
CREATE TABLE evaluation_visit_minors (
  visit_id UUID NOT NULL,
  minor_id UUID NOT NULL,
  report_id UUID NOT NULL,
  seen_alone BOOLEAN NOT NULL,
  PRIMARY KEY (visit_id, minor_id)
); -- clustered
CREATE INDEX evaluation_visit_minors_by_report ON evaluation_visit_minors (report_id);

-- owner: casework::concerns
-- The child was met, or why not.
CREATE TABLE evaluation_meetings (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  minor_id UUID NOT NULL,
  met BOOLEAN NOT NULL,
  met_on BIGINT NOT NULL,
  alone BOOLEAN NOT NULL,
  place TEXT NOT NULL,
  agreed_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  noted_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX evaluation_meetings_by_report ON evaluation_meetings (report_id, recorded_at);

-- owner: casework::concerns
-- The child's own view: in their words, drawn, played, signed, observed; or told by somebody else.
CREATE TABLE evaluation_views (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  minor_id UUID NOT NULL,
  medium TEXT NOT NULL,
  words TEXT NOT NULL,
  told_by TEXT NOT NULL,
  audience TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  said_on BIGINT NOT NULL,
  noted_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX evaluation_views_by_report ON evaluation_views (report_id, recorded_at);

-- owner: casework::concerns
CREATE TABLE report_decisions (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  closure_reason TEXT NOT NULL,
  decided_on BIGINT NOT NULL,
  decided_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX report_decisions_by_report ON report_decisions (report_id, recorded_at);

-- owner: casework::concerns
CREATE TABLE report_decision_minors (
  decision_id UUID NOT NULL,
  minor_id UUID NOT NULL,
  report_id UUID NOT NULL,
  PRIMARY KEY (decision_id, minor_id)
); -- clustered
CREATE INDEX report_decision_minors_by_report ON report_decision_minors (report_id);

-- owner: casework::concerns
-- What was answered to whoever reported.
CREATE TABLE report_feedback (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  how TEXT NOT NULL,
  given_on BIGINT NOT NULL,
  given_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX report_feedback_by_report ON report_feedback (report_id, recorded_at);

-- owner: casework::concerns
CREATE TABLE report_feedback_requests (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  asked_on BIGINT NOT NULL,
  how TEXT NOT NULL,
  words TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX report_feedback_requests_by_report ON report_feedback_requests (report_id);

-- owner: casework::concerns
-- The return channel between whoever reported and the service. Layer of the reporter: it may tell who they are.
CREATE TABLE report_messages (
  id UUID NOT NULL PRIMARY KEY,
  report_id UUID NOT NULL,
  from_reporter BOOLEAN NOT NULL,
  text TEXT NOT NULL,
  written_by UUID,
  sent_at BIGINT NOT NULL,
  read_at BIGINT,
  read_by UUID
);
CREATE INDEX report_messages_by_report ON report_messages (report_id, sent_at);
CREATE INDEX report_messages_unread ON report_messages (report_id) WHERE from_reporter AND read_at IS NULL;
