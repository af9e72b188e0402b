// SPDX-License-Identifier: EUPL-1.2
// long: one synthetic life is written from its first day to its last; cut up, nobody would see the order
//! Families, and the life of their cases: opened, assigned, followed, closed, each step with its trace.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use casework::journal;
use kernel::event::By;
use kernel::stored::{ToValue, Value};
use kernel::{
    Capacity, CaseId, Date, Event, EventKind, Ground, Instant, PartialDate, PractitionerId, Subject,
    SubjectKind, name,
};
use platform::args;
use platform::db::Rows;
use register::access::OPEN_END;
use register::cases::events;
use register::ledger::Chains;
use uuid::Uuid;

use super::dice::Dice;
use super::names::{Gender, Origin};
use super::region::{House, layers, noon};
use super::tables::Tables;
use super::{OPEN_EACH, Order, PACK, texts};

/// How many words of people are put in order before they are written: a table that is filled in the order of its key is
/// filled many times faster.
const TOKENS: usize = 1_500_000;

/// What is drawn, and what waits to be written.
pub(super) struct Lives {
    order: Order,
    dice: Dice,
    houses: Vec<House>,
    made: i64,
    tables: Tables,
    tokens: Vec<(String, i64, Uuid)>,
    pending: BinaryHeap<Reverse<Pending>>,
    noted: u64,
    chains: Chains,
}

/// An event that waits for those that happened before it in other cases.
struct Pending {
    at: Instant,
    place: u64,
    event: Event,
}

impl PartialEq for Pending {
    fn eq(&self, other: &Pending) -> bool {
        self.place == other.place
    }
}
impl Eq for Pending {}
impl PartialOrd for Pending {
    fn partial_cmp(&self, other: &Pending) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Pending {
    fn cmp(&self, other: &Pending) -> std::cmp::Ordering {
        (self.at, self.place).cmp(&(other.at, other.place))
    }
}

/// Some cases with everything that hangs from them.
pub(super) struct Batch {
    pub(super) cases: i64,
    pub(super) tables: Tables,
    pub(super) ledger: Rows,
    /// The chains, with the last batch.
    pub(super) chains: Option<Chains>,
}

/// A case while it is being made.
struct Case {
    id: Uuid,
    /// When it was opened. The ids of all that hangs from it are of that moment: rows that are written together have keys
    /// that lie together.
    at: Instant,
    house: usize,
    supervisor: Uuid,
    lead: Option<Uuid>,
    co_worker: Option<Uuid>,
}

impl Lives {
    pub(super) fn new(order: Order, dice: Dice, houses: Vec<House>, tables: Tables, chains: Chains) -> Lives {
        Lives {
            order,
            dice,
            houses,
            made: 0,
            tables,
            tokens: Vec::new(),
            pending: BinaryHeap::new(),
            noted: 0,
            chains,
        }
    }

    /// The next cases, some `size` of them; the last batch carries the chains. `None` when all are made.
    pub(super) fn next(mut self, size: i64) -> (Batch, Option<Lives>) {
        let before = self.made;
        while self.made < self.order.cases && self.made - before < size {
            self.family();
        }
        let last = self.made >= self.order.cases;
        let until = if last { OPEN_END } else { noon(self.order.day_of(self.made)).plus(-Instant::DAY) };
        while self.pending.peek().is_some_and(|Reverse(p)| p.at < until) {
            let Some(Reverse(next)) = self.pending.pop() else { break };
            self.chains.append(next.at, &next.event, self.dice.salt());
        }
        if last || self.tokens.len() > TOKENS {
            self.put_tokens();
        }
        if last {
            for house in &self.houses {
                for (year, number) in &house.numbers {
                    self.tables.case_numbers.push(args![house.id, i64::from(*year), *number]);
                }
            }
        }
        let ledger = self.chains.take_rows();
        let tables = std::mem::replace(&mut self.tables, Tables::new());
        let cases = self.made - before;
        if last {
            (Batch { cases, tables, ledger, chains: Some(self.chains) }, None)
        } else {
            (Batch { cases, tables, ledger, chains: None }, Some(self))
        }
    }

    fn put_tokens(&mut self) {
        self.tokens.sort_unstable();
        self.tokens.dedup();
        for (token, year, person) in self.tokens.drain(..) {
            self.tables.person_tokens.push([Value::Text(token), Value::Int(year), Value::Uuid(person)]);
        }
    }

    /// A family: one to four children, each with a case, and the adults around them.
    fn family(&mut self) {
        let left = self.order.cases - self.made;
        let children = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4][self.dice.below(10)].min(left);
        let house = self.dice.below(self.houses.len());
        let opened = self.order.day_of(self.made);
        let at = self.hour(opened);
        let origin = Origin::draw(&mut self.dice);
        let family = origin.family(&mut self.dice);
        let mother = {
            let own = if self.dice.happens(800) { Origin::draw(&mut self.dice) } else { origin };
            let family = own.family(&mut self.dice);
            self.adult(own, family, Gender::Girl, house, opened, at)
        };
        let father = self
            .dice
            .happens(720)
            .then(|| self.adult(origin, family.clone(), Gender::Boy, house, opened, at));
        let mut siblings: Vec<Uuid> = Vec::new();
        for _ in 0..children {
            let child = self.child(origin, &family, house, opened, at);
            for parent in [Some(mother), father].into_iter().flatten() {
                self.relate(parent, child, "parent", at);
            }
            for sibling in &siblings.clone() {
                self.relate(child, *sibling, "sibling", at);
            }
            siblings.push(child);
            self.case(house, child, [Some(mother), father], opened);
            self.made += 1;
        }
    }

    fn hour(&mut self, day: Date) -> Instant {
        let minutes = self.dice.between(-4 * 60, 4 * 60);
        let at = noon(day).plus(minutes * Instant::MINUTE + self.dice.between(0, Instant::MINUTE - 1));
        at.min(self.order.now)
    }

    fn adult(
        &mut self,
        origin: &Origin,
        family: String,
        gender: Gender,
        house: usize,
        on: Date,
        at: Instant,
    ) -> Uuid {
        let given = origin.given(&mut self.dice, gender);
        let born = on.plus_days(-i32::try_from(self.dice.between(20 * 365, 50 * 365)).unwrap_or(0));
        let birth = if self.dice.happens(60) {
            PartialDate::new(born.year(), None, None, self.dice.happens(500))
        } else {
            Some(PartialDate::exact(born))
        };
        self.person(&given, &family, birth, None, gender, origin, house, at)
    }

    fn child(&mut self, origin: &Origin, family: &str, house: usize, on: Date, at: Instant) -> Uuid {
        let gender = if self.dice.happens(490) { Gender::Girl } else { Gender::Boy };
        if self.dice.happens(10) {
            let expected = on.plus_days(i32::try_from(self.dice.between(20, 200)).unwrap_or(0));
            return self.person("", family, None, Some(expected), gender, origin, house, at);
        }
        let given = origin.given(&mut self.dice, gender);
        let born = on.plus_days(-i32::try_from(self.dice.between(30, 17 * 365)).unwrap_or(0));
        let birth = match self.dice.below(100) {
            0..3 => PartialDate::new(born.year(), None, None, true),
            3..5 => PartialDate::new(born.year(), Some(born.month()), None, false),
            _ => Some(PartialDate::exact(born)),
        };
        self.person(&given, family, birth, None, gender, origin, house, at)
    }

    #[allow(clippy::too_many_arguments)] // The columns of one row.
    fn person(
        &mut self,
        given: &str,
        family: &str,
        birth: Option<PartialDate>,
        expected_on: Option<Date>,
        gender: Gender,
        origin: &Origin,
        house: usize,
        at: Instant,
    ) -> Uuid {
        let id = self.dice.id(at);
        let sex = match (expected_on, gender) {
            (Some(_), _) => "unknown",
            (None, Gender::Girl) => "female",
            (None, Gender::Boy) => "male",
        };
        let interpreter =
            if self.dice.happens(15) { origin.languages.split(',').next().unwrap_or("") } else { "" };
        self.tables.persons.push(args![
            id,
            self.houses[house].id,
            given,
            family,
            name::fold(&format!("{family} {given}")),
            birth,
            expected_on,
            sex,
            origin.languages,
            interpreter,
            1i64,
            at
        ]);
        let year = birth.map_or(0, |b| i64::from(b.year()));
        for token in name::keys(name::tokens(&format!("{given} {family}"))) {
            self.tokens.push((token, year, id));
        }
        id
    }

    fn relate(&mut self, person: Uuid, other: Uuid, kind: &str, at: Instant) {
        let id = self.dice.id(at);
        self.tables.relationships.push(args![id, person, other, kind, "la famille", false, at]);
    }

    /// A case from its opening to today or to its closure.
    fn case(&mut self, house: usize, child: Uuid, parents: [Option<Uuid>; 2], opened: Date) {
        let at = self.hour(opened);
        let id = self.dice.id(at);
        let institution = self.houses[house].id;
        let supervisor = *self.dice.one(&self.houses[house].supervisors);
        let intake = *self.dice.one(&self.houses[house].intake);
        let year = opened.year();
        let number = {
            let last = self.houses[house].numbers.entry(year).or_insert(0);
            *last += 1;
            *last
        };
        let reference = format!("{}-{year}-{number:04}", self.houses[house].code);
        self.tables.cases.push(args![id, institution, reference, child, opened, 1i64, at]);
        for (person, role) in [(Some(child), "child"), (parents[0], "around"), (parents[1], "around")]
            .into_iter()
            .filter_map(|(p, r)| Some((p?, r)))
        {
            self.tables.person_links.push(args![person, id, "case", role, institution]);
        }
        let end = self.end_of(opened);
        let waits = end.is_none() && self.order.today.days_since(opened) <= 10 && self.dice.happens(50);
        let mut case = Case { id, at, house, supervisor, lead: None, co_worker: None };
        let supervision = self.houses[house].supervision;
        self.seat(&case, supervision, "function", Capacity::Supervisor, Ground::Function, at, None, intake);
        let reason = *self.dice.one(texts::REASONS);
        let detail = format!("{{\"reference\":\"{reference}\"}}");
        self.entry(
            &case,
            at,
            "case_opened",
            events::CASE_OPENED,
            intake,
            SubjectKind::CASE.0,
            id,
            reason,
            &detail,
        );
        self.frame(&case, opened, at);
        let episode = self.dice.id(at);
        let because =
            end.map(|_| *self.dice.one(&["goals_met", "agreement_withdrawn", "moved_away", "aged_out"]));
        self.tables.episodes.push(args![episode, id, 1i64, opened, reason, end, because]);
        if waits {
            self.tables.case_leads.push(args![id, institution, None::<Uuid>]);
            let due = opened.plus_days(7);
            self.deadline(&case, "assignment", opened, due, supervision, None);
            return;
        }
        let wait = i32::try_from(self.dice.rank(6)).unwrap_or(0);
        let assigned = self.hour(opened.plus_days(wait).min(self.order.today));
        let assigned = assigned.max(at);
        let lead = *self.dice.one(&self.houses[house].leads);
        case.lead = Some(lead);
        if end.is_none() {
            self.tables.case_leads.push(args![id, institution, lead]);
        }
        let closed_at = end.map(|day| self.hour(day).max(assigned));
        self.seat(
            &case,
            lead,
            "practitioner",
            Capacity::Lead,
            Ground::Assignment,
            assigned,
            closed_at,
            supervisor,
        );
        if self.dice.happens(150) {
            let other = *self.dice.one(&self.houses[house].leads);
            if other != lead {
                case.co_worker = Some(other);
                self.seat(
                    &case,
                    other,
                    "practitioner",
                    Capacity::CoWorker,
                    Ground::CoWork,
                    assigned,
                    closed_at,
                    lead,
                );
            }
        }
        let detail = format!("{{\"lead\":\"{}\"}}", lead.simple());
        self.entry(
            &case,
            assigned,
            "case_assigned",
            events::CASE_ASSIGNED,
            supervisor,
            "case",
            id,
            "",
            &detail,
        );
        self.clocks(&case, opened, lead, end);
        self.work(&case, child, parents, assigned, closed_at.unwrap_or(self.order.now));
        if self.dice.happens(70) {
            let kind = *self.dice.one(&["interpreter", "visit_in_pairs", "health", "contact_forbidden"]);
            let note = self.dice.id(at);
            let text = "Voir la note du dossier.";
            self.tables.attention_notes.push(args![note, id, kind, text, opened, lead]);
        }
        if let (Some(at), Some(because)) = (closed_at, because) {
            self.close(&case, episode, lead, because, at);
        }
    }

    /// On which day it was closed, if it was: the newest cases are at work, so many for each who leads.
    fn end_of(&mut self, opened: Date) -> Option<Date> {
        let age = self.order.today.days_since(opened);
        let leads: usize = self.houses.iter().map(|h| h.leads.len()).sum();
        let at_work = i64::try_from(leads).unwrap_or(0) * OPEN_EACH;
        if age < 60 || (self.made >= self.order.cases - 2 * at_work && self.dice.happens(500)) {
            return None;
        }
        // Drawn within the days there were: cut off at yesterday instead, a tenth of a region would close in one day.
        let lasted = self.dice.between(45, i64::from(age - 1).min(600));
        Some(opened.plus_days(i32::try_from(lasted).unwrap_or(45)))
    }

    #[allow(clippy::too_many_arguments)] // The columns of one row.
    fn seat(
        &mut self,
        case: &Case,
        holder: Uuid,
        holder_kind: &str,
        capacity: Capacity,
        ground: Ground,
        from: Instant,
        until: Option<Instant>,
        by: Uuid,
    ) {
        let id = self.dice.id(case.at);
        self.tables.seats.push(args![
            id,
            "case",
            case.id,
            holder,
            holder_kind,
            self.houses[case.house].id,
            capacity,
            layers(capacity),
            ground,
            from,
            until.unwrap_or(OPEN_END),
            by,
            until.map(|_| case.supervisor),
            until.map(|_| "case closed")
        ]);
    }

    fn frame(&mut self, case: &Case, opened: Date, at: Instant) {
        let frame = match self.dice.below(100) {
            0..55 => "consented",
            55..85 => "imposed",
            85..90 => "emergency",
            _ => return,
        };
        let until = (frame != "consented").then(|| opened.plus_days(365));
        let id = self.dice.id(at);
        self.tables.case_frames.push(args![id, case.id, frame, opened, until, "accord signé", at]);
    }

    fn clocks(&mut self, case: &Case, opened: Date, lead: Uuid, end: Option<Date>) {
        let day = |n: i64| opened.plus_days(i32::try_from(n).unwrap_or(0));
        let today = self.order.today;
        let soon = day(self.dice.between(0, 9)).min(today);
        self.deadline(case, "assignment", opened, day(7), lead, Some(soon));
        let met = day(self.dice.between(3, 20)).min(today);
        self.deadline(case, "first_contact", opened, day(14), lead, Some(met));
        match end {
            Some(last) => {
                let done = day(self.dice.between(40, 110)).min(last);
                self.deadline(case, "assessment", opened, day(90), lead, Some(done));
            }
            // One clock runs in every case at work: three in a hundred are late.
            None => {
                let due = match self.dice.below(100) {
                    0..3 => -self.dice.between(1, 12),
                    3..4 => 0,
                    4..10 => self.dice.between(1, 7),
                    _ => self.dice.between(8, 180),
                };
                let due = today.plus_days(i32::try_from(due).unwrap_or(0));
                self.deadline(case, "review", due.plus_days(-180), due, lead, None);
            }
        }
    }

    fn deadline(&mut self, case: &Case, term: &str, from: Date, due: Date, owner: Uuid, done: Option<Date>) {
        let id = self.dice.id(case.at);
        self.tables.deadlines.push(args![
            id,
            self.houses[case.house].id,
            "case",
            case.id,
            case.id,
            term,
            PACK,
            from,
            due,
            owner,
            done,
            false
        ]);
    }

    /// Notes and contacts: a few in most cases, dozens in some.
    fn work(&mut self, case: &Case, child: Uuid, parents: [Option<Uuid>; 2], from: Instant, until: Instant) {
        let Some(lead) = case.lead else { return };
        let count = if self.dice.happens(20) {
            self.dice.between(10, 40)
        } else {
            [0, 0, 1, 1, 1, 2, 2, 3][self.dice.below(8)]
        };
        for _ in 0..count {
            let span = until.since(from).max(1);
            let at = from.plus((span as f64 * (self.dice.below(1_000_000) as f64 / 1e6)) as i64);
            let author = match (self.dice.below(20), case.co_worker) {
                (0..3, Some(other)) => other,
                (19, _) => case.supervisor,
                _ => lead,
            };
            let day = at.local_date(&self.order.zone);
            let (id, institution) = (self.dice.id(case.at), self.houses[case.house].id);
            if self.dice.happens(500) {
                let [observed, heard, thought] = texts::note(&mut self.dice);
                let summary = observed.clone();
                self.tables.notes.push(args![
                    id,
                    case.id,
                    institution,
                    "institution",
                    author,
                    day,
                    observed,
                    heard,
                    thought,
                    1i64,
                    at,
                    author,
                    at,
                    ""
                ]);
                let detail = "{\"layer\":\"institution\",\"version\":1}";
                self.entry(
                    case,
                    at,
                    "note_written",
                    journal::events::NOTE_WRITTEN,
                    author,
                    "note",
                    id,
                    &summary,
                    detail,
                );
            } else {
                self.contact(case, id, author, child, parents, day, at);
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // The columns of one row.
    fn contact(
        &mut self,
        case: &Case,
        id: Uuid,
        author: Uuid,
        child: Uuid,
        parents: [Option<Uuid>; 2],
        day: Date,
        at: Instant,
    ) {
        let kind = *self.dice.one(&[
            "home_visit",
            "office_meeting",
            "phone",
            "family_meeting",
            "phone",
            "child_alone",
        ]);
        let held = self.dice.happens(850);
        let result = if held { journal::HELD } else { "no_answer" };
        let seen = if held && kind != "phone" { "yes" } else { "no" };
        let summary = texts::contact(&mut self.dice);
        let institution = self.houses[case.house].id;
        self.tables.contacts.push(args![
            id,
            case.id,
            institution,
            kind,
            result,
            day,
            "",
            seen,
            summary,
            author,
            at
        ]);
        for person in [Some(child), parents[0]].into_iter().flatten() {
            self.tables.contact_people.push(args![id, person]);
        }
        let entry = match (held, kind) {
            (false, _) => "contact_attempted",
            (true, "home_visit") => "visit_held",
            (true, _) => "contact_held",
        };
        self.entry(case, at, entry, journal::events::CONTACT_RECORDED, author, "contact", id, &summary, "{}");
    }

    fn close(&mut self, case: &Case, episode: Uuid, lead: Uuid, reason: &str, at: Instant) {
        let proposed = at.plus(-Instant::MINUTE * self.dice.between(60, 3_000));
        let (id, words) = (self.dice.id(case.at), *self.dice.one(texts::CLOSING));
        self.tables.closures.push(args![
            id,
            case.id,
            self.houses[case.house].id,
            episode,
            reason,
            words,
            "D’accord avec la fin de l’aide.",
            "L’école et le médecin.",
            "standard",
            lead,
            proposed,
            case.supervisor,
            at,
            true
        ]);
        let subject = case.id;
        self.entry(
            case,
            at,
            "case_closed",
            events::CASE_CLOSED,
            case.supervisor,
            "case",
            subject,
            words,
            "{}",
        );
    }

    /// An entry of the timeline, the news of it, and the event in the ledger.
    #[allow(clippy::too_many_arguments)] // The columns of one row.
    fn entry(
        &mut self,
        case: &Case,
        at: Instant,
        kind: &'static str,
        event: EventKind,
        author: Uuid,
        subject_kind: &'static str,
        subject: Uuid,
        summary: &str,
        detail: &str,
    ) {
        let id = self.dice.id(case.at);
        let institution = self.houses[case.house].id;
        self.tables.case_entries.push(args![
            id,
            case.id,
            "institution",
            kind,
            at,
            at,
            author,
            institution,
            subject_kind,
            subject,
            summary
        ]);
        for holder in [case.lead, case.co_worker].into_iter().flatten().filter(|h| *h != author) {
            self.tables.case_news.push([
                Value::Uuid(holder),
                at.to_value(),
                Value::Uuid(id),
                Value::Uuid(case.id),
            ]);
        }
        let capacity = if Some(author) == case.lead { Capacity::Lead } else { Capacity::Supervisor };
        let by = By::Practitioner(PractitionerId(author), Some(capacity));
        let about = Subject { kind: SubjectKind(subject_kind), id: subject };
        let event = Event::new(institution, event, about, by, Ground::Assignment)
            .in_case(CaseId(case.id))
            .with_detail(detail);
        self.noted += 1;
        self.pending.push(Reverse(Pending { at, place: self.noted, event }));
    }
}
