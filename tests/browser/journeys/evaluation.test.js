// SPDX-License-Identifier: EUPL-1.2
// From a report that is upheld to its end: evaluators are named, each child is met and heard or the reason is told, each
// evaluation is concluded by itself, it is decided what follows, whoever reported is answered, the report is archived.
// On the way everything is refused that would say of a child what nobody knows.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { write } from "../lib/public-report.js";
import { variant } from "../lib/variants.js";

const CLOSE = [variant("fr", 1280, true), variant("fr", 320, false), variant("nl", 1280, false), variant("nl", 320, true)];
// The demo world is shared: each variant has a family of its own.
const FAMILIES = [
  "Tournevire", "Potdevin", "Chantelouve", "Malempré", "Grosjacques", "Vertefeuille", "Malavoine", "Passelecq",
];

journey("a report is evaluated child by child, decided, answered and archived", { close: CLOSE }, async (visit) => {
  const { page, open, press, look, personal, place } = visit;
  const { fill, send, follow, sits, path } = hand(visit);
  const family = FAMILIES[place];
  const [girl, boy] = ["Capucine", "Anselme"];
  personal(girl, boy, family, "Hyacinthe Rondelle");

  /** What a person reads beside the field and at the top, and that the page is still that of the form. */
  async function refused(end, field) {
    await page.locator(".govuk-error-summary").waitFor();
    assert.ok(path().endsWith(end), `${path()} is not …${end}`);
    const message = (await page.locator(`#${field}-error`).innerText()).split("\n").at(-1);
    assert.ok((await page.locator(".govuk-error-summary").innerText()).includes(message.replace(/^[^:]{3,8}: ?/, "")), message);
    // The link of the summary leads to something on the page that takes the focus.
    const target = await page.locator(`.govuk-error-summary a`).first().getAttribute("href");
    assert.equal(await page.locator(target).count(), 1, `${target} is nowhere`);
  }

  await write(visit, {
    facts: { observed: "Le soir, les deux enfants attendent seuls dans la voiture.", "occurred-year": "2026" },
    child: { "child-1-given": girl, "child-1-family": family, "child-1-age": "9" },
    sibling: { "child-2-given": boy, "child-2-family": family, "child-2-age": "4" },
    you: { known: "yes", name: "Hyacinthe Rondelle", phone: "081 00 00 00" },
  });
  await send("/report/send");

  await sits("p-saj-nkulu");
  await open("/reports");
  await press(page.locator("main tr", { hasText: family }).locator("a").first());
  const report = path();
  await follow("/triage");
  const second = await page.locator('main [name="second"] option', { hasText: "Thomas Dubuisson" }).getAttribute("value");
  const why = "Deux enfants seuls le soir, plusieurs fois ; personne ne sait ce que la mère en dit.";
  await fill({ outcome: "qualified", danger: "2", gravity: "1", urgency: "2", reason: why, second });
  await send("/triage");

  // Who evaluates is named by the supervision. Nothing is archived meanwhile.
  await sits("p-saj-wouters");
  await open(`${report}/evaluators`);
  await send("/evaluators");
  await refused("/evaluators", "lead");
  await page.locator('main [name="lead"] + label', { hasText: "Nour Haddad" }).click();
  await send("/evaluators");
  assert.equal(path(), report);
  await look("evaluation-begun");
  await open(`${report}/archive`);
  await send("/archive");
  await page.locator(".govuk-error-summary").waitFor();
  await look("evaluation-archive-too-early");

  await sits("p-saj-haddad");
  await open(report);
  await look("evaluation-tasks");
  const tasks = (end) => page.locator(`main .govuk-task-list a[href$="${end}"]`);
  const minors = await tasks("/meeting").evaluateAll((links) => links.map((a) => a.getAttribute("href").replace(/\/meeting$/, "")));
  assert.equal(minors.length, 2, "one evaluation a child");
  const [first, other] = minors;

  // Nobody met her yet: whatever is concluded is refused, and everything that was typed is still there.
  const conclusion = "Elle dort peu et garde son frère ; la mère travaille la nuit et demande de l’aide.";
  await open(`${first}/conclusion`);
  assert.ok((await page.locator(`#gathered a[href="${first}/meeting"]`).count()) === 1, "what is missing leads to where it is noted");
  await look("evaluation-conclusion-nothing-gathered");
  await fill({ danger: "1", gravity: "1", urgency: "1", outcome: "support_by_agreement", reason: conclusion });
  await send("/conclusion");
  await refused("/conclusion", "gathered");
  // All that is missing is told at once.
  for (const why of ["no_visit_reason", "no_view_reason"]) assert.ok(await page.locator(`#${why}-error`).isVisible(), why);
  assert.equal(await page.locator("#reason").inputValue(), conclusion);
  for (const kept of ["danger", "gravity", "urgency"]) {
    assert.ok(await page.locator(`main [name="${kept}"][value="1"]`).isChecked(), kept);
  }
  assert.ok(await page.locator('main [name="outcome"][value="support_by_agreement"]').isChecked());
  await look("evaluation-conclusion-child-not-met");

  // A visit at home: first the form sent empty, then what happened there.
  await open(report);
  await press(tasks(`/visits?minor=${first.split("/").at(-1)}`));
  assert.ok(await page.locator('main [name="minors"]').first().isChecked(), "the child of the task is ticked");
  await send("/visits");
  await refused("/visits", "place");
  await look("evaluation-visit-empty");
  await fill({ place: "Au domicile, rue des Remparts", hour: "17 h 30", present: "La mère, les deux enfants", notes: "Un seul lit. Le frigo est plein. Les cahiers sont sur la table." });
  await look("evaluation-visit");
  await send("/visits");
  assert.equal(path(), report);

  await open(`${first}/meeting`);
  await fill({ met: "yes", alone: "1", place: "Dans la cuisine", agreed_by: "Sa mère" });
  await look("evaluation-meeting");
  await send("/meeting");
  await open(`${first}/view`);
  await send("/view");
  await refused("/view", "words");
  await look("evaluation-view-empty");
  await fill({ medium: "words", words: "« Je voudrais que maman dorme la nuit, comme les autres. »", audience: "À sa mère, pas à l’école" });
  await send("/view");
  await look("evaluation-first-gathered");

  // Danger is rated, and nothing would follow: refused, with the words kept.
  await open(`${first}/conclusion`);
  await fill({ danger: "1", gravity: "1", urgency: "1", outcome: "closed", reason: conclusion });
  await send("/conclusion");
  await refused("/conclusion", "outcome");
  assert.equal(await page.locator("#reason").inputValue(), conclusion);
  await look("evaluation-conclusion-danger-but-closed");
  await fill({ outcome: "support_by_agreement" });
  await send("/conclusion");
  assert.equal(path(), report);

  // Her brother was not met: the reason is told, « no danger » is not said of him, a missing visit and a missing view are
  // explained.
  await open(`${other}/meeting`);
  await fill({ met: "no" });
  await send("/meeting");
  await refused("/meeting", "reason");
  await look("evaluation-not-met-without-reason");
  await fill({ reason: "health" });
  await send("/meeting");
  await open(`${other}/conclusion`);
  const guess = "Il est à l’hôpital depuis mardi ; l’équipe de pédiatrie l’a vu jouer et manger.";
  await fill({ danger: "0", gravity: "0", urgency: "0", outcome: "closed", reason: guess, no_visit_reason: "child_elsewhere" });
  await send("/conclusion");
  await refused("/conclusion", "no_view_reason");
  assert.equal(await page.locator("#no_visit_reason").inputValue(), "child_elsewhere");
  await look("evaluation-conclusion-view-missing");
  await fill({ no_view_reason: "not_met" });
  await send("/conclusion");
  await refused("/conclusion", "danger");
  assert.equal(await page.locator("#reason").inputValue(), guess);
  await look("evaluation-conclusion-no-danger-unseen");
  await fill({ danger: "1", gravity: "1", urgency: "1", outcome: "support_by_agreement" });
  await send("/conclusion");
  assert.equal(path(), report);
  await look("evaluation-concluded");

  // The decision, by somebody who may take it: for whom, what, why.
  await sits("p-saj-wouters");
  await open(`${report}/decision`);
  await look("evaluation-decision");
  await send("/decision");
  await refused("/decision", "outcome");
  await look("evaluation-decision-empty");
  const because = "Les deux enfants ont besoin de leur mère le soir ; elle accepte une aide à domicile.";
  await fill({ outcome: "closed", reason: because });
  await send("/decision");
  await refused("/decision", "outcome");
  assert.equal(await page.locator("#reason").inputValue(), because);
  assert.equal(await page.locator('main [name="minors"]:checked').count(), 2);
  await look("evaluation-decision-refused");
  await fill({ outcome: "support_by_agreement" });
  await send("/decision");
  assert.equal(path(), report);
  await look("evaluation-decided");

  // Somebody who reported is owed an answer, which names no child; then the report is put away.
  await sits("p-saj-nkulu");
  await open(`${report}/feedback`);
  const answer = `Merci : ${girl} et son frère seront aidés.`;
  await fill({ kind: "minimal", content: answer });
  await look("evaluation-feedback");
  await send("/feedback");
  await refused("/feedback", "content");
  assert.equal(await page.locator("#content").inputValue(), answer);
  await look("evaluation-feedback-names-a-child");
  await fill({ content: "Merci de nous avoir écrit. Ce que vous avez vu a été pris au sérieux, et une aide commence." });
  await send("/feedback");
  assert.equal(path(), report);
  await follow("/archive");
  await look("evaluation-archive");
  await send("/archive");
  assert.equal(path(), report);
  await look("evaluation-archived");
  assert.equal(await page.locator('main .govuk-task-list a').count(), 0, "nothing more is offered on an archived report");
});
