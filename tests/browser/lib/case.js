// SPDX-License-Identifier: EUPL-1.2
// A case that was opened and given to somebody, for the journeys that begin with one.

import assert from "node:assert/strict";
import { hand } from "./hand.js";

/**
 * Opens a case at the SAJ for this child and gives it to Joris Peeters, who sits down; gives the case's address.
 *
 * `look` looks at every page on the way; a journey that is about something else passes them by.
 */
export async function openCase(visit, { given, family, birthYear = "2016", look = async () => {} }) {
  const { page, open, press } = visit;
  const { fill, send, follow, sits, path } = hand(visit);
  visit.personal(given, family);
  // Nobody is recorded before somebody looked whether they are known.
  await sits("p-saj-dubuisson");
  await open("/cases");
  await look("cases");
  await follow("/cases/new");
  await fill({ given, family, "birth-year": birthYear });
  await send("/cases/new");
  await look("case-new-search");
  await press(page.locator('main form:has(input[name="go"][value="child"]) button'));
  assert.equal(await page.locator("#family").inputValue(), family);
  await send("/cases/new");
  await page.locator(".govuk-error-summary").waitFor();
  await look("case-new-errors");
  await fill({
    reason: "La maman demande de l’aide pour les soirs où elle travaille.",
    frame: "consented",
    frame_source: "Accord écrit du 14 septembre 2026",
    information: "La maman et l’enfant savent que nous ouvrons un dossier, et pourquoi.",
  });
  await send("/cases/new");
  await look("case-opened");
  // A supervisor finds it among what is to be assigned, and assigns with the workload in sight.
  await sits("p-saj-wouters");
  await look("desk-supervisor");
  await open("/desk/to-assign");
  await look("desk-to-assign");
  await press(page.locator("main tr", { hasText: given }).locator("a").first());
  const file = path();
  assert.match(file, /^\/cases\/[0-9a-f-]+$/);
  await look("case");
  await follow("/assignment");
  await look("case-assignment");
  await page.getByLabel(/^Joris Peeters/).check();
  await send("/assignment");
  await sits("p-saj-peeters");
  return file;
}
