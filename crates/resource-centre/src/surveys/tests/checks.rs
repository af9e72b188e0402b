// SPDX-License-Identifier: EUPL-1.2
//! What is verified while answers come in, and the end of a campaign.

use kernel::{Date, Instant};
use register::testing::run;
use smart_forms::instance::Step;
use uuid::Uuid;

use super::super::model::{Respondent, Role, SetAside, Source, Standing, SurveyId};
use super::super::{NewLine, NewSurvey, actions, events, rules, store};
use super::{World, code};

#[test]
fn what_may_be_one_institution_is_shown_and_a_person_decides() {
    run(async {
        let w = World::new().await;
        let (id, respondents) = w.open().await;
        let cx = w.t.acting(&w.lemaire).await;
        let which = respondents[0].id;
        assert_eq!(
            code(actions::set_aside(&cx, id, which, SetAside::Duplicate, " ").await),
            "set-aside-without-reason"
        );
        actions::set_aside(&cx, id, which, SetAside::Duplicate, "Même école.").await.unwrap();
        assert_eq!(
            code(actions::set_aside(&cx, id, which, SetAside::Duplicate, "Encore.").await),
            "set-aside-already"
        );
        actions::take_back(&cx, id, which).await.unwrap();
        assert_eq!(code(actions::take_back(&cx, id, which).await), "not-set-aside");
        assert_eq!(code(actions::take_back(&cx, id, Uuid::nil()).await), "not-found");
        assert!(events::ALL.len() > 8);
    });
}

const KNOWN: &str = "
| survey |                   |         |              |                    |                     |
|        | type              | name    | label        | bind::pp:identity  | bind::pp:retention  |
|        | begin_group       | un      | QUI          |                    |                     |
|        | text              | nom     | Nom          | nom                |                     |
|        | text              | fase    | Numéro       | numero             |                     |
|        | text              | contact | Qui appeler  |                    | campagne            |
|        | select_one ouinon | reseau  | Un réseau ?  |                    |                     |
|        | end_group         |         |              |                    |                     |
| choices |           |      |       |
|         | list_name | name | label |
|         | ouinon    | oui  | OUI   |
|         | ouinon    | non  | NON   |
| settings |         |         |                                            |
|          | form_id | version | namespaces                                 |
|          | connu   | 1       | pp=\"https://maillage.example/ns/purpose\" |
";

/// What a browser sends from the page of that form.
fn page<'a>(name: &'a str, number: &'a str, contact: &'a str, network: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("_on-page", "data.un.nom"),
        ("_on-page", "data.un.fase"),
        ("_on-page", "data.un.contact"),
        ("_on-page", "data.un.reseau"),
        ("data.un.nom", name),
        ("data.un.fase", number),
        ("data.un.contact", contact),
        ("data.un.reseau", network),
    ]
}

async fn known(w: &World) -> (SurveyId, Vec<Respondent>) {
    let cx = w.t.acting(&w.lemaire).await;
    let new = NewSurvey { about: w.about(), form: KNOWN.as_bytes() };
    let id = actions::create(&cx, &new).await.unwrap();
    actions::publish(&cx, id).await.unwrap();
    actions::open(&cx, id).await.unwrap();
    let mut conn = cx.read().await.unwrap();
    (id, store::respondents(&mut conn, &store::Wanted::all(id, None, 100)).await.unwrap())
}

#[test]
fn who_answers_twice_is_found_by_what_was_answered() {
    run(async {
        let w = World::new().await;
        let (id, asked) = known(&w).await;
        let head = w.t.sign_in(&w.lemaire).await;
        let url = format!("/surveys/{id}");
        let own = |which: usize| format!("{url}/respondents/{}", asked[which].id.simple());
        let send = async |which: usize, number: &str| {
            let answer = page("", number, "", "oui");
            assert_eq!(head.post(&format!("{}/pages/1", own(which)), &answer).await.status, 303);
            assert_eq!(head.post(&format!("{}/submission", own(which)), &[]).await.status, 303);
        };
        send(0, "FASE 001234").await;
        assert!(!head.get(&url).await.has("Peut-être le même service"));
        send(1, "1234").await;
        let shown = head.get(&url).await;
        assert!(shown.has("Peut-être le même service"), "{}", shown.body);
        // One of them had written the number of another school: corrected, they are two.
        let cx = w.t.acting(&w.lemaire).await;
        actions::correct(&cx, id, asked[1].id, "Numéro d’une autre école.").await.unwrap();
        send(1, "1235").await;
        assert!(!head.get(&url).await.has("Peut-être le même service"));
        // Somebody whom nobody asked, under the name of one who was; set aside, nothing is alike any more.
        let twin = NewLine {
            name: "ecole des tilleuls".into(),
            service_type: "school".into(),
            ..NewLine::default()
        };
        let twin = actions::invite(&cx, id, &twin).await.unwrap();
        assert!(head.get(&url).await.has("Peut-être le même service"));
        actions::set_aside(&cx, id, twin, SetAside::Duplicate, "Même école.").await.unwrap();
        assert!(!head.get(&url).await.has("Peut-être le même service"));
    });
}

#[test]
fn the_first_words_on_their_way_twice_begin_one_answer() {
    run(async {
        let w = World::new().await;
        let (id, asked) = known(&w).await;
        let cx = w.t.acting(&w.lemaire).await;
        let of = asked[0].id;
        let set = |value: &str| vec![Step::Set("/data/un/nom".into(), value.into())];
        // Both were opened before either was kept.
        let one = actions::open_own(&cx, id, of).await.unwrap();
        let two = actions::open_own(&cx, id, of).await.unwrap();
        actions::write_steps(&cx, one, &set("A"), Source::Online).await.unwrap();
        actions::write_steps(&cx, two, &set("AB"), Source::Online).await.unwrap();
        let versions = actions::versions(&cx, id, of).await.unwrap();
        assert_eq!(versions.len(), 1);
        assert!(versions[0].draft.to_string().contains("\"AB\""), "{}", versions[0].draft);
    });
}

#[test]
fn a_name_in_a_division_is_no_twin_where_the_numbers_differ() {
    run(async {
        let w = World::new().await;
        let (id, _) = known(&w).await;
        let cx = w.t.acting(&w.lemaire).await;
        let head = w.t.sign_in(&w.lemaire).await;
        let school = |number: &str| NewLine {
            name: "École communale".into(),
            division: "Mourne".into(),
            number: number.into(),
            service_type: "school".into(),
        };
        for number in ["1234", "5678"] {
            actions::invite(&cx, id, &school(number)).await.unwrap();
        }
        let twins = "Peut-être le même service";
        assert!(!head.get(&format!("/surveys/{id}")).await.has(twins), "two schools");
        actions::invite(&cx, id, &school("")).await.unwrap();
        assert!(head.get(&format!("/surveys/{id}")).await.has(twins), "one of them, or a third");
    });
}

#[test]
fn one_paper_in_ten_is_drawn_to_be_typed_twice_and_the_differences_are_counted() {
    assert_eq!([0, 1, 9, 10, 11, 40].map(rules::sample), [0, 1, 1, 1, 2, 4]);
    run(async {
        let w = World::new().await;
        let (id, asked) = known(&w).await;
        let head = w.t.sign_in(&w.lemaire).await;
        let url = format!("/surveys/{id}");
        let own = format!("{url}/respondents/{}", asked[0].id.simple());
        assert!(!head.get(&url).await.has("Réponses sur papier"), "no paper, no word of it");
        head.post(&format!("{own}/pages/1"), &page("Les Tilleuls", "1234", "", "oui")).await;
        head.post(&format!("{own}/submission"), &[]).await;
        let shown = head.get(&url).await;
        assert!(shown.has("0 (une sur dix\u{a0}: 1)"), "{}", shown.body);
        assert!(
            shown.has("pas encore mesurés") && shown.has(&format!("{own}/second/pages/1")),
            "{}",
            shown.body
        );
        head.post(&format!("{own}/second/pages/1"), &page("Les Tilleuls", "1235", "", "oui")).await;
        assert!(head.get(&url).await.has("pas encore mesurés"), "not sent");
        head.post(&format!("{own}/second/submission"), &[]).await;
        let shown = head.get(&url).await;
        assert!(shown.has("1 sur 3 réponses comparées (33,3\u{a0}%)"), "{}", shown.body);
        assert!(!shown.has("Tirées au sort"), "one of one is enough");
        assert!(shown.has("dont une par la même personne"), "{}", shown.body);
        // A paper that was corrected before counts, and is compared with what was typed.
        let other = format!("{url}/respondents/{}", asked[1].id.simple());
        let type_in = async |place: &str, number: &str| {
            head.post(&format!("{place}/pages/1"), &page("Athénée", number, "", "oui")).await;
            head.post(&format!("{place}/submission"), &[]).await;
        };
        type_in(&other, "99").await;
        let cx = w.t.acting(&w.lemaire).await;
        actions::correct(&cx, id, asked[1].id, "Numéro mal lu.").await.unwrap();
        type_in(&other, "98").await;
        type_in(&format!("{other}/second"), "99").await;
        let shown = head.get(&url).await;
        assert!(shown.has("2 (une sur dix\u{a0}: 1)"), "{}", shown.body);
        assert!(shown.has("1 sur 6 réponses comparées"), "{}", shown.body);
        assert!(!shown.has("Peut-être le même service"), "the second typing is nobody else");
    });
}

#[test]
fn every_number_leads_to_exactly_those_who_are_counted() {
    run(async {
        let w = World::new().await;
        let (id, asked) = known(&w).await;
        let cx = w.t.acting(&w.lemaire).await;
        let head = w.t.sign_in(&w.lemaire).await;
        let own = |which: usize| format!("/surveys/{id}/respondents/{}", asked[which].id.simple());
        let so_far = async |today: Date| -> Vec<(Standing, usize)> {
            let mut found = Vec::new();
            let mut conn = cx.read().await.unwrap();
            for standing in Standing::ALL {
                let wanted =
                    store::Wanted { standing: Some((*standing, today)), ..store::Wanted::all(id, None, 9) };
                let count = store::respondents(&mut conn, &wanted).await.unwrap().len();
                if count > 0 {
                    found.push((*standing, count));
                }
            }
            found
        };
        use Standing::{Aside, Begun, Overdue, Paper, Sent, Silent, ToValidate};
        let today = cx.today();
        assert_eq!(so_far(today).await, [(Silent, 2)]);
        assert_eq!(so_far(today.plus_days(16)).await, [(Silent, 2), (Overdue, 2)]);
        head.post(&format!("{}/pages/1", own(0)), &page("A", "", "", "oui")).await;
        assert_eq!(so_far(today).await, [(Silent, 1), (Begun, 1)]);
        head.post(&format!("{}/submission", own(0)), &[]).await;
        assert_eq!(so_far(today).await, [(Silent, 1), (Sent, 1), (ToValidate, 1), (Paper, 1)]);
        actions::validate(&cx, id, asked[0].id).await.unwrap();
        assert_eq!(so_far(today.plus_days(16)).await, [(Silent, 1), (Overdue, 1), (Sent, 1), (Paper, 1)]);
        actions::set_aside(&cx, id, asked[0].id, SetAside::NotAsked, "Fermée.").await.unwrap();
        assert_eq!(so_far(today).await, [(Silent, 1), (Aside, 1)]);
        let shown = head.get(&format!("/surveys/{id}?role=asked&standing=silent")).await;
        assert!(shown.has(&asked[1].name) && !shown.has(&own(0)), "{}", shown.body);
    });
}

#[test]
fn what_was_read_is_validated_in_one_go() {
    run(async {
        let w = World::new().await;
        let (id, asked) = known(&w).await;
        let head = w.t.sign_in(&w.lemaire).await;
        for one in &asked {
            let own = format!("/surveys/{id}/respondents/{}", one.id.simple());
            head.post(&format!("{own}/pages/1"), &page("A", "", "", "oui")).await;
            head.post(&format!("{own}/submission"), &[]).await;
        }
        let list = format!("/surveys/{id}?standing=to-validate");
        let shown = head.get(&list).await;
        let cx = w.t.acting(&w.lemaire).await;
        let mut conn = cx.read().await.unwrap();
        let ids: Vec<Uuid> = asked.iter().map(|one| one.id).collect();
        let found = super::super::store_answers::answers_of_all(&mut conn, &ids).await.unwrap();
        drop(conn);
        let ticked: Vec<String> = found.iter().map(|one| one.id.simple().to_string()).collect();
        assert!(ticked.iter().all(|id| shown.has(&format!("value=\"{id}\""))), "{}", shown.body);
        let url = format!("/surveys/{id}/validation");
        assert_eq!(head.post(&url, &[]).await.status, 422, "nothing was ticked");
        let foreign = Uuid::nil().simple().to_string();
        let all = [
            ("answers", ticked[0].as_str()),
            ("answers", ticked[1].as_str()),
            ("answers", foreign.as_str()),
            ("answers", "x"),
        ];
        for who in [&w.worker, &w.stranger] {
            assert_eq!(w.t.sign_in(who).await.post(&url, &all).await.status, 404);
        }
        assert_eq!(head.post(&url, &all).await.status, 303);
        assert!(!head.get(&list).await.has("name=\"answers\""));
        assert_eq!(head.post(&url, &all).await.status, 422, "once");
    });
}

#[test]
fn what_names_people_is_erased_at_the_end_and_no_figure_changes() {
    run(async {
        let w = World::new().await;
        let (id, asked) = known(&w).await;
        let cx = w.t.acting(&w.lemaire).await;
        let head = w.t.sign_in(&w.lemaire).await;
        let url = format!("/surveys/{id}");
        let link = |token: String| format!("/questionnaire/{token}");
        let one = link(actions::token_of(&cx, asked[0].id).await.unwrap());
        let two = link(actions::token_of(&cx, asked[1].id).await.unwrap());
        let school = w.t.browser();
        school
            .post(&format!("{one}/pages/1"), &page("Les Tilleuls", "1234", "Zoé Delvaux, 0470", "oui"))
            .await;
        school.post(&format!("{one}/submission"), &[]).await;
        school.post(&format!("{two}/pages/1"), &page("Athénée", "", "Luc Marchal, 0471", "non")).await;
        assert_eq!(code(actions::archive(&cx, id).await), "survey-not-reported");
        actions::close(&cx, id).await.unwrap();
        actions::validate(&cx, id, asked[0].id).await.unwrap();
        actions::report(&cx, id).await.unwrap();
        assert!(head.get(&url).await.has("ne servent plus"), "it is said that they are kept still");
        let figures = format!("{url}/results/table.csv?count=whole");
        let before = head.get(&figures).await.body;
        let ask = head.get(&format!("{url}/archiving")).await;
        assert!(ask.has("Qui appeler") && !ask.has("Un réseau ?"), "{}", ask.body);
        for who in [&w.worker, &w.stranger] {
            let other = w.t.sign_in(who).await;
            assert_eq!(other.get(&format!("{url}/archiving")).await.status, 404);
            assert_eq!(other.post(&format!("{url}/archiving"), &[]).await.status, 404);
        }
        assert_eq!(head.post(&format!("{url}/archiving"), &[]).await.status, 303);
        assert_eq!(head.get(&figures).await.body, before, "not one figure");
        let own = head.get(&format!("{url}/respondents/{}", asked[0].id.simple())).await;
        assert!(own.has("effacé") && own.has("Les Tilleuls") && !own.has("Delvaux"), "{}", own.body);
        // Nothing of it is left in what is kept, sent or not.
        let mut conn = cx.read().await.unwrap();
        for (which, _) in [(0, "sent"), (1, "not sent")] {
            for answers in super::super::store_answers::versions_of(&mut conn, asked[which].id).await.unwrap()
            {
                let kept = format!("{} {:?}", answers.draft, answers.document);
                assert!(!kept.contains("Delvaux") && !kept.contains("Marchal"), "{kept}");
            }
        }
        drop(conn);
        for place in [format!("{one}/paper.pdf"), format!("{one}/check"), format!("{two}/pages/1")] {
            let page = school.get(&place).await;
            assert!(page.status == 422 && page.has("archivée"), "{place}: {}", page.body);
        }
        // The link leads to the results alone.
        for place in [&one, &two] {
            let page = school.get(place).await;
            let only = page.has("archivée") && page.has("Lire les résultats");
            assert!(only && !page.has("Delvaux") && !page.has("Marchal"), "{}", page.body);
        }
        assert_eq!(school.get(&format!("{one}/findings")).await.status, 200);
        assert_eq!(head.get(&format!("{url}/findings")).await.status, 200);
        assert_eq!(code(actions::archive(&cx, id).await), "survey-archived");
        assert_eq!(code(actions::correct(&cx, id, asked[0].id, "Oubli.").await), "survey-reported");
    });
}

#[test]
fn twins_have_one_number_or_one_name_in_one_division() {
    let keys = |name: &str, division: &str, number: &str| rules::keys(name, division, number);
    let alike = |a: &[String], b: &[String]| a.iter().any(|key| b.contains(key));
    let tilleuls = keys("École des Tilleuls", "Mourne", "");
    assert!(alike(&tilleuls, &keys("ecole des tilleuls", "mourne", "")));
    assert!(!alike(&tilleuls, &keys("École des Tilleuls", "Lisse", "")), "another division");
    assert!(alike(&keys("A", "", "001234"), &keys("C", "", "FASE 1234")));
    assert!(!alike(&keys("A", "", "001234"), &keys("B", "", "12340")));
    assert_eq!(keys("", "Mourne", "sans"), Vec::<String>::new());
    let late = Respondent {
        id: Uuid::nil(),
        survey: SurveyId(Uuid::nil()),
        institution: None,
        name: String::new(),
        division: String::new(),
        number: String::new(),
        service_type: "school".into(),
        sector: "education".into(),
        territory: String::new(),
        role: Role::Asked,
        invited_at: Instant(0),
        received_on: None,
        due_on: Date::from_ymd(2026, 9, 16),
        reminded_at: None,
        opened_at: None,
        set_aside: None,
        set_aside_reason: String::new(),
    };
    assert!(late.is_late("2026-09-17".parse().unwrap()) && !late.is_late("2026-09-16".parse().unwrap()));
}
