// SPDX-License-Identifier: EUPL-1.2
//! Receiving a report, through whichever door.

use kernel::{
    Capacity, DraftId, FunctionKind, Ground, Instant, PersonId, ReportId, ReporterId, SubjectKind, TransferId,
};
use platform::db::Tx;
use platform::drafts::{self, Owner};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, NewSeat};
use register::deadlines::{self, NewDeadline};
use register::directory::{self, Institution};
use register::people;
use rulebook::{Circumstances, Moment, Pack, ReceivedAs, list, term};
use serde_json::json;

use super::{function, pack_named, refused};
use crate::concerns::model::{Door, MinorId, NewMinor, NewReport, Place, Receipt, Who};
use crate::concerns::rules::No;
use crate::concerns::rules::receive::{Fault, Receiver, check, group};
use crate::concerns::{REPORTER, events, receipt, store};

/// What does not hold together in a report: told field by field by the pages.
pub async fn faults(cx: &Cx, new: &NewReport) -> Result<Vec<Fault>, Problem> {
    let institution = institution(cx, new).await?;
    let pack = pack_named(cx, &institution.fields.pack)?;
    let mut faults = check(new, receiver(cx, &institution), pack, cx.today());
    faults.extend(adults(cx, new, pack).await?);
    Ok(faults)
}

/// People of the register who were chosen as children and are none: of those only about whom one may read something.
async fn adults(cx: &Cx, new: &NewReport, pack: &Pack) -> Result<Vec<Fault>, Problem> {
    let mut faults = Vec::new();
    for (group, minors) in [("child", &new.children), ("home", &new.home)] {
        for (i, minor) in minors.iter().enumerate() {
            let Who::Known(id) = minor.who else { continue };
            if !is_readable(cx, new.institution, id).await? {
                continue;
            }
            let mut conn = cx.read().await?;
            let birth = people::person(&mut conn, id).await?.birth;
            let under = i16::from(pack.ages.child_under);
            if birth.is_some_and(|b| b.age_on(new.received_on).0 >= under) {
                faults.push(Fault { field: format!("{group}-{}-birth", i + 1), code: "adult" });
            }
        }
    }
    Ok(faults)
}

fn receiver(cx: &Cx, institution: &Institution) -> Receiver {
    let open = institution.is_open_on(cx.today());
    Receiver {
        id: institution.id,
        receives: institution.fields.receives_reports && open,
        actor_at: cx.actor.as_ref().map(|a| a.institution),
    }
}

async fn institution(cx: &Cx, new: &NewReport) -> Result<Institution, Problem> {
    let mut conn = cx.read().await?;
    directory::institution(&mut conn, new.institution).await?.ok_or(Problem::NotFound)
}

/// The draft that a report was written in: it goes in the transaction that sends it.
#[derive(Clone, Copy, Debug)]
pub enum Draft<'a> {
    /// Of whoever is signed in.
    Account(DraftId),
    /// Of a browser without an account, known by its token.
    Browser(&'a str, DraftId),
}

/// Receives a report. The public door needs nobody signed in; the others act as whoever is.
pub async fn receive(cx: &Cx, new: &NewReport) -> Result<Receipt, Problem> {
    receive_draft(cx, new, None).await
}

/// As [`receive`], for a report that was kept as a draft.
pub(in crate::concerns) async fn receive_draft(
    cx: &Cx,
    new: &NewReport,
    draft: Option<Draft<'_>>,
) -> Result<Receipt, Problem> {
    let institution = institution(cx, new).await?;
    let pack = pack_named(cx, &institution.fields.pack)?;
    if let Some(fault) = check(new, receiver(cx, &institution), pack, cx.today()).first() {
        return Err(refused(cx, No::Rule(kernel::Refusal::new(fault.code))));
    }
    known_ones_are_readable(cx, new).await?;
    if let Some(fault) = adults(cx, new, pack).await?.first() {
        return Err(refused(cx, No::Rule(kernel::Refusal::new(fault.code))));
    }
    let key = receipt::key(cx).await?;
    // Who reported stands in no ledger of the service that receives: what is written there has no author, unless the
    // service itself typed it.
    let mut writing = cx.clone();
    if new.door != Door::Phone {
        writing.actor = None;
    }
    let mut tx = cx.begin().await?;
    match draft {
        Some(Draft::Account(id)) => register::drafts::sent(cx, &mut tx, Some(id)).await?,
        Some(Draft::Browser(token, id)) => drafts::discard(&mut tx, Owner::anonymous(token), id).await?,
        None => {}
    }
    let written = write(&writing, &mut tx, new, pack, None).await?;
    let reporter = write_reporter(cx, &mut tx, new, pack, written.report, &key).await?;
    start_reporter_clocks(&writing, &mut tx, new, pack, written.report).await?;
    let about = SubjectKind::REPORT.of(written.report);
    let detail = json!({ "door": new.door.code(), "how": new.received_how, "minors": new.children.len() + new.home.len() });
    let received = match new.door {
        Door::Phone => cx.event(events::REPORT_RECEIVED, about, Some(Capacity::Intake), Ground::Receipt)?,
        Door::Public => {
            cx.event_without_actor(new.institution, events::REPORT_RECEIVED, about, Ground::Public)
        }
        _ => cx.event_without_actor(new.institution, events::REPORT_RECEIVED, about, Ground::Receipt),
    };
    let mut received = received.with_detail(detail.to_string());
    if let Some(at) = new.received_at.filter(|at| *at != cx.now) {
        received = received.occurred_at(at);
    }
    if new.door == Door::Professional {
        tx.note(received);
        // In the sender's own ledger: that they sent something, not what became of it.
        tx.commit(cx.event(events::CONCERN_SENT, REPORTER.of(reporter.0), None, Ground::Own)?).await?;
    } else {
        tx.commit(received).await?;
    }
    Ok(Receipt {
        report: written.report,
        reporter: reporter.0,
        reference: written.reference,
        children: written.children,
        home: written.home,
        code: reporter.1,
    })
}

/// People of the register may be named only by those who may read something of them, in the institution whose register it
/// is: an id from outside opens nothing.
async fn known_ones_are_readable(cx: &Cx, new: &NewReport) -> Result<(), Problem> {
    for minor in new.children.iter().chain(&new.home) {
        let Who::Known(id) = minor.who else { continue };
        if !is_readable(cx, new.institution, id).await? {
            return Err(Problem::NotFound);
        }
    }
    Ok(())
}

/// Whether whoever acts may read something of a person of an institution's register.
pub(super) async fn is_readable(cx: &Cx, at: kernel::InstitutionId, id: PersonId) -> Result<bool, Problem> {
    if cx.actor()?.institution != at {
        return Ok(false);
    }
    let mut conn = cx.read().await?;
    match people::readable(cx, &mut conn, id).await {
        Ok(person) => Ok(person.institution == at),
        Err(Problem::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// What was written down of a report.
pub(super) struct Written {
    pub report: ReportId,
    pub reference: String,
    pub children: Vec<(MinorId, Option<PersonId>)>,
    pub home: Vec<(MinorId, Option<PersonId>)>,
}

/// How a transferred report came, and since when it is known.
pub(super) struct Came {
    pub by: TransferId,
    pub first_received_on: kernel::Date,
}

/// Writes a report with its minors, its seats and the clocks that do not depend on who reported.
pub(super) async fn write(
    cx: &Cx,
    tx: &mut Tx,
    new: &NewReport,
    pack: &Pack,
    came: Option<Came>,
) -> Result<Written, Problem> {
    let id: ReportId = cx.new_id()?;
    let reference = store::next_reference(tx, new.institution, new.received_on.year()).await?;
    let registered = store::Registered {
        id,
        reference: &reference,
        first_received_on: came.as_ref().map_or(new.received_on, |c| c.first_received_on),
        came_by: came.as_ref().map(|c| c.by),
        recorded_by: cx.actor.as_ref().map(|a| a.practitioner),
        now: cx.now,
    };
    store::insert_report(tx, new, &registered).await?;
    let mut children = Vec::new();
    for child in &new.children {
        children.push(write_minor(cx, tx, new.institution, id, child, Place::Named, "").await?);
    }
    let mut home = Vec::new();
    for child in &new.home {
        home.push(write_minor(cx, tx, new.institution, id, child, Place::Mentioned, "").await?);
    }
    for (position, holder) in new.holders.iter().enumerate() {
        store::insert_holder(tx, store::row_id(cx)?, id, position as i64, holder).await?;
    }
    let intake = function(tx, new.institution, FunctionKind::Intake).await?;
    let seats = [
        (intake, Capacity::Intake, Ground::Receipt),
        (
            function(tx, new.institution, FunctionKind::Supervisor).await?,
            Capacity::Supervisor,
            Ground::Function,
        ),
        // The direction decides in many services; it answers for all of them.
        (
            function(tx, new.institution, FunctionKind::Direction).await?,
            Capacity::Supervisor,
            Ground::Function,
        ),
    ];
    for (holder, capacity, ground) in seats {
        access::open_seat(cx, tx, id, &NewSeat::usual(holder, new.institution, capacity, ground)).await?;
    }
    let clock = clock(new, pack, id, term::TRIAGE, Circumstances::default(), intake);
    deadlines::start(cx, tx, &clock).await?;
    Ok(Written { report: id, reference, children, home })
}

fn clock<'a>(
    new: &NewReport,
    pack: &'a Pack,
    report: ReportId,
    term: &'a str,
    circumstances: Circumstances<'a>,
    owner: kernel::Holder,
) -> NewDeadline<'a> {
    NewDeadline {
        institution: new.institution,
        pack: &pack.code,
        kind: SubjectKind::REPORT,
        subject: report.0,
        case: None,
        about: None,
        term,
        started: Moment { on: new.received_on, at: new.received_at },
        circumstances,
        owner,
    }
}

/// Writes one minor, recording the person when anything is known by which they could be found again.
pub(super) async fn write_minor(
    cx: &Cx,
    tx: &mut Tx,
    at: kernel::InstitutionId,
    report: ReportId,
    minor: &NewMinor,
    place: Place,
    why: &str,
) -> Result<(MinorId, Option<PersonId>), Problem> {
    let id: MinorId = cx.new_id()?;
    let (person, is_unborn) = match &minor.who {
        Who::Described => (None, false),
        Who::Known(person) => {
            let known = people::person(tx, *person).await?;
            (Some(*person), known.birth.is_none() && known.expected_on.is_some())
        }
        Who::New(new) => {
            let is_unborn = new.birth.is_none() && new.expected_on.is_some();
            (Some(people::record(cx, tx, at, new).await?), is_unborn)
        }
    };
    if let Some(person) = person {
        people::link(cx, tx, person, SubjectKind::REPORT.of(report), "child", at).await?;
    }
    let row = store::MinorRow {
        id,
        place,
        person,
        description: &minor.description,
        is_unborn,
        number_unknown: minor.number_unknown,
        why,
    };
    store::insert_minor(tx, report, &row, cx.now).await?;
    Ok((id, person))
}

async fn write_reporter(
    cx: &Cx,
    tx: &mut Tx,
    new: &NewReport,
    pack: &Pack,
    report: ReportId,
    key: &[u8; 32],
) -> Result<(ReporterId, Option<String>), Problem> {
    let id: ReporterId = cx.new_id()?;
    let mut reporter = new.reporter.clone();
    if new.door == Door::Professional {
        let actor = cx.actor()?;
        reporter.practitioner = Some(actor.practitioner);
        reporter.is_known = true;
        reporter.name.clone_from(&actor.name);
        reporter.workplace.clone_from(&actor.institution_name);
    }
    // Somebody with an account comes back through it; everybody else gets a code.
    let code = reporter.practitioner.is_none().then(|| receipt::code(key, id));
    let row = store::ReporterRow {
        id,
        report,
        is_professional: is_professional(new, pack),
        return_digest: code.as_deref().and_then(receipt::digest),
        browser_digest: new.browser.as_deref().map(receipt::browser),
        new: &reporter,
        now: cx.now,
    };
    store::insert_reporter(tx, &row).await?;
    Ok((id, code))
}

fn is_professional(new: &NewReport, pack: &Pack) -> bool {
    let said = group(pack, &new.reporter.capacity) == rulebook::ReporterGroup::Professional;
    // Whoever signs in as a professional and does not say in which capacity acts as one.
    said || (new.door == Door::Professional && new.reporter.capacity.is_empty())
}

/// Acknowledgement, written confirmation of what was told by voice, feedback: clocks towards whoever reported.
async fn start_reporter_clocks(
    cx: &Cx,
    tx: &mut Tx,
    new: &NewReport,
    pack: &Pack,
    report: ReportId,
) -> Result<(), Problem> {
    let intake = function(tx, new.institution, FunctionKind::Intake).await?;
    let received = pack
        .entry(list::RECEIVED_HOW, &new.received_how)
        .and_then(|e| e.group.as_deref())
        .and_then(ReceivedAs::parse);
    let reporter = Some(if is_professional(new, pack) {
        rulebook::ReporterGroup::Professional
    } else {
        rulebook::ReporterGroup::Other
    });
    let circumstances = Circumstances { reporter, received, ..Circumstances::default() };
    for term in [term::ACKNOWLEDGEMENT, term::ORAL_CONFIRMATION, term::FEEDBACK] {
        deadlines::start(cx, tx, &clock(new, pack, report, term, circumstances, intake)).await?;
    }
    Ok(())
}

/// The moment that counts for what was received on a day other than today: unknown.
pub(in crate::concerns) fn moment_of(cx: &Cx, on: kernel::Date) -> Option<Instant> {
    (on == cx.today()).then_some(cx.now)
}
