// SPDX-License-Identifier: EUPL-1.2
// What every decision to tell something asks of whoever takes it, alone or with an exchange: what the family knows, and
// the questions of the rule.

import assert from "node:assert/strict";
import { hand } from "./hand.js";

/** The steps that journeys take in a decision on its way, for one visit. */
export function decisions(visit) {
  const { page, open, press, place } = visit;
  const { fill, send, follow, path } = hand(visit);

  return {
    /** Begins a decision in a file, by the circular, and names its recipient, found by the service. */
    async begun(file, service, who, { looking = async () => {} } = {}) {
      await open(`${file}/disclosures/new`);
      await fill({ why: `Accueillir sans défaire ce qui tient (${place}).`, "rule-set": "be_circulaire" });
      await send("/disclosures/new");
      const decision = path();
      await follow("/recipients");
      await fill({ q: service });
      await press(page.locator('main form[method="get"] button').first());
      await press(page.locator('main a[href*="institution="]').first());
      await looking();
      await press(page.locator("main li", { hasText: who }).locator("button").first());
      return decision;
    },

    /** Adds a piece of information from one's own work. */
    async piece(decision, fields) {
      await open(`${decision}/pieces`);
      await fill({ ...fields, origin: "own_work" });
      await press(page.locator('main form[action$="/pieces"] button').first());
    },

    /**
     * Everybody of the family was told, the day before yesterday. With `butLast` the last one was not, and the address
     * of their step is given. `empty` looks at the step as it stands when it was sent with nothing in it.
     */
    async tellFamily(decision, { butLast = false, empty } = {}) {
      await open(decision);
      const hrefs = await page.locator('main a[href*="/family/"]').evaluateAll((links) => links.map((a) => a.getAttribute("href")));
      assert.ok(hrefs.length >= 2, "child and parents");
      const last = butLast ? hrefs.pop() : undefined;
      for (const [index, href] of hrefs.entries()) {
        await open(href);
        if (index === 0 && empty) {
          await send(href);
          await page.locator(".govuk-error-summary").waitFor();
          await empty();
        }
        await fill({ told: "yes", "on-day": "13", "on-month": "9", "on-year": "2026", how: "de vive voix", language: "langue des signes" });
        await send(href);
      }
      return last;
    },

    /** Answers the questions of the circular as it is; who needs which piece is answered one by one. */
    async answerQuestions(decision, necessary, look = async () => {}) {
      await open(`${decision}/questions`);
      await look();
      await fill({ "q-discreet": "yes", "q-bond": "yes", "q-repressive": "no" });
      const names = (letter) => page.locator(`main [name^="${letter}-"][value="yes"]`).evaluateAll((all) => all.map((one) => one.name));
      for (const name of await names("r")) await fill({ [name]: "yes" });
      for (const [index, name] of (await names("n")).entries()) await fill({ [name]: necessary[index] });
      await send("/questions");
    },
  };
}
