// SPDX-License-Identifier: EUPL-1.2
// A service wants a second pair of eyes before it decides: asked for, sent back with words, reworked, agreed to, decided.

import assert from "node:assert/strict";
import { decisions } from "../lib/decision.js";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const CLOSE = [variant("fr", 1280, true), variant("nl", 320, false)];

journey("a decision is looked at by a second person before it is taken", { variants: CLOSE, close: CLOSE }, async (visit) => {
  const { page, open, press, look, personal, place } = visit;
  const { fill, send, follow, sits, path, text } = hand(visit);
  const { begun, piece, tellFamily, answerQuestions } = decisions(visit);
  const words = `Le bilan est de trop (${place}).`;
  personal("Maëlle", "Goffin");
  const decides = () => page.locator('main a[href$="/decision"]').count();

  await sits("p-saj-lemaire");
  await open("/disclosures");
  await follow("/second-looks");
  await look("second-looks");
  await fill({ rules: ["be_circulaire"] });
  await send("/second-looks");
  assert.ok(await page.locator('main [name="rules"][value="be_circulaire"]').isChecked());
  await look("second-looks-saved");

  await sits("p-saj-peeters");
  await open("/cases");
  const file = await page.locator("main tr", { hasText: "Maëlle" }).locator('a[href^="/cases/"]').first().getAttribute("href");
  const decision = await begun(file, "Hirondelles", "Rahmani");
  await piece(decision, { title: `La sieste (${place})`, words: "Elle dort après le repas." });
  await open(decision);
  await look("second-look-too-soon");
  await tellFamily(decision);
  await answerQuestions(decision, ["yes"]);
  await open(decision);
  assert.equal(await decides(), 0, "nobody decides alone");
  await look("second-look-to-ask");
  await open(`${decision}/decision`);
  await look("second-look-missing");
  await open(decision);
  await send("/look/request");
  await look("second-look-waits");

  await sits("p-saj-wouters");
  await open("/desk");
  await press(page.locator('main a[href*="what=looks"]').first());
  await look("second-look-list");
  await press(page.locator(`main a[href="${decision}"]`).first());
  await follow("/look");
  assert.ok((await text()).includes("Elle dort après le repas."), "what would be told is read whole");
  await look("second-look-form");
  await send("/look");
  await page.locator(".govuk-error-summary").waitFor();
  await look("second-look-form-empty");
  await fill({ view: "sent-back" });
  await send("/look");
  await page.locator(".govuk-error-summary").waitFor();
  await fill({ view: "sent-back", words });
  await send("/look");
  assert.equal(path(), decision);
  await look("second-look-sent-back");

  await sits("p-saj-peeters");
  await open("/desk");
  await press(page.locator('main a[href*="what=looked"]').first());
  await press(page.locator(`main a[href="${decision}"]`).first());
  assert.ok((await text()).includes(words));
  assert.equal(await decides(), 0);
  await open(`${decision}/purpose`);
  await fill({ why: `Accueillir, et rien de plus (${place}).` });
  await send("/purpose");
  assert.ok((await text()).includes(words), "what was said stays while it is reworked");
  await look("second-look-reworked");
  await send("/look/request");

  await sits("p-saj-wouters");
  await open(`${decision}/look`);
  await fill({ view: "agreed" });
  await send("/look");
  await sits("p-saj-peeters");
  await open(decision);
  await look("second-look-agreed");
  await follow("/decision");
  await send("/decision");
  assert.equal(path(), decision);
  await look("second-look-decided");

  await sits("p-saj-lemaire");
  await open("/disclosures/second-looks");
  await page.locator('main [name="rules"][value="be_circulaire"]').uncheck();
  await send("/second-looks");
  assert.equal(await page.locator('main [name="rules"][value="be_circulaire"]').isChecked(), false);
});
