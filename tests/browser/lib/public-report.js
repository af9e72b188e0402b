// SPDX-License-Identifier: EUPL-1.2
// A report by somebody without an account, for the journeys that begin with one.

import assert from "node:assert/strict";
import { hand } from "./hand.js";

/**
 * Walks through the seven steps with these answers, up to the page that shows them all. A second child is added with
 * the button of the form, as a person does.
 */
export async function write(visit, { facts, child, sibling, danger = "no", you }) {
  const { page, open, press } = visit;
  const { fill, send, path } = hand(visit);
  await open(`/report?lang=${visit.lang}`);
  await press(page.locator('main a[href="/report/step/place"]'));
  await send("/report/step/place");
  await page.getByLabel("SAJ de Valmourne").check();
  await send("/report/step/service");
  await fill(facts);
  await send("/report/step/facts");
  await fill(child);
  if (sibling) {
    await press(page.locator('main button[name="then"][value="add"]'));
    await fill(sibling);
  }
  await send("/report/step/children");
  await send("/report/step/holders");
  await fill({ danger_now: danger });
  await send("/report/step/danger");
  await fill(you);
  await send("/report/step/you");
  assert.equal(path(), "/report/check");
}
