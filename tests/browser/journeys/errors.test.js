// SPDX-License-Identifier: EUPL-1.2
// Forms that are sent empty: each says what is missing, at the top and beside the question, is accessible as it then
// stands, and leads from the message to the field.

import assert from "node:assert/strict";
import { openCase } from "../lib/case.js";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, true), variant("fr", 320, false), variant("nl", 1280, false), variant("nl", 320, true)];

/** Runs in the page: what stands over the middle or the top of a field, or that it is out of sight; nothing if all is well. */
function coveredBy(id) {
  const field = document.getElementById(id);
  const { left, top, width, height } = field.getBoundingClientRect();
  if (top < 0 || top + Math.min(height, 40) > innerHeight) return "the edge of the window";
  const bars = [...document.querySelectorAll(".mg-exit__button, .mg-identity")].filter((bar) => {
    const seen = bar.getBoundingClientRect();
    return seen.top < top + height && seen.bottom > top && seen.left < left + width && seen.right > left;
  });
  return bars.map((bar) => bar.className).join(" ");
}

journey("forms that are sent empty say what is missing", { variants: VARIANTS }, async (visit) => {
  const { page, open, press, look, name } = visit;
  const { send, sits, fill, path } = hand(visit);

  /** The summary names every fault, each leads to a field that says the same, the page says it in its title. */
  async function told(picture, expected) {
    const summary = page.locator(".govuk-error-summary");
    await summary.waitFor();
    const links = await summary.locator("a").evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.innerText.trim()]));
    assert.deepEqual(links.map(([href]) => href), expected.map((field) => `#${field}`));
    for (const [href, message] of links) {
      assert.equal(await page.locator(href).count(), 1, `${href} is nowhere`);
      const group = page.locator(".govuk-form-group--error", { has: page.locator(href) }).last();
      assert.ok((await group.innerText()).includes(message), `${href} does not say « ${message} »`);
      // Whoever hears the page hears the message with the field.
      const described = await page.locator(href).evaluate((field) => {
        const ids = [field, field.closest("fieldset")].flatMap((one) => (one?.getAttribute("aria-describedby") ?? "").split(" "));
        return ids.filter(Boolean).map((id) => document.getElementById(id)?.innerText ?? "").join(" ");
      });
      assert.ok(described.includes(message), `${href} is not described by « ${message} »`);
    }
    assert.match(await page.title(), /^(Erreur|Fout)/);
    // A message takes the reader to the question, whose field is in sight and under no bar.
    await summary.locator("a").first().click();
    assert.equal(await page.evaluate(coveredBy, expected[0]), "", `#${expected[0]} is covered`);
    // The bar that follows the reader goes back to its place for the picture.
    await page.evaluate(() => (document.activeElement?.blur(), scrollTo(0, 0)));
    await look(picture);
  }

  // The public form, step by step.
  await open(`/report?lang=${visit.lang}`);
  await press(page.locator('main a[href="/report/step/place"]'));
  await send("/report/step/place");
  await send("/report/step/service");
  await told("empty-report-service", ["institution"]);
  await page.getByLabel("SAJ de Valmourne").check();
  await send("/report/step/service");
  await send("/report/step/facts");
  await told("empty-report-facts", ["observed"]);
  await fill({ observed: "Des pleurs, chaque soir." });
  await send("/report/step/facts");
  await send("/report/step/children");
  await told("empty-report-children", ["child-1-given"]);
  await fill({ "child-1-age": "5" });
  await send("/report/step/children");
  await send("/report/step/holders");
  await send("/report/step/danger");
  await told("empty-report-danger", ["danger_now"]);
  await fill({ danger_now: "unknown" });
  await send("/report/step/danger");
  await send("/report/step/you");
  await told("empty-report-you", ["known"]);
  await fill({ known: "yes" });
  await send("/report/step/you");
  await told("empty-report-name", ["name"]);
  await fill({ known: "no" });
  await send("/report/step/you");
  assert.equal(path(), "/report/check");

  // A professional's door: everything on one page.
  await sits("p-saj-nkulu");
  await open("/reports/take");
  await send("/reports/take");
  await page.locator(".govuk-error-summary").waitFor();
  await look("empty-report-taken");

  // Triage: nothing chosen, nothing written.
  await open("/reports");
  await press(page.locator("main tbody a").first());
  const report = path();
  await open(`${report}/triage`);
  await send("/triage");
  await told("empty-triage", ["outcome", "reason", "alone_reason"]);
  // Upheld without any level: the three are asked for, each by itself.
  await fill({ outcome: "qualified", reason: "Des faits précis." });
  await send("/triage");
  await told("empty-triage-levels", ["danger", "gravity", "urgency", "alone_reason"]);

  // A note, and a contact.
  const given = { "fr-1280-js": "Clovis", "fr-320-nojs": "Gaspard", "nl-1280-nojs": "Ignace", "nl-320-js": "Tancrède" }[name];
  const file = await openCase(visit, { given, family: "Beaurepaire" });
  await open(`${file}/notes/new`);
  await send("/notes");
  await told("empty-note", ["observed", "layer"]);
  await open(`${file}/contacts/new`);
  await send("/contacts");
  await page.locator(".govuk-error-summary").waitFor();
  await look("empty-contact");
});
