// SPDX-License-Identifier: EUPL-1.2
// Workbooks by chance, and those of the packs: what the reference converter of the language refuses is refused, what it
// accepts is accepted, and the XForms that we write are valid.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { changed, workbook } from "./chance.js";
import { large } from "./large.js";
import { CONVERTER, MAILLAGE, VALIDATOR, answers, isDecided, nothingDiffers, run } from "./programs.js";

/** As often as is usual, or as many times more as is said. */
const MANY = 3000 * Number(process.env.FORM_EFFORT ?? 1);
const count = (many, made) => Array.from({ length: many }, (_, at) => made(at));

const packs = new URL("../../packs/", import.meta.url);
const questionnaires = readdirSync(packs, { withFileTypes: true })
  .filter((pack) => pack.isDirectory())
  .flatMap((pack) => {
    const folder = new URL(`${pack.name}/forms/`, packs);
    try {
      return readdirSync(folder).filter((file) => file.endsWith(".md")).map((file) => readFileSync(new URL(file, folder), "utf8"));
    } catch {
      return [];
    }
  });

const byChance = count(MANY, workbook);
const cases = [
  ...questionnaires,
  large(560),
  ...byChance,
  // A slip in a form that was none.
  ...questionnaires.flatMap((one, at) => count(MANY / 25, (seed) => changed(one, 1000 * at + seed))),
  ...count(MANY / 3, (seed) => changed(byChance[seed], seed)),
].map((md) => ({ md }));

const skip = CONVERTER ? false : "the reference converter is not here";
const converter = new URL("converter.py", import.meta.url).pathname;
const both = skip
  ? null
  : Promise.all([answers(MAILLAGE, ["form", "check", "--batch"], cases), answers(CONVERTER, [converter], cases)]);

test("a workbook is accepted or refused as by the reference converter", { skip }, async (t) => {
  const [ours, theirs] = await both;
  const found = [];
  let decided = 0;
  for (const [at, { md }] of cases.entries()) {
    if (ours[at].accepted === theirs[at].accepted) continue;
    const codes = ours[at].errors.map((error) => error.code);
    const facts = { theirs: theirs[at].why, ours: codes[0] };
    if (isDecided("verdicts", facts)) decided += 1;
    else found.push(`${md}\nhere: ${codes.join(", ") || "accepted"}\nthere: ${theirs[at].why ?? "accepted"}`);
  }
  const accepted = theirs.filter((verdict) => verdict.accepted).length;
  t.diagnostic(`${cases.length} workbooks, of which ${accepted} are accepted; ${decided} differ as decided`);
  nothingDiffers(found, cases.length);
});

test("the questionnaires of the packs are accepted by both", { skip }, async () => {
  const [ours, theirs] = await both;
  nothingDiffers(questionnaires.flatMap((_, at) => (ours[at].accepted && theirs[at].accepted ? [] : [at])), questionnaires.length);
});

/** The names of the files that are no valid XForms, with what the validator says. */
async function invalid(folder, files) {
  const half = Math.ceil(files.length / 2);
  const words = (some) => ["-Djava.awt.headless=true", "-jar", VALIDATOR, ...some.map((file) => join(folder, file))];
  const halves = [files.slice(0, half), files.slice(half)].filter((some) => some.length > 0);
  const said = await Promise.all(halves.map((some) => run("java", words(some), "", true)));
  const parts = said.flatMap((text) => text.split("Validating: ").slice(1));
  const valid = new Set(parts.filter((part) => part.includes("Xform is valid!")).map((part) => part.split("\n")[0].trim()));
  return files.filter((file) => !valid.has(join(folder, file)));
}

test("the XForms that we write are valid", { skip: skip || (VALIDATOR ? false : "java is not here") }, async (t) => {
  const [ours, theirs] = await both;
  const some = cases.flatMap((one, at) => (ours[at].accepted && theirs[at].accepted ? [{ ...one, xform: theirs[at].xform }] : []));
  const chosen = some.slice(0, MANY / 3);
  const written = await answers(MAILLAGE, ["form", "xform", "--batch"], chosen.map(({ md }) => ({ md })));
  const folder = await mkdtemp(join(tmpdir(), "xforms-"));
  try {
    const files = chosen.map((_, at) => `${at}.xml`);
    await Promise.all(files.map((file, at) => writeFile(join(folder, file), written[at].xform ?? "")));
    const wrong = await invalid(folder, files);
    // What the validator refuses of the converter as well is the author's, not the program's.
    await Promise.all(wrong.map((file) => writeFile(join(folder, file), chosen[Number.parseInt(file, 10)].xform)));
    const alsoTheirs = new Set(wrong.length > 0 ? await invalid(folder, wrong) : []);
    const found = wrong.filter((file) => !alsoTheirs.has(file)).map((file) => chosen[Number.parseInt(file, 10)].md);
    t.diagnostic(`${files.length} XForms; ${alsoTheirs.size} are no better from the converter`);
    nothingDiffers(found, files.length);
  } finally {
    await rm(folder, { recursive: true });
  }
});
