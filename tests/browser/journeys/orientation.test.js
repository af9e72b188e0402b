// SPDX-License-Identifier: EUPL-1.2
// Somebody is oriented towards another service: thought of with their own words, proposed, accepted, agreed word by word, called with
// help, accompanied, and handed over for a time. Another one says no, and nobody insists.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, true), variant("fr", 320, false), variant("nl", 1280, false), variant("nl", 320, true)];

journey("somebody is oriented and accompanied on the way", { variants: VARIANTS }, async (visit) => {
  const { page, open, press, look, personal, place, say } = visit;
  const { fill, send, follow, sits, path, text, status } = hand(visit);
  const said = `L’âge, et l’envie de bouger (${place})`;
  const unsaid = `Rien de l’hébergement (${place})`;
  personal("Maëlle", "Goffin", "Wathelet");

  const wrong = async (name) => {
    await page.locator(".govuk-error-summary").waitFor();
    await look(name);
  };

  /** Begins one in a case, with a service of the directory and one by hand. */
  async function begun(file) {
    await open(`${file}/orientations/new`);
    const people = await page.locator('main [name="users"]').evaluateAll((all) => all.map((one) => one.value));
    await fill({ users: people.slice(0, 1), reason: `Une activité où d’autres signent (${place}).`, "own-words": "« Avec des filles de mon âge. »" });
    await look("orientation-begin");
    await send("/orientations");
    await fill({ q: "Passe-Rives" });
    await press(page.locator('main form[method="get"] button').first());
    await page.locator('main [name="to"]').first().check();
    await look("orientation-choices");
    await press(page.locator("main form", { has: page.locator('[name="to"]') }).locator("button").first());
    return path().replace("/choices", "");
  }

  await sits("p-saj-peeters");
  await open("/orientations");
  await look("orientations-soon");
  await open("/orientations?which=waiting");
  await look("orientations-waiting");
  await open("/cases");
  const file = await page.locator("main tr", { hasText: "Maëlle" }).locator('a[href^="/cases/"]').first().getAttribute("href");
  await open(`${file}/orientations`);
  await look("orientations-of-case");
  await open(`${file}/orientations/new`);
  await send("/orientations");
  await wrong("orientation-begin-empty");

  // No is an answer, and needs no reason.
  const refused = await begun(file);
  await open(`${refused}/proposal`);
  await send("/proposal");
  await follow("/answer");
  await look("orientation-answer");
  await send("/answer");
  await wrong("orientation-answer-empty");
  await fill({ answer: "no" });
  await send("/answer");
  assert.equal(path(), refused);
  await look("orientation-refused");
  assert.equal(await page.locator('main a[href$="/contact"]').count(), 0, "nothing is left to be done");
  assert.equal(await page.locator('main a[href$="/proposal"]').count(), 1, "it may be proposed again");

  // Another one is wanted.
  const one = await begun(file);
  await open(one);
  await look("orientation-considered");
  await follow("/proposal");
  await fill({ words: "En signes, avec l’interprète." });
  await send("/proposal");
  await follow("/answer");
  await fill({ answer: "yes", "own-words": "« D’accord. »" });
  await page.locator('main [name="to"]').first().check();
  await send("/answer");
  await open(`${one}/recipient`);
  await look("orientation-recipient");
  await press(page.locator('main a[href*="institution="]').first());
  await look("orientation-recipient-whom");
  await page.locator("main .govuk-radios__item", { hasText: "Bertrand" }).locator("input").check();
  await press(page.locator("main form", { has: page.locator('[name="who"]') }).locator("button").first());

  // Nobody speaks for somebody before that was agreed.
  await follow("/content");
  await send("/content");
  await wrong("orientation-content-empty");
  const people = await page.locator('main [name="with"]').evaluateAll((all) => all.map((input) => input.value));
  await fill({ said, unsaid, with: people.slice(0, 1) });
  await send("/content");
  assert.equal(path(), one);
  await open(`${one}/telling`);
  await look("orientation-telling");
  await open(`${one}/contact`);
  await fill({ means: "by_worker", nominal: "yes" });
  await send("/contact");
  await wrong("orientation-contact-refused");
  await fill({ means: "with_help" });
  await send("/contact");
  await follow("/appointment");
  await send("/appointment");
  await wrong("orientation-appointment-empty");
  const on = { "on-day": "14", "on-month": "9", "on-year": "2026" };
  await fill({ "day-day": "15", "day-month": "9", "day-year": "2026", hour: "8:15", companion: "worker", ...on });
  await send("/appointment");
  // It was keyed in late: the day on which it was set comes after the contact.
  if (path() !== one) {
    await wrong("orientation-appointment-order");
    await fill({ "on-day": "15" });
    await send("/appointment");
  }
  await look("orientation-appointment-set");
  await open(`${one}/sheet`);
  const sheet = await text();
  assert.ok(sheet.includes(said) && sheet.includes(unsaid), "both are on paper");
  await look("orientation-sheet");
  await open(`${one}/outcome`);
  await look("orientation-outcome");
  await fill({ outcome: "attended", words: "Bien reçue.", companion: "worker" });
  await send("/outcome");
  await look("orientation-attended");
  await follow("/hand-over");
  await fill({ delegation: "temporary", "follow-up-day": "", "follow-up-month": "", "follow-up-year": "" });
  await send("/hand-over");
  await wrong("orientation-hand-over-empty");
  await fill({ "follow-up-day": "15", "follow-up-month": "12", "follow-up-year": "2026" });
  await send("/hand-over");
  assert.equal(path(), one);
  await look("orientation-handed-over");
  const whole = await text();
  assert.ok(whole.includes(say({ fr: "Pour un temps", nl: "Voor een tijd" })), "for a time, at least");
  await open("/orientations?which=follow-ups");
  await look("orientations-follow-ups");
  await open(`${one}/feedback`);
  await look("orientation-feedback");

  // The service reads nothing of it by itself; whoever answers for ours reads numbers.
  await sits("p-amo-bertrand");
  assert.equal(await status(one), 404);
  await sits("p-saj-wouters");
  await open("/orientations/outcomes");
  await look("orientations-outcomes");
  const numbers = await text();
  assert.ok(numbers.includes("Passe-Rives") && !numbers.includes("Maëlle"));
});
