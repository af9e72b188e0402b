// SPDX-License-Identifier: EUPL-1.2
// A child is in danger and their case is kept elsewhere: somebody opens it in an emergency, says why, and somebody else
// looks at it afterwards.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, true), variant("nl", 320, false)];
// Each way has somebody of its own at the keyboard: who opened a case a moment ago reads it without being stopped.
const WHO = { fr: "p-cpms-boulanger", nl: "p-amo-bertrand" };

journey("a case is opened in an emergency and reviewed", { variants: VARIANTS }, async (visit) => {
  const { page, open, press, look, say } = visit;
  const { fill, send, sits, path, text } = hand(visit);

  await sits("p-saj-peeters");
  await open("/cases");
  const file = await page.locator('main table a[href^="/cases/"]').first().getAttribute("href");

  await sits(say(WHO));
  await open(`${file}/emergency-access`);
  await look("emergency-stop");
  await send("/emergency-access");
  await page.locator(".govuk-error-summary").waitFor();
  await page.locator('main [name="reason"]').first().check();
  const why = "L’enfant est dans mon bureau et ne veut pas rentrer ; le service ne répond pas.";
  await fill({ explanation: why });
  await send("/emergency-access");
  assert.equal(path(), file);
  await look("emergency-case");
  await open(`${file}/timeline`);
  await look("emergency-timeline");

  await sits("p-saj-wouters");
  await open("/desk");
  await press(page.locator('main a[href="/emergency-reviews"]'));
  assert.ok((await text()).includes(why));
  await look("emergency-reviews");
  await press(page.locator('main tr', { hasText: why }).first().locator("a"));
  await look("emergency-review");
  await fill({ justified: "yes", finding: "Appel tenté à deux reprises ; lecture limitée à l’aperçu et au fil." });
  await send(path());
  assert.equal(path(), "/emergency-reviews");
});
