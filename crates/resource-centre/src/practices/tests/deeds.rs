// SPDX-License-Identifier: EUPL-1.2
//! From a draft to the bank and after, with named people, by the verbs.

use kernel::{FunctionKind, Instant};
use register::testing::run;

use super::super::{
    self as practices, Finding, HarmTold, Heading, Leave, Level, NewPractice, Part, SaidAs, Sending, State,
    Texts, Written,
};
use super::world::{World, code, described, sending};

#[test]
fn from_a_draft_to_the_bank_and_back_after_two_years() {
    run(async {
        let w = World::new().await;
        let id = w.published().await;
        assert_eq!(w.state(id).await, State::Published);
        let hugues = w.cx(&w.hugues).await;
        let mut conn = hugues.read().await.unwrap();
        let (card, _) = practices::card(&hugues, &mut conn, id).await.unwrap();
        drop(conn);
        assert_eq!(card.level(), Some(Level::E2));
        // The term of the pack: two years, counted from the publication.
        assert_eq!(card.practice.re_review_on, Some(hugues.today().plus_months(24)));
        let kept = card.kept(hugues.today());
        let p = &card.practice;
        assert_eq!(
            (p.level, p.published_on, p.re_review_on),
            (kept.level, kept.published_on, kept.re_review_on)
        );
        assert_eq!((p.editor_since, p.review_since, p.withdrawn_on), (None, None, None));
        w.t.pass(731 * Instant::DAY);
        assert_eq!(w.state(id).await, State::ReReviewDue);
        let hugues = w.cx(&w.hugues).await;
        assert_eq!(code(practices::downgrade(&hugues, id, Level::E3, "Mieux").await), "not-lower");
        assert_eq!(code(practices::confirm(&hugues, id, " ").await), "no-reason");
        practices::downgrade(&hugues, id, Level::E1, "Le relevé n’est plus tenu.").await.unwrap();
        assert_eq!(w.state(id).await, State::Downgraded);
        practices::confirm(&hugues, id, "Toujours menée.").await.unwrap();
        assert_eq!(w.state(id).await, State::Confirmed);
        practices::withdraw(&hugues, id, true, "Fait du tort.").await.unwrap();
        assert_eq!(w.state(id).await, State::Withdrawn);
        assert_eq!(code(practices::withdraw(&hugues, id, true, "Encore").await), "withdrawn-already");
        // Withdrawn, it stays readable by anybody, and whoever reads it may still say what it did.
        let nobody = w.t.system();
        let mut conn = nobody.read().await.unwrap();
        let (card, _) = practices::card(&nobody, &mut conn, id).await.unwrap();
        assert!(card.is_harmful() && card.practice.withdrawn_on.is_some());
        drop(conn);
        let told = HarmTold { said_as: SaidAs::Family, words: "Trop tard pour nous.".into() };
        practices::report_harm(&nobody, id, &told).await.unwrap();
    });
}

#[test]
fn each_reads_alone_and_the_lower_level_counts() {
    run(async {
        let w = World::new().await;
        let id = w.in_review().await;
        // Nobody answers before they said that nothing ties them to it.
        let chiara = w.cx(&w.chiara).await;
        let early =
            practices::Answer { finding: Finding::Return, level: None, source: None, words: "Non".into() };
        assert_eq!(code(practices::answer(&chiara, id, &early, None).await), "not-declared");
        w.answers(&w.chiara, id, Finding::Rate, Some(Level::E2)).await.unwrap();
        assert_eq!(w.state(id).await, State::InReview);
        assert_eq!(code(w.answers(&w.chiara, id, Finding::Rate, Some(Level::E1)).await), "answered-already");
        assert_eq!(code(w.answers(&w.nour, id, Finding::Rate, Some(Level::E1)).await), "not-found");
        assert_eq!(
            code(w.answers(&w.elodie, id, Finding::Rate, Some(Level::E3)).await),
            "level-above-source"
        );
        w.answers(&w.elodie, id, Finding::Rate, Some(Level::E1)).await.unwrap();
        assert_eq!(w.state(id).await, State::Rated);
        let hugues = w.cx(&w.hugues).await;
        assert_eq!(code(practices::publish(&hugues, id).await), "not-agreed");
        // A member is no direction; the direction may change its mind until it is published.
        assert_eq!(code(practices::agree(&w.cx(&w.yassin).await, id).await), "not-found");
        let helene = w.cx(&w.helene).await;
        practices::agree(&helene, id).await.unwrap();
        assert_eq!(code(practices::agree(&helene, id).await), "agreed-already");
        practices::withhold(&helene, id, "Pas encore.").await.unwrap();
        assert_eq!(code(practices::publish(&hugues, id).await), "not-agreed");
        practices::agree(&helene, id).await.unwrap();
        practices::publish(&hugues, id).await.unwrap();
        let mut conn = hugues.read().await.unwrap();
        let (card, _) = practices::card(&hugues, &mut conn, id).await.unwrap();
        assert_eq!(card.level(), Some(Level::E1));
    });
}

#[test]
fn what_comes_back_is_written_again_and_read_anew() {
    run(async {
        let w = World::new().await;
        let id = w.in_review().await;
        let yassin = w.cx(&w.yassin).await;
        let changed =
            Written { texts: Texts::default().with(Heading::Steps, "Autrement."), ..Written::default() };
        assert_eq!(code(practices::write(&yassin, id, 1, Part::How, &changed).await), "being-read");
        practices::agree(&w.cx(&w.helene).await, id).await.unwrap();
        w.answers(&w.chiara, id, Finding::Rate, Some(Level::E2)).await.unwrap();
        w.answers(&w.elodie, id, Finding::Harmful, None).await.unwrap();
        assert_eq!(w.state(id).await, State::Returned);
        let mut conn = yassin.read().await.unwrap();
        let (card, _) = practices::card(&yassin, &mut conn, id).await.unwrap();
        drop(conn);
        assert!(card.is_harmful() && card.is_read());
        let texts = card.texts.clone().with(Heading::Steps, "Autrement.");
        let changed = Written { texts, ..Written::default() };
        practices::write(&yassin, id, card.practice.version, Part::How, &changed).await.unwrap();
        practices::submit(&yassin, id, sending()).await.unwrap();
        let mut conn = yassin.read().await.unwrap();
        let (card, _) = practices::card(&yassin, &mut conn, id).await.unwrap();
        drop(conn);
        assert!(!card.is_agreed() && !card.is_harmful() && card.readings().is_empty(), "all is asked anew");
        assert_eq!(card.round(), 2);
        w.given_to_readers(id).await;
        w.answers(&w.chiara, id, Finding::Return, None).await.unwrap();
        w.answers(&w.elodie, id, Finding::Rate, Some(Level::E0)).await.unwrap();
        assert_eq!(w.state(id).await, State::Returned);
    });
}

#[test]
fn whoever_has_a_part_in_it_steps_back() {
    run(async {
        let w = World::new().await;
        let id = w.submitted().await;
        let hugues = w.cx(&w.hugues).await;
        assert_eq!(code(practices::name_reviewers(&hugues, id, &w.readers()).await), "not-screened");
        practices::screen(&hugues, id).await.unwrap();
        let pair = |a: &register::testing::Person, b: &register::testing::Person| {
            [(a.practitioner, a.institution), (b.practitioner, b.institution)]
        };
        let naming = |named: Vec<_>| {
            let cx = hugues.clone();
            async move { practices::name_reviewers(&cx, id, &named).await }
        };
        assert_eq!(code(naming(pair(&w.chiara, &w.nour).to_vec()).await), "partner-institution");
        assert_eq!(code(naming(pair(&w.chiara, &w.salif).to_vec()).await), "not-trained");
        assert_eq!(code(naming(w.readers()[..1].to_vec()).await), "two-readers");
        naming(w.readers().to_vec()).await.unwrap();
        // She steps back: it waits for the editors, and she reads it no more.
        let chiara = w.cx(&w.chiara).await;
        assert_eq!(code(practices::step_back(&chiara, id, "").await), "no-words");
        practices::step_back(&chiara, id, "Ma sœur y travaille.").await.unwrap();
        assert_eq!(code(practices::declare(&chiara, id).await), "not-found");
        let (_, to_edit) = waiting(&w, &w.hugues).await;
        assert_eq!(to_edit, 1);
        assert_eq!(code(naming(w.readers()[..1].to_vec()).await), "stepped-back-before");
        let third = w.t.person(w.salif.institution, "Odile", "Tshibangu", &[FunctionKind::Caseworker]).await;
        practices::train(&hugues, third.practitioner, third.institution, hugues.today(), "Deux jours")
            .await
            .unwrap();
        naming(vec![(third.practitioner, third.institution)]).await.unwrap();
        w.answers(&third, id, Finding::Rate, Some(Level::E1)).await.unwrap();
        w.answers(&w.elodie, id, Finding::Rate, Some(Level::E1)).await.unwrap();
        assert_eq!(w.state(id).await, State::Rated);
        // Who reviews no more is not named any more.
        practices::end_reviewer(&hugues, third.practitioner, third.institution).await.unwrap();
        assert_eq!(
            code(practices::end_reviewer(&hugues, third.practitioner, third.institution).await),
            "not-found"
        );
    });
}

pub(super) async fn waiting(w: &World, who: &register::testing::Person) -> (i64, i64) {
    let cx = w.cx(who).await;
    let mut conn = cx.read().await.unwrap();
    practices::count_waiting(&mut conn, cx.actor().unwrap(), cx.now, 10).await.unwrap()
}

#[test]
fn what_waits_is_counted_for_those_for_whom_it_waits() {
    run(async {
        let w = World::new().await;
        assert_eq!(waiting(&w, &w.hugues).await, (0, 0));
        let id = w.submitted().await;
        assert_eq!(waiting(&w, &w.hugues).await, (0, 1), "to be screened");
        assert_eq!(waiting(&w, &w.salif).await, (0, 0), "a supervision that keeps no bank");
        w.given_to_readers(id).await;
        assert_eq!((waiting(&w, &w.hugues).await, waiting(&w, &w.chiara).await), ((0, 0), (1, 0)));
        w.answers(&w.chiara, id, Finding::Rate, Some(Level::E2)).await.unwrap();
        assert_eq!(waiting(&w, &w.chiara).await, (0, 0));
        w.answers(&w.elodie, id, Finding::Rate, Some(Level::E2)).await.unwrap();
        assert_eq!(waiting(&w, &w.hugues).await, (0, 0), "nothing to do before the direction agrees");
        practices::agree(&w.cx(&w.helene).await, id).await.unwrap();
        assert_eq!(waiting(&w, &w.hugues).await, (0, 1));
        let hugues = w.cx(&w.hugues).await;
        practices::publish(&hugues, id).await.unwrap();
        let told = HarmTold { said_as: SaidAs::Other, words: "On s’y perd.".into() };
        let harm = practices::report_harm(&w.t.system(), id, &told).await.unwrap();
        assert_eq!(waiting(&w, &w.hugues).await, (0, 1));
        assert_eq!(code(practices::answer_harm(&w.cx(&w.yassin).await, id, harm, "Non").await), "not-found");
        practices::answer_harm(&hugues, id, harm, "Nous avons regardé.").await.unwrap();
        assert_eq!(code(practices::answer_harm(&hugues, id, harm, "Encore").await), "not-found");
        assert_eq!(waiting(&w, &w.hugues).await, (0, 0));
    });
}

#[test]
fn an_answer_to_a_survey_becomes_a_draft_of_whoever_described_it() {
    run(async {
        let w = World::new().await;
        // Somebody of another institution takes it over, in a transaction of their own.
        let salif = w.cx(&w.salif).await;
        let long = "a".repeat(10_000);
        let mut new = NewPractice {
            from: Some(("survey:1785-bis/answer:12/3".into(), w.salif.institution)),
            ..described(w.yassin.institution)
        };
        new.texts.set(Heading::Problem, &long);
        let mut tx = salif.begin().await.unwrap();
        let id = practices::open_draft(&salif, &mut tx, &new).await.unwrap();
        let event = salif
            .event(
                practices::events::PRACTICE_WRITTEN,
                practices::PRACTICE.of(id),
                None,
                kernel::Ground::Function,
            )
            .unwrap();
        tx.commit(event).await.unwrap();
        assert_eq!(w.state(id).await, State::Draft);
        let mut conn = salif.read().await.unwrap();
        assert_eq!(code(practices::card(&salif, &mut conn, id).await), "not-found", "it is not theirs");
        drop(conn);
        let yassin = w.cx(&w.yassin).await;
        let mut conn = yassin.read().await.unwrap();
        let (card, standing) = practices::card(&yassin, &mut conn, id).await.unwrap();
        drop(conn);
        assert!(standing.ours);
        assert_eq!(card.practice.source, "survey:1785-bis/answer:12/3");
        assert_eq!(card.practice.source_institution, Some(w.salif.institution));
        assert_eq!(card.texts.get(Heading::Problem).chars().count(), Heading::Problem.longest());
        assert_eq!(card.contacts.len(), 1);
        practices::submit(&yassin, id, sending()).await.unwrap();
        // What has no title at all is no practice.
        let mut tx = salif.begin().await.unwrap();
        let nothing = NewPractice::titled(w.yassin.institution, "fr", " ");
        assert_eq!(code(practices::open_draft(&salif, &mut tx, &nothing).await), "no-title");
    });
}

#[test]
fn two_who_write_at_once_lose_nothing() {
    run(async {
        let w = World::new().await;
        let id = w.drafted().await;
        let yassin = w.cx(&w.yassin).await;
        let helene = w.cx(&w.helene).await;
        let part = |words: &str| Written {
            texts: Texts::default().with(Heading::Costs, words),
            ..Written::default()
        };
        practices::write(&yassin, id, 1, Part::Means, &part("Cent euros.")).await.unwrap();
        let late = practices::write(&helene, id, 1, Part::Means, &part("Deux cents.")).await;
        let Err(platform::problem::Problem::Conflict(conflict)) = late else { panic!("{late:?}") };
        let costs = conflict.fields.iter().find(|f| f.name == "costs").unwrap();
        assert_eq!((costs.theirs.as_str(), costs.mine.as_str()), ("Cent euros.", "Deux cents."));
        practices::write(&helene, id, conflict.version, Part::Means, &part("Deux cents.")).await.unwrap();
        // Each part keeps to its own headings.
        let mut conn = yassin.read().await.unwrap();
        let (card, _) = practices::card(&yassin, &mut conn, id).await.unwrap();
        assert_eq!(card.texts.get(Heading::Costs), "Deux cents.");
        assert_eq!(card.texts.get(Heading::Steps), "Proposer, remplir, relire, envoyer.");
    });
}

#[test]
fn editors_handle_nothing_that_is_theirs() {
    run(async {
        let w = World::new().await;
        let hugues = w.cx(&w.hugues).await;
        let own = practices::draft(&hugues, &described(w.hugues.institution), None).await.unwrap();
        practices::submit(&hugues, own, sending()).await.unwrap();
        assert_eq!(code(practices::screen(&hugues, own).await), "own-practice");
        // Another institution keeps the bank, too.
        practices::entrust(&w.t.system(), w.salif.institution).await.unwrap();
        practices::entrust(&w.t.system(), w.salif.institution).await.unwrap();
        practices::screen(&w.cx(&w.salif).await, own).await.unwrap();
        let without = Sending { unrecognisable: true, leave: Leave::Missing };
        let id = w.drafted().await;
        assert_eq!(code(practices::submit(&w.cx(&w.yassin).await, id, without).await), "without-leave");
    });
}
