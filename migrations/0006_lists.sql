-- SPDX-License-Identifier: EUPL-1.2
-- What a line of a list asks is answered from indexes that stay small: of a million cases a few tens of thousands are at
-- work, and few of those wait for anything.

-- owner: register::access
-- The layers as well: a page of one's cases then fetches no seat.
DROP INDEX seats_by_holder;
CREATE INDEX seats_by_holder ON seats (holder_id, subject_kind, held_until, held_from, subject_id, capacity, institution_id, id, layers);

-- owner: register::deadlines
CREATE INDEX deadlines_open_by_subject ON deadlines (subject_id, due_on, id) WHERE done_on IS NULL AND NOT dropped;

-- owner: register::cases
CREATE INDEX closures_undecided ON closures (case_id) WHERE decided_at IS NULL;
CREATE INDEX transfers_undecided ON transfers (subject_id) WHERE decided_at IS NULL;
CREATE INDEX holds_running ON holds (case_id) WHERE until_on IS NULL;
