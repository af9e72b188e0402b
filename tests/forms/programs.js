// SPDX-License-Identifier: EUPL-1.2
// The programs that are compared. Where one of them is not here, its variable is not set.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** Our own. */
export const MAILLAGE = process.env.MAILLAGE_BINARY;
/** A Python with the reference converter. */
export const CONVERTER = process.env.FORM_CONVERTER;
/** The program that validates XForms, which comes with the converter. */
export const VALIDATOR = process.env.FORM_VALIDATOR;
/** Forms filled in by chance, a JSON document a line. */
export const FILLED = process.env.FORM_CASES;

const known = JSON.parse(readFileSync(new URL("known.json", import.meta.url), "utf8"));

/** Whether a difference is one of those that are decided: every pattern of it fits. */
export function isDecided(kind, facts) {
  const fits = (entry) =>
    Object.entries(entry).every(([what, pattern]) => what === "reason" || new RegExp(pattern).test(String(facts[what] ?? "")));
  return known[kind].some(fits);
}

/** Runs a program, gives it a text, and gives back what it said. One that may fail tells why at length: that is left out. */
export function run(program, words, input = "", mayFail = false) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ["pipe", "pipe", mayFail ? "ignore" : "inherit"] });
    const said = [];
    child.stdout.on("data", (part) => said.push(part));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0 && !mayFail) reject(new Error(`${program} ${words.join(" ")} ended with ${code}`));
      else resolve(Buffer.concat(said).toString("utf8"));
    });
    // A program that ends early does not read everything; its code tells why.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Puts cases to a program that answers a line each. */
export async function answers(program, words, cases) {
  const said = await run(program, words, cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const lines = said.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  if (lines.length !== cases.length) throw new Error(`${lines.length} answers to ${cases.length} cases`);
  return lines;
}

/** Fails when something differs, and shows the first of what does. */
export function nothingDiffers(found, compared) {
  if (found.length === 0) return;
  const shown = found.slice(0, 5).map((one) => (typeof one === "string" ? one : JSON.stringify(one, null, 1)));
  throw new Error(`${found.length} of ${compared} differ, and no reason is known:\n${shown.join("\n\n")}`);
}
