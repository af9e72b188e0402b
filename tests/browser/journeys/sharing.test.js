// SPDX-License-Identifier: EUPL-1.2
// Somebody wants to tell another service something about a child: a teacher is refused with what can be done instead, a bound
// colleague gets one piece and not the other, reads it and nothing else, and it is taken back.

import assert from "node:assert/strict";
import { decisions } from "../lib/decision.js";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, true), variant("fr", 320, false), variant("nl", 1280, false), variant("nl", 320, true)];

journey("an information is shared, refused and taken back", { variants: VARIANTS }, async (visit) => {
  const { page, open, press, look, personal, place } = visit;
  const { fill, send, follow, sits, path, text, status } = hand(visit);
  const { begun: begin, piece, tellFamily, answerQuestions } = decisions(visit);
  const title = `La sieste du mercredi (${place})`;
  const extra = `Le dossier entier (${place})`;
  personal("Maëlle", "Goffin");

  const begun = (file, service, who) => begin(file, service, who, { looking: () => look(`sharing-staff-${service}`) });

  const family = (decision, { lastByLetter = false } = {}) =>
    tellFamily(decision, { butLast: lastByLetter, empty: () => look("sharing-family-empty") });

  /** A letter to somebody of the family: written, opened, handed over and explained. */
  async function letter(decision, href) {
    await open(`${href}/letter`);
    await look("sharing-letter-form");
    await fill({ "telling-day": "" });
    await send("/letter");
    await page.locator(".govuk-error-summary").waitFor();
    await look("sharing-letter-form-empty");
    await fill({ language: visit.lang, interpreter: "langue des signes", "telling-day": "16", "telling-month": "9", "telling-year": "2026" });
    await send("/letter");
    const written = path();
    assert.match(written, /\/letters\/[0-9a-f]+$/);
    const paper = await page.request.get(`${visit.address}${written}/letter.pdf`);
    assert.equal(paper.status(), 200);
    assert.match(paper.headers()["content-disposition"], /(lettre|brief)\.pdf/, "the name of the file names nobody");
    await look("sharing-letter");
    await send("/delivery");
    await page.locator(".govuk-error-summary").waitFor();
    await look("sharing-letter-delivery-empty");
    await fill({ way: "in_person", explained: "yes", with: "LSFB" });
    await send("/delivery");
    assert.equal(path(), decision);
    await open(written);
    assert.equal(await page.locator('main form[action$="/delivery"]').count(), 0, "it is handed over once");
    await look("sharing-letter-delivered");
    await open(href);
    assert.equal(await page.locator('main [name="told"][value="yes"]').isChecked(), true, "nothing is typed twice");
    return written;
  }

  const answered = (decision, necessary) => answerQuestions(decision, necessary, () => look("sharing-questions"));

  await sits("p-saj-peeters");
  await open("/cases");
  const file = await page.locator("main tr", { hasText: "Maëlle" }).locator('a[href^="/cases/"]').first().getAttribute("href");
  await open(`${file}/disclosures`);
  await look("sharing-register");
  await open(`${file}/disclosures/new`);
  await send("/disclosures/new");
  await page.locator(".govuk-error-summary").waitFor();
  await look("sharing-new-empty");

  // A teacher has a duty of discretion, and no more: refused, whatever is answered, with what can be done instead.
  const refused = await begun(file, "Tilleuls", "Crespin");
  await piece(refused, { title, words: "Elle dort après le repas." });
  await family(refused);
  await answered(refused, ["yes"]);
  await follow("/decision");
  await look("sharing-refused");
  await send("/decision");
  await page.locator(".govuk-error-summary").waitFor();
  await page.locator('main [name="alternatives"]').first().check();
  await fill({ reason: "Une enseignante est tenue à la discrétion." });
  await send("/decision");
  assert.equal(path(), refused);
  assert.equal(await page.locator('main a[href$="/telling"]').count(), 0, "there is nothing to tell");
  await look("sharing-refused-decided");

  // Somebody bound, who looks after the same child: what they need, and not what they do not.
  const decision = await begun(file, "Hirondelles", "Rahmani");
  await piece(decision, { title, words: "Elle dort après le repas." });
  await piece(decision, { title: extra, words: "Tout ce qui est écrit depuis un an." });
  await look("sharing-pieces");
  const last = await family(decision, { lastByLetter: true });
  await answered(decision, ["yes", "no"]);
  const written = await letter(decision, last);
  await open(decision);
  await look("sharing-so-far");
  await follow("/decision");
  await look("sharing-in-part");
  await fill({ reason: "Le reste n’aide pas à accueillir.", alternative: "Ses parents raconteront ce qu’ils veulent." });
  await send("/decision");
  await follow("/telling");
  const preview = await text();
  assert.ok(preview.includes(title) && !preview.includes(extra), "what is read is what is shown before it leaves");
  await look("sharing-telling");
  await fill({ channel: "written" });
  await send("/telling");
  assert.equal(path(), decision);
  await open(`${file}/disclosures/told`);
  const list = await text();
  assert.ok(list.includes(title) && !list.includes(extra) && !list.includes("Elle dort"), "the family reads what, not how it was put");
  await look("sharing-family-list");
  const paper = await page.request.get(`${visit.address}${await page.locator('main a[href$="/told.pdf"]').getAttribute("href")}`);
  assert.equal(paper.status(), 200);
  assert.equal((await paper.body()).subarray(0, 5).toString(), "%PDF-");
  assert.match(paper.headers()["content-disposition"], /(liste|lijst)\.pdf/, "the name of the file names nobody");

  const id = decision.split("/").at(-1);
  await sits("p-hirondelles-rahmani");
  await open("/received");
  await look("sharing-received");
  await press(page.locator(`main a[href="/received/${id}"]`));
  const read = await text();
  assert.ok(read.includes("Elle dort après le repas.") && !read.includes(extra));
  await look("sharing-received-one");
  for (const closed of [file, decision, `${file}/disclosures`, written, `${written}/letter.pdf`]) assert.equal(await status(closed), 404, closed);

  await sits("p-saj-peeters");
  await open(`${decision}/withdrawal`);
  await look("sharing-withdrawal");
  await fill({ reason: "Dit à la mauvaise personne." });
  await send("/withdrawal");
  assert.equal(path(), decision);
  await look("sharing-withdrawn");
  await sits("p-hirondelles-rahmani");
  assert.equal(await status(`/received/${id}`), 404);
});
