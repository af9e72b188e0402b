// SPDX-License-Identifier: EUPL-1.2
// Accessibility, as far as a machine can tell: the rules of WCAG 2.2 AA and the good practices of axe-core.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { withScripts } from "./scripts.js";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails when axe finds a violation on the page, and says which, where, and how to mend it. */
export async function axe(page) {
  const violations = await withScripts(page, async () => {
    await page.evaluate(source);
    return page.evaluate(async (tags) => {
      const result = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
      return result.violations;
    }, TAGS);
  });
  if (violations.length > 0) throw new Error(`${page.url()}\n${violations.map(described).join("\n")}`);
}

function described({ id, impact, help, helpUrl, nodes }) {
  const places = nodes.slice(0, 5).map(({ target, html }) => `    ${target.join(" ")}\n      ${html.slice(0, 200)}`);
  const more = nodes.length > 5 ? `\n    and ${nodes.length - 5} more` : "";
  return `  ${id} (${impact}): ${help}\n    ${helpUrl}\n${places.join("\n")}${more}`;
}
