// SPDX-License-Identifier: EUPL-1.2
// A journey: something that a person does from beginning to end, made in every variant.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { axe } from "./axe.js";
import { launch } from "./chromium.js";
import { startProduct } from "./product.js";
import { openPage } from "./scripts.js";
import { pictureFile, shot } from "./shot.js";
import { signIn } from "./sign-in.js";
import { VARIANTS, contextOptions } from "./variants.js";
import { watch } from "./watch.js";

const LIMIT_MS = 300_000;

/**
 * Registers a journey as tests, one for each variant.
 *
 * `walk` receives a visit (see `visit` below). `close` are the variants in which `look` takes its time, with accessibility
 * and a picture: all of them unless said otherwise. In the others the same way is gone, and every page passed through is
 * verified as it is everywhere. `start` gives `{ address, accounts, stop }`: the product on a demo
 * world that this journey has for itself, unless said otherwise.
 */
export function journey(title, { variants = VARIANTS, close = variants, start = startProduct } = {}, walk) {
  describe(title, () => {
    let site, browser;
    before(async () => {
      [site, browser] = await Promise.all([start(), launch()]);
    }, { timeout: LIMIT_MS });
    after(async () => {
      await browser?.close();
      await site?.stop();
    });
    for (const variant of variants) {
      const isClose = close.some((one) => one.name === variant.name);
      it(variant.name, { timeout: LIMIT_MS }, () => visit(browser, site, variant, walk, isClose));
    }
  });
}

/** Opens the site in one variant, walks, and fails on anything that was found on the way. */
export async function visit(browser, site, variant, walk, isClose = true) {
  const { address, accounts } = site;
  const context = await browser.newContext(contextOptions(variant));
  context.setDefaultTimeout(20_000);
  // The helpers that take a page find the variant here.
  context.maillage = variant;
  const page = await openPage(context, variant.js);
  const watched = watch(page, { address, lang: variant.lang });
  const through = async (action) => {
    await Promise.all([page.waitForEvent("domcontentloaded"), action()]);
    await watched.settled();
  };
  const here = {
    page,
    address,
    accounts,
    ...variant,
    /** The place of this variant among all: for a name that no other variant uses. */
    place: VARIANTS.findIndex((one) => one.name === variant.name),
    /** The text of this variant's language: `say({ fr: "Envoyer", nl: "Versturen" })`. */
    say: (texts) => texts[variant.lang],
    /** Opens a page of the site. */
    open: (place) => through(() => page.goto(`${address}${place}`)),
    /** Presses a link or a button that leads to another page. */
    press: (target) => through(() => (typeof target === "string" ? page.locator(target) : target).click()),
    /** Does anything else that leads to another page. */
    through,
    signIn: (account) => signIn({ page, through, address }, account),
    personal: watched.personal,
    visited: watched.visited,
    /** Looks at the page closely: everything that is verified on the way, accessibility, and a picture. */
    async look(name) {
      await watched.now();
      fail(await watched.found());
      if (!isClose) return undefined;
      await axe(page);
      return shot(page, name);
    },
  };
  try {
    await walk(here);
    fail(await watched.found());
  } catch (error) {
    await mkdir(path.dirname(pictureFile(variant, "x")), { recursive: true });
    await shot(page, "failed").catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
}

function fail(problems) {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
