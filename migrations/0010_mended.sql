-- SPDX-License-Identifier: EUPL-1.2
-- What earlier versions left behind.

-- owner: platform::jobs
-- Clocks that were started before anybody was told that they passed: they kept no wording. Each is told the morning after its
-- day, in UTC. The job bears the id of its clock.
INSERT INTO jobs (id, kind, payload, asked_at, run_at, tries)
SELECT d.id, 'deadline-passed', '{}', d.started_on * 86400000000, (d.due_on + 1) * 86400000000 + 18000000000, 0
FROM deadlines d WHERE d.wording IS NULL AND d.done_on IS NULL AND NOT d.dropped AND d.ended_on IS NULL;

-- owner: register::cases
-- A hold that began on the day on which its case had been closed and reopened ended with a closure that came before it: the
-- latest of that case, whose clock still runs.
UPDATE holds SET until_on = NULL WHERE until_on = from_on
AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = holds.case_id AND e.closed_on = holds.from_on)
AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = holds.case_id AND e.closed_on IS NULL)
AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.case_id = holds.case_id AND h.id > holds.id)
AND EXISTS (SELECT 1 FROM deadlines d WHERE d.subject_id = holds.case_id AND d.term = 'on_hold'
  AND d.started_on = holds.from_on AND d.done_on IS NULL AND NOT d.dropped AND d.ended_on IS NULL);

-- owner: register::cases
-- What was merged into a case goes where that case went.
UPDATE cases SET institution_id = (SELECT k.institution_id FROM cases k WHERE k.id = cases.merged_into)
WHERE merged_into IS NOT NULL
AND institution_id <> (SELECT k.institution_id FROM cases k WHERE k.id = cases.merged_into);

-- owner: register::people
UPDATE person_links SET institution_id = (SELECT k.institution_id FROM cases k WHERE k.id = person_links.subject_id)
WHERE EXISTS (SELECT 1 FROM cases k WHERE k.id = person_links.subject_id AND k.merged_into IS NOT NULL
  AND k.institution_id <> person_links.institution_id);
