// SPDX-License-Identifier: EUPL-1.2
// Starts the built product on a demo world of its own, and takes it away afterwards.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const TOP = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const START_LIMIT_MS = 180_000;

/** The binary to test: MAILLAGE_BINARY, or what `cargo build` leaves. */
export function binary() {
  return process.env.MAILLAGE_BINARY ?? path.join(TOP, "target/debug/maillage");
}

/**
 * Builds the demo world and serves it on a free port.
 *
 * Gives `{ address, accounts, stop }`: the address without a slash at its end, the demo accounts as the product
 * wrote them, and the function that stops it.
 *
 * While a journey is being written, MAILLAGE_RUNNING (`http://127.0.0.1:8080 /tmp/accounts.json`) names a demo world
 * that runs already, and nothing is started or stopped.
 */
export async function startProduct(program = binary()) {
  const running = process.env.MAILLAGE_RUNNING?.split(" ");
  if (running) return { address: running[0], accounts: JSON.parse(await readFile(running[1], "utf8")), stop: async () => {} };
  if (!existsSync(program)) {
    throw new Error(`${program} is not there: run \`cargo build\`, or name the binary in MAILLAGE_BINARY`);
  }
  const folder = await mkdtemp(path.join(tmpdir(), "maillage-browser-"));
  const list = path.join(folder, "accounts.json");
  const words = ["demo", "--data", path.join(folder, "data"), "--listen", "127.0.0.1:0", "--json-accounts", list];
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise((resolve) => child.once("close", resolve));

  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(kill, 10_000);
    await ended;
    clearTimeout(timer);
    process.removeListener("exit", kill);
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const address = await addressOf(child);
    const accounts = JSON.parse(await readFile(list, "utf8"));
    return { address, accounts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for `Listening on http://…`, on either output. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let told = "";
    const fail = (why) => reject(new Error(`the product did not start: ${why}\n${told.slice(-4000)}`));
    const timer = setTimeout(() => fail(`nothing after ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS);
    const hear = (bytes) => {
      // Keep reading for as long as it lives: a full pipe would stop it.
      told = (told + bytes).slice(-20_000);
      const found = told.match(/Listening on (http:\/\/[^\s/]+)/);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", (error) => fail(error.message));
    child.once("close", (code) => {
      clearTimeout(timer);
      fail(`it ended with status ${code}`);
    });
  });
}
