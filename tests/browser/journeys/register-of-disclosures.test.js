// SPDX-License-Identifier: EUPL-1.2
// Whoever answers for a service takes the register of its disclosures: a period in the address, a table without a name.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, true), variant("fr", 320, false), variant("nl", 1280, false), variant("nl", 320, true)];

journey("the register of a service is taken as a table", { variants: VARIANTS }, async (visit) => {
  const { page, open, look } = visit;
  const { fill, sits, follow, status } = hand(visit);
  await sits("p-saj-lemaire");
  await open("/received");
  await follow("/disclosures/register");
  await look("register-of-disclosures");
  const table = await page.request.get(`${visit.address}${await page.locator('main a[href*="table.csv"]').getAttribute("href")}`);
  const text = await table.text();
  assert.ok(text.trim().split("\n").length > 2 && !text.includes("Maëlle") && !text.includes("nuits"), text);
  const book = await page.request.get(`${visit.address}${await page.locator('main a[href*="table.xlsx"]').getAttribute("href")}`);
  assert.equal((await book.body()).subarray(0, 2).toString(), "PK");
  await open("/disclosures/register?from=2024-01-01&until=2024-12-31");
  assert.equal(await page.locator('main a[href*="table.csv"]').count(), 0);
  await look("register-of-disclosures-none");
  await fill({ "from-day": "1", "from-month": "1", "from-year": "2020", "until-day": "1", "until-month": "9", "until-year": "2026" });
  await visit.press(page.locator('main form[method="get"] button').first());
  await page.locator(".govuk-error-summary").waitFor();
  await look("register-of-disclosures-too-long");
  await sits("p-saj-peeters");
  assert.notEqual(await status("/disclosures/register"), 200, "nobody else");
});
