// SPDX-License-Identifier: EUPL-1.2
//! From a question to its answer, with named people, through the verbs and the pages.

use kernel::{CaseId, DisclosureId, ExchangeId, Instant, SecrecyStatus};
use platform::http::Cx;
use platform::problem::Problem;
use register::directory;
use register::testing::{Person, run};
use secrecy::{Answer as Said, Answers, Origin, Outcome as Decided};

use super::super::{self as exchange, Answer, Kind, NewExchange, Outcome, Reason, Sending, Which, Writing};
use crate::sharing::tests::world::{World, code, told_on};
use crate::sharing::{self, Answered, Channel, Need, NewPiece, Verdict};

/// A question of a service to somebody, as a draft.
pub(super) async fn asked(
    cx: &Cx,
    case: Option<CaseId>,
    to: &Person,
    words: &str,
    nominal: bool,
) -> ExchangeId {
    let new = NewExchange { kind: Kind::InformationRequest, case, continues: None };
    let id = exchange::open_exchange(cx, &new).await.unwrap();
    exchange::add_party(cx, id, to.practitioner, to.institution, "").await.unwrap();
    let writing = Writing {
        channel: Channel::Written,
        words: words.into(),
        nominal,
        answer_by: Some(cx.today().plus_days(15)),
        confirmation: false,
        rhythm: String::new(),
    };
    exchange::write(cx, id, &writing).await.unwrap();
    id
}

pub(crate) async fn send(cx: &Cx, id: ExchangeId) -> Result<(), Problem> {
    exchange::send(cx, id, &Sending { occurred_at: None, until_on: cx.today().plus_days(30) }).await
}

pub(crate) fn piece(title: &str, words: &str) -> NewPiece {
    NewPiece {
        title: title.into(),
        words: words.into(),
        entry: None,
        file: None,
        class: String::new(),
        origin: Origin::OwnWork,
    }
}

/// The one moment that is kept for lists says what follows from the turns.
async fn kept_as_derived(cx: &Cx, id: ExchangeId) {
    let mut conn = cx.read().await.unwrap();
    let action = register::access::Action::Read;
    let (_, _, thread) = exchange::thread(cx, &mut conn, action, id).await.unwrap();
    let settles = thread.turns.iter().find(|t| t.kind.settles()).map(|t| t.at);
    assert_eq!(thread.exchange.settled_at, settles, "{:?}", thread.state());
    assert_eq!(thread.exchange.last_at, thread.turns.last().map_or(thread.exchange.last_at, |t| t.at));
}

/// Answers the questions of the circular as they must be, and decides.
pub(crate) async fn decided(cx: &Cx, id: DisclosureId, to: &Person, needed: Said) -> Decided {
    let mut conn = cx.read().await.unwrap();
    let (_, d) = sharing::disclosure(cx, &mut conn, register::access::Action::Write, id).await.unwrap();
    drop(conn);
    for one in &d.composition.family {
        sharing::inform(cx, id, one.person, Some(told_on(cx.today()))).await.unwrap();
    }
    let yes = |code: &str| (code.to_owned(), Said::Yes);
    let answered = Answered {
        whole: Answers::from([yes("discreet"), yes("bond"), ("repressive".to_owned(), Said::No)]),
        recipients: vec![(to.practitioner, Answers::from([yes("takes_part")]))],
        pieces: Vec::new(),
        needs: d
            .composition
            .pieces
            .iter()
            .map(|p| Need {
                recipient: to.practitioner,
                piece: p.id,
                answers: Answers::from([("necessary".to_owned(), needed)]),
                what_for: "aider".into(),
            })
            .collect(),
    };
    sharing::answer(cx, id, answered).await.unwrap();
    let verdict =
        Verdict { reason: "Ce n’est pas utile.".into(), alternative: "La mère en parlera.".into() };
    sharing::decide(cx, id, &verdict).await.unwrap()
}

fn reply(cx: &Cx, words: &str, nominal: bool) -> Answer {
    Answer {
        outcome: Outcome::Full,
        channel: Channel::Written,
        occurred_at: None,
        words: words.into(),
        nominal,
        until_on: cx.today().plus_days(30),
        weeks: None,
    }
}

#[test]
fn what_concerns_a_child_leaves_with_its_decision_or_not_at_all() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = asked(&cx, Some(w.case), &w.lejeune, "Sa croissance s’est-elle ralentie ?", true).await;
        assert_eq!(code(send(&cx, id).await), "nominal-without-decision");
        let who = Some(piece("De qui il s’agit", "Lina, sept ans."));
        let d = exchange::begin_content(&cx, id, "be_circulaire", None, "Savoir de qui l’on parle.", who)
            .await
            .unwrap();
        assert_eq!(code(send(&cx, id).await), "decision-not-taken");
        // Asked for again, it is the same one.
        let again = exchange::begin_content(&cx, id, "be_circulaire", None, "x", None).await.unwrap();
        assert_eq!(again, d);
        assert_eq!(decided(&cx, d, &w.lejeune, Said::Yes).await, Decided::Permitted);
        // It leaves with its exchange and in no other way.
        let alone = sharing::tell(&cx, d, Channel::Written, cx.today().plus_days(9)).await;
        assert_eq!(code(alone), "told-with-its-exchange");
        let lejeune = w.t.sign_in(&w.lejeune).await;
        assert_eq!(lejeune.get(&format!("/exchanges/{id}")).await.status, 404, "not sent yet");
        assert_eq!(w.opens(&w.lejeune, d).await, 404, "not sent yet");
        send(&cx, id).await.unwrap();
        let page = lejeune.get(&format!("/exchanges/{id}")).await;
        assert!(page.has("Sa croissance") && page.has("Lina, sept ans."));
        assert_eq!(w.opens(&w.lejeune, d).await, 200);
        assert!(lejeune.get("/exchanges").await.has(&format!("/exchanges/{id}")));
        for who in [&w.colleague, &w.teacher, &w.police] {
            let them = w.t.sign_in(who).await;
            assert_eq!(them.get(&format!("/exchanges/{id}")).await.status, 404);
            assert!(!them.get("/exchanges").await.has(&id.to_string()));
        }
        // Whoever works the case works its exchanges.
        let hanae = w.t.sign_in(&w.hanae).await;
        assert_eq!(hanae.get(&format!("/exchanges/{id}")).await.status, 200);
        assert!(hanae.get(&format!("/cases/{}/exchanges", w.case)).await.has(&format!("/exchanges/{id}")));
        // Taken back: the question stays, what concerns the child does not.
        sharing::withdraw(&cx, d, "Mauvais destinataire.").await.unwrap();
        let page = lejeune.get(&format!("/exchanges/{id}")).await;
        assert!(
            !page.has("Lina") && !page.has("Sa croissance"),
            "what was said rests on what was taken back"
        );
        assert_eq!(code(send(&cx, id).await), "exchange-sent");
    });
}

#[test]
fn both_are_sent_or_neither() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = asked(&cx, Some(w.case), &w.lejeune, "Sa croissance s’est-elle ralentie ?", true).await;
        let who = Some(piece("De qui il s’agit", "Lina, sept ans."));
        let d = exchange::begin_content(&cx, id, "be_circulaire", None, "Savoir.", who).await.unwrap();
        decided(&cx, d, &w.lejeune, Said::Yes).await;
        // Since the decision, whoever would learn it is bound no longer.
        let system = w.t.system();
        let who = w.lejeune.practitioner;
        directory::set_secrecy(&system, who, SecrecyStatus::DiscretionOnly, cx.today(), "test")
            .await
            .unwrap();
        assert_eq!(code(send(&cx, id).await), "no-longer-permitted");
        assert_eq!(w.t.sign_in(&w.lejeune).await.get(&format!("/exchanges/{id}")).await.status, 404);
        assert!(w.t.sign_in(&w.claire).await.get(&format!("/exchanges/{id}/sending")).await.status == 200);
    });
}

#[test]
fn a_text_that_names_somebody_is_not_anonymous() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = asked(&cx, Some(w.case), &w.lejeune, "Que savez-vous de Lina ?", false).await;
        assert_eq!(code(send(&cx, id).await), "words-name-somebody");
        let id = asked(&cx, Some(w.case), &w.lejeune, "Madame Maes vous a-t-elle vue ?", false).await;
        assert_eq!(code(send(&cx, id).await), "words-name-somebody", "the mother, too");
        let id = asked(&cx, Some(w.case), &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        send(&cx, id).await.unwrap();
        // Nor do the last words of it.
        let why = "Lina ne viendra plus.";
        assert_eq!(code(exchange::withdraw(&cx, id, why).await), "words-name-somebody");
        let lejeune = w.t.acting(&w.lejeune).await;
        exchange::answer(&lejeune, id, &reply(&lejeune, "Oui.", false)).await.unwrap();
        assert_eq!(code(exchange::close(&cx, id, why).await), "words-name-somebody");
        exchange::close(&cx, id, "").await.unwrap();
        kept_as_derived(&cx, id).await;
    });
}

#[test]
fn a_service_without_a_file_answers_by_a_decision_of_its_own() {
    run(async {
        let w = World::new().await;
        let claire = w.claire().await;
        let id = asked(&claire, None, &w.lejeune, "Une question générale ?", false).await;
        send(&claire, id).await.unwrap();
        let cx = w.t.acting(&w.lejeune).await;
        let said = "Le poids suit le même couloir.";
        assert_eq!(
            code(exchange::answer(&cx, id, &reply(&cx, said, true)).await),
            "nominal-without-decision"
        );
        let curve = Some(piece("La courbe", "Depuis trois ans, le même couloir."));
        let d = exchange::begin_content(&cx, id, "be_circulaire", None, "Répondre.", curve).await.unwrap();
        assert_eq!(code(sharing::add_family(&cx, d, " ").await), "family-without-name");
        sharing::add_family(&cx, d, "Lina Maes").await.unwrap();
        assert_eq!(decided(&cx, d, &w.claire, Said::Yes).await, Decided::Permitted);
        exchange::answer(&cx, id, &reply(&cx, said, true)).await.unwrap();
        let page = w.t.sign_in(&w.claire).await.get(&format!("/exchanges/{id}")).await;
        assert!(page.has(said) && page.has("Depuis trois ans, le même couloir."));
        assert_eq!(code(exchange::answer(&cx, id, &reply(&cx, said, false)).await), "already-answered");
        // The decision is that of whoever took it, and of their supervision; the other side reads what it opened.
        let lists = |page: register::testing::Page| page.has(&format!("/disclosures/{d}"));
        assert!(lists(w.t.sign_in(&w.lejeune).await.get("/disclosures").await));
        for who in [&w.claire, &w.colleague, &w.hanae] {
            let them = w.t.sign_in(who).await;
            assert!(!lists(them.get("/disclosures").await));
            assert_eq!(them.get(&format!("/disclosures/{d}")).await.status, 404);
        }
    });
}

#[test]
fn a_teacher_is_told_nothing_and_a_refusal_names_nobody() {
    run(async {
        let w = World::new().await;
        let teacher = w.t.acting(&w.teacher).await;
        let id = asked(&teacher, None, &w.claire, "Que se passe-t-il chez un élève ?", false).await;
        send(&teacher, id).await.unwrap();
        let cx = w.claire().await;
        let what = Some(piece("La situation", "Ce que la mère a dit."));
        let d =
            exchange::begin_content(&cx, id, "be_circulaire", Some(w.case), "Répondre.", what).await.unwrap();
        assert_eq!(decided(&cx, d, &w.teacher, Said::Yes).await, Decided::Refused);
        assert_eq!(code(exchange::answer(&cx, id, &reply(&cx, "…", true)).await), "decision-refuses");
        exchange::decline(&cx, id, Reason::Secrecy, "La loi ne me permet pas de répondre.", None)
            .await
            .unwrap();
        let page = w.t.sign_in(&w.teacher).await.get(&format!("/exchanges/{id}")).await;
        assert!(page.has("La loi ne me permet pas") && !page.has("Lina") && !page.has("Ce que la mère"));
    });
}

#[test]
fn somebody_of_the_house_takes_over_and_reads_what_is_addressed_to_them() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = asked(&cx, Some(w.case), &w.lejeune, "Sa croissance s’est-elle ralentie ?", true).await;
        let who = Some(piece("De qui il s’agit", "Lina, sept ans."));
        let d = exchange::begin_content(&cx, id, "be_circulaire", None, "Savoir.", who).await.unwrap();
        decided(&cx, d, &w.lejeune, Said::Yes).await;
        send(&cx, id).await.unwrap();
        let lejeune = w.t.acting(&w.lejeune).await;
        assert_eq!(
            code(exchange::assign(&lejeune, id, w.claire.practitioner).await),
            "assignee-not-here",
            "never to somebody elsewhere"
        );
        exchange::assign(&lejeune, id, w.colleague.practitioner).await.unwrap();
        let page = w.t.sign_in(&w.colleague).await.get(&format!("/exchanges/{id}")).await;
        assert_eq!(page.status, 200);
        assert!(!page.has("Lina"), "the decision names Dr Lejeune, and nobody else");
        // Nor is the question read where one answers it.
        let (answer, asked) = (format!("/exchanges/{id}/answer"), "Sa croissance");
        let page_to_answer = w.t.sign_in(&w.colleague).await.get(&answer).await;
        assert_eq!(page_to_answer.status, 200);
        assert!(!page.has(asked) && !page_to_answer.has(asked) && !page_to_answer.has("Lina"));
        assert!(w.t.sign_in(&w.lejeune).await.get(&answer).await.has(asked));
        assert_eq!(code(exchange::assign(&cx, id, w.hanae.practitioner).await), "own-request");
    });
}

#[test]
fn a_request_is_reminded_once_a_day_sent_on_and_taken_back() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = asked(&cx, None, &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        send(&cx, id).await.unwrap();
        exchange::remind(&cx, id).await.unwrap();
        assert_eq!(code(exchange::remind(&cx, id).await), "reminded-today");
        assert_eq!(code(exchange::close(&cx, id, "").await), "still-awaited");
        let lejeune = w.t.acting(&w.lejeune).await;
        let here = w.claire.institution;
        assert_eq!(
            code(exchange::redirect(&lejeune, id, here, "Demandez-leur.").await),
            "redirected-to-party",
            "not back to whoever asked"
        );
        exchange::redirect(&lejeune, id, w.teacher.institution, "L’école le sait.").await.unwrap();
        kept_as_derived(&cx, id).await;
        // Nothing went there; whoever asked writes to them when they decide so.
        assert!(!w.t.sign_in(&w.teacher).await.get("/exchanges?which=received").await.has("/exchanges/0"));
        let on = NewExchange { kind: Kind::InformationRequest, case: None, continues: Some(id) };
        exchange::open_exchange(&cx, &on).await.unwrap();
        assert_eq!(code(exchange::open_exchange(&lejeune, &on).await), "not-redirected");
        let id = asked(&cx, None, &w.lejeune, "Autre chose ?", false).await;
        send(&cx, id).await.unwrap();
        assert_eq!(code(exchange::withdraw(&cx, id, " ").await), "no-words");
        kept_as_derived(&cx, id).await;
        exchange::withdraw(&cx, id, "Réponse trouvée ailleurs.").await.unwrap();
        kept_as_derived(&cx, id).await;
        assert_eq!(code(exchange::acknowledge(&lejeune, id).await), "exchange-withdrawn");
    });
}

#[test]
fn bad_input_is_told_in_the_words_of_a_worker() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = asked(&cx, None, &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        let add = |who: &Person, at: &Person| (who.practitioner, at.institution);
        for ((who, at), expected) in
            [(add(&w.colleague, &w.colleague), "one-party"), (add(&w.lejeune, &w.lejeune), "one-party")]
        {
            assert_eq!(code(exchange::add_party(&cx, id, who, at, "").await), expected);
        }
        let new = NewExchange { kind: Kind::JointAction, case: None, continues: None };
        let joint = exchange::open_exchange(&cx, &new).await.unwrap();
        for ((who, at), expected) in
            [(add(&w.hanae, &w.hanae), "party-is-here"), (add(&w.lejeune, &w.teacher), "party-not-there")]
        {
            assert_eq!(code(exchange::add_party(&cx, joint, who, at, "").await), expected);
        }
        assert_eq!(code(send(&cx, joint).await), "no-party");
        exchange::add_party(&cx, joint, w.lejeune.practitioner, w.lejeune.institution, "").await.unwrap();
        let (who, at) = add(&w.lejeune, &w.lejeune);
        assert_eq!(code(exchange::add_party(&cx, joint, who, at, "").await), "party-twice");
        assert_eq!(code(send(&cx, joint).await), "no-words");
        let mut writing = Writing {
            channel: Channel::Oral,
            words: "Qui fait quoi.".into(),
            nominal: false,
            answer_by: Some(cx.today().plus_days(-1)),
            confirmation: true,
            rhythm: "monthly".into(),
        };
        assert_eq!(code(exchange::write(&cx, joint, &writing).await), "answer-by-in-past");
        writing.answer_by = None;
        exchange::write(&cx, joint, &writing).await.unwrap();
        let at = |occurred_at| Sending { occurred_at, until_on: cx.today() };
        assert_eq!(code(exchange::send(&cx, joint, &at(None)).await), "no-moment");
        let tomorrow = Some(cx.now.plus(Instant::DAY));
        assert_eq!(code(exchange::send(&cx, joint, &at(tomorrow)).await), "moment-in-future");
        exchange::send(&cx, joint, &at(Some(cx.now))).await.unwrap();
        // An answer to what asked nothing.
        let lejeune = w.t.acting(&w.lejeune).await;
        assert_eq!(
            code(exchange::answer(&lejeune, joint, &reply(&cx, "Oui.", false)).await),
            "no-answer-awaited"
        );
        exchange::follow(&lejeune, joint, "Trois nuits par semaine.", false, cx.today()).await.unwrap();
        exchange::confirm(&cx, joint).await.unwrap();
        assert_eq!(code(exchange::confirm(&cx, joint).await), "nothing-to-confirm");
    });
}

#[test]
fn a_practitioner_who_leaves_reads_no_more_of_it() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = asked(&cx, None, &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        send(&cx, id).await.unwrap();
        let page =
            w.t.sign_in(&w.lejeune).await.get(&format!("/exchanges?which={}", Which::ToAnswer.code())).await;
        assert!(page.has(&format!("/exchanges/{id}")));
        let system = w.t.system();
        let mut conn = system.read().await.unwrap();
        let held = directory::appointments_of(&mut conn, w.lejeune.practitioner).await.unwrap();
        drop(conn);
        let other = w.t.institution("pse", "PSE du Haut-Pays").await;
        w.t.appoint(&w.lejeune, other, kernel::FunctionKind::Caseworker).await;
        directory::end_appointment(&system, held[0].id, system.today()).await.unwrap();
        let browser = w.t.sign_in(&w.lejeune).await;
        w.t.pass(Instant::DAY);
        assert_ne!(browser.get(&format!("/exchanges/{id}")).await.status, 200);
    });
}
