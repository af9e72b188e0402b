// SPDX-License-Identifier: EUPL-1.2
// What is verified on every page that a journey passes through, asked for or not.

const LEFT = "was left before it could be looked at: go through `open`, `press` or `through`";

/** Begins to watch a page. `lang` is what `<html lang>` must say; the names are those that must stay off titles. */
export function watch(page, { address, lang }) {
  const problems = [];
  const personal = new Set();
  const visited = [];
  const pending = new Set();
  const refused = new Set();
  const report = (url, what) => problems.push(`${withoutHost(url, address)}: ${what}`);

  page.on("pageerror", (error) => report(page.url(), `a script failed: ${error.message}`));

  page.on("request", (request) => {
    const url = request.url();
    const own = url.startsWith(`${address}/`) || /^(data|blob|about):/.test(url);
    if (!own) report(page.url(), `asks another site: ${url}`);
  });

  page.on("response", (response) => {
    const url = response.url();
    if (response.status() >= 500) report(url, `the server answered ${response.status()}`);
    // A form sent back with its errors, or a page that is not yours, is a page like any other.
    if (response.status() >= 400 && response.request().isNavigationRequest()) refused.add(url);
  });

  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const place = message.location().url;
    const isAnswer = /^Failed to load resource: the server responded with a status of 4/.test(message.text());
    if (isAnswer && refused.has(place)) return;
    const isPolicy = /Content Security Policy|Refused to/i.test(message.text());
    report(page.url(), `${isPolicy ? "the security policy was broken" : "an error in the console"}: ${message.text()}`);
  });

  // The page that came and cannot be read yet. Whoever goes on from it leaves something that nobody looked at.
  let unread;
  let here = "";
  page.on("framenavigated", (frame) => {
    const came = frame.url();
    // A place further down is the same page.
    if (frame !== page.mainFrame() || came.split("#")[0] === here) return;
    if (unread !== undefined) report(unread, LEFT);
    here = came.split("#")[0];
    unread = came;
  });

  const look = () => lookAt(page, report, { lang, personal, visited });
  page.on("domcontentloaded", () => {
    unread = undefined;
    const looking = look();
    pending.add(looking);
    looking.finally(() => pending.delete(looking));
  });
  const settled = async () => {
    // The last page is waited for like every other: nobody goes on from it.
    if (unread !== undefined) await page.waitForLoadState("domcontentloaded").catch(() => {});
    await Promise.allSettled([...pending]);
  };

  return {
    visited,
    /** Names of people that the journey typed: they may stand in a page, never in its title or its address. */
    personal(...names) {
      for (const name of names) {
        for (const word of name.split(/\s+/)) if (word.length > 2) personal.add(word.toLowerCase());
      }
    },
    /** Verifies the page as it stands now, after it may have changed itself. */
    now: look,
    /** Waits until every page that was opened has been looked at. */
    settled,
    /** All that was found so far, once each; the list starts afresh. */
    async found() {
      await settled();
      return [...new Set(problems.splice(0))];
    },
  };
}

async function lookAt(page, report, { lang, personal, visited }) {
  const url = page.url();
  if (url === "about:blank") return;
  const seen = await page.evaluate(factsOfPage).catch(() => null);
  if (!seen) return report(url, LEFT);
  visited.push(seen.url);
  if (seen.headings !== 1) report(seen.url, `${seen.headings} headings of the first level instead of one`);
  if (seen.lang.split("-")[0] !== lang) report(seen.url, `<html lang="${seen.lang}"> instead of "${lang}"`);
  if (seen.title.trim() === "") report(seen.url, "no title");
  if (seen.content > seen.window) {
    report(seen.url, `scrolls sideways: ${seen.content} px in ${seen.window} px; widest: ${seen.widest}`);
  }
  const address = decodeURIComponent(seen.url).toLowerCase();
  for (const name of personal) {
    if (hasWord(seen.title.toLowerCase(), name)) report(seen.url, `the title names a person: « ${seen.title} »`);
    if (hasWord(address, name)) report(seen.url, "the address names a person");
  }
}

/** Runs in the page. */
function factsOfPage() {
  const root = document.documentElement;
  const outside = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
  );
  const widest = outside.slice(-1)[0];
  const named = widest && `<${widest.tagName.toLowerCase()} class="${widest.getAttribute("class") ?? ""}">`;
  return {
    url: location.href,
    title: document.title,
    lang: root.getAttribute("lang") ?? "",
    headings: document.querySelectorAll("h1").length,
    content: root.scrollWidth,
    window: root.clientWidth,
    widest: named ?? "nothing by itself",
  };
}

function hasWord(text, word) {
  return text.split(/[^\p{L}\p{N}]+/u).includes(word);
}

function withoutHost(url, address) {
  return url.startsWith(address) ? url.slice(address.length) || "/" : url;
}
