// SPDX-License-Identifier: EUPL-1.2
// The life of a case: opened after a search, assigned, written in, offered to another service that refuses, closed by
// two people, reopened.

import assert from "node:assert/strict";
import { openCase } from "../lib/case.js";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const CLOSE = [variant("fr", 1280, true), variant("fr", 320, true), variant("nl", 320, false)];
// The demo world is shared: each variant has its own child.
const GIVEN = ["Célestin", "Aristide", "Barnabé", "Fulgence", "Hilarion", "Léandre", "Ambroise", "Sosthène"];

journey("a case is opened, assigned, written in, offered, closed and reopened", { close: CLOSE }, async (visit) => {
  const { page, open, press, look, place } = visit;
  const { fill, send, follow, sits, text, status } = hand(visit);
  const file = await openCase(visit, { given: GIVEN[place], family: "Quatresous", birthYear: "2017", look });

  // The worker writes: what was seen, heard and thought are three things.
  await open("/desk");
  await look("desk-worker");
  await open(`${file}/notes/new`);
  await fill({ observed: "Il a ouvert la porte lui-même.", heard: "« Je dois garder ma petite sœur. »", thought: "Il porte beaucoup.", layer: "institution" });
  await look("note-new");
  await send("/notes");
  await open(`${file}/notes`);
  assert.ok((await text()).includes("Je dois garder ma petite sœur"));
  await look("notes");
  await open(`${file}/contacts/new`);
  await fill({ kind: "home_visit", result: "held", "child-seen": "alone", summary: "Une heure avec lui, dans la cuisine." });
  await look("contact-new");
  await send("/contacts");
  await open(`${file}/timeline`);
  await look("timeline");

  // Somebody of another service finds nothing at this address.
  await sits("p-spj-vasseur");
  assert.equal(await status(file), 404);

  await sits("p-saj-peeters");
  await open(`${file}/transfer`);
  await fill({ q: "SPJ" });
  await send("/transfer");
  await press(page.locator("main .mg-people a", { hasText: "SPJ de Valmourne" }).first());
  await fill({ reason: "Le tribunal a été saisi.", minimum: "Vit chez sa mère, avec une petite sœur." });
  await send("/transfer");
  await look("transfer-check");
  await press(page.locator('main button[name="go"][value="propose"]'));
  await look("case-transfer-proposed");

  await sits("p-spj-aouad");
  await look("desk-other-service");
  await open(`${file}/transfer/acceptance`);
  assert.ok(!(await text()).includes("Il porte beaucoup"), "the other service sees the minimum");
  await look("transfer-answer");
  await open(`${file}/transfer/rejection`);
  await fill({ reason: "no_capacity", explanation: "Personne ne peut le suivre avant octobre." });
  await send("/transfer/rejection");
  assert.equal(await status(`${file}/timeline`), 404);

  await sits("p-saj-peeters");
  await open(`${file}/closure`);
  await send("/closure");
  await page.locator(".govuk-error-summary").waitFor();
  await fill({
    reason: "goals_met",
    explanation: "Il est retourné à l’école ; l’AMO continue.",
    child_view: "« Ça va mieux. »",
    partners_told: "L’école sait que nous arrêtons.",
    retention: "Dix ans après la clôture.",
  });
  await look("closure");
  await send("/closure");
  assert.ok((await page.locator(`main a[href$="/closure/approval"]`).count()) === 0, "who proposes does not approve");

  await sits("p-saj-wouters");
  await open(`${file}/closure`);
  await look("closure-proposed");
  await follow("/closure/approval");
  await send("/closure/approval");
  await look("case-closed");
  await open(`${file}/reopening`);
  await fill({ reason: "new_concern", explanation: "L’école rappelle : il ne vient plus." });
  await look("reopening");
  await send("/reopening");
  await look("case-reopened");
  await open(`${file}/circle`);
  await look("circle");
  await open(`${file}/access-log`);
  await look("access-log");
});
