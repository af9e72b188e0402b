// SPDX-License-Identifier: EUPL-1.2
//! Writing practices down. Whoever calls holds the practice and looked whether it may be done.

use kernel::{Instant, InstitutionId, PracticeId};
use platform::args;
use platform::db::{Conn, StoreError};
use uuid::Uuid;

use super::card::Kept;
use super::model::{Heading, NewContact, NewSource, Practice, Texts};
use super::steps::{Review, Step};

// trusts its caller: acts for its institution, or takes it from an answer of that institution
pub(super) async fn insert(conn: &mut Conn, p: &Practice) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO practices (id, institution_id, drafted_by, lang, title, summary, territory_id, source,
           source_institution_id, recorded_at, version, last_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $10)",
        args![
            p.id,
            p.institution,
            p.drafted_by,
            p.lang.as_str(),
            p.title.as_str(),
            p.summary.as_str(),
            p.territory,
            p.source.as_str(),
            p.source_institution,
            p.recorded_at
        ],
    )
    .await
    .map(drop)
}

/// Writes what is said under some headings, with the language, the territory, if they are of that part.
// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn write_texts(
    conn: &mut Conn,
    id: PracticeId,
    headings: &[Heading],
    texts: &Texts,
) -> Result<(), StoreError> {
    for heading in headings.iter().filter(|h| !matches!(h, Heading::Title | Heading::Summary)) {
        let words = texts.get(*heading);
        if words.is_empty() {
            conn.run(
                "DELETE FROM practice_texts WHERE practice_id = $1 AND heading = $2",
                args![id, heading],
            )
            .await?;
            continue;
        }
        conn.run(
            "INSERT INTO practice_texts (practice_id, heading, words) VALUES ($1, $2, $3)
             ON CONFLICT (practice_id, heading) DO UPDATE SET words = excluded.words",
            args![id, heading, words],
        )
        .await?;
    }
    Ok(())
}

// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn write_sectors(
    conn: &mut Conn,
    id: PracticeId,
    sectors: &[String],
) -> Result<(), StoreError> {
    conn.run("DELETE FROM practice_sectors WHERE practice_id = $1", args![id]).await?;
    for sector in sectors {
        conn.run(
            "INSERT INTO practice_sectors (practice_id, sector) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            args![id, sector.as_str()],
        )
        .await?;
    }
    Ok(())
}

/// Counts a change, with the line itself.
// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn touch(conn: &mut Conn, p: &Practice, now: Instant) -> Result<(), StoreError> {
    conn.change(
        "UPDATE practices SET title = $3, summary = $4, lang = $5, territory_id = $6, last_at = $7, version = version + 1
         WHERE id = $1 AND version = $2",
        args![p.id, p.version, p.title.as_str(), p.summary.as_str(), p.lang.as_str(), p.territory, now],
    )
    .await
}

// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn add_partner(
    conn: &mut Conn,
    id: PracticeId,
    partner: InstitutionId,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO practice_partners (practice_id, institution_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        args![id, partner],
    )
    .await
    .map(drop)
}

// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn remove_partner(
    conn: &mut Conn,
    id: PracticeId,
    partner: InstitutionId,
) -> Result<u64, StoreError> {
    conn.run(
        "DELETE FROM practice_partners WHERE practice_id = $1 AND institution_id = $2",
        args![id, partner],
    )
    .await
}

// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn add_source(
    conn: &mut Conn,
    id: PracticeId,
    source: Uuid,
    new: &NewSource,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO practice_sources (id, practice_id, kind, citation, place, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![source, id, new.kind, new.citation.as_str(), new.place.as_str(), now],
    )
    .await
    .map(drop)
}

// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn remove_source(conn: &mut Conn, id: PracticeId, source: Uuid) -> Result<u64, StoreError> {
    conn.run("DELETE FROM practice_sources WHERE practice_id = $1 AND id = $2", args![id, source]).await
}

// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn add_contact(
    conn: &mut Conn,
    id: PracticeId,
    contact: Uuid,
    new: &NewContact,
) -> Result<(), StoreError> {
    let s = new.shows;
    conn.run(
        "INSERT INTO practice_contacts (id, practice_id, name, role, address, phone, email, shows_name, shows_address,
           shows_phone, shows_email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            contact,
            id,
            new.name.as_str(),
            new.role.as_str(),
            new.address.as_str(),
            new.phone.as_str(),
            new.email.as_str(),
            s.name,
            s.address,
            s.phone,
            s.email
        ],
    )
    .await
    .map(drop)
}

// trusts its caller: holds the practice, and looked whether it may be written
pub(super) async fn remove_contact(
    conn: &mut Conn,
    id: PracticeId,
    contact: Uuid,
) -> Result<u64, StoreError> {
    conn.run("DELETE FROM practice_contacts WHERE practice_id = $1 AND id = $2", args![id, contact]).await
}

/// Writes a step down, with the moments that lists are made by.
// trusts its caller: holds the practice, and looked whether the step may follow
pub(super) async fn add_step(
    conn: &mut Conn,
    id: PracticeId,
    step: &Step,
    kept: &Kept,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO practice_steps (practice_id, seq, kind, recorded_at, on_day, by_id, institution_id, level, harmful, words)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            id,
            step.seq,
            step.kind,
            step.recorded_at,
            step.on,
            step.by,
            step.institution,
            step.level,
            step.harmful,
            step.words.as_str()
        ],
    )
    .await?;
    keep(conn, id, kept, step.recorded_at).await
}

/// The moments that lists are made by.
// trusts its caller: holds the practice, and wrote down that from which they follow
pub(super) async fn keep(
    conn: &mut Conn,
    id: PracticeId,
    kept: &Kept,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "UPDATE practices SET level = $2, editor_since = $3, review_since = $4, published_on = $5, re_review_on = $6,
           withdrawn_on = $7, last_at = $8 WHERE id = $1",
        args![
            id,
            kept.level,
            kept.editor_since,
            kept.review_since,
            kept.published_on,
            kept.re_review_on,
            kept.withdrawn_on,
            now
        ],
    )
    .await
    .map(drop)
}

/// The words by which it is found: written when it is published, since what is said does not change after.
// trusts its caller: publishes it
pub(super) async fn index(conn: &mut Conn, id: PracticeId, words: &[String]) -> Result<(), StoreError> {
    conn.run("DELETE FROM practice_words WHERE practice_id = $1", args![id]).await?;
    for word in words {
        conn.run(
            "INSERT INTO practice_words (word, practice_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            args![word.as_str(), id],
        )
        .await?;
    }
    Ok(())
}

// trusts its caller: an editor of the bank, who holds the practice
pub(super) async fn add_review(conn: &mut Conn, id: PracticeId, review: &Review) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO practice_reviews (id, practice_id, round, reviewer_id, institution_id, named_at, words)
         VALUES ($1, $2, $3, $4, $5, $6, '')",
        args![review.id, id, review.round, review.reviewer, review.institution, review.named_at],
    )
    .await
    .map(drop)
}

/// What a reader declared, or answered.
// trusts its caller: the reader themselves, who holds the practice
pub(super) async fn change_review(conn: &mut Conn, review: &Review) -> Result<(), StoreError> {
    conn.run(
        "UPDATE practice_reviews SET declared_at = $2, recused_at = $3, answered_at = $4, finding = $5, level = $6,
           source_id = $7, words = $8 WHERE id = $1",
        args![
            review.id,
            review.declared_at,
            review.recused_at,
            review.answered_at,
            review.finding,
            review.level,
            review.source,
            review.words.as_str()
        ],
    )
    .await
    .map(drop)
}
