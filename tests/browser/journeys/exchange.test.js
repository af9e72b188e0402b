// SPDX-License-Identifier: EUPL-1.2
// A service asks another one something about a child: the decision is taken on the way and leaves with the question; over
// there it is acknowledged, given to a colleague, answered in part, then answered; whoever asked closes it.

import assert from "node:assert/strict";
import { decisions } from "../lib/decision.js";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

// Looked at closely in two, which cross languages, widths and scripts; gone in all four.
const CLOSE = [variant("fr", 1280, true), variant("nl", 320, false)];
const VARIANTS = [...CLOSE, variant("fr", 320, true), variant("nl", 1280, false)];

journey("an exchange goes from its draft to its end", { variants: VARIANTS, close: CLOSE }, async (visit) => {
  const { page, open, press, look, personal, place } = visit;
  const { fill, send, follow, sits, path, text, status } = hand(visit);
  const { tellFamily, answerQuestions } = decisions(visit);
  const question = `Combien de temps dort-elle après le repas, et qui l’accompagne (${place}) ?`;
  const who = `L’enfant dont il s’agit (${place})`;
  personal("Maëlle", "Goffin");

  /** Sends a form with nothing in it, and looks at what it says. */
  async function empty(action, picture) {
    await send(action);
    await page.locator(".govuk-error-summary").waitFor();
    await look(picture);
  }

  // The draft: of what kind, to whom, what is written.
  await sits("p-saj-peeters");
  await open("/cases");
  const file = await page.locator("main tr", { hasText: "Maëlle" }).locator('a[href^="/cases/"]').first().getAttribute("href");
  await open(`${file}/exchanges`);
  await look("exchange-of-case");
  await open(`${file}/exchanges/new`);
  await empty("/exchanges/new", "exchange-new-empty");
  await fill({ kind: "information_request" });
  await send("/exchanges/new");
  const exchange = path();
  assert.match(exchange, /^\/exchanges\/[0-9a-f-]+$/);
  await look("exchange-draft");
  await follow("/parties");
  await look("exchange-parties");
  await fill({ q: "Zzz" });
  await press(page.locator('main form[method="get"] button').first());
  await look("exchange-parties-none");
  await fill({ q: "Hirondelles" });
  await press(page.locator('main form[method="get"] button').first());
  await press(page.locator('main a[href*="institution="]').first());
  await look("exchange-parties-people");
  await press(page.locator("main li", { hasText: "Rahmani" }).locator("button").first());
  await open(`${exchange}/writing`);
  await empty("/writing", "exchange-writing-empty");
  await fill({ channel: "written", words: question, nominal: "yes", "answer-by-day": "30", "answer-by-month": "9", "answer-by-year": "2026" });
  await send("/writing");
  assert.equal(path(), exchange);
  assert.equal(await page.locator('main a[href$="/sending"]').count(), 0, "what concerns a child waits for its decision");

  // The decision, taken on the way: its recipient is there already.
  await follow("/content");
  await press(page.locator('main form[action$="/content"]').last().locator("button"));
  await page.locator(".govuk-error-summary").waitFor();
  await look("exchange-content-empty");
  await fill({ "rule-set": "be_circulaire", title: who, words: "Maëlle, deux ans, que vous accueillez le mercredi.", origin: "own_work" });
  // Above it stand the decisions that were taken before, with a button of their own.
  await press(page.locator('main form[action$="/content"]').last().locator("button"));
  const decision = path();
  assert.match(decision, /^\/disclosures\//);
  assert.ok((await text()).includes(who));
  await tellFamily(decision);
  await answerQuestions(decision, ["yes"]);
  await open(decision);
  await look("exchange-decision");
  await follow("/decision");
  await send("/decision");
  assert.equal(await page.locator('main a[href$="/telling"]').count(), 0, "it leaves with its exchange, in no other way");
  await look("exchange-decided");
  await follow(exchange);
  await look("exchange-ready");
  await follow("/preview");
  await look("exchange-preview");
  await open(`${exchange}/sending`);
  const preview = await text();
  assert.ok(preview.includes(question) && preview.includes("que vous accueillez le mercredi"));
  await look("exchange-sending");
  await send("/sending");
  assert.equal(path(), exchange);
  await look("exchange-sent");
  await press(page.locator('main form[action$="/reminder"] button'));
  await look("exchange-reminded");
  await open(`${exchange}/withdrawal`);
  await empty("/withdrawal", "exchange-withdrawal-empty");
  await open(`${file}/disclosures/told`);
  assert.ok((await text()).includes(who), "the family reads that it was told");

  // Over there.
  await sits("p-hirondelles-rahmani");
  await open("/exchanges");
  await look("exchange-to-answer");
  await press(page.locator(`main a[href="${exchange}"]`));
  const read = await text();
  assert.ok(read.includes(question) && read.includes("que vous accueillez le mercredi"));
  await look("exchange-received");
  await press(page.locator('main form[action$="/acknowledgement"] button'));
  assert.equal(await page.locator('main form[action$="/acknowledgement"]').count(), 0, "it is acknowledged once");
  await look("exchange-acknowledged");
  await open(`${exchange}/decline`);
  await empty("/decline", "exchange-decline-empty");
  await open(`${exchange}/redirection?q=CPMS`);
  await empty("/redirection?q=CPMS", "exchange-redirection-empty");
  await open(`${exchange}/minute`);
  await empty("/minute", "exchange-minute-empty");
  await open(`${exchange}/assignment`);
  await empty("/assignment", "exchange-assignment-empty");
  await page.getByLabel(/^Wim Janssens/).check();
  await send("/assignment");
  for (const closed of [file, decision]) assert.equal(await status(closed), 404, closed);

  await sits("p-hirondelles-janssens");
  await open(exchange);
  assert.ok(!(await text()).includes("que vous accueillez le mercredi"), "what is told of a child is told to whom the decision names");
  await look("exchange-assigned");
  await open(`${exchange}/answer`);
  assert.ok(!(await text()).includes(question), "nor where one answers it");
  await empty("/answer", "exchange-answer-empty");
  await fill({ outcome: "partial", words: "Nous notons les heures de sieste depuis lundi.", nominal: "no" });
  await send("/answer");
  assert.equal(path(), exchange);
  await look("exchange-answered-in-part");
  await follow("/answer");
  await fill({ outcome: "full", words: "La sieste dure une heure ; l’éducatrice de jour reste à côté.", nominal: "no" });
  await send("/answer");
  await look("exchange-answered");
  assert.equal(await page.locator('main a[href$="/answer"]').count(), 0, "it is answered");

  await sits("p-saj-peeters");
  await open(exchange);
  assert.ok((await text()).includes("l’éducatrice de jour reste à côté"));
  await look("exchange-answer-read");
  await follow("/closure");
  await look("exchange-closure");
  await send("/closure");
  assert.equal(path(), exchange);
  assert.equal(await page.locator('main a[href$="/minute"]').count(), 0, "nothing more is added");
  await look("exchange-closed");
  await open("/exchanges?which=sent");
  await look("exchange-list-sent");
});
