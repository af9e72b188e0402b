// SPDX-License-Identifier: EUPL-1.2
//! The bank as a list: what is looked for, page after page, and as a table.

use calamine::{Reader, Xlsx};
use register::testing::run;

use super::super::{self as practices, Finding, Heading, Level};
use super::world::{World, described, sending};

/// Published with the least there is, at a level.
async fn published(w: &World, title: &str, level: Level) {
    let cx = w.cx(&w.yassin).await;
    let mut new = described(w.yassin.institution);
    new.texts.set(Heading::Title, title);
    let id = practices::draft(&cx, &new, None).await.unwrap();
    let source = practices::NewSource {
        kind: practices::SourceKind::Routine,
        citation: "Relevé".into(),
        place: String::new(),
    };
    practices::add_source(&cx, id, &source).await.unwrap();
    practices::submit(&cx, id, sending()).await.unwrap();
    w.given_to_readers(id).await;
    w.answers(&w.chiara, id, Finding::Rate, Some(level)).await.unwrap();
    w.answers(&w.elodie, id, Finding::Rate, Some(level)).await.unwrap();
    practices::agree(&w.cx(&w.helene).await, id).await.unwrap();
    practices::publish(&w.cx(&w.hugues).await, id).await.unwrap();
}

#[test]
fn what_is_looked_for_is_found() {
    run(async {
        let w = World::new().await;
        published(&w, "La page d’information", Level::E2).await;
        published(&w, "Les débats au cinéma", Level::E1).await;
        let b = w.t.browser();
        for (query, page, cinema) in [
            ("", true, true),
            ("?q=cinema", false, true),
            ("?q=CINÉ", false, true),
            ("?q=debats+information", false, false),
            ("?q=d%C3%A9bats+cin", false, true),
            // A word of the text counts like one of the title.
            ("?q=rappelait", true, true),
            ("?level=E2", true, false),
            ("?level=E1", false, true),
            ("?level=nonsense", true, true),
            ("?sector=education", true, true),
            ("?sector=health", false, false),
            ("?sector=%27%3B--", false, false),
            ("?stands=withdrawn", false, false),
            ("?stands=due", false, false),
            ("?stands=all&level=E1", false, true),
            ("?after=nonsense", true, true),
            ("?territory=nonsense", true, true),
            ("?q=%25", true, true),
        ] {
            let found = b.get(&format!("/practices{query}")).await;
            assert_eq!(found.status, 200, "{query}");
            assert_eq!(
                (found.has("La page d’information"), found.has("Les débats au cinéma")),
                (page, cinema),
                "{query}"
            );
        }
        let none = b.get("/practices?q=introuvable").await;
        assert!(none.has("Aucune pratique ne correspond"));
        // The table holds what is looked for, and keeps it in its address.
        assert!(b.get("/practices?level=E1&q=cin").await.has("/practices/table.csv?level=E1&amp;q=cin"));
        let csv = b.get("/practices/table.csv?level=E1").await;
        assert!(csv.body.contains("Les débats au cinéma") && !csv.body.contains("La page d’information"));
    });
}

#[test]
fn pages_follow_one_another_without_losing_or_repeating_any() {
    run(async {
        let w = World::new().await;
        for n in 1..=23 {
            published(&w, &format!("=Pratique numéro {n:02}"), Level::E0).await;
        }
        let b = w.t.browser();
        let first = b.get("/practices").await;
        let at = first.body.find("after=").unwrap();
        let after: String = first.body[at + 6..].chars().take_while(|c| *c != '"' && *c != '&').collect();
        let second = b.get(&format!("/practices?after={after}")).await;
        for n in 1..=23 {
            let title = format!("=Pratique numéro {n:02}");
            let on = [&first, &second].iter().filter(|p| p.has(&title)).count();
            assert_eq!(on, 1, "{title}");
        }
        assert!(!second.body.contains("rel=\"next\""));
        // Nothing in a table is computed.
        let csv = b.get("/practices/table.csv").await;
        assert!(csv.body.contains("'=Pratique numéro 07") && csv.body.starts_with('\u{FEFF}'));
        let xlsx = b.get("/practices/table.xlsx").await;
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(xlsx.bytes.clone())).unwrap();
        let cells = book.worksheet_range("Bonnes pratiques").unwrap();
        assert_eq!(cells.height(), 24);
        assert!(book.worksheet_formula("Bonnes pratiques").unwrap().is_empty());
    });
}
