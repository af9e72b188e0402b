// SPDX-License-Identifier: EUPL-1.2
// Takes the pictures of the user guide (docs/guide/images) from a demo world of its own, in French, 1280 pixels wide.
//
//     node guide-pictures.mjs [name …]       all of them, or only those that are named

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./lib/chromium.js";
import { visit } from "./lib/journey.js";
import { hand } from "./lib/hand.js";
import { startProduct } from "./lib/product.js";
import { write } from "./lib/public-report.js";
import { variant } from "./lib/variants.js";

const FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../docs/guide/images");
const wanted = process.argv.slice(2);

async function walk(here) {
  const { page, open, press, through } = here;
  const { fill, send, follow, sits, leaves, path: place } = hand(here);

  /** The page from the top of one of its elements to the end of what it says, and no more than this height. */
  async function picture(name, { from = "main", height = 1000 } = {}) {
    if (wanted.length > 0 && !wanted.includes(name)) return;
    // Bars that follow the reader go back to their place.
    await page.evaluate(() => (document.activeElement?.blur(), scrollTo(0, 0)));
    const top = await page.locator(from).first().evaluate((element) => element.getBoundingClientRect().top + scrollY);
    const end = await page.locator("main").evaluate((element) => element.getBoundingClientRect().bottom + scrollY);
    const y = Math.max(0, Math.floor(top));
    await page.mouse.move(0, 0);
    await page.screenshot({
      path: path.join(FOLDER, `${name}.png`),
      fullPage: true,
      animations: "disabled",
      clip: { x: 0, y, width: 1280, height: Math.min(height, end - y) },
    });
    console.log(name);
  }
  const whole = { from: "body" };

  // 1. Somebody worried.
  await open("/?lang=fr");
  await picture("accueil", whole);
  await open("/report");
  const facts = {
    observed: "Mardi et jeudi, il attendait seul devant la porte jusqu’à la nuit, sans manteau.",
    heard: "Il m’a dit : « Maman dort, il ne faut pas la réveiller. »",
    "occurred-month": "9",
    "occurred-year": "2026",
  };
  await press(page.locator('main a[href="/report/step/place"]'));
  await send("/report/step/place");
  await page.getByLabel("SAJ de Valmourne").check();
  await send("/report/step/service");
  await fill({ ...facts, thought: "Je crains qu’il soit souvent seul le soir." });
  await picture("signaler-faits", { ...whole, height: 1250 });
  await write(here, {
    facts: { ...facts, thought: "Je crains qu’il soit souvent seul le soir." },
    child: { "child-1-given": "Zéphyr", "child-1-family": "Marchandise", "child-1-age": "7", home: "Une petite sœur" },
    you: { known: "yes", name: "Odette Lavandier", phone: "081 00 00 00" },
  });
  await picture("signaler-verifier", { ...whole, height: 1300 });
  await send("/report/send");
  await picture("signaler-code", whole);

  // 2. The duty desk.
  await sits("p-saj-nkulu");
  await through(async () => {
    await page.locator("#nav-q").fill("Mattéo");
    await page.locator(".mg-search__button").click();
  });
  await picture("recherche-connue-ailleurs");
  await open("/reports");
  await picture("signalements-liste");
  await press(page.locator("main tr", { hasText: "Marchandise" }).locator("a").first());
  await picture("signalement", { height: 1300 });
  await follow("/triage");
  await fill({ outcome: "qualified", danger: "2", gravity: "1", urgency: "2" });
  await picture("tri", { height: 1700 });

  // 3. A supervisor.
  await sits("p-saj-wouters");
  await open("/desk");
  await picture("ma-journee-supervision", { height: 1500 });

  // A worker, and the fullest of their cases.
  await sits("p-saj-yildiz");
  await open("/desk");
  await picture("ma-journee-travailleur", { height: 1200 });
  await open("/cases");
  const files = await page.locator('main table a[href^="/cases/"]').evaluateAll((links) => links.map((a) => a.getAttribute("href")));
  let best = { file: files[0], size: -1 };
  for (const file of new Set(files)) {
    await open(`${file}/people`);
    const size = (await page.locator("main svg[role=img] *").count()) + (await page.locator("main tr").count());
    if (size > best.size) best = { file, size };
  }
  const { file } = best;
  await open(file);
  await picture("dossier-apercu", { from: "body", height: 1300 });
  await open(`${file}/notes/new`);
  await fill({ observed: "La porte s’est ouverte avant que je sonne.", heard: "« Tu reviens mardi ? »", thought: "La confiance revient.", layer: "institution" });
  await picture("note-nouvelle", { height: 1500 });
  await open(`${file}/contacts/new`);
  await picture("contact-nouveau", { height: 1300 });
  await open(`${file}/people`);
  await picture("famille-esquisse", { height: 1300 });
  for (const [year, event, meaning] of [
    ["2023", "Les parents se séparent ; le père quitte la maison.", "« J’ai cru que c’était ma faute. »"],
    ["2025", "Première demande d’aide de la mère au service social de l’école.", "Quelqu’un savait enfin."],
  ]) {
    await open(`${file}/chronology/new`);
    await fill({ "occurred-year": year, event, meaning, source: "récit de l’enfant et de la mère" });
    await send("/chronology");
  }
  await open(`${file}/chronology`);
  await picture("chronologie", { height: 1200 });
  await open(`${file}/closure`);
  await picture("cloture-proposer", { height: 1500 });
  await open(`${file}/circle`);
  await picture("cercle", { height: 1200 });

  await sits("p-saj-wouters");
  await open(`${file}/assignment`);
  await picture("dossier-confier", { height: 1300 });
  await open(`${file}/access-log`);
  await picture("qui-a-ouvert", { height: 1100 });

  // Something is told to another service, or is not.
  await sits("p-saj-peeters");
  await open("/cases");
  const shared = await page.locator("main tr", { hasText: "Maëlle" }).locator('a[href^="/cases/"]').first().getAttribute("href");
  await open(`${shared}/disclosures`);
  await picture("partages", { from: "body", height: 900 });
  await press(page.locator("main tr", { hasText: "week-end" }).locator('a[href^="/disclosures/"]').first());
  await picture("partage-preparer", { height: 1300 });
  await follow("/decision");
  await picture("partage-reponse", { height: 1300 });
  await sits("p-saj-wouters");
  await open("/desk/waiting?what=looks");
  await press(page.locator('main a[href^="/disclosures/"]').first());
  await follow("/look");
  await picture("second-regard", { height: 1300 });
  await sits("p-hirondelles-rahmani");
  await open("/received");
  await press(page.locator('main a[href^="/received/"]').first());
  await picture("partage-recu", { height: 1000 });

  // Services write to one another.
  await sits("p-saj-peeters");
  await open("/exchanges");
  await picture("echanges", { from: "body", height: 900 });
  await press(page.locator('main table a[href^="/exchanges/"]').first());
  await picture("echange-recu", { height: 900 });

  // A consultation with a closed list of participants: one that was held, and one that the rule would refuse.
  await sits("p-parquet-moreau");
  await open("/consultations");
  await press(page.locator("main tr", { hasText: /Tenue/ }).locator("a").first());
  await picture("concertation", { height: 1300 });
  await open("/consultations");
  await press(page.locator("main tr", { hasText: "En préparation" }).locator("a").first());
  await picture("concertation-preparer", { height: 1300 });

  // Somebody bound by secrecy learns of a grave danger.
  await sits("p-meandre-pirlot");
  await open("/danger");
  await picture("danger-regles", { height: 1100 });
  await open("/danger?rule=be_458bis");
  await fill({ about: "Une enfant de neuf ans", words: "Ce qui m’a été confié mardi, et pourquoi elle n’est pas à l’abri ce soir.", origin: "confided" });
  await picture("danger-avis", { height: 1300 });

  // Somebody is on their way to another service.
  await sits("p-saj-haddad");
  await open("/orientations?which=follow-ups");
  await press(page.locator('main a[href^="/orientations/"]').first());
  await picture("orientation", { from: "main h2", height: 1700 });
  await follow("/sheet");
  await picture("orientation-feuille", { from: "main h2", height: 1200 });
  await sits("p-saj-peeters");
  await open("/orientations?which=appointments");
  await press(page.locator('main a[href^="/orientations/"]').first());
  await follow("/contact");
  await picture("orientation-contact", { from: "main h2", height: 1500 });

  // A survey: whoever is asked, and whoever asks.
  await sits("p-saj-lemaire");
  await open("/surveys");
  await press(page.locator('main table a[href^="/surveys/"]').first());
  const survey = place();
  await picture("enquete", { height: 1500 });
  await press(page.locator("main table a", { hasText: "Clairière" }).first());
  const link = new URL(await page.locator("main code").innerText()).pathname;
  await open(`${survey}/coding`);
  await picture("enquete-classer", { height: 700 });
  await open(`${survey}/results`);
  await picture("enquete-resultats", { from: "main section.mg-panel:nth-of-type(3)", height: 1300 });
  await leaves();
  await open(link);
  await picture("questionnaire-debut", { height: 1100 });
  await open(`${link}/pages/2`);
  await fill({ "data.section_1.q1_1": "oui", "data.section_1.q1_2": "non" });
  await picture("questionnaire-page", { height: 1500 });
  await open(`${link}/pages/6`);
  await picture("questionnaire-tableau", { from: 'main label[for="data.section_5.collaborations:1.partenaire"]', height: 900 });

  // The practice bank.
  await leaves();
  await open("/practices");
  await picture("pratiques", { height: 1500 });
  await press(page.locator("main .mg-panel h2 a", { hasText: "premier rendez-vous" }).first());
  await picture("pratique", { height: 2600 });
  await open("/practices?stands=withdrawn");
  await press(page.locator("main .mg-panel h2 a").first());
  await picture("pratique-retiree", { height: 1100 });
  await sits("p-saj-peeters");
  await open("/practices/work");
  await press(page.locator("main tr", { hasText: "goûter" }).locator("a").first());
  await picture("pratique-brouillon", { height: 1100 });
  await sits("p-cpms-boulanger");
  await open("/practices/work?which=reading");
  await press(page.locator("main tr th a").first());
  await follow("/review");
  await fill({ finding: "rate", level: "E0", words: "La méthode est décrite assez précisément pour être essayée ailleurs." });
  await picture("pratique-relecture", { height: 1900 });

  await sits("p-cpms-boulanger");
  await open(`${file}/emergency-access`);
  await picture("urgence-ouvrir", { height: 1200 });
  await open("/account");
  await picture("mes-sessions", { height: 1200 });
  await leaves();
  if (place() !== "/") throw new Error("the visit did not end on the first page");
}

await mkdir(FOLDER, { recursive: true });
const [site, browser] = await Promise.all([startProduct(), launch()]);
try {
  await visit(browser, site, variant("fr", 1280, true), walk);
} finally {
  await browser.close();
  await site.stop();
}
