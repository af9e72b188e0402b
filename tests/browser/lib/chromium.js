// SPDX-License-Identifier: EUPL-1.2
// The browser of the distribution, driven by playwright-core: nothing is downloaded.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

// Without windows it needs a quarter less time.
const PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// It must ask nothing of anybody but the product, and root cannot use its sandbox.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser. */
export async function launch() {
  const executablePath = process.env.MAILLAGE_CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error("Chromium was not found; on Debian: apt-get install chromium-headless-shell");
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}
