// SPDX-License-Identifier: EUPL-1.2
// Compares what is made of forms and steps with another engine for the same forms. In a folder of its own:
//
//   npm install @getodk/xforms-engine@0.22.0 jsdom@29.1.1
//   FORM_CASES=$PWD/cases.jsonl cargo test -p smart-forms --lib -- writes_cases --ignored   (in the workspace)
//   node …/oracle.mjs cases.jsonl
//
// The last line counts. Three differences are meant: turns of a counted group that come back with their answers (they
// are counted apart); what a trigger sets is reckoned here after what follows from the trigger; and defaults after
// what is calculated. Of the latter two, the forms by chance have none.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.cwd()}/`);
// The engine was packed for another kind of modules and looks for these.
globalThis.require = require;
globalThis.__dirname = process.cwd();
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { JSDOM } = await load('jsdom');
const { window } = new JSDOM('<x/>', { contentType: 'application/xml' });
const wanted = [
  'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'Comment', 'ProcessingInstruction',
  'XPathResult', 'CDATASection', 'CharacterData', 'XMLDocument', 'XPathEvaluator',
];
for (const name of wanted) globalThis[name] ??= window[name];
globalThis.document = window.document;
const { createInstance } = await load('@getodk/xforms-engine');

function nodesBelow(node, found = new Map()) {
  const { reference, children } = node.currentState;
  found.set(node.nodeType.startsWith('repeat-range') ? `turns of ${reference}` : reference, node);
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
const isOwn = (path) => path === '/data' || path.startsWith('/data/meta');

function difference(root, states) {
  const theirs = nodesBelow(root);
  const ours = new Map(states.map((state) => [state.path, state]));
  for (const [path, node] of theirs) {
    if (path.startsWith('turns of ') || isOwn(path)) continue;
    const own = ours.get(path);
    if (!own) return { path, missing: 'here' };
    for (const [what, value] of Object.entries(stateOf(node))) {
      if (value !== undefined && own[what] !== value) return { path, what, here: own[what], there: value };
    }
  }
  for (const path of ours.keys()) if (!theirs.has(path) && !isOwn(path)) return { path, missing: 'there' };
  return null;
}

const plain = (xml) =>
  xml
    .replace(/<\?xml[^>]*>/, '')
    .replace(/^<data[^>]*>/, '<data>')
    .replace(/<meta>.*<\/meta>/s, '')
    .replace(/<(\w+)><\/\1>/g, '<$1/>');

function take(root, step) {
  const nodes = nodesBelow(root);
  if (step.add) nodes.get(`turns of ${step.add}`).addInstances();
  else if (step.remove) nodes.get(`turns of ${step.remove}`).removeInstances(step.turn - 1, 1);
  else {
    const node = nodes.get(step.path);
    if (node.nodeType === 'select') node.selectValues(step.value.split(' ').filter(Boolean));
    else node.setValue(step.value === '' && node.valueType !== 'string' ? null : step.value);
  }
}

async function compare({ xform, steps, states, xml }) {
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

const count = { forms: 0, meant: 0, different: 0 };
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const form = JSON.parse(line);
  count.forms += 1;
  const found = await compare(form).catch((error) => ({ error: error.message }));
  if (!found) continue;
  if (form.given_back) count.meant += 1;
  else {
    count.different += 1;
    console.log(`${form.md}\n${JSON.stringify(found)}\n`);
  }
}
console.log(JSON.stringify(count));
process.exitCode = count.different > 0 ? 1 : 0;
