// SPDX-License-Identifier: EUPL-1.2
//! A page of a form: shown, sent, taken into the draft.

use kernel::Lang;
use platform::ui;
use register::testing::{TestApp, run};
use smart_forms::answers::{Answer, Document};

use super::{Deed, Ready, answers, field_name, pages, read_form, show, take};

const TABLE: &str = "
| survey |                     |          |                 |             |              |
|        | type                | name     | label           | appearance  | guidance_hint |
|        | begin_group         | maison   | La maison       |             |              |
|        | select_one ouinon   | logement | Un logement ?   |             |              |
|        | select_multiple qui | qui      | Avec qui ?      |             | Qui y dort.  |
|        | integer             | pieces   | Pièces          |             |              |
|        | begin_repeat        | enfants  | Enfant          |             |              |
|        | text                | prenom   | Prénom          |             |              |
|        | date                | naissance | Né le          |             |              |
|        | end_repeat          |          |                 |             |              |
|        | end_group           |          |                 |             |              |
|        | begin_group         | fin      | Pour finir      |             |              |
|        | text                | mot      | Un mot          | multiline   |              |
|        | end_group           |          |                 |             |              |
| choices |           |         |         |         |
|         | list_name | name    | label   | secteur |
|         | ouinon    | oui     | OUI     |         |
|         | ouinon    | non     | NON     |         |
|         | qui       | mere    | La mère | Famille |
|         | qui       | pere    | Le père | Famille |
|         | qui       | ami     | Un ami  | Autour  |
";

fn ready() -> Ready {
    Ready::of(read_form(TABLE.as_bytes(), Lang::Fr).unwrap()).unwrap()
}

#[test]
fn what_is_no_form_says_where() {
    let broken = TABLE.replace("select_one ouinon", "select_one nulle");
    let faults = read_form(broken.as_bytes(), Lang::Fr).unwrap_err();
    assert!(faults.0.iter().any(|one| one.contains("survey 3") && one.contains("nulle")), "{faults:?}");
}

#[test]
fn a_page_shows_its_questions_and_takes_what_is_sent() {
    run(async {
        let t = TestApp::new().await;
        let cx = t.system();
        let ready = ready();
        assert_eq!(pages(&ready.form).len(), 2);
        let mut instance = ready.begin(&cx);
        let none = platform::form::FieldErrors::default();
        let page = show(&cx, &ready, &instance, 0, &none).into_string();
        for said in ["Un logement ?", "Qui y dort.", "Famille", "Enfant 1", "add:/data/maison/enfants"] {
            assert!(page.contains(said), "{said} in {page}");
        }
        assert!(!page.contains("Un mot"), "that is another page");
        let on_page = ["logement", "qui", "pieces"].map(|name| ("_on-page", format!("data.maison.{name}")));
        let turn = ["prenom", "naissance"].map(|name| ("_on-page", format!("data.maison.enfants:1.{name}")));
        let given = [
            ("data.maison.logement", "oui"),
            ("data.maison.qui", "mere"),
            ("data.maison.qui", "ami"),
            ("data.maison.pieces", "beaucoup"),
            ("data.maison.enfants:1.prenom", "Lina"),
            ("data.maison.enfants:1.naissance-day", "3"),
            ("data.maison.enfants:1.naissance-month", "3"),
            ("data.maison.enfants:1.naissance-year", "2019"),
        ];
        let sent = ui::filled(
            on_page.into_iter().chain(turn).chain(given.map(|(name, value)| (name, value.to_owned()))),
        );
        let (deed, errors) = take(&cx, &sent, &ready, &mut instance, 0);
        assert_eq!(deed, Deed::Go);
        // What cannot be read is said, and stays as it was typed.
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["data.maison.pieces"]);
        assert!(show(&cx, &ready, &instance, 0, &errors).into_string().contains("beaucoup"));
        // The draft holds it all.
        let again = ready.resume(&cx, &instance.save()).unwrap();
        assert_eq!(again.kept("/data/maison/qui").unwrap(), "mere ami");
        assert_eq!(again.kept("/data/maison/enfants[1]/naissance").unwrap(), "2019-03-03");
        assert_eq!(again.typed("/data/maison/pieces").unwrap().as_deref(), Some("beaucoup"));
        // An answer is taken back; what was not on the page is untouched.
        let sent = ui::filled([
            ("_on-page", "data.maison.logement".to_owned()),
            ("data.maison.logement", "-".to_owned()),
            ("then", "add:/data/maison/enfants".to_owned()),
        ]);
        let (deed, _) = take(&cx, &sent, &ready, &mut instance, 0);
        assert_eq!(deed, Deed::Stay(field_name("/data/maison/enfants[2]")));
        assert_eq!(instance.kept("/data/maison/logement").unwrap(), "");
        assert_eq!(instance.kept("/data/maison/qui").unwrap(), "mere ami");
        let sent = ui::filled([("then", "remove:2:/data/maison/enfants".to_owned())]);
        take(&cx, &sent, &ready, &mut instance, 0);
        assert_eq!(instance.turns("/data/maison/enfants").unwrap(), 1);
        // Nothing beyond the page can be reached from it.
        let sent = ui::filled([("then", "add:/data/fin/mot".to_owned())]);
        assert_eq!(take(&cx, &sent, &ready, &mut instance, 0).0, Deed::Go);
    });
}

#[test]
fn what_was_sent_is_read_again_with_its_words() {
    run(async {
        let t = TestApp::new().await;
        let cx = t.system();
        let ready = ready();
        let mut instance = ready.begin(&cx);
        instance.set("/data/maison/logement", "non").unwrap();
        let document = Document::of(&instance);
        let said = answers(&cx, &document.items[0].items).into_string();
        assert!(said.contains("NON") && said.contains("Pièces"), "{said}");
        assert!(
            matches!(&document.items[0].items[0].answers[0], Answer::Choice { code, .. } if code == "non")
        );
    });
}
