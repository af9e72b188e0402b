// SPDX-License-Identifier: EUPL-1.2
//! The frame of every page of a case: the identity bar, the panes, and the trace that the record was opened.
//!
//! Areas build their own panes with it, so that all pages of a case look the same and none forgets the trace. What a seat
//! does not open is not fetched: it can appear nowhere.

use std::collections::HashMap;

use kernel::{Capacity, CaseId, Date, Instant, Layer, Layers, PractitionerId, SubjectKind};
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::FieldErrors;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, Page};
use rulebook::{Circumstances, list, term};

use super::model::{AttentionNote, CaseState, Frame};
use super::store::{self, Facts};
use super::words::Words;
use crate::access::{self, Action, InCase, Seat};
use crate::people::{self, Person};
use crate::{directory, ledger};

/// What every page of a case knows of it, as far as the reader's seats open it.
pub struct CaseFrame {
    /// The case and its standing.
    pub facts: Facts,
    /// The child, when the identity is open to the reader.
    pub child: Option<Person>,
    /// The legal frame of today, when the institution's file is open.
    pub legal: Option<Frame>,
    /// What must be known before anything else, when the institution's file is open.
    pub attention: Vec<AttentionNote>,
    /// The seats, those in force first, when the institution's file is open.
    pub circle: Vec<Seat>,
    /// Names of the lead and of those who hold a seat in person now.
    pub names: HashMap<PractitionerId, String>,
    /// When something last happened that was written down, when the institution's file is open.
    pub last_at: Option<Instant>,
    actions: Vec<Action>,
    layers: Layers,
    capacity: Capacity,
    here: String,
    bar: Markup,
}

/// The frame of a page of a case, for whoever was granted something in it. `here` is the address of the pane. Opening it
/// leaves its trace, before anything is shown.
pub async fn frame(cx: &Cx, conn: &mut Conn, grant: &InCase, here: &str) -> Result<CaseFrame, Problem> {
    let case = grant.subject();
    ledger::witness(cx, SubjectKind::CASE.of(case), grant.capacity(), grant.ground()).await?;
    let facts = store::identity_of(conn, grant, cx.now).await?;
    let mut circle = access::circle_of(conn, grant).await?;
    let actions = access::actions_among(cx, &circle, SubjectKind::CASE);
    let mut frame = CaseFrame {
        facts,
        child: None,
        legal: None,
        attention: Vec::new(),
        circle: Vec::new(),
        names: HashMap::new(),
        last_at: None,
        actions,
        layers: grant.layers(),
        capacity: grant.capacity(),
        here: here.to_owned(),
        bar: html! {},
    };
    let mut named: Vec<PractitionerId> = Vec::new();
    if grant.opens(Layer::Identity) {
        frame.child = Some(people::person(conn, frame.facts.case.child).await?);
        named.extend(frame.facts.standing.lead);
        named.extend(frame.facts.standing.lead_gone.map(|(who, _)| who));
    }
    if grant.opens(Layer::Institution) {
        let today = cx.today();
        let frames = store::frames_of(conn, grant).await?;
        frame.legal =
            frames.into_iter().find(|f| f.from_on <= today && f.until_on.is_none_or(|until| until >= today));
        frame.attention = store::attention_of(conn, grant, today).await?;
        if !frame.attention.is_empty() {
            let secrets = store::secrets_of(conn, grant).await?;
            for note in frame.attention.iter_mut().filter(|note| !note.is_masked()) {
                note.text = secrets.mask(&note.text);
            }
        }
        frame.last_at = frame.facts.last_entry_at;
        named.extend(circle.iter().filter(|s| s.is_held(cx.now)).filter_map(Seat::practitioner));
        frame.circle = std::mem::take(&mut circle);
    }
    if !named.is_empty() {
        frame.names = directory::practitioner_names(conn, named).await?;
    }
    frame.bar = bar(cx, &frame);
    Ok(frame)
}

/// A word of a list of the packs, the reader's own first: a case may come from another legal order.
pub fn word(cx: &Cx, list: &str, code: &str) -> String {
    let Ok(rulebook) = crate::rulebook(cx) else { return code.to_owned() };
    let own = cx.actor.as_ref().and_then(|a| rulebook.pack(&a.pack));
    let found = own.into_iter().chain(rulebook.packs()).find_map(|p| p.entry(list, code));
    found.map_or_else(|| code.to_owned(), |e| e.in_lang(cx.lang).to_owned())
}

impl CaseFrame {
    /// Which case.
    pub fn id(&self) -> CaseId {
        self.facts.case.id
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("/cases/{}", self.facts.case.id)
    }

    /// Its number.
    pub fn reference(&self) -> &str {
        &self.facts.case.reference
    }

    /// Where it stands.
    pub fn state(&self) -> CaseState {
        super::rules::state(&self.facts.standing)
    }

    /// Whether the reader may do something to it, by any of their seats. Each deed asks again.
    pub fn may(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }

    /// Whether a layer is open to the reader.
    pub fn opens(&self, layer: Layer) -> bool {
        self.layers.has(layer)
    }

    /// In which capacity the reader is here.
    pub fn capacity(&self) -> Capacity {
        self.capacity
    }

    /// The name of somebody of the circle; the empty text for others.
    pub fn name_of(&self, who: PractitionerId) -> &str {
        self.names.get(&who).map_or("", String::as_str)
    }

    /// A page of the case. Its title carries the number only, never a name.
    pub fn page(&self, cx: &Cx, title: &str) -> Page {
        let w = Words(cx.lang);
        let overview = self.here == self.url();
        let reference = self.reference().to_owned();
        let page = Page::new(if overview { reference.clone() } else { format!("{reference} – {title}") })
            .crumb(w.frame_cases(), Some("/cases".into()))
            .before(self.bar.clone());
        if overview {
            page.crumb(reference, None)
        } else {
            page.crumb(reference, Some(self.url())).crumb(title, None)
        }
    }

    /// A pane of the case: what was just done, the panes, and the content.
    pub fn show(&self, cx: &Cx, title: &str, content: Markup) -> Reply {
        self.show_form(cx, title, &FieldErrors::default(), content)
    }

    /// As [`CaseFrame::show`], for a pane with a form that may come back with errors.
    pub fn show_form(&self, cx: &Cx, title: &str, errors: &FieldErrors, content: Markup) -> Reply {
        let body = html! {
            (done(cx))
            (self.tabs(cx))
            (ui::error_summary(cx, errors))
            (content)
        };
        self.page(cx, title).errors(errors).show(cx, body)
    }

    /// The panes that the reader's seats open.
    pub fn tabs(&self, cx: &Cx) -> Markup {
        let w = Words(cx.lang);
        let url = self.url();
        let mut tabs = vec![(w.tab_overview().to_owned(), url.clone())];
        if self.opens(Layer::Institution) {
            for (label, path) in [
                (w.tab_timeline(), "timeline"),
                (w.tab_notes(), "notes"),
                (w.tab_contacts(), "contacts"),
                (w.tab_people(), "people"),
                (w.tab_attachments(), "attachments"),
                (w.tab_chronology(), "chronology"),
                (w.tab_exchanges(), "exchanges"),
                (w.tab_orientations(), "orientations"),
                (w.tab_disclosures(), "disclosures"),
                (w.tab_circle(), "circle"),
            ] {
                tabs.push((label.to_owned(), format!("{url}/{path}")));
            }
        }
        if self.may(Action::ReadAccessLog) {
            tabs.push((w.tab_access_log().to_owned(), format!("{url}/access-log")));
        }
        html! { @if tabs.len() > 1 { (ui::tabs(w.frame_tabs(), &tabs, &self.here)) } }
    }
}

/// Until when a closed case may be reopened, by the pack of the reader; nothing while it is open, or when the pack sets no
/// term.
pub fn reopening_until(cx: &Cx, facts: &Facts) -> Option<Date> {
    let closed = facts.standing.episode.as_ref()?.closed_on?;
    let pack = directory::pack(cx, &cx.actor.as_ref()?.pack).ok()?;
    let term = pack.term(term::REOPENING_WINDOW, closed, &Circumstances::default())?;
    Some(term.due(closed, &pack.calendar).on)
}

/// What was just done, told on the page one is led to. Codes that nobody wrote are nothing.
pub fn done(cx: &Cx) -> Markup {
    let key = format!("done-{}", cx.query("done"));
    html! { @if let Some(text) = Words(cx.lang).by_key(&key) { (ui::success(cx, text)) } }
}

/// The name of a child, or words for the lack of one.
pub fn child_name(cx: &Cx, child: &Person) -> String {
    let name = child.name();
    let w = Words(cx.lang);
    match (name.is_empty(), child.birth, child.expected_on) {
        (false, _, _) => name,
        (true, None, Some(_)) => w.child_unborn().to_owned(),
        _ => w.child_unnamed().to_owned(),
    }
}

/// The age of a child, in a few words; empty when nothing is known.
pub fn child_age(cx: &Cx, child: &Person) -> String {
    match (child.birth, child.expected_on) {
        (Some(birth), _) => ui::age(cx, birth, child.died_on.unwrap_or(cx.today())),
        (None, Some(on)) => Words(cx.lang).child_expected(ui::date(cx, on)),
        _ => String::new(),
    }
}

fn bar(cx: &Cx, frame: &CaseFrame) -> Markup {
    let w = Words(cx.lang);
    let url = frame.url();
    html! {
        @if frame.capacity == Capacity::Emergency { (emergency_notice(cx, frame)) }
        section.mg-identity aria-label=(w.frame_identity()) {
            div.mg-width.mg-identity__inner {
                div.mg-identity__who {
                    @match &frame.child {
                        Some(child) => {
                            h1.mg-identity__name { (child_name(cx, child)) }
                            span.mg-identity__age { (child_age(cx, child)) }
                            span.mg-identity__ref {
                                @if let Some(birth) = child.birth { (w.child_born(ui::partial_date(cx, birth))) " – " }
                                @if let Some(on) = child.died_on { (w.child_died(ui::date(cx, on))) " – " }
                                (frame.reference())
                            }
                        }
                        None => { h1.mg-identity__name { (frame.reference()) } }
                    }
                    @if !frame.attention.is_empty() {
                        ul.mg-identity__attention aria-label=(w.frame_attention()) {
                            @for note in &frame.attention { li.mg-attention { (attention_line(cx, note)) } }
                        }
                    }
                }
                @if frame.may(Action::Write) && frame.state().is_at_work() {
                    div.mg-identity__actions {
                        a.govuk-button.govuk-button--small href=(format!("{url}/notes/new")) { (w.frame_write()) }
                    }
                }
                @if frame.child.is_some() { (bar_facts(cx, frame)) }
            }
        }
    }
}

fn bar_facts(cx: &Cx, frame: &CaseFrame) -> Markup {
    let w = Words(cx.lang);
    let held = frame.circle.iter().filter(|s| s.is_held(cx.now)).count();
    html! {
        dl.mg-identity__facts {
            @if frame.opens(Layer::Institution) {
                div {
                    dt { (w.frame_legal()) }
                    dd {
                        @match &frame.legal {
                            Some(legal) => (legal_line(cx, legal)),
                            None => span.mg-unknown { (w.frame_no_legal()) },
                        }
                    }
                }
            }
            div {
                dt { (w.frame_lead()) }
                dd {
                    @match frame.facts.standing.lead {
                        Some(lead) => (frame.name_of(lead)),
                        None if let Some((gone, on)) = frame.facts.standing.lead_gone =>
                            span.mg-unknown { (w.frame_lead_gone(frame.name_of(gone), ui::date(cx, on))) },
                        None => span.mg-unknown { (w.frame_no_lead()) },
                    }
                }
            }
            @if let Some(at) = frame.last_at {
                div { dt { (w.frame_last()) } dd { (ui::date(cx, at.local_date(&cx.zone))) } }
            }
            @if frame.opens(Layer::Institution) {
                div {
                    dt { (w.frame_readers()) }
                    dd { a href=(format!("{}/circle", frame.url())) { (w.frame_readers_count(held as i64)) } }
                }
            }
        }
    }
}

/// A legal frame in one line, with its end; the end stands out when it is near.
pub fn legal_line(cx: &Cx, legal: &Frame) -> Markup {
    let w = Words(cx.lang);
    let near = |until: &Date| until.days_since(cx.today()) <= 60;
    html! {
        (word(cx, list::FRAME, &legal.frame))
        @if let Some(until) = legal.until_on {
            (w.frame_until(ui::date(cx, until)))
            @if near(&until) { " " (ui::deadline(cx, ui::Deadline::Open(until))) }
        }
    }
}

/// An attention note in one line. What is written about a secret address is masked.
fn attention_line(cx: &Cx, note: &AttentionNote) -> String {
    let kind = word(cx, list::ATTENTION, &note.kind);
    let mut chars = kind.chars();
    let kind: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    if note.text.is_empty() || note.is_masked() {
        return kind;
    }
    Words(cx.lang).attention_line(&kind, &note.text)
}

fn emergency_notice(cx: &Cx, frame: &CaseFrame) -> Markup {
    let w = Words(cx.lang);
    let me = cx.actor.as_ref().map(|a| a.practitioner);
    let seat = frame
        .circle
        .iter()
        .find(|s| s.capacity == Capacity::Emergency && s.is_held(cx.now) && s.practitioner() == me);
    html! {
        section.mg-notice.mg-notice--emergency aria-label=(w.emergency_label()) {
            div.mg-width {
                p {
                    span.mg-notice__label { (w.emergency_label()) }
                    (w.emergency_text()) " "
                    @if let Some(seat) = seat {
                        (w.emergency_ends(ui::time(cx, seat.held_until))) " "
                        a href=(format!("{}/circle/{}/end", frame.url(), seat.id)) { (w.emergency_give_back()) }
                    }
                }
            }
        }
    }
}
