// SPDX-License-Identifier: EUPL-1.2
//! Every form, as it is filled in and as it is not: each slip is told beside its field, and what was typed stays.

use kernel::{Date, Instant, OrientationId};
use register::testing::{Browser, Page, run};

use super::super::{self as orientation, Means, Outcome};
use super::deeds::{agreed, appointment, contact, course, given, met, proposed};
use crate::sharing::tests::world::World;

type Fields<'a> = Vec<(&'a str, &'a str)>;

async fn sent(browser: &Browser, path: &str, fields: &Fields<'_>) -> Page {
    browser.post(path, fields).await
}

/// A form that comes back, with the words beside the field and everything that was typed.
async fn told(browser: &Browser, path: &str, fields: &Fields<'_>, words: &str) {
    let page = sent(browser, path, fields).await;
    assert_eq!(page.status, 422, "{path} {fields:?}");
    assert!(page.has(words), "{path} {fields:?} does not say « {words} »");
    assert!(page.has("govuk-error-summary"));
    for (_, value) in fields.iter().filter(|(name, _)| name.contains("words") || *name == "said") {
        assert!(page.has(value), "{path} lost « {value} »");
    }
}

fn at(id: OrientationId, path: &str) -> String {
    format!("/orientations/{id}/{path}")
}

#[test]
fn beginning_proposing_and_answering() {
    run(async {
        let w = World::new().await;
        let b = w.t.sign_in(&w.claire).await;
        let new = format!("/cases/{}/orientations", w.case);
        let empty = b.get(&new).await;
        assert!(empty.has("Aucune orientation dans ce dossier") && empty.has("circulaire 1785"));
        let lina = w.lina.to_string();
        told(&b, &new, &vec![("reason", "Parler")], "Dites qui serait orienté.").await;
        told(
            &b,
            &new,
            &vec![("users", &lina), ("own-words", "Oui.")],
            "Dites à quoi l’orientation pourrait servir.",
        )
        .await;
        let begun = sent(&b, &new, &vec![("users", &lina), ("reason", "Parler de la séparation")]).await;
        assert_eq!(begun.status, 303);
        let to = begun.header("location").to_owned();
        let id: OrientationId = to.split('/').nth(2).unwrap().parse().unwrap();
        // What can be proposed: found by name, or written by hand.
        let found = b.get(&format!("{}?q=mourne", at(id, "choices"))).await;
        assert!(found.has("PSE Mourne-Santé"));
        let own = b.get(&format!("{}?q=saj", at(id, "choices"))).await;
        assert!(own.has("Aucun service de ce nom"), "one’s own service is not offered");
        assert!(b.get(&format!("{}?q=introuvable", at(id, "choices"))).await.has("Aucun service de ce nom"));
        told(&b, &at(id, "choices"), &vec![("name", " ")], "Écrivez le nom du service.").await;
        told(&b, &at(id, "choices"), &vec![("q", "x")], "Choisissez un service.").await;
        let pse = w.lejeune.institution.to_string();
        assert_eq!(sent(&b, &at(id, "choices"), &vec![("to", &pse)]).await.status, 303);
        assert_eq!(sent(&b, &at(id, "choices"), &vec![("name", "Le Petit Pont")]).await.status, 303);
        let listed = b.get(&at(id, "choices")).await;
        assert!(listed.has("PSE Mourne-Santé") && listed.has("hors annuaire"));
        let cx = w.claire().await;
        let choices = course(&cx, id).await.choices;
        let one = choices.iter().find(|c| c.to_institution.is_none()).unwrap().id;
        assert_eq!(sent(&b, &at(id, &format!("choices/{one}/removal")), &vec![]).await.status, 303);
        assert_eq!(course(&cx, id).await.choices.len(), 1);
        // Before it is proposed there is nothing to answer: a page that says so.
        let early = b.get(&at(id, "answer")).await;
        assert!(early.status == 422 && early.has("Rien n’a encore été proposé"), "{}", early.body);
        let today = cx.today().to_string();
        let later = cx.today().plus_days(1).to_string();
        told(&b, &at(id, "proposal"), &vec![("words", "Au bureau")], "Donnez le jour.").await;
        told(
            &b,
            &at(id, "proposal"),
            &vec![("on", &later), ("words", "Au bureau")],
            "Ce jour n’est pas encore venu.",
        )
        .await;
        assert_eq!(sent(&b, &at(id, "proposal"), &vec![("on", &today)]).await.status, 303);
        told(
            &b,
            &at(id, "answer"),
            &vec![("on", &today), ("own-words", "Oui !")],
            "Dites ce que la personne a répondu.",
        )
        .await;
        let yesterday = cx.today().plus_days(-1).to_string();
        told(
            &b,
            &at(id, "answer"),
            &vec![("answer", "yes"), ("on", &yesterday), ("own-words", "Oui !")],
            "Ce jour est avant l’étape précédente.",
        )
        .await;
        let choice = choices.iter().find(|c| c.to_institution.is_some()).unwrap().id.to_string();
        let yes = vec![("answer", "yes"), ("on", today.as_str()), ("to", &choice), ("own-words", "Oui !")];
        assert_eq!(sent(&b, &at(id, "answer"), &yes).await.status, 303);
        let page = b.get(&format!("/orientations/{id}")).await;
        assert!(page.has("PSE Mourne-Santé") && page.has("Oui !"));
        // Refused after all.
        let refusal = b.get(&at(id, "refusal")).await;
        assert!(refusal.has("Elle n’a pas à dire pourquoi"));
        told(&b, &at(id, "refusal"), &vec![("own-words", "Non.")], "Donnez le jour.").await;
        assert_eq!(sent(&b, &at(id, "refusal"), &vec![("on", &today)]).await.status, 303);
        assert!(b.get(&format!("/orientations/{id}")).await.has("Proposer de nouveau"));
    });
}

#[test]
fn choosing_agreeing_and_getting_in_touch() {
    run(async {
        let w = World::new().await;
        let b = w.t.sign_in(&w.claire).await;
        let cx = w.claire().await;
        let id = proposed(&w, &cx, w.case).await;
        let accepted = orientation::Accepted { on: cx.today(), own_words: String::new(), to: None };
        orientation::accept(&cx, id, &accepted).await.unwrap();
        let (today, pse) = (cx.today().to_string(), w.lejeune.institution.to_string());
        let recipient = at(id, "recipient");
        let first = b.get(&recipient).await;
        assert!(first.has("PSE Mourne-Santé"), "what was proposed");
        let second = b.get(&format!("{recipient}?institution={pse}")).await;
        assert!(second.has("Bernadette Lejeune") && second.has("Je ne sais pas encore"));
        let there = format!("{recipient}?institution={pse}");
        told(&b, &there, &vec![("institution", &pse), ("on", &today)], "Choisissez une personne").await;
        told(&b, &recipient, &vec![("name", ""), ("on", &today)], "Écrivez le nom du service.").await;
        let who = w.lejeune.practitioner.to_string();
        let chosen = vec![("institution", pse.as_str()), ("who", &who), ("on", &today)];
        assert_eq!(sent(&b, &there, &chosen).await.status, 303);
        // What will be said.
        let content = at(id, "content");
        let mother = w.mother.to_string();
        told(&b, &content, &vec![("with", &mother), ("on", &today)], "Écrivez ce qui sera dit.").await;
        told(
            &b,
            &content,
            &vec![("said", "La séparation"), ("on", &today)],
            "Dites avec qui vous en avez convenu.",
        )
        .await;
        let early = b.get(&at(id, "contact")).await;
        assert!(early.has("seule la personne peut prendre contact"));
        let help = vec![("means", "with_help"), ("on", today.as_str())];
        told(&b, &at(id, "contact"), &help, "Il n’est pas encore convenu de ce qui sera dit.").await;
        let said = vec![("said", "La séparation"), ("unsaid", "Le reste"), ("with", &mother), ("on", &today)];
        assert_eq!(sent(&b, &content, &said).await.status, 303);
        assert!(b.get(&content).await.has("La séparation"), "one goes on from what was agreed");
        // By which decision.
        let telling = b.get(&at(id, "telling")).await;
        assert!(telling.has("aucune décision") && telling.has("Son accord ne suffit pas"));
        told(&b, &at(id, "telling"), &vec![], "Dites comment vous voulez le dire.").await;
        assert_eq!(sent(&b, &at(id, "telling"), &vec![("way", "decision")]).await.status, 422);
        let decision = vec![("way", "decision"), ("rule-set", "be_circulaire")];
        let prepared = sent(&b, &at(id, "telling"), &decision).await;
        assert!(prepared.status == 303 && prepared.header("location").starts_with("/disclosures/"));
        // The contact.
        let touch = at(id, "contact");
        told(&b, &touch, &vec![("on", &today), ("words", "Appel")], "Dites qui a pris contact.").await;
        let vague = vec![("means", "by_worker"), ("on", today.as_str()), ("words", "Appel")];
        told(&b, &touch, &vague, "Dites si la personne peut être reconnue.").await;
        let spoke =
            vec![("means", "by_worker"), ("nominal", "yes"), ("on", today.as_str()), ("words", "Appel")];
        told(&b, &touch, &spoke, "La décision n’est pas encore prise.").await;
        assert_eq!(sent(&b, &touch, &help).await.status, 303);
        let in_writing = sent(&b, &at(id, "telling"), &vec![("way", "exchange")]).await;
        assert!(in_writing.header("location").starts_with("/exchanges/"));
    });
}

#[test]
fn the_appointment_and_what_came_of_it() {
    run(async {
        let w = World::new().await;
        let b = w.t.sign_in(&w.claire).await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        orientation::make_contact(&cx, id, &contact(&cx, Means::ByUser, false)).await.unwrap();
        let form = at(id, "appointment");
        assert!(b.get(&form).await.has("Bernadette Lejeune"));
        let (today, day) = (cx.today().to_string(), cx.today().plus_days(5).to_string());
        let past = cx.today().plus_days(-1).to_string();
        let far = Date::from_ymd(2062, 1, 1).unwrap().to_string();
        let whole = |day, hour, companion, name| {
            vec![
                ("day", day),
                ("hour", hour),
                ("companion", companion),
                ("companion-name", name),
                ("on", today.as_str()),
            ]
        };
        told(&b, &form, &whole("", "16 h", "worker", ""), "Donnez le jour du rendez-vous.").await;
        told(&b, &form, &whole(&day, "", "worker", ""), "Donnez l’heure du rendez-vous.").await;
        told(&b, &form, &whole(&day, "tantôt", "worker", ""), "Écrivez l’heure en chiffres").await;
        told(&b, &form, &whole(&day, "26:00", "worker", ""), "Écrivez l’heure en chiffres").await;
        told(&b, &form, &whole(&day, "16 h", "", ""), "Dites qui accompagne la personne").await;
        told(&b, &form, &whole(&day, "16 h", "other", ""), "Dites qui accompagne la personne.").await;
        told(
            &b,
            &form,
            &whole(&past, "16 h", "worker", ""),
            "Le rendez-vous est avant le jour où il a été donné.",
        )
        .await;
        told(&b, &form, &whole(&far, "16 h", "worker", ""), "vérifiez l’année").await;
        assert_eq!(sent(&b, &form, &whole(&day, "16 h 30", "other", "Sa tante")).await.status, 303);
        let page = b.get(&format!("/orientations/{id}")).await;
        assert!(page.has("Avec l’accompagnement de Sa tante") && page.has("Donnez la feuille à la personne"));
        let sheet = b.get(&at(id, "sheet")).await;
        assert!(sheet.has("Votre rendez-vous") && sheet.has("Vous pouvez changer d’avis à tout moment"));
        let outcome = at(id, "outcome");
        let said = |what| vec![("outcome", what), ("on", today.as_str()), ("words", "Un mot")];
        told(&b, &outcome, &said(""), "Dites ce qu’il en est.").await;
        told(&b, &outcome, &said("attended"), "Le rendez-vous n’a pas encore eu lieu.").await;
        let mute = vec![("outcome", "recipient_refused"), ("on", today.as_str())];
        told(&b, &outcome, &mute, "Dites pourquoi le service a dit non.").await;
        let weeks = |n| vec![("outcome", "waiting_list"), ("on", today.as_str()), ("weeks", n)];
        told(&b, &outcome, &weeks("beaucoup"), "Écrivez un nombre de semaines").await;
        told(&b, &outcome, &weeks("9000"), "entre 0 et 260").await;
        assert_eq!(sent(&b, &outcome, &weeks("8")).await.status, 303);
        assert!(b.get(&format!("/orientations/{id}")).await.has("8 semaines d’attente."));
    });
}

#[test]
fn handing_over_following_up_and_ending() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        orientation::make_contact(&cx, id, &contact(&cx, Means::ByUser, false)).await.unwrap();
        let first = appointment(&cx, cx.today().plus_days(1), 9);
        orientation::set_appointment(&cx, id, &first).await.unwrap();
        let b = w.t.sign_in(&w.claire).await;
        let early = b.get(&at(id, "hand-over")).await;
        assert!(early.status == 422 && early.has("il n’y a pas de relais à passer"));
        w.t.pass(2 * Instant::DAY);
        let cx = w.claire().await;
        orientation::record_outcome(&cx, id, &met(&cx, Outcome::Attended)).await.unwrap();
        let b = w.t.sign_in(&w.claire).await;
        let form = at(id, "hand-over");
        let (today, later) = (cx.today().to_string(), cx.today().plus_days(90).to_string());
        let handed = |delegation, until, next| {
            vec![("delegation", delegation), ("until", until), ("follow-up", next), ("on", today.as_str())]
        };
        told(&b, &form, &handed("", "", &later), "Dites si le relais est temporaire ou définitif.").await;
        told(&b, &form, &handed("temporary", "", ""), "demande une date de reprise de contact").await;
        told(&b, &form, &handed("temporary", "", &today), "La reprise de contact vient après ce jour-là.")
            .await;
        told(&b, &form, &handed("temporary", &today, &later), "La fin du relais vient après son début.")
            .await;
        told(&b, &form, &handed("definitive", &later, ""), "Un relais définitif n’a pas de fin.").await;
        let early = b.get(&at(id, "follow-up")).await;
        assert!(early.status == 422 && early.has("Le relais n’a pas été passé."));
        assert_eq!(sent(&b, &form, &handed("temporary", "", &later)).await.status, 303);
        // It is on the desk, as a deadline like others.
        assert!(b.get("/orientations?which=follow-ups").await.has(&id.to_string()));
        let again = at(id, "follow-up");
        told(&b, &again, &vec![("on", &today)], "Écrivez quelques mots.").await;
        let backwards = vec![("on", today.as_str()), ("words", "Bien"), ("next", &today)];
        told(&b, &again, &backwards, "La reprise de contact vient après ce jour-là.").await;
        assert_eq!(sent(&b, &again, &vec![("on", &today), ("words", "Bien")]).await.status, 303);
        let feedback = at(id, "feedback");
        told(&b, &feedback, &vec![("on", &today), ("words", "Bien")], "Dites de qui vient ce retour.").await;
        told(&b, &feedback, &vec![("on", &today), ("from", "user")], "Écrivez quelques mots.").await;
        assert_eq!(
            sent(&b, &feedback, &vec![("on", &today), ("from", "user"), ("words", "Bien")]).await.status,
            303
        );
        told(&b, &at(id, "return"), &vec![("on", &today)], "Écrivez quelques mots.").await;
        told(&b, &at(id, "end"), &vec![("on", &today)], "Écrivez quelques mots.").await;
        assert_eq!(
            sent(&b, &at(id, "end"), &vec![("on", &today), ("words", "Tout va bien")]).await.status,
            303
        );
        let over = b.get(&at(id, "end")).await;
        assert!(over.status == 422 && over.has("Cette orientation est terminée."));
        assert!(b.get(&format!("/orientations/{id}")).await.has("Tout ce qui a été noté"));
        let other = proposed(&w, &cx, w.case).await;
        let back = vec![("on", today.as_str()), ("words", "…")];
        assert_eq!(sent(&b, &at(other, "return"), &back).await.status, 422, "nothing to take back");
        orientation::end(&cx, other, &given(&cx, "Plus utile.")).await.unwrap();
    });
}
