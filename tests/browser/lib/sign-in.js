// SPDX-License-Identifier: EUPL-1.2
// Signs in as a person would: e-mail and password, then the code of the second factor.

import { STEP_SECONDS, codeOf, stepOf } from "./totp.js";

export const SIGN_IN = "/sign-in";

// The fields are found by their purpose (WCAG 1.3.5), which is the same in every language.
const EMAIL = '[autocomplete~="username"], [autocomplete~="email"]';
const PASSWORD = '[autocomplete~="current-password"]';
const CODE = '[autocomplete~="one-time-code"]';

// A code serves once: the step that each secret used last.
const used = new Map();
// What an earlier variant left open: for each account its cookies, and the page to which signing in led.
const open = new Map();

/** Signs in with a demo account: `{ email, password, totp_secret }`. */
export async function signIn(visit, account) {
  const { page, through, address } = visit;
  const key = `${address} ${account.email}`;
  if (open.has(key) && (await resume(visit, open.get(key)))) return;
  await through(() => page.goto(`${address}${SIGN_IN}`));
  await page.locator(EMAIL).fill(account.email);
  // The password may be asked for on a page of its own.
  if ((await page.locator(PASSWORD).count()) === 0) await send(visit, EMAIL);
  await page.locator(PASSWORD).fill(account.password);
  await send(visit, PASSWORD);
  if (account.totp_secret) {
    await page.locator(CODE).fill(await freshCode(account.totp_secret));
    await send(visit, CODE);
  }
  if (isSignIn(page)) throw new Error(`${account.email} could not sign in: still at ${page.url()}`);
  // The language is that of the variant, not of the one that signed in first.
  const cookies = (await page.context().cookies()).filter((cookie) => cookie.name !== "lang");
  open.set(key, { cookies, inside: page.url() });
}

/** Sends the form that holds this field, as its first button does. */
async function send({ page, through }, field) {
  const form = page.locator("form").filter({ has: page.locator(field) });
  await through(() => form.locator('button:not([type="button"]), input[type="submit"]').first().click());
}

async function resume({ page, through }, { cookies, inside }) {
  await page.context().addCookies(cookies);
  await through(() => page.goto(inside));
  const isOpen = page.url() === inside;
  if (!isOpen) await page.context().clearCookies();
  return isOpen;
}

function isSignIn(page) {
  return new URL(page.url()).pathname.startsWith(SIGN_IN);
}

/** A code that was not used yet: that of the present step, or of the next one, for which it may have to wait. */
async function freshCode(secret) {
  const step = Math.max(stepOf(Date.now()), (used.get(secret) ?? 0) + 1);
  const wait = step * STEP_SECONDS * 1000 - Date.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  used.set(secret, step);
  return codeOf(secret, step);
}
