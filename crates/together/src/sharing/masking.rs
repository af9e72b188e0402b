// SPDX-License-Identifier: EUPL-1.2
//! What is kept secret, masked in the words of decisions wherever they are shown: an address may have become a secret after it
//! was written down, or told.

use platform::db::Conn;
use platform::problem::Problem;
use register::cases;
use register::people::Secrets;

use super::model::{Disclosure, Objection, Opinion, Told};

/// Masks what people wrote into a decision. What was kept in the database stays as it is.
pub(super) fn disclosure(d: &mut Disclosure, secrets: &Secrets) {
    if secrets.is_empty() {
        return;
    }
    let mask = |text: &mut String| *text = secrets.mask(text);
    let c = &mut d.composition;
    mask(&mut c.why);
    for piece in &mut c.pieces {
        mask(&mut piece.title);
        mask(&mut piece.words);
    }
    c.needs.iter_mut().for_each(|need| mask(&mut need.what_for));
    for told in c.family.iter_mut().filter_map(|f| f.told.as_mut()) {
        match told {
            Told::On { how, words, .. } => {
                mask(how);
                mask(words);
            }
            Told::NotTold { words, .. } | Told::NotConcerned { words } => mask(words),
        }
    }
    if let Some(decided) = &mut d.decided {
        mask(&mut decided.reason);
        mask(&mut decided.alternative);
    }
    if let Some(back) = &mut d.withdrawn {
        mask(&mut back.why);
    }
}

/// Masks what is shown to those who were told it, and hold no seat in the case it comes from. A few decisions, mostly of one case.
pub(super) async fn for_readers(conn: &mut Conn, told: &mut [Disclosure]) -> Result<(), Problem> {
    let mut cases: Vec<_> = told.iter().filter_map(|d| d.case).collect();
    cases.sort();
    cases.dedup();
    for case in cases {
        let secrets = cases::secrets_in(conn, case).await?;
        told.iter_mut().filter(|d| d.case == Some(case)).for_each(|d| disclosure(d, &secrets));
    }
    Ok(())
}

/// Masks what was said in an objection, and answered.
pub(super) fn objection(objection: &mut Objection, secrets: &Secrets) {
    objection.words = secrets.mask(&objection.words);
    objection.finding_reason = objection.finding_reason.as_deref().map(|reason| secrets.mask(reason));
}

/// Masks what somebody outside was asked, and answered.
pub(super) fn opinion(opinion: &mut Opinion, secrets: &Secrets) {
    opinion.question = secrets.mask(&opinion.question);
    opinion.answer = opinion.answer.as_deref().map(|answer| secrets.mask(answer));
}
