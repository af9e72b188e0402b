// SPDX-License-Identifier: EUPL-1.2
//! Who is of the case: those related to the child, those of a record that was a duplicate; not those related by mistake.

use kernel::{CaseId, PersonId};

use crate::cases::{self, Around};
use crate::people::{self, Name, NewContact, NewPerson};
use crate::testing::{Page, run};

use super::contacts::{OLD, contact, father};
use super::world::{SECRET, World, child, new_case};

/// The page that ends the link of somebody who stands on a page of people.
fn end_of(page: &Page, name: &str) -> String {
    let (_, row) = page.body.split_once(&format!("{name}<span class=\"mg-table__second\">")).unwrap();
    let (_, link) = row.split_once("/relationships/").unwrap();
    let (link, _) = link.split_once("/end\"").unwrap();
    format!("relationships/{link}/end")
}

#[test]
fn somebody_related_by_mistake_is_not_of_the_case_any_more() {
    run(async {
        let w = World::new().await;
        let father = father(&w).await;
        let hidden =
            [("kind", "address"), ("value", "Quai Haut 7"), ("source", "lui"), ("protected_from", "tous")];
        assert_eq!(w.post(&w.claire, &format!("people/{father}/contacts"), &hidden).await.status, 303);
        let (secret, _) = contact(&w, father).await;
        let (edit, names) = (format!("people/{father}/edit"), format!("people/{father}/names"));
        for url in [&secret, &edit, &names] {
            assert_eq!(w.get(&w.claire, url).await.status, 200, "{url}");
        }
        let end = end_of(&w.get(&w.claire, "people").await, "Marc Vandorpe");
        let wrong = [("reason", "un homonyme")];
        assert_eq!(w.post(&w.claire, &end, &wrong).await.status, 303);
        let reveal = format!("{secret}/reveal");
        for url in [&secret, &edit, &names, &reveal, &format!("{secret}/end")] {
            assert_eq!(w.get(&w.claire, url).await.status, 404, "{url}");
        }
        assert_eq!(w.post(&w.claire, &reveal, &[]).await.status, 404);
        let change = [("version", "1"), ("value", "ailleurs"), ("source", "lui"), ("protected_from", "tous")];
        assert_eq!(w.post(&w.claire, &secret, &change).await.status, 404);
        // That the link was noted is history; where a stranger can be reached is not.
        let page = w.get(&w.claire, "people").await;
        assert!(page.has("un homonyme") && !page.has(OLD), "{}", page.body);
        // What must be kept from somebody still must.
        let same = [("kind", "address"), ("value", "quai haut 7"), ("source", "l’école")];
        assert_eq!(w.post(&w.claire, &format!("people/{}/contacts", w.lina), &same).await.status, 303);
        let page = w.get(&w.claire, "people").await;
        assert!(!page.body.to_lowercase().contains("quai haut"), "{}", page.body);
    });
}

#[test]
fn one_of_two_links_that_ends_leaves_somebody_in_the_case() {
    run(async {
        let w = World::new().await;
        let father = father(&w).await;
        let cx = w.t.acting(&w.claire).await;
        let also = Around { kind: "guardian".into(), source: "jugement".into(), ..Around::default() };
        cases::relate_known(&cx, w.case, father, &also).await.unwrap();
        let end = end_of(&w.get(&w.claire, "people").await, "Marc Vandorpe");
        assert_eq!(w.post(&w.claire, &end, &[("reason", "erreur")]).await.status, 303);
        let (url, _) = contact(&w, father).await;
        assert_eq!(w.get(&w.claire, &url).await.status, 200);
        assert!(w.get(&w.claire, "people").await.has(OLD));
    });
}

/// Lina was recorded twice. Of the other record: another name, an address, a grandmother.
async fn twin(w: &World) -> (PersonId, CaseId) {
    let cx = w.t.acting(&w.claire).await;
    let twin = child(&cx, "Line", "Van Dorpe").await;
    let case = cases::open(&cx, &new_case(&cx, twin)).await.unwrap();
    cases::assign(&w.t.acting(&w.hanae).await, case, w.claire.practitioner).await.unwrap();
    let cx = w.t.acting(&w.claire).await;
    let name = Name {
        kind: "called".into(),
        given: "Linou".into(),
        family: String::new(),
        source: "sa grand-mère".into(),
    };
    cases::note_name(&cx, case, twin, &name).await.unwrap();
    let hidden = NewContact {
        kind: "address".into(),
        value: "Venelle du Puits 3".into(),
        secret: true,
        protected_from: "le père".into(),
        source: "sa grand-mère".into(),
        ..NewContact::default()
    };
    cases::note_contact(&cx, case, twin, &hidden).await.unwrap();
    let open = NewContact {
        kind: "address".into(),
        value: SECRET.into(),
        source: "l’école".into(),
        ..NewContact::default()
    };
    cases::note_contact(&cx, case, twin, &open).await.unwrap();
    let rosa = NewPerson { given: "Rosa".into(), family: "Marin".into(), ..NewPerson::default() };
    let around = Around { kind: "grandparent".into(), source: "elle-même".into(), ..Around::default() };
    cases::relate_new(&cx, case, &rosa, &around).await.unwrap();
    (twin, case)
}

#[test]
fn what_a_duplicate_said_is_said_of_the_one_that_took_it_over() {
    run(async {
        let w = World::new().await;
        let (twin, twin_case) = twin(&w).await;
        let cx = w.t.acting(&w.hanae).await;
        cases::merge(&cx, w.case, twin_case, "même acte de naissance").await.unwrap();
        let page = w.get(&w.claire, "people").await;
        assert!(page.has("Linou") && page.has("Rosa Marin"), "{}", page.body);
        assert!(page.has("sa grand-mère") && !page.has("Venelle") && !page.has("Tanneurs"), "{}", page.body);
        // It masks what reads the same, is written out by a deed, corrected and ended, as any other.
        let same = [("kind", "address"), ("value", "venelle du puits 3"), ("source", "l’école")];
        assert_eq!(w.post(&w.claire, &format!("people/{}/contacts", w.mother), &same).await.status, 303);
        assert!(!w.get(&w.claire, "people").await.body.to_lowercase().contains("venelle"));
        let mut conn = w.t.app.db.read().await.unwrap();
        let all = people::contacts_of(&mut conn, &[w.lina]).await.unwrap();
        drop(conn);
        assert!(all.len() == 2 && all.iter().all(|(id, _)| *id == w.lina));
        let secret = all.iter().find(|(_, c)| c.secret).map(|(_, c)| c.id.simple().to_string()).unwrap();
        let url = format!("people/{}/contacts/{secret}", w.lina);
        let shown = w.post(&w.claire, &format!("{url}/reveal"), &[]).await;
        assert!(shown.status == 200 && shown.has("Venelle du Puits 3"), "{}", shown.body);
        let fixed = [
            ("version", "1"),
            ("value", "Venelle du Puits 4"),
            ("source", "sa grand-mère"),
            ("protected_from", "le père"),
        ];
        assert_eq!(w.post(&w.claire, &url, &fixed).await.status, 303);
        let page = w.get(&w.claire, "people").await;
        assert!(page.has("corrigé le") && !page.has("Venelle"), "{}", page.body);
        let ended = [("version", "2"), ("until_date-year", "2026"), ("reason", "déménagement")];
        assert_eq!(w.post(&w.claire, &format!("{url}/end"), &ended).await.status, 303);
        // The link that came along ends like the others.
        let end = end_of(&page, "Rosa Marin");
        assert_eq!(w.get(&w.claire, &end).await.status, 200);
        assert_eq!(w.post(&w.claire, &end, &[("reason", "une voisine")]).await.status, 303);
        let page = w.get(&w.claire, "people").await;
        let (_, past) = page.body.split_once("Liens passés ou corrigés").unwrap();
        assert!(past.contains("Rosa Marin") && past.contains("une voisine"), "{past}");
        // What stood in the duplicate goes with it when the merge is taken back.
        cases::unmerge(&w.t.acting(&w.hanae).await, w.case, twin_case, "des cousines").await.unwrap();
        assert!(!w.get(&w.claire, "people").await.has("Linou"));
        let mut conn = w.t.app.db.read().await.unwrap();
        let (back, formers) = people::contacts_and_formers_of(&mut conn, &[twin]).await.unwrap();
        assert_eq!((back.len(), formers.len()), (2, 1));
    });
}
