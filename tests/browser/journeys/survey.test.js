// SPDX-License-Identifier: EUPL-1.2
// A service asks many others the same questions: drawn up, published, opened; one answers by its link, a page at a time, and comes
// back; another answered on paper.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, true), variant("nl", 320, false), variant("fr", 320, true), variant("nl", 1280, false)];

journey("many services answer the same questions", { variants: VARIANTS, close: VARIANTS.slice(0, 2) }, async (visit) => {
  const { page, open, press, look, place, js } = visit;
  const { fill, send, follow, sits, leaves, path, text } = hand(visit);
  const title = `Inventaire d’essai (${place})`;
  const next = () => press(page.locator('main form[data-draft-url] button:not([name="then"])').last());

  await sits("p-saj-lemaire");
  await open("/surveys");
  await look("surveys");
  await follow("/surveys/new");
  await send("/surveys/new");
  await page.locator(".govuk-error-summary").waitFor();
  await look("survey-new-empty");
  await page.locator("main details", { has: page.locator('[name="informed"]') }).locator("summary").click();
  await fill({ title, form: "circulaire-1785", purpose: "Faire connaître ce qui se fait.", asked: ["boarding", "mobile_team"], informed: ["pse"] });
  await send("/surveys/new");
  const survey = path();
  await look("survey-designed");
  await send("/publication");
  await look("survey-published");
  await send("/opening");
  await look("survey-open");
  await press(page.locator("main table a", { hasText: "Internat" }).first());
  const respondent = path();
  const link = new URL(await page.locator("main code").innerText()).pathname;
  await look("survey-respondent");

  // Whoever has the link needs no account.
  await leaves();
  await open(`${link}?lang=${visit.lang}`);
  await look("questionnaire-start");
  await follow("/pages/1");
  const fields = page.locator('main input[type="text"], main textarea');
  await fields.first().fill(`Internat de Sart-Bruyant (${place})`);
  if (js) {
    // Kept while somebody is writing.
    await page.locator('.mg-draft[data-state="saved"]').waitFor();
    await open(`${link}/pages/1`);
    assert.equal(await fields.first().inputValue(), `Internat de Sart-Bruyant (${place})`);
  }
  await look("questionnaire-page-1");
  await next();
  await fill({ "data.section_1.q1_1": "oui", "data.section_1.q1_2": "non", "data.section_1.partenaires_1": ["p01", "p03", "p07"] });
  await page.locator('main [name$="pratique_1"]').first().fill("Un goûter par trimestre avec le CPMS.");
  await look("questionnaire-page-2");
  await press(page.locator('main button[value="add:/data/section_1/pratiques_1"]'));
  assert.equal(await page.locator('main [name^="data.section_1.pratiques_1:"][name$="pratique_1"]').count(), 2);
  assert.ok(await page.locator('main [name="data.section_1.q1_1"][value="oui"]').isChecked(), "nothing is lost on the way");
  await look("questionnaire-repeated");
  await next();
  // Come back another day, by the same link.
  await open(link);
  await look("questionnaire-begun");
  await open(`${link}/pages/6`);
  await look("questionnaire-matrix");
  await page.locator('main [name="data.section_5.collaborations:1.partenaire"]').fill(`AMO Passe-Rives (${place})`);
  await page.locator('main [name="data.section_5.collaborations:1.types.m1"][value="orale"]').check();
  await next();
  assert.equal(path(), `${link}/check`);
  await look("questionnaire-check");
  await press(page.locator('main form[action$="/submission"] button'));
  assert.equal(path(), link);
  assert.ok((await text()).includes("OUI"));
  await look("questionnaire-sent");

  await sits("p-saj-lemaire");
  await open(respondent);
  await look("survey-answered");
  await send("/validation");
  await open(survey);
  await press(page.locator("main table a", { hasText: "mobile" }).first());
  const other = path();
  await follow("/pages/1");
  await look("survey-keying");
  await fields.first().fill("Équipe mobile");
  await next();
  await open(`${other}/check`);
  await press(page.locator('main form[action$="/submission"] button'));
  await look("survey-keyed");
  await open(survey);
  assert.equal(await page.locator('main a[href$="/second/pages/1"]').count(), 1, "drawn to be typed in twice");
  await look("survey-papers");
  await open(other);
  await page.locator("main details", { has: page.locator('form[action$="/setting-aside"]') }).locator("summary").click();
  await send("/setting-aside");
  await page.locator(".govuk-error-summary").waitFor();
  await look("survey-aside-empty");
  // What was named is sorted; the words propose a type.
  await open(survey);
  await follow("/coding");
  assert.equal(await page.locator('main select[name="code-0"]').inputValue(), "p09", "an AMO is an AMO");
  await look("survey-coding");
  await send("/coding");
  await look("survey-coding-finished");
  await open(`${survey}/results?count=whole`);
  assert.ok((await text()).includes(`1`));
  await look("survey-results-whole");
  await open(`${survey}/results`);
  await look("survey-results");

  // Nothing is given back before each answer was looked at; then everybody who was asked reads it.
  await open(`${survey}?role=asked&standing=to-validate`);
  assert.equal(await page.locator("main table a", { hasText: "mobile" }).count(), 1, "exactly those who wait");
  await look("survey-to-validate");
  await open(survey);
  await send("/closing");
  await look("survey-closed");
  assert.equal(await page.locator('main form[action$="/reporting"]').count(), 0, "an answer waits");
  await open(other);
  await send("/validation");
  await open(survey);
  await send("/reporting");
  await look("survey-reported");
  await leaves();
  await open(`${link}?lang=${visit.lang}`);
  await follow("/findings");
  await look("survey-findings");

  // In the end what names people goes; the link leads to the results alone.
  await sits("p-saj-lemaire");
  await open(survey);
  await follow("/archiving");
  await look("survey-archiving");
  await send("/archiving");
  await look("survey-archived");
  await open(respondent);
  assert.ok((await text()).includes(visit.say({ fr: "effacé à la fin", nl: "gewist op het einde" })));
  await look("survey-erased");
  await leaves();
  await open(`${link}?lang=${visit.lang}`);
  await look("questionnaire-archived");
});
