// SPDX-License-Identifier: EUPL-1.2
//! Who sees what, who does not, and what a search gives away.

use casework::concerns::REPORTER;
use casework::journal;
use kernel::{Layer, PartialDate, PersonId, SubjectKind};
use platform::http::Cx;
use register::access::{self, Action};
use register::cases::{self, TimelineFilter};
use register::people::{self, Query, Shown};
use together::{consultations, orientation};

use super::{Look, Verdict, holds};
use crate::demo::known::{Halt, Made};
use crate::demo::replay::person_record;

/// What somebody sees of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    /// As if it did not exist.
    Nothing,
    /// That it exists, and what a proposal carries.
    MinimalSet,
    /// The thing.
    Everything,
}

impl Look<'_> {
    /// The records of somebody of the story, in all registers.
    pub(super) fn persons(&self, person: &str) -> Vec<PersonId> {
        let known = self.eyes.known;
        let of_story = known.people.iter().filter(|((s, p, _), _)| *s == self.story.id && p == person);
        let mut out: Vec<PersonId> = of_story.map(|(_, id)| *id).collect();
        let reports = self.reports();
        let minors = known.minor_persons.iter().filter(|((r, p), _)| p == person && reports.contains(r));
        out.extend(minors.map(|(_, id)| *id));
        let cases = self.cases();
        let around = known.around.iter().filter(|((c, p), _)| p == person && cases.contains(c));
        out.extend(around.map(|(_, id)| *id));
        out.sort();
        out.dedup();
        out
    }

    /// Whether every word of a text is one of a name that this record holds.
    async fn is_called(&self, record: PersonId, text: &str) -> Result<bool, Halt> {
        let person = person_record(self.eyes.app, record).await?;
        let mut conn = self.eyes.app.db.read().await?;
        let mut words = kernel::name::tokens(&format!("{} {}", person.given, person.family));
        for name in people::names_of(&mut conn, record).await? {
            words.extend(kernel::name::tokens(&format!("{} {}", name.given, name.family)));
        }
        Ok(kernel::name::tokens(text).iter().all(|word| words.contains(word)))
    }

    async fn seen(&self, cx: &Cx, made: &Made) -> Result<Seen, Halt> {
        let mut conn = cx.read().await?;
        let opens = |opens: Option<bool>| match opens {
            None => Seen::Nothing,
            Some(false) => Seen::MinimalSet,
            Some(true) => Seen::Everything,
        };
        match made {
            Made::Case(case) | Made::Entry { case, note: None, .. } => {
                let grant = access::may(cx, &mut conn, Action::Read, *case).await?;
                Ok(opens(grant.map(|g| g.opens(Layer::Institution))))
            }
            Made::Report(report) => {
                let grant = access::may(cx, &mut conn, Action::Read, *report).await?;
                Ok(opens(grant.map(|g| g.opens(Layer::Institution))))
            }
            Made::Entry { note: Some(note), .. } => match journal::note(cx, &mut conn, *note).await {
                Ok(_) => Ok(Seen::Everything),
                Err(problem) if problem.code() == "not-found" => Ok(Seen::Nothing),
                Err(problem) => Err(problem.into()),
            },
            Made::Address { case, person, words } => {
                if access::may(cx, &mut conn, Action::Read, *case).await?.is_none() {
                    return Ok(Seen::Nothing);
                }
                // Masked on every page: whoever may have it revealed can know it.
                let grant = access::may(cx, &mut conn, Action::Reveal, *case).await?;
                let contacts = people::contacts_of(&mut conn, &[*person]).await?;
                let shown = grant.is_some_and(|grant| {
                    let inside =
                        |c: &people::Contact| c.inside().reveal(grant.layers()) == Some(&words.as_str());
                    contacts.iter().any(|(_, c)| inside(c))
                });
                Ok(opens(Some(shown)))
            }
            Made::Orientation { orientation: id, .. } => {
                match orientation::course(cx, &mut conn, Action::Read, *id).await {
                    Ok(_) => Ok(Seen::Everything),
                    Err(problem) if problem.code() == "not-found" => Ok(Seen::Nothing),
                    Err(problem) => Err(problem.into()),
                }
            }
            Made::Consultation(id) | Made::Minutes { consultation: id, .. } => {
                match consultations::consultation(cx, &mut conn, Action::Read, *id).await {
                    Ok(_) => Ok(Seen::Everything),
                    Err(problem) if problem.code() == "not-found" => Ok(Seen::Nothing),
                    Err(problem) => Err(problem.into()),
                }
            }
            _ => Halt::wrong("a thing that nobody opens"),
        }
    }

    pub(super) async fn visible(&self, object: &str, who: &[String]) -> Result<Verdict, Halt> {
        let made = self.made(object)?;
        if matches!(made, Made::Pending) {
            return Ok(Verdict::Pending);
        }
        for id in who {
            let seen = match self.eyes.of(id).await? {
                None => Seen::Nothing,
                Some(cx) => self.seen(&cx, made).await?,
            };
            if seen != Seen::Everything {
                return Ok(Verdict::Fails(format!("{id} sees {seen:?}")));
            }
        }
        Ok(Verdict::Holds)
    }

    pub(super) async fn hidden(&self, object: &str, who: &[String], how: &str) -> Result<Verdict, Halt> {
        let made = self.made(object)?;
        if matches!(made, Made::Pending) {
            return Ok(Verdict::Pending);
        }
        let most = if how == "minimal_set" { Seen::MinimalSet } else { Seen::Nothing };
        for id in who {
            let seen = match self.eyes.of(id).await? {
                None => Seen::Nothing,
                Some(cx) => self.seen(&cx, made).await?,
            };
            // Who should be told what a proposal carries, and is told nothing, cannot answer it.
            if seen != most {
                return Ok(Verdict::Fails(format!("{id} sees {seen:?}")));
            }
        }
        Ok(Verdict::Holds)
    }

    pub(super) async fn search(
        &self,
        who: &str,
        text: &str,
        birth: Option<PartialDate>,
        person: &str,
        result: &str,
    ) -> Result<Verdict, Halt> {
        let Some(cx) = self.eyes.of(who).await? else { return Halt::wrong(format!("`{who}` cannot search")) };
        let mut conn = cx.read().await?;
        let found = people::search(&cx, &mut conn, &Query { text: text.to_owned(), birth }).await?;
        drop(conn);
        let records = self.persons(person);
        let case = |s: &kernel::Subject| s.kind == SubjectKind::CASE;
        // Known elsewhere: to an institution that does know this very person, and not another of the same name.
        let mut knows = Vec::new();
        for record in &records {
            if self.is_called(*record, text).await? {
                knows.push(person_record(self.eyes.app, *record).await?.institution);
            }
        }
        let theirs = found.readable.iter().filter(|m| records.contains(&m.person.id));
        let given = if theirs.clone().any(|m| m.through.iter().any(case)) {
            "case"
        } else if found.elsewhere.iter().any(|k| knows.contains(&k.institution)) {
            "existence_only"
        } else if theirs.count() > 0 {
            "report"
        } else {
            "nothing"
        };
        Ok(Verdict::equal(given, result))
    }

    pub(super) async fn reporter_hidden(
        &self,
        label: &str,
        from: &[String],
        places: &[String],
    ) -> Result<Verdict, Halt> {
        let Some(report) = self.report(label)? else { return Ok(Verdict::Pending) };
        let known = self.eyes.known;
        let names: Vec<&String> =
            known.reporters.iter().filter(|((r, _), _)| *r == report).flat_map(|(_, names)| names).collect();
        if names.is_empty() {
            return Halt::wrong("nobody of a name reported: nothing can be hidden");
        }
        // What the other reporters of the story, and everybody who works it, were ever told.
        for other in self.reports().into_iter().filter(|r| *r != report) {
            let concern = self.eyes.concern(other).await?;
            if let Some(name) = names.iter().find(|n| concern.answers.iter().any(|a| holds(&a.content, n))) {
                return Ok(Verdict::Fails(format!("« {name} » was told to another reporter")));
            }
        }
        for id in from.iter().filter(|id| self.eyes.world.practitioner(id).is_some()) {
            let Some(cx) = self.eyes.of(id).await? else { continue };
            let mut conn = cx.read().await?;
            if let Some(grant) = access::may(&cx, &mut conn, Action::Read, report).await? {
                if grant.opens(Layer::Reporter) {
                    return Ok(Verdict::Fails(format!("{id} opens the layer of the reporter")));
                }
                let entries = register::ledger::of_subject(&mut conn, report.0, 1_000).await?;
                if entries.iter().any(|e| e.subject_kind == REPORTER.0) {
                    return Ok(Verdict::Fails("the ledger of the report tells of the reporter".into()));
                }
            }
            let words: Vec<String> = names.iter().map(|n| (*n).clone()).collect();
            if let Some(what) = self.read_on(&cx, places, &words).await? {
                return Ok(Verdict::Fails(format!("{id} reads {what}")));
            }
            for name in &names {
                let found =
                    people::search(&cx, &mut conn, &Query { text: (*name).clone(), birth: None }).await?;
                let through = found.readable.iter().flat_map(|m| &m.through);
                if through.into_iter().any(|s| s.id == report.0) {
                    return Ok(Verdict::Fails(format!("{id} finds the report by the name of the reporter")));
                }
            }
        }
        Ok(Verdict::Holds)
    }

    /// The first of these words that was told to a member of the family, as somebody who reported.
    async fn told_to_family(&self, person: &str, words: &[String]) -> Result<Option<String>, Halt> {
        let Some(person) = self.story.person(person) else { return Ok(None) };
        let name = format!("{} {}", person.given, person.family);
        for report in self.reports() {
            let reported =
                self.eyes.known.reporters.iter().any(|((r, _), names)| *r == report && names.contains(&name));
            let concern = self.eyes.concern(report).await?;
            if let Some(word) =
                words.iter().find(|w| reported && concern.answers.iter().any(|a| holds(&a.content, w)))
            {
                return Ok(Some(word.clone()));
            }
        }
        Ok(None)
    }

    pub(super) async fn masked(
        &self,
        words: &[String],
        from: &[String],
        places: &[String],
    ) -> Result<Verdict, Halt> {
        for person in from {
            if let Some(word) = self.told_to_family(person, words).await? {
                return Ok(Verdict::Fails(format!("{person} was told « {word} »")));
            }
        }
        for id in from.iter().filter(|id| self.eyes.world.practitioner(id).is_some()) {
            let Some(cx) = self.eyes.of(id).await? else { continue };
            for word in words {
                let mut conn = cx.read().await?;
                let found =
                    people::search(&cx, &mut conn, &Query { text: word.clone(), birth: None }).await?;
                if !found.readable.is_empty() || !found.elsewhere.is_empty() {
                    return Ok(Verdict::Fails(format!("{id} finds somebody by « {word} »")));
                }
            }
            if let Some(what) = self.read_on(&cx, places, words).await? {
                return Ok(Verdict::Fails(format!("{id} reads {what}")));
            }
            for case in self.cases() {
                let mut conn = cx.read().await?;
                let Some(grant) = access::may(&cx, &mut conn, Action::Read, case).await? else { continue };
                let told = cases::timeline(&mut conn, &grant, &TimelineFilter::default(), 1_000).await?;
                if told.iter().any(|e| words.iter().any(|w| holds(&e.summary, w))) {
                    return Ok(Verdict::Fails(format!("{id} reads it in the timeline")));
                }
            }
        }
        // Wherever it could be seen by others, whoever reads: lists, prints, exports, calendars.
        let mut conn = self.eyes.app.db.read().await?;
        let everybody: Vec<PersonId> = self.story.persons.iter().flat_map(|p| self.persons(&p.id)).collect();
        for (_, contact) in people::contacts_of(&mut conn, &everybody).await? {
            if let Shown::Value(value) = contact.outside()
                && words.iter().any(|w| holds(value, w))
            {
                return Ok(Verdict::Fails("it is shown outside the person's own page".into()));
            }
        }
        Ok(Verdict::Holds)
    }

    pub(super) async fn lost_words(&self, of: &[String], equals: usize) -> Result<Verdict, Halt> {
        let mut cases = Vec::new();
        for label in of {
            match self.case(label)? {
                Some(case) => cases.push(case),
                None => return Ok(Verdict::Pending),
            }
        }
        let mut lost = 0;
        for step in &self.story.steps {
            let Ok(Made::Entry { case, entry, note, words }) = self.made(&step.label) else { continue };
            if !cases.contains(case) {
                continue;
            }
            let (cx, mut conn, grant) = self.eyes.case(*case).await?;
            let found = match (note, entry) {
                (Some(note), _) => match journal::note(&cx, &mut conn, *note).await {
                    Ok((_, note, _)) => note.observed == *words,
                    Err(_) => false,
                },
                (None, Some(entry)) => {
                    let all = cases::timeline(&mut conn, &grant, &TimelineFilter::default(), 1_000).await?;
                    all.iter().any(|e| e.id == *entry)
                }
                (None, None) => true,
            };
            lost += usize::from(!found);
        }
        Ok(Verdict::equal(lost, equals))
    }

    pub(super) async fn account_closed(&self, who: &str) -> Result<Verdict, Halt> {
        Ok(Verdict::when(match self.eyes.of(who).await? {
            None => Ok(()),
            Some(_) => Err(format!("{who} still holds something")),
        }))
    }
}
