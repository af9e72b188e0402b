// SPDX-License-Identifier: EUPL-1.2
//! People: how they are recorded, related, corrected, protected.

use kernel::{CaseId, InstitutionId, PartialDate, PersonId};
use platform::http::Cx;
use register::cases::{self, Around};
use register::people::{self, Name, NewContact, NewPerson, PersonChange, Sex};
use serde::Deserialize;

use super::told::{language, written_by};
use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;
use crate::demo::story::{Person, Role, Spelling, Story};

/// Somebody as they are known before any correction that the story tells later.
pub(in crate::demo) fn as_first_known(story: &Story, person: &Person) -> NewPerson {
    let corrections: Vec<&toml::Table> = story
        .steps
        .iter()
        .filter(|s| s.name == "case.correct_person" && text(&s.written, "person") == Some(&person.id))
        .map(|s| &s.written)
        .collect();
    let later_born = person.expected_on.is_some() && corrections.iter().any(|c| c.contains_key("birth"));
    let brought = |spelling: &Spelling| {
        corrections.iter().filter_map(|c| c.get("other_spelling")?.as_table()).any(|other| {
            text(other, "given") == Some(&spelling.given) && text(other, "family") == Some(&spelling.family)
        })
    };
    let other_names =
        person.spellings.iter().filter(|s| !brought(s)).map(|s| spelled(s, written_by(&s.source))).collect();
    NewPerson {
        given: if later_born { String::new() } else { person.given.clone() },
        family: person.family.clone(),
        birth: person.birth.filter(|_| !later_born),
        expected_on: person.expected_on.filter(|_| later_born),
        sex: if later_born { Sex::Unknown } else { sex(&person.sex) },
        languages: language(&person.language).to_owned(),
        interpreter: person.interpreter.as_deref().map(language).unwrap_or_default().to_owned(),
        other_names,
    }
}

fn text<'a>(table: &'a toml::Table, key: &str) -> Option<&'a str> {
    table.get(key)?.as_str()
}

fn sex(code: &str) -> Sex {
    match code {
        "f" => Sex::Female,
        "m" => Sex::Male,
        "x" => Sex::Other,
        _ => Sex::Unknown,
    }
}

fn spelled(spelling: &Spelling, source: &str) -> Name {
    Name {
        kind: "spelling".into(),
        given: spelling.given.clone(),
        family: spelling.family.clone(),
        source: source.to_owned(),
    }
}

/// Records what the story says of who is around the child of a case, as far as it is known by now. Adults related to
/// another adult only are noted around the child too: the register relates people to the child of a case.
pub(in crate::demo) async fn relate_all(
    here: &mut Here<'_>,
    case: CaseId,
    instead: Option<&Cx>,
) -> Result<(), Halt> {
    let Some((story, child)) = here.known.child_of.get(&case).cloned() else { return Ok(()) };
    let Some(story) = here.world.stories.iter().find(|s| s.id == story) else { return Ok(()) };
    for (i, relationship) in story.relationships.iter().enumerate() {
        let told = relationship.recorded_at.as_ref().is_none_or(|label| here.has_happened(&story.id, label));
        let to_child =
            relationship.to == child || other_child(story, &relationship.to, &relationship.from, &child);
        let elsewhere = story.person(&relationship.to).is_some_and(|p| p.role == Role::Adult);
        let around = elsewhere && is_parent_like(story, &relationship.to, &child);
        if told && (to_child || around) && here.known.related.insert((case, i)) {
            link_relationship(here, story, case, i, instead).await?;
        }
    }
    Ok(())
}

/// A sibling is one on both sides.
fn other_child(story: &Story, to: &str, from: &str, child: &str) -> bool {
    from == child && story.person(to).is_some_and(|p| p.role == Role::Child)
}

fn is_parent_like(story: &Story, adult: &str, child: &str) -> bool {
    story.relationships.iter().any(|r| r.from == adult && r.to == child)
}

/// Records one relationship of the story in a case.
pub(in crate::demo) async fn link_relationship(
    here: &mut Here<'_>,
    story: &Story,
    case: CaseId,
    index: usize,
    instead: Option<&Cx>,
) -> Result<(), Halt> {
    let Some(told) = story.relationships.get(index) else { return Ok(()) };
    let child = here.known.child_of.get(&case).map(|(_, child)| child.clone()).unwrap_or_default();
    let who = if told.from == child { &told.to } else { &told.from };
    let around = Around {
        kind: told.kind.clone(),
        from_date: told.from_date,
        until_date: told.until,
        source: here.word(rulebook::list::INFORMATION_SOURCE, &told.source)?,
        alleged: told.alleged,
    };
    relate(here, story, case, who, &around, instead).await
}

/// Relates somebody to the child of a case: known to the institution already, or recorded now, with their address.
///
/// Whoever begins to follow one child may not read the file of its brother yet, and would record him a second time; `instead`
/// is whoever gave them the case, and reads both.
async fn relate(
    here: &mut Here<'_>,
    story: &Story,
    case: CaseId,
    who: &str,
    around: &Around,
    instead: Option<&Cx>,
) -> Result<(), Halt> {
    let Some(person) = story.person(who) else { return Halt::wrong(format!("`{who}` is not in the story")) };
    let institution = here.case_institution(case).await?;
    let key = (story.id.clone(), who.to_owned(), institution);
    let before = here.known.around.get(&(case, who.to_owned())).or_else(|| here.known.people.get(&key));
    let before = before.copied().or_else(|| minor_of_a_report(here, story, who, institution));
    let mut relating = None;
    if let Some(id) = before {
        for cx in [Some(&here.cx), instead].into_iter().flatten() {
            if relating.is_none() && readable(cx, id).await? {
                relating = Some((cx.clone(), id));
            }
        }
    }
    let id = match relating {
        Some((cx, id)) => {
            cases::relate_known(&cx, case, id, around).await?;
            id
        }
        None => {
            let id = cases::relate_new(&here.cx, case, &as_first_known(story, person), around).await?;
            here.known.people.entry(key).or_insert(id);
            note_address(here, case, id, person).await?;
            id
        }
    };
    here.known.around.insert((case, who.to_owned()), id);
    Ok(())
}

/// The record that a report of this institution made of a minor of the story, the first there is.
fn minor_of_a_report(
    here: &Here<'_>,
    story: &Story,
    who: &str,
    institution: InstitutionId,
) -> Option<PersonId> {
    let told =
        here.known.made.iter().filter(|((s, _), _)| *s == story.id).filter_map(|(_, made)| match made {
            Made::Report(report) if here.known.report_at.get(report) == Some(&institution) => Some(*report),
            _ => None,
        });
    told.filter_map(|report| here.known.minor_persons.get(&(report, who.to_owned())).copied()).min()
}

async fn readable(cx: &Cx, id: PersonId) -> Result<bool, Halt> {
    let mut conn = cx.read().await?;
    Ok(people::readable(cx, &mut conn, id).await.is_ok())
}

/// Notes the address of somebody, when the story tells one that is no secret.
pub(in crate::demo) async fn note_address(
    here: &Here<'_>,
    case: CaseId,
    id: PersonId,
    person: &Person,
) -> Result<(), Halt> {
    if let Some(value) = &person.address {
        let contact = NewContact { kind: "address".into(), value: value.clone(), ..NewContact::default() };
        cases::note_contact(&here.cx, case, id, &contact).await?;
    }
    Ok(())
}

/// `case.relate`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Relate {
    case: String,
    from: String,
    to: String,
    kind: String,
    from_date: Option<PartialDate>,
    until: Option<PartialDate>,
    source: String,
    source_note: Option<String>,
    alleged: bool,
    #[serde(default)]
    twin: bool,
}

impl Relate {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let child = here.known.child_of.get(&case).map(|(_, child)| child.clone()).unwrap_or_default();
        let who = if self.from == child { &self.to } else { &self.from };
        let mut source = here.word(rulebook::list::INFORMATION_SOURCE, &self.source)?;
        if let Some(note) = &self.source_note {
            source = format!("{source} ({note})");
        }
        if self.twin {
            source = format!("{source} ; jumeaux");
        }
        let around = Around {
            kind: self.kind.clone(),
            from_date: self.from_date,
            until_date: self.until,
            source,
            alleged: self.alleged,
        };
        let story = here.story;
        relate(here, story, case, who, &around, None).await?;
        Ok(Made::Nothing)
    }
}

/// `case.correct_person`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Correct {
    case: String,
    person: String,
    given: Option<String>,
    family: Option<String>,
    birth: Option<PartialDate>,
    other_spelling: Option<Spelling>,
    source: String,
    source_note: Option<String>,
}

impl Correct {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let id = here.person_of_case(case, &self.person).await?;
        let person = {
            let mut conn = here.cx.read().await?;
            people::person(&mut conn, id).await?
        };
        if self.given.is_some() || self.family.is_some() || self.birth.is_some() {
            let told = here.story.person(&self.person);
            let change = PersonChange {
                given: self.given.clone(),
                family: self.family.clone(),
                birth: self.birth,
                // Born: the sex in the papers is known from the same source.
                sex: told.filter(|_| self.birth.is_some()).map(|p| sex(&p.sex)),
                ..PersonChange::default()
            };
            cases::amend_person(&here.cx, case, id, &change, person.version).await?;
        }
        if let Some(spelling) = &self.other_spelling {
            let mut source = here.word(rulebook::list::INFORMATION_SOURCE, &self.source)?;
            if let Some(note) = &self.source_note {
                source = format!("{source} ({note})");
            }
            cases::note_name(&here.cx, case, id, &spelled(spelling, &source)).await?;
        }
        Ok(Made::Nothing)
    }
}

/// `person.secret_address`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct SecretAddress {
    case: String,
    person: String,
    address: String,
    protected_from: Vec<String>,
    reason: String,
}

impl SecretAddress {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let person = here.person_of_case(case, &self.person).await?;
        let from: Vec<String> =
            self.protected_from.iter().map(|id| here.name_of(id)).collect::<Result<_, _>>()?;
        let contact = NewContact {
            kind: "address".into(),
            value: self.address.clone(),
            secret: true,
            protected_from: from.join(", "),
            source: self.reason.clone(),
            ..NewContact::default()
        };
        cases::note_contact(&here.cx, case, person, &contact).await?;
        Ok(Made::Address { case, person, words: self.address.clone() })
    }
}
