// SPDX-License-Identifier: EUPL-1.2
// Somebody worried writes without an account, comes back with the code, and is read.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { write } from "../lib/public-report.js";
import { variant } from "../lib/variants.js";

const FACTS = {
  observed: "Mardi, il attendait seul devant la porte, sans manteau. Il gelait.",
  heard: "Il a dit : « Maman dort tout le temps. »",
  "occurred-year": "2026",
};

journey("a neighbour reports a concern and comes back with the code", {}, async (visit) => {
  const { page, open, press, look, personal } = visit;
  const { fill, send, path, text } = hand(visit);
  personal("Zébulon Marchandise", "Odette Vandervoort");

  await open(`/?lang=${visit.lang}`);
  await look("start");
  await open("/report");
  await look("report-start");
  await press(page.locator('main a[href="/report/step/place"]'));
  await look("report-place");
  await send("/report/step/place");

  // An answer that is missing is said at the top of the page and beside the question.
  await send("/report/step/service");
  assert.equal(path(), "/report/step/service");
  await page.locator(".govuk-error-summary").waitFor();
  await look("report-service-missing");
  await page.getByLabel("SAJ de Valmourne").check();
  await send("/report/step/service");

  // Something impossible is told, and nothing of what was typed is lost.
  await fill({ ...FACTS, "occurred-month": "13" });
  await send("/report/step/facts");
  await page.locator(".govuk-error-summary").waitFor();
  assert.equal(await page.locator("#observed").inputValue(), FACTS.observed);
  assert.equal(await page.locator("#heard").inputValue(), FACTS.heard);
  await look("report-facts-error");
  await fill({ "occurred-month": "9" });
  await send("/report/step/facts");

  await fill({ "child-1-given": "Zébulon", "child-1-family": "Marchandise", "child-1-birth-year": "2018", home: "Une petite sœur" });
  await look("report-children");
  await send("/report/step/children");
  await fill({ "holder-1-who": "Sa mère", "holder-1-told": "unknown" });
  await look("report-holders");
  await send("/report/step/holders");
  await fill({ danger_now: "no" });
  await look("report-danger");
  await send("/report/step/danger");
  await fill({ known: "yes", name: "Odette Vandervoort", phone: "081 00 00 00" });
  await look("report-you");
  await send("/report/step/you");

  assert.equal(path(), "/report/check");
  for (const told of [FACTS.observed, "Zébulon Marchandise", "SAJ de Valmourne"]) assert.ok((await text()).includes(told), told);
  await look("report-check");

  // One part is changed and everything else is still there.
  await press(page.locator('main a[href="/report/step/facts?back=check"]').first());
  await fill({ thought: "Je crains qu’il soit souvent seul." });
  await press(page.locator('main button[name="then"][value="check"]'));
  assert.ok((await text()).includes("Je crains qu’il soit souvent seul."));
  await send("/report/send");

  assert.equal(path(), "/report/receipt");
  const code = (await page.locator(".mg-code").innerText()).trim();
  assert.match(code, /^[A-Z0-9]{4}(-[A-Z0-9]{4}){3}$/);
  await look("report-receipt");

  // Another day, another browser.
  await page.context().clearCookies();
  await open(`/report/return?lang=${visit.lang}`);
  await fill({ receipt: "AAAA-AAAA-AAAA-AAAA" });
  await send("/report/return");
  await page.locator(".govuk-error-summary").waitFor();
  await fill({ receipt: code.toLowerCase().replaceAll("-", " ") });
  await send("/report/return");
  assert.ok((await text()).includes("SAJ de Valmourne"));
  assert.ok(!(await text()).includes("Zébulon"), "the channel shows nothing of what was reported");
  await fill({ words: "Il y avait de la lumière cette nuit, à trois heures." });
  await send("/report/return/message");
  assert.ok((await text()).includes("Il y avait de la lumière"));
  await look("report-return");
});

journey(
  "somebody reports without saying who they are",
  { variants: [variant("fr", 320, false), variant("nl", 1280, true)] },
  async (visit) => {
    const { page } = visit;
    const { send, text } = hand(visit);
    visit.personal("Philémon Dutilleul");
    await write(visit, {
      facts: FACTS,
      child: { "child-1-given": "Philémon", "child-1-family": "Dutilleul", "child-1-age": "6" },
      danger: "yes",
      you: { known: "no" },
    });
    // Who says « now » is told whom to call.
    assert.match(await text(), /112/);
    await visit.look("report-anonymous-check");
    await send("/report/send");
    assert.match(await page.locator(".mg-code").innerText(), /-/);
  },
);
