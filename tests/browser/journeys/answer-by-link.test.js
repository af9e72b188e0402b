// SPDX-License-Identifier: EUPL-1.2
// Somebody without an account is asked something: a link that is sent and a code that is said open one exchange, once.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, false), variant("fr", 320, true), variant("nl", 1280, true), variant("nl", 320, false)];

journey("somebody without an account answers by a link, once", { variants: VARIANTS }, async (visit) => {
  const { page, open, press, look, lang, place } = visit;
  const { fill, send, follow, sits, leaves, path, text, status } = hand(visit);
  const question = `Recevez-vous avec un interprète, et dans quel délai (${place}) ?`;

  await sits("p-saj-peeters");
  await open("/exchanges/new");
  await fill({ kind: "information_request" });
  await send("/exchanges/new");
  const exchange = path();
  await open(`${exchange}/parties`);
  await fill({ q: "Escale" });
  await press(page.locator('main form[method="get"] button').first());
  await press(page.locator('main a[href*="institution="]').first());
  await press(page.locator("main li", { hasText: "Poncin" }).locator("button").first());
  await open(`${exchange}/writing`);
  await fill({ channel: "written", words: question, nominal: "no", "answer-by-day": "30", "answer-by-month": "9", "answer-by-year": "2026" });
  await send("/writing");
  await open(`${exchange}/sending`);
  await send("/sending");
  await look("link-none-yet");
  await follow("/link");
  await look("link-to-make");
  await send("/link");
  await look("link-made");
  const door = new URL(await page.locator("main code").innerText()).pathname;
  const code = (await page.locator("main dd strong").first().innerText()).trim();
  assert.match(door, /^\/answer\/[0-9a-f]{64}$/);
  assert.match(code, /^\d{4} \d{4}$/);
  await open(`${exchange}/recorded-answer`);
  await send("/recorded-answer");
  await page.locator(".govuk-error-summary").waitFor();
  await look("link-recorded-empty");

  // The link alone says nothing; the code is verified; what was asked stands behind.
  await leaves();
  await open(`${door}?lang=${lang}`);
  assert.ok(!(await text()).includes("interprète") && !(await text()).includes("Peeters"));
  await look("door-code");
  await send(door);
  await page.locator(".govuk-error-summary").waitFor();
  await look("door-code-empty");
  await fill({ code: code === "0000 0000" ? "1111 1111" : "0000 0000" });
  await send(door);
  await page.locator(".govuk-error-summary").waitFor();
  await look("door-code-wrong");
  await fill({ code });
  await send(door);
  assert.equal(path(), door);
  assert.ok((await text()).includes(question));
  await look("door-behind");
  await send("/reply");
  await page.locator(".govuk-error-summary").waitFor();
  await look("door-reply-empty");
  // What speaks of somebody is decided by the rule of whoever answers: here the child was not told, and nothing leaves.
  await fill({ outcome: "full", words: `Oui, sous quinze jours (${place}).`, nominal: "yes", child: "Nora", "child-told": "no" });
  await send("/reply");
  await page.locator(".mg-answer--no").waitFor();
  assert.ok((await page.locator('main [name="words"]').inputValue()).includes("quinze jours"), "what was written is still there");
  await look("door-reply-refused");
  await fill({ nominal: "no" });
  await send("/reply");
  assert.equal(path(), "/answered");
  await look("door-replied");

  // It served once, and is then an address like any that does not exist.
  assert.equal(await status(door), 404);
  await open(door);
  assert.ok(!(await text()).includes("interprète"));
  await look("door-dead");

  await sits("p-saj-peeters");
  await open(exchange);
  assert.ok((await text()).includes(`Oui, sous quinze jours (${place}).`));
  await look("link-answered");
});
