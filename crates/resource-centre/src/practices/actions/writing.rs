// SPDX-License-Identifier: EUPL-1.2
//! Writing a practice, and sending it to the bank.

use kernel::event::By;
use kernel::{DraftId, Event, EventKind, Ground, Id, InstitutionId, PracticeId, Refusal};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::{Conflict, ConflictField, Problem};
use register::directory::{self, TerritoryId};
use register::{apart, drafts};
use serde_json::json;
use uuid::Uuid;

use super::super::model::{
    Heading, LANGS, NewContact, NewPractice, NewSource, PRACTICE, Part, Practice, Texts,
};
use super::super::rules::{self, Leave, MOST_OF_A_KIND};
use super::super::steps::StepKind;
use super::super::words::Words;
use super::super::{events, store_write};
use super::{ours, refused, step};

/// Begins a practice of whoever's institution acts; the draft it comes from goes with it.
pub async fn draft(cx: &Cx, new: &NewPractice, kept: Option<DraftId>) -> Result<PracticeId, Problem> {
    if new.institution != cx.actor()?.institution {
        return Err(Problem::NotFound);
    }
    let all: Vec<&str> = new.texts.iter().map(|(_, words)| words).collect();
    apart::refuse_copies(cx, &all).await?;
    let mut tx = cx.begin().await?;
    let (id, event) = insert(cx, &mut tx, new).await?;
    drafts::sent(cx, &mut tx, kept).await?;
    tx.commit(event).await?;
    Ok(id)
}

/// Makes a draft card of a practice that was described elsewhere, in the transaction of whoever took it from there: the answer to a
/// survey. The draft is of the institution that described it: nobody but that institution sees it, completes it, and sends it to the
/// bank. The caller answers for `new.institution` having described it, asked `register::apart` before it began, and ends the
/// transaction.
pub async fn open_draft(cx: &Cx, tx: &mut Tx, new: &NewPractice) -> Result<PracticeId, Problem> {
    let (id, event) = insert(cx, tx, new).await?;
    tx.note(event);
    Ok(id)
}

async fn insert(cx: &Cx, tx: &mut Tx, new: &NewPractice) -> Result<(PracticeId, Event), Problem> {
    let title = clip(new.texts.get(Heading::Title), Heading::Title);
    if title.is_empty() {
        return Err(refused(cx, Refusal::new("no-title")));
    }
    let lang = LANGS.iter().find(|l| **l == new.lang).copied().unwrap_or(cx.lang.code());
    let (source, source_institution) = match &new.from {
        Some((reference, asked_by)) => (reference.clone(), Some(*asked_by)),
        None => (String::new(), None),
    };
    let practice = Practice {
        id: cx.new_id()?,
        institution: new.institution,
        drafted_by: cx.actor.as_ref().filter(|a| a.institution == new.institution).map(|a| a.practitioner),
        lang: lang.to_owned(),
        title,
        summary: clip(new.texts.get(Heading::Summary), Heading::Summary),
        territory: new.territory,
        source,
        source_institution,
        recorded_at: cx.now,
        version: 1,
        last_at: cx.now,
        level: None,
        editor_since: None,
        review_since: None,
        published_on: None,
        re_review_on: None,
        withdrawn_on: None,
    };
    let id = practice.id;
    store_write::insert(tx, &practice).await?;
    let mut texts = Texts::default();
    for (heading, words) in new.texts.iter() {
        texts.set(heading, &clip(words, heading));
    }
    let said: Vec<Heading> = texts.iter().map(|(heading, _)| heading).collect();
    store_write::write_texts(tx, id, &said, &texts).await?;
    store_write::write_sectors(tx, id, &new.sectors).await?;
    for contact in new.contacts.iter().filter(|c| !c.name.trim().is_empty()).take(MOST_OF_A_KIND) {
        store_write::add_contact(tx, id, cx.new_id::<PracticeId>()?.uuid(), contact).await?;
    }
    let detail = json!({ "from": practice.source }).to_string();
    let event = match &cx.actor {
        Some(_) => cx.event(events::PRACTICE_DRAFTED, PRACTICE.of(id), None, Ground::Function)?,
        None => Event::new(
            new.institution,
            events::PRACTICE_DRAFTED,
            PRACTICE.of(id),
            By::System,
            Ground::Administration,
        ),
    };
    Ok((id, if practice.source.is_empty() { event } else { event.with_detail(detail) }))
}

/// What was described elsewhere may be longer than what a card holds under a heading.
fn clip(words: &str, heading: Heading) -> String {
    words.trim().chars().take(heading.longest()).collect()
}

/// What is written in one part.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The texts of that part.
    pub texts: Texts,
    /// The language in which it is written, with the first part.
    pub lang: String,
    /// The territory where it is done, with the first part.
    pub territory: Option<TerritoryId>,
    /// The draft it comes from, which goes with it.
    pub draft: Option<DraftId>,
}

/// Writes a part. Whoever saves second is shown both texts.
pub async fn write(
    cx: &Cx,
    id: PracticeId,
    version: i64,
    part: Part,
    written: &Written,
) -> Result<(), Problem> {
    let all: Vec<&str> = written.texts.iter().map(|(_, words)| words).collect();
    apart::refuse_copies(cx, &all).await?;
    let mut deed = ours(cx, id).await?;
    deed.may_write(cx)?;
    if deed.card.practice.version != version {
        return Err(conflict(cx, &mut deed, part, written).await?);
    }
    if part == Part::About && written.texts.get(Heading::Title).is_empty() {
        return Err(refused(cx, Refusal::new("no-title")));
    }
    let mut practice = deed.card.practice.clone();
    if part == Part::About {
        written.texts.get(Heading::Title).clone_into(&mut practice.title);
        written.texts.get(Heading::Summary).clone_into(&mut practice.summary);
        practice.territory = written.territory;
        if let Some(lang) = LANGS.iter().find(|l| **l == written.lang) {
            (*lang).clone_into(&mut practice.lang);
        }
    }
    store_write::write_texts(&mut deed.tx, id, part.headings(), &written.texts).await?;
    store_write::touch(&mut deed.tx, &practice, cx.now).await?;
    drafts::sent(cx, &mut deed.tx, written.draft).await?;
    let event = deed.event(cx, events::PRACTICE_WRITTEN)?;
    let event = event.with_detail(json!({ "part": part.code(), "version": version + 1 }).to_string());
    Ok(deed.tx.commit(event).await?)
}

async fn conflict(cx: &Cx, deed: &mut super::Deed, part: Part, mine: &Written) -> Result<Problem, Problem> {
    let w = Words(cx.lang);
    let stored = &deed.card;
    let mut fields: Vec<ConflictField> = part
        .headings()
        .iter()
        .map(|h| ConflictField {
            name: h.code(),
            label: w.by_key(&format!("heading-{}", h.code())).unwrap_or_default().to_owned(),
            theirs: stored.texts.get(*h).to_owned(),
            mine: mine.texts.get(*h).to_owned(),
        })
        .collect();
    if part == Part::About {
        // Words, not ids: the page that reads them again takes either.
        let territories = directory::territories(&mut deed.tx).await?;
        let name = |id: Option<TerritoryId>| {
            let found = id.and_then(|id| territories.iter().find(|t| t.id == id));
            found.map(|t| t.name.clone()).unwrap_or_default()
        };
        fields.push(ConflictField {
            name: "territory",
            label: w.territory().to_owned(),
            theirs: name(stored.practice.territory),
            mine: name(mine.territory),
        });
        fields.push(ConflictField {
            name: "lang",
            label: w.lang().to_owned(),
            theirs: stored.practice.lang.clone(),
            mine: mine.lang.clone(),
        });
    }
    let resend_to = format!("/practices/{}/{}", stored.practice.id, part.code());
    Ok(Problem::Conflict(Box::new(Conflict { resend_to, version: stored.practice.version, fields })))
}

/// A change of something that hangs from a practice.
async fn change(cx: &Cx, deed: super::Deed, kind: EventKind, what: &str) -> Result<(), Problem> {
    let event = deed.event(cx, kind)?.with_detail(json!({ "changed": what }).to_string());
    Ok(deed.tx.commit(event).await?)
}

fn room(cx: &Cx, there: usize) -> Result<(), Problem> {
    if there < MOST_OF_A_KIND { Ok(()) } else { Err(refused(cx, Refusal::new("too-many"))) }
}

/// A service with which it is done, from the directory; and the sectors that it concerns, when they are given.
pub async fn add_partner(cx: &Cx, id: PracticeId, partner: InstitutionId) -> Result<(), Problem> {
    let mut deed = ours(cx, id).await?;
    deed.may_write(cx)?;
    room(cx, deed.card.partners.len())?;
    if partner == deed.card.practice.institution {
        return Err(refused(cx, Refusal::new("partner-is-here")));
    }
    directory::institution(&mut deed.tx, partner).await?.ok_or(Problem::NotFound)?;
    store_write::add_partner(&mut deed.tx, id, partner).await?;
    change(cx, deed, events::PRACTICE_WRITTEN, "partners").await
}

/// Takes one out again.
pub async fn remove_partner(cx: &Cx, id: PracticeId, partner: InstitutionId) -> Result<(), Problem> {
    let mut deed = ours(cx, id).await?;
    deed.may_write(cx)?;
    if store_write::remove_partner(&mut deed.tx, id, partner).await? == 0 {
        return Err(Problem::NotFound);
    }
    change(cx, deed, events::PRACTICE_WRITTEN, "partners").await
}

/// The sectors that it concerns.
pub async fn set_sectors(cx: &Cx, id: PracticeId, sectors: &[String]) -> Result<(), Problem> {
    let mut deed = ours(cx, id).await?;
    deed.may_write(cx)?;
    store_write::write_sectors(&mut deed.tx, id, sectors).await?;
    change(cx, deed, events::PRACTICE_WRITTEN, "sectors").await
}

/// Something that results rest on.
pub async fn add_source(cx: &Cx, id: PracticeId, new: &NewSource) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&new.citation, &new.place]).await?;
    let mut deed = ours(cx, id).await?;
    deed.may_write(cx)?;
    room(cx, deed.card.sources.len())?;
    if new.citation.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-citation")));
    }
    let source = cx.new_id::<PracticeId>()?.uuid();
    store_write::add_source(&mut deed.tx, id, source, new, cx.now).await?;
    change(cx, deed, events::PRACTICE_WRITTEN, "sources").await
}

/// Takes one out again.
pub async fn remove_source(cx: &Cx, id: PracticeId, source: Uuid) -> Result<(), Problem> {
    let mut deed = ours(cx, id).await?;
    deed.may_write(cx)?;
    if store_write::remove_source(&mut deed.tx, id, source).await? == 0 {
        return Err(Problem::NotFound);
    }
    change(cx, deed, events::PRACTICE_WRITTEN, "sources").await
}

/// Somebody whom one may turn to, with what they agreed to have published.
pub async fn add_contact(cx: &Cx, id: PracticeId, new: &NewContact) -> Result<(), Problem> {
    let mut deed = ours(cx, id).await?;
    rules::keeping_contacts(&deed.card, cx.today()).map_err(|r| refused(cx, r))?;
    room(cx, deed.card.contacts.len())?;
    if new.name.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-name")));
    }
    let contact = cx.new_id::<PracticeId>()?.uuid();
    store_write::add_contact(&mut deed.tx, id, contact, new).await?;
    change(cx, deed, events::PRACTICE_CONTACTS_CHANGED, "contacts").await
}

/// Takes somebody out: they left, or do not wish to be turned to any more.
pub async fn remove_contact(cx: &Cx, id: PracticeId, contact: Uuid) -> Result<(), Problem> {
    let mut deed = ours(cx, id).await?;
    rules::keeping_contacts(&deed.card, cx.today()).map_err(|r| refused(cx, r))?;
    if store_write::remove_contact(&mut deed.tx, id, contact).await? == 0 {
        return Err(Problem::NotFound);
    }
    change(cx, deed, events::PRACTICE_CONTACTS_CHANGED, "contacts").await
}

/// What whoever sends a practice says of it.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    /// They read it again, and nobody can be recognised in it.
    pub unrecognisable: bool,
    /// Whether it tells the situation of a family, and whether those agreed.
    pub leave: Leave,
}

/// Sends it to the bank.
pub async fn submit(cx: &Cx, id: PracticeId, sending: Sending) -> Result<(), Problem> {
    let deed = ours(cx, id).await?;
    rules::submitting(&deed.card, sending.unrecognisable, sending.leave, cx.today())
        .map_err(|r| refused(cx, r))?;
    let mut new = step(cx, StepKind::Submitted)?;
    // What they said of the family's leave is kept with the step, as a code.
    sending.leave.code().clone_into(&mut new.words);
    deed.take(cx, events::PRACTICE_SUBMITTED, new).await
}
