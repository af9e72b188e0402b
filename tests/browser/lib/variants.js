// SPDX-License-Identifier: EUPL-1.2
// The ways in which every journey is made: each language, a desk and a small telephone, with scripts and without.

const LANGUAGES = { fr: "fr-BE", nl: "nl-BE" };
const WIDTHS = [1280, 320];

export const VARIANTS = Object.keys(LANGUAGES).flatMap((lang) =>
  WIDTHS.flatMap((width) => [true, false].map((js) => variant(lang, width, js))),
);

/** One way, by hand, for a journey that does not need them all. */
export function variant(lang, width, js) {
  return { lang, width, js, locale: LANGUAGES[lang], name: `${lang}-${width}-${js ? "js" : "nojs"}` };
}

/** How the browser is opened for a variant. */
export function contextOptions({ locale, width }) {
  return {
    locale,
    timezoneId: "Europe/Brussels",
    viewport: { width, height: width < 600 ? 640 : 900 },
    reducedMotion: "reduce",
    serviceWorkers: "block",
  };
}
