// SPDX-License-Identifier: EUPL-1.2
//! Forms and respondents for tests: chance that can be repeated, answers drawn for any form, words in French.

use smart_forms::answers::versions::identify;
use smart_forms::answers::{Answer, Document, Identity, Item};
use smart_forms::form::{Control, Form, Kind, Node, Source};
use smart_forms::instance::AnswerState;
use smart_forms::{book, form};
use survey_results::{Coding, Dimension, Flags, Named, Plan, Respondent, State, Words};

/// Chance that can be repeated.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }

    pub fn part(&mut self) -> f64 {
        self.below(1_000_000) as f64 / 1_000_000.0
    }
}

pub fn read(table: &str) -> Form {
    let report = form::check(&book::read(table.as_bytes()).unwrap());
    report.form.unwrap_or_else(|| panic!("{:?}", report.errors))
}

pub fn inventory() -> Form {
    read(include_str!("../../../../packs/be-fwb/forms/circulaire-1785.md"))
}

/// How respondents are inclined: how often they are silent, and how often they tick a box.
#[derive(Clone, Copy)]
pub struct Habit {
    pub silent: f64,
    pub ticks: f64,
    pub entries: u64,
}

/// A form that answers are drawn for.
pub struct Drawn {
    pub form: Form,
    identity: Identity,
}

impl From<Form> for Drawn {
    fn from(form: Form) -> Self {
        Self { identity: identify(&form), form }
    }
}

pub fn document(drawn: &Drawn, chance: &mut Chance, habit: Habit) -> Document {
    let Drawn { form, identity } = drawn;
    let items = form.root.children.iter().flat_map(|node| answer(form, node, chance, habit)).collect();
    Document { form: identity.clone(), language: "fr".to_owned(), completed: true, items }
}

fn answer(form: &Form, node: &Node, chance: &mut Chance, habit: Habit) -> Vec<Item> {
    let item = || Item { path: node.path.clone(), ..Item::default() };
    let inside = |chance: &mut Chance| {
        node.children.iter().flat_map(|child| answer(form, child, chance, habit)).collect::<Vec<Item>>()
    };
    match &node.kind {
        Kind::Group => vec![Item { items: inside(chance), ..item() }],
        Kind::Repeat(_) => {
            let turns = 1 + chance.below(habit.entries + 1);
            (0..turns).map(|_| Item { items: inside(chance), ..item() }).collect()
        }
        Kind::Question(question) => {
            if question.word == "note" || question.control == Control::None {
                return Vec::new();
            }
            if node.bind.relevant.is_some() && chance.part() < 0.3 {
                return Vec::new();
            }
            if chance.part() < habit.silent {
                let why = match chance.below(8) {
                    0 => AnswerState::Declined,
                    1 => AnswerState::Unknown,
                    2 => AnswerState::NotAsked,
                    _ => AnswerState::Unanswered,
                };
                return vec![Item { missing: Some(why), ..item() }];
            }
            let answers = match question.control {
                Control::SelectOne => {
                    vec![choice(form, question, |count| chance.below(count as u64 + 1) as usize)]
                }
                Control::SelectMany => {
                    let count = choices(form, question).len();
                    let taken = (0..count).filter(|_| chance.part() < habit.ticks).collect::<Vec<usize>>();
                    taken.into_iter().map(|at| choice(form, question, |_| at)).collect()
                }
                _ if node.bind.data_type == "int" => vec![Answer::Integer(chance.below(40) as i64)],
                _ => vec![Answer::Text("…".to_owned())],
            };
            let missing = answers.is_empty().then_some(AnswerState::Unanswered);
            vec![Item { answers, missing, ..item() }]
        }
    }
}

fn choices<'a>(form: &'a Form, question: &form::Question) -> &'a [form::Choice] {
    let list = match question.choices.as_ref().map(|choices| &choices.source) {
        Some(Source::List(name)) => form.lists.iter().find(|list| list.name == *name),
        _ => None,
    };
    list.map(|list| list.choices.as_slice()).unwrap_or_default()
}

/// The first choice is drawn more often.
fn choice(form: &Form, question: &form::Question, at: impl FnOnce(usize) -> usize) -> Answer {
    let all = choices(form, question);
    let chosen = &all[at(all.len()) % all.len()];
    Answer::Choice { code: chosen.name.clone(), label: chosen.name.clone() }
}

/// A respondent that keeps its own answers.
pub struct One {
    pub id: String,
    pub groups: Vec<String>,
    pub document: Option<Document>,
    pub started: bool,
    pub flags: Flags,
    pub codings: Vec<Coding>,
}

impl One {
    pub fn new(id: usize, groups: &[&str], document: Option<Document>) -> Self {
        Self {
            id: format!("r{id}"),
            groups: groups.iter().map(|code| (*code).to_owned()).collect(),
            document,
            started: false,
            flags: Flags::default(),
            codings: Vec::new(),
        }
    }
}

pub fn respondents(ones: &[One]) -> Vec<Respondent<'_>> {
    ones.iter()
        .map(|one| Respondent {
            id: &one.id,
            groups: one.groups.iter().map(String::as_str).collect(),
            state: match &one.document {
                Some(document) => State::Submitted(document),
                None if one.started => State::Started,
                None => State::Invited,
            },
            flags: one.flags,
            codings: &one.codings,
        })
        .collect()
}

pub fn dimension(code: &str, label: &str, groups: &[(&str, &str)]) -> Dimension {
    let groups = groups.iter().map(|(code, label)| Named::new(*code, *label)).collect();
    Dimension { code: code.to_owned(), label: label.to_owned(), groups }
}

pub fn plan(threshold: u64) -> Plan {
    Plan {
        language: "Français (fr)".to_owned(),
        dimensions: vec![
            dimension(
                "sector",
                "Secteur",
                &[("ens", "Enseignement"), ("cpms", "Centres PMS"), ("int", "Internats")],
            ),
            dimension(
                "territory",
                "Division",
                &[("a", "Valmourne"), ("b", "Haute-Mourne"), ("c", "Brennac")],
            ),
        ],
        threshold,
        heading_column: "secteur".to_owned(),
        unknown: "Non précisé".to_owned(),
        ..Plan::default()
    }
}

pub const FR: Words<'static> = Words {
    all: "Ensemble",
    rest: "Groupes trop petits, ensemble",
    hidden: "n. p.",
    too_few: "Trop peu de réponses : rien n’est publié.",
    depends: "Rien n’est publié : on en déduirait un résultat masqué.",
    invited: "Institutions invitées",
    counted: "Réponses comptées",
    rate: "Taux de réponse",
    late: "Dont reçues après la date",
    paper: "Dont reçues sur papier",
    waiting: "Reçues, pas encore validées",
    started: "Commencées, pas envoyées",
    silent_invited: "Sans nouvelles",
    set_aside: "Doublons écartés",
    respondents: "institutions",
    entries: "réponses citées",
    asked: "à qui la question a été posée",
    answered: "qui ont répondu",
    silent: "Sans réponse",
    unanswered: "Laissé vide",
    declined: "Ne souhaite pas répondre",
    unknown: "Ne sait pas",
    not_put: "Question non posée",
    not_relevant: "Sans objet",
    not_asked: "Pas demandé",
    at_least_one: "Au moins un",
    base: "Base",
    several: "Plusieurs réponses possibles : la somme peut dépasser 100 %.",
    share: "part",
    median: "Médiane",
    lower_quartile: "Premier quartile",
    upper_quartile: "Troisième quartile",
    least: "Minimum",
    most: "Maximum",
    none: "Aucune",
    one_or_more: "Une ou plusieurs",
    colon: "\u{A0}: ",
    percent: |share| format!("{:.0}\u{A0}%", share * 100.0),
    number: |number| format!("{number}").replace('.', ","),
};
