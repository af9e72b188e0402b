// SPDX-License-Identifier: EUPL-1.2
//! An address that must not be known is planted with everybody in the demo world, and looked for wherever anybody can look:
//! every page as every kind of person, lists, search, export, timeline, log. It may stand in one place: the answer to the form
//! by which somebody asks for it in their own name.

use std::collections::BTreeMap;

use kernel::{Instant, SubjectKind};
use platform::args;
use platform::db::Technical;
use platform::http::Method;
use platform::testing::run;
use uuid::Uuid;

use crate::walk::{World, fresh, world};

const MARKER: &str = "Merlelunaire";
const ADDRESS: &str = "Impasse du Merlelunaire 7, 0499 Nullepart";

/// What a path of a case is filled with, so that it leads to the planted address.
struct Planted {
    case: Uuid,
    child: Uuid,
    contact: Uuid,
    note: Uuid,
}

/// With every person a secret address, one that was corrected and one that ended; with every case a note that writes it out.
async fn plant(world: &World) -> Vec<Planted> {
    let now =
        Instant::from_local("2026-09-15".parse().unwrap(), 9, 0, &kernel::instant::Zone::utc()).unwrap();
    let mut tx = world.db.begin(now).await.unwrap();
    let people: Vec<(Uuid,)> = tx.all("SELECT id FROM persons LIMIT 5000", args![]).await.unwrap();
    let mut contacts = BTreeMap::new();
    for (person,) in people {
        let contact = fresh();
        contacts.insert(person, contact);
        for (id, kind, ended) in
            [(contact, "address", None::<String>), (fresh(), "phone", Some("noté par erreur".to_owned()))]
        {
            tx.run(
                "INSERT INTO person_contacts (id, person_id, kind, value, secret, protected_from, source, recorded_at, version,
                   ended_reason)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 2, $9)",
                args![id, person, kind, ADDRESS, true, "un parent", "dit au service", now, ended],
            )
            .await
            .unwrap();
        }
        tx.run(
            "INSERT INTO person_contact_formers (contact_id, version, person_id, value, secret, protected_from, source,
               corrected_at)
             VALUES ($1, 1, $2, $3, $4, $5, $6, $7)",
            args![contact, person, ADDRESS, false, "", "dit au service", now],
        )
        .await
        .unwrap();
    }
    let cases: Vec<(Uuid, Uuid)> =
        tx.all("SELECT id, child_id FROM cases ORDER BY id LIMIT 500", args![]).await.unwrap();
    tx.commit_technical(Technical::Synthetic).await.unwrap();
    let mut planted = Vec::new();
    for (case, child) in cases {
        planted.push(Planted { case, child, contact: contacts[&child], note: Uuid::nil() });
    }
    // Through the page, so that the timeline, the news and the ledger hear of it as well.
    let path = |case: Uuid, pane: &str| format!("/cases/{}/{pane}", case.simple());
    for one in &mut planted {
        for walker in world.walkers.iter().filter(|w| w.seats.contains(&one.case)) {
            let body = format!("kind=secret_address&text=Elle+vit+{MARKER}+7&from_on=2026-09-15");
            world.ask(walker, Method::Post, &path(one.case, "attention"), &body).await;
        }
        let mut conn = world.db.read().await.unwrap();
        let sql = "SELECT id FROM attention_notes WHERE case_id = $1 AND text LIKE '%Merlelunaire%' LIMIT 1";
        one.note = conn.value(sql, args![one.case]).await.unwrap().unwrap_or_default();
    }
    planted
}

async fn revealed(world: &World) -> i64 {
    let mut conn = world.db.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM ledger WHERE kind = 'secret_revealed' AND subject_kind = $1";
    conn.value(sql, args![SubjectKind::CASE.0]).await.unwrap().unwrap_or(0)
}

/// Everywhere one can look for it by address, besides the routes themselves.
const QUERIES: &[&str] = &[
    "/cases?state=all",
    "/cases?state=all&who=mine",
    "/cases/export.csv?state=all",
    "/search?q=Merlelunaire",
    "/desk/deadlines?when=all",
];
const PANES: &[&str] = &[
    "timeline?kind=attention_noted",
    "access-log?what=all",
    "people?done=contact-noted",
    "people?lang=nl",
    "people?lang=en",
    "?done=opened",
];

#[test]
fn a_secret_address_stands_nowhere_but_where_it_was_asked_for() {
    run(async {
        let world = world().await;
        let planted = plant(&world).await;
        let noted = planted.iter().filter(|p| !p.note.is_nil()).count();
        assert!(noted > 3, "too few cases have a note to mean anything: {noted}");
        let mut wrong = Vec::new();

        // The deed: who may, gets it, each time with an event; for all others it does not exist.
        let (mut shown, mut refused) = (0, 0);
        for one in &planted {
            let contact = format!(
                "/cases/{}/people/{}/contacts/{}/reveal",
                one.case.simple(),
                one.child.simple(),
                one.contact.simple()
            );
            let note = format!("/cases/{}/attention/{}/reveal", one.case.simple(), one.note.simple());
            for walker in &world.walkers {
                for path in [&contact, &note] {
                    let before = revealed(&world).await;
                    let (status, body) =
                        world.ask(walker, Method::Post, path, "reason=visite+de+ce+soir").await;
                    let told = revealed(&world).await - before;
                    let has = body.contains(MARKER);
                    if has != (told == 1)
                        || (has && !walker.seats.contains(&one.case))
                        || (has && status != 200)
                    {
                        wrong.push(format!("{}: POST {path} answered {status}, {told} events", walker.label));
                    }
                    (shown, refused) = if has { (shown + 1, refused) } else { (shown, refused + 1) };
                }
            }
        }
        assert!(shown > 10 && refused > 100, "{shown} shown, {refused} refused");

        // And nowhere else.
        let mut cells = 0;
        for route in maillage::routes().iter().filter(|r| r.method == Method::Get) {
            let mut paths = Vec::new();
            let filled = |one: Option<&Planted>| {
                let id = |id: Option<Uuid>| id.unwrap_or(Uuid::from_u128(0xDEAD_BEEF)).simple().to_string();
                let mut path = route
                    .path
                    .replace("{id}", &id(one.map(|o| o.case)))
                    .replace("{person}", &id(one.map(|o| o.child)))
                    .replace("{contact}", &id(one.map(|o| o.contact)))
                    .replace("{note}", &id(one.map(|o| o.note)));
                while let (Some(open), Some(close)) = (path.find('{'), path.find('}')) {
                    path.replace_range(open..=close, &id(None));
                }
                path
            };
            if route.path.starts_with("/cases/{id}") {
                paths.extend(planted.iter().map(|one| filled(Some(one))));
                if route.path == "/cases/{id}" {
                    for pane in PANES {
                        let slash = if pane.starts_with('?') { "" } else { "/" };
                        paths.extend(
                            planted.iter().map(|one| format!("/cases/{}{slash}{pane}", one.case.simple())),
                        );
                    }
                }
            } else if route.path.starts_with("/reports/{id}") {
                let things =
                    world.reports.iter().map(|r| route.path.replace("{id}", &r.id.simple().to_string()));
                paths.extend(things.filter(|p| !p.contains('{')));
            } else {
                paths.push(filled(None));
            }
            if route.path == "/cases" {
                paths.extend(QUERIES.iter().map(|q| (*q).to_owned()));
            }
            for walker in &world.walkers {
                for path in &paths {
                    let (_, body) = world.ask(walker, Method::Get, path, "").await;
                    cells += 1;
                    // What somebody typed into a search stands in its field, and in the links to other languages.
                    let typed = path.starts_with("/search");
                    let found = if typed { body.contains("Impasse du Merle") } else { body.contains(MARKER) };
                    if found {
                        wrong.push(format!("{}: GET {} shows it", walker.label, route.path));
                    }
                }
            }
        }
        wrong.sort();
        wrong.dedup();
        assert!(cells > 2_000, "{cells}");
        assert!(wrong.is_empty(), "{} wrong of {cells}:\n{}", wrong.len(), wrong.join("\n"));

        // What was published, told and traced knows of it no more than the pages do.
        let mut conn = world.db.read().await.unwrap();
        for (what, sql) in [
            ("the timeline", "SELECT COUNT(*) FROM case_entries WHERE summary LIKE '%Merlelunaire%'"),
            (
                "the ledger",
                "SELECT COUNT(*) FROM ledger WHERE reason LIKE '%Merlelunaire%' OR detail LIKE '%Merlelunaire%'",
            ),
            ("the search", "SELECT COUNT(*) FROM person_tokens WHERE token LIKE '%merlelunaire%'"),
            (
                "what waits to be done, and mail",
                "SELECT COUNT(*) FROM jobs WHERE payload LIKE '%Merlelunaire%'",
            ),
        ] {
            let count: Option<i64> = conn.value(sql, args![]).await.unwrap();
            assert_eq!(count, Some(0), "{what}");
        }
    });
}
