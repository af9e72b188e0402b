// SPDX-License-Identifier: EUPL-1.2
// Forms that were filled in by chance, compared with another engine for the same forms: what is asked, what is worked out,
// what is in order, how many turns there are, and what is submitted.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import test from "node:test";
import { FILLED, isDecided, nothingDiffers } from "./programs.js";

/** The other engine, in a page that it takes for a browser. */
async function engine() {
  // It was packed for another kind of modules and looks for these.
  globalThis.require = createRequire(import.meta.url);
  globalThis.__dirname = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
  const { JSDOM } = await import("jsdom");
  const { window } = new JSDOM("<x/>", { contentType: "application/xml" });
  const wanted = [
    "DOMParser", "XMLSerializer", "Node", "Element", "Document", "Attr", "Text", "Comment", "ProcessingInstruction",
    "XPathResult", "CDATASection", "CharacterData", "XMLDocument", "XPathEvaluator",
  ];
  for (const name of wanted) globalThis[name] ??= window[name];
  globalThis.document = window.document;
  return import("@getodk/xforms-engine");
}

function nodesBelow(node, found = new Map()) {
  const { reference, children } = node.currentState;
  found.set(node.nodeType.startsWith("repeat-range") ? `turns of ${reference}` : reference, node);
  for (const child of children ?? []) nodesBelow(child, found);
  return found;
}

function stateOf(node) {
  const { relevant, required, readonly, children, instanceValue } = node.currentState;
  if (children !== null) return { relevant, required, readonly };
  const state = { relevant, required, readonly, value: instanceValue };
  return relevant ? { ...state, valid: node.validationState.violation == null } : state;
}

// What the form keeps about itself differs from one filling to the next.
const isOwn = (path) => path === "/data" || path.startsWith("/data/meta");

function difference(root, states) {
  const theirs = nodesBelow(root);
  const ours = new Map(states.map((state) => [state.path, state]));
  for (const [path, node] of theirs) {
    if (path.startsWith("turns of ") || isOwn(path)) continue;
    const own = ours.get(path);
    if (!own) return { path, missing: "here" };
    for (const [what, value] of Object.entries(stateOf(node))) {
      if (value !== undefined && own[what] !== value) return { path, what, here: own[what], there: value };
    }
  }
  for (const path of ours.keys()) if (!theirs.has(path) && !isOwn(path)) return { path, missing: "there" };
  return null;
}

const plain = (xml) =>
  xml
    .replace(/<\?xml[^>]*>/, "")
    .replace(/^<data[^>]*>/, "<data>")
    .replace(/<meta>.*<\/meta>/s, "")
    .replace(/<(\w+)><\/\1>/g, "<$1/>");

function take(root, step) {
  const nodes = nodesBelow(root);
  if (step.add) nodes.get(`turns of ${step.add}`).addInstances();
  else if (step.remove) nodes.get(`turns of ${step.remove}`).removeInstances(step.turn - 1, 1);
  else {
    const node = nodes.get(step.path);
    if (node.nodeType === "select") node.selectValues(step.value.split(" ").filter(Boolean));
    else node.setValue(step.value === "" && node.valueType !== "string" ? null : step.value);
  }
}

async function compare({ createInstance }, { xform, steps, states, xml }) {
  const { root } = await createInstance(xform);
  let found = difference(root, states[0]);
  for (const [at, step] of steps.entries()) {
    if (found) return { ...found, steps: steps.slice(0, at) };
    take(root, step);
    found = difference(root, states[at + 1]);
  }
  const there = plain(root.instanceState.instanceXML);
  if (found) return { ...found, steps };
  return plain(xml) === there ? null : { here: plain(xml), there };
}

test("a form that is filled in stands as in the other engine after every step", { skip: FILLED ? false : "the other engine is not here" }, async (t) => {
  const there = await engine();
  const forms = readFileSync(FILLED, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const found = [];
  let decided = 0;
  let steps = 0;
  for (const form of forms) {
    steps += form.steps.length;
    const different = await compare(there, form).catch((error) => ({ error: error.message }));
    if (!different) continue;
    if (isDecided("filling", form)) decided += 1;
    else found.push(`${form.md}\n${JSON.stringify(different)}`);
  }
  t.diagnostic(`${forms.length} forms, ${steps} steps; ${decided} differ as decided`);
  nothingDiffers(found, forms.length);
});
