// SPDX-License-Identifier: EUPL-1.2
// Somebody who is bound by secrecy learns of a grave danger, on a telephone and without a case: what was tried is noted, one answer too
// few is refused with what is missing and loses no word, and the one authority is told.

import assert from "node:assert/strict";
import { hand } from "../lib/hand.js";
import { journey } from "../lib/journey.js";
import { variant } from "../lib/variants.js";

const VARIANTS = [variant("fr", 320, false), variant("fr", 1280, true), variant("nl", 320, true), variant("nl", 1280, false)];

journey("one authority is informed of a grave danger", { variants: VARIANTS }, async (visit) => {
  const { page, open, look, place } = visit;
  const { fill, send, follow, sits, path } = hand(visit);

  await sits("p-meandre-pirlot");
  await open("/desk");
  await follow("/danger");
  await look("danger-rules");
  await open("/danger/attempt");
  await send("/danger/attempt");
  await look("danger-attempt-errors");
  await fill({ with: "La mère", notes: `Elle ne veut pas y croire (${place}).`, came: "failed" });
  await send("/danger/attempt");
  await look("danger-noted");

  await open("/danger?rule=be_458bis");
  await look("danger-empty");
  assert.ok((await page.locator("#tried").inputValue()).includes(place), "what was tried is recalled");
  await send("/danger");
  await look("danger-errors");
  await fill({
    about: "Une enfant de neuf ans",
    words: `Ce qui m’a été confié (${place}).`,
    origin: "confided",
    "q-listed_offence": "yes",
    "q-vulnerable_victim": "yes",
    "q-imminent_danger": "yes",
    "q-other_victims": "no",
    "n-necessary": "yes",
  });
  await page.locator('main [name="to"]').first().check();
  await send("/danger");
  assert.equal(path(), "/danger", "nothing is sent while a limb has no answer");
  await look("danger-refused");
  assert.ok((await page.locator("#words").inputValue()).includes(place), "no word is lost");
  await fill({ "q-cannot_protect": "yes" });
  await send("/danger");
  assert.match(path(), /^\/disclosures\//);
  await look("danger-sent");
});
