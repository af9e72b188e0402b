// SPDX-License-Identifier: EUPL-1.2
//! What waits is told to whom it waits for, without a word of what it is.

use casework::concerns::{self, Door, Levels, NewReport, NewTriage, Outcome, Told};
use kernel::{EventKind, FunctionKind, Instant, InstitutionId};
use platform::jobs;
use register::cases::{self, NewCase, TransferProposal};
use register::ledger;
use register::people::NewPerson;
use register::testing::{Person, TestApp, run};

use super::{carried_out_by, those_who_let_it_go};

struct World {
    t: TestApp,
    nour: Person,
    iris: Person,
}

impl World {
    async fn new() -> World {
        let t = TestApp::with(crate::routes(), |app| app).await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        let nour = t.person(saj, "Nour", "Nkulu", &[FunctionKind::Intake]).await;
        let iris = t.person(saj, "Iris", "Dubuisson", &[FunctionKind::Supervisor]).await;
        World { t, nour, iris }
    }

    async fn report(&self) -> kernel::ReportId {
        let cx = self.t.acting(&self.nour).await;
        let mut new = NewReport::to(self.nour.institution, Door::Phone, cx.today(), cx.now);
        new.observed = "Des pleurs le soir.".into();
        new.danger_now = Told::Yes;
        new.children =
            vec![concerns::NewMinor { description: "un garçon".into(), ..concerns::NewMinor::default() }];
        concerns::receive(&cx, &new).await.unwrap().report
    }

    fn triage(&self, outcome: Outcome, levels: Levels) -> NewTriage {
        NewTriage {
            outcome,
            levels,
            explanation: String::new(),
            reason: "Faits précis.".into(),
            second: Some(self.iris.practitioner),
            alone_reason: String::new(),
            redirected_to: None,
            repeats: vec![],
            repetitive: false,
            instead_of: None,
        }
    }

    /// Carries out what is due, and says how many messages wait since.
    async fn told(&self) -> i64 {
        let app = &self.t.app;
        let before = self.messages().await;
        let runner = jobs::Runner::new(app.db.clone(), app.clock.clone(), app.chance.clone());
        carried_out_by(runner, app).run_due().await.unwrap();
        self.messages().await - before
    }

    /// Asks for the reaction to the last event of a kind in the ledger of an institution, as the ledger does, and carries it out.
    async fn reacts(&self, at: InstitutionId, kind: EventKind) -> i64 {
        let cx = self.t.system();
        let mut tx = cx.begin_technical().await.unwrap();
        let sql = "SELECT MAX(seq) FROM ledger WHERE institution_id = $1 AND kind = $2";
        let seq: i64 = tx.value(sql, platform::args![at, kind.0]).await.unwrap().unwrap();
        let payload = serde_json::json!({ "institution": at.to_string(), "seq": seq });
        let id = cx.new_id().unwrap();
        jobs::enqueue_in(&mut tx, id, ledger::REACTION, &payload, cx.now, cx.now).await.unwrap();
        tx.commit_technical(platform::db::Technical::Job).await.unwrap();
        self.told().await
    }

    async fn messages(&self) -> i64 {
        let mut conn = self.t.app.db.read().await.unwrap();
        let sql = "SELECT COUNT(*) FROM jobs WHERE kind = 'send-mail'";
        conn.value(sql, vec![]).await.unwrap().unwrap_or(0)
    }
}

#[test]
fn a_clock_that_passed_its_day_is_told_once_to_those_whom_the_pack_names() {
    run(async {
        let w = World::new().await;
        let report = w.report().await;
        assert_eq!(w.told().await, 0, "nothing has passed yet");
        // Acknowledgement and triage have passed: each is told to intake and to the supervision.
        w.t.pass(6 * Instant::DAY);
        assert_eq!(w.told().await, 4);
        assert_eq!(w.told().await, 0, "once");
        // What was done in time is told to nobody.
        let cx = w.t.acting(&w.nour).await;
        let triage = w.triage(Outcome::Qualified, Levels::of(2, 2, 1));
        concerns::triage(&cx, report, &triage).await.unwrap();
        let cx = w.t.acting(&w.iris).await;
        concerns::assign(&cx, report, w.iris.practitioner, &[]).await.unwrap();
        w.t.pass(90 * Instant::DAY);
        // The evaluation: whoever leads it is the supervision here, and hears of it once.
        assert_eq!(w.told().await, 1);
    });
}

#[test]
fn what_waits_in_a_report_is_told_to_whom_it_waits_for() {
    run(async {
        use concerns::events as e;
        let w = World::new().await;
        let saj = w.nour.institution;
        let sos = w.t.institution("sos_enfants", "SOS Enfants").await;
        let noor = w.t.person(sos, "Noor", "Peeters", &[FunctionKind::Intake]).await;
        let claire = w.t.person(saj, "Claire", "Haddad", &[FunctionKind::Caseworker]).await;
        let nour = w.t.acting(&w.nour).await;
        // Nothing is told of a danger that is not there; of one that is, those who decide are.
        let calm = w.report().await;
        concerns::triage(&nour, calm, &w.triage(Outcome::Qualified, Levels::of(2, 2, 1))).await.unwrap();
        assert_eq!(w.reacts(saj, e::CONCERN_TRIAGED).await, 0);
        let grave = w.report().await;
        concerns::triage(&nour, grave, &w.triage(Outcome::ImmediateDanger, Levels::of(3, 3, 3)))
            .await
            .unwrap();
        assert_eq!(w.reacts(saj, e::CONCERN_TRIAGED).await, 1, "the supervision");
        let iris = w.t.acting(&w.iris).await;
        let team = [w.iris.practitioner];
        concerns::assign(&iris, calm, claire.practitioner, &team).await.unwrap();
        assert_eq!(w.reacts(saj, e::EVALUATION_STARTED).await, 2, "each who evaluates");
        // A proposed transfer stands in both ledgers, and is told to the other service once.
        concerns::propose_transfer(&nour, grave, sos, None, "Déménagés.", "").await.unwrap();
        assert_eq!(w.reacts(saj, e::REPORT_TRANSFER_PROPOSED).await, 0);
        assert_eq!(w.reacts(sos, e::REPORT_TRANSFER_PROPOSED).await, 1, "{}", noor.email);
    });
}

#[test]
fn those_who_let_a_case_go_are_told_that_it_was_accepted() {
    run(async {
        let t = TestApp::new().await;
        let here = t.institution("saj", "SAJ de Valmourne").await;
        let there = t.institution("saj", "SAJ de Tilvoie").await;
        let claire = t.person(here, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let hanae = t.person(here, "Hanae", "Bel", &[FunctionKind::Supervisor]).await;
        let noor = t.person(there, "Noor", "Aerts", &[FunctionKind::Supervisor]).await;
        let cx = t.acting(&hanae).await;
        let child = NewPerson { given: "Lina".into(), ..NewPerson::default() };
        let new = |child| NewCase {
            child,
            opened_on: cx.today(),
            reason: "aide demandée".into(),
            frame: "consented".into(),
            frame_source: String::new(),
            information: "la mère le sait".into(),
        };
        let case = cases::open_for_new_child(&cx, &child, "", new).await.unwrap();
        cases::assign(&cx, case, claire.practitioner).await.unwrap();
        let proposal =
            TransferProposal { to: there, reason: "a déménagé".into(), minimum: "vit à Tilvoie".into() };
        cases::propose_transfer(&cx, case, &proposal).await.unwrap();
        cases::accept_transfer(&t.acting(&noor).await, case).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let told = async |conn: &mut platform::db::Conn, institution| {
            let all = those_who_let_it_go(conn, case, institution, cx.now).await.unwrap();
            let mut all: Vec<String> = all.into_iter().map(|a| a.email).collect();
            all.sort();
            all
        };
        assert_eq!(told(&mut conn, here).await, [claire.email.clone(), hanae.email.clone()]);
        assert!(told(&mut conn, there).await.is_empty());
    });
}

#[test]
fn the_evaluations_of_somebody_who_leaves_go_to_whoever_takes_their_cases() {
    run(async {
        let w = World::new().await;
        let saj = w.nour.institution;
        let claire = w.t.person(saj, "Claire", "Haddad", &[FunctionKind::Caseworker]).await;
        let samir = w.t.person(saj, "Samir", "Yildiz", &[FunctionKind::Caseworker]).await;
        let nour = w.t.acting(&w.nour).await;
        let iris = w.t.acting(&w.iris).await;
        let (led, helped, ended) = (w.report().await, w.report().await, w.report().await);
        for report in [led, helped, ended] {
            concerns::triage(&nour, report, &w.triage(Outcome::Qualified, Levels::of(2, 2, 1)))
                .await
                .unwrap();
        }
        concerns::assign(&iris, led, claire.practitioner, &[]).await.unwrap();
        concerns::assign(&iris, helped, w.iris.practitioner, &[claire.practitioner]).await.unwrap();
        concerns::assign(&iris, ended, claire.practitioner, &[]).await.unwrap();
        let of = async |report: kernel::ReportId| {
            let mut conn = w.t.app.db.read().await.unwrap();
            let read = register::access::Action::Read;
            let grant = register::access::require(&iris, &mut conn, read, report).await.unwrap();
            let concern = concerns::concern(&mut conn, &grant).await.unwrap();
            let now = concern.evaluators.iter().filter(|e| e.until_on.is_none());
            let team: Vec<_> = now.map(|e| (e.practitioner, e.is_lead)).collect();
            (team, concern.minors[0].id)
        };
        let (_, minor) = of(ended).await;
        let acting = w.t.acting(&claire).await;
        concerns::give_up(&acting, ended, minor, "moved", "Personne à l’adresse.").await.unwrap();
        cases::hand_over(&iris, claire.practitioner, samir.practitioner, "quitte le service").await.unwrap();
        // Whoever evaluates from now on is told by the event of that deed, not by this one.
        w.reacts(saj, cases::events::CASES_HANDED_OVER).await;
        assert_eq!(of(led).await.0, [(samir.practitioner, true)]);
        let mut helping = of(helped).await.0;
        helping.sort();
        let mut expected = [(w.iris.practitioner, true), (samir.practitioner, false)];
        expected.sort();
        assert_eq!(helping, expected);
        assert_eq!(of(ended).await.0, [(claire.practitioner, true)], "what was concluded stays hers");
        let mut conn = w.t.app.db.read().await.unwrap();
        let clocks = register::deadlines::of_subject(&mut conn, led.0).await.unwrap();
        let running: Vec<_> = clocks.iter().filter(|d| d.term == "evaluation" && d.is_open()).collect();
        assert!(running.len() == 1 && running[0].owner == samir.practitioner.0);
        drop(conn);
        // Twice is once; and it was done by whoever handed over.
        w.reacts(saj, cases::events::CASES_HANDED_OVER).await;
        let mut conn = w.t.app.db.read().await.unwrap();
        let sql = "SELECT COUNT(*) FROM ledger WHERE kind = $1 AND practitioner_id = $2";
        let by = platform::args![concerns::events::EVALUATORS_CHANGED.0, w.iris.practitioner];
        assert_eq!(conn.value::<i64>(sql, by).await.unwrap(), Some(2));
    });
}

#[test]
fn a_clock_of_an_earlier_version_is_told_like_any_other() {
    run(async {
        let w = World::new().await;
        w.report().await;
        let mut tx = w.t.system().begin_technical().await.unwrap();
        tx.run("DELETE FROM jobs WHERE kind = 'deadline-passed'", vec![]).await.unwrap();
        tx.run("UPDATE deadlines SET wording = NULL", vec![]).await.unwrap();
        let text = platform::db::MIGRATIONS.iter().find(|m| m.name.starts_with("0010")).unwrap().text;
        let asked = text.split(';').find(|s| s.contains("INSERT INTO jobs")).unwrap();
        tx.run(asked, vec![]).await.unwrap();
        tx.commit_technical(platform::db::Technical::Migrated).await.unwrap();
        assert_eq!(w.told().await, 0, "nothing has passed yet");
        w.t.pass(6 * Instant::DAY);
        assert_eq!(w.told().await, 4);
        assert_eq!(w.told().await, 0, "once");
    });
}

#[test]
fn whoever_is_told_something_by_another_service_hears_that_it_waits() {
    run(async {
        use secrecy::{Answer, Answers, Origin};
        use together::sharing::{self, Answered, Channel, Need, NewPiece, Told, Verdict};
        let w = World::new().await;
        let pse = w.t.institution("pse", "PSE Mourne-Santé").await;
        let bernadette = w.t.person(pse, "Bernadette", "Lejeune", &[FunctionKind::Caseworker]).await;
        let cx = w.t.acting(&w.iris).await;
        let child = NewPerson { given: "Lina".into(), family: "Maes".into(), ..NewPerson::default() };
        let new = |child| NewCase {
            child,
            opened_on: cx.today(),
            reason: "aide demandée".into(),
            frame: "consented".into(),
            frame_source: String::new(),
            information: String::new(),
        };
        let case = cases::open_for_new_child(&cx, &child, "", new).await.unwrap();
        let id = sharing::open_disclosure(&cx, case, "be_circulaire", "", "Sa croissance.").await.unwrap();
        sharing::add_recipient(&cx, id, bernadette.practitioner, pse).await.unwrap();
        let piece = NewPiece {
            title: "La courbe".into(),
            words: "Même couloir.".into(),
            entry: None,
            file: None,
            class: String::new(),
            origin: Origin::OwnWork,
        };
        let piece = sharing::add_piece(&cx, id, piece).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let lina = cases::facts(&mut conn, case, cx.now).await.unwrap().case.child;
        drop(conn);
        let told = Told::On {
            on: cx.today(),
            how: "de vive voix".into(),
            language: "fr".into(),
            words: String::new(),
            of: Vec::new(),
        };
        sharing::inform(&cx, id, lina, Some(told)).await.unwrap();
        let yes = |code: &str| (code.to_owned(), Answer::Yes);
        let answered = Answered {
            whole: Answers::from([yes("discreet"), yes("bond"), ("repressive".to_owned(), Answer::No)]),
            recipients: vec![(bernadette.practitioner, Answers::from([yes("takes_part")]))],
            pieces: Vec::new(),
            needs: vec![Need {
                recipient: bernadette.practitioner,
                piece,
                answers: Answers::from([yes("necessary")]),
                what_for: String::new(),
            }],
        };
        sharing::answer(&cx, id, answered).await.unwrap();
        sharing::decide(&cx, id, &Verdict::default()).await.unwrap();
        w.told().await;
        sharing::tell(&cx, id, Channel::Written, cx.today()).await.unwrap();
        assert_eq!(w.reacts(w.iris.institution, sharing::events::DISCLOSURE_MADE).await, 1);
        let mut conn = cx.read().await.unwrap();
        let sql = "SELECT payload FROM jobs WHERE kind = 'send-mail' ORDER BY id DESC LIMIT 1";
        let mail: String = conn.value(sql, vec![]).await.unwrap().unwrap();
        assert!(mail.contains(&bernadette.email), "{mail}");
        for word in ["Lina", "courbe", "couloir", "croissance"] {
            assert!(!mail.contains(word), "{word} in {mail}");
        }
    });
}

#[test]
fn a_silence_that_counts_is_written_in_the_morning_and_told_to_both_sides() {
    run(async {
        use together::exchange::silence::Silence;
        use together::exchange::{self, Kind, NewExchange, Proposal, Sending, Writing, events as e};
        let w = World::new().await;
        let saj = w.nour.institution;
        let pse = w.t.institution("pse", "PSE Mourne-Santé").await;
        let renee = w.t.person(pse, "Renée", "Thys", &[FunctionKind::Direction]).await;
        let lejeune = w.t.person(pse, "Bernadette", "Lejeune", &[FunctionKind::Caseworker]).await;
        let iris = w.t.acting(&w.iris).await;
        let proposal = Proposal {
            asked: pse,
            kind: Kind::InterventionRequest,
            days: 10,
            meaning: Silence::Agrees,
            protocol: "Protocole SAJ–PSE".into(),
            signed_on: iris.today().plus_days(-100),
            until_on: None,
        };
        let clause = exchange::propose_silence(&iris, &proposal).await.unwrap();
        assert_eq!(w.reacts(saj, e::SILENCE_PROPOSED).await, 1, "{}", renee.email);
        exchange::agree_to_silence(&w.t.acting(&renee).await, clause).await.unwrap();
        assert_eq!(w.reacts(pse, e::SILENCE_AGREED).await, 1, "{}", w.iris.email);
        let new = NewExchange { kind: Kind::InterventionRequest, case: None, continues: None };
        let id = exchange::open_exchange(&iris, &new).await.unwrap();
        exchange::add_party(&iris, id, lejeune.practitioner, pse, "").await.unwrap();
        let writing = Writing {
            channel: together::sharing::Channel::Written,
            words: "Pouvez-vous animer un atelier ?".into(),
            nominal: false,
            answer_by: None,
            confirmation: false,
            rhythm: String::new(),
        };
        exchange::write(&iris, id, &writing).await.unwrap();
        let sending = Sending { occurred_at: None, until_on: iris.today().plus_days(30) };
        exchange::send(&iris, id, &sending).await.unwrap();
        w.told().await;
        w.t.pass(5 * Instant::DAY);
        w.told().await;
        let count = "SELECT COUNT(*) FROM exchange_turns WHERE kind = 'silent'";
        let turns = || async {
            let mut conn = w.t.app.db.read().await.unwrap();
            conn.value::<i64>(count, vec![]).await.unwrap()
        };
        assert_eq!(turns().await, Some(0), "it still has its days");
        w.t.pass(9 * Instant::DAY);
        assert_eq!(w.told().await, 0, "the clock that passed is not told besides");
        assert_eq!(turns().await, Some(1));
        assert_eq!(w.reacts(saj, e::EXCHANGE_SILENT).await, 2, "each side");
        w.t.pass(30 * Instant::DAY);
        assert_eq!((w.told().await, turns().await), (0, Some(1)), "nobody waits any more");
    });
}

#[test]
fn what_waits_in_the_practice_bank_is_told_to_whom_it_waits_for() {
    run(async {
        use resource_centre::practices::{self, Heading, Leave, NewContact, NewPractice, Sending};
        let w = World::new().await;
        practices::entrust(&w.t.system(), w.iris.institution).await.unwrap();
        let cpms = w.t.institution("cpms", "CPMS de Valmourne").await;
        let yassin = w.t.person(cpms, "Yassin", "Mansouri", &[FunctionKind::Caseworker]).await;
        w.t.person(cpms, "Hélène", "Jacquet", &[FunctionKind::Direction]).await;
        let cx = w.t.acting(&yassin).await;
        let mut new = NewPractice::titled(cpms, "fr", "Une page");
        for heading in Heading::ALL.iter().filter(|h| h.is_needed()) {
            new.texts.set(*heading, "Dit.");
        }
        new.contacts =
            vec![NewContact { name: "Yassin".into(), phone: "000".into(), ..NewContact::default() }];
        let id = practices::draft(&cx, &new, None).await.unwrap();
        assert_eq!(w.told().await, 0, "a draft waits for nobody");
        let sending = Sending { unrecognisable: true, leave: Leave::NotDrawn };
        practices::submit(&cx, id, sending).await.unwrap();
        let e = |event| w.reacts(cpms, event);
        assert_eq!(e(practices::events::PRACTICE_SUBMITTED).await, 1, "the supervision that edits the bank");
        let iris = w.t.acting(&w.iris).await;
        practices::return_screened(&iris, id, "Une date est trop précise.").await.unwrap();
        let returned = practices::events::PRACTICE_RETURNED;
        assert_eq!(w.reacts(w.iris.institution, returned).await, 1, "whoever wrote it");
    });
}
