// SPDX-License-Identifier: EUPL-1.2
// Pictures of the screens, kept as artefacts of the run: somebody looks at them.

import path from "node:path";
import { fileURLToPath } from "node:url";

const TOP = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** The file of a picture: `target/browser/<language>-<width>-<js|nojs>/<name>.png`. */
export function pictureFile(variant, name) {
  const folder = process.env.MAILLAGE_BROWSER_OUTPUT ?? path.join(TOP, "target/browser");
  return path.join(folder, variant.name, `${name.replace(/[^\p{L}\p{N}-]+/gu, "-")}.png`);
}

/** Saves the whole page as a picture and gives the name of the file. */
export async function shot(page, name) {
  const file = pictureFile(page.context().maillage, name);
  await page.screenshot({ path: file, fullPage: true, animations: "disabled" });
  return file;
}
