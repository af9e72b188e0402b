// SPDX-License-Identifier: EUPL-1.2
//! The pages of the bank: what anybody reads, what an institution writes, what readers and editors do.

mod bank;
mod edit;
mod hang;
mod harm;
mod read;
mod send;
mod show;
mod trained;
mod work;
mod write;

use std::collections::HashMap;

use ::register::directory::{self, Territory, TerritoryId};
use kernel::{Date, Id, InstitutionId, PracticeId, PractitionerId, Refusal};
use maud::{Markup, html};
use platform::db::{Conn, Reader};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply, Route, Routes, Who, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};

use super::actions::{self, Standing};
use super::card::Card;
use super::model::{Level, PRACTICE};
use super::steps::State;
use super::words::Words;

/// The longest text of a field that is no part of the practice itself.
const TEXT: usize = 6_000;
/// The longest line of a field.
const LINE: usize = 300;

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    let (all, member) = (Who::Anyone, Who::SignedIn);
    let one = "practice";
    vec![
        R::get("/practices", all, "list", one, bank::list),
        R::get("/practices/table.csv", all, "export", one, bank::as_csv),
        R::get("/practices/table.xlsx", all, "export", one, bank::as_xlsx),
        R::get("/practices/work", member, "list", one, work::list),
        R::get("/practices/reviewers", member, "list", "practice reviewer", trained::list),
        R::post("/practices/reviewers", member, "train", "practice reviewer", trained::train),
        R::post(
            "/practices/reviewers/{reviewer}/{institution}/end",
            member,
            "end",
            "practice reviewer",
            trained::end,
        ),
        R::get("/practices/new", member, "draft", one, write::new_form),
        R::post("/practices", member, "draft", one, write::begin),
        R::get("/practices/{id}", all, "read", one, show::show).shows(PRACTICE),
        R::get("/practices/{id}/about", member, "write", one, write::about_form),
        R::post("/practices/{id}/about", member, "write", one, write::about),
        R::get("/practices/{id}/how", member, "write", one, write::how_form),
        R::post("/practices/{id}/how", member, "write", one, write::how),
        R::get("/practices/{id}/means", member, "write", one, write::means_form),
        R::post("/practices/{id}/means", member, "write", one, write::means),
        R::get("/practices/{id}/results", member, "write", one, write::results_form),
        R::post("/practices/{id}/results", member, "write", one, write::results),
        R::get("/practices/{id}/partners", member, "write", one, hang::partners_form),
        R::post("/practices/{id}/partners", member, "write", one, hang::add_partner),
        R::post("/practices/{id}/partners/{partner}/removal", member, "write", one, hang::remove_partner),
        R::post("/practices/{id}/sectors", member, "write", one, hang::set_sectors),
        R::get("/practices/{id}/sources", member, "write", one, hang::sources_form),
        R::post("/practices/{id}/sources", member, "write", one, hang::add_source),
        R::post("/practices/{id}/sources/{source}/removal", member, "write", one, hang::remove_source),
        R::get("/practices/{id}/contacts", member, "write", one, hang::contacts_form),
        R::post("/practices/{id}/contacts", member, "write", one, hang::add_contact),
        R::post("/practices/{id}/contacts/{contact}/removal", member, "write", one, hang::remove_contact),
        R::get("/practices/{id}/submission", member, "submit", one, send::submission_form),
        R::post("/practices/{id}/submission", member, "submit", one, send::submit),
        R::get("/practices/{id}/agreement", member, "agree", one, send::agreement_form),
        R::post("/practices/{id}/agreement", member, "agree", one, send::agree),
        R::get("/practices/{id}/screening", member, "screen", one, edit::screening_form),
        R::post("/practices/{id}/screening", member, "screen", one, edit::screen),
        R::get("/practices/{id}/readers", member, "assign", one, edit::readers_form),
        R::post("/practices/{id}/readers", member, "assign", one, edit::name_readers),
        R::get("/practices/{id}/interest", member, "review", one, read::interest_form),
        R::post("/practices/{id}/interest", member, "review", one, read::declare),
        R::get("/practices/{id}/review", member, "review", one, read::review_form),
        R::post("/practices/{id}/review", member, "review", one, read::answer),
        R::get("/practices/{id}/publication", member, "publish", one, edit::publication_form),
        R::post("/practices/{id}/publication", member, "publish", one, edit::publish),
        R::get("/practices/{id}/re-review", member, "review", one, edit::again_form),
        R::post("/practices/{id}/re-review", member, "review", one, edit::look_again),
        R::get("/practices/{id}/withdrawal", member, "withdraw", one, edit::withdrawal_form),
        R::post("/practices/{id}/withdrawal", member, "withdraw", one, edit::withdraw),
        R::get("/practices/{id}/harms", all, "report", "harm", harm::form),
        R::post("/practices/{id}/harms", all, "report", "harm", harm::report),
        R::get("/practices/{id}/harms/{harm}", member, "answer", "harm", harm::answer_form),
        R::post("/practices/{id}/harms/{harm}", member, "answer", "harm", harm::answer),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// The word of a code, under a key made of it.
fn word(w: &Words, family: &str, code: &str) -> &'static str {
    w.by_key(&format!("{family}-{}", code.replace('_', "-").to_lowercase())).unwrap_or_default()
}

fn hint(w: &Words, family: &str, code: &str) -> Option<&'static str> {
    w.by_key(&format!("{family}-{}.hint", code.replace('_', "-").to_lowercase()))
}

/// The codes of a list as choices, with what each means where that is said.
fn choices<'a>(w: &Words, family: &str, codes: impl IntoIterator<Item = &'a str>) -> Vec<Choice> {
    let one = |code: &str| {
        let choice = Choice::new(code, word(w, family, code));
        match hint(w, family, code) {
            Some(hint) => choice.hint(hint),
            None => choice,
        }
    };
    codes.into_iter().map(one).collect()
}

/// A practice that was opened.
struct Opened {
    conn: Reader,
    card: Card,
    standing: Standing,
}

/// Opens the practice of the address, for those for whom it is: for all others there is none.
async fn open(cx: &Cx, is_for: fn(Standing) -> bool) -> Result<Opened, Problem> {
    let id: PracticeId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let (card, standing) = actions::card(cx, &mut conn, id).await?;
    if is_for(standing) { Ok(Opened { conn, card, standing }) } else { Err(Problem::NotFound) }
}

impl Opened {
    fn url(&self) -> String {
        url(&self.card)
    }

    fn state(&self, cx: &Cx) -> State {
        self.card.state(cx.today())
    }

    /// A form about it. Its title names no practice: it may not be published.
    fn form(&self, cx: &Cx, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
        let w = words(cx);
        let body = html! {
            (ui::error_summary(cx, errors))
            p.mg-no-print { a.govuk-back-link href=(self.url()) { (w.back()) } }
            span.govuk-caption-l { (self.card.practice.title) }
            h1.govuk-heading-l { (title) }
            (body)
        };
        Page::new(title).narrow().errors(errors).crumb(w.bank(), Some("/practices".into())).show(cx, body)
    }

    /// What a rule says no to is not offered as a form: a page says why.
    fn allows(&self, cx: &Cx, rule: Result<(), Refusal>) -> Result<(), Problem> {
        rule.map_err(|r| actions::refused(cx, r))
    }
}

fn url(card: &Card) -> String {
    format!("/practices/{}", card.practice.id)
}

/// Under which field of a form the refusal of a rule is told; a refusal without one is a page of its own.
type At = &'static [(&'static str, &'static str)];

/// What a rule says no to is told in the form, beside the field, with what was typed still there.
fn told_in(problem: Problem, at: At, errors: &mut FieldErrors) -> Result<(), Problem> {
    let Problem::Refused(refused) = problem else { return Err(problem) };
    let Some((_, field)) = at.iter().find(|(code, _)| *code == refused.code) else {
        return Err(Problem::Refused(refused));
    };
    let text = match &refused.way {
        Some(way) => format!("{} {way}", refused.why),
        None => refused.why.clone(),
    };
    errors.add(*field, refused.code, text);
    Ok(())
}

/// Back to its page, saying what was done.
fn done_with(id: PracticeId, done: &str) -> Reply {
    redirect(format!("/practices/{id}?done={done}"))
}

/// What was just done, told on the page one is led to.
fn done(cx: &Cx) -> Markup {
    ui::done(cx, words(cx).by_key(&format!("done-{}", cx.query("done"))))
}

/// Where it stands, in a word.
fn state_tag(cx: &Cx, card: &Card) -> Markup {
    let state = card.state(cx.today());
    let tone = match state {
        State::Published | State::Confirmed => "ok",
        State::Withdrawn => "danger",
        State::Returned | State::ReReviewDue | State::Downgraded => "warn",
        _ => "",
    };
    ui::tag(tone, word(&words(cx), "state", state.code()))
}

/// How well it is known what it brings: the code with its words, or the flag.
fn level_tag(cx: &Cx, card: &Card) -> Markup {
    let w = words(cx);
    if card.is_harmful() {
        return ui::tag("danger", w.level_x());
    }
    match card.level() {
        Some(level) => ui::tag("brand", &level_name(&w, level)),
        None => html! {},
    }
}

fn level_name(w: &Words, level: Level) -> String {
    format!("{} – {}", level.code(), word(w, "level", level.code()))
}

/// What the levels mean, where the word stands.
fn levels_explained(cx: &Cx) -> Markup {
    let w = words(cx);
    ui::details(
        w.levels_open(),
        html! {
            p.govuk-body { (w.levels_lead()) }
            (ui::facts(Level::ALL.iter().map(|l| (l.code(), html! { (word(&w, "level", l.code())) "." })).chain([("X", html! { (w.level_x_hint()) })]).collect()))
            p.govuk-body { (w.levels_note()) }
        },
    )
}

/// Names of everybody whom some practices name.
#[derive(Default)]
struct Names {
    practitioners: HashMap<PractitionerId, String>,
    institutions: HashMap<InstitutionId, String>,
    territories: Vec<Territory>,
}

impl Names {
    async fn of(conn: &mut Conn, cards: &[Card]) -> Result<Names, Problem> {
        let mut at: Vec<InstitutionId> = Vec::new();
        let mut who: Vec<PractitionerId> = Vec::new();
        for card in cards {
            at.push(card.practice.institution);
            at.extend(card.practice.source_institution);
            at.extend(&card.partners);
            at.extend(card.reviews.iter().map(|r| r.institution));
            at.extend(card.steps.iter().map(|s| s.institution));
            who.extend(card.reviews.iter().map(|r| r.reviewer));
            who.extend(card.steps.iter().filter_map(|s| s.by));
        }
        at.sort_unstable();
        at.dedup();
        who.sort_unstable();
        who.dedup();
        Ok(Names {
            practitioners: directory::practitioner_names(conn, who).await?,
            institutions: directory::institution_names(conn, at).await?,
            territories: directory::territories(conn).await?,
        })
    }

    fn practitioner(&self, id: PractitionerId) -> &str {
        self.practitioners.get(&id).map_or("", String::as_str)
    }

    fn institution(&self, id: InstitutionId) -> &str {
        self.institutions.get(&id).map_or("", String::as_str)
    }

    fn territory(&self, id: Option<TerritoryId>) -> &str {
        id.and_then(|id| self.territories.iter().find(|t| t.id == id)).map_or("", |t| t.name.as_str())
    }
}

/// The sectors of all packs, each code once.
fn sectors(cx: &Cx) -> Result<Vec<Choice>, Problem> {
    let mut out: Vec<Choice> = Vec::new();
    for sector in ::register::rulebook(cx)?.packs().flat_map(|p| p.sectors()) {
        if !out.iter().any(|s| s.code == sector.code) {
            out.push(Choice::new(&sector.code, sector.name.get(cx.lang)));
        }
    }
    Ok(out)
}

/// Territories as choices, each under the one it lies in.
fn territory_choices(territories: &[Territory]) -> Vec<Choice> {
    fn add(out: &mut Vec<Choice>, all: &[Territory], parent: Option<TerritoryId>, depth: usize) {
        for t in all.iter().filter(|t| t.parent == parent) {
            out.push(Choice::new(t.id.to_string(), format!("{}{}", "\u{2003}".repeat(depth), t.name)));
            // Territories lie within one another a few times at most; a circle in the data must not hang a page.
            if depth < 6 {
                add(out, all, Some(t.id), depth + 1);
            }
        }
    }
    let mut out = Vec::new();
    add(&mut out, territories, None, 0);
    out
}

/// Where the next page begins: a day and an id.
fn place(text: &str) -> Option<(Date, PracticeId)> {
    let (day, id) = text.split_once('~')?;
    Some((day.parse().ok()?, PracticeId::from_uuid(uuid::Uuid::parse_str(id).ok()?)))
}
