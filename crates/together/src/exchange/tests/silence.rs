// SPDX-License-Identifier: EUPL-1.2
//! What silence is worth: agreed to by those whose silence it is, counted from the sending, broken by any answer.

use kernel::{Date, ExchangeId, FunctionKind, Instant};
use platform::http::Cx;
use register::testing::{Person, run};

use super::super::silence::{self, Clause, Silence, Standing};
use super::super::{self as exchange, Kind, Proposal, Thread, TurnKind};
use super::deeds::{asked, decided, piece, send};
use crate::sharing::tests::world::{World, code};

fn proposal(w: &World, today: Date) -> Proposal {
    Proposal {
        asked: w.lejeune.institution,
        kind: Kind::InformationRequest,
        days: 20,
        meaning: Silence::NothingToSay,
        protocol: "Protocole PSE–SAJ".into(),
        signed_on: today.plus_days(-400),
        until_on: None,
    }
}

async fn head_of(w: &World, who: &Person) -> Person {
    w.t.person(who.institution, "Renée", "Thys", &[FunctionKind::Direction]).await
}

async fn thread(cx: &Cx, id: ExchangeId) -> Thread {
    let mut conn = cx.read().await.unwrap();
    exchange::thread(cx, &mut conn, register::access::Action::Read, id).await.unwrap().2
}

/// The terms that still run on an exchange.
async fn clocks(cx: &Cx, id: ExchangeId) -> Vec<String> {
    let mut conn = cx.read().await.unwrap();
    let all = register::deadlines::of_subject(&mut conn, id.0).await.unwrap();
    all.into_iter().filter(register::deadlines::Deadline::is_open).map(|d| d.term).collect()
}

#[test]
fn a_clause_is_reasonable_or_refused() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let (here, there) =
        (kernel::InstitutionId(uuid::Uuid::from_u128(1)), kernel::InstitutionId(uuid::Uuid::from_u128(2)));
    let who = kernel::PractitionerId(uuid::Uuid::from_u128(3));
    let clause = Clause {
        id: uuid::Uuid::nil(),
        asking: here,
        asked: there,
        kind: Kind::InterventionRequest,
        days: 20,
        meaning: Silence::Agrees,
        protocol: "Protocole".into(),
        signed_on: day("2024-01-10"),
        until_on: None,
        proposed_by: who,
        proposed_at: Instant(0),
        agreed_by: None,
        agreed_at: None,
        ended_by: None,
        ended_at: None,
    };
    let today = day("2026-09-15");
    let refused = |change: &dyn Fn(&mut Clause)| {
        let mut new = clause.clone();
        change(&mut new);
        silence::proposing(&new, today).err().map_or("yes", |r| r.code)
    };
    for (expected, change) in [
        ("yes", &(|_: &mut Clause| ()) as &dyn Fn(&mut Clause)),
        ("party-is-here", &|c| c.asked = here),
        // To be silent on a question is never to agree to something; an opinion without a name has no day.
        ("silence-means-nothing", &|c| c.kind = Kind::InformationRequest),
        ("silence-means-nothing", &|c| c.kind = Kind::Advice),
        ("silence-days", &|c| c.days = 4),
        ("silence-days", &|c| c.days = 91),
        ("no-protocol", &|c| c.protocol = "  ".into()),
        ("protocol-not-signed", &|c| c.signed_on = today.plus_days(1)),
        ("protocol-ended", &|c| c.until_on = Some(today.plus_days(-1))),
        ("yes", &|c| c.until_on = Some(today)),
    ] {
        assert_eq!(refused(change), expected);
    }
    let stands = |change: &dyn Fn(&mut Clause)| {
        let mut one = clause.clone();
        change(&mut one);
        one.standing(today)
    };
    assert_eq!(stands(&|_| ()), Standing::Proposed);
    assert_eq!(stands(&|c| c.agreed_at = Some(Instant(1))), Standing::InForce);
    assert_eq!(
        stands(&|c| (c.agreed_at, c.ended_at) = (Some(Instant(1)), Some(Instant(2)))),
        Standing::Ended
    );
    assert_eq!(
        stands(&|c| (c.agreed_at, c.until_on) = (Some(Instant(1)), Some(today.plus_days(-1)))),
        Standing::Ended
    );
    let agrees = |by, change: &dyn Fn(&mut Clause)| {
        let mut one = clause.clone();
        change(&mut one);
        silence::agreeing(&one, by, today).err().map_or("yes", |r| r.code)
    };
    assert_eq!(agrees(there, &|_| ()), "yes");
    assert_eq!(agrees(here, &|_| ()), "clause-of-others");
    assert_eq!(agrees(there, &|c| c.agreed_at = Some(Instant(1))), "clause-agreed");
    assert_eq!(agrees(there, &|c| c.ended_at = Some(Instant(1))), "clause-ended");
}

#[test]
fn silence_counts_only_where_those_who_keep_it_agreed() {
    run(async {
        let w = World::new().await;
        let head = head_of(&w, &w.lejeune).await;
        let (claire, hanae, renee) = (w.claire().await, w.t.acting(&w.hanae).await, w.t.acting(&head).await);
        let new = proposal(&w, claire.today());
        assert_eq!(
            code(exchange::propose_silence(&claire, &new).await),
            "not-found",
            "does not answer for it"
        );
        let gone = w.t.institution("pse", "PSE fermé").await;
        let mut tx = w.t.system().begin_technical().await.unwrap();
        let sql = "UPDATE institutions SET closed_on = $2 WHERE id = $1";
        tx.run(sql, platform::args![gone, claire.today().plus_days(-1)]).await.unwrap();
        tx.commit_technical(platform::db::Technical::Job).await.unwrap();
        let closed = Proposal { asked: gone, ..new.clone() };
        assert_eq!(code(exchange::propose_silence(&hanae, &closed).await), "partner-closed");
        let clause = exchange::propose_silence(&hanae, &new).await.unwrap();
        assert_eq!(code(exchange::propose_silence(&hanae, &new).await), "clause-exists");
        assert_eq!(code(exchange::agree_to_silence(&hanae, clause).await), "clause-of-others");
        let stranger = w.t.person(w.police.institution, "Luc", "Bar", &[FunctionKind::Direction]).await;
        let stranger = w.t.acting(&stranger).await;
        assert_eq!(code(exchange::agree_to_silence(&stranger, clause).await), "not-found");
        assert_eq!(code(exchange::end_silence(&stranger, clause).await), "not-found");
        // What is sent before the other agreed is not bound.
        let before = asked(&claire, Some(w.case), &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        send(&claire, before).await.unwrap();
        assert_eq!(thread(&claire, before).await.exchange.silent_on, None);
        exchange::agree_to_silence(&renee, clause).await.unwrap();
        let after = asked(&claire, Some(w.case), &w.lejeune, "Et le jeudi ?", false).await;
        let page = w.t.sign_in(&w.claire).await.get(&format!("/exchanges/{after}/sending")).await;
        assert!(page.has("Rien à signaler") && page.has("Protocole PSE–SAJ"), "{}", page.body);
        send(&claire, after).await.unwrap();
        let on = thread(&claire, after).await.exchange.silent_on.unwrap();
        assert!(on >= claire.today().plus_days(20));
        let lejeune = w.t.sign_in(&w.lejeune).await;
        assert!(lejeune.get(&format!("/exchanges/{after}")).await.has("Rien à signaler"));
        // Ended by those who are asked: what was sent keeps it, what is sent later has none.
        exchange::end_silence(&renee, clause).await.unwrap();
        assert_eq!(code(exchange::end_silence(&hanae, clause).await), "clause-ended");
        let later = asked(&claire, Some(w.case), &w.lejeune, "Et le vendredi ?", false).await;
        send(&claire, later).await.unwrap();
        assert_eq!(thread(&claire, later).await.exchange.silent_on, None);
        assert_eq!(thread(&claire, after).await.exchange.silent_on, Some(on));
        // Ended, another one can be proposed.
        exchange::propose_silence(&hanae, &new).await.unwrap();
    });
}

#[test]
fn silence_is_an_answer_after_its_last_day_and_any_word_breaks_it() {
    run(async {
        let w = World::new().await;
        let head = head_of(&w, &w.lejeune).await;
        let (claire, hanae, renee) = (w.claire().await, w.t.acting(&w.hanae).await, w.t.acting(&head).await);
        let clause = exchange::propose_silence(&hanae, &proposal(&w, claire.today())).await.unwrap();
        exchange::agree_to_silence(&renee, clause).await.unwrap();
        let silent = asked(&claire, Some(w.case), &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        send(&claire, silent).await.unwrap();
        let broken = asked(&claire, Some(w.case), &w.lejeune, "Et le jeudi ?", false).await;
        send(&claire, broken).await.unwrap();
        let lejeune = w.t.acting(&w.lejeune).await;
        exchange::decline(&lejeune, broken, exchange::Reason::Capacity, "Pas ce mois-ci.", None)
            .await
            .unwrap();
        let on = thread(&claire, silent).await.exchange.silent_on.unwrap();
        // On its last day it still waits.
        w.t.app.clock.set(Instant::from_local(on, 20, 0, &claire.zone).unwrap());
        exchange::keep_silence(&w.t.system(), silent).await.unwrap();
        assert!(thread(&w.claire().await, silent).await.waits());
        w.t.app.clock.set(Instant::from_local(on.plus_days(1), 6, 0, &claire.zone).unwrap());
        for id in [silent, broken, silent] {
            exchange::keep_silence(&w.t.system(), id).await.unwrap();
        }
        let claire = w.claire().await;
        let found = thread(&claire, silent).await;
        assert_eq!(found.state().code(), "tacit");
        let turns: Vec<&str> = found.turns.iter().map(|t| t.kind.code()).collect();
        assert_eq!(turns, ["sent", "silent"], "once, however often it is called");
        assert_eq!(
            found.turns[1].occurred_at,
            Instant::from_local(on.plus_days(1), 0, 0, &claire.zone).unwrap()
        );
        assert_eq!(thread(&claire, broken).await.state().code(), "declined");
        let page = w.t.sign_in(&w.claire).await.get(&format!("/exchanges/{silent}")).await;
        assert!(page.has("réponse tacite") && page.has("Rien à signaler"), "{}", page.body);
        // In the case, it is there as what it is; nobody is said to have spoken.
        let mut conn = claire.read().await.unwrap();
        let sql = "SELECT COUNT(*) FROM case_entries WHERE kind = $1 AND author_id IS NULL";
        let told: Option<i64> = conn.value(sql, platform::args!["exchange_silent"]).await.unwrap();
        drop(conn);
        assert_eq!(told, Some(1));
        assert!(!found.turns.iter().any(|t| t.kind == TurnKind::Silent && t.disclosure.is_some()));
        // Whoever kept silent can still speak.
        w.t.app.clock.set(w.t.app.clock.now().plus(Instant::HOUR));
        let lejeune = w.t.acting(&w.lejeune).await;
        exchange::decline(&lejeune, silent, exchange::Reason::Capacity, "Nous étions fermés.", None)
            .await
            .unwrap();
        assert_eq!(thread(&claire, silent).await.state().code(), "declined");
    });
}

#[test]
fn silence_is_none_of_somebody_who_could_not_read_what_was_asked() {
    run(async {
        let w = World::new().await;
        let head = head_of(&w, &w.lejeune).await;
        let (claire, hanae, renee) = (w.claire().await, w.t.acting(&w.hanae).await, w.t.acting(&head).await);
        let clause = exchange::propose_silence(&hanae, &proposal(&w, claire.today())).await.unwrap();
        exchange::agree_to_silence(&renee, clause).await.unwrap();
        // Whoever has no account may have received nothing.
        let outside = w.t.person(w.lejeune.institution, "Luc", "Poncin", &[FunctionKind::Caseworker]).await;
        register::accounts::close_account(&w.t.system(), outside.practitioner, "part").await.unwrap();
        let by_link = asked(&claire, None, &outside, "Recevez-vous le jeudi ?", false).await;
        send(&claire, by_link).await.unwrap();
        assert_eq!(thread(&claire, by_link).await.exchange.silent_on, None);
        // What was told of a child was taken back on the way.
        let id = asked(&claire, Some(w.case), &w.lejeune, "Sa croissance s’est-elle ralentie ?", true).await;
        let who = Some(piece("De qui il s’agit", "Lina, sept ans."));
        let d = exchange::begin_content(&claire, id, "be_circulaire", None, "Savoir.", who).await.unwrap();
        decided(&claire, d, &w.lejeune, secrecy::Answer::Yes).await;
        send(&claire, id).await.unwrap();
        let on = thread(&claire, id).await.exchange.silent_on.unwrap();
        crate::sharing::withdraw(&claire, d, "Erreur.").await.unwrap();
        w.t.app.clock.set(Instant::from_local(on.plus_days(1), 6, 0, &claire.zone).unwrap());
        exchange::keep_silence(&w.t.system(), id).await.unwrap();
        let claire = w.claire().await;
        assert!(thread(&claire, id).await.waits(), "it waits for an answer as before");
        let open = clocks(&claire, id).await;
        assert!(!open.contains(&exchange::SILENCE.to_owned()), "{open:?}");
    });
}

#[test]
fn silence_ends_the_clocks_of_the_answer_and_no_other() {
    run(async {
        let w = World::new().await;
        let head = head_of(&w, &w.lejeune).await;
        let (claire, hanae, renee) = (w.claire().await, w.t.acting(&w.hanae).await, w.t.acting(&head).await);
        let clause = exchange::propose_silence(&hanae, &proposal(&w, claire.today())).await.unwrap();
        exchange::agree_to_silence(&renee, clause).await.unwrap();
        let id = asked(&claire, None, &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        let said = exchange::Writing {
            channel: crate::sharing::Channel::Oral,
            words: "Recevez-vous le mercredi ?".into(),
            nominal: false,
            answer_by: None,
            confirmation: true,
            rhythm: String::new(),
        };
        exchange::write(&claire, id, &said).await.unwrap();
        let sending =
            exchange::Sending { occurred_at: Some(claire.now), until_on: claire.today().plus_days(30) };
        exchange::send(&claire, id, &sending).await.unwrap();
        let on = thread(&claire, id).await.exchange.silent_on.unwrap();
        w.t.app.clock.set(Instant::from_local(on.plus_days(1), 6, 0, &claire.zone).unwrap());
        exchange::keep_silence(&w.t.system(), id).await.unwrap();
        let claire = w.claire().await;
        assert_eq!(thread(&claire, id).await.state().code(), "tacit");
        assert_eq!(clocks(&claire, id).await, ["oral_exchange_confirmation"], "Claire still owes her letter");
    });
}
