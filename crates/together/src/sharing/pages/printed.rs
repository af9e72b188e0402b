// SPDX-License-Identifier: EUPL-1.2
//! The list of who was told what, on paper: the same as on the screen, as a file that can be printed, kept, and read aloud.

use ::register::access::Action;
use ::register::{cases, directory, ledger};
use kernel::{Date, SubjectKind};
use platform::http::{Cx, Reply, attachment};
use platform::problem::Problem;
use serde_json::{Value, json};

use super::super::model::{Disclosure, Told};
use super::super::{actions, events, masking, printing, store};
use super::{Names, open_case, words};

/// The letter of the packs.
const LETTER: &str = "disclosures-list";
/// As many as a list holds.
const MOST: i64 = 500;

pub(super) async fn told(cx: Cx) -> Result<Reply, Problem> {
    let (mut conn, grant, frame) = open_case(&cx, Action::Read, "disclosures").await?;
    let all = cases::with_merged(&mut conn, &grant).await?;
    let mut found = store::of_cases(&mut conn, &grant, &all, None, MOST).await?;
    found.retain(|d| d.executed.is_some());
    let secrets = cases::secrets_of(&mut conn, &grant).await?;
    found.iter_mut().for_each(|d| masking::disclosure(d, &secrets));
    let names = Names::of(&cx, &mut conn, &found).await?;
    let actor = cx.actor()?;
    let service = directory::institution(&mut conn, actor.institution).await?;
    let phone = service.map(|service| service.fields.phone).unwrap_or_default();
    drop(conn);
    let day = |at: kernel::Instant| at.local_date(&cx.zone);
    let first = found.iter().filter_map(|d| d.executed.as_ref()).map(|told| day(told.at)).min();
    let child = frame.child.as_ref().map(|child| cases::child_name(&cx, child)).unwrap_or_default();
    let entries = found.iter().filter_map(|d| entry(&cx, d, &names));
    let facts = json!({
        "date": cx.today().to_string(),
        "reference": frame.reference(),
        "from": first.unwrap_or(cx.today()).to_string(),
        "to": cx.today().to_string(),
        "sender": { "institution": actor.institution_name },
        "child": { "name": child },
        "contact": { "name": actor.name, "phone": phone },
        "disclosures": entries.collect::<Vec<_>>(),
    });
    let pack = directory::pack(&cx, &actor.pack)?;
    let letter = pack.letter(LETTER, cx.lang, cx.today(), &facts).ok_or(Problem::NotFound)?;
    let subject = SubjectKind::CASE.of(grant.subject());
    ledger::witness_reading(&cx, events::DISCLOSURES_PRINTED, subject, grant.ground()).await?;
    let bytes = knowledge::letters::print(&cx, letter).await?;
    Ok(attachment("application/pdf", words(&cx).printed_name(), bytes))
}

/// One disclosure as the list tells it: what was told, by its title, never how it was put; and what was kept back.
fn entry(cx: &Cx, d: &Disclosure, names: &Names) -> Option<Value> {
    let told = d.executed.as_ref()?;
    let rules = actions::rule_set(cx, d).ok()?;
    let recipients = d.open_recipients().map(|r| {
        json!({ "name": names.practitioner(r.practitioner), "institution": names.institution(r.institution) })
    });
    let read = |piece: &super::super::model::Piece| {
        d.open_recipients().any(|r| d.open_to(r.practitioner).iter().any(|open| open.id == piece.id))
    };
    let (items, withheld): (Vec<_>, Vec<_>) = d.composition.pieces.iter().partition(|p| read(p));
    let titles = |pieces: Vec<&super::super::model::Piece>| -> Vec<String> {
        pieces.into_iter().map(|p| p.title.clone()).collect()
    };
    let family = d.composition.family.iter().filter_map(|f| match &f.told {
        Some(Told::On { on, how, .. }) => Some(before(names.person(f.person), *on, how)),
        _ => None,
    });
    let mut entry = json!({
        "on": told.at.local_date(&cx.zone).to_string(),
        "by": names.practitioner(told.by),
        "items": titles(items),
        "purpose": d.composition.why,
        "recipients": recipients.collect::<Vec<_>>(),
        "rule": printing::rule(rules, cx.lang, told.at.local_date(&cx.zone)),
        "told": family.collect::<Vec<_>>(),
    });
    // What was asked about and kept back is named too: the family reads what was not told.
    if !withheld.is_empty() {
        entry["withheld"] = json!(titles(withheld));
    }
    Some(entry)
}

fn before(name: &str, on: Date, how: &str) -> Value {
    json!({ "name": name, "on": on.to_string(), "how": how })
}
