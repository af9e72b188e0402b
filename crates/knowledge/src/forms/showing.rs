// SPDX-License-Identifier: EUPL-1.2
//! A form on the screen: a page for each group at the top, every question as a field, the meaning of a word where it stands.

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form as Fields};
use platform::ui::{self, Choice};
use smart_forms::answers::{Answer, Document, Item};
use smart_forms::form::{Control, Form, Kind, Node, Source};
use smart_forms::instance::{AnswerState, Instance};

use super::keeping::Ready;
use super::printing;
use super::words::Words;

/// Names the fields that stood on the page, so that what was left empty can be told from what was not there.
pub(super) const ON_PAGE: &str = "_on-page";
/// What is chosen by whoever takes a choice back.
pub(super) const NO_ANSWER: &str = "-";
/// The three fields of a day.
pub(super) const DATE_PARTS: [&str; 3] = ["day", "month", "year"];
/// Lists longer than this are dropped down.
const LONG_LIST: usize = 24;

/// A page of a form.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// Its place, from 0.
    pub at: usize,
    /// What it asks.
    pub node: &'a Node,
}

/// The pages of a form: what stands at its top and is asked of people.
pub fn pages(form: &Form) -> Vec<Page<'_>> {
    let asked = form.root.children.iter().filter(|node| is_asked(node));
    asked.enumerate().map(|(at, node)| Page { at, node }).collect()
}

/// What a page is called, behind its number.
pub fn title(ready: &Ready, instance: &Instance, page: &Page<'_>) -> String {
    let label = instance.label(&page.node.path).unwrap_or_default();
    let numbers = printing::numbers(&ready.form);
    match numbers.iter().find(|(known, _)| *known == page.node.path) {
        Some((_, number)) => format!("{number}. {label}"),
        None => label,
    }
}

/// A page by its place.
pub fn page_of(form: &Form, at: usize) -> Option<&Node> {
    form.root.children.iter().filter(|node| is_asked(node)).nth(at)
}

fn is_asked(node: &Node) -> bool {
    match &node.kind {
        Kind::Question(question) => !matches!(question.control, Control::None | Control::Action),
        Kind::Group | Kind::Repeat(_) => node.children.iter().any(is_asked),
    }
}

/// The name of a field: an address may end in it, and a style sheet hold it.
pub fn field_name(path: &str) -> String {
    path.trim_start_matches('/').replace('/', ".").replace('[', ":").replace(']', "")
}

/// Whether a question is answered by a day.
pub(super) fn is_day(node: &Node) -> bool {
    node.question().is_some_and(|question| question.word == "date")
}

fn is_note(node: &Node) -> bool {
    node.question().is_some_and(|question| question.word == "note")
}

/// The fields of a page, as the draft has them.
pub fn show(cx: &Cx, ready: &Ready, instance: &Instance, page: usize, errors: &FieldErrors) -> Markup {
    let Some(node) = page_of(&ready.form, page) else { return html! {} };
    let numbers = printing::numbers(&ready.form);
    let shown = Shown { cx, w: Words(cx.lang), ready, instance, errors, numbers };
    let path = format!("/{}/{}", ready.form.root.name, node.name);
    match &node.kind {
        Kind::Group => {
            html! { @for child in &node.children { (shown.node(child, &format!("{path}/{}", child.name), 2)) } }
        }
        _ => shown.node(node, &path, 2),
    }
}

struct Shown<'a> {
    cx: &'a Cx,
    w: Words,
    ready: &'a Ready,
    instance: &'a Instance,
    errors: &'a FieldErrors,
    /// The same as on paper.
    numbers: Vec<(String, String)>,
}

impl Shown<'_> {
    fn label(&self, path: &str) -> String {
        self.instance.label(path).unwrap_or_default()
    }

    /// What is asked, behind its number.
    fn numbered(&self, node: &Node, path: &str) -> String {
        let label = self.label(path);
        match self.numbers.iter().find(|(known, _)| *known == node.path) {
            Some((_, number)) => format!("{number} {label}"),
            None => label,
        }
    }

    fn node(&self, node: &Node, path: &str, level: usize) -> Markup {
        if let Kind::Repeat(count) = &node.kind {
            return self.repeat(node, path, level, count.is_none());
        }
        let relevant = self.instance.node(path).is_ok_and(|state| state.relevant);
        if !relevant || !is_asked(node) {
            return html! {};
        }
        match &node.kind {
            Kind::Group if node.children.iter().any(is_row) => self.table(node, path),
            Kind::Group => html! {
                section {
                    (heading(level, &self.label(path)))
                    @for child in &node.children { (self.node(child, &format!("{path}/{}", child.name), level + 1)) }
                }
            },
            Kind::Question(_) if is_note(node) => html! {
                div.govuk-inset-text { (ui::paragraphs(&self.label(path))) }
                (self.meaning(node))
            },
            _ => html! {
                (ui::hidden(ON_PAGE, field_name(path)))
                (self.question(node, path))
                (self.meaning(node))
            },
        }
    }

    /// What a word means, where it stands.
    fn meaning(&self, node: &Node) -> Markup {
        let said = node.guidance.get(self.instance.language()).map(|wording| wording.written.clone());
        match said.filter(|text| !text.trim().is_empty()) {
            Some(text) => ui::details(self.w.meaning(), ui::paragraphs(&text)),
            None => html! {},
        }
    }

    fn question(&self, node: &Node, path: &str) -> Markup {
        let Some(question) = node.question() else { return html! {} };
        let (cx, errors) = (self.cx, self.errors);
        let name = field_name(path);
        let label = self.numbered(node, path);
        let hint = self.instance.hint(path).unwrap_or_default();
        let hint = Some(hint.as_str()).filter(|hint| !hint.is_empty());
        let kept = match self.instance.typed(path) {
            Ok(Some(typed)) => typed,
            _ => self.instance.kept(path).unwrap_or_default(),
        };
        let offered = || self.instance.choices(path).unwrap_or_default();
        match question.control {
            Control::SelectOne => {
                let offered = offered();
                let mut choices: Vec<Choice> =
                    offered.iter().map(|one| Choice::new(&one.name, &one.label)).collect();
                let fields = ui::filled([(name.clone(), kept)]);
                if has(&node.appearance, "minimal") || offered.len() > LONG_LIST {
                    choices.insert(0, Choice::new("", self.w.no_answer()));
                    return ui::select(cx, &fields, errors, &name, &label, hint, &choices);
                }
                choices.push(Choice::new(NO_ANSWER, self.w.no_answer()));
                ui::radios(cx, &fields, errors, &name, &label, hint, &choices)
            }
            Control::SelectMany => {
                let fields = ui::filled(kept.split_whitespace().map(|code| (name.clone(), code.to_owned())));
                self.many(&fields, node, path, &name, &label, hint)
            }
            Control::Trigger => {
                let fields = ui::filled([(name.clone(), kept)]);
                ui::checkboxes(
                    cx,
                    &fields,
                    errors,
                    &name,
                    &label,
                    hint,
                    &[Choice::new("OK", self.w.understood())],
                )
            }
            Control::Upload => html! { p.govuk-body { (label) " " (self.w.no_files_here()) } },
            _ if is_day(node) => {
                let parts: Vec<String> =
                    kept.splitn(3, '-').map(|part| part.trim_start_matches('0').to_owned()).collect();
                let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
                let fields = ui::filled([
                    (format!("{name}-day"), part(2)),
                    (format!("{name}-month"), part(1)),
                    (format!("{name}-year"), part(0)),
                ]);
                ui::date_input(cx, &fields, errors, &name, &label, hint, None)
            }
            _ => {
                let fields = ui::filled([(name.clone(), kept)]);
                if has(&node.appearance, "multiline") {
                    ui::textarea(cx, &fields, errors, &name, &label, hint, 5)
                } else {
                    ui::text_input(cx, &fields, errors, &name, &label, hint)
                }
            }
        }
    }

    /// Several choices; under headings, when the author of the form put a column `secteur` or `group` beside them.
    fn many(
        &self,
        fields: &Fields,
        node: &Node,
        path: &str,
        name: &str,
        label: &str,
        hint: Option<&str>,
    ) -> Markup {
        let offered = self.instance.choices(path).unwrap_or_default();
        let group = |code: &str| self.column(node, code, GROUPS).unwrap_or_default();
        let mut groups: Vec<(String, Vec<Choice>)> = Vec::new();
        for one in &offered {
            let mut choice = Choice::new(&one.name, &one.label);
            if let Some(note) = self.column(node, &one.name, &["note"]) {
                choice = choice.hint(note);
            }
            let of = group(&one.name);
            match groups.last_mut() {
                Some((known, choices)) if *known == of => choices.push(choice),
                _ => groups.push((of, vec![choice])),
            }
        }
        if groups.len() <= 1 {
            let choices: Vec<Choice> = groups.into_iter().flat_map(|(_, choices)| choices).collect();
            return ui::checkboxes(self.cx, fields, self.errors, name, label, hint, &choices);
        }
        let error = self.errors.of(name);
        html! {
            div.govuk-form-group.govuk-form-group--error[error.is_some()] {
                fieldset.govuk-fieldset {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (label) }
                    @if let Some(hint) = hint { div.govuk-hint { (hint) } }
                    @if let Some(error) = error { p.govuk-error-message { (error) } }
                    @for (at, (of, choices)) in groups.iter().enumerate() {
                        div.mg-choices role="group" aria-labelledby=[(!of.is_empty()).then(|| format!("{name}-group-{at}"))] {
                            @if !of.is_empty() { p.govuk-heading-s id=(format!("{name}-group-{at}")) { (of) } }
                            div.govuk-checkboxes.govuk-checkboxes--small data-module="govuk-checkboxes" {
                                @for (place, choice) in choices.iter().enumerate() {
                                    (one_box(fields, name, choice, at == 0 && place == 0))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A column of the author's beside a choice.
    fn column(&self, node: &Node, code: &str, named: &[&str]) -> Option<String> {
        let Source::List(list) = &node.question()?.choices.as_ref()?.source else { return None };
        let list = self.ready.form.lists.iter().find(|known| known.name == *list)?;
        let choice = list.choices.iter().find(|choice| choice.name == code)?;
        let found = choice.columns.iter().find(|(column, _)| named.contains(&column.as_str()))?;
        Some(found.1.clone()).filter(|text| !text.is_empty())
    }

    /// Questions with the same choices, one a line.
    fn table(&self, node: &Node, path: &str) -> Markup {
        let asked: Vec<(&Node, String)> = node
            .children
            .iter()
            .map(|child| (child, format!("{path}/{}", child.name)))
            .filter(|(child, at)| is_row(child) && self.instance.node(at).is_ok_and(|state| state.relevant))
            .collect();
        let columns =
            asked.first().map(|(_, at)| self.instance.choices(at).unwrap_or_default()).unwrap_or_default();
        // What a table is called stands, for small screens, in a note of its own before its lines.
        let notes = node.children.iter().filter(|child| is_note(child));
        let called = notes
            .map(|note| self.label(&format!("{path}/{}", note.name)))
            .chain([self.label(path)])
            .find(|text| !text.trim().is_empty())
            .unwrap_or_default();
        let number =
            self.numbers.iter().find(|(known, _)| *known == node.path).map_or("", |(_, number)| number);
        let caption = format!("{number} {called}");
        let mut headings = vec![ui::Column { label: self.w.line(), sort: None }];
        headings.extend(columns.iter().map(|column| ui::Column { label: &column.label, sort: None }));
        html! {
            @for (_, at) in &asked { (ui::hidden(ON_PAGE, field_name(at))) }
            p.govuk-heading-s { (caption) }
            (ui::table(&caption, &headings, html! {
                @for (child, at) in &asked {
                    @let name = field_name(at);
                    @let kept = self.instance.kept(at).unwrap_or_default();
                    @let many = child.question().is_some_and(|q| q.control == Control::SelectMany);
                    tr {
                        th scope="row" { (self.label(at)) }
                        @for (place, column) in columns.iter().enumerate() {
                            @let id = if place == 0 { name.clone() } else { format!("{name}-{}", column.name) };
                            td data-label=(column.label) {
                                (cell(&id, &name, &column.name, many, kept.split_whitespace().any(|code| code == column.name), &format!("{} – {}", self.label(at), column.label)))
                            }
                        }
                    }
                }
            }))
        }
    }

    /// Something asked as often as needed.
    fn repeat(&self, node: &Node, path: &str, level: usize, free: bool) -> Markup {
        let turns = self.instance.turns(path).unwrap_or(0);
        let title = |turn: usize| {
            let label = self.label(&format!("{path}[{turn}]"));
            if label.is_empty() { self.w.turn(turn as i64) } else { format!("{label} {turn}") }
        };
        let name = self.label(&format!("{path}[1]"));
        html! {
            @for turn in 1..=turns {
                section.mg-panel id=(field_name(&format!("{path}[{turn}]"))) {
                    (heading(level, &title(turn)))
                    @for child in &node.children {
                        (self.node(child, &format!("{path}[{turn}]/{}", child.name), level + 1))
                    }
                    @if free && turns > 1 {
                        button.govuk-button.govuk-button--secondary type="submit" name="then" value=(format!("remove:{turn}:{path}")) {
                            (self.w.remove_turn()) span.govuk-visually-hidden { " – " (title(turn)) }
                        }
                    }
                }
            }
            @if free {
                p id=(field_name(path)) {
                    button.govuk-button.govuk-button--secondary type="submit" name="then" value=(format!("add:{path}")) {
                        @if name.is_empty() { (self.w.add_turn()) } @else { (self.w.add_named(&name)) }
                    }
                }
            }
        }
    }
}

/// Columns of the author's that put choices under headings.
const GROUPS: &[&str] = &["secteur", "sector", "group", "groupe"];

/// A line of a table: its choices stand above it, once for all lines. The line that shows them is made for small screens.
fn is_row(node: &Node) -> bool {
    has(&node.appearance, "list-nolabel")
}

fn has(appearance: &str, word: &str) -> bool {
    appearance.split_whitespace().any(|one| one == word)
}

/// A box in a table: what it is for is said to those who do not see its line and its column.
fn cell(id: &str, name: &str, code: &str, many: bool, chosen: bool, said: &str) -> Markup {
    let (block, kind) = if many { ("govuk-checkboxes", "checkbox") } else { ("govuk-radios", "radio") };
    html! {
        div class=(format!("{block} {block}--small")) {
            div class=(format!("{block}__item")) {
                input class=(format!("{block}__input")) type=(kind) id=(id) name=(name) value=(code) checked[chosen];
                label class=(format!("govuk-label {block}__label")) for=(id) { span.govuk-visually-hidden { (said) } }
            }
        }
    }
}

fn one_box(fields: &Fields, name: &str, choice: &Choice, first: bool) -> Markup {
    // The first box carries the field's own id, so that the error summary leads to it.
    let id = if first { name.to_owned() } else { format!("{name}-{}", choice.code) };
    html! {
        div.govuk-checkboxes__item {
            input.govuk-checkboxes__input id=(id) name=(name) type="checkbox" value=(choice.code)
                checked[fields.all(name).contains(&choice.code.as_str())]
                aria-describedby=[choice.hint.as_ref().map(|_| format!("{id}-what"))];
            label.govuk-label.govuk-checkboxes__label for=(id) { (choice.label) }
            @if let Some(hint) = &choice.hint { div.govuk-hint.govuk-checkboxes__hint id=(format!("{id}-what")) { (hint) } }
        }
    }
}

fn heading(level: usize, text: &str) -> Markup {
    html! {
        @if !text.is_empty() {
            @match level {
                0..=2 => h2.govuk-heading-m { (text) },
                3 => h3.govuk-heading-s { (text) },
                _ => h4.govuk-heading-s { (text) },
            }
        }
    }
}

/// What was answered on each page, to be checked before it is sent, with a way back to each.
pub fn summary(cx: &Cx, ready: &Ready, instance: &Instance, back: &dyn Fn(usize) -> String) -> Markup {
    let w = Words(cx.lang);
    let document = Document::draft(instance);
    html! {
        @for page in pages(&ready.form) {
            @let path = format!("/{}/{}", ready.form.root.name, page.node.name);
            @let title = title(ready, instance, &page);
            section {
                div.mg-split {
                    h2.govuk-heading-m { (title) }
                    a.govuk-link.mg-no-print href=(back(page.at)) { (w.change()) span.govuk-visually-hidden { " – " (title) } }
                }
                @for item in document.items.iter().filter(|item| item.path == path) {
                    @if item.items.is_empty() { (answers(cx, std::slice::from_ref(item))) } @else { (answers(cx, &item.items)) }
                }
            }
        }
    }
}

/// Answers as they were given, with the words that were shown: also of a form that is no more.
pub fn answers(cx: &Cx, items: &[Item]) -> Markup {
    let w = Words(cx.lang);
    html! {
        dl.govuk-summary-list {
            @for item in items.iter().filter(|item| item.items.is_empty()) {
                div.govuk-summary-list__row {
                    dt.govuk-summary-list__key { (item.text.as_deref().unwrap_or(&item.path)) }
                    dd.govuk-summary-list__value { (said(&w, item)) }
                }
            }
        }
        @for item in items.iter().filter(|item| !item.items.is_empty()) {
            section.mg-panel {
                @if let Some(text) = &item.text { p.govuk-heading-s { (text) } }
                (answers(cx, &item.items))
            }
        }
    }
}

fn why_not(w: &Words, item: &Item) -> &'static str {
    match item.missing {
        Some(AnswerState::Declined) => w.declined(),
        Some(AnswerState::Unknown) => w.unknown(),
        _ => w.unanswered(),
    }
}

/// The answers to a question as texts; or why there is none.
pub(super) fn said_plainly(cx: &Cx, item: &Item) -> (Vec<String>, &'static str) {
    let w = Words(cx.lang);
    (item.answers.iter().map(|answer| text_of(&w, answer)).collect(), why_not(&w, item))
}

fn said(w: &Words, item: &Item) -> Markup {
    if item.answers.is_empty() {
        return html! { span.mg-unknown { (why_not(w, item)) } };
    }
    html! {
        @if item.answers.len() > 1 {
            ul.govuk-list { @for answer in &item.answers { li { (text_of(w, answer)) } } }
        } @else {
            @for answer in &item.answers { (ui::paragraphs(&text_of(w, answer))) }
        }
    }
}

fn text_of(w: &Words, answer: &Answer) -> String {
    match answer {
        Answer::Text(text) | Answer::Date(text) | Answer::Time(text) | Answer::Moment(text) => text.clone(),
        Answer::Yes(yes) => if *yes { w.understood() } else { w.unanswered() }.to_owned(),
        Answer::Integer(number) => number.to_string(),
        Answer::Decimal(number) => number.to_string(),
        Answer::Choice { label, .. } => label.clone(),
        Answer::Other { sort, .. } if sort == smart_forms::answers::ERASED => w.erased().to_owned(),
        Answer::Other { value, .. } => value.clone(),
        _ => String::new(),
    }
}
