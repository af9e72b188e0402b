// SPDX-License-Identifier: EUPL-1.2
//! The rules as tables that somebody of the trade can read.

use kernel::{Date, Id, Instant, InstitutionId, PracticeId, PractitionerId};
use uuid::Uuid;

use super::super::card::{Card, Outcome};
use super::super::rules::{self, Again, Answer, Candidate, Leave};
use super::super::screening::{TraceKind as T, traces};
use super::super::{
    Contact, Finding, Heading, Level, NewContact, Practice, Review, Source, SourceKind, State, Step,
    StepKind, Texts,
};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn at(n: u128) -> InstitutionId {
    InstitutionId(id(n))
}

fn who(n: u128) -> PractitionerId {
    PractitionerId(id(n))
}

fn day() -> Date {
    Date::from_ymd(2026, 9, 15).unwrap()
}

/// A practice of institution 1 with partner 2, written by 11, complete.
fn card(kinds: &[StepKind]) -> Card {
    let mut texts = Texts::default();
    for heading in Heading::ALL.iter().filter(|h| h.is_needed()) {
        texts.set(*heading, "Dit.");
    }
    let practice = Practice {
        id: PracticeId::from_uuid(id(100)),
        institution: at(1),
        drafted_by: Some(who(11)),
        lang: "fr".into(),
        title: "Une page".into(),
        summary: "Dit.".into(),
        territory: None,
        source: String::new(),
        source_institution: None,
        recorded_at: Instant(0),
        version: 1,
        last_at: Instant(0),
        level: None,
        editor_since: None,
        review_since: None,
        published_on: None,
        re_review_on: None,
        withdrawn_on: None,
    };
    let source = |n, kind| Source { id: id(n), kind, citation: "Rapport".into(), place: String::new() };
    let mut card = Card {
        practice,
        texts,
        sectors: Vec::new(),
        partners: vec![at(2)],
        sources: vec![source(201, SourceKind::Opinion), source(202, SourceKind::Routine)],
        contacts: vec![Contact {
            id: id(301),
            who: NewContact { name: "H".into(), ..NewContact::default() },
        }],
        steps: Vec::new(),
        reviews: Vec::new(),
    };
    for kind in kinds {
        add(&mut card, *kind);
    }
    card
}

fn add(card: &mut Card, kind: StepKind) {
    let seq = card.steps.len() as i64 + 1;
    card.steps.push(Step {
        seq,
        kind,
        recorded_at: Instant(seq),
        on: day(),
        by: Some(who(12)),
        institution: at(1),
        level: matches!(kind, StepKind::Rated).then_some(Level::E2),
        harmful: false,
        words: String::new(),
    });
}

fn reading(n: u128, round: i64, finding: Option<(Finding, Option<Level>)>) -> Review {
    Review {
        id: id(400 + n),
        round,
        reviewer: who(n),
        institution: at(n),
        named_at: Instant(1),
        declared_at: Some(Instant(2)),
        recused_at: None,
        answered_at: finding.map(|_| Instant(3)),
        finding: finding.map(|(f, _)| f),
        level: finding.and_then(|(_, l)| l),
        source: None,
        words: String::new(),
    }
}

fn refused(result: Result<(), kernel::Refusal>) -> &'static str {
    result.err().map_or("", |r| r.code)
}

use StepKind as K;
const READ: &[K] = &[K::Submitted, K::Screened, K::ReviewersNamed];
const OUT: &[K] = &[K::Submitted, K::Screened, K::ReviewersNamed, K::Rated, K::Agreed, K::Published];

#[test]
fn where_it_stands_follows_from_its_steps() {
    let table: &[(&[K], State)] = &[
        (&[], State::Draft),
        (&[K::Submitted], State::Submitted),
        (&[K::Submitted, K::Agreed], State::Submitted),
        (&[K::Submitted, K::Screened], State::Screened),
        (READ, State::InReview),
        (&[K::Submitted, K::Returned], State::Returned),
        (&[K::Submitted, K::Returned, K::Submitted], State::Submitted),
        (&OUT[..4], State::Rated),
        (&OUT[..5], State::Rated),
        (OUT, State::Published),
    ];
    for (steps, state) in table {
        assert_eq!(card(steps).state(day()), *state, "{steps:?}");
    }
    for (step, state) in [
        (K::Confirmed, State::Confirmed),
        (K::Downgraded, State::Downgraded),
        (K::Withdrawn, State::Withdrawn),
    ] {
        let mut one = card(OUT);
        add(&mut one, step);
        assert_eq!(one.state(day()), state);
        // What is due is due again, whatever was said last time; what was withdrawn is due no more.
        one.practice.re_review_on = Some(day());
        let due = if step == K::Withdrawn { State::Withdrawn } else { State::ReReviewDue };
        assert_eq!(one.state(day()), due);
        assert_eq!(one.state(day().plus_days(-1)), state, "not before its day");
    }
}

#[test]
fn an_opinion_carries_e1_and_no_more() {
    use SourceKind as S;
    let source = |kind| Source { id: id(1), kind, citation: "Rapport".into(), place: String::new() };
    let table = [
        (Level::E0, None, ""),
        (Level::E1, None, "level-without-source"),
        (Level::E4, None, "level-without-source"),
        (Level::E1, Some(S::Opinion), ""),
        (Level::E2, Some(S::Opinion), "opinion-above-ceiling"),
        (Level::E4, Some(S::Opinion), "opinion-above-ceiling"),
        (Level::E2, Some(S::Routine), ""),
        (Level::E3, Some(S::Routine), "level-above-source"),
        (Level::E3, Some(S::Comparison), ""),
        (Level::E4, Some(S::Comparison), "level-above-source"),
        (Level::E4, Some(S::Randomised), ""),
        (Level::E0, Some(S::Randomised), ""),
    ];
    for (level, kind, code) in table {
        assert_eq!(refused(rules::resting(level, kind.map(source).as_ref())), code, "{level:?} on {kind:?}");
    }
}

#[test]
fn the_lower_level_counts_and_one_no_is_enough() {
    use Finding as F;
    let rate = |l| Some((F::Rate, Some(l)));
    let table = [
        (None, None, None),
        (rate(Level::E2), None, None),
        (rate(Level::E2), rate(Level::E2), Some(Outcome::Rated(Level::E2))),
        (rate(Level::E3), rate(Level::E1), Some(Outcome::Rated(Level::E1))),
        (rate(Level::E3), Some((F::Return, None)), Some(Outcome::Returned { harmful: false })),
        (Some((F::Harmful, None)), rate(Level::E3), Some(Outcome::Returned { harmful: true })),
    ];
    for (one, other, outcome) in table {
        let mut card = card(READ);
        card.reviews = vec![reading(3, 1, one), reading(4, 1, other)];
        assert_eq!(card.outcome(), outcome, "{one:?} and {other:?}");
    }
    // What was said in an earlier round counts no more.
    let mut again = card(&[K::Submitted, K::Returned, K::Submitted, K::Screened, K::ReviewersNamed]);
    again.reviews = vec![reading(3, 1, rate(Level::E2)), reading(4, 1, Some((F::Return, None)))];
    assert_eq!(again.outcome(), None);
    assert!(again.readings().is_empty());
}

#[test]
fn nobody_reads_what_they_have_a_part_in() {
    let reader = |n, institution, trained| Candidate { who: who(n), institution: at(institution), trained };
    let table: &[(Candidate, &[u128], &str)] = &[
        (reader(3, 3, true), &[3], ""),
        (reader(3, 3, false), &[3], "not-trained"),
        (reader(3, 1, true), &[1], "own-institution"),
        // Works there, too: reading for another service changes nothing.
        (reader(3, 3, true), &[3, 1], "own-institution"),
        (reader(3, 2, true), &[2], "partner-institution"),
        (reader(3, 3, true), &[3, 2], "partner-institution"),
    ];
    for (reader, works_at, code) in table {
        let works_at: Vec<InstitutionId> = works_at.iter().map(|n| at(*n)).collect();
        assert_eq!(refused(rules::may_read(&card(READ), reader, &works_at)), *code, "{reader:?}");
    }
    let mut stepped_back = card(READ);
    stepped_back.reviews = vec![Review { recused_at: Some(Instant(5)), ..reading(3, 1, None) }];
    assert_eq!(refused(rules::may_read(&stepped_back, &reader(3, 3, true), &[at(3)])), "stepped-back-before");
}

#[test]
fn two_people_of_two_services_are_named() {
    let one = |n, institution| {
        (Candidate { who: who(n), institution: at(institution), trained: true }, vec![at(institution)])
    };
    let screened = card(&[K::Submitted, K::Screened]);
    let naming = |card: &Card, readers: &[_]| refused(rules::naming(card, readers, day()));
    assert_eq!(naming(&screened, &[one(3, 3), one(4, 4)]), "");
    assert_eq!(naming(&screened, &[one(3, 3)]), "two-readers");
    assert_eq!(naming(&screened, &[]), "two-readers");
    assert_eq!(naming(&screened, &[one(3, 3), one(4, 4), one(5, 5)]), "two-readers");
    assert_eq!(naming(&screened, &[one(3, 3), one(4, 3)]), "readers-of-one-institution");
    assert_eq!(naming(&screened, &[one(3, 3), one(3, 4)]), "readers-of-one-institution");
    assert_eq!(naming(&card(&[K::Submitted]), &[one(3, 3), one(4, 4)]), "not-screened");
    let mut both = card(READ);
    both.reviews = vec![reading(3, 1, None), reading(4, 1, None)];
    assert_eq!(naming(&both, &[one(5, 5)]), "named-already");
    // Somebody stepped back: one in their place, not of the service of the other.
    both.reviews[0].recused_at = Some(Instant(5));
    assert_eq!(naming(&both, &[one(5, 5)]), "");
    assert_eq!(naming(&both, &[one(5, 4)]), "readers-of-one-institution");
    assert_eq!(naming(&both, &[one(3, 3)]), "stepped-back-before");
}

#[test]
fn an_answer_is_given_once_and_after_the_declaration() {
    let mut one = card(READ);
    one.reviews = vec![reading(3, 1, None), Review { declared_at: None, ..reading(4, 1, None) }];
    let rate = |level, source: Option<u128>| Answer {
        finding: Finding::Rate,
        level,
        source: source.map(id),
        words: "Lu.".into(),
    };
    let said = |n, answer: &Answer| refused(rules::answering(&one, who(n), at(n), answer));
    assert_eq!(said(3, &rate(Some(Level::E2), Some(202))), "");
    assert_eq!(said(3, &rate(Some(Level::E2), Some(201))), "opinion-above-ceiling");
    assert_eq!(said(3, &rate(Some(Level::E1), None)), "level-without-source");
    assert_eq!(
        said(3, &rate(Some(Level::E1), Some(999))),
        "level-without-source",
        "a source of another practice"
    );
    assert_eq!(said(3, &rate(None, None)), "no-level");
    assert_eq!(said(3, &Answer { words: " ".into(), ..rate(Some(Level::E0), None) }), "no-words");
    assert_eq!(said(4, &rate(Some(Level::E0), None)), "not-declared");
    assert_eq!(said(5, &rate(Some(Level::E0), None)), "not-asked");
    let back = Answer { finding: Finding::Return, level: None, source: None, words: "À préciser.".into() };
    assert_eq!(said(3, &back), "");
    one.reviews[0].answered_at = Some(Instant(9));
    assert_eq!(refused(rules::answering(&one, who(3), at(3), &back)), "answered-already");
}

#[test]
fn sending_asks_for_what_others_need_and_for_leave() {
    let sent = |card: &Card, clean, leave| refused(rules::submitting(card, clean, leave, day()));
    let whole = card(&[]);
    assert_eq!(sent(&whole, true, Leave::NotDrawn), "");
    assert_eq!(sent(&whole, true, Leave::Given), "");
    assert_eq!(sent(&whole, true, Leave::Missing), "without-leave");
    assert_eq!(sent(&whole, false, Leave::NotDrawn), "somebody-recognisable");
    let mut less = card(&[]);
    less.texts.set(Heading::Legal, "");
    assert_eq!(sent(&less, true, Leave::NotDrawn), "incomplete");
    assert_eq!(rules::missing(&less), [Heading::Legal]);
    let mut nobody = card(&[]);
    nobody.contacts.clear();
    assert_eq!(sent(&nobody, true, Leave::NotDrawn), "nobody-to-turn-to");
    assert_eq!(sent(&card(&[K::Submitted]), true, Leave::NotDrawn), "sent-already");
    assert_eq!(sent(&card(&[K::Submitted, K::Returned]), true, Leave::NotDrawn), "");
}

#[test]
fn what_may_be_done_when() {
    let (draft, back) = (card(&[]), card(&[K::Submitted, K::Returned]));
    let (sent, read, rated) = (card(&[K::Submitted]), card(READ), card(&OUT[..4]));
    let (agreed, out) = (card(&OUT[..5]), card(OUT));
    let mut gone = card(OUT);
    add(&mut gone, K::Withdrawn);
    let all = [&draft, &back, &sent, &read, &rated, &agreed, &out, &gone];
    let row = |rule: &dyn Fn(&Card) -> Result<(), kernel::Refusal>| all.map(|c| refused(rule(c)));
    let (w, p) = ("withdrawn-already", "published-already");
    let b = "being-read";
    assert_eq!(row(&|c| rules::writing(c, day())), ["", "", b, b, b, b, p, w]);
    assert_eq!(row(&|c| rules::keeping_contacts(c, day())), ["", "", "", "", "", "", "", w]);
    let s = "screened-already";
    assert_eq!(row(&|c| rules::screening(c, day())), ["not-sent", "not-sent", "", s, s, s, s, s]);
    let n = "not-sent";
    assert_eq!(row(&|c| rules::agreeing(c, day())), [n, n, "", "", "", "", p, w]);
    let n = "not-rated";
    assert_eq!(row(&|c| rules::publishing(c, day())), [n, n, n, n, "not-agreed", "", p, w]);
    let n = "not-published";
    assert_eq!(row(&|c| rules::looking_again(c, Again::Confirmed, "Oui", day())), [n, n, n, n, n, n, "", n]);
    assert_eq!(row(&|c| rules::withdrawing(c, "Non", day())), [n, n, n, n, n, n, "", w]);
    assert_eq!(row(&|c| rules::reporting_harm(c, "Aïe", day())), [n, n, n, n, n, n, "", ""]);
    // With a reason, and downwards only.
    assert_eq!(refused(rules::withdrawing(&out, " ", day())), "no-reason");
    assert_eq!(refused(rules::looking_again(&out, Again::Confirmed, "", day())), "no-reason");
    for (level, code) in
        [(Level::E0, ""), (Level::E1, ""), (Level::E2, "not-lower"), (Level::E3, "not-lower")]
    {
        assert_eq!(refused(rules::looking_again(&out, Again::Downgraded(level), "Oui", day())), code);
    }
    // An agreement is about what was sent: sent anew, it is asked anew.
    let again = card(&[K::Submitted, K::Agreed, K::Returned, K::Submitted]);
    assert!(!again.is_agreed());
    let changed = card(&[K::Submitted, K::Agreed, K::Withheld]);
    assert!(!changed.is_agreed());
}

#[test]
fn editors_handle_nothing_of_their_own() {
    let one = card(&[K::Submitted]);
    let table = [
        (20, 5, ""),
        (20, 1, "own-practice"),
        (20, 2, "own-practice"),
        (11, 5, "own-practice"),
        (12, 5, "own-practice"),
    ];
    for (editor, institution, code) in table {
        assert_eq!(
            refused(rules::handling(&one, who(editor), at(institution))),
            code,
            "{editor} of {institution}"
        );
    }
}

#[test]
fn what_could_point_at_somebody_is_shown() {
    let table: &[(&str, &[(T, &str)])] = &[
        ("Écrire à lina.v@example.be.", &[(T::Mail, "lina.v@example.be")]),
        ("Appeler le 0475/12.34.56 le soir", &[(T::Number, "0475/12.34.56")]),
        ("n° national 17.05.12-123.45", &[(T::Number, "17.05.12-123.45")]),
        ("Né le 12/05/2017, à Ormelle", &[(T::Day, "12/05/2017")]),
        ("le 2017-05-12", &[(T::Day, "2017-05-12")]),
        ("Avec Lina V., sept ans", &[(T::Initial, "Lina V.")]),
        ("« Mme Martin » a dit oui", &[(T::Titled, "Mme Martin")]),
        ("dit Monsieur Dupont.", &[(T::Titled, "Monsieur Dupont")]),
        // What a practice is made of.
        ("Premiers rendez-vous : 58 % en 2023 (n = 61), 81 % en 2024 (n = 64).", &[]),
        ("12 jeunes, 19 professionnels, 2 400 euros par an", &[]),
        ("De 8 h 30 à 12 h, les lundis ; art. 458 du Code pénal.", &[]),
        ("Les 5/6 des familles, en 2024-2025", &[]),
        ("", &[]),
    ];
    for (text, expected) in table {
        let found: Vec<(T, String)> = traces(text).into_iter().map(|t| (t.kind, t.words)).collect();
        let expected: Vec<(T, String)> = expected.iter().map(|(k, w)| (*k, (*w).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }
    // However much there is, a page can show it.
    assert_eq!(traces(&"a@b.be x@y.be ".repeat(5_000)).len(), 2);
    let many: String = (0..5_000).map(|n| format!("a{n}@b.be ")).collect();
    assert_eq!(traces(&many).len(), 20);
}
