// SPDX-License-Identifier: EUPL-1.2
// A consultation with a closed list of participants: what is fixed before, what the rules answer, the session, its record
// of its own; and whoever is not named finds nothing.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

// Looked at closely in two, which cross languages, widths and scripts; gone in all four.
const CLOSE = [variant("fr", 1280, true), variant("nl", 320, false)];
const VARIANTS = [...CLOSE, variant("fr", 320, true), variant("nl", 1280, false)];

journey("a consultation with fixed participants is prepared, held and recorded", { variants: VARIANTS, close: CLOSE }, async (visit) => {
  const { page, open, press, look, personal, place } = visit;
  const { fill, send, follow, sits, path, text, status } = hand(visit);
  const about = `La fratrie de la rue du Moulin (${place})`;
  const agreed = `L’école reste le lieu de parole ; un seul adulte l’accompagne (${place}).`;
  personal("Mansouri", "Rossi");

  async function empty(action, picture) {
    await send(action);
    await page.locator(".govuk-error-summary").waitFor();
    await look(picture);
  }

  /** Names somebody of a service as a participant. */
  async function named(consultation, service, who) {
    await open(`${consultation}/participants`);
    await fill({ q: service });
    await press(page.locator('main form[method="get"] button').first());
    await press(page.locator('main a[href*="institution="]').first());
    await look(`consultation-staff-${service}`);
    await press(page.locator("main li", { hasText: who }).locator('form[action$="/participants"] button').first());
  }

  // Whoever convenes.
  await sits("p-parquet-moreau");
  await open("/consultations");
  await look("consultation-list");
  await open("/consultations/new");
  await empty("/consultations/new", "consultation-new-empty");
  await fill({ basis: "authorisation" });
  await empty("/consultations/new", "consultation-authorisation-empty");
  await fill({
    source: "Étienne Delhaye, substitut du procureur du Roi",
    "authorised-day": "14", "authorised-month": "9", "authorised-year": "2026",
    reasons: "Éviter que l’enfant doive répéter.",
    about,
    purpose: "Protéger les enfants pendant l’enquête.",
    modalities: "Une réunion, sans enregistrement, compte rendu conservé à part.",
    "until-day": "15", "until-month": "12", "until-year": "2026",
  });
  await send("/consultations/new");
  const consultation = path();
  assert.match(consultation, /^\/consultations\/[0-9a-f-]+$/);
  await look("consultation-prepared-alone");
  await named(consultation, "CPMS de Valmourne", "Mansouri");
  await named(consultation, "Aubépines", "Rossi");
  await look("consultation-participants");

  // Nothing was answered: the rules refuse, and say what is missing; nothing is decided by looking.
  await open(`${consultation}/opening`);
  await look("consultation-opening-refused");
  await open(`${consultation}/questions`);
  await look("consultation-questions");
  for (const name of await page.locator('main [name$="-necessary"][value="yes"], main [name$="-knows_secrecy"][value="yes"]').evaluateAll((all) => all.map((one) => one.name))) {
    await fill({ [name]: "yes" });
  }
  await fill(Object.fromEntries(["basis", "exclusive_purpose", "participants_fixed", "purpose_fixed", "modalities_fixed"].map((code) => [`q-${code}`, "yes"])));
  await send("/questions");
  assert.equal(path(), consultation);
  await look("consultation-prepared");
  await follow("/opening");
  await look("consultation-opening");
  await send("/opening");
  assert.equal(path(), consultation);
  assert.equal(await page.locator('main a[href$="/participants"]').count(), 0, "what is fixed changes no more");
  await look("consultation-open");
  await open(`${consultation}/session`);
  await empty("/session", "consultation-session-empty");
  await fill({ "on-day": "15", "on-month": "9", "on-year": "2026" });
  await page.locator('main [name="attended"]').first().check();
  await page.getByLabel(/Mansouri/).check();
  await send("/session");
  await follow("/minutes");
  await empty("/minutes", "consultation-minutes-empty");
  await fill({ text: agreed });
  await send("/minutes");
  await look("consultation-held");

  // Whoever is named reads it among theirs, and speaks for themselves or does not.
  await sits("p-cpms-mansouri");
  await open("/consultations");
  await look("consultation-mine");
  await press(page.locator(`main a[href="${consultation}"]`));
  assert.ok((await text()).includes(agreed));
  await look("consultation-read");
  await follow("/word");
  await empty("/word", "consultation-word-empty");
  await fill({ silent: "1" });
  await send("/word");
  await look("consultation-silent");

  // Whoever is not, finds nothing.
  await sits("p-saj-peeters");
  await open("/consultations");
  assert.ok(!(await text()).includes(about));
  await look("consultation-none");
  for (const closed of ["", "/participants", "/minutes", "/word"]) assert.equal(await status(`${consultation}${closed}`), 404, closed);
});
