// SPDX-License-Identifier: EUPL-1.2
// The duty desk reads what came in the night, acknowledges it, and triages it with a second person.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { write } from "../lib/public-report.js";
import { variant } from "../lib/variants.js";

const CLOSE = [variant("fr", 1280, true), variant("fr", 320, false), variant("nl", 1280, false), variant("nl", 320, true)];

journey("a report is acknowledged and triaged by two", { close: CLOSE }, async (visit) => {
  const { page, open, press, look, personal, name } = visit;
  const { fill, send, follow, sits, path, text } = hand(visit);
  // Each variant has its own child: the demo world is shared.
  const family = `Brindavoine${name.replace(/[^a-z]/g, "")}`;
  personal("Zéphyrine", family);
  await write(visit, {
    facts: { observed: "Elle dort dans l’escalier depuis trois jours.", "occurred-year": "2026" },
    child: { "child-1-given": "Zéphyrine", "child-1-family": family, "child-1-age": "7" },
    you: { known: "yes", name: "Gontran Cassegrain", phone: "081 00 00 00" },
  });
  await send("/report/send");

  await sits("p-saj-nkulu");
  assert.equal(path(), "/desk");
  await look("desk-intake");
  await open("/reports");
  await look("reports");
  assert.ok(!(await text()).includes("Cassegrain"), "who reported stands in no list");
  await press(page.locator("main table a", { hasText: family }).or(page.locator("main tr", { hasText: family }).locator("a")).first());
  const report = path();
  await look("report");

  await follow("/acknowledgement");
  await fill({ words: "Nous avons bien lu votre message et nous le traitons aujourd’hui." });
  await look("report-acknowledgement");
  await send("/acknowledgement");
  assert.equal(path(), report);

  await follow("/triage");
  await look("report-triage");
  // « No danger » and « right now » do not hold together: told, with everything that was typed.
  const reason = "Une enfant de sept ans ne dort pas chez elle, et personne ne sait pourquoi.";
  const second = await page.locator('main [name="second"] option', { hasText: "Thomas Dubuisson" }).getAttribute("value");
  await fill({ outcome: "qualified", danger: "0", gravity: "0", urgency: "3", reason, second });
  await send("/triage");
  await page.locator(".govuk-error-summary").waitFor();
  assert.equal(await page.locator("#reason").inputValue(), reason);
  assert.equal(await page.locator('[name="second"]').inputValue(), second);
  await look("report-triage-refused");
  await fill({ danger: "2", gravity: "2", urgency: "2" });
  await send("/triage");
  assert.equal(path(), report);
  await look("report-triaged");

  // A supervisor names who evaluates.
  await sits("p-saj-wouters");
  await open(report);
  assert.ok(!(await text()).includes("Sylvain Delcourt"));
  await follow("/evaluators");
  await look("report-evaluators");
});
