// SPDX-License-Identifier: EUPL-1.2
//! Letters to the child and the family: written from a decision, kept, handed over.

use kernel::{AttachmentId, Date, DisclosureId, Lang, Layer, LetterId, PersonId, Refusal, SubjectKind};
use platform::db::Conn;
use platform::files::{self, FileError, Limits};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::Action;
use register::cases::{self, Entry};
use register::people::Person;
use register::{directory, ledger};
use rulebook::letter as letters;
use serde_json::json;

use super::super::letter::{self, Announced, Delivered, Letter, Way};
use super::super::model::{Composition, Disclosure, Informed, Share, Told};
use super::super::printing::{self, Address, Cast, Written};
use super::super::words::Words;
use super::super::{events, facts, rules, store_letters};
use super::compose::keep;
use super::{Leave, asked, begin, event, refused, rule_set, secrets_of};

/// A letter to be written.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// To whom.
    pub person: PersonId,
    /// In which language.
    pub language: Lang,
    /// In which language an interpreter explains it; empty without one.
    pub interpreter: String,
    /// The day before which nothing will be told; for what was told, the day is known.
    pub telling_on: Option<Date>,
    /// Why the person was not told before, for what was told without.
    pub late_reason: String,
}

/// What a letter to somebody would say, and what there is to know before it is written.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// What it would announce.
    pub announced: Announced,
    /// The day on which it was told; nothing while it was not.
    pub told_on: Option<Date>,
    /// Whether it tells the person what they should have known before.
    pub is_late: bool,
    /// Where it may be sent.
    pub address: Address,
    /// The languages the person speaks, as noted.
    pub languages: String,
    /// The interpreter the person needs, as noted.
    pub interpreter: String,
}

/// What there is to announce of a decision: what was decided, else what the rules would permit if everybody had been told.
pub async fn announced(
    cx: &Cx,
    conn: &mut Conn,
    leave: &Leave,
    disclosure: &Disclosure,
) -> Result<Announced, Problem> {
    let answer = match &disclosure.decided {
        Some(decided) => decided.decision.clone(),
        None => {
            let (asked, _) = asked(cx, conn, leave, disclosure, Some(cx.today())).await?;
            facts::foreseen(&asked, rule_set(cx, disclosure)?)
        }
    };
    Ok(Announced::of(&disclosure.composition, &answer))
}

fn executed_on(cx: &Cx, disclosure: &Disclosure) -> Option<Date> {
    disclosure.executed.as_ref().map(|told| told.at.local_date(&cx.zone))
}

fn informed(composition: &Composition, person: PersonId) -> Option<&Informed> {
    composition.family.iter().find(|f| f.person == person)
}

/// Looks ahead at a letter to somebody of the family; a stranger to the decision gets none.
pub async fn outlook(
    cx: &Cx,
    conn: &mut Conn,
    leave: &Leave,
    disclosure: &Disclosure,
    person: PersonId,
) -> Result<Outlook, Problem> {
    Ok(ahead(cx, conn, leave, disclosure, person).await?.0)
}

async fn ahead(
    cx: &Cx,
    conn: &mut Conn,
    leave: &Leave,
    disclosure: &Disclosure,
    person: PersonId,
) -> Result<(Outlook, Cast), Problem> {
    let known = informed(&disclosure.composition, person).ok_or(Problem::NotFound)?;
    let mut announced = announced(cx, conn, leave, disclosure).await?;
    letter::writing(disclosure, person, &announced).map_err(|r| refused(cx, r))?;
    let secrets = secrets_of(conn, leave).await?;
    announced.why = secrets.mask(&announced.why);
    let cast = Cast::of(cx, conn, disclosure, secrets).await?;
    // Where there is no case, the family is known by name only.
    let who = cast.person(person);
    let is_nobody = |p: &Person| (p.birth.is_none() && p.expected_on.is_some()) || p.died_on.is_some();
    if who.is_some_and(is_nobody) {
        return Err(refused(cx, Refusal::new("letter-to-nobody")));
    }
    let told_on = executed_on(cx, disclosure);
    let knew = matches!((&known.told, told_on), (Some(Told::On { on, .. }), Some(told)) if *on <= told);
    let outlook = Outlook {
        announced,
        told_on,
        is_late: told_on.is_some() && !knew,
        address: cast.address(person),
        languages: who.map(|p| p.languages.clone()).unwrap_or_default(),
        interpreter: who.map(|p| p.interpreter.clone()).unwrap_or_default(),
    };
    Ok((outlook, cast))
}

/// Writes a letter. Its facts are those of the decision, and its bytes are kept: what was handed over can be found again.
pub async fn write_letter(cx: &Cx, id: DisclosureId, new: &NewLetter) -> Result<LetterId, Problem> {
    let mut conn = cx.read().await?;
    let (leave, d) = super::disclosure(cx, &mut conn, Action::Write, id).await?;
    let (outlook, cast) = ahead(cx, &mut conn, &leave, &d, new.person).await?;
    let reference = match leave.in_case() {
        Some(grant) => cases::facts(&mut conn, grant.subject(), cx.now).await?.case.reference,
        None => String::new(),
    };
    drop(conn);
    let comes_after = outlook.told_on.is_some();
    let telling_on =
        outlook.told_on.or(new.telling_on).ok_or_else(|| refused(cx, Refusal::new("telling-without-day")))?;
    letter::naming_day(comes_after, telling_on, cx.today()).map_err(|r| refused(cx, r))?;
    let late_reason = if outlook.is_late { new.late_reason.trim() } else { "" };
    if outlook.is_late && late_reason.is_empty() {
        return Err(refused(cx, Refusal::new("late-without-reason")));
    }
    let written = Written {
        person: new.person,
        lang: new.language,
        announced: &outlook.announced,
        comes_after,
        telling_on,
        interpreter: new.interpreter.trim(),
        late_reason,
        reference: &reference,
    };
    let rules = rule_set(cx, &d)?;
    let facts = printing::letter_facts(cx, &d, rules, &cast, &written);
    let is_child = d.composition.child() == Some(new.person);
    let name = if is_child { letters::INFORMATION_CHILD } else { letters::INFORMATION_AUTHORITY };
    let pack = directory::pack(cx, &d.pack)?;
    let letter = pack
        .letter(name, new.language, cx.today(), &facts)
        .ok_or_else(|| refused(cx, Refusal::new("letter-not-in-language")))?;
    let bytes = knowledge::letters::print(cx, letter).await?;

    let (mut tx, leave, now) = begin(cx, Action::Write, id).await?;
    // Composed meanwhile by somebody else: the letter would say what is no more.
    if now.version != d.version {
        return Err(refused(cx, Refusal::new("changed-meanwhile")));
    }
    let (letter, file): (LetterId, AttachmentId) = (cx.new_id()?, cx.new_id()?);
    let limits = Limits { bytes: cx.app.config.upload_limit_bytes };
    files::put(&mut tx, file, Words(new.language).letter_file(), &bytes, limits).await.map_err(
        |e| match e {
            FileError::Refused(refusal) => Problem::fault(refusal.code),
            FileError::Store(e) => e.into(),
        },
    )?;
    let row = store_letters::New {
        id: letter,
        person: new.person,
        language: new.language,
        interpreter: written.interpreter,
        announced: &outlook.announced,
        comes_after,
        telling_on,
        file,
        facts: &facts.to_string(),
        by: leave.practitioner(),
    };
    store_letters::insert(&mut tx, &now, &row, cx.now).await?;
    let detail = json!({
        "letter": letter.to_string(), "person": new.person.to_string(), "language": new.language.code(),
        "after": comes_after,
    });
    tx.commit(event(cx, &leave, events::LETTER_WRITTEN, id)?.with_detail(detail.to_string())).await?;
    Ok(letter)
}

/// A letter of a decision, for whoever reads the decision.
pub async fn letter_of(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    id: DisclosureId,
    letter: LetterId,
) -> Result<(Leave, Disclosure, Letter), Problem> {
    let (leave, d) = super::disclosure(cx, conn, action, id).await?;
    let found = store_letters::one(conn, &d, letter).await?.ok_or(Problem::NotFound)?;
    Ok((leave, d, found))
}

/// The letters of a decision, the newest first, for whoever holds it.
pub async fn letters_of(conn: &mut Conn, disclosure: &Disclosure) -> Result<Vec<Letter>, Problem> {
    Ok(store_letters::of(conn, disclosure).await?)
}

/// The file of a letter, as it was written. That it was opened is noted before a byte is read. A letter that holds what is kept
/// secret since is opened no more: paper cannot be masked.
pub async fn open_letter(cx: &Cx, id: DisclosureId, letter: LetterId) -> Result<(Letter, Vec<u8>), Problem> {
    let mut conn = cx.read().await?;
    let (leave, _, found) = letter_of(cx, &mut conn, Action::Read, id, letter).await?;
    let (said, secrets) =
        (store_letters::facts(&mut conn, &found).await?, secrets_of(&mut conn, &leave).await?);
    let holds_a_secret = |said: &str| secrets.mask(said) != said;
    let said: serde_json::Value = serde_json::from_str(&said).unwrap_or_default();
    if printing::texts(&said).iter().any(|said| holds_a_secret(said)) {
        return Err(refused(cx, Refusal::new("letter-holds-secret")));
    }
    let about = SubjectKind::DISCLOSURE.of(id);
    ledger::witness_reading(cx, events::LETTER_OPENED, about, leave.ground()).await?;
    let (_, bytes) = files::read(&mut conn, found.file).await?.ok_or(Problem::NotFound)?;
    Ok((found, bytes))
}

/// How a letter reached somebody.
#[derive(Clone, Debug)]
pub struct Handed {
    /// How.
    pub way: Way,
    /// On which day.
    pub on: Date,
    /// Whether it was explained.
    pub explained: bool,
    /// With which interpreter; empty without one.
    pub with: String,
}

/// Notes that a letter reached the person. While the decision is prepared, that is how they were told: of whom and of what the
/// letter names, and of nothing else.
pub async fn deliver(cx: &Cx, id: DisclosureId, letter: LetterId, handed: &Handed) -> Result<(), Problem> {
    let (mut tx, leave, before) = begin(cx, Action::Write, id).await?;
    let found = store_letters::one(&mut tx, &before, letter).await?.ok_or(Problem::NotFound)?;
    let written_on = found.written_at.local_date(&cx.zone);
    letter::delivering(&found, written_on, executed_on(cx, &before), handed.on, cx.today())
        .map_err(|r| refused(cx, r))?;
    let delivered = Delivered {
        way: handed.way,
        on: handed.on,
        explained: handed.explained,
        with: handed.with.trim().to_owned(),
        by: leave.practitioner(),
        at: cx.now,
    };
    store_letters::deliver(&mut tx, &found, &delivered).await?;
    let counts = rules::composing(&before).is_ok() && !found.comes_after;
    if counts {
        let mut composition = before.composition.clone();
        tell_by_letter(cx, &mut composition, &found, &delivered);
        if composition != before.composition {
            keep(cx, &mut tx, &before, composition).await?;
        }
    }
    if let Some(grant) = leave.in_case() {
        let name = name_of(cx, &mut tx, found.person).await?;
        let entry = Entry::now(cx, grant.subject(), Layer::Institution, "letter_delivered", &name)
            .on(cx, handed.on)
            .about(SubjectKind::DISCLOSURE.of(id));
        cases::publish(cx, &mut tx, &entry).await?;
    }
    let detail = json!({
        "letter": letter.to_string(), "person": found.person.to_string(), "way": handed.way.code(),
        "on": handed.on.to_string(), "explained": handed.explained, "before_telling": counts,
    });
    tx.commit(event(cx, &leave, events::LETTER_DELIVERED, id)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}

async fn name_of(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<String, Problem> {
    let found = register::people::persons(conn, &[person]).await?.pop();
    Ok(found.map(|p| cases::child_name(cx, &p)).unwrap_or_default())
}

/// The step « who was told » of whoever got the letter. What they know already, and of more, stays as it was noted.
fn tell_by_letter(cx: &Cx, composition: &mut Composition, letter: &Letter, delivered: &Delivered) {
    let known = composition.announced_to.iter().find(|a| a.person == letter.person);
    let knows = |share: &Share| {
        let told = known.and_then(|k| k.shares.iter().find(|s| s.to == share.to));
        told.is_some_and(|told| share.pieces.iter().all(|p| told.pieces.contains(p)))
    };
    if known.is_some() && letter.announced.shares.iter().all(knows) {
        return;
    }
    let w = Words(cx.lang);
    let way = w.by_key(&format!("letter-how-{}", delivered.way.code().replace('_', "-"))).unwrap_or_default();
    let how = if delivered.explained { w.letter_how_explained(way) } else { way.to_owned() };
    let language = letter.language.own_name().to_lowercase();
    let language = match delivered.with.as_str() {
        "" => language,
        with => w.letter_with_interpreter(&language, with),
    };
    let told = Told::On {
        on: delivered.on,
        how,
        language,
        words: String::new(),
        of: letter.announced.recipients().collect(),
    };
    if let Some(informed) = composition.family.iter_mut().find(|f| f.person == letter.person) {
        informed.told = Some(told);
    }
    composition.announce(letter.person, Some(letter.announced.shares.clone()), Some(letter.id));
}
