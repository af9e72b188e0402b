// SPDX-License-Identifier: EUPL-1.2
//! A form on paper, and the numbers that its questions carry there and on the screen.

use kernel::Lang;
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Pack, letter};
use serde_json::{Value, json};
use smart_forms::answers::{Document, Item};
use smart_forms::form::{Control, Form, Kind, List, Node, Piece, Source, Text};

use super::showing;
use crate::letters;

/// As often a repeated group is printed, unless its column `printed` says otherwise.
const TURNS: usize = 2;
/// As often as it can be asked for.
const MOST_TURNS: usize = 20;
/// The columns of the sheet of choices by which these are put together under a heading.
const GROUPED_BY: [&str; 3] = ["group", "groupe", "secteur"];

/// A form on paper, as the pack prints it.
pub async fn paper(cx: &Cx, pack: &Pack, form: &Form) -> Result<Vec<u8>, Problem> {
    let spoken = form.languages.iter().find(|known| known.code.as_deref() == Some(cx.lang.code()));
    let language = spoken.map_or_else(|| first_language(form), |known| known.name.clone());
    let lang = lang_of(form, &language);
    let sheet = pack.letter(letter::QUESTIONNAIRE, lang, cx.today(), &facts(form, &language));
    letters::print(cx, sheet.ok_or_else(|| Problem::fault("the packs do not say how a form is printed"))?)
        .await
}

/// The language in which a form is shown where nobody asks for another.
pub fn first_language(form: &Form) -> String {
    let first = form.languages.first().map(|known| known.name.clone());
    let named = form.languages.iter().any(|known| known.name == form.default_language);
    first.filter(|_| !named).unwrap_or_else(|| form.default_language.clone())
}

/// What was answered, on paper: for whom, when it was sent.
pub async fn receipt(
    cx: &Cx,
    pack: &Pack,
    document: &Document,
    (title, name, sent): (&str, &str, String),
) -> Result<Vec<u8>, Problem> {
    let mut items = Vec::new();
    for item in &document.items {
        told(cx, item, "section", &mut items);
    }
    let reference = format!("{} {}", document.form.id, document.form.version);
    let facts = json!({
        "title": title, "name": name, "sent": sent, "reference": reference.trim(), "items": items,
    });
    let sheet = pack.letter(letter::QUESTIONNAIRE_ANSWERS, cx.lang, cx.today(), &facts);
    letters::print(cx, sheet.ok_or_else(|| Problem::fault("the packs do not say how answers are printed"))?)
        .await
}

/// Forms are not nested deeper than 64.
fn told(cx: &Cx, item: &Item, kind: &str, items: &mut Vec<Value>) {
    let label = item.text.clone().unwrap_or_default();
    if item.items.is_empty() {
        let (answers, missing) = showing::said_plainly(cx, item);
        items.push(json!({ "kind": "question", "label": label, "answers": answers, "missing": missing }));
        return;
    }
    if !label.is_empty() {
        items.push(json!({ "kind": kind, "label": label }));
    }
    for one in &item.items {
        told(cx, one, "turn", items);
    }
}

/// The number of each question and section, by its path in the form.
pub fn numbers(form: &Form) -> Vec<(String, String)> {
    let mut sheet = Sheet { form, language: "", numbers: Vec::new(), items: Vec::new() };
    sheet.number_all(&form.root, "");
    sheet.numbers
}

/// The language of the words that the sheet adds: that of the form when it is one of ours, else French.
pub fn lang_of(form: &Form, language: &str) -> Lang {
    let known = form.languages.iter().find(|known| known.name == language);
    let code = known.and_then(|known| known.code.as_deref()).unwrap_or(language);
    Lang::ALL.into_iter().find(|lang| lang.code() == code).unwrap_or_default()
}

/// What the sheet is given: see the sample of the letter that prints it.
pub fn facts(form: &Form, language: &str) -> Value {
    let mut sheet = Sheet { form, language, numbers: Vec::new(), items: Vec::new() };
    sheet.number_all(&form.root, "");
    sheet.below(&form.root);
    let title = if form.title.is_empty() { &form.id } else { &form.title };
    let reference = format!("{} {}", form.id, form.version);
    json!({ "title": title, "reference": reference.trim(), "items": sheet.items })
}

struct Sheet<'a> {
    form: &'a Form,
    language: &'a str,
    /// The number of each question and section, by its path.
    numbers: Vec<(String, String)>,
    items: Vec<Value>,
}

fn looks(node: &Node, appearance: &str) -> bool {
    node.appearance.split_whitespace().any(|word| word == appearance)
}

/// A group whose questions share one list of choices, shown once above them. The line that shows it is made for screens.
fn is_table(node: &Node) -> bool {
    matches!(node.kind, Kind::Group) && node.children.iter().any(|child| looks(child, "list-nolabel"))
}

/// Whether it stands on the sheet with a number: it is asked of somebody, or holds what is.
fn is_numbered(node: &Node) -> bool {
    match &node.kind {
        Kind::Question(question) => {
            !matches!(question.control, Control::None | Control::Action) && question.word != "note"
        }
        Kind::Group | Kind::Repeat(_) => {
            node.walk().skip(1).any(|n| n.question().is_some() && is_numbered(n))
        }
    }
}

impl Sheet<'_> {
    /// Numbers stay the same however often a group is printed. Sections have one; groups within them do not.
    fn number_all(&mut self, node: &Node, before: &str) {
        let mut next = 0;
        self.number_in(node, before, &mut next);
    }

    fn number_in(&mut self, node: &Node, before: &str, next: &mut usize) {
        let is_top = before.is_empty();
        for child in node.children.iter().filter(|child| is_numbered(child)) {
            let is_section = is_top && !matches!(child.kind, Kind::Question(_)) && !is_table(child);
            if is_section || child.question().is_some() || is_table(child) {
                *next += 1;
                let number = if is_top { next.to_string() } else { format!("{before}.{next}") };
                self.numbers.push((child.path.clone(), number.clone()));
                if is_section {
                    self.number_all(child, &number);
                }
            } else {
                self.number_in(child, before, next);
            }
        }
    }

    fn number(&self, path: &str) -> &str {
        self.numbers.iter().find(|(known, _)| known == path).map_or("", |(_, number)| number)
    }

    /// A text in the language, with a gap where a value would stand.
    fn text(&self, text: &Text) -> String {
        let Some(wording) = text.get(self.language) else { return String::new() };
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Value(_) => "……".to_owned(),
        };
        wording.pieces.iter().map(piece).collect()
    }

    fn below(&mut self, node: &Node) {
        for child in &node.children {
            match &child.kind {
                Kind::Question(_) => self.question(child),
                Kind::Group if is_table(child) => self.table(child),
                Kind::Group => self.group(child),
                Kind::Repeat(_) => self.repeat(child),
            }
        }
    }

    fn heading(&mut self, node: &Node) {
        let (number, label) = (self.number(&node.path).to_owned(), self.text(&node.label));
        if !number.is_empty() {
            self.items.push(json!({ "kind": "section", "number": number, "label": label }));
        } else if !label.is_empty() {
            self.items.push(json!({ "kind": "note", "label": label }));
        }
    }

    fn group(&mut self, node: &Node) {
        if is_numbered(node) {
            self.heading(node);
            self.below(node);
        }
    }

    fn repeat(&mut self, node: &Node) {
        let written =
            node.columns.iter().find(|(name, _)| name == "printed").and_then(|(_, n)| n.parse().ok());
        let turns = written.unwrap_or(TURNS).clamp(1, MOST_TURNS);
        let label = self.text(&node.label);
        for turn in 1..=turns {
            self.items.push(json!({ "kind": "turn", "label": label, "number": turn.to_string() }));
            self.below(node);
        }
        self.items.push(json!({ "kind": "more" }));
    }

    fn question(&mut self, node: &Node) {
        let Some(question) = node.question() else { return };
        let when = node.bind.relevant.as_ref().map(|relevant| self.when(&relevant.written));
        let (label, hint, guidance) =
            (self.text(&node.label), self.text(&node.hint), self.text(&node.guidance));
        if question.word == "note" {
            // What is told because of an answer is told by a screen.
            if when.is_none() && !label.is_empty() {
                self.items
                    .push(json!({ "kind": "note", "label": label, "hint": hint, "guidance": guidance }));
            }
            return;
        }
        if !is_numbered(node) {
            return;
        }
        let answer = match question.control {
            Control::SelectOne => "one",
            Control::SelectMany | Control::Rank | Control::Trigger => "many",
            _ if node.bind.data_type == "date" => "date",
            _ if node.appearance.contains("multiline") => "lines",
            _ => "line",
        };
        let groups = self.choices(node);
        self.items.push(json!({
            "kind": "question", "number": self.number(&node.path), "label": label, "hint": hint, "guidance": guidance,
            "when": when, "answer": answer, "groups": groups,
        }));
    }

    fn list_of(&self, node: &Node) -> Option<&List> {
        match &node.question()?.choices.as_ref()?.source {
            Source::List(name) => self.form.lists.iter().find(|list| list.name == *name),
            _ => None,
        }
    }

    /// The choices in their order, under the headings of their groups: as many as follow one another.
    fn choices(&self, node: &Node) -> Vec<Value> {
        let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
        for choice in self.list_of(node).map_or(&[][..], |list| &list.choices) {
            let column = |names: &[&str]| {
                let found = choice.columns.iter().find(|(name, _)| names.contains(&name.as_str()));
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            };
            let name = column(&GROUPED_BY);
            let line = json!({ "label": self.text(&choice.label), "note": column(&["note"]) });
            match groups.last_mut().filter(|(last, _)| *last == name) {
                Some((_, choices)) => choices.push(line),
                None => groups.push((name, vec![line])),
            }
        }
        groups.into_iter().map(|(name, choices)| json!({ "name": name, "choices": choices })).collect()
    }

    fn table(&mut self, node: &Node) {
        let rows: Vec<&Node> = node.children.iter().filter(|child| looks(child, "list-nolabel")).collect();
        let list = rows.iter().find_map(|row| self.list_of(row));
        let columns: Vec<String> =
            list.map_or(&[][..], |list| &list.choices).iter().map(|c| self.text(&c.label)).collect();
        let rows: Vec<String> = rows.iter().map(|row| self.text(&row.label)).collect();
        // What a table is called stands, for screens, in a note of its own before its lines.
        let notes = node.children.iter().filter(|child| child.question().is_some_and(|q| q.word == "note"));
        let label =
            std::iter::once(node).chain(notes).map(|n| self.text(&n.label)).find(|text| !text.is_empty());
        self.items.push(json!({
            "kind": "table", "number": self.number(&node.path), "label": label.unwrap_or_default(),
            "columns": columns, "rows": rows,
        }));
    }

    /// When a question is asked: in words where it hangs on one answer to one question, otherwise that it depends.
    fn when(&self, formula: &str) -> Value {
        let told = || {
            let inner = formula.trim().strip_prefix("selected(").and_then(|rest| rest.strip_suffix(')'));
            let (name, value) = match inner {
                Some(inner) => inner.split_once(',')?,
                None => formula.split_once('=')?,
            };
            let name = name.trim().strip_prefix("${")?.strip_suffix('}')?;
            let value = value.trim();
            let value = value
                .strip_prefix('\'')
                .and_then(|v| v.strip_suffix('\''))
                .or_else(|| value.strip_prefix('"').and_then(|v| v.strip_suffix('"')))?;
            let node = self.form.root.walk().find(|node| node.name == name && node.question().is_some())?;
            let choice = self.list_of(node)?.choices.iter().find(|choice| choice.name == value)?;
            let number = self.number(&node.path);
            (!number.is_empty()).then(|| json!({ "answer": self.text(&choice.label), "number": number }))
        };
        told().unwrap_or_else(|| json!({}))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_asks_what_the_screen_asks_with_the_same_numbers() {
        let form = "| survey |
|  | type | name | label | relevant | appearance | printed |
|  | text | nom | Votre nom | | | |
|  | begin_group | g | Le service | | | |
|  | select_one on | a | Un réseau ? | | | |
|  | text | b | Lequel ? | ${a} = 'o' | multiline | |
|  | note | n | Attention | ${a} = 'n' | | |
|  | begin_repeat | r | Partenaire | | | 3 |
|  | date | d | Depuis quand ? | ${a} = 'o' and ${nom} != '' | | |
|  | end_repeat | | | | | |
|  | begin_group | t | Ensemble | | table-list | |
|  | select_one on | t1 | Demander | | | |
|  | select_one on | t2 | Répondre | | | |
|  | end_group | | | | | |
|  | end_group | | | | | |
| choices |
|  | list_name | name | label | secteur |
|  | on | o | Oui | X |
|  | on | n | Non | |
";
        let form = crate::forms::read_form(form.as_bytes(), Lang::Fr).unwrap();
        let facts = facts(&form, &form.default_language);
        let items = facts["items"].as_array().unwrap();
        let said: Vec<String> = items
            .iter()
            .map(|i| {
                let of = |name: &str| i[name].as_str().unwrap_or("").to_owned();
                format!("{} {} {}", of("kind"), of("number"), of("answer"))
            })
            .collect();
        let turn = |n: usize| [format!("turn {n} "), "question 2.3 date".to_owned()];
        let before = ["question 1 line", "section 2 ", "question 2.1 one", "question 2.2 lines"];
        let mut expected = before.map(str::to_owned).to_vec();
        expected.extend((1..=3).flat_map(turn));
        expected.push("more  ".to_owned());
        expected.push("table 2.4 ".to_owned());
        assert_eq!(said, expected);
        assert_eq!(items[2]["groups"][0]["name"], "X");
        assert_eq!(items[3]["when"], json!({ "answer": "Oui", "number": "2.1" }));
        let table = items.last().unwrap();
        assert_eq!(table["label"], "Ensemble");
        assert_eq!(
            (&table["columns"], &table["rows"]),
            (&json!(["Oui", "Non"]), &json!(["Demander", "Répondre"]))
        );
        assert_eq!(items[5]["when"], json!({}), "it depends on more than one answer");
    }
}
