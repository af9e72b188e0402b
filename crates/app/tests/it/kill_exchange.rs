// SPDX-License-Identifier: EUPL-1.2
//! What is said of somebody leaves with the decision that permits it: a process that is killed in between leaves both or neither.

use std::sync::Arc;

use kernel::instant::Zone;
use kernel::{FunctionKind, InstitutionId, PractitionerId};
use platform::args;
use platform::clock::Chance;
use platform::db::{Address, Db};
use platform::http::{App, Cx};
use platform::testing::{TestDb, run};
use register::cases::NewCase;
use register::ledger::{self, Keeper};
use register::people::NewPerson;
use register::{access, accounts, cases, directory, people};
use secrecy::{Answer, Answers, Origin};
use together::exchange::{self, Kind, NewExchange, Sending, Writing};
use together::sharing::{self, Answered, Channel, Need, NewPiece, Told, Verdict};

use super::kill::{address, application, found, killed};

const ROUNDS: u32 = 40;
/// How many are sent in a round, if nobody stops the writer before.
const A_ROUND: u32 = 6;
const WRITER: &str = "MAILLAGE_KILLED_SENDER";

/// The writer: sends what was decided and not sent yet, and says each exchange once that is acknowledged. Does nothing in an
/// ordinary run.
#[test]
fn the_sender_that_will_be_killed() {
    let Ok(told) = std::env::var(WRITER) else { return };
    let told: Vec<&str> = told.split('|').collect();
    let [where_, here, who] = told[..] else { panic!("three words") };
    run(async {
        let db = Db::open(&Address::parse(where_)).await.unwrap();
        let app = application(db.with_journal(Arc::new(Keeper::new(Chance::System))));
        let cx = acting(&app, who.parse().unwrap(), here.parse().unwrap()).await;
        let mut conn = app.db.read().await.unwrap();
        let waiting: Vec<(kernel::ExchangeId,)> = conn
            .all(
                "SELECT id FROM exchanges WHERE sent_at IS NULL ORDER BY id LIMIT $1",
                args![i64::from(A_ROUND)],
            )
            .await
            .unwrap();
        // The rules are read at their first use: outside the time in which the writer is killed.
        if let Some((first,)) = waiting.first() {
            let decisions =
                sharing::of_exchange(&mut conn, *first, cx.actor().unwrap().institution).await.unwrap();
            let read = access::Action::Read;
            let (leave, found) = sharing::disclosure(&cx, &mut conn, read, decisions[0].id).await.unwrap();
            sharing::assess(&cx, &mut conn, &leave, &found).await.unwrap();
        }
        drop(conn);
        println!("ready");
        for (id,) in waiting {
            let sending = Sending { occurred_at: None, until_on: cx.today().plus_days(30) };
            exchange::send(&cx, id, &sending).await.unwrap();
            println!("{id}");
        }
    });
}

async fn acting(app: &Arc<App>, who: PractitionerId, here: InstitutionId) -> Cx {
    let mut conn = app.db.read().await.unwrap();
    let found = accounts::actor_for(app, &mut conn, who, here, app.clock.now()).await.unwrap();
    let (actor, zone) = found.unwrap();
    Cx::quiet(app.clone(), Some(actor), zone)
}

async fn a_case(cx: &Cx, here: InstitutionId) -> kernel::CaseId {
    let mut tx = cx.begin().await.unwrap();
    let child = NewPerson { given: "Noor".into(), family: "Exemple".into(), ..NewPerson::default() };
    let child = people::record(cx, &mut tx, here, &child).await.unwrap();
    let about = kernel::SubjectKind::PERSON.of(child);
    let event = cx.event(people::events::PERSON_RECORDED, about, None, kernel::Ground::Function).unwrap();
    tx.commit(event).await.unwrap();
    let new = NewCase {
        child,
        opened_on: cx.today(),
        reason: "essai".into(),
        frame: "consented".into(),
        frame_source: "accord".into(),
        information: String::new(),
    };
    cases::open(cx, &new).await.unwrap()
}

/// A question about the child of the case, decided and not sent yet.
async fn composed(
    cx: &Cx,
    case: kernel::CaseId,
    (whom, there): (PractitionerId, InstitutionId),
) -> kernel::ExchangeId {
    let new = NewExchange { kind: Kind::InformationRequest, case: Some(case), continues: None };
    let id = exchange::open_exchange(cx, &new).await.unwrap();
    exchange::add_party(cx, id, whom, there, "").await.unwrap();
    let writing = Writing {
        channel: Channel::Written,
        words: "Grandit-elle bien ?".into(),
        nominal: true,
        answer_by: Some(cx.today().plus_days(15)),
        confirmation: false,
        rhythm: String::new(),
    };
    exchange::write(cx, id, &writing).await.unwrap();
    let who = NewPiece {
        title: "De qui il s’agit".into(),
        words: "Noor.".into(),
        entry: None,
        file: None,
        class: String::new(),
        origin: Origin::OwnWork,
    };
    let decision =
        exchange::begin_content(cx, id, "be_circulaire", None, "Savoir.", Some(who)).await.unwrap();
    let mut conn = cx.read().await.unwrap();
    let (_, begun) = sharing::disclosure(cx, &mut conn, access::Action::Write, decision).await.unwrap();
    drop(conn);
    for one in &begun.composition.family {
        let told = Told::On {
            on: cx.today(),
            how: "de vive voix".into(),
            language: "fr".into(),
            words: "quoi et à qui".into(),
            of: Vec::new(),
        };
        sharing::inform(cx, decision, one.person, Some(told)).await.unwrap();
    }
    let yes = |code: &str| (code.to_owned(), Answer::Yes);
    let need = |piece: &sharing::Piece| Need {
        recipient: whom,
        piece: piece.id,
        answers: Answers::from([yes("necessary")]),
        what_for: "aider".into(),
    };
    let answered = Answered {
        whole: Answers::from([yes("discreet"), yes("bond"), ("repressive".to_owned(), Answer::No)]),
        recipients: vec![(whom, Answers::from([yes("takes_part")]))],
        pieces: Vec::new(),
        needs: begun.composition.pieces.iter().map(need).collect(),
    };
    sharing::answer(cx, decision, answered).await.unwrap();
    let verdict = Verdict { reason: String::new(), alternative: String::new() };
    let outcome = sharing::decide(cx, decision, &verdict).await.unwrap();
    assert_eq!(outcome, secrecy::Outcome::Permitted);
    id
}

#[test]
fn a_decision_and_its_exchange_are_told_both_or_neither() {
    if std::env::var(WRITER).is_ok() {
        return;
    }
    run(async {
        let db = TestDb::new().await.with_journal(Arc::new(Keeper::new(Chance::System)));
        let app = application((*db).clone());
        let cx = Cx::quiet(app.clone(), None, Zone::utc());
        let (here, who) = found(&cx).await;
        let (there, whom) = elsewhere(&cx).await;
        let told = format!("{}|{here}|{who}", address(db.address()));
        let claire = acting(&app, who, here).await;
        let case = a_case(&claire, here).await;
        for _ in 0..ROUNDS * A_ROUND {
            composed(&claire, case, (whom, there)).await;
        }
        let test = "kill_exchange::the_sender_that_will_be_killed";
        let acknowledged = killed(test, WRITER, &told, ROUNDS).await;
        // A sending is a dozen writes: on a busy machine few are through before the writer is stopped, and the others are what
        // this is about.
        assert!(acknowledged.len() >= 5, "too few sendings to mean anything: {}", acknowledged.len());
        let mut conn = db.read().await.unwrap();
        let sent = "SELECT id FROM exchanges WHERE sent_at IS NOT NULL ORDER BY id LIMIT 1000000";
        let sent: Vec<(kernel::ExchangeId,)> = conn.all(sent, args![]).await.unwrap();
        let sent: std::collections::BTreeSet<String> = sent.into_iter().map(|(id,)| id.to_string()).collect();
        let lost: Vec<_> = acknowledged.difference(&sent).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        for (what, sql) in [
            (
                "an exchange left without what it tells",
                "SELECT COUNT(*) FROM exchanges e WHERE e.sent_at IS NOT NULL
                   AND (SELECT COUNT(*) FROM disclosures d WHERE d.exchange_id = e.id AND d.executed_at IS NOT NULL) <> 1",
            ),
            (
                "something was told without its exchange",
                "SELECT COUNT(*) FROM disclosures d WHERE d.executed_at IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM exchanges e WHERE e.id = d.exchange_id AND e.sent_at IS NOT NULL)",
            ),
            (
                "somebody reads one of the two",
                "SELECT COUNT(*) FROM exchanges e JOIN disclosures d ON d.exchange_id = e.id
                 WHERE (SELECT COUNT(*) FROM seats s WHERE s.subject_id = e.id AND s.institution_id <> e.institution_id AND s.capacity = 'lead')
                    <> (SELECT COUNT(*) FROM seats s WHERE s.subject_id = d.id AND s.capacity = 'guest')",
            ),
            (
                "an exchange left without its turn, or a turn without its exchange",
                "SELECT COUNT(*) FROM exchanges e WHERE (CASE WHEN e.sent_at IS NULL THEN 0 ELSE 1 END)
                    <> (SELECT COUNT(*) FROM exchange_turns t WHERE t.exchange_id = e.id AND t.kind = 'sent')",
            ),
            (
                "the ledger tells another story",
                "SELECT COUNT(*) FROM exchanges e JOIN disclosures d ON d.exchange_id = e.id WHERE e.sent_at IS NOT NULL AND
                   ((SELECT COUNT(*) FROM ledger l WHERE l.subject_id = e.id AND l.kind = 'exchange_sent') <> 1
                 OR (SELECT COUNT(*) FROM ledger l WHERE l.subject_id = d.id AND l.kind = 'disclosure_made') <> 1)",
            ),
        ] {
            let halves: Option<i64> = conn.value(sql, args![]).await.unwrap();
            assert_eq!(halves, Some(0), "{what}");
        }
        drop(conn);
        let report = ledger::verify(&db).await.unwrap();
        assert!(report.faults.is_empty(), "{:?}", report.faults);
    });
}

/// Another service, and somebody there who is bound by secrecy.
async fn elsewhere(cx: &Cx) -> (InstitutionId, PractitionerId) {
    let institution = directory::InstitutionFields {
        pack: "be-fwb".into(),
        service_type: "pse".into(),
        name: "PSE d’essai".into(),
        ..Default::default()
    };
    let person = directory::PractitionerFields {
        given: "Berthe".into(),
        family: "Essai".into(),
        email: "berthe@essai.example".into(),
        ..Default::default()
    };
    let founded = directory::found(cx, institution, person, kernel::SecrecyStatus::Bound).await.unwrap();
    let new = directory::NewAppointment {
        practitioner: founded.administrator,
        institution: founded.institution,
        kind: FunctionKind::Caseworker,
        from_on: cx.today(),
        until_on: None,
    };
    directory::appoint(cx, new).await.unwrap();
    (founded.institution, founded.administrator)
}
