// SPDX-License-Identifier: EUPL-1.2
//! No page reads a table from its first row to its last: what the demo world hides, a country would pay for.

use std::collections::BTreeMap;

use kernel::stored::Value;
use platform::db::Db;

/// Tables that stay small in a whole country, or of which a page is allowed to read everything: what an institution, its
/// people and the packs are; an invitation comes once or twice in the time of an account. All others grow with the cases.
const SMALL: &[&str] = &["institutions", "functions", "contact_points", "territories"];

/// Asks the engine how it would carry out each statement; the complaints, in order.
pub async fn complaints(db: &Db, statements: BTreeMap<String, Vec<Value>>) -> Vec<String> {
    let mut conn = db.read().await.unwrap();
    let mut wrong = Vec::new();
    for (sql, args) in statements {
        let words = words(&sql);
        if words.first().is_none_or(|w| w != "select" && w != "with") {
            continue;
        }
        let plan = conn.plan(&sql, args).await.unwrap();
        for line in plan.lines() {
            let Some(scanned) = scanned(line, &words) else { continue };
            if !SMALL.contains(&scanned.as_str()) {
                wrong.push(format!("{scanned} is read whole by\n  {}\n  {}", sql.trim(), line.trim()));
            }
        }
    }
    wrong
}

fn words(sql: &str) -> Vec<String> {
    sql.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The table that a line of a plan says is read whole, if any. The embedded engine names the alias, PostgreSQL the table.
fn scanned(line: &str, words: &[String]) -> Option<String> {
    let line = line.trim().trim_start_matches("-> ").trim_start();
    if let Some(rest) = line.strip_prefix("Seq Scan on ") {
        return rest.split_whitespace().next().map(str::to_owned);
    }
    let alias = line.strip_prefix("SCAN ")?.split_whitespace().next()?.to_lowercase();
    // What a name stands for: the word after FROM or JOIN that comes before it. A subquery or a constant row has none.
    let named = words.windows(3).find(|w| {
        matches!(w[0].as_str(), "from" | "join") && (w[2] == alias || w[1] == alias) && w[1] != "select"
    })?;
    Some(named[1].clone())
}

#[test]
fn a_table_read_whole_is_named() {
    let sql = words("SELECT p.id FROM persons p JOIN cases c ON c.child_id = p.id");
    assert_eq!(scanned("SCAN p USING COVERING INDEX x", &sql).as_deref(), Some("persons"));
    assert_eq!(scanned("SEARCH c USING INDEX y (child_id=?)", &sql), None);
    assert_eq!(scanned("SCAN l", &sql), None, "the rows of a subquery");
    assert_eq!(scanned("  ->  Seq Scan on persons p  (cost=0.00 rows=1)", &sql).as_deref(), Some("persons"));
    let bare = words("SELECT id FROM seats WHERE holder_id = $1");
    assert_eq!(scanned("SCAN seats", &bare).as_deref(), Some("seats"));
}
