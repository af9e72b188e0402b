// SPDX-License-Identifier: EUPL-1.2
// Workbooks by chance, always the same for the same number: most of them are forms, some have a slip that a person
// could make. They are written as tables, as the programs that are compared read them.

/** Dice that fall alike for the same seed. */
export function dice(seed) {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (sides) => Math.floor(roll() * sides);
  return { below, often: (share) => roll() < share, pick: (all) => all[below(all.length)] };
}

const SIMPLE = [
  "text", "integer", "decimal", "date", "time", "dateTime", "note", "geopoint", "geotrace", "image", "audio", "file",
  "barcode", "acknowledge", "hidden", "calculate", "range", "start", "today", "deviceid", "username", "audit",
];
const CHOSEN = [
  "select_one voie", "select_one rang", "select_multiple voie", "select_multiple voie or_other", "rank rang",
  "select_one_from_file lieux.csv", "select one from voie",
];
const MISTYPED = [
  "texte", "select_one", "select_one nulle", "Text", "rank", "group", "begin", "select_one_external voie", "selct_one voie",
  "select_multiple ${q1}", "end", "select_one_from_file lieux.txt", "entier",
];
const MISNAMED = ["1er", "a b", "meta", "Q1", "é", "a/b", "instanceID", "-x", "q1_other", "", "a:b"];
const MISHEADED = ["Label", "caption", "relevent", "hint ", "image::fr", "bind", "label:fr", "jr:count", "required_message"];
const STRAY = ["${nulle}", "${ q1}", "${q1", "${}", "$q1", "${last-saved#q1}", "${Q1}", "${meta}"];

const COLUMNS = [
  "hint", "relevant", "constraint", "constraint_message", "required", "calculation", "default", "choice_filter",
  "appearance", "parameters", "trigger", "repeat_count", "readonly", "guidance_hint", "label::Nederlands (nl)",
  "hint::Nederlands (nl)", "media::image", "bind::pp:purpose", "instance::lien", "body::aspect", "save_to",
];

/** How often a cell of a column is filled. */
const FILLED = { relevant: 0.3, required: 0.2, default: 0.25, parameters: 0.2, trigger: 0.2, save_to: 0.1 };

/** A table in which the cells of each row stand one after the other. */
export function written(sheets) {
  const line = (cells) => `| | ${cells.join(" | ")} |`;
  const page = ([name, rows]) => [`| ${name} |`, ...rows.map(line)];
  return Object.entries(sheets).flatMap(page).join("\n") + "\n";
}

class Author {
  constructor(seed) {
    this.dice = dice(seed);
    this.slips = this.dice.often(0.5) ? 0.05 : 0;
    this.names = [];
    this.rows = [];
    this.open = [];
  }

  slip(share = this.slips) {
    return this.slips > 0 && this.dice.often(share);
  }

  name() {
    if (this.slip()) return this.dice.pick(MISNAMED);
    // Now and then one that is taken.
    const name = `q${this.dice.often(0.04) ? 1 : this.names.length + 1}`;
    this.names.push(name);
    return name;
  }

  reference() {
    if (this.slip()) return this.dice.pick(STRAY);
    // Mostly to what stands above: what refers to itself is accepted, and is no valid XForm.
    const above = this.dice.often(0.05) ? this.names : this.names.slice(0, -1);
    return `\${${above.length > 0 ? this.dice.pick(above) : "q1"}}`;
  }

  formula() {
    const one = this.reference();
    return this.dice.pick([
      `${one} = 'a'`, `${one} + ${this.reference()}`, `selected(${one}, 'a')`, ". > 3", `count(${one})`, "position(..)",
      `if(${one} > 1, 'a', 'b')`, `instance('voie')/root/item[name = ${one}]/label`, `once(${one})`, "yes", "true()",
      `indexed-repeat(${one}, ${this.reference()}, 1)`, `jr:choice-name(${one}, '${one}')`, `not(${one})`, "now()",
    ]);
  }

  words() {
    return this.dice.pick(["Quel âge ?", `Avec ${this.reference()} ?`, "50 %", "a \"b\"", "«Été»", "deux  espaces", "<b>gras</b>"]);
  }

  cell(column) {
    if (!this.dice.often(FILLED[column] ?? 0.25)) return "";
    switch (column.split("::")[0]) {
      case "hint": case "label": case "guidance_hint": case "constraint_message":
        return this.words();
      case "relevant": case "constraint": case "calculation": case "readonly": case "required":
        return this.formula();
      case "default":
        return this.dice.pick(["a", "3", "today()", "2026-11-30", "1 + 1", this.reference(), "-2", "x.png"]);
      case "choice_filter":
        return this.dice.pick(["true()", `name = ${this.reference()}`, "poids > 1"]);
      case "appearance":
        return this.dice.pick(["minimal", "field-list", "table-list", "label", "list-nolabel", "multiline", "likert", "w2 quick"]);
      case "parameters":
        return this.dice.pick([
          "randomize=true", `randomize=true seed=${this.reference()}`, "start=1 end=10 step=1", "rows=4", "max-pixels=640",
          "quality=low", "value=code label=nom", "capture-accuracy=10", "incremental=true", "start=5", "rows", "foo=1",
        ]);
      case "trigger":
        return this.dice.often(0.2) ? `${this.reference()}, ${this.reference()}` : this.reference();
      case "repeat_count":
        return this.dice.pick(["3", this.reference(), `${this.reference()} + 1`]);
      case "media":
        return "plan.png";
      case "save_to":
        return `p${this.dice.below(4)}`;
      default:
        return this.dice.pick(["v", this.reference()]);
    }
  }

  /** What stands under type, name and label. */
  beginning() {
    const closing = this.open.length > 0 && this.dice.often(0.2);
    if (closing) {
      const kind = this.slip() ? this.dice.pick(["group", "repeat"]) : this.open.at(-1);
      this.open.pop();
      return [`end${this.dice.pick([" ", "_"])}${kind}`, "", ""];
    }
    if (this.open.length < 3 && this.dice.often(0.18)) {
      const kind = this.dice.pick(["group", "group", "repeat"]);
      this.open.push(kind);
      return [`begin${this.dice.pick([" ", "_"])}${kind}`, this.name(), this.dice.often(0.8) ? this.words() : ""];
    }
    const type = this.slip() ? this.dice.pick(MISTYPED) : this.dice.pick(this.dice.often(0.4) ? CHOSEN : SIMPLE);
    const name = type === "note" && this.dice.often(0.3) ? "" : type === "audit" ? "audit" : this.name();
    return [type, name, this.slip() ? "" : this.words()];
  }

  survey() {
    const columns = COLUMNS.filter(() => this.dice.often(0.25));
    this.prefixed = columns.some((column) => column.includes("::pp:"));
    if (this.slip(0.1)) columns.push(this.dice.pick(MISHEADED));
    const row = () => {
      const beginning = this.beginning();
      return [...beginning, ...columns.map((column) => (beginning[0].startsWith("end") ? "" : this.cell(column)))];
    };
    for (let left = 2 + this.dice.below(9); left > 0; left -= 1) {
      this.rows.push(row());
      // A group in which nothing is shown is accepted, and is no valid XForm.
      if (this.rows.at(-1)[0].startsWith("begin") && !this.slip()) this.rows.push(["note", this.name(), this.words()]);
    }
    while (this.open.length > 0 && !this.slip()) this.rows.push([`end ${this.open.pop()}`]);
    // The reference programs want something to be calculated where something is to be.
    const at = columns.indexOf("calculation");
    const headings = ["type", "name", "label", ...columns];
    if (at < 0 && this.rows.some(([type]) => type === "calculate") && !this.slip()) {
      headings.push("calculation");
      for (const cells of this.rows) {
        while (cells.length < headings.length) cells.push("");
        if (cells[0] === "calculate") cells[headings.length - 1] = this.formula();
      }
    }
    return [headings, ...this.rows];
  }

  choices() {
    const rows = [["list_name", "name", "label", "poids"]];
    const lists = { voie: ["a", "b", "c"], rang: ["1", "2"] };
    for (const [list, names] of Object.entries(lists)) {
      for (const name of names) {
        rows.push([list, this.slip(0.02) ? this.dice.pick(["a b", "a", "", "other"]) : name, this.slip(0.03) ? "" : this.words(), "1"]);
      }
    }
    return rows;
  }

  settings() {
    const all = [
      ["form_title", "Une enquête"], ["form_id", "enquete"], ["version", "2026113001"], ["default_language", "Nederlands (nl)"],
      ["instance_name", this.reference()], ["allow_choice_duplicates", "yes"], ["namespaces", "pp=\"urn:pp\""], ["style", "pages"],
      ["name", this.slip() ? "1er" : "reponses"],
    ];
    const needed = (key) => key === "namespaces" && this.prefixed && !this.slip();
    const some = all.filter(([key]) => needed(key) || this.dice.often(0.3));
    return some.length > 0 ? [some.map(([key]) => key), some.map(([, value]) => value)] : null;
  }
}

/** A workbook by chance. */
export function workbook(seed) {
  const author = new Author(seed);
  const sheets = { survey: author.survey() };
  if (!author.slip(0.03)) sheets.choices = author.choices();
  const settings = author.settings();
  if (settings) sheets.settings = settings;
  if (sheets.survey[0].includes("save_to")) sheets.entities = [["list_name", "label"], ["personnes", author.reference()]];
  return written(sheets);
}

/** A workbook with one of its cells changed. */
export function changed(table, seed) {
  const { below, pick } = dice(seed);
  const lines = table.split("\n");
  const rows = lines.flatMap((line, at) => (line.split("|").length > 3 ? [at] : []));
  const at = pick(rows);
  const cells = lines[at].split("|");
  const words = [
    "", "note", "text", "begin group", "end group", "select_one voie", "1er", "q1", "${nulle}", "${q1", "yes", "selected(", "label",
    "name", "a b", "50 %", "field-list", ". > 1", "calculate", "meta", "randomize=true", "now()", "relevant", "type", "${q1} = 1",
  ];
  cells[2 + below(cells.length - 3)] = ` ${pick(words)} `;
  lines[at] = cells.join("|");
  return lines.join("\n");
}
