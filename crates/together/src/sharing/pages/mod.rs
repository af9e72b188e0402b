// SPDX-License-Identifier: EUPL-1.2
//! The pages of disclosures. Those of a case are opened through a grant on it and stand in its frame; what was received is
//! opened through the seat on the disclosure alone.

mod answers;
mod begin;
mod choose;
mod decide;
mod explain;
mod family;
mod letter;
mod look;
mod object;
mod opinion;
mod prepare;
mod printed;
mod received;
mod register;
mod whole;

pub(crate) use begin::rules_offered;
pub(crate) use register::short;

use std::collections::HashMap;

use ::register::access::{self, Action, InCase};
use ::register::cases::{self, CaseFrame};
use ::register::{directory, ledger, people};
use kernel::{
    AttachmentId, CaseId, DisclosureId, FunctionKind, InstitutionId, PersonId, PractitionerId, SubjectKind,
};
use maud::{Markup, html};
use platform::db::{Conn, Reader};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Reply, Route, Routes, Who};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page, filled, paragraphs};
use secrecy::Origin;

pub(crate) use answers::one as question;
pub(crate) use choose::{Choosing, choose, duty};
pub(crate) use explain::{Shown, reasons, text_of_law};

use super::actions::{self, Leave};
use super::masking;
use super::model::{Disclosure, Piece, Stand};
use super::words::Words;

/// The longest text of a field.
const TEXT: usize = 20_000;
/// The longest line of a field.
const LINE: usize = 300;

/// Whoever answers for an institution.
const DIRECTION: Who = Who::Holders(&[FunctionKind::Direction]);

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    let seat = Who::Seat;
    vec![
        R::get("/cases/{id}/disclosures", seat, "read", "case", register::list),
        R::get("/cases/{id}/disclosures/told", seat, "read", "case", register::told),
        R::get("/cases/{id}/disclosures/told.pdf", seat, "export", "case", printed::told),
        R::get("/cases/{id}/disclosures/new", seat, "write", "case", begin::new_form),
        R::post("/cases/{id}/disclosures/new", seat, "write", "case", begin::open),
        R::get("/cases/{id}/objections/new", seat, "write", "case", object::form),
        R::post("/cases/{id}/objections/new", seat, "write", "case", object::send),
        R::get("/objections/{id}/review", seat, "read", "objection", object::review_form),
        R::post("/objections/{id}/review", seat, "read", "objection", object::review),
        R::get("/objections/{id}/opinion", seat, "write", "objection", opinion::form),
        R::post("/objections/{id}/opinion", seat, "write", "objection", opinion::send),
        R::get("/opinions/{id}/answer", seat, "write", "opinion", opinion::answer_form),
        R::post("/opinions/{id}/answer", seat, "write", "opinion", opinion::answer),
        R::get("/disclosures", Who::SignedIn, "list", "disclosure", begin::list),
        R::get("/disclosures/register", DIRECTION, "read", "register of disclosures", whole::show),
        R::get(
            "/disclosures/register/table.csv",
            DIRECTION,
            "export",
            "register of disclosures",
            whole::as_csv,
        ),
        R::get(
            "/disclosures/register/table.xlsx",
            DIRECTION,
            "export",
            "register of disclosures",
            whole::as_xlsx,
        ),
        R::get("/disclosures/second-looks", DIRECTION, "read", "second looks", look::wanted_form),
        R::post("/disclosures/second-looks", DIRECTION, "set", "second looks", look::want),
        R::get("/disclosures/new", Who::SignedIn, "write", "disclosure", begin::new_alone_form),
        R::post("/disclosures/new", Who::SignedIn, "write", "disclosure", begin::open_alone),
        R::get("/disclosures/{id}/family", seat, "write", "disclosure", begin::family_form),
        R::post("/disclosures/{id}/family", seat, "write", "disclosure", begin::add_family),
        R::get("/disclosures/{id}", seat, "read", "disclosure", prepare::show).shows(SubjectKind::DISCLOSURE),
        R::get("/disclosures/{id}/purpose", seat, "write", "disclosure", prepare::purpose_form),
        R::post("/disclosures/{id}/purpose", seat, "write", "disclosure", prepare::purpose),
        R::get("/disclosures/{id}/recipients", seat, "write", "disclosure", prepare::recipients_form),
        R::post("/disclosures/{id}/recipients", seat, "write", "disclosure", prepare::add_recipient),
        R::post(
            "/disclosures/{id}/recipients/{who}/removal",
            seat,
            "write",
            "disclosure",
            prepare::remove_recipient,
        ),
        R::get("/disclosures/{id}/pieces", seat, "write", "disclosure", prepare::pieces_form),
        R::post("/disclosures/{id}/pieces", seat, "write", "disclosure", prepare::add_piece),
        R::post(
            "/disclosures/{id}/pieces/{piece}/removal",
            seat,
            "write",
            "disclosure",
            prepare::remove_piece,
        ),
        R::get("/disclosures/{id}/family/{person}", seat, "write", "disclosure", family::form),
        R::post("/disclosures/{id}/family/{person}", seat, "write", "disclosure", family::inform),
        R::post("/disclosures/{id}/family/{person}/review", seat, "approve", "disclosure", family::review),
        R::get("/disclosures/{id}/family/{person}/letter", seat, "write", "disclosure", letter::form),
        R::post("/disclosures/{id}/family/{person}/letter", seat, "write", "disclosure", letter::write),
        R::get("/disclosures/{id}/letters/{letter}", seat, "read", "disclosure", letter::show),
        R::get("/disclosures/{id}/letters/{letter}/letter.pdf", seat, "export", "disclosure", letter::paper),
        R::post("/disclosures/{id}/letters/{letter}/delivery", seat, "write", "disclosure", letter::deliver),
        R::get("/disclosures/{id}/questions", seat, "write", "disclosure", answers::form),
        R::post("/disclosures/{id}/questions", seat, "write", "disclosure", answers::send),
        R::post("/disclosures/{id}/look/request", seat, "write", "disclosure", look::ask),
        R::get("/disclosures/{id}/look", seat, "approve", "disclosure", look::form),
        R::post("/disclosures/{id}/look", seat, "approve", "disclosure", look::give),
        R::get("/disclosures/{id}/decision", seat, "write", "disclosure", decide::form),
        R::post("/disclosures/{id}/decision", seat, "write", "disclosure", decide::decide),
        R::get("/disclosures/{id}/telling", seat, "write", "disclosure", decide::telling_form),
        R::post("/disclosures/{id}/telling", seat, "write", "disclosure", decide::tell),
        R::get("/disclosures/{id}/withdrawal", seat, "write", "disclosure", decide::withdrawal_form),
        R::post("/disclosures/{id}/withdrawal", seat, "write", "disclosure", decide::withdraw),
        R::get("/received", Who::SignedIn, "list", "disclosure", received::list),
        R::get("/received/{id}", seat, "read", "disclosure", received::show),
        R::get("/received/{id}/documents/{piece}", seat, "read", "disclosure", received::document),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// A decision that was opened, in the frame of its case where it lies in one.
struct Opened {
    conn: Reader,
    leave: Leave,
    frame: Option<CaseFrame>,
    /// What may be done to a decision that lies in no case.
    alone: Vec<Action>,
    disclosure: Disclosure,
}

impl Opened {
    /// Whether a seat allows this.
    fn may(&self, action: Action) -> bool {
        self.frame.as_ref().map_or_else(|| self.alone.contains(&action), |frame| frame.may(action))
    }

    /// Whether what it lies in is still worked on.
    fn at_work(&self) -> bool {
        self.frame.as_ref().is_none_or(|frame| frame.state().is_at_work())
    }

    fn page(&self, cx: &Cx, title: &str) -> Page {
        let Some(frame) = &self.frame else {
            let w = words(cx);
            return Page::new(title).crumb(w.alone_title(), Some("/disclosures".into()));
        };
        frame.page(cx, title)
    }
}

async fn open(cx: &Cx, action: Action) -> Result<Opened, Problem> {
    let id: DisclosureId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let (leave, mut disclosure) = actions::disclosure(cx, &mut conn, action, id).await?;
    masking::disclosure(&mut disclosure, &actions::secrets_of(&mut conn, &leave).await?);
    let mut opened = Opened { conn, frame: None, alone: Vec::new(), disclosure, leave: leave.clone() };
    match &leave {
        Leave::Case(grant) => {
            let here = format!("/cases/{}/disclosures", grant.subject());
            opened.frame = Some(cases::frame(cx, &mut opened.conn, grant, &here).await?);
        }
        Leave::Alone(grant) => {
            ledger::witness(cx, SubjectKind::DISCLOSURE.of(id), grant.capacity(), grant.ground()).await?;
            let circle = access::circle_of(&mut opened.conn, grant).await?;
            opened.alone = access::actions_among(cx, &circle, SubjectKind::DISCLOSURE);
        }
    }
    Ok(opened)
}

/// Whether more may be written into it: a seat allows it, the case is open, and nothing was decided yet.
fn may_compose(opened: &Opened) -> bool {
    opened.may(Action::Write) && opened.at_work() && super::rules::composing(&opened.disclosure).is_ok()
}

/// A case that was opened.
async fn open_case(cx: &Cx, action: Action, pane: &str) -> Result<(Reader, InCase, CaseFrame), Problem> {
    let case: CaseId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = ::register::access::require(cx, &mut conn, action, case).await?;
    actions::opens_file(&grant)?;
    let frame = cases::frame(cx, &mut conn, &grant, &format!("/cases/{case}/{pane}")).await?;
    Ok((conn, grant, frame))
}

/// A page about one decision: what was just done, the errors of a form, the title, and the way back.
fn page(cx: &Cx, opened: &Opened, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
    headed(cx, opened, title, title, errors, body)
}

/// As [`page`], with a heading that says more than a title may: titles stay in the history of a browser.
fn headed(cx: &Cx, opened: &Opened, title: &str, heading: &str, errors: &FieldErrors, body: Markup) -> Reply {
    let w = words(cx);
    let url = url(&opened.disclosure);
    let body = html! {
        (done(cx))
        (ui::error_summary(cx, errors))
        @if cx.request.path != url { p.mg-no-print { a.govuk-back-link href=(url) { (w.back_to_disclosure()) } } }
        // Below what it lies in, as below the name of a case.
        @if opened.frame.is_none() { h1.govuk-heading-m { (w.alone_title()) } }
        h2.govuk-heading-l { (heading) }
        (body)
    };
    opened.page(cx, title).narrow().errors(errors).show(cx, body)
}

fn done(cx: &Cx) -> Markup {
    ui::done(cx, words(cx).by_key(&format!("done-{}", cx.query("done"))))
}

fn url(disclosure: &Disclosure) -> String {
    format!("/disclosures/{}", disclosure.id)
}

/// Where a decision stands, in a word.
fn stand_tag(cx: &Cx, stand: Stand) -> Markup {
    let w = words(cx);
    let (tone, text) = match stand {
        Stand::Prepared => ("", w.stand_prepared()),
        Stand::Refused => ("danger", w.stand_refused()),
        Stand::Permitted => ("warn", w.stand_permitted()),
        Stand::Told => ("ok", w.stand_told()),
        Stand::Ended => ("", w.stand_ended()),
        Stand::Withdrawn => ("", w.stand_withdrawn()),
    };
    ui::tag(tone, text)
}

/// Names of everybody whom some decisions name.
#[derive(Default)]
struct Names {
    practitioners: HashMap<PractitionerId, String>,
    institutions: HashMap<InstitutionId, String>,
    persons: HashMap<PersonId, String>,
}

impl Names {
    async fn of(cx: &Cx, conn: &mut Conn, disclosures: &[Disclosure]) -> Result<Names, Problem> {
        let mut who: Vec<PractitionerId> = Vec::new();
        let mut institutions: Vec<InstitutionId> = Vec::new();
        let mut family: Vec<PersonId> = Vec::new();
        for d in disclosures {
            who.push(d.drafted_by);
            who.extend(d.look.iter().map(|x| x.asked_by));
            who.extend(d.look.iter().filter_map(|x| x.given.as_ref()).map(|x| x.by));
            who.extend(d.decided.iter().map(|x| x.by));
            who.extend(d.executed.iter().map(|x| x.by));
            who.extend(d.withdrawn.iter().map(|x| x.by));
            who.extend(d.composition.recipients.iter().map(|r| r.practitioner));
            institutions.push(d.institution);
            institutions.extend(d.composition.recipients.iter().map(|r| r.institution));
            family.extend(d.composition.family.iter().map(|f| f.person));
        }
        let known = people::persons(conn, &family).await?;
        let mut persons: HashMap<PersonId, String> =
            known.into_iter().map(|p| (p.id, cases::child_name(cx, &p))).collect();
        let typed = disclosures.iter().flat_map(|d| &d.composition.family).filter(|f| !f.name.is_empty());
        persons.extend(typed.map(|f| (f.person, f.name.clone())));
        Ok(Names {
            practitioners: directory::practitioner_names(conn, who).await?,
            institutions: directory::institution_names(conn, institutions).await?,
            persons,
        })
    }

    /// Names of more people, besides those whom the decisions name.
    async fn add(&mut self, conn: &mut Conn, who: &[PractitionerId]) -> Result<(), Problem> {
        let new: Vec<PractitionerId> =
            who.iter().copied().filter(|id| !self.practitioners.contains_key(id)).collect();
        if !new.is_empty() {
            self.practitioners.extend(directory::practitioner_names(conn, new).await?);
        }
        Ok(())
    }

    fn practitioner(&self, id: PractitionerId) -> &str {
        self.practitioners.get(&id).map_or("", String::as_str)
    }

    fn institution(&self, id: InstitutionId) -> &str {
        self.institutions.get(&id).map_or("", String::as_str)
    }

    fn person(&self, id: PersonId) -> &str {
        self.persons.get(&id).map_or("", String::as_str)
    }
}

/// The rooms of what goes between services: threads, what was told to the reader, what is decided outside a case, and the
/// consultations in which the reader takes part. None says whether there is anything behind it.
pub(crate) fn rooms(cx: &Cx, here: &str) -> Markup {
    let w = words(cx);
    let rooms = [
        (w.room_exchanges().to_owned(), "/exchanges".to_owned()),
        (w.received_title().to_owned(), "/received".to_owned()),
        (w.alone_title().to_owned(), "/disclosures".to_owned()),
        (w.received_consultations().to_owned(), "/consultations".to_owned()),
    ];
    ui::tabs(w.rooms(), &rooms, here)
}

/// What only whoever answers for the institution has a use for.
fn for_direction(cx: &Cx) -> Result<Markup, Problem> {
    let w = words(cx);
    Ok(html! {
        @if cx.actor()?.holds(FunctionKind::Direction) {
            p {
                a.govuk-link href="/disclosures/register" { (w.whole_title()) } " · "
                a.govuk-link href="/disclosures/second-looks" { (w.looks_title()) }
            }
        }
    })
}

/// What was heard on an outing or among neighbours is offered as an origin, and is none.
const INFORMAL: &str = "informal";

/// Where a piece of information may come from, to be chosen.
pub(crate) fn origins(cx: &Cx) -> Vec<Choice> {
    let codes = Origin::ALL.iter().map(|origin| origin.code()).chain([INFORMAL]);
    let name = |code: &str| words(cx).by_key(&format!("origin-{}", code.replace('_', "-")));
    codes.map(|code| Choice::new(code, name(code).unwrap_or_default())).collect()
}

/// The origin that was chosen; what was picked up outside one's work is told to be no source.
pub(crate) fn origin(cx: &Cx, input: &mut Input<'_>) -> Option<Origin> {
    let w = words(cx);
    if cx.form().raw("origin") == INFORMAL {
        input.errors.add("origin", "origin-informal", w.piece_origin_informal());
        return None;
    }
    input.required_choice("origin", Origin::parse, w.piece_origin_missing())
}

/// Where the documents of pieces are opened: that depends on who reads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Documents<'a> {
    /// By those who were told them, through their seat.
    Received,
    /// By somebody without an account, behind the address of their link.
    Behind(&'a str),
    /// By whoever works on the decision: from the file itself.
    OfFile,
}

impl Documents<'_> {
    fn href(self, d: &Disclosure, piece: &Piece, file: AttachmentId) -> String {
        match self {
            Documents::Received => format!("/received/{}/documents/{}", d.id, piece.id),
            Documents::Behind(link) => format!("{link}/documents/{}/{}", d.id, piece.id),
            Documents::OfFile => format!("/attachments/{file}"),
        }
    }
}

/// The link to the document that goes with a piece.
pub(crate) fn document(cx: &Cx, d: &Disclosure, piece: &Piece, documents: Documents<'_>) -> Markup {
    html! {
        @if let Some(file) = piece.file {
            p.govuk-body {
                a.govuk-link href=(documents.href(d, piece, file)) {
                    (words(cx).piece_document_open()) span.govuk-visually-hidden { " " (piece.title) }
                }
            }
        }
    }
}

/// What was told to somebody, piece by piece.
pub(crate) fn pieces(cx: &Cx, d: &Disclosure, to: PractitionerId, documents: Documents<'_>) -> Markup {
    let w = words(cx);
    html! {
        @for piece in d.open_to(to) {
            article.mg-note.mg-note--institution {
                div.mg-note__head { h2.mg-note__title { (piece.title) } }
                (paragraphs(&piece.words))
                (document(cx, d, piece, documents))
                @if let Some(need) = d.composition.need(to, piece.id) {
                    @if !need.what_for.is_empty() { p.mg-note__foot { (w.needed_for(&need.what_for)) } }
                }
            }
        }
    }
}
