// SPDX-License-Identifier: EUPL-1.2
//! Every form, as it is filled in and as it is not: each slip is told beside its field, and what was typed stays.

use kernel::PracticeId;
use register::testing::{Browser, Page, run};

use super::super::{self as practices, Finding, Level, State};
use super::world::World;

type Fields<'a> = Vec<(&'a str, &'a str)>;

/// A form that comes back, with the words beside the field and everything that was typed.
async fn told(browser: &Browser, path: &str, fields: &Fields<'_>, words: &str) {
    let page = browser.post(path, fields).await;
    assert_eq!(page.status, 422, "{path} {fields:?}: {}", page.body);
    assert!(page.has(words), "{path} {fields:?} does not say « {words} »: {}", page.body);
    assert!(page.has("govuk-error-summary"));
    for (_, value) in
        fields.iter().filter(|(name, _)| ["words", "reason", "citation", "summary"].contains(name))
    {
        assert!(page.has(value), "{path} lost « {value} »");
    }
}

async fn taken(browser: &Browser, path: &str, fields: &Fields<'_>) -> Page {
    let page = browser.post(path, fields).await;
    assert_eq!(page.status, 303, "{path} {fields:?}: {}", page.body);
    page
}

fn at(id: PracticeId, path: &str) -> String {
    format!("/practices/{id}/{path}")
}

#[test]
fn writing_from_an_empty_page_to_the_bank() {
    run(async {
        let w = World::new().await;
        let b = w.t.sign_in(&w.yassin).await;
        assert!(b.get("/practices/work").await.has("Votre service n’a encore rien décrit"));
        assert_eq!(b.get("/practices/new").await.status, 200);
        told(&b, "/practices", &vec![("summary", "Deux phrases."), ("title", " ")], "Donnez un titre").await;
        told(&b, "/practices", &vec![("title", &"x".repeat(151))], "150").await;
        // Kept from the first keystroke, and gone when it is sent.
        let keep: Fields = vec![("_window", "1"), ("title", "Une idée à reprendre")];
        assert_eq!(b.post("/drafts/practice/new", &keep).await.status, 204);
        assert!(b.get("/practices/new").await.has("Une idée à reprendre"));
        let begun = taken(
            &b,
            "/practices",
            &vec![("title", "Une page"), ("summary", "Deux phrases."), ("lang", "fr")],
        )
        .await;
        assert!(!b.get("/practices/new").await.has("Une idée à reprendre"));
        let id: PracticeId = begun.location.split(['/', '?']).nth(2).unwrap().parse().unwrap();
        assert!(b.get("/practices/work").await.has("Une page"));
        // What is missing is told before anything is asked.
        let early = b.get(&at(id, "submission")).await;
        assert!(
            early.has("Il manque encore")
                && early.has("Points de droit")
                && early.has("Personnes de référence")
        );
        let texts: [(&str, Fields); 4] = [
            (
                "about",
                vec![
                    ("version", "1"),
                    ("title", "Une page"),
                    ("summary", "Deux phrases."),
                    ("problem", "On se rappelait."),
                    ("public", "Les élèves."),
                    ("lang", "nl"),
                ],
            ),
            (
                "how",
                vec![
                    ("version", "2"),
                    ("partners", "Nous deux."),
                    ("steps", "Un, deux."),
                    ("participation", "Une case."),
                    ("legal", "Informée avant."),
                ],
            ),
            ("means", vec![("version", "3"), ("costs", "Rien.")]),
            ("results", vec![("version", "4"), ("claimed", "Plus clair."), ("measured", "11 puis 5 jours.")]),
        ];
        for (part, fields) in &texts {
            let page = b.get(&at(id, part)).await;
            assert!(page.status == 200 && page.has(&format!("/drafts/practice-{part}/")), "{part}");
            taken(&b, &at(id, part), fields).await;
        }
        let shown = b.get(&format!("/practices/{id}")).await;
        assert!(
            shown.has("11 puis 5 jours.")
                && shown.has("lang=\"nl\"")
                && shown.has("Rien n’est dit à ce sujet.")
        );
        told(
            &b,
            &at(id, "about"),
            &vec![("version", "5"), ("title", ""), ("summary", "Deux phrases.")],
            "Donnez un titre",
        )
        .await;
        told(&b, &at(id, "means"), &vec![("version", "5"), ("costs", &"é".repeat(6_001))], "6").await;
        // Somebody else was there: both texts on one page, with the way to send one’s own.
        let late = b.post(&at(id, "means"), &[("version", "1"), ("costs", "Cent euros.")]).await;
        assert!(late.status == 409 && late.has("Cent euros.") && late.has("Rien."), "{}", late.body);
        partners(&w, &b, id).await;
        told(&b, &at(id, "sources"), &vec![("citation", "Relevé 2025")], "Dites de quelle sorte").await;
        told(&b, &at(id, "sources"), &vec![("kind", "opinion")], "Donnez la référence").await;
        taken(
            &b,
            &at(id, "sources"),
            &vec![("kind", "opinion"), ("citation", "Relevé 2025"), ("place", "Ici")],
        )
        .await;
        let listed = b.get(&at(id, "sources")).await;
        let removal = link(&listed.body, "/removal");
        taken(&b, &removal, &vec![]).await;
        assert!(!b.get(&at(id, "sources")).await.has("Relevé 2025"));
        assert_eq!(b.post(&removal, &[]).await.status, 404, "gone already");
        told(&b, &at(id, "contacts"), &vec![("name", ""), ("phone", "000")], "Donnez le nom").await;
        told(&b, &at(id, "contacts"), &vec![("name", "Claire")], "au moins un moyen").await;
        taken(&b, &at(id, "contacts"), &vec![("name", "Claire"), ("phone", "000 1"), ("shows", "phone")])
            .await;
        assert!(b.get(&at(id, "contacts")).await.has("publié\u{a0}: son téléphone"));
        // Sending: nobody recognisable, and the leave of those whose story it is.
        let check = b.get(&at(id, "submission")).await;
        assert!(check.has("Rien n’a été repéré"), "{}", check.body);
        told(&b, &at(id, "submission"), &vec![("unrecognisable", "yes")], "Dites si la situation").await;
        told(
            &b,
            &at(id, "submission"),
            &vec![("leave", "missing"), ("unrecognisable", "yes")],
            "sans son accord",
        )
        .await;
        told(&b, &at(id, "submission"), &vec![("leave", "given")], "Relisez-la et cochez la case").await;
        taken(&b, &at(id, "submission"), &vec![("leave", "given"), ("unrecognisable", "yes")]).await;
        assert_eq!(w.state(id).await, State::Submitted);
        let again = b.get(&at(id, "how")).await;
        assert!(again.status == 422 && again.has("son texte ne change pas sous leurs yeux"));
        // Whom to turn to is kept up to date all the same.
        assert_eq!(b.get(&at(id, "contacts")).await.status, 200);
    });
}

async fn partners(w: &World, b: &Browser, id: PracticeId) {
    let page = b.get(&format!("{}?q=saj", at(id, "partners"))).await;
    assert!(page.has("SAJ de Valmourne"));
    assert!(
        b.get(&format!("{}?q=cpms", at(id, "partners"))).await.has("Aucun service de ce nom"),
        "one’s own is not offered"
    );
    told(b, &at(id, "partners"), &vec![("q", "x")], "Choisissez un service").await;
    let own = w.yassin.institution.to_string();
    told(b, &format!("{}?q=saj", at(id, "partners")), &vec![("partner", &own)], "votre propre service").await;
    let saj = w.partner.to_string();
    taken(b, &at(id, "partners"), &vec![("partner", &saj)]).await;
    taken(b, &at(id, "sectors"), &vec![("sectors", "health"), ("sectors", "no-such-sector")]).await;
    let page = b.get(&format!("/practices/{id}")).await;
    assert!(page.has("SAJ de Valmourne") && page.has("Santé") && !page.has("no-such-sector"));
    taken(b, &format!("{}/{saj}/removal", at(id, "partners")), &vec![]).await;
    assert_eq!(b.post(&format!("{}/{saj}/removal", at(id, "partners")), &[]).await.status, 404);
}

/// The first address on a page that ends so.
fn link(body: &str, end: &str) -> String {
    let found = body.split('"').find(|part| part.starts_with('/') && part.ends_with(end));
    found.unwrap_or_default().to_owned()
}

#[test]
fn editing_reading_and_publishing() {
    run(async {
        let w = World::new().await;
        let id = w.submitted().await;
        let editor = w.t.sign_in(&w.hugues).await;
        let work = editor.get("/practices/work?which=editors").await;
        assert!(work.has("Une page d’information") && work.has("À vérifier"));
        assert!(!w.t.sign_in(&w.yassin).await.get("/practices/work?which=editors").await.has("À vérifier"));
        told(
            &editor,
            &at(id, "screening"),
            &vec![("words", "Voir les étapes")],
            "Dites ce que vous avez constaté",
        )
        .await;
        told(&editor, &at(id, "screening"), &vec![("screened", "back")], "Dites-le en quelques mots").await;
        taken(
            &editor,
            &at(id, "screening"),
            &vec![("screened", "back"), ("words", "Une date trop précise dans les étapes.")],
        )
        .await;
        let own = w.t.sign_in(&w.yassin).await;
        assert!(own.get(&format!("/practices/{id}")).await.has("Une date trop précise dans les étapes."));
        taken(&own, &at(id, "submission"), &vec![("leave", "not_drawn"), ("unrecognisable", "yes")]).await;
        taken(&editor, &at(id, "screening"), &vec![("screened", "clear")]).await;
        // Those who have a part in it are told apart, with why.
        let offered = editor.get(&at(id, "readers")).await;
        assert!(offered.has("Chiara Rossi") && offered.has("Travaille dans un service partenaire"));
        let [(one, at_one), (two, at_two)] = w.readers();
        let (one, two) = (format!("{one}~{at_one}"), format!("{two}~{at_two}"));
        told(&editor, &at(id, "readers"), &vec![("readers", &one)], "deux relecteurs").await;
        told(&editor, &at(id, "readers"), &vec![("readers", "nonsense")], "deux relecteurs").await;
        taken(&editor, &at(id, "readers"), &vec![("readers", &one), ("readers", &two)]).await;
        assert!(editor.get("/practices/work?which=readers").await.has("0 relecture sur 2"));

        let reader = w.t.sign_in(&w.chiara).await;
        assert!(reader.get("/practices/work?which=reading").await.has("Une page d’information"));
        assert_eq!(reader.get(&at(id, "review")).await.location, at(id, "interest"), "first the declaration");
        told(&reader, &at(id, "interest"), &vec![], "Dites si quelque chose vous lie").await;
        told(&reader, &at(id, "interest"), &vec![("interest", "some")], "Dites-le en quelques mots").await;
        taken(&reader, &at(id, "interest"), &vec![("interest", "none")]).await;
        let form = reader.get(&at(id, "review")).await;
        assert!(form.has("Relevé de 2025") && form.has("Porte jusqu’à E2"));
        let opinion = form.body.split("value=\"").skip(1).map(|p| p.split('"').next().unwrap()).find(|v| {
            v.len() == 32 && form.body.contains(&format!("name=\"source\" type=\"radio\" value=\"{v}\""))
        });
        told(&reader, &at(id, "review"), &vec![("words", "Clair.")], "Dites votre conclusion").await;
        told(
            &reader,
            &at(id, "review"),
            &vec![("finding", "rate"), ("words", "Clair.")],
            "Choisissez le niveau",
        )
        .await;
        told(
            &reader,
            &at(id, "review"),
            &vec![("finding", "rate"), ("level", "E1"), ("words", "Clair.")],
            "repose sur une source citée",
        )
        .await;
        told(&reader, &at(id, "review"), &vec![("finding", "return")], "Écrivez votre analyse").await;
        if let Some(opinion) = opinion {
            told(
                &reader,
                &at(id, "review"),
                &vec![("finding", "rate"), ("level", "E2"), ("source", opinion), ("words", "Clair.")],
                "ne va pas au-delà de E1",
            )
            .await;
        }
        taken(&reader, &at(id, "review"), &vec![("finding", "rate"), ("level", "E0"), ("words", "Clair.")])
            .await;
        let again = reader.get(&at(id, "review")).await;
        assert!(again.status == 422 && again.has("déjà rendu"));
        w.answers(&w.elodie, id, Finding::Rate, Some(Level::E2)).await.unwrap();

        let early = editor.get(&at(id, "publication")).await;
        assert!(early.status == 422 && early.has("n’a pas donné son accord"));
        let direction = w.t.sign_in(&w.helene).await;
        told(&direction, &at(id, "agreement"), &vec![], "Dites si la direction").await;
        taken(&direction, &at(id, "agreement"), &vec![("agreement", "no"), ("words", "Après l’été.")]).await;
        taken(&direction, &at(id, "agreement"), &vec![("agreement", "yes")]).await;
        told(&direction, &at(id, "agreement"), &vec![("agreement", "yes")], "déjà donné son accord").await;
        assert_eq!(editor.get(&at(id, "publication")).await.status, 200);
        taken(&editor, &at(id, "publication"), &vec![]).await;
        let public = w.t.browser().get(&format!("/practices/{id}")).await;
        assert!(public.has("E0 – décrite") && public.has("Relecture 1") && !public.has("Après l’été."));
    });
}

#[test]
fn afterwards() {
    run(async {
        let w = World::new().await;
        let id = w.published().await;
        let (editor, public) = (w.t.sign_in(&w.hugues).await, w.t.browser());
        assert_eq!(public.get(&at(id, "harms")).await.status, 200);
        told(&public, &at(id, "harms"), &vec![("said-as", "family")], "Dites ce qui arrive").await;
        taken(&public, &at(id, "harms"), &vec![("words", "On m’a fait attendre."), ("said-as", "family")])
            .await;
        let waits = editor.get("/practices/work?which=harms").await;
        let answer = waits.body.split('"').find(|p| p.contains("/harms/")).unwrap().to_owned();
        assert!(editor.get(&answer).await.has("fait attendre"));
        told(&editor, &answer, &vec![], "Écrivez votre réponse").await;
        taken(&editor, &answer, &vec![("words", "Corrigé.")]).await;
        let own = w.t.sign_in(&w.yassin).await;
        assert!(own.get(&format!("/practices/{id}")).await.has("Corrigé."));

        told(&editor, &at(id, "re-review"), &vec![("reason", "Lue.")], "Dites ce qu’il en est").await;
        told(&editor, &at(id, "re-review"), &vec![("again", "confirmed")], "Donnez le motif").await;
        told(
            &editor,
            &at(id, "re-review"),
            &vec![("again", "downgraded"), ("reason", "Lue.")],
            "Choisissez le nouveau niveau",
        )
        .await;
        told(
            &editor,
            &at(id, "re-review"),
            &vec![("again", "downgraded"), ("level", "E3"), ("reason", "Lue.")],
            "pas plus bas",
        )
        .await;
        taken(
            &editor,
            &at(id, "re-review"),
            &vec![("again", "downgraded"), ("level", "E1"), ("reason", "Plus tenue.")],
        )
        .await;
        assert!(public.get(&format!("/practices/{id}")).await.has("niveau abaissé"));
        told(&editor, &at(id, "withdrawal"), &vec![("reason", "Nuit.")], "la marque X").await;
        told(&editor, &at(id, "withdrawal"), &vec![("flag", "x")], "Donnez le motif").await;
        taken(&editor, &at(id, "withdrawal"), &vec![("flag", "x"), ("reason", "Contraire au secret.")]).await;
        let gone = public.get(&format!("/practices/{id}")).await;
        assert!(gone.has("Contraire au secret.") && gone.has("X – nuisible"));
        assert!(editor.get(&at(id, "withdrawal")).await.has("est retirée"));
        assert_eq!(own.get(&at(id, "contacts")).await.status, 422);

        // Who floods is slowed down, and what was typed stays.
        let slowed = loop {
            let page = public.post(&at(id, "harms"), &[("words", "Encore.")]).await;
            if page.status != 303 {
                break page;
            }
        };
        assert!(slowed.status == 429 && slowed.has("Encore."));
    });
}

#[test]
fn the_trained_readers_are_kept_by_the_editors() {
    run(async {
        let w = World::new().await;
        const HERE: &str = "/practices/reviewers";
        for who in [&w.yassin, &w.salif] {
            let b = w.t.sign_in(who).await;
            assert_eq!(b.get(HERE).await.status, 404);
            let path = format!("{HERE}/{}/{}/end", w.chiara.practitioner, w.chiara.institution);
            assert_eq!(b.post(&path, &[]).await.status, 404);
        }
        let b = w.t.sign_in(&w.hugues).await;
        assert!(b.get(HERE).await.has("Chiara Rossi"));
        assert!(b.get(&format!("{HERE}?q=passe")).await.has("AMO Passe-Rives"));
        let add = format!("{HERE}?institution={}", w.salif.institution);
        assert!(b.get(&add).await.has("Salif Ouédraogo"));
        let salif = w.salif.practitioner.to_string();
        told(&b, &add, &vec![("training", "Deux jours"), ("on", "2026-09-01")], "Choisissez une personne")
            .await;
        told(&b, &add, &vec![("who", &salif), ("on", "2026-09-01")], "quelle formation").await;
        told(&b, &add, &vec![("who", &salif), ("training", "Deux jours")], "le jour de la formation").await;
        told(
            &b,
            &add,
            &vec![("who", &salif), ("training", "Deux jours"), ("on", "2027-01-01")],
            "pas encore venu",
        )
        .await;
        let elsewhere = w.chiara.practitioner.to_string();
        told(
            &b,
            &add,
            &vec![("who", &elsewhere), ("training", "Deux jours"), ("on", "2026-09-01")],
            "ne travaille pas",
        )
        .await;
        taken(&b, &add, &vec![("who", &salif), ("training", "Deux jours"), ("on", "2026-09-01")]).await;
        let path = format!("{HERE}/{salif}/{}/end", w.salif.institution);
        taken(&b, &path, &vec![]).await;
        assert!(!b.get(HERE).await.has("Salif Ouédraogo"));
        let nobody = w.t.institution("ssm", "SSM sans personne").await;
        assert!(b.get(&format!("{HERE}?institution={nobody}")).await.has("Personne n’y travaille"));
        // No drafts of what is nobody’s: a form that was never sent leaves nothing.
        practices::entrust(&w.t.system(), w.salif.institution).await.unwrap();
        assert_eq!(w.t.sign_in(&w.salif).await.get(HERE).await.status, 200);
    });
}
