// SPDX-License-Identifier: EUPL-1.2
//! Words that only whoever may read a thing should ever see: numbers and names, what was reported, noted, told and attached,
//! where people live.

use std::collections::{BTreeSet, HashMap};

use platform::args;
use platform::db::{Db, Reader};
use uuid::Uuid;

use super::Walker;

/// How much of a text is looked for: enough to be of nothing else.
const BEGINNING: usize = 32;

/// Words, of what they are, and of whom alone.
struct Secret {
    /// As a table holds them, and as a page does.
    words: [String; 2],
    of: Uuid,
    alone: Option<Uuid>,
    /// Said by whoever reported, or to them.
    with_reporter: bool,
}

/// All of them, and where the first bytes of each lead: a page is read once, however many there are.
pub struct Secrets {
    all: Vec<Secret>,
    begins: Vec<bool>,
    by_begin: HashMap<u32, Vec<usize>>,
}

/// Four bytes as one number.
fn four(bytes: &[u8], at: usize) -> u32 {
    u32::from(bytes[at]) << 24
        | u32::from(bytes[at + 1]) << 16
        | u32::from(bytes[at + 2]) << 8
        | u32::from(bytes[at + 3])
}

/// A place in a small table for four bytes.
fn place(four: u32) -> usize {
    (four.wrapping_mul(2_654_435_761) >> 16) as usize
}

/// The beginning of a text, cut between two characters.
fn beginning(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    let end = line.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= BEGINNING).last();
    &line[..end.unwrap_or(0)]
}

/// A text as a page shows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

async fn told(conn: &mut Reader, sql: &'static str) -> Vec<(Uuid, String)> {
    conn.all(sql, args![]).await.unwrap()
}

impl Secrets {
    pub async fn of(db: &Db) -> Secrets {
        let mut conn = db.read().await.unwrap();
        let conn = &mut conn;
        let mut out = Vec::new();
        let mut add = |of: Uuid, text: &str, alone: Option<Uuid>, with_reporter: bool| {
            let text = beginning(text);
            if text.chars().count() > 8 {
                out.push(Secret { words: [text.to_owned(), escaped(text)], of, alone, with_reporter });
            }
        };
        for sql in [
            "SELECT id, reference FROM cases ORDER BY id LIMIT 500",
            "SELECT c.id, p.given || ' ' || p.family FROM cases c JOIN persons p ON p.id = c.child_id
             WHERE p.given <> '' AND p.family <> '' ORDER BY c.id LIMIT 500",
            // Numbers of reports are each institution's own, and appear in hints as examples: their words are what counts.
            "SELECT id, observed FROM reports ORDER BY id LIMIT 500",
            "SELECT report_id, text FROM report_messages ORDER BY id LIMIT 500",
            "SELECT report_id, words FROM evaluation_views ORDER BY id LIMIT 500",
            "SELECT case_id, summary FROM contacts ORDER BY id LIMIT 500",
            "SELECT case_id, text FROM attention_notes ORDER BY id LIMIT 500",
            "SELECT parent_id, label FROM attachments ORDER BY id LIMIT 500",
            "SELECT consultation_id, text FROM consultation_minutes ORDER BY id LIMIT 500",
            "SELECT l.subject_id, c.value FROM person_contacts c JOIN person_links l ON l.person_id = c.person_id
             ORDER BY c.id, l.subject_id LIMIT 5000",
            "SELECT t.practice_id, t.words FROM practice_texts t JOIN practices p ON p.id = t.practice_id
             WHERE p.published_on IS NULL ORDER BY t.practice_id, t.heading LIMIT 500",
            "SELECT practice_id, words FROM practice_harms ORDER BY id LIMIT 500",
        ] {
            for (of, text) in told(conn, sql).await {
                add(of, &text, None, sql.contains("FROM reports") || sql.contains("FROM report_messages"));
            }
        }
        for part in ["observed", "heard", "thought"] {
            let sql = match part {
                "observed" => "SELECT case_id, author_id, layer, observed FROM notes ORDER BY id LIMIT 500",
                "heard" => "SELECT case_id, author_id, layer, heard FROM notes ORDER BY id LIMIT 500",
                _ => "SELECT case_id, author_id, layer, thought FROM notes ORDER BY id LIMIT 500",
            };
            let notes: Vec<(Uuid, Uuid, String, String)> = conn.all(sql, args![]).await.unwrap();
            for (of, author, layer, text) in notes {
                add(of, &text, Some(author).filter(|_| layer == "own"), false);
            }
        }
        let mut secrets = Secrets { all: out, begins: vec![false; 1 << 16], by_begin: HashMap::new() };
        for (n, secret) in secrets.all.iter().enumerate() {
            for words in &secret.words {
                let begin = four(words.as_bytes(), 0);
                secrets.begins[place(begin)] = true;
                secrets.by_begin.entry(begin).or_default().push(n);
            }
        }
        secrets
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The secrets whose words stand in a body.
    fn within(&self, body: &str) -> BTreeSet<usize> {
        let bytes = body.as_bytes();
        let (mut found, mut at, mut begin) = (BTreeSet::new(), 3, 0);
        for byte in bytes.iter().take(3) {
            begin = begin << 8 | u32::from(*byte);
        }
        while at < bytes.len() {
            begin = begin << 8 | u32::from(bytes[at]);
            if self.begins[place(begin)]
                && let Some(some) = self.by_begin.get(&begin)
            {
                let rest = &bytes[at - 3..];
                let holds = |n: &&usize| self.all[**n].words.iter().any(|w| rest.starts_with(w.as_bytes()));
                found.extend(some.iter().filter(holds));
            }
            at += 1;
        }
        found
    }

    /// What of other people's things stands in a body that this person was shown.
    pub fn leaks(&self, walker: &Walker, body: &str) -> Vec<&str> {
        let found: Vec<&Secret> = self.within(body).into_iter().map(|n| &self.all[n]).collect();
        let found: Vec<&Secret> = found.into_iter().filter(|s| !walker.may_know(s)).collect();
        if found.is_empty() {
            return Vec::new();
        }
        // The same words may stand in something of theirs too: somebody's telephone, known to two services.
        let theirs: BTreeSet<&str> =
            self.all.iter().filter(|s| walker.may_know(s)).map(|s| s.words[0].as_str()).collect();
        let words = found.into_iter().map(|s| s.words[0].as_str());
        words.filter(|w| !theirs.contains(w) && !walker.knows.contains(*w)).collect()
    }
}

impl Walker {
    /// Whether they sit on a thing, and what lies there is not somebody else's own; or said it, or were told it, themselves.
    fn may_know(&self, secret: &Secret) -> bool {
        let is_seated = self.seats.contains(&secret.of);
        let is_told_back = secret.with_reporter && self.sent.contains(&secret.of);
        is_told_back || (is_seated && secret.alone.is_none_or(|author| self.practitioner == Some(author)))
    }
}
