// SPDX-License-Identifier: EUPL-1.2
// The code that an authenticator app would show (RFC 6238: SHA-1, six digits, thirty seconds).

import { createHmac } from "node:crypto";

export const STEP_SECONDS = 30;

/** The bytes of a base32 secret (RFC 4648), without its padding. */
export function fromBase32(secret) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const letters = secret.toUpperCase().replace(/[\s=]/g, "");
  let bits = "";
  for (const letter of letters) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new Error("the secret is not base32");
    bits += value.toString(2).padStart(5, "0");
  }
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? []);
}

/** The thirty-second step in which this moment (milliseconds) falls. */
export const stepOf = (milliseconds) => Math.floor(milliseconds / 1000 / STEP_SECONDS);

/** The six digits for a step. */
export function codeOf(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const place = digest[digest.length - 1] & 0x0f;
  const number = (digest.readUInt32BE(place) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, "0");
}
