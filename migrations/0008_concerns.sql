-- SPDX-License-Identifier: EUPL-1.2

-- owner: register::deadlines
-- Which wording of the term started the clock, by its conditions: the same term may say otherwise for a small child. Empty
-- is the general wording; clocks that were started before this was kept have none, and are told apart by their length.
ALTER TABLE deadlines ADD COLUMN wording TEXT;
-- owner: register::deadlines
-- The day on which the matter ended although the clock had passed its own: it is nothing to do any more, and stays a failure.
-- What was still running then is `dropped`.
ALTER TABLE deadlines ADD COLUMN ended_on BIGINT;
DROP INDEX deadlines_open_by_owner;
DROP INDEX deadlines_open_by_institution;
CREATE INDEX deadlines_open_by_owner ON deadlines (owner_id, due_on, id) WHERE done_on IS NULL AND NOT dropped AND ended_on IS NULL;
CREATE INDEX deadlines_open_by_institution ON deadlines (institution_id, due_on, id) WHERE done_on IS NULL AND NOT dropped AND ended_on IS NULL;

-- owner: register::cases
-- The concern reports that led to a case.
CREATE TABLE case_reports (
  case_id UUID NOT NULL,
  report_id UUID NOT NULL,
  linked_by UUID NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, report_id)
); -- clustered
CREATE INDEX case_reports_by_report ON case_reports (report_id);

-- owner: casework::concerns
-- Those that still live somewhere in the service: what its desk counts and lists.
CREATE INDEX reports_live ON reports (institution_id, received_on, id) WHERE archived_at IS NULL AND merged_into IS NULL;

-- owner: casework::concerns
-- Whether the outcome was known when the answer was given. What is said before only tells that the report arrived: the answer
-- that is owed is still owed.
ALTER TABLE report_feedback ADD COLUMN tells_outcome BOOLEAN NOT NULL DEFAULT TRUE;

-- owner: casework::concerns
-- Why the sender took the proposal back before it was answered.
ALTER TABLE report_transfers ADD COLUMN withdrawal TEXT;
CREATE INDEX report_transfers_withdrawn ON report_transfers (to_id, answered_at) WHERE withdrawal IS NOT NULL;

-- owner: casework::concerns
-- For a referral: to which authority, on which day, and when the copy left that the law of the place asks for.
ALTER TABLE report_decisions ADD COLUMN authority TEXT;
-- owner: casework::concerns
ALTER TABLE report_decisions ADD COLUMN referred_on BIGINT;
-- owner: casework::concerns
ALTER TABLE report_decisions ADD COLUMN copied_on BIGINT;
-- owner: casework::concerns
-- Why a child was seen alone although those whose agreement is asked had not given it.
ALTER TABLE evaluation_meetings ADD COLUMN not_agreed_reason TEXT;
