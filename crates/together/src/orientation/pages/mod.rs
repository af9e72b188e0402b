// SPDX-License-Identifier: EUPL-1.2
//! The pages of orientations. Each is opened through a grant on the case, stands in its frame, and is witnessed before it is shown.

mod answer;
mod begin;
mod finish;
mod list;
mod outcomes;
mod recipient;
mod sheet;
mod show;
mod way;

use std::collections::HashMap;

use ::register::access::{Action, InCase};
use ::register::cases::{self, CaseFrame};
use ::register::people::{self, Person};
use ::register::{access, directory};
use kernel::{Date, FunctionKind, Instant, InstitutionId, Layer, OrientationId, PersonId, PractitionerId};
use maud::{Markup, html};
use platform::db::{Conn, Reader};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, Route, Routes, Who, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::actions;
use super::course::Course;
use super::model::{Companion, ORIENTATION, State, Step, StepKind};
use super::words::Words;

/// The longest text of a field.
const TEXT: usize = 20_000;
/// The longest line of a field.
const LINE: usize = 300;

/// Those who answer for what an institution does.
const ANSWERABLE: &[FunctionKind] = &[FunctionKind::Supervisor, FunctionKind::Direction];

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    let seat = Who::Seat;
    let one = "orientation";
    vec![
        R::get("/orientations", Who::SignedIn, "list", one, list::list),
        R::get("/orientations/outcomes", Who::Holders(ANSWERABLE), "list", one, outcomes::show),
        R::get("/orientations/outcomes.csv", Who::Holders(ANSWERABLE), "export", one, outcomes::csv),
        R::get("/cases/{id}/orientations", seat, "read", "case", list::of_case),
        R::get("/cases/{id}/orientations/new", seat, "write", "case", begin::form),
        R::post("/cases/{id}/orientations", seat, "write", "case", begin::begin),
        R::get("/orientations/{id}", seat, "read", one, show::show).shows(ORIENTATION),
        R::get("/orientations/{id}/sheet", seat, "read", one, sheet::show),
        R::get("/orientations/{id}/choices", seat, "write", one, recipient::choices_form),
        R::post("/orientations/{id}/choices", seat, "write", one, recipient::add_choice),
        R::post("/orientations/{id}/choices/{choice}/removal", seat, "write", one, recipient::remove_choice),
        R::get("/orientations/{id}/proposal", seat, "write", one, answer::proposal_form),
        R::post("/orientations/{id}/proposal", seat, "write", one, answer::propose),
        R::get("/orientations/{id}/answer", seat, "write", one, answer::answer_form),
        R::post("/orientations/{id}/answer", seat, "write", one, answer::answer),
        R::get("/orientations/{id}/refusal", seat, "write", one, answer::refusal_form),
        R::post("/orientations/{id}/refusal", seat, "write", one, answer::refuse),
        R::get("/orientations/{id}/recipient", seat, "write", one, recipient::form),
        R::post("/orientations/{id}/recipient", seat, "write", one, recipient::choose),
        R::get("/orientations/{id}/content", seat, "write", one, way::content_form),
        R::post("/orientations/{id}/content", seat, "write", one, way::agree),
        R::get("/orientations/{id}/telling", seat, "write", one, way::telling_form),
        R::post("/orientations/{id}/telling", seat, "write", one, way::tell),
        R::get("/orientations/{id}/contact", seat, "write", one, way::contact_form),
        R::post("/orientations/{id}/contact", seat, "write", one, way::contact),
        R::get("/orientations/{id}/appointment", seat, "write", one, way::appointment_form),
        R::post("/orientations/{id}/appointment", seat, "write", one, way::set_appointment),
        R::get("/orientations/{id}/outcome", seat, "write", one, finish::outcome_form),
        R::post("/orientations/{id}/outcome", seat, "write", one, finish::outcome),
        R::get("/orientations/{id}/hand-over", seat, "write", one, finish::hand_over_form),
        R::post("/orientations/{id}/hand-over", seat, "write", one, finish::hand_over),
        R::get("/orientations/{id}/follow-up", seat, "write", one, finish::follow_up_form),
        R::post("/orientations/{id}/follow-up", seat, "write", one, finish::follow_up),
        R::get("/orientations/{id}/feedback", seat, "write", one, finish::feedback_form),
        R::post("/orientations/{id}/feedback", seat, "write", one, finish::feedback),
        R::get("/orientations/{id}/end", seat, "write", one, finish::end_form),
        R::post("/orientations/{id}/end", seat, "write", one, finish::end),
        R::get("/orientations/{id}/return", seat, "write", one, finish::return_form),
        R::post("/orientations/{id}/return", seat, "write", one, finish::take_back),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// An orientation that was opened, in the frame of its case.
struct Opened {
    conn: Reader,
    grant: InCase,
    frame: CaseFrame,
    course: Course,
    names: Names,
    /// Whether more may be written: a seat allows it and the case is open.
    may_write: bool,
}

async fn open(cx: &Cx, action: Action) -> Result<Opened, Problem> {
    let id: OrientationId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let (grant, mut course) = actions::course(cx, &mut conn, action, id).await?;
    let here = format!("/cases/{}/orientations", grant.subject());
    let frame = cases::frame(cx, &mut conn, &grant, &here).await?;
    let secrets = cases::secrets_of(&mut conn, &grant).await?;
    for step in &mut course.steps {
        for text in
            [&mut step.words, &mut step.own_words, &mut step.others, &mut step.place, &mut step.to_name]
        {
            *text = secrets.mask(text);
        }
    }
    let names = Names::of(&mut conn, std::slice::from_ref(&course)).await?;
    let may_write = frame.may(Action::Write) && cases::rules::work(&frame.facts.standing).is_ok();
    Ok(Opened { conn, grant, frame, course, names, may_write })
}

impl Opened {
    fn url(&self) -> String {
        url(&self.course)
    }

    /// The child and those around, as choices with what they are to the child.
    async fn around(&mut self, cx: &Cx) -> Result<Vec<Choice>, Problem> {
        around(cx, &mut self.conn, &self.grant, self.frame.facts.case.child).await
    }

    /// A form about it, in the frame of the case. What a rule says no to is not offered.
    fn form(&self, cx: &Cx, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
        let w = words(cx);
        let body = html! {
            (self.frame.tabs(cx))
            (ui::error_summary(cx, errors))
            p.mg-no-print { a.govuk-back-link href=(self.url()) { (w.back()) } }
            h2.govuk-heading-l { (title) }
            (body)
        };
        self.frame.page(cx, title).narrow().errors(errors).show(cx, body)
    }

    /// Whether a step may follow: a form for one that may not says why, and leads back.
    fn may_take(&self, cx: &Cx, kind: StepKind) -> Result<(), Problem> {
        cases::rules::work(&self.frame.facts.standing).map_err(|r| actions::refused(cx, r))?;
        super::rules::taking(&self.course, kind).map_err(|r| actions::refused(cx, r))
    }
}

fn url(course: &Course) -> String {
    format!("/orientations/{}", course.orientation.id)
}

async fn around(cx: &Cx, conn: &mut Conn, grant: &InCase, child: PersonId) -> Result<Vec<Choice>, Problem> {
    let ids = actions::around(conn, grant, child).await?;
    let related = people::around(conn, child).await?;
    let persons = people::persons(conn, &ids).await?;
    let mut out: Vec<Choice> = Vec::new();
    for id in ids {
        let Some(person) = persons.iter().find(|p| p.id == id) else { continue };
        let choice = Choice::new(id.to_string(), called(cx, person));
        let kind = related.iter().find(|(link, _)| {
            link.person == id && link.other == child && !link.alleged && link.ended_reason.is_none()
        });
        out.push(match kind {
            Some((link, _)) => choice.hint(cases::word(cx, rulebook::list::RELATIONSHIP, &link.kind)),
            None if id == child => choice.hint(words(cx).the_child()),
            None => choice,
        });
    }
    Ok(out)
}

fn called(cx: &Cx, person: &Person) -> String {
    let name = person.name();
    if name.is_empty() { words(cx).person_unnamed().to_owned() } else { name }
}

/// Names of everybody whom some orientations name.
#[derive(Default)]
struct Names {
    practitioners: HashMap<PractitionerId, String>,
    institutions: HashMap<InstitutionId, String>,
    persons: HashMap<PersonId, String>,
}

impl Names {
    async fn of(conn: &mut Conn, courses: &[Course]) -> Result<Names, Problem> {
        let steps = || courses.iter().flat_map(|c| &c.steps);
        let who: Vec<PractitionerId> =
            steps().flat_map(|s| [Some(s.by), s.to_practitioner]).flatten().collect();
        let at: Vec<InstitutionId> = steps()
            .filter_map(|s| s.to_institution)
            .chain(courses.iter().flat_map(|c| &c.choices).filter_map(|c| c.to_institution))
            .collect();
        let mut ids: Vec<PersonId> = courses.iter().flat_map(|c| &c.people).map(|(_, who)| *who).collect();
        ids.sort_unstable();
        ids.dedup();
        let persons = people::persons(conn, &ids).await?;
        Ok(Names {
            practitioners: directory::practitioner_names(conn, who).await?,
            institutions: directory::institution_names(conn, at).await?,
            persons: persons.into_iter().map(|p| (p.id, p.name())).collect(),
        })
    }

    fn practitioner(&self, id: PractitionerId) -> &str {
        self.practitioners.get(&id).map_or("", String::as_str)
    }

    fn institution(&self, id: InstitutionId) -> &str {
        self.institutions.get(&id).map_or("", String::as_str)
    }

    /// Some people, one after the other.
    fn persons(&self, cx: &Cx, ids: &[PersonId]) -> String {
        let name = |id: &PersonId| match self.persons.get(id) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => words(cx).person_unnamed().to_owned(),
        };
        ids.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// Where a step leads to.
    fn place<'a>(&'a self, step: &'a Step) -> &'a str {
        step.to_institution.map_or(step.to_name.as_str(), |id| self.institution(id))
    }

    /// To whom one turns; nothing while that is not chosen.
    fn recipient(&self, course: &Course) -> String {
        let Some(step) = course.now().recipient else { return String::new() };
        match step.to_practitioner {
            Some(who) => format!("{}, {}", self.place(step), self.practitioner(who)),
            None => self.place(step).to_owned(),
        }
    }
}

/// What an orientation is called in a list: to whom, or what could be proposed while nothing is chosen.
fn headline(cx: &Cx, course: &Course, names: &Names) -> String {
    let w = words(cx);
    let to = names.recipient(course);
    if !to.is_empty() {
        return to;
    }
    let place = |c: &super::model::Choice| match c.to_institution {
        Some(id) => names.institution(id).to_owned(),
        None => c.to_name.clone(),
    };
    match course.choices.as_slice() {
        [] => w.no_recipient_yet().to_owned(),
        choices => w.places_considered(choices.iter().map(place).collect::<Vec<_>>().join(", ")),
    }
}

/// Where an orientation stands, in a word.
fn state_tag(cx: &Cx, course: &Course) -> Markup {
    let w = words(cx);
    let state = course.state();
    let tone = match state {
        State::Attended | State::HandedOver | State::Feedback => "ok",
        State::NoShow | State::RecipientRefused | State::WaitingList => "warn",
        State::Returned => "warn",
        _ => "",
    };
    ui::tag(tone, w.by_key(&format!("state-{}", state.code().replace('_', "-"))).unwrap_or_default())
}

/// What a deed is called as a button, and where it is done.
fn deed(cx: &Cx, kind: StepKind) -> (&'static str, &'static str) {
    use StepKind as K;
    let path = match kind {
        K::Considered | K::Proposed => "proposal",
        K::Accepted => "answer",
        K::Refused => "refusal",
        K::RecipientChosen => "recipient",
        K::ContentAgreed => "content",
        K::TellingPrepared => "telling",
        K::ContactMade => "contact",
        K::AppointmentSet => "appointment",
        K::Attended | K::NoShow | K::RecipientRefused | K::WaitingList => "outcome",
        K::HandedOver => "hand-over",
        K::FollowedUp => "follow-up",
        K::Feedback => "feedback",
        K::Ended => "end",
        K::Returned => "return",
    };
    (words(cx).by_key(&format!("deed-{path}")).unwrap_or_default(), path)
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

/// The refusals that the day of a step can meet.
const DAY: [(&str, &str); 2] = [("day-to-come", "on"), ("day-before-step", "on")];

/// The day on which something happened.
fn day_field(cx: &Cx, form: &Form, errors: &FieldErrors, label: &str, hint: Option<&str>) -> Markup {
    ui::date_input(cx, form, errors, "on", label, hint, None)
}

fn day_of(cx: &Cx, input: &mut Input<'_>) -> Option<Date> {
    input.required_date("on", words(cx).day_missing())
}

/// Back to its page, saying what was done.
fn done_with(id: OrientationId, done: &str) -> Reply {
    redirect(format!("/orientations/{id}?done={done}"))
}

/// What was just done, told on the page one is led to.
fn done(cx: &Cx) -> Markup {
    ui::done(cx, words(cx).by_key(&format!("done-{}", cx.query("done"))))
}

/// Who goes along, as choices.
fn companions(cx: &Cx) -> Vec<Choice> {
    let w = words(cx);
    Companion::ALL
        .iter()
        .map(|c| {
            let key = format!("companion-{}", c.code());
            let choice = Choice::new(c.code(), w.by_key(&key).unwrap_or_default());
            match w.by_key(&format!("{key}.hint")) {
                Some(hint) => choice.hint(hint),
                None => choice,
            }
        })
        .collect()
}

/// Who goes along, or went, in words; nothing where it was not said.
fn companion_words(w: &Words, step: &Step, names: &Names) -> String {
    match Companion::parse(&step.companion) {
        None => String::new(),
        Some(Companion::Nobody) => w.goes_alone().to_owned(),
        Some(Companion::Worker) => w.goes_with(names.practitioner(step.by)),
        Some(Companion::Other) => w.goes_with(&step.others),
    }
}

/// A moment of the wall clock, from a day and an hour; the hour as people write it.
fn hour_of(cx: &Cx, input: &mut Input<'_>, day: Option<Date>) -> Option<Instant> {
    let w = words(cx);
    let typed = input.required_line("hour", 10, w.hour_missing());
    if typed.is_empty() {
        return None;
    }
    let digits: Vec<&str> = typed.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let clock: Option<(u8, u8)> = match digits.as_slice() {
        [hour] => hour.parse().ok().map(|h| (h, 0)),
        [hour, minute] => hour.parse().ok().zip(minute.parse().ok()),
        _ => None,
    };
    let clock = clock.filter(|(h, m)| *h < 24 && *m < 60);
    if clock.is_none() {
        input.errors.add("hour", "unreadable", w.hour_unreadable());
    }
    let (hour, minute) = clock?;
    Instant::from_local(day?, hour, minute, &cx.zone)
}

/// The case of the address, opened to begin one in it.
async fn in_case(cx: &Cx, action: Action) -> Result<(Reader, InCase, CaseFrame), Problem> {
    let case: kernel::CaseId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = access::require(cx, &mut conn, action, case).await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let frame = cases::frame(cx, &mut conn, &grant, &format!("/cases/{case}/orientations")).await?;
    Ok((conn, grant, frame))
}
