// SPDX-License-Identifier: EUPL-1.2
// The harness tried on a site that is good in some places and bad in others: each fault must be found.

import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { launch } from "../lib/chromium.js";
import { journey, visit } from "../lib/journey.js";
import { startProduct } from "../lib/product.js";
import { codeOf, stepOf } from "../lib/totp.js";
import { VARIANTS, variant } from "../lib/variants.js";
import { startSite } from "./site.js";

describe("the code of the second factor", () => {
  // The vectors of RFC 6238, appendix B, of which six digits are kept.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  for (const [seconds, code] of [[59, "287082"], [1111111109, "081804"], [2000000000, "279037"]]) {
    it(`is ${code} at ${seconds} s`, () => assert.equal(codeOf(secret, stepOf(seconds * 1000)), code));
  }
});

journey("self-test: a good page", { start: startSite }, async ({ page, open, look, js, lang, width }) => {
  await open("/");
  assert.equal(await page.locator("#scripts").textContent(), js ? "some" : "none");
  assert.equal(await page.locator("html").getAttribute("lang"), lang);
  const picture = await look("self-test");
  assert.ok((await stat(picture)).size > 1000);
  assert.equal(page.viewportSize().width, width);
});

describe("self-test: what is wrong is found", () => {
  let site, browser;
  before(async () => {
    [site, browser] = [await startSite(), await launch()];
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });
  const faults = [
    ["/two-headings", /2 headings of the first level/],
    ["/wrong-language", /<html lang="en"> instead of "fr"/],
    ["/too-wide", /scrolls sideways: 7\d\d px in 320 px; widest: <div/],
    ["/named", /the title names a person/],
    ["/broken-script", /a script failed: nothingOfThisName/],
    ["/console-error", /an error in the console: something is wrong/],
    ["/against-policy", /the security policy was broken/],
    ["/elsewhere", /asks another site: http:\/\/elsewhere.invalid/],
    ["/failing", /the server answered 500/],
    ["/?child=z%C3%A9lie", /the address names a person/],
  ];
  for (const [place, expected] of faults) {
    it(`on the way: ${place}`, async () => {
      const walk = async ({ open, personal }) => {
        personal("Zélie Marchal");
        await open(place);
        // Passed by, never looked at closely.
        await open("/");
      };
      await assert.rejects(visit(browser, site, variant("fr", 320, true), walk), expected);
    });
  }
  for (const js of [true, false]) {
    it(`by axe, ${js ? "with" : "without"} scripts`, async () => {
      const walk = async ({ open, look }) => {
        await open("/unlabelled");
        await look("self-test-unlabelled");
      };
      await assert.rejects(visit(browser, site, variant("nl", 1280, js), walk), /label \(critical\)/);
    });
  }
  it("a page left in haste, before it was there whole", async () => {
    const walk = async ({ page, address, open }) => {
      // The rest of this page never comes: however fast or slow the machine is, it is left too early.
      await page.goto(`${address}/unfinished`, { waitUntil: "commit" });
      await open("/");
    };
    await assert.rejects(visit(browser, site, variant("fr", 320, true), walk), /\/unfinished: was left before/);
  });
  it("the page on which a journey ends, however soon", async () => {
    const walk = ({ page, address }) => page.goto(`${address}/two-headings`, { waitUntil: "commit" });
    await assert.rejects(visit(browser, site, variant("fr", 320, true), walk), /2 headings/);
  });
  it("but a place further down a page is the same page", async () => {
    await visit(browser, site, variant("fr", 320, true), async ({ page, address, open }) => {
      await open("/");
      await page.goto(`${address}/#scripts`);
      await page.goto(`${address}/#nowhere`);
      await open("/sign-in");
    });
  });
  it("but a page that is refused is a page like any other", async () => {
    await visit(browser, site, variant("fr", 320, true), async ({ open, look }) => {
      await open("/refused");
      await look("self-test-refused");
    });
  });
  it("and scripts stay out of a page without them after axe has looked", async () => {
    await visit(browser, site, variant("fr", 320, false), async ({ open, look, page }) => {
      await open("/");
      await look("self-test-without");
      await open("/");
      assert.equal(await page.locator("#scripts").textContent(), "none");
    });
  });
});

describe("self-test: signing in", () => {
  it("goes through both factors once, and an open session serves again", async () => {
    const [site, browser] = [await startSite(), await launch()];
    try {
      for (const each of [VARIANTS[0], VARIANTS.at(-1)]) {
        await visit(browser, site, each, async ({ signIn, accounts, open, page }) => {
          await signIn(accounts[0]);
          await open("/inside");
          assert.equal(new URL(page.url()).pathname, "/inside");
        });
      }
      assert.equal(site.signIns, 1);
    } finally {
      await browser.close();
      await site.stop();
    }
  });
});

describe("self-test: starting the product", () => {
  const standIn = async (script) => {
    const folder = await mkdtemp(path.join(tmpdir(), "maillage-stand-in-"));
    const file = path.join(folder, "maillage");
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    return { file, remove: () => rm(folder, { recursive: true }) };
  };

  it("waits for its address, reads the accounts, and takes everything away", async () => {
    const { file, remove } = await standIn(
      'echo \'[{"email":"a@demo.example"}]\' > "$7"; echo "$*"; echo "Listening on http://127.0.0.1:4567"; exec sleep 60',
    );
    const product = await startProduct(file);
    assert.equal(product.address, "http://127.0.0.1:4567");
    assert.deepEqual(product.accounts, [{ email: "a@demo.example" }]);
    await product.stop();
    await remove();
  });

  it("says why it did not start", async () => {
    const { file, remove } = await standIn("echo 'packs/be-fwb/terms.toml:12: a term without a source' >&2; exit 1");
    await assert.rejects(startProduct(file), /ended with status 1\npacks\/be-fwb\/terms.toml:12/);
    await assert.rejects(startProduct(`${file}-absent`), /is not there: run `cargo build`/);
    await remove();
  });
});
