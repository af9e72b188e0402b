-- SPDX-License-Identifier: EUPL-1.2
-- A draft that was sent or thrown away does not come back when the last keystroke arrives after that.

-- owner: platform::drafts
-- When the window was opened that keeps: an older one keeps nothing. When it was sent or thrown away: what stands then is
-- empty, and holds off the windows that were opened before.
ALTER TABLE drafts ADD COLUMN opened_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN ended_at BIGINT;
CREATE INDEX drafts_ended_by_age ON drafts (ended_at) WHERE ended_at IS NOT NULL;
