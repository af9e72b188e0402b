// SPDX-License-Identifier: EUPL-1.2
//! What holds reports, children, cases and answers together, from the page to the database.

use kernel::Instant;
use register::cases;
use register::testing::run;

use super::world::{WHO, World, child, follow};
use crate::concerns::model::{DecisionOutcome, Levels, NewDecision, Referral, State, Who};
use crate::concerns::rules::triage::Outcome;
use crate::concerns::store::{self, ReportFilter};
use crate::concerns::{ComesBack, actions};

#[test]
fn from_a_report_to_the_case_of_its_child_and_back() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Lina", "Maes", "2018-03-02")]).await;
        let lead = w.browser(&w.supervisor).await;
        let way = format!("/reports/{}/minors/{}/case", told.report, told.children[0].0);
        assert!(lead.get(&format!("/reports/{}", told.report)).await.body.contains(&way));
        let to = lead.get(&way).await.location;
        let form = lead.get(&to).await;
        assert!(form.status == 200 && form.has("Lina Maes"), "the child is chosen: {}", form.body);
        let (person, report) = (told.children[0].1.unwrap().to_string(), told.report.to_string());
        let fields = [
            ("go", "open"),
            ("person", person.as_str()),
            ("report", report.as_str()),
            ("opened_on-day", "15"),
            ("opened_on-month", "9"),
            ("opened_on-year", "2026"),
            ("reason", "Suite au signalement"),
            ("frame", "consented"),
            ("information", "La mère a été informée."),
        ];
        let opened = lead.post("/cases/new", &fields).await;
        assert_eq!(opened.status, 303, "{}", opened.body);
        let page = lead.get(&format!("/reports/{}", told.report)).await;
        let case = opened.location.split('?').next().unwrap().to_owned();
        assert!(page.body.contains(&format!("href=\"{case}\"")), "the report shows the case: {}", page.body);
        assert!(!page.body.contains(&way), "and leads to no second one");
        let id: kernel::CaseId = case.trim_start_matches("/cases/").parse().unwrap();
        let cx = w.cx(&w.supervisor).await;
        let mut conn = cx.read().await.unwrap();
        let grant =
            register::access::require(&cx, &mut conn, register::access::Action::Read, id).await.unwrap();
        assert_eq!(cases::reports_of(&mut conn, &grant).await.unwrap(), [told.report]);
        drop(conn);
        // Nobody comes in by a report that they may not read, nor with a child who is not in it.
        let stranger = w.browser(&w.colleague).await;
        assert_eq!(stranger.get(&way).await.status, 404);
        assert_eq!(stranger.get(&format!("/cases/new?person={person}&report={report}")).await.status, 404);
        let other = w.phoned(&[("Tom", "Maes", "2019")]).await;
        let swapped = [("person", other.children[0].1.unwrap().to_string())];
        let mut fields: Vec<(&str, &str)> = fields.to_vec();
        fields[1] = ("person", swapped[0].1.as_str());
        assert_eq!(lead.post("/cases/new", &fields).await.status, 404);
    });
}

#[test]
fn joined_danger_marks_the_kept_report_and_new_danger_is_said_while_evaluating() {
    run(async {
        let w = World::new().await;
        let first = w.evaluating(&[("Robin", "Thiry", "2018")]).await;
        w.t.pass(Instant::DAY);
        let second = w.phoned(&[("Robin", "Thiry", "2018")]).await;
        w.triaged(second.report, Outcome::ImmediateDanger, Levels::of(3, 3, 3)).await;
        let intake = w.cx(&w.intake).await;
        actions::merge(&intake, second.report, first.report, &[], "Même enfant.").await.unwrap();
        let kept = w.concern(&w.intake, first.report).await;
        assert!(kept.awaits_referral() && kept.levels() == Levels::of(3, 3, 3), "{:?}", kept.triage());
        assert_eq!(kept.state(), State::UnderEvaluation);
        let clocks = w.clocks(first.report).await;
        assert_eq!(clocks.iter().filter(|d| d.term == "evaluation" && d.is_open()).count(), 1);
        let scope =
            register::access::scope(&intake, kernel::SubjectKind::REPORT, register::access::Action::Write)
                .unwrap();
        let mut conn = intake.read().await.unwrap();
        let danger = ReportFilter { danger_now: true, ..ReportFilter::default() };
        let lines = store::list(&mut conn, w.saj, &scope, &danger, 10).await.unwrap();
        assert_eq!(lines.iter().map(|l| l.id).collect::<Vec<_>>(), [first.report]);
        drop(conn);
        // Whoever evaluates says new danger; whoever does not evaluate that child cannot.
        let other = w.evaluating(&[("Zoé", "Thiry", "2014")]).await;
        let mut alarm = w.triage(Outcome::ImmediateDanger, Levels::of(3, 3, 3));
        alarm.instead_of = w.concern(&w.intake, other.report).await.triage().map(|t| t.id);
        let stranger = actions::raise_danger(&w.cx(&w.colleague).await, other.report, &alarm).await;
        assert_eq!(stranger.unwrap_err().code(), "not-found");
        let evaluator = w.browser(&w.evaluator).await;
        let page = evaluator.get(&format!("/reports/{}/danger", other.report)).await;
        assert!(page.has("Signaler un danger immédiat") && !page.has("Seul un conseil"), "{}", page.body);
        // What is said there is said, not chosen among one: and what follows is told.
        let only = "<input type=\"hidden\" name=\"outcome\" value=\"immediate_danger\">";
        assert!(page.has(only) && !page.has("Répète-t-il"), "{}", page.body);
        let before = alarm.instead_of.map(|t| t.simple().to_string()).unwrap_or_default();
        let said = [
            ("instead_of", before.as_str()),
            ("outcome", "immediate_danger"),
            ("danger", "3"),
            ("gravity", "3"),
            ("urgency", "3"),
            ("reason", "Il est seul ce soir, sans chauffage."),
            ("alone_reason", "Sur place."),
        ];
        let done = evaluator.post(&format!("/reports/{}/danger", other.report), &said).await;
        assert_eq!(done.location, format!("/reports/{}?done=danger-said", other.report), "{}", done.body);
        assert!(evaluator.get(&done.location).await.has("Le danger immédiat est dit."));
        assert!(w.concern(&w.intake, other.report).await.awaits_referral());
        // While the evaluation runs only a referral is decided: it is named, and its addressee asked for with the rest.
        let supervisor = w.browser(&w.supervisor).await;
        let page = supervisor.get(&format!("/reports/{}/decision", other.report)).await;
        assert!(page.has("name=\"outcome\" value=\"judicial_referral\">"), "{}", page.body);
        assert!(!page.has("À remplir seulement"), "{}", page.body);
        let empty = [("outcome", "judicial_referral"), ("reason", "")];
        let page = supervisor.post(&format!("/reports/{}/decision", other.report), &empty).await;
        assert!(page.status == 422 && page.has("Dites à quelle autorité"), "{}", page.body);
    });
}

#[test]
fn answers_stay_possible_after_archiving_and_only_those_that_tell_the_outcome_count() {
    run(async {
        let w = World::new().await;
        let told = w.phoned(&[("Lina", "Maes", "2018")]).await;
        let code = told.code.clone().unwrap();
        let cx = w.cx(&w.intake).await;
        // Asked before anything is decided: what can be said then leaves the answer owed.
        actions::ask_outcome(&cx, ComesBack::Code(&code), "Alors ?").await.unwrap();
        let twice = actions::ask_outcome(&cx, ComesBack::Code(&code), "Alors ?").await;
        assert_eq!(twice.unwrap_err().code(), "asked-already");
        w.t.pass(Instant::HOUR);
        let cx = w.cx(&w.intake).await;
        actions::feedback(&cx, told.report, "limited", "Votre message est bien arrivé.", "").await.unwrap();
        assert!(w.clock(told.report, "feedback_on_request").await.unwrap().is_open());
        assert!(w.concern(&w.intake, told.report).await.owes_answer());
        w.triaged(told.report, Outcome::AdviceOnly, Levels::of(0, 0, 0)).await;
        let owed = actions::archive(&cx, told.report, "dix ans").await;
        assert_eq!(owed.unwrap_err().code(), "feedback-owed");
        actions::feedback(&cx, told.report, "minimal", "Un conseil a été donné.", "").await.unwrap();
        assert!(!w.clock(told.report, "feedback_on_request").await.unwrap().is_open());
        actions::archive(&cx, told.report, "dix ans").await.unwrap();
        assert!(w.clocks(told.report).await.iter().all(|d| !d.is_open()), "nothing of it is left to do");
        // Asked again after the report was put away: the term runs, and can be met.
        w.t.pass(Instant::DAY);
        let cx = w.cx(&w.intake).await;
        actions::ask_outcome(&cx, ComesBack::Code(&code), "Et maintenant ?").await.unwrap();
        let open = |clocks: &[register::deadlines::Deadline]| {
            clocks.iter().filter(|d| d.term == "feedback_on_request" && d.is_open()).count()
        };
        assert_eq!(open(&w.clocks(told.report).await), 1);
        actions::reply(&cx, told.report, "Nous vous répondons.").await.unwrap();
        actions::feedback(&cx, told.report, "minimal", "Rien n’a changé.", "").await.unwrap();
        assert_eq!(open(&w.clocks(told.report).await), 0);
        assert_eq!(w.concern(&w.intake, told.report).await.state(), State::Archived);
    });
}

#[test]
fn who_a_child_is_changes_the_term_of_their_evaluation() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Lina", "Maes", "2018")]).await;
        let cx = w.cx(&w.intake).await;
        let described = crate::concerns::model::NewMinor {
            description: "un bébé".into(),
            ..crate::concerns::model::NewMinor::default()
        };
        let mention = crate::concerns::rules::minors::Mention::Another;
        let (baby, _) =
            actions::add_minor(&cx, told.report, &described, "vu au foyer", mention).await.unwrap();
        let due = |clocks: Vec<register::deadlines::Deadline>| {
            let clock = clocks.into_iter().find(|d| d.about == Some(baby.0) && d.is_open()).unwrap();
            (clock.wording.unwrap(), clock.owner)
        };
        let lead = w.evaluator.practitioner.0;
        assert_eq!(due(w.clocks(told.report).await), (String::new(), lead));
        let who = child("Noé", "Maes", "2026-02-01").who;
        actions::identify(&cx, told.report, baby, &who).await.unwrap();
        assert_eq!(due(w.clocks(told.report).await), ("child_under_years=2".to_owned(), lead));
        // Somebody who is there already is not somebody else too; an adult is no child of the report.
        let (again, _) = actions::add_minor(&cx, told.report, &described, "un autre", mention).await.unwrap();
        let same = actions::identify(&cx, told.report, again, &Who::Known(told.children[0].1.unwrap())).await;
        assert_eq!(same.unwrap_err().code(), "already-in-report");
        let adult = actions::identify(&cx, told.report, again, &child("Jo", "Maes", "2000").who).await;
        assert_eq!(adult.unwrap_err().code(), "adult");
        actions::set_aside(&cx, told.report, again, "C’est la même enfant que Lina.").await.unwrap();
        let concern = w.concern(&w.intake, told.report).await;
        assert!(concern.evaluation(again).is_some_and(|e| !e.is_open()) && concern.evaluated().count() == 2);
        assert!(w.clocks(told.report).await.iter().all(|d| d.about != Some(again.0) || !d.is_open()));
    });
}

#[test]
fn a_known_adult_is_no_child_of_a_report() {
    run(async {
        let w = World::new().await;
        // Of age two days after a first report.
        let told = w.phoned(&[("Jo", "Maes", "2008-09-17")]).await;
        let known = Who::Known(told.children[0].1.unwrap());
        let again = |cx: &platform::http::Cx| {
            let mut new = crate::concerns::model::NewReport::to(
                w.saj,
                crate::concerns::model::Door::Phone,
                cx.today(),
                cx.now,
            );
            new.observed = "Revu ce matin.".into();
            new.children = vec![crate::concerns::model::NewMinor {
                who: known.clone(),
                ..crate::concerns::model::NewMinor::default()
            }];
            new
        };
        let cx = w.cx(&w.intake).await;
        actions::receive(&cx, &again(&cx)).await.unwrap();
        w.t.pass(3 * Instant::DAY);
        let cx = w.cx(&w.intake).await;
        let faults = actions::faults(&cx, &again(&cx)).await.unwrap();
        assert_eq!(
            faults.iter().map(|f| (f.field.as_str(), f.code)).collect::<Vec<_>>(),
            [("child-1-birth", "adult")]
        );
        assert_eq!(actions::receive(&cx, &again(&cx)).await.unwrap_err().code(), "adult");
    });
}

#[test]
fn everything_joined_travels_and_a_proposal_is_taken_back() {
    run(async {
        let w = World::new().await;
        let first = w.evaluating(&[("Adam", "Saïdi", "2017")]).await;
        let second = w.phoned(&[("Adam", "Saïdi", "2017")]).await;
        w.triaged(second.report, Outcome::Qualified, Levels::of(2, 2, 1)).await;
        let cx = w.cx(&w.intake).await;
        actions::merge(&cx, second.report, first.report, &[], "Mêmes faits.").await.unwrap();
        let id = actions::propose_transfer(&cx, first.report, w.other, None, "Déménagés.", "").await.unwrap();
        let desk = w.browser(&w.elsewhere).await;
        let path = format!("/reports/{}", first.report);
        assert_eq!(desk.get(&path).await.status, 200);
        let ours = w.browser(&w.intake).await;
        let page = ours.get(&format!("{path}/withdrawal")).await;
        assert!(page.has("SOS Enfants"), "{}", page.body);
        let transfer = id.0.simple().to_string();
        let fields = [("transfer", transfer.as_str()), ("reason", "Mauvaise adresse.")];
        assert_eq!(ours.post(&format!("{path}/withdrawal"), &fields).await.status, 303);
        assert_eq!(desk.get(&path).await.status, 404, "what was shown is closed");
        assert!(w.clock(first.report, "transfer_answer").await.is_none());
        assert!(ours.get(&path).await.has("Mauvaise adresse."));
        let mut conn = w.t.app.db.read().await.unwrap();
        let told = store::transfers_withdrawn(&mut conn, w.other, Instant(0), 10).await.unwrap();
        assert_eq!(told.iter().map(|t| t.reason.as_str()).collect::<Vec<_>>(), ["Mauvaise adresse."]);
        drop(conn);
        let again =
            actions::propose_transfer(&cx, first.report, w.other, None, "Ormelle.", "").await.unwrap();
        let new = actions::accept_transfer(&w.cx(&w.elsewhere).await, again).await.unwrap();
        let theirs = w.concern(&w.elsewhere, new).await;
        let joined = w.concern(&w.intake, second.report).await.report.reference;
        assert_eq!(theirs.report.observed.matches("Des pleurs").count(), 2, "{}", theirs.report.observed);
        assert!(theirs.report.observed.contains(&joined) && !theirs.report.observed.contains(WHO));
    });
}

#[test]
fn a_clock_runs_after_the_last_conclusion_until_everybody_is_decided_on() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Lina", "Maes", "2018")]).await;
        let minor = told.children[0].0;
        assert!(w.clock(told.report, "decision").await.is_none());
        let evaluator = w.cx(&w.evaluator).await;
        actions::give_up(&evaluator, told.report, minor, "moved", "Personne à l’adresse.").await.unwrap();
        assert!(w.clock(told.report, "decision").await.unwrap().is_open());
        let director = w.cx(&w.director).await;
        let refer = NewDecision {
            outcome: DecisionOutcome::JudicialReferral,
            minors: vec![],
            reason: "Introuvables.".into(),
            closure_reason: String::new(),
            referral: Some(Referral {
                authority: "parquet de Valmourne".into(),
                on: director.today(),
                copied_on: None,
            }),
        };
        actions::decide(&director, told.report, &refer).await.unwrap();
        assert!(!w.clock(told.report, "decision").await.unwrap().is_open());
        let page = w.browser(&w.supervisor).await.get(&format!("/reports/{}", told.report)).await;
        assert!(page.has("parquet de Valmourne"), "{}", page.body);
    });
}

#[test]
fn of_two_reports_joined_to_each_other_at_once_one_is_left() {
    run(async {
        let w = World::new().await;
        let one = w.phoned(&[("Lina", "Maes", "2018")]).await.report;
        let other = w.phoned(&[("Lina", "Maes", "2018")]).await.report;
        for report in [one, other] {
            w.triaged(report, Outcome::Qualified, Levels::of(2, 2, 1)).await;
        }
        let (a, b) = (w.cx(&w.intake).await, w.cx(&w.second).await);
        // A third deed lets both begin before either goes on.
        let (held, _) = register::access::begin(&a, register::access::Action::Read, one).await.unwrap();
        let (first, second, ()) = tokio::join!(
            actions::merge(&a, one, other, &[], "Mêmes faits."),
            actions::merge(&b, other, one, &[], "Mêmes faits."),
            async {
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                drop(held);
            },
        );
        let told: Vec<String> =
            [first, second].into_iter().filter_map(Result::err).map(|e| e.code().to_owned()).collect();
        assert_eq!(told, ["joined-to-another"]);
    });
}

#[test]
fn a_child_who_came_later_gives_no_more_time_to_decide_on_the_others() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Lina", "Maes", "2018")]).await;
        let lina = told.children[0].0;
        let evaluator = w.cx(&w.evaluator).await;
        actions::give_up(&evaluator, told.report, lina, "moved", "Personne.").await.unwrap();
        let first = w.clock(told.report, "decision").await.unwrap();
        let another = crate::concerns::rules::minors::Mention::Another;
        let later = async |given: &str| {
            let new = child(given, "Maes", "2016");
            let cx = w.cx(&w.intake).await;
            let (minor, _) = actions::add_minor(&cx, told.report, &new, "vu", another).await.unwrap();
            minor
        };
        let tom = later("Tom").await;
        // Weeks later, the decision on Lina is late; what was found of Tom does not make it timely again.
        w.t.pass(40 * Instant::DAY);
        let evaluator = w.cx(&w.evaluator).await;
        assert!(first.due_on < evaluator.today());
        actions::give_up(&evaluator, told.report, tom, "moved", "Personne.").await.unwrap();
        let clocks = w.clocks(told.report).await;
        let decision: Vec<_> = clocks.iter().filter(|d| d.term == "decision").collect();
        assert_eq!(decision.iter().map(|d| (d.id, d.due_on)).collect::<Vec<_>>(), [(first.id, first.due_on)]);
        assert!(decision[0].is_open());
        // Those who are evaluated are decided on: whoever comes later has a term of their own, counted from their own conclusion.
        let zoe = later("Zoé").await;
        let director = w.cx(&w.director).await;
        let refer = |minors: Vec<crate::concerns::model::MinorId>| NewDecision {
            outcome: DecisionOutcome::JudicialReferral,
            minors,
            reason: "Introuvables.".into(),
            closure_reason: String::new(),
            referral: Some(Referral {
                authority: "parquet de Valmourne".into(),
                on: director.today(),
                copied_on: None,
            }),
        };
        actions::decide(&director, told.report, &refer(vec![lina, tom])).await.unwrap();
        assert!(!w.clock(told.report, "decision").await.unwrap().is_open());
        w.t.pass(Instant::DAY);
        let evaluator = w.cx(&w.evaluator).await;
        actions::give_up(&evaluator, told.report, zoe, "moved", "Personne.").await.unwrap();
        let clocks = w.clocks(told.report).await;
        let decision: Vec<_> = clocks.iter().filter(|d| d.term == "decision" && d.is_open()).collect();
        assert_eq!(decision.iter().map(|d| d.started_on).collect::<Vec<_>>(), [evaluator.today()]);
    });
}

#[test]
fn a_later_report_is_linked_to_the_open_case_of_its_child() {
    run(async {
        let w = World::new().await;
        let first = w.evaluating(&[("Lina", "Maes", "2018-03-02")]).await;
        let person = first.children[0].1.unwrap();
        let supervisor = w.cx(&w.supervisor).await;
        let new = cases::NewCase {
            child: person,
            opened_on: supervisor.today(),
            reason: "Suite au signalement".into(),
            frame: "consented".into(),
            frame_source: String::new(),
            information: "La mère a été informée.".into(),
        };
        let case = cases::open_from_report(&supervisor, &new, first.report).await.unwrap();
        let intake = w.cx(&w.intake).await;
        let mut again = crate::concerns::model::NewReport::to(
            w.saj,
            crate::concerns::model::Door::Phone,
            intake.today(),
            intake.now,
        );
        again.observed = "Des cris, encore.".into();
        again.children = vec![crate::concerns::model::NewMinor {
            who: Who::Known(person),
            ..crate::concerns::model::NewMinor::default()
        }];
        let later = actions::receive(&intake, &again).await.unwrap();
        w.triaged(later.report, Outcome::Qualified, Levels::of(2, 2, 1)).await;
        let report = format!("/reports/{}", later.report);
        let way = format!("{report}/minors/{}/case", later.children[0].0);
        // Intake reads the report and not the case: that there is one, and whom to ask.
        let desk = w.browser(&w.intake).await;
        assert!(desk.get(&report).await.has("Rattacher au dossier ouvert"));
        let page = desk.get(&way).await;
        assert!(page.has("déjà un dossier ouvert") && page.has("Demandez-le"), "{}", page.body);
        assert!(
            !page.body.contains(&case.to_string()) && !page.has("Rattacher le signalement</"),
            "{}",
            page.body
        );
        let id = case.to_string();
        assert_eq!(desk.post(&way, &[("case", &id)]).await.status, 404);
        // Whoever supervises both links the one to the other.
        let lead = w.browser(&w.supervisor).await;
        let page = lead.get(&way).await;
        assert!(page.body.contains(&format!("value=\"{id}\"")), "{}", page.body);
        let done = lead.post(&way, &[("case", &id)]).await;
        let page = follow(&lead, &done).await;
        assert!(
            page.has("est rattaché") && page.body.contains(&format!("href=\"/cases/{id}\"")),
            "{}",
            page.body
        );
        let supervisor = w.cx(&w.supervisor).await;
        let mut conn = supervisor.read().await.unwrap();
        let read = register::access::Action::Read;
        let grant = register::access::require(&supervisor, &mut conn, read, case).await.unwrap();
        let linked = cases::reports_of(&mut conn, &grant).await.unwrap();
        assert_eq!(linked, [first.report, later.report]);
        let told = cases::timeline(&mut conn, &grant, &cases::TimelineFilter::default(), 20).await.unwrap();
        assert!(told.iter().any(|e| e.kind == "report_linked"));
        drop(conn);
        assert_eq!(lead.get(&way).await.location, report, "what is done is not offered again");
        let twice = cases::link_report(&supervisor, later.report, person, case).await;
        assert_eq!(twice.unwrap_err().code(), "report-already-linked");
        // Neither a report that is not of the child, nor somebody outside.
        let other = w.phoned(&[("Tom", "Vidal", "2015")]).await;
        let swapped = cases::link_report(&supervisor, other.report, person, case).await;
        assert_eq!(swapped.unwrap_err().code(), "not-found");
        let stranger = w.browser(&w.colleague).await;
        assert_eq!(stranger.get(&way).await.status, 404);
        assert_eq!(stranger.post(&way, &[("case", &id)]).await.status, 404);
    });
}
