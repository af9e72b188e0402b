// SPDX-License-Identifier: EUPL-1.2
//! The replay: all steps of all stories in the order of time, each as whoever does it, on its own day.

use std::sync::Arc;

use casework::concerns::{Concern, MinorId};
use kernel::instant::Zone;
use kernel::{CaseId, Instant, InstitutionId, PractitionerId, ReportId, TransferId};
use platform::http::{App, Cx};
use register::cases;
use register::directory::TerritoryId;
use register::people;
use rulebook::Pack;

use super::expect::{self, Check, Verdict};
use super::eyes::Eyes;
use super::known::{Halt, Known, Made};
use super::load::World;
use super::report::Report;
use super::story::{After, Expect, Step, Story};
use super::verbs;

/// Whether the expectations of the stories are looked at. Looking leaves traces as a reader would, so that a demo for
/// people is made without, and the tests with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checking {
    /// Only the steps.
    StepsAlone,
    /// The steps, and after each what the story expects.
    Everything,
}

/// One step about to be done: what its verb has in hand.
pub(super) struct Here<'a> {
    pub app: &'a Arc<App>,
    pub world: &'a World,
    pub story: &'a Story,
    pub step: &'a Step,
    pub known: &'a mut Known,
    pub cx: Cx,
}

impl Here<'_> {
    fn eyes(&self) -> Eyes<'_> {
        Eyes { app: self.app, world: self.world, known: self.known }
    }

    /// What an earlier step made. `C10:case` is the label `case` of the story C10.
    pub fn made(&self, label: &str) -> Result<&Made, Halt> {
        let (story, label) = label.split_once(':').unwrap_or((&self.story.id, label));
        match self.known.made.get(&(story.to_owned(), label.to_owned())) {
            Some(made) => Ok(made),
            None => Halt::wrong(format!("`{label}` of {story} made nothing that can be named")),
        }
    }

    /// Whether a step has been done by now, or is pending.
    pub fn has_happened(&self, story: &str, label: &str) -> bool {
        self.known.made.contains_key(&(story.to_owned(), label.to_owned()))
    }

    /// The report behind a label.
    pub fn report(&self, label: &str) -> Result<ReportId, Halt> {
        match self.made(label)? {
            Made::Report(report) => Ok(*report),
            _ => Halt::wrong(format!("`{label}` is no report")),
        }
    }

    /// The report whose evaluations a label stands for.
    pub fn evaluation(&self, label: &str) -> Result<ReportId, Halt> {
        match self.made(label)? {
            Made::Evaluation(report) => Ok(*report),
            _ => Halt::wrong(format!("`{label}` is no evaluation")),
        }
    }

    /// The case behind a label.
    pub fn case(&self, label: &str) -> Result<CaseId, Halt> {
        match self.made(label)? {
            Made::Case(case) => Ok(*case),
            _ => Halt::wrong(format!("`{label}` is no case")),
        }
    }

    /// The case whose transfer a label stands for.
    pub fn case_transfer(&self, label: &str) -> Result<CaseId, Halt> {
        match self.made(label)? {
            Made::CaseTransfer(case) => Ok(*case),
            _ => Halt::wrong(format!("`{label}` is no transfer of a case")),
        }
    }

    /// The proposal a label stands for, and the report of whoever sends.
    pub fn report_transfer(&self, label: &str) -> Result<(ReportId, TransferId), Halt> {
        match self.made(label)? {
            Made::ReportTransfer { report, transfer } => Ok((*report, *transfer)),
            _ => Halt::wrong(format!("`{label}` is no transfer of a report")),
        }
    }

    /// The minor of a report who is somebody of the story. A report joined to another leads there.
    pub fn minor(&self, report: ReportId, person: &str) -> Result<MinorId, Halt> {
        match self.known.minors.get(&(report, person.to_owned())) {
            Some(minor) => Ok(*minor),
            None => Halt::wrong(format!("`{person}` is no minor of the report")),
        }
    }

    /// A practitioner.
    pub fn practitioner(&self, id: &str) -> Result<PractitionerId, Halt> {
        match self.known.practitioners.get(id) {
            Some(id) => Ok(*id),
            None => Halt::wrong(format!("`{id}` is no practitioner")),
        }
    }

    /// An institution.
    pub fn institution(&self, id: &str) -> Result<InstitutionId, Halt> {
        match self.known.institutions.get(id) {
            Some(id) => Ok(*id),
            None => Halt::wrong(format!("`{id}` is no institution")),
        }
    }

    /// A territory.
    pub fn territory(&self, id: &str) -> Result<TerritoryId, Halt> {
        match self.known.territories.get(id) {
            Some(id) => Ok(*id),
            None => Halt::wrong(format!("`{id}` is no territory")),
        }
    }

    /// The name of somebody of the story.
    pub fn name_of(&self, person: &str) -> Result<String, Halt> {
        match self.story.person(person) {
            Some(p) => Ok(format!("{} {}", p.given, p.family)),
            None => Halt::wrong(format!("`{person}` is not in the story")),
        }
    }

    /// A pack.
    pub fn pack(&self, code: &str) -> Result<&Pack, Halt> {
        match self.app.shelf::<rulebook::Rulebook>()?.pack(code) {
            Some(pack) => Ok(pack),
            None => Halt::wrong(format!("there is no pack `{code}`")),
        }
    }

    /// The word of a code, in the pack of whoever acts.
    pub fn word(&self, list: &str, code: &str) -> Result<String, Halt> {
        let pack = self.pack(&self.cx.actor()?.pack)?;
        match pack.entry(list, code) {
            Some(entry) => Ok(entry.in_lang(kernel::Lang::Fr).to_owned()),
            None => Halt::wrong(format!("`{code}` is not in the list `{list}`")),
        }
    }

    /// A case with its standing.
    pub async fn facts(&self, case: CaseId) -> Result<cases::Facts, Halt> {
        let mut conn = self.cx.read().await?;
        Ok(cases::facts(&mut conn, case, self.cx.now).await?)
    }

    /// The institution that answers for a case.
    pub async fn case_institution(&self, case: CaseId) -> Result<InstitutionId, Halt> {
        Ok(self.facts(case).await?.case.institution)
    }

    /// Somebody in the file of a case: the child, or somebody around the child.
    pub async fn person_of_case(&self, case: CaseId, person: &str) -> Result<kernel::PersonId, Halt> {
        match self.known.around.get(&(case, person.to_owned())) {
            Some(id) => Ok(*id),
            None => Halt::wrong(format!("`{person}` is not in the file of the case")),
        }
    }

    /// A report, as its service reads it.
    pub async fn concern(&self, report: ReportId) -> Result<Concern, Halt> {
        self.eyes().concern(report).await
    }

    /// What whoever opens a case after a report writes of where it comes from.
    pub async fn report_told(&self, report: ReportId) -> Result<Told, Halt> {
        let concern = self.concern(report).await?;
        let institution = concern.report.institution;
        let mut conn = self.cx.read().await?;
        let institution_name = register::directory::institution_name(&mut conn, institution).await?;
        Ok(Told { institution, institution_name, reference: concern.report.reference })
    }

    /// How whoever does the step reads the case that it names.
    async fn reads(&self) -> Result<expect::Reads, Halt> {
        let label = self.step.written.get("case").and_then(toml::Value::as_str);
        let Some(Ok(case)) = label.map(|label| self.case(label)) else { return Ok(expect::Reads::Otherwise) };
        let mut conn = self.cx.read().await?;
        let may = register::access::may(&self.cx, &mut conn, register::access::Action::Read, case).await?;
        let leads = cases::facts(&mut conn, case, self.cx.now).await?.standing.lead;
        let is_lead = may.is_some() && leads == self.cx.actor.as_ref().map(|a| a.practitioner);
        Ok(if is_lead { expect::Reads::AsLead } else { expect::Reads::Otherwise })
    }

    /// Goes on as somebody else, at the same moment.
    pub async fn act_as(&mut self, practitioner: &str) -> Result<(), Halt> {
        match self.eyes().of(practitioner).await? {
            Some(cx) => {
                self.cx = cx;
                Ok(())
            }
            None => Halt::wrong(format!("`{practitioner}` holds nothing that day")),
        }
    }
}

/// Where a case comes from.
pub(super) struct Told {
    /// Who received the report.
    pub institution: InstitutionId,
    /// Its name.
    pub institution_name: String,
    /// The number of the report.
    pub reference: String,
}

/// Replays all stories. `known` already holds the directory.
pub(super) async fn replay(
    app: &Arc<App>,
    world: &World,
    known: &mut Known,
    zone: &Zone,
    (checking, ends_at): (Checking, Instant),
) -> Result<Report, Halt> {
    let mut report = Report::default();
    let mut order: Vec<(&Story, usize, &Step)> = world
        .stories
        .iter()
        .flat_map(|s| s.steps.iter().enumerate().map(move |(i, step)| (s, i, step)))
        .collect();
    // Stories come in the order of their files: a stable sort keeps that order, and theirs inside.
    order.sort_by_key(|(_, _, step)| step.on);
    for (story, index, step) in order {
        let Some(at) = step.on.at(zone) else { return Halt::wrong(format!("{}: no such hour", step.on)) };
        app.clock.set(at);
        if index == 0 {
            look(app, world, known, story, &After::Start, checking, &mut report).await;
        }
        one(app, world, known, story, step, &mut report).await?;
        look(app, world, known, story, &After::Step(step.label.clone()), checking, &mut report).await;
    }
    app.clock.set(ends_at);
    for story in &world.stories {
        look(app, world, known, story, &After::End, checking, &mut report).await;
    }
    Ok(report)
}

/// Does one step, and says in the report what came of it.
async fn one(
    app: &Arc<App>,
    world: &World,
    known: &mut Known,
    story: &Story,
    step: &Step,
    report: &mut Report,
) -> Result<(), Halt> {
    let key = (story.id.clone(), step.label.clone());
    let refusal = story.expects.iter().find_map(|e| match (&e.after, &e.check) {
        (After::Step(label), Check::Refused { code }) if *label == step.label => Some(code.as_str()),
        _ => None,
    });
    let Some(verb) = &step.verb else {
        report.pending(&step.name, story, step, refusal.is_some());
        known.made.insert(key, Made::Pending);
        return Ok(());
    };
    let mut reads = expect::Reads::Otherwise;
    let done = {
        let eyes = Eyes { app, world, known };
        let cx = match step.by.as_str() {
            "public" => Some(crate::start::quiet(app, None)),
            by => eyes.of(by).await?,
        };
        match cx {
            None => Err(Halt::Wrong(format!("`{}` holds nothing that day", step.by))),
            Some(cx) => {
                let mut here = Here { app, world, story, step, known, cx };
                if refusal.is_some() {
                    reads = here.reads().await?;
                }
                verb.run(&mut here).await
            }
        }
    };
    match (done, refusal) {
        // The verb is there; what this step asks of it is not yet.
        (Ok(Made::Pending), _) => {
            report.pending(&step.name, story, step, refusal.is_some());
            known.made.insert(key, Made::Pending);
        }
        (Ok(made), None) => {
            report.done += 1;
            known.made.insert(key, made);
            tell_of_people(app, world, known, story, step).await?;
        }
        (Ok(made), Some(code)) => {
            known.made.insert(key, made);
            report.fails(
                story,
                step.line,
                format!("`{}` was done, and should be refused: {code}", step.label),
            );
        }
        (Err(Halt::Problem(problem)), Some(code)) if expect::same_refusal(code, problem.code(), reads) => {
            known.made.insert(key, Made::Nothing);
            report.refused += 1;
        }
        (Err(halt), _) => {
            known.made.insert(key, Made::Nothing);
            let why = match &halt {
                Halt::Problem(problem) => format!("{} ({problem:?})", problem.code()),
                Halt::Wrong(what) => what.clone(),
            };
            report.fails(
                story,
                step.line,
                format!("`{}` ({}) could not be done: {why}", step.label, step.name),
            );
        }
    }
    Ok(())
}

/// What a story says of people « recorded at » this step is noted in the cases that are open by then, by their leads.
async fn tell_of_people(
    app: &Arc<App>,
    world: &World,
    known: &mut Known,
    story: &Story,
    step: &Step,
) -> Result<(), Halt> {
    if !story.relationships.iter().any(|r| r.recorded_at.as_ref() == Some(&step.label)) {
        return Ok(());
    }
    let mut open: Vec<CaseId> =
        known.child_of.iter().filter(|(_, (s, _))| *s == story.id).map(|(case, _)| *case).collect();
    // In the order in which they were opened: the same world every time.
    open.sort();
    for case in open {
        let lead = {
            let mut conn = app.db.read().await?;
            cases::facts(&mut conn, case, app.clock.now()).await?.standing.lead
        };
        let lead =
            known.practitioners.iter().find(|(_, id)| Some(**id) == lead).map(|(name, _)| name.clone());
        let Some(lead) = lead else { continue };
        let Some(cx) = (Eyes { app, world, known }).of(&lead).await? else { continue };
        let mut here = Here { app, world, story, step, known, cx };
        verbs::relate_all(&mut here, case, None).await?;
    }
    Ok(())
}

/// Looks at what a story expects at this point.
async fn look(
    app: &Arc<App>,
    world: &World,
    known: &Known,
    story: &Story,
    after: &After,
    checking: Checking,
    report: &mut Report,
) {
    let here: Vec<&Expect> = story
        .expects
        .iter()
        .filter(|e| e.after == *after && !matches!(e.check, Check::Refused { .. }))
        .collect();
    if here.is_empty() {
        return;
    }
    let pending = match after {
        After::Step(label) => {
            matches!(known.made.get(&(story.id.clone(), label.clone())), Some(Made::Pending))
        }
        _ => false,
    };
    for expect in here {
        if pending {
            report.pending_expectation(&expect.kind);
            continue;
        }
        if checking == Checking::StepsAlone {
            continue;
        }
        let eyes = Eyes { app, world, known };
        match expect::look(eyes, story, &expect.check).await {
            Ok(Verdict::Holds) => report.held += 1,
            Ok(Verdict::Pending) => report.pending_expectation(&expect.kind),
            Ok(Verdict::Fails(what)) => {
                report.fails(story, expect.line, format!("`{}`: {what}", expect.kind))
            }
            Err(Halt::Wrong(what)) => report.fails(story, expect.line, format!("`{}`: {what}", expect.kind)),
            Err(Halt::Problem(problem)) => {
                report.fails(
                    story,
                    expect.line,
                    format!("`{}`: {} ({problem:?})", expect.kind, problem.code()),
                );
            }
        }
    }
}

/// Somebody's record, for expectations about a person.
pub(super) async fn person_record(app: &Arc<App>, id: kernel::PersonId) -> Result<people::Person, Halt> {
    let mut conn = app.db.read().await?;
    Ok(people::person(&mut conn, id).await?)
}
