-- SPDX-License-Identifier: EUPL-1.2

-- owner: register::accounts
-- Somebody lost their telephone and their recovery codes: one person asks that they may link another, and another person
-- confirms it. Only then does an invitation carry it, and only when that invitation is taken up does the old one go.
-- Nobody asked when the operator's command did it.
CREATE TABLE second_factor_renewals (
  account_id UUID NOT NULL PRIMARY KEY,
  asked_by UUID,
  asked_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  confirmed_by UUID,
  invitation_id UUID
); -- clustered
