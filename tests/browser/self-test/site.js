// SPDX-License-Identifier: EUPL-1.2
// A site of a few pages, good and bad, on which the harness is tried out.

import { createServer } from "node:http";
import { codeOf, stepOf } from "../lib/totp.js";

const ACCOUNT = { email: "claire@demo.example", password: "four quiet words here", totp_secret: "JBSWY3DPEHPK3PXP" };
const TITLES = { fr: "Signaler une inquiétude", nl: "Een bezorgdheid melden" };

const page = (lang, body, { title = TITLES[lang], head = "" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>` +
  `<meta name="viewport" content="width=device-width">${head}</head><body><main>${body}</main></body></html>`;

const PAGES = {
  "/": (lang) => page(lang, `<h1>${TITLES[lang]}</h1><p id="scripts">none</p><script src="/good.js"></script>`),
  "/two-headings": (lang) => page(lang, "<h1>Un</h1><h1>Deux</h1>"),
  "/wrong-language": () => page("en", "<h1>Report a concern</h1>"),
  "/too-wide": (lang) => page(lang, '<h1>Large</h1><div style="width:700px">…</div>'),
  "/named": (lang) => page(lang, "<h1>Dossier</h1>", { title: "Dossier de Zélie" }),
  "/broken-script": (lang) => page(lang, '<h1>Script</h1><script src="/bad.js"></script>'),
  "/console-error": (lang) => page(lang, '<h1>Console</h1><script src="/loud.js"></script>'),
  "/against-policy": (lang) => page(lang, "<h1>Policy</h1><script>document.title = 'x'</script>"),
  "/elsewhere": (lang) => page(lang, '<h1>Elsewhere</h1><img alt="" src="http://elsewhere.invalid/x.png">'),
  "/unlabelled": (lang) => page(lang, '<h1>Form</h1><form><input type="text"></form>'),
  "/unfinished": (lang) => page(lang, "<h1>La suite ne vient pas</h1>").replace("</main></body></html>", ""),
  "/refused": (lang) => page(lang, "<h1>Introuvable</h1>"),
  "/failing": (lang) => page(lang, "<h1>Panne</h1>"),
  "/sign-in": (lang) =>
    page(lang, `<h1>Entrer</h1><form method="post"><label>E-mail <input name="email" autocomplete="username"></label>
      <label>Mot de passe <input name="password" type="password" autocomplete="current-password"></label>
      <button>Entrer</button></form>`),
  "/sign-in/code": (lang) =>
    page(lang, `<h1>Code</h1><form method="post"><label>Code <input name="code" autocomplete="one-time-code"></label>
      <button type="button">Aide</button><button>Entrer</button></form>`),
  "/inside": (lang) => page(lang, "<h1>Ma journée</h1>"),
};

const SCRIPTS = {
  "/good.js": "document.getElementById('scripts').textContent = 'some';",
  "/bad.js": "nothingOfThisName();",
  "/loud.js": "console.error('something is wrong');",
};

const STATUS = { "/refused": 404, "/failing": 500 };

/** Serves the site on a free port. `signIns` counts those that succeeded. */
export async function startSite() {
  const site = { accounts: [ACCOUNT], signIns: 0 };
  const spent = new Set();
  const server = createServer((request, response) => {
    const lang = (request.headers["accept-language"] ?? "fr").slice(0, 2);
    const { pathname } = new URL(request.url, "http://site");
    response.setHeader("Content-Security-Policy", "script-src 'self'; style-src 'unsafe-inline'");
    if (request.method === "POST") return receive(request, response, pathname, site, spent);
    if (SCRIPTS[pathname]) return response.setHeader("Content-Type", "text/javascript").end(SCRIPTS[pathname]);
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    if (pathname === "/inside" && !request.headers.cookie) return redirect(response, "/sign-in");
    response.writeHead(STATUS[pathname] ?? (PAGES[pathname] ? 200 : 404), { "Content-Type": "text/html" });
    const text = (PAGES[pathname] ?? PAGES["/refused"])(lang);
    // The connection stays open; it is closed with the site.
    if (pathname === "/unfinished") return response.write(text);
    response.end(text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site.address = `http://127.0.0.1:${server.address().port}`;
  site.stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections?.();
    });
  return site;
}

async function receive(request, response, pathname, site, spent) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  if (pathname === "/sign-in") {
    const known = form.get("email") === ACCOUNT.email && form.get("password") === ACCOUNT.password;
    return redirect(response, known ? "/sign-in/code" : "/sign-in");
  }
  const code = form.get("code");
  const right = code === codeOf(ACCOUNT.totp_secret, stepOf(Date.now())) && !spent.has(code);
  if (!right) return redirect(response, "/sign-in/code");
  spent.add(code);
  site.signIns += 1;
  response.setHeader("Set-Cookie", "session=1; Path=/; HttpOnly");
  redirect(response, "/inside");
}

const redirect = (response, place) => response.writeHead(303, { Location: place }).end();
