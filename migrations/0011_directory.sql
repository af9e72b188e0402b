-- SPDX-License-Identifier: EUPL-1.2

-- owner: register::directory
-- Until when somebody is appointed to a work of an institution; to administer is none. For questions about many people at
-- once, which need neither the name of the institution nor its pack.
CREATE VIEW appointments_until AS
SELECT a.practitioner_id, a.institution_id, a.until_on
FROM appointments a JOIN functions f ON f.id = a.function_id AND f.kind <> 'administrator';
