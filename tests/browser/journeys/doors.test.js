// SPDX-License-Identifier: EUPL-1.2
// Doors that stay shut: for whoever keeps the system, for somebody who left, for somebody who did not sign in.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, false), variant("nl", 320, true)];

journey("nobody reads a case without a place in its circle", { variants: VARIANTS }, async (visit) => {
  const { page, open, look, accounts } = visit;
  const { send, sits, leaves, path, text, status } = hand(visit);

  await sits("p-saj-peeters");
  await open("/cases");
  const file = await page.locator('main table a[href^="/cases/"]').first().getAttribute("href");
  await open(file);

  // The administrator keeps accounts, and reads nobody's life.
  await sits("p-saj-charlier");
  await look("desk-administrator");
  assert.equal(await page.locator('a[href="/cases"], a[href="/reports"], a[href="/search"]').count(), 0);
  for (const shut of [file, `${file}/timeline`, `${file}/notes`, `${file}/attachments`, "/cases", "/reports", "/emergency-reviews"]) {
    assert.ok([403, 404].includes(await status(shut)), `${shut} is open to an administrator`);
  }
  await open(file);
  await look("no-such-page");

  // Somebody who left is refused without being told why.
  await leaves();
  const gone = accounts.find((one) => one.practitioner === "p-saj-delcourt");
  await open("/sign-in");
  await look("sign-in");
  await page.locator('[autocomplete~="username"], [autocomplete~="email"]').fill(gone.email);
  await page.locator('[autocomplete~="current-password"]').fill(gone.password);
  await send("/sign-in");
  assert.match(path(), /^\/sign-in/);
  assert.ok(!(await text()).includes("2026"), "nothing is told of when or why");
  await look("sign-in-refused");

  // Somebody who did not sign in is led to the door.
  await leaves();
  for (const shut of ["/desk", file, "/reports", "/account"]) {
    await open(shut);
    assert.equal(path(), "/sign-in", shut);
  }
});
