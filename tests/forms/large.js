// SPDX-License-Identifier: EUPL-1.2
// A form as large as the largest that are public, as those for verbal autopsies: long chains of questions that are asked
// because of earlier ones, groups in groups, sums over many answers, lists that depend on an answer, one repeated group.
//
//   node tests/forms/large.js 560 > large.md && maillage form bench large.md

import { pathToFileURL } from "node:url";
import { dice, written } from "./chance.js";

/** A workbook with about so many questions and groups. */
export function large(nodes) {
  const { below, often, pick } = dice(nodes);
  const asked = { yes: ["q0"], number: ["age"] };
  const rows = [
    ["integer", "age", "Quel âge ?", "", ". >= 0 and . < 130", "", ""],
    ["select_one ouinon", "q0", "Quelqu’un peut-il répondre ?", "", "", "", ""],
    ["select_one province", "province", "Quelle province ?", "", "", "", ""],
    ["select_one commune", "commune", "Quelle commune ?", "", "", "", "province = ${province}"],
    ["begin repeat", "personne", "Une personne", "", "", "", ""],
    ["text", "prenom", "Son prénom", "", "", "", ""],
    ["integer", "age_personne", "Son âge", "", ". < 130", "", ""],
    ["calculate", "mineur", "", "", "", "if(${age_personne} < 18, 1, 0)", ""],
    ["end repeat", "", "", "", "", "", ""],
    ["calculate", "mineurs", "", "", "", "sum(${mineur})", ""],
  ];
  // Most conditions are about what was asked shortly before.
  const recent = (names) => names[Math.max(0, names.length - 1 - below(8))];
  const condition = () =>
    pick([
      `\${${recent(asked.yes)}} = 'oui'`,
      `selected(\${${recent(asked.yes)}}, 'oui') and \${age} > ${below(60)}`,
      `\${${recent(asked.yes)}} = 'oui' or \${${recent(asked.yes)}} = 'nsp'`,
      `\${${recent(asked.number)}} > ${below(20)}`,
    ]);
  const open = [];
  for (let at = 1; rows.length < nodes - open.length; at += 1) {
    const name = `q${at}`;
    const relevant = often(0.7) ? condition() : "";
    if (open.length < 3 && often(0.08)) {
      rows.push(["begin group", `g${at}`, `Partie ${at}`, relevant, "", "", ""]);
      open.push(at);
    } else if (open.length > 0 && often(0.1)) {
      open.pop();
      rows.push(["end group", "", "", "", "", "", ""]);
    } else if (often(0.12)) {
      const parts = Array.from({ length: 2 + below(6) }, () => `coalesce(\${${pick(asked.number)}}, 0)`);
      rows.push(["calculate", name, "", "", "", parts.join(" + "), ""]);
      asked.number.push(name);
    } else if (often(0.25)) {
      rows.push(["integer", name, `Combien, ${at} ?`, relevant, ". >= 0", "", ""]);
      asked.number.push(name);
    } else if (often(0.15)) {
      rows.push(["text", name, `Que s’est-il passé, ${at} ?`, relevant, "", "", ""]);
    } else {
      rows.push(["select_one ouinon", name, `Est-ce vrai, ${at} ?`, relevant, "", "", ""]);
      asked.yes.push(name);
    }
  }
  rows.push(...open.map(() => ["end group", "", "", "", "", "", ""]));
  const communes = ["liege", "namur", "hainaut"].flatMap((province) =>
    Array.from({ length: 30 }, (_, at) => ["commune", `${province}${at}`, `Commune ${at}`, province]),
  );
  return written({
    survey: [["type", "name", "label", "relevant", "constraint", "calculation", "choice_filter"], ...rows],
    choices: [
      ["list_name", "name", "label", "province"],
      ...["oui", "non", "nsp"].map((name) => ["ouinon", name, name, ""]),
      ...["liege", "namur", "hainaut"].map((name) => ["province", name, name, ""]),
      ...communes,
    ],
    settings: [["form_title", "form_id", "version"], [`${nodes} questions`, "grand", "1"]],
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(large(Number(process.argv[2] ?? 560)));
