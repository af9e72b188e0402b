// SPDX-License-Identifier: EUPL-1.2
// Two services agree on what silence is worth: proposed by one, approved by the one that is asked, announced before a request
// leaves, ended by either.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const CLOSE = [variant("fr", 1280, true), variant("nl", 320, false)];

journey("what silence is worth is agreed on, announced and ended", { variants: CLOSE, close: CLOSE }, async (visit) => {
  const { page, open, press, look, place } = visit;
  const { fill, send, follow, sits, path, text } = hand(visit);
  const protocol = `Protocole d’essai (${place})`;

  await sits("p-saj-wouters");
  await open("/exchanges/declared");
  await look("tacit-to-approve");
  await fill({ q: "Passe-Rives" });
  await press(page.locator('main form[method="get"] button').first());
  await press(page.locator('main a[href^="/exchanges/declared/"]', { hasText: "AMO Passe-Rives" }).first());
  const partner = path();
  await look("tacit-partner");
  await follow("/silence");
  await send("/silence");
  await page.locator(".govuk-error-summary").waitFor();
  await look("tacit-form-empty");
  await fill({ meaning: "information_request:nothing_to_say", days: "12", protocol, "signed-day": "1", "signed-month": "9", "signed-year": "2026" });
  await send("/silence");
  assert.equal(path(), partner);
  assert.ok((await text()).includes(protocol));
  assert.equal(await page.locator('main form[action$="/agreement"]').count(), 0, "it is for the other to approve");
  await look("tacit-proposed");

  await sits("p-amo-ouedraogo");
  await open("/desk");
  await press(page.locator('main a[href="/exchanges/declared"]').first());
  await press(page.locator("main .mg-panel li", { hasText: protocol }).locator("a"));
  await look("tacit-asked");
  await press(page.locator("main article", { hasText: protocol }).locator('form[action$="/agreement"] button'));
  await look("tacit-approved");

  // Before it leaves, whoever asks reads what silence will mean.
  await sits("p-saj-peeters");
  await open("/exchanges/new");
  await fill({ kind: "information_request" });
  await send("/exchanges/new");
  const exchange = path();
  await follow("/parties");
  await fill({ q: "Passe-Rives" });
  await press(page.locator('main form[method="get"] button').first());
  await press(page.locator('main a[href*="institution="]').first());
  await press(page.locator("main li", { hasText: "Lambin" }).locator("button").first());
  await open(`${exchange}/writing`);
  await fill({ channel: "written", words: `Quels sont vos horaires en octobre (${place}) ?`, nominal: "no" });
  await send("/writing");
  await open(`${exchange}/sending`);
  assert.ok((await text()).includes(protocol));
  await look("tacit-sending");
  await send("/sending");
  await look("tacit-sent");

  await sits("p-saj-wouters");
  await open(partner);
  await press(page.locator("main article", { hasText: protocol }).locator('form[action$="/ending"] button'));
  assert.equal(await page.locator("main article", { hasText: protocol }).locator("form").count(), 0, "it is over");
  await look("tacit-ended");
});
