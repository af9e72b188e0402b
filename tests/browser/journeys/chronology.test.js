// SPDX-License-Identifier: EUPL-1.2
// The chronology that a judge, or the child, will read: events are chosen from the timeline or added from before the case,
// stand in the order in which they happened, are withdrawn without being lost, and are printed.

import assert from "node:assert/strict";
import { openCase } from "../lib/case.js";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, true), variant("fr", 320, false), variant("nl", 1280, false), variant("nl", 320, true)];
// The demo world is shared: each variant has its own child.
const GIVEN = ["Sidonie", "Radegonde", "Hortense", "Apolline"];

journey("significant events are chosen, put in order and printed", { variants: VARIANTS }, async (visit) => {
  const { page, open, press, look, name } = visit;
  const { fill, send, follow, sits, path, text } = hand(visit);
  const given = GIVEN[VARIANTS.findIndex((one) => one.name === name)];
  const file = await openCase(visit, { given, family: "Passelecq", birthYear: "2013" });
  const events = () => page.locator("main tbody tr");

  await open(`${file}/chronology`);
  await look("chronology-empty");
  await follow("/chronology/new");
  await send("/chronology");
  await page.locator(".govuk-error-summary").waitFor();
  assert.equal(await page.locator(".govuk-error-summary li").count(), 3, "all that is missing is told at once");
  await look("chronology-form-empty");
  // A day that does not exist is told, and nothing of what was typed is lost.
  const split = "Ses parents se séparent ; elle reste chez sa mère avec ses deux frères.";
  await fill({ "occurred-day": "31", "occurred-month": "2", "occurred-year": "2019", event: split, source: "Récit de la mère, 14 septembre 2026" });
  await send("/chronology");
  await page.locator(".govuk-error-summary").waitFor();
  assert.equal(await page.locator("#event").inputValue(), split);
  await look("chronology-form-error");
  await fill({ "occurred-day": "", "occurred-month": "2", meaning: "« J’ai changé d’école trois fois. »" });
  await send("/chronology");
  assert.equal(path(), `${file}/chronology`);

  // What is only known by its year, earlier than the first.
  await open(`${file}/chronology/new`);
  await fill({ "occurred-year": "2016", event: "Première demande d’aide au service social de l’école.", source: "Lettre de l’école" });
  await send("/chronology");

  // From the timeline: the words are there already, and the entry says that it was chosen.
  await open(`${file}/contacts/new`);
  await fill({ kind: "home_visit", result: "held", "child-seen": "alone", summary: "Elle montre sa chambre, et l’avis d’expulsion." });
  await send("/contacts");
  await open(`${file}/timeline`);
  await press(page.locator("main .mg-timeline__item", { hasText: "expulsion" }).locator('a[href*="/chronology/new?entry="]'));
  assert.match(await page.locator("#event").inputValue(), /expulsion/);
  assert.match(await page.locator("#source").inputValue(), /Peeters/);
  await look("chronology-form-from-timeline");
  await fill({ meaning: "Elle a peur de perdre ses amies." });
  await send("/chronology");
  await open(`${file}/timeline`);
  const chosen = page.locator("main .mg-timeline__item", { hasText: "expulsion" });
  assert.equal(await chosen.locator('a[href*="/chronology/new?entry="]').count(), 0, "an event is chosen twice");
  await look("chronology-timeline");

  // The oldest first, whatever the order in which they were written down.
  await open(`${file}/chronology`);
  const order = await events().locator("th").allInnerTexts();
  assert.deepEqual(order.map((when) => when.match(/\d{4}/)[0]), ["2016", "2019", "2026"]);
  await look("chronology");

  // One is withdrawn; the timeline keeps it.
  await press(events().filter({ hasText: "service social" }).locator("button"));
  assert.equal(await events().count(), 2);
  await look("chronology-withdrawn");

  // On paper: what was chosen, the child and the number of the case; no buttons, no menus.
  await page.emulateMedia({ media: "print" });
  await look("chronology-print");
  const paper = await page.locator("body").innerText();
  for (const told of [given, split, "Récit de la mère", "Joris Peeters"]) assert.ok(paper.includes(told), `not on paper: ${told}`);
  for (const chrome of ["nav", "main form", "main .govuk-button", ".mg-no-print"]) {
    for (const one of await page.locator(chrome).all()) assert.ok(!(await one.isVisible()), `on paper: ${chrome}`);
  }
  assert.match(await page.locator(".mg-identity").innerText(), /\d{4}-\d+/, "the number of the case is on paper");
  await page.emulateMedia({ media: "screen" });

  // A colleague who answers for the team reads the same.
  await sits("p-saj-wouters");
  await open(`${file}/chronology`);
  assert.ok((await text()).includes(split));
});
