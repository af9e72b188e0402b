// SPDX-License-Identifier: EUPL-1.2
// Pages without scripts. Playwright can switch them off for good; here they must come back for a moment, because axe
// is a script itself, so they are switched through the browser's own protocol.

const sessions = new WeakMap();

/** Opens a page of the context, with scripts or without. */
export async function openPage(context, js) {
  const page = await context.newPage();
  if (!js) {
    const session = await context.newCDPSession(page);
    sessions.set(page, session);
    await disabled(session, true);
  }
  return page;
}

/** Does some work that needs scripts on the page. Those of the page itself stay out: they were passed over when it
 *  was read. */
export async function withScripts(page, work) {
  const session = sessions.get(page);
  if (!session) return work();
  await disabled(session, false);
  try {
    return await work();
  } finally {
    await disabled(session, true);
  }
}

const disabled = (session, value) => session.send("Emulation.setScriptExecutionDisabled", { value });
