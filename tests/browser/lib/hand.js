// SPDX-License-Identifier: EUPL-1.2
// What a hand does on a form, and who sits at the keyboard. Fields are found by their names, which are the same in
// every language; what a person reads is verified by `look`.

/** The things that journeys do again and again, for one visit. */
export function hand(visit) {
  const { page, open, press, signIn, accounts, lang } = visit;

  /** Types, ticks and chooses: `{ name: value }`; several values for several boxes. */
  async function fill(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`main [name="${name}"]:not([type="hidden"])`);
      const kind = await field.first().evaluate((element) => element.type ?? element.tagName.toLowerCase());
      if (kind === "radio" || kind === "checkbox") {
        for (const one of [value].flat()) await page.locator(`main [name="${name}"][value="${one}"]`).check();
      } else if (kind === "select-one") {
        await field.selectOption(value);
      } else {
        await field.fill(value);
      }
    }
  }

  /** Sends the form that leads to an address ending so, by its first button. */
  const send = (action) => press(page.locator(`main form[action$="${action}"] button:not([name="then"])`).first());

  return {
    fill,
    send,
    /** Follows a link of the page by the end of its address. */
    follow: (end) => press(page.locator(`main a[href$="${end}"]`).first()),
    /** Somebody else sits down: a practitioner of the demo, by their code, in the language of the visit. */
    async sits(practitioner) {
      await page.context().clearCookies();
      await open(`/?lang=${lang}`);
      await signIn(accounts.find((one) => one.practitioner === practitioner));
    },
    /** Nobody is signed in any more. */
    async leaves() {
      await page.context().clearCookies();
      await open(`/?lang=${lang}`);
    },
    /** The part of the address after the host, without its question. */
    path: () => new URL(page.url()).pathname,
    /** What stands in the main part of the page. */
    text: () => page.locator("main").innerText(),
    /** The answer to an address, without leaving the page: its status. */
    status: async (place) => (await page.request.get(`${visit.address}${place}`, { maxRedirects: 0 })).status(),
  };
}
