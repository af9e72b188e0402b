-- SPDX-License-Identifier: EUPL-1.2
-- Lists of orientations follow a case into the one with which it was merged.

-- owner: together::orientation
-- The case whose circle works an orientation: another one than the case in which it was begun after a merge.
ALTER TABLE orientations ADD COLUMN worked_in UUID;
UPDATE orientations SET worked_in = case_id;
CREATE INDEX orientations_worked_in ON orientations (worked_in, last_at, id);
