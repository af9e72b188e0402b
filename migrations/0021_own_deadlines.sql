-- SPDX-License-Identifier: EUPL-1.2
-- The day of a worker is counted from this index alone: it holds what is asked of each open deadline, and the columns that say
-- that it is open, without which an engine looks each one up.

-- owner: register::deadlines
DROP INDEX deadlines_open_by_owner;
CREATE INDEX deadlines_open_by_owner ON deadlines (owner_id, due_on, id, subject_id, done_on, dropped, ended_on) WHERE done_on IS NULL AND NOT dropped AND ended_on IS NULL;
