// SPDX-License-Identifier: EUPL-1.2
//! Letters: what they say comes from the decision, they count for what they name, and what is kept secret stands in none.

use kernel::{Date, DisclosureId, Instant, Lang, LetterId, PersonId};
use register::testing::run;
use secrecy::{Answer, Outcome};

use super::super::{self as sharing, Handed, NewLetter, Told, Way, letter_language};
use super::world::{World, code, told_on};

impl World {
    /// A letter in French that says nothing will be told before tomorrow.
    async fn letter(
        &self,
        id: DisclosureId,
        person: PersonId,
    ) -> Result<LetterId, platform::problem::Problem> {
        let cx = self.claire().await;
        let new = NewLetter {
            person,
            language: Lang::Fr,
            interpreter: String::new(),
            telling_on: Some(cx.today().plus_days(1)),
            late_reason: String::new(),
        };
        sharing::write_letter(&cx, id, &new).await
    }

    async fn hand_over(
        &self,
        id: DisclosureId,
        letter: LetterId,
        on: Date,
    ) -> Result<(), platform::problem::Problem> {
        let handed = Handed { way: Way::InPerson, on, explained: true, with: String::new() };
        sharing::deliver(&self.claire().await, id, letter, &handed).await
    }

    async fn today(&self) -> Date {
        self.claire().await.today()
    }

    /// The text of a letter, as somebody reads it.
    async fn text_of(&self, id: DisclosureId, letter: LetterId) -> String {
        let bytes = self.paper(id, letter).await;
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let pages: Vec<u32> = file.get_pages().into_keys().collect();
        let text = file.extract_text(&pages).unwrap().replace(['\u{200B}', '\u{A0}'], " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    async fn paper(&self, id: DisclosureId, letter: LetterId) -> Vec<u8> {
        let claire = self.t.sign_in(&self.claire).await;
        let page = claire.get(&format!("/disclosures/{id}/letters/{letter}/letter.pdf")).await;
        assert_eq!((page.status, page.header("content-type")), (200, "application/pdf"));
        assert!(page.header("content-disposition").contains("lettre.pdf"), "no name of anybody");
        page.bytes
    }
}

#[test]
fn a_letter_that_was_handed_over_is_how_somebody_was_told() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        sharing::inform(&cx, id, w.mother, None).await.unwrap();
        let letter = w.letter(id, w.mother).await.unwrap();
        let page = w.t.sign_in(&w.claire).await.get(&format!("/disclosures/{id}")).await;
        assert!(page.has("pas encore remise"), "written is not handed over: {}", page.body);
        w.hand_over(id, letter, w.today().await).await.unwrap();
        let claire = w.t.sign_in(&w.claire).await;
        let page = claire.get(&format!("/disclosures/{id}/family/{}", w.mother)).await;
        assert!(page.has("lettre remise en main propre, expliquée"), "nothing is typed twice: {}", page.body);
        assert_eq!(w.decide(id).await.unwrap(), Outcome::PermittedInPart);
        assert_eq!(code(w.hand_over(id, letter, w.today().await).await), "letter-delivered");
    });
}

#[test]
fn what_the_letter_says_is_what_would_be_told_and_what_is_kept_back() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let letter = w.letter(id, w.mother).await.unwrap();
        let text = w.text_of(id, letter).await;
        for said in [
            "La courbe",
            "Bernadette Lejeune",
            "soigner",
            "La croissance de Lina inquiète.",
            "Circulaire 1785",
        ] {
            assert!(text.contains(said), "« {said} » in: {text}");
        }
        let (told, kept) = text.split_once("Ce que nous ne transmettrons pas").unwrap();
        assert!(!told.contains("Le bilan") && kept.contains("Le bilan"), "{text}");
        assert!(!text.contains("Le poids suit"), "what would be told is named, not put down");
        let (one, other) = (w.paper(id, letter).await, w.paper(id, letter).await);
        assert_eq!(one, other, "the paper that somebody holds is found again to the letter");
        let file = lopdf::Document::load_mem(&one).unwrap();
        let title = file.trailer.get(b"Info").unwrap();
        let info = format!("{:?}", file.dereference(title).unwrap().1);
        for name in ["Lina", "Maes", "Sandrine", "Claire", "Lejeune"] {
            assert!(!info.contains(name), "the properties of the file name nobody: {info}");
        }
        let child = w.letter(id, w.lina).await.unwrap();
        let text = w.text_of(id, child).await;
        assert!(text.contains("Bonjour Lina") && text.contains("Ce n’est pas une punition"), "{text}");
    });
}

#[test]
fn a_letter_counts_for_nobody_who_came_later_and_for_nothing_that_came_later() {
    run(async {
        let w = World::new().await;
        let (id, pieces) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        for person in [w.lina, w.mother] {
            sharing::inform(&cx, id, person, None).await.unwrap();
            let letter = w.letter(id, person).await.unwrap();
            w.hand_over(id, letter, cx.today()).await.unwrap();
        }
        let late = w.letter(id, w.mother).await.unwrap();
        sharing::add_recipient(&cx, id, w.colleague.practitioner, w.colleague.institution).await.unwrap();
        w.answer(id, &w.colleague, &[(pieces[0], Answer::Yes), (pieces[1], Answer::No)]).await.unwrap();
        let claire = w.t.sign_in(&w.claire).await;
        let page = claire.get(&format!("/disclosures/{id}")).await;
        assert!(page.has("plus à jour") && page.has("pas de tout"), "{}", page.body);
        assert!(claire.get(&format!("/disclosures/{id}/letters/{late}")).await.has("les destinataires"));
        // It names one recipient; handed over today, it tells of one.
        w.hand_over(id, late, cx.today()).await.unwrap();
        assert_eq!(w.decide(id).await.unwrap(), Outcome::PermittedInPart);
        w.tell(id).await.unwrap();
        assert_eq!((w.opens(&w.lejeune, id).await, w.opens(&w.colleague, id).await), (200, 404));

        // A piece that becomes needed although it was announced as kept back: nobody was told of it.
        let (id, pieces) = w.composed(&w.lejeune).await;
        for person in [w.lina, w.mother] {
            sharing::inform(&cx, id, person, None).await.unwrap();
            let letter = w.letter(id, person).await.unwrap();
            w.hand_over(id, letter, cx.today()).await.unwrap();
        }
        w.answer(id, &w.lejeune, &[(pieces[0], Answer::Yes), (pieces[1], Answer::Yes)]).await.unwrap();
        assert_eq!(w.decide(id).await.unwrap(), Outcome::Refused);
    });
}

#[test]
fn a_piece_that_was_added_after_somebody_was_told_was_not_told_of() {
    run(async {
        let w = World::new().await;
        let (id, pieces) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        let more = sharing::NewPiece {
            title: "Les dents".into(),
            words: "Deux caries.".into(),
            entry: None,
            file: None,
            class: String::new(),
            origin: secrecy::Origin::OwnWork,
        };
        let more = sharing::add_piece(&cx, id, more).await.unwrap();
        let needed = [(pieces[0], Answer::Yes), (pieces[1], Answer::No), (more, Answer::Yes)];
        w.answer(id, &w.lejeune, &needed).await.unwrap();
        let page = w.t.sign_in(&w.claire).await.get(&format!("/disclosures/{id}")).await;
        assert!(page.has("La règle refuse") && page.has("pas de tout"), "{}", page.body);
        for person in [w.lina, w.mother] {
            sharing::inform(&cx, id, person, Some(told_on(cx.today()))).await.unwrap();
        }
        assert_eq!(w.decide(id).await.unwrap(), Outcome::PermittedInPart);
    });
}

#[test]
fn nobody_is_told_beforehand_afterwards() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let today = w.today().await;
        let letter = w.letter(id, w.mother).await.unwrap();
        for (on, why) in [(1, "delivered-in-future"), (-1, "delivered-before-written")] {
            assert_eq!(code(w.hand_over(id, letter, today.plus_days(on)).await), why);
        }
        w.decide(id).await.unwrap();
        w.tell(id).await.unwrap();
        w.t.pass(2 * Instant::DAY);
        let refused = w.hand_over(id, letter, today.plus_days(2)).await;
        assert_eq!(code(refused), "delivered-after-telling");
        let claire = w.t.sign_in(&w.claire).await;
        let day = today.plus_days(2).to_string();
        let fields = [("way", "post"), ("on", day.as_str()), ("explained", "no")];
        let page = claire.post(&format!("/disclosures/{id}/letters/{letter}/delivery"), &fields).await;
        assert!(page.has("elle ne peut pas avoir prévenu"), "said where one types: {}", page.body);
        w.hand_over(id, letter, today).await.unwrap();
    });
}

#[test]
fn whoever_was_not_told_before_is_told_after_and_why() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        let apart = Told::NotConcerned { words: "Rien ne vient d’elle.".into() };
        sharing::inform(&cx, id, w.mother, Some(apart)).await.unwrap();
        assert_eq!(code(w.letter(id, w.mother).await), "letter-not-concerned");
        w.decide(id).await.unwrap();
        w.tell(id).await.unwrap();
        // The child was told before: its letter gives no reason for being late, and says what was told.
        let letter = w.letter(id, w.lina).await.unwrap();
        let text = w.text_of(id, letter).await;
        assert!(
            text.contains("Ce que j’ai dit de toi") && !text.contains("Je ne t’en ai pas parlé avant"),
            "{text}"
        );
        w.hand_over(id, letter, cx.today()).await.unwrap();
    });
}

#[test]
fn what_would_be_refused_anyway_is_announced_to_nobody() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.teacher).await;
        assert_eq!(code(w.letter(id, w.mother).await), "letter-nothing-to-announce");
        w.decide(id).await.unwrap();
        assert_eq!(code(w.letter(id, w.mother).await), "letter-nothing-to-announce");
    });
}

#[test]
fn an_address_that_is_kept_secret_stands_in_no_letter() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let note = |person, value: &str, secret| {
            let contact = register::people::NewContact {
                kind: "address".into(),
                value: value.into(),
                secret,
                protected_from: "le père".into(),
                source: "la mère".into(),
                from_date: None,
            };
            let cx = cx.clone();
            async move { register::cases::note_contact(&cx, w.case, person, &contact).await.unwrap() }
        };
        note(w.lina, "Rue du Moulin 3, 5999 Ormelle", false).await;
        let (id, _) = w.composed(&w.lejeune).await;
        let open = w.letter(id, w.lina).await.unwrap();
        assert!(w.text_of(id, open).await.contains("Rue du Moulin 3"));
        // The mother moves, in secret, and says so in what the decision is for.
        note(w.mother, "Chaussée du Hêtre 77, 5998 Tilvoie", true).await;
        note(w.lina, "Chaussée du Hêtre 77, 5998 Tilvoie", false).await;
        sharing::set_purpose(
            &cx,
            id,
            "",
            "Depuis la chaussée du Hêtre 77, la route est longue.",
            false,
            false,
        )
        .await
        .unwrap();
        let claire = w.t.sign_in(&w.claire).await;
        for person in [w.lina, w.mother] {
            let form = claire.get(&format!("/disclosures/{id}/family/{person}/letter")).await;
            assert!(form.has("son adresse est tenue secrète"), "{}", form.body);
            let letter = w.letter(id, person).await.unwrap();
            let text = w.text_of(id, letter).await;
            assert!(!text.contains("Hêtre") && !text.contains("Tilvoie"), "{text}");
        }
        // What has become a secret since stands on a paper that cannot be masked: it is opened no more.
        note(w.mother, "Rue du Moulin 3, 5999 Ormelle", true).await;
        let page = claire.get(&format!("/disclosures/{id}/letters/{open}/letter.pdf")).await;
        assert!(page.status == 422 && page.has("elle ne s’ouvre plus ici"), "{} {}", page.status, page.body);
    });
}

#[test]
fn a_letter_is_read_by_those_who_read_the_decision() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let letter = w.letter(id, w.mother).await.unwrap();
        w.decide(id).await.unwrap();
        w.tell(id).await.unwrap();
        let here = format!("/disclosures/{id}/letters/{letter}");
        for who in [&w.lejeune, &w.colleague, &w.teacher] {
            let browser = w.t.sign_in(who).await;
            for path in [
                here.clone(),
                format!("{here}/letter.pdf"),
                format!("/disclosures/{id}/family/{}/letter", w.mother),
            ] {
                assert_eq!(browser.get(&path).await.status, 404, "{path}");
            }
            assert_eq!(browser.post(&format!("{here}/delivery"), &[("way", "post")]).await.status, 404);
        }
        assert_eq!(w.t.sign_in(&w.hanae).await.get(&here).await.status, 200, "a supervision of the case");
        // A letter is found under its own decision only.
        let (other, _) = w.composed(&w.lejeune).await;
        let claire = w.t.sign_in(&w.claire).await;
        assert_eq!(claire.get(&format!("/disclosures/{other}/letters/{letter}")).await.status, 404);
    });
}

#[test]
fn the_language_of_a_letter_is_one_that_the_person_speaks() {
    for (spoken, expected) in [
        ("français", Some(Lang::Fr)),
        ("arabe, français", Some(Lang::Fr)),
        ("nl,fr", Some(Lang::Nl)),
        ("Nederlands; Engels", Some(Lang::Nl)),
        ("English (un peu)", Some(Lang::En)),
        ("tigrigna", None),
        ("langue des signes de Belgique francophone", None),
        ("", None),
    ] {
        assert_eq!(letter_language(spoken), expected, "{spoken}");
    }
}
