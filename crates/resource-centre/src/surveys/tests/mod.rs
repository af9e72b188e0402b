// SPDX-License-Identifier: EUPL-1.2
//! A campaign from its first draft to its answers: through the verbs and the pages, by those who ask and those who are asked.

use kernel::{FunctionKind, Instant};
use knowledge::forms::Library;
use platform::problem::Problem;
use register::testing::{Person, TestApp, run};
use smart_forms::instance::Step;

use super::actions;
use super::model::{About, Respondent, Role, SetAside, Source, SurveyId};
use super::{NewSurvey, Put, store};

mod checks;

const FORM: &str = "
| survey |                   |         |                   |
|        | type              | name    | label             |
|        | begin_group       | un      | PREMIÈRE PARTIE   |
|        | text              | nom     | Nom               |
|        | select_one ouinon | reseau  | Un réseau ?       |
|        | integer           | combien | Combien ?         |
|        | end_group         |         |                   |
|        | begin_group       | deux    | SECONDE PARTIE    |
|        | text              | mot     | Un mot            |
|        | end_group         |         |                   |
| choices |           |      |       |
|         | list_name | name | label |
|         | ouinon    | oui  | OUI   |
|         | ouinon    | non  | NON   |
| settings |         |         |
|          | form_id | version |
|          | essai   | 1       |
";

struct World {
    t: TestApp,
    /// Answers for the service that asks.
    lemaire: Person,
    /// Works there, and answers for nobody.
    worker: Person,
    /// Answers for another service.
    stranger: Person,
}

impl World {
    async fn new() -> World {
        let routes = [register::routes(), crate::routes()].concat();
        let t =
            TestApp::with(routes, |app| app.with(Library::default()).with(actions::Counted::default())).await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        t.institution("school", "École des Tilleuls").await;
        t.institution("school", "Athénée de la Mourne").await;
        let amo = t.institution("amo", "AMO Passe-Rives").await;
        let lemaire = t.person(saj, "Anne", "Lemaire", &[FunctionKind::Direction]).await;
        let worker = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let stranger = t.person(amo, "Omar", "Diallo", &[FunctionKind::Direction]).await;
        World { t, lemaire, worker, stranger }
    }

    fn about(&self) -> About {
        About {
            title: "Inventaire des pratiques".into(),
            reply_days: 15,
            asked: vec!["school".into()],
            informed: vec!["cpms".into()],
            ..About::default()
        }
    }

    async fn open(&self) -> (SurveyId, Vec<Respondent>) {
        let cx = self.t.acting(&self.lemaire).await;
        let id =
            actions::create(&cx, &NewSurvey { about: self.about(), form: FORM.as_bytes() }).await.unwrap();
        assert_eq!(actions::publish(&cx, id).await.unwrap(), 2);
        actions::open(&cx, id).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let wanted = store::Wanted::all(id, None, 100);
        (id, store::respondents(&mut conn, &wanted).await.unwrap())
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    result.unwrap_err().code().to_owned()
}

/// What a browser sends from the first page.
fn first<'a>(network: &'a str, how_many: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("_on-page", "data.un.nom"),
        ("_on-page", "data.un.reseau"),
        ("_on-page", "data.un.combien"),
        ("data.un.nom", "Les Tilleuls"),
        ("data.un.reseau", network),
        ("data.un.combien", how_many),
    ]
}

#[test]
fn a_campaign_is_frozen_when_it_is_published_and_answered_while_it_is_open() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.lemaire).await;
        let nobody = About { asked: Vec::new(), ..w.about() };
        let new = |about: About| NewSurvey { about, form: FORM.as_bytes() };
        assert_eq!(code(actions::create(&cx, &new(nobody)).await), "nobody-asked");
        let both = About { informed: vec!["school".into()], ..w.about() };
        assert_eq!(code(actions::create(&cx, &new(both)).await), "asked-and-informed");
        let never = About { reply_days: 0, ..w.about() };
        assert_eq!(code(actions::create(&cx, &new(never)).await), "reply-days");
        let broken = NewSurvey { about: w.about(), form: b"| survey |" };
        assert_eq!(code(actions::create(&cx, &broken).await), "not-a-form");
        let id = actions::create(&cx, &new(w.about())).await.unwrap();
        // The same form again is the same version; another content under its name is none.
        actions::create(&cx, &new(w.about())).await.unwrap();
        let other = FORM.replace("Un réseau ?", "Un réseau, vraiment ?");
        let changed = NewSurvey { about: w.about(), form: other.as_bytes() };
        assert_eq!(code(actions::create(&cx, &changed).await), "form-version-taken");
        assert_eq!(code(actions::open(&cx, id).await), "survey-not-published");
        actions::amend(&cx, id, &About { title: "Autre titre".into(), ..w.about() }).await.unwrap();
        actions::publish(&cx, id).await.unwrap();
        assert_eq!(code(actions::publish(&cx, id).await), "survey-frozen");
        assert_eq!(code(actions::amend(&cx, id, &w.about()).await), "survey-frozen");
        assert_eq!(code(actions::close(&cx, id).await), "survey-not-open");
        actions::open(&cx, id).await.unwrap();
        assert_eq!(code(actions::open(&cx, id).await), "survey-opened-already");
        assert_eq!(actions::ask_again(&cx, id).await.unwrap(), 2);
        actions::close(&cx, id).await.unwrap();
        // Nobody of another service, and nobody who answers for nothing, does any of it.
        for who in [&w.worker, &w.stranger] {
            let other = w.t.acting(who).await;
            assert_eq!(code(actions::close(&other, id).await), "not-found");
            assert_eq!(w.t.sign_in(who).await.get(&format!("/surveys/{id}")).await.status, 404);
        }
        let nobody = About { asked: vec!["hospital".into()], ..w.about() };
        let empty = actions::create(&cx, &new(nobody)).await.unwrap();
        assert_eq!(code(actions::publish(&cx, empty).await), "nobody-of-these-kinds");
    });
}

#[test]
fn a_link_opens_one_questionnaire_which_is_filled_in_at_leisure_and_sent_once() {
    run(async {
        let w = World::new().await;
        let (id, respondents) = w.open().await;
        let cx = w.t.acting(&w.lemaire).await;
        let school = respondents.iter().find(|r| r.name.contains("Tilleuls")).unwrap();
        assert_eq!(school.due_on, Some(cx.today().plus_days(15)), "fifteen days from receipt");
        let link = format!("/questionnaire/{}", actions::token_of(&cx, school.id).await.unwrap());
        let browser = w.t.browser();
        assert_eq!(browser.get(&format!("/questionnaire/{}", "0".repeat(64))).await.status, 404);
        let page = browser.get(&link).await;
        assert!(page.has("PREMIÈRE PARTIE") && page.has("Inventaire des pratiques"), "{}", page.body);
        let one = format!("{link}/pages/1");
        assert!(browser.get(&one).await.has("Un réseau ?"));
        // While somebody is writing.
        assert_eq!(browser.post(&format!("{one}/draft"), &first("oui", "tr")).await.status, 200);
        assert!(browser.get(&one).await.has("value=\"tr\""), "as it was typed");
        let wrong = browser.post(&one, &first("oui", "trois")).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.has("govuk-error-summary") && wrong.has("trois"), "{}", wrong.body);
        assert!(browser.get(&format!("{link}/check")).await.has("PREMIÈRE PARTIE"));
        assert_eq!(
            browser.post(&format!("{link}/submission"), &[]).await.status,
            422,
            "not as long as it cannot be read"
        );
        let next = browser.post(&one, &first("oui", "3")).await;
        assert_eq!((next.status, next.header("location")), (303, format!("{link}/pages/2").as_str()));
        let last = [("_on-page", "data.deux.mot"), ("data.deux.mot", "")];
        let check = browser.post(&format!("{link}/pages/2"), &last).await;
        assert_eq!(check.header("location"), format!("{link}/check"));
        // Somebody comes back another day, elsewhere.
        let check = w.t.browser().get(&format!("{link}/check")).await;
        assert!(
            check.has("OUI") && check.has("sans réponse"),
            "what is not answered is no « non »: {}",
            check.body
        );
        assert_eq!(browser.post(&format!("{link}/submission"), &[]).await.status, 303);
        assert!(browser.get(&link).await.has("OUI"), "the receipt");
        assert_eq!(browser.post(&format!("{link}/submission"), &[]).await.status, 422, "once");
        assert_eq!(browser.post(&one, &first("non", "4")).await.status, 422);
        // Whoever asked reads it; nobody else of the house does.
        let own = format!("/surveys/{id}/respondents/{}", school.id.simple());
        let head = w.t.sign_in(&w.lemaire).await;
        assert!(head.get(&own).await.has("OUI"));
        assert!(head.get(&format!("/surveys/{id}")).await.has("50"), "one of two");
        for who in [&w.worker, &w.stranger] {
            assert_eq!(w.t.sign_in(who).await.get(&own).await.status, 404);
        }
        assert_eq!(head.post(&format!("{own}/validation"), &[]).await.status, 303);
        assert_eq!(code(actions::validate(&cx, id, school.id).await), "nothing-to-validate");
    });
}

#[test]
fn paper_is_keyed_late_is_marked_and_nobody_answers_after_the_end() {
    run(async {
        let w = World::new().await;
        let (id, respondents) = w.open().await;
        let cx = w.t.acting(&w.lemaire).await;
        let [one, two] = [&respondents[0], &respondents[1]];
        let head = w.t.sign_in(&w.lemaire).await;
        let own = format!("/surveys/{id}/respondents/{}", one.id.simple());
        assert_eq!(head.post(&format!("{own}/pages/1"), &first("non", "")).await.status, 303);
        w.t.pass(16 * Instant::DAY);
        let head = w.t.sign_in(&w.lemaire).await;
        assert_eq!(head.post(&format!("{own}/submission"), &[]).await.status, 303);
        let page = head.get(&own).await;
        assert!(page.has("papier") && page.has("après la date"), "{}", page.body);
        // Received later than it was sent: the days run from then.
        let now = w.t.acting(&w.lemaire).await;
        assert_eq!(
            code(actions::receive(&now, id, two.id, now.today().plus_days(1)).await),
            "received-in-future"
        );
        assert_eq!(
            code(actions::receive(&now, id, two.id, cx.today().plus_days(-1)).await),
            "received-before-asked"
        );
        actions::receive(&now, id, two.id, now.today()).await.unwrap();
        actions::close(&now, id).await.unwrap();
        let link = format!("/questionnaire/{}", actions::token_of(&cx, two.id).await.unwrap());
        assert!(w.t.browser().get(&link).await.has("close"));
        let late = w.t.browser().post(&format!("{link}/pages/1"), &first("oui", "")).await;
        assert_eq!(late.status, 422);
    });
}

#[test]
fn results_keep_back_what_too_few_said_and_are_taken_as_files() {
    run(async {
        let w = World::new().await;
        let (id, respondents) = w.open().await;
        let head = w.t.sign_in(&w.lemaire).await;
        let own = format!("/surveys/{id}/respondents/{}", respondents[0].id.simple());
        head.post(&format!("{own}/pages/1"), &first("oui", "3")).await;
        head.post(&format!("{own}/submission"), &[]).await;
        let url = format!("/surveys/{id}/results");
        let page = head.get(&url).await;
        assert_eq!(page.status, 200);
        assert!(page.has("Un réseau ?") && !page.has("Les Tilleuls"), "no answer in words is shown");
        assert!(head.get(&format!("{url}?count=whole")).await.has("<svg"), "{}", page.body);
        for (kind, start) in [("csv", "T"), ("ods", "PK"), ("xlsx", "PK")] {
            let file = head.get(&format!("{url}/table.{kind}")).await;
            assert_eq!(file.status, 200, "{kind}");
            assert!(file.body.starts_with(start), "{kind}: {}", file.body);
        }
        for who in [&w.worker, &w.stranger] {
            assert_eq!(w.t.sign_in(who).await.get(&url).await.status, 404);
        }
    });
}

#[test]
fn a_paper_keyed_twice_is_compared_and_a_correction_says_why() {
    run(async {
        let w = World::new().await;
        let (id, respondents) = w.open().await;
        let cx = w.t.acting(&w.lemaire).await;
        let which = respondents[0].id;
        let head = w.t.sign_in(&w.lemaire).await;
        let own = format!("/surveys/{id}/respondents/{}", which.simple());
        assert_eq!(head.get(&format!("{own}/second/pages/1")).await.status, 422, "nothing came on paper yet");
        head.post(&format!("{own}/pages/1"), &first("oui", "3")).await;
        head.post(&format!("{own}/submission"), &[]).await;
        assert!(!head.get(&format!("{own}/second/pages/1")).await.has("Les Tilleuls"), "typed anew, unseen");
        head.post(&format!("{own}/second/pages/1"), &first("non", "3")).await;
        assert_eq!(head.get(&format!("{own}/differences")).await.status, 422, "not finished");
        assert_eq!(head.post(&format!("{own}/second/submission"), &[]).await.status, 303);
        let page = head.get(&format!("{own}/differences")).await;
        assert!(page.has("Un réseau ?") && !page.has("Combien ?"), "only what differs: {}", page.body);
        assert_eq!(head.post(&format!("{own}/differences"), &[("reason", "")]).await.status, 422);
        let settled = [("d-0", "second"), ("reason", "Case mal lue.")];
        assert_eq!(head.post(&format!("{own}/differences"), &settled).await.status, 303);
        let page = head.get(&own).await;
        assert!(page.has("NON") && page.has("Case mal lue."), "{}", page.body);
        assert_eq!(code(actions::correct(&cx, id, which, " ").await), "correction-without-reason");
        actions::correct(&cx, id, which, "L’école a téléphoné.").await.unwrap();
        assert_eq!(code(actions::correct(&cx, id, which, "Encore.").await), "correction-under-way");
        // The end of the campaign does not stop a correction; what counts is what was sent, until it is.
        actions::close(&cx, id).await.unwrap();
        assert!(head.get(&own).await.has("NON"));
        head.post(&format!("{own}/pages/1"), &first("oui", "3")).await;
        head.post(&format!("{own}/submission"), &[]).await;
        assert!(head.get(&own).await.has("L’école a téléphoné."));
        assert_eq!(actions::versions(&cx, id, which).await.unwrap().len(), 4);
    });
}

#[test]
fn whoever_was_not_asked_is_heard_and_counted_apart() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.open().await;
        let amo = w.t.sign_in(&w.stranger).await;
        let to = amo.post(&format!("/surveys/{id}/answering"), &[]).await;
        assert_eq!(to.status, 303);
        let link = to.header("location").to_owned();
        assert!(link.starts_with("/questionnaire/"));
        assert_eq!(amo.post(&format!("{link}/pages/1"), &first("oui", "1")).await.status, 303);
        assert_eq!(amo.post(&format!("{link}/submission"), &[]).await.status, 303);
        // The same line again, whoever of the house opens it.
        assert_eq!(amo.post(&format!("/surveys/{id}/answering"), &[]).await.header("location"), link);
        let page = w.t.sign_in(&w.lemaire).await.get(&format!("/surveys/{id}?role=volunteer")).await;
        assert!(
            page.has("AMO Passe-Rives") && page.has("0&nbsp;%") || page.has("0 %") || page.has("0\u{a0}%"),
            "{}",
            page.body
        );
    });
}

const PARTNERS: &str = "
| survey |                    |          |               |            |                     |
|        | type               | name     | label         | appearance | bind::pp:coding | bind::pp:retention |
|        | begin_repeat       | avec     | Partenaire    |            | genres          | campagne           |
|        | text               | qui      | Qui ?         |            |                     |
|        | begin_group        | voies    | Comment ?     | table-list |                     |
|        | select_one ouinon  | oral     | De vive voix  |            |                     |
|        | select_one ouinon  | ecrit    | Par écrit     |            |                     |
|        | end_group          |          |               |            |                     |
|        | end_repeat         |          |               |            |                     |
| choices |           |      |                              |
|         | list_name | name | label                        |
|         | ouinon    | oui  | OUI                          |
|         | ouinon    | non  | NON                          |
|         | genres    | saj  | Aide à la jeunesse (SAJ)     |
|         | genres    | amo  | Milieu ouvert (AMO)          |
| settings |         |         |                                |
|          | form_id | version | namespaces                     |
|          | avec    | 1       | pp=\"https://maillage.example/ns/purpose\" |
";

#[test]
fn what_is_named_in_words_is_sorted_once_for_all_and_results_are_given_back_once() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.lemaire).await;
        let id =
            actions::create(&cx, &NewSurvey { about: w.about(), form: PARTNERS.as_bytes() }).await.unwrap();
        actions::publish(&cx, id).await.unwrap();
        actions::open(&cx, id).await.unwrap();
        let head = w.t.sign_in(&w.lemaire).await;
        let url = format!("/surveys/{id}");
        let coding = format!("{url}/coding");
        assert!(head.get(&coding).await.has("Rien à classer"));
        let mut conn = cx.read().await.unwrap();
        let wanted = store::Wanted { role: Some(Role::Asked), ..store::Wanted::all(id, None, 9) };
        let asked = store::respondents(&mut conn, &wanted).await.unwrap();
        drop(conn);
        let steps = |who: &str| -> Vec<Step> {
            let set = |path: &str, value: &str| Step::Set(path.to_owned(), value.to_owned());
            vec![
                set("/data/avec[1]/qui", who),
                set("/data/avec[1]/voies/oral", "oui"),
                Step::Add("/data/avec".into()),
                set("/data/avec[2]/qui", "Madame Delvaux\n0470 00 00 00"),
                set("/data/avec[2]/voies/ecrit", "oui"),
            ]
        };
        let send = async |which: usize, who: &str| {
            let found = actions::open_own(&cx, id, asked[which].id).await.unwrap();
            actions::send_steps(&cx, found, &steps(who), Source::Online).await.unwrap();
        };
        send(0, "SAJ d’Ormelle").await;
        let page = head.get(&coding).await;
        assert!(page.has("À classer (2)") && page.has("Proposé d’après les mots"), "{}", page.body);
        let place = |page: &str, words: &str| -> usize {
            (0..9).find(|n| page.contains(&format!("name=\"of-{n}\" value=\"/data/avec|{words}\""))).unwrap()
        };
        let at = place(&page.body, "saj d ormelle");
        let field = |what: &str| format!("{what}-{at}");
        let sorted = [
            (field("of"), "/data/avec|saj d ormelle".to_owned()),
            (field("was"), String::new()),
            (field("code"), "saj".to_owned()),
        ];
        let sorted: Vec<(&str, &str)> =
            sorted.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(head.post(&coding, &sorted[..2]).await.status, 422, "nothing was chosen");
        let other: Vec<(&str, &str)> =
            sorted.iter().map(|(n, v)| (*n, if *v == "saj" { "cour" } else { v })).collect();
        assert_eq!(head.post(&coding, &other).await.status, 422, "no kind of the form");
        assert_eq!(head.post(&coding, &sorted).await.status, 303);
        // What is written alike is sorted already when it comes.
        send(1, "  SAJ d’Ormelle ").await;
        let page = head.get(&coding).await;
        assert!(page.has("À classer (1)") && page.has("Madame Delvaux"), "{}", page.body);
        let page = head.get(&format!("{url}/results?count=whole")).await;
        assert!(page.has("Par type de partenaire") && page.has("Aide à la jeunesse (SAJ)"), "{}", page.body);
        // Nobody else sorts anything.
        for who in [&w.worker, &w.stranger] {
            assert_eq!(w.t.sign_in(who).await.post(&coding, &sorted).await.status, 404);
        }
        // Given back: after the end, when every answer was looked at.
        let school = w.t.browser();
        let link = format!("/questionnaire/{}", actions::token_of(&cx, asked[0].id).await.unwrap());
        assert_eq!(school.get(&format!("{link}/findings")).await.status, 404);
        assert_eq!(code(actions::report(&cx, id).await), "survey-not-closed");
        actions::close(&cx, id).await.unwrap();
        actions::validate(&cx, id, asked[0].id).await.unwrap();
        assert_eq!(code(actions::report(&cx, id).await), "answers-to-validate");
        actions::validate(&cx, id, asked[1].id).await.unwrap();
        actions::report(&cx, id).await.unwrap();
        let page = school.get(&format!("{link}/findings")).await;
        assert!(
            page.status == 200 && page.has("n. p.") && !page.has("Delvaux"),
            "few answered: {}",
            page.body
        );
        assert!(school.get(&link).await.has("Lire les résultats"));
        assert_eq!(
            w.t.sign_in(&w.stranger).await.get(&format!("{url}/findings")).await.status,
            404,
            "was not asked"
        );
        assert_eq!(head.get(&format!("{url}/findings")).await.status, 200);
        // What counts changes no more.
        let reported = "survey-reported";
        assert_eq!(code(actions::report(&cx, id).await), reported);
        assert_eq!(code(actions::correct(&cx, id, asked[0].id, "Oubli.").await), reported);
        assert_eq!(
            code(actions::set_aside(&cx, id, asked[0].id, SetAside::Duplicate, "Double.").await),
            reported
        );
        let put =
            Put { path: "/data/avec".into(), folded: "madame delvaux".into(), code: Some("amo".into()) };
        assert_eq!(code(actions::put(&cx, id, &[put]).await), reported);
        // What is marked on a group is erased below it, in the answers and where it was sorted; choices stay, and no figure changes.
        let (_, labels) = actions::erasable(&cx, id).await.unwrap();
        assert_eq!(labels, ["Qui ?"]);
        let figures = format!("{url}/results/table.csv?count=whole");
        let before = head.get(&figures).await.body;
        actions::archive(&cx, id).await.unwrap();
        assert_eq!(head.get(&figures).await.body, before);
        let own = head.get(&format!("{url}/respondents/{}", asked[0].id.simple())).await;
        assert!(own.has("effacé") && own.has("OUI") && !own.has("Delvaux"), "{}", own.body);
        let mut conn = cx.read().await.unwrap();
        let named = super::store_coding::named(&mut conn, id, false, None, 9).await.unwrap();
        assert!(named.iter().all(|one| one.words.is_empty() && one.folded.is_empty()), "{named:?}");
        assert_eq!(head.get(&coding).await.status, 422);
    });
}
