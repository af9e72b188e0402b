// SPDX-License-Identifier: EUPL-1.2
// A service describes what it does, sends it, it is screened, read by two from elsewhere, agreed to and published; anybody reads it,
// says what harm it does, and it is withdrawn with a reason that stays.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 1280, true), variant("nl", 320, false)];

journey("a practice is described, reviewed, published and withdrawn", { variants: VARIANTS }, async (visit) => {
  const { page, open, press, look, place } = visit;
  const { fill, send, follow, sits, leaves, path, text, status } = hand(visit);
  const title = `Un café des familles (${place})`;
  const why = `Des familles s’y sentaient observées (${place}).`;

  const wrong = async (name) => {
    await page.locator(".govuk-error-summary").waitFor();
    await look(name);
  };

  // The bank, as anybody reads it.
  await leaves();
  await open("/practices");
  await look("practices-bank");
  await open("/practices?q=introuvable");
  await look("practices-none-found");
  await open("/practices?stands=withdrawn");
  await press(page.locator("main .mg-panel h2 a").first());
  await look("practice-withdrawn");

  // A service describes.
  await sits("p-amo-bertrand");
  await open("/practices/work");
  await look("practices-ours");
  await open("/practices/new");
  await look("practice-new");
  await send("/practices");
  await wrong("practice-new-empty");
  await fill({ title, summary: "Un matin par mois, un café ouvert à tous." });
  await send("/practices");
  const one = path();
  await look("practice-draft");
  await open(`${one}/submission`);
  await look("practice-incomplete");
  await open(`${one}/about`);
  await fill({ problem: "On ne se voit qu’en crise.", public: "Les familles du quartier.", place: "La maison de quartier." });
  await look("practice-about");
  await send("/about");
  await open(`${one}/how`);
  await fill({ partners: "Avec Mme Martin, du quartier.", steps: "1. Ouvrir.\n2. Écouter.", participation: "Des parents tiennent le bar.", legal: "Aucun dossier n’y est évoqué." });
  await look("practice-how");
  await send("/how");
  await open(`${one}/means`);
  await look("practice-means");
  await fill({ costs: "20 euros par mois." });
  await send("/means");
  await open(`${one}/results`);
  await look("practice-results");
  await fill({ perceived: "On s’y salue." });
  await send("/results");
  await open(`${one}/partners?q=PSE`);
  await look("practice-partners");
  await page.locator('main [name="partner"]').first().check();
  await press(page.locator("main form", { has: page.locator('[name="partner"]') }).locator("button").first());
  await page.locator('main [name="sectors"]').first().check();
  await send("/sectors");
  await open(`${one}/sources`);
  await send("/sources");
  await wrong("practice-source-empty");
  await fill({ kind: "opinion", citation: "Carnet du café, 2026" });
  await send("/sources");
  await look("practice-sources");
  await open(`${one}/contacts`);
  await fill({ name: "Loïc Bertrand", role: "éducateur" });
  await send("/contacts");
  await wrong("practice-contact-unreachable");
  await fill({ phone: "000 00 16 14", shows: ["phone"] });
  await send("/contacts");
  await look("practice-contacts");
  await open(one);
  await look("practice-complete");
  await follow("/submission");
  assert.ok((await text()).includes("Mme Martin"), "what points at somebody is shown");
  await look("practice-submission");
  await fill({ leave: "missing", unrecognisable: "yes" });
  await send("/submission");
  await wrong("practice-without-leave");
  await fill({ leave: "not_drawn", unrecognisable: "yes" });
  await send("/submission");
  await look("practice-submitted");

  // Not theirs: nothing is there.
  await sits("p-crip-dumas");
  assert.equal(await status(one), 404);

  // The bank.
  await sits("p-saj-wouters");
  await open("/practices/work?which=editors");
  await look("practices-editors");
  await open("/practices/work?which=harms");
  await look("practices-harms");
  await open("/practices/reviewers?q=Aubépines");
  await look("practices-reviewers");
  await open(`${one}/screening`);
  await look("practice-screening");
  await send("/screening");
  await wrong("practice-screening-empty");
  await fill({ screened: "clear" });
  await send("/screening");
  await open(`${one}/readers`);
  await look("practice-readers");
  for (const name of ["Boulanger", "Dumas"]) {
    await page.locator("main .govuk-checkboxes__item", { hasText: name }).locator("input").check();
  }
  await send("/readers");
  await look("practice-in-review");

  // Each alone.
  await sits("p-cpms-boulanger");
  await open("/practices/work?which=reading");
  await look("practices-reading");
  await open(`${one}/interest`);
  await look("practice-interest");
  await fill({ interest: "none" });
  await send("/interest");
  await look("practice-review");
  await fill({ finding: "rate", level: "E2", words: "Simple et vivant." });
  await page.locator('main [name="source"]').first().check();
  await send("/review");
  await wrong("practice-opinion-above-ceiling");
  await fill({ level: "E1" });
  await send("/review");
  await look("practice-reviewed");
  await sits("p-crip-dumas");
  await open(one);
  assert.ok(!(await text()).includes("Simple et vivant."), "the other reads it too early");
  await open(`${one}/interest`);
  await fill({ interest: "none" });
  await send("/interest");
  await fill({ finding: "rate", level: "E0", words: "Décrite." });
  await send("/review");
  assert.ok((await text()).includes("Simple et vivant."), "after both, each reads the other");
  await look("practice-both-reviewed");

  // The direction, then everybody.
  await sits("p-amo-warnier");
  await open(`${one}/agreement`);
  await look("practice-agreement");
  await fill({ agreement: "yes" });
  await send("/agreement");
  await sits("p-saj-wouters");
  await open(`${one}/publication`);
  await look("practice-publication");
  await send("/publication");
  await leaves();
  await open(`/practices?q=${encodeURIComponent("café familles")}`);
  await look("practices-found");
  await open(one);
  const shown = await text();
  assert.ok(shown.includes("000 00 16 14") && !shown.includes("Loïc"), "what they agreed to, and no more");
  await look("practice-published");
  await open(`${one}/harms`);
  await look("practice-harm");
  await send("/harms");
  await wrong("practice-harm-empty");
  await fill({ words: "On se sent jugé au comptoir." });
  await send("/harms");
  await look("practice-harm-told");

  // Withdrawn, it stays readable, with why.
  await sits("p-saj-wouters");
  await open(`${one}/re-review`);
  await look("practice-re-review");
  await open(one);
  await press(page.locator('main a[href*="/harms/"]').first());
  await look("practice-harm-answer");
  await fill({ words: "Nous en avons parlé avec le service." });
  await press(page.locator('main form[action*="/harms/"] button').first());
  await open(`${one}/withdrawal`);
  await look("practice-withdrawal");
  await fill({ flag: "no", reason: why });
  await send("/withdrawal");
  await leaves();
  await open(one);
  assert.ok((await text()).includes(why));
  assert.equal(await status(`/practices?q=${place}`), 200);
});
