// SPDX-License-Identifier: EUPL-1.2
// A case goes to another service: one proposes, the other accepts, and until then the first one answers for it. The new
// service names its own lead, and closes the case by somebody else than the lead, after having refused once.

import assert from "node:assert/strict";
import { openCase } from "../lib/case.js";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const CLOSE = [variant("fr", 1280, false), variant("fr", 320, true), variant("nl", 1280, true), variant("nl", 320, false)];
// The demo world is shared: each variant has its own child.
const GIVEN = ["Eustache", "Philibert", "Anatole", "Modeste", "Gédéon", "Isidore", "Narcisse", "Théophile"];

journey("a case is accepted by another service, which closes and reopens it", { close: CLOSE }, async (visit) => {
  const { page, open, press, look, place } = visit;
  const { fill, send, follow, sits, path, text, status } = hand(visit);
  const given = GIVEN[place];
  const file = await openCase(visit, { given, family: "Grandclément" });

  await open(`${file}/notes/new`);
  const secret = "Il a peur quand son père téléphone.";
  await fill({ heard: secret, layer: "institution" });
  await send("/notes");

  // Words that are missing are asked for on the page where they were to be written.
  await open(`${file}/transfer`);
  await fill({ q: "SPJ" });
  await send("/transfer");
  await look("transfer-search");
  await press(page.locator("main .mg-people a", { hasText: "SPJ de Valmourne" }).first());
  await fill({ reason: "Le juge de la jeunesse est saisi depuis mardi." });
  await send("/transfer");
  await page.locator(".govuk-error-summary").waitFor();
  assert.equal(await page.locator("#reason").inputValue(), "Le juge de la jeunesse est saisi depuis mardi.");
  await look("transfer-minimum-missing");
  await fill({ minimum: "Vit chez sa mère à Ormelle. Audience le 28 septembre." });
  await send("/transfer");
  // What was read over can still be written otherwise.
  await press(page.locator('main button[name="go"][value="write"]'));
  assert.match(await page.locator("#minimum").inputValue(), /Audience/);
  await fill({ minimum: "Vit chez sa mère à Ormelle. Audience le 28 septembre, à neuf heures." });
  await send("/transfer");
  await press(page.locator('main button[name="go"][value="propose"]'));
  assert.equal(path(), file);
  await look("transfer-proposed");

  // The sender still answers: they write, they are told so, and nothing else is proposed meanwhile.
  await open(`${file}/notes/new`);
  await fill({ observed: "La mère a téléphoné ; rien ne change d’ici l’audience.", layer: "institution" });
  await send("/notes");
  await open(file);
  assert.equal(await page.locator(`main a[href="${file}/closure"]`).count(), 0);
  await open(`${file}/transfer`);
  assert.equal(await page.locator("#minimum").count(), 0, "a second proposal beside the first");
  await look("transfer-waiting");

  // The other service reads the minimum, and nothing more.
  await sits("p-spj-aouad");
  await open("/desk");
  await look("transfer-desk-of-receiver");
  await press(page.locator(`main a[href^="${file}"]`).first());
  assert.ok(!(await text()).includes(secret));
  await look("transfer-seen-by-receiver");
  for (const shut of ["/notes", "/timeline", "/people", "/chronology"]) {
    assert.equal(await status(`${file}${shut}`), 404, `${shut} is open before the transfer is accepted`);
  }
  await open(`${file}/transfer/acceptance`);
  assert.ok((await text()).includes("à neuf heures"));
  await look("transfer-acceptance");
  await send("/transfer/acceptance");
  assert.equal(path(), file);
  await look("transfer-accepted");

  // Now it is theirs: everything is read here, and the sender is outside.
  await open(`${file}/notes`);
  assert.ok((await text()).includes(secret));
  await open(`${file}/assignment`);
  await send("/assignment");
  await page.locator(".govuk-error-summary").waitFor();
  await look("transfer-assignment-empty");
  await page.getByLabel(/^Patrick Kabongo/).check();
  await send("/assignment");
  await sits("p-saj-peeters");
  assert.equal(await status(file), 404, "the sender still reads the case");
  await open("/cases");
  assert.ok(!(await text()).includes(given), "the case is still in the list of its former lead");

  // The lead proposes the closure, and cannot decide it; who decides refuses first, and says what is left to do.
  await sits("p-spj-kabongo");
  await open(`${file}/closure`);
  const closing = {
    reason: "goals_met",
    explanation: "Le père et la mère s’entendent sur les visites ; le juge a clos la procédure.",
    child_view: "« Maintenant je sais quand je le vois. »",
    partners_told: "L’école sait que nous arrêtons, rien d’autre.",
    retention: "Dix ans après la clôture.",
  };
  await fill(closing);
  await send("/closure");
  await open(`${file}/closure`);
  assert.equal(await page.locator('main a[href$="/closure/approval"], main a[href$="/closure/refusal"]').count(), 0);
  await look("closure-waits-for-another");
  assert.ok([403, 404].includes(await status(`${file}/closure/approval`)), "the lead may decide the closure");
  await sits("p-spj-aouad");
  await open(`${file}/closure`);
  await follow("/closure/refusal");
  await send("/closure/refusal");
  await page.locator(".govuk-error-summary").waitFor();
  await look("closure-refusal-empty");
  await fill({ reason: "Il manque l’avis de l’école : appelez la directrice, puis proposez de nouveau." });
  await send("/closure/refusal");
  assert.equal(path(), file);
  await look("closure-refused");

  await sits("p-spj-kabongo");
  await open(`${file}/closure`);
  await fill({ ...closing, partners_told: "L’école et le CPMS savent que nous arrêtons, rien d’autre." });
  await send("/closure");
  await sits("p-spj-aouad");
  await open(`${file}/closure/approval`);
  await look("closure-approval");
  await send("/closure/approval");
  assert.equal(path(), file);

  // A closed case is read, and not written in; it is opened again with a reason.
  await look("closure-case-closed");
  assert.equal(await page.locator(`main a[href="${file}/notes/new"]`).count(), 0);
  await open(`${file}/reopening`);
  await send("/reopening");
  await page.locator(".govuk-error-summary").waitFor();
  await look("reopening-empty");
  await fill({ reason: "new_concern" });
  await send("/reopening");
  assert.equal(path(), file);
  await open(`${file}/timeline`);
  await look("transfer-timeline");
});
