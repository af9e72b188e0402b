// SPDX-License-Identifier: EUPL-1.2
//! Pages of the directory.

mod edit;
mod import;
mod institution;
mod list;
mod people;
mod person;

use kernel::{FunctionKind, SubjectKind};
use maud::Markup;
use platform::http::{Cx, Route, Routes, Who};
use platform::ui::{self, Choice, paragraphs};
use rulebook::Rulebook;

use super::words::Words;

/// Those who keep an institution's page, its people and their appointments.
const KEEPERS: Who = Who::Holders(&[FunctionKind::Administrator, FunctionKind::Direction]);
/// Those who answer for the people of an institution: they see who is new among them.
const HOUSE: Who =
    Who::Holders(&[FunctionKind::Administrator, FunctionKind::Direction, FunctionKind::Supervisor]);
/// Those who enter institutions into the directory.
const ADMINISTRATORS: Who = Who::Holders(&[FunctionKind::Administrator]);

pub(super) fn routes() -> Routes {
    use Route as R;
    let institution = SubjectKind::INSTITUTION;
    vec![
        R::get("/institutions", Who::Anyone, "list", "institution", list::list),
        R::get("/institutions/export", Who::SignedIn, "export", "institution", list::export),
        R::get("/institutions/new", ADMINISTRATORS, "record", "institution", edit::new),
        R::post("/institutions", ADMINISTRATORS, "record", "institution", edit::record),
        R::get("/institutions/import", ADMINISTRATORS, "import", "institution", import::form),
        R::post("/institutions/import", ADMINISTRATORS, "import", "institution", import::send).with_uploads(),
        R::get("/institutions/import/template", ADMINISTRATORS, "import", "institution", import::template),
        R::get("/institutions/import/{id}", ADMINISTRATORS, "import", "institution", import::preview),
        R::post("/institutions/import/{id}", ADMINISTRATORS, "import", "institution", import::confirm),
        R::get("/institutions/{id}", Who::Anyone, "read", "institution", institution::show)
            .shows(institution),
        R::get("/institutions/{id}/edit", KEEPERS, "amend", "institution", edit::edit),
        R::post("/institutions/{id}/edit", KEEPERS, "amend", "institution", edit::amend),
        R::post("/institutions/{id}/verification", KEEPERS, "verify", "institution", institution::verify),
        R::get(
            "/institutions/{id}/former-names/new",
            KEEPERS,
            "amend",
            "institution",
            institution::new_former_name,
        ),
        R::post(
            "/institutions/{id}/former-names",
            KEEPERS,
            "amend",
            "institution",
            institution::add_former_name,
        ),
        R::get(
            "/institutions/{id}/contact-points/new",
            KEEPERS,
            "amend",
            "institution",
            institution::new_contact,
        ),
        R::post(
            "/institutions/{id}/contact-points",
            KEEPERS,
            "amend",
            "institution",
            institution::add_contact,
        ),
        R::post(
            "/institutions/{id}/contact-points/{point}/removal",
            KEEPERS,
            "amend",
            "institution",
            institution::remove_contact,
        ),
        R::get("/practitioners", HOUSE, "list", "practitioner", people::list),
        R::get("/practitioners/new", KEEPERS, "record", "practitioner", people::new),
        R::post("/practitioners", KEEPERS, "record", "practitioner", people::record),
        R::get("/practitioners/{id}", KEEPERS, "read", "practitioner", person::show)
            .shows(SubjectKind::PRACTITIONER),
        R::get("/practitioners/{id}/edit", KEEPERS, "amend", "practitioner", person::edit),
        R::post("/practitioners/{id}/edit", KEEPERS, "amend", "practitioner", person::amend),
        R::get("/practitioners/{id}/secrecy", KEEPERS, "bind", "practitioner", person::secrecy_form),
        R::post("/practitioners/{id}/secrecy", KEEPERS, "bind", "practitioner", person::set_secrecy),
        R::get(
            "/practitioners/{id}/appointments/new",
            KEEPERS,
            "appoint",
            "practitioner",
            person::appointment_form,
        ),
        R::post("/practitioners/{id}/appointments", KEEPERS, "appoint", "practitioner", person::appoint),
        R::get(
            "/practitioners/{id}/appointments/{appointment}/end",
            KEEPERS,
            "end",
            "appointment",
            person::end_form,
        ),
        R::post(
            "/practitioners/{id}/appointments/{appointment}/end",
            KEEPERS,
            "end",
            "appointment",
            person::end_appointment,
        ),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// What was just done, told on the page one is led to.
fn done(cx: &Cx) -> Markup {
    ui::done(cx, words(cx).by_key(&format!("done-{}", cx.query("done"))))
}

/// All types in which institutions exist today, those of the reader's own pack first: `be-fwb:saj`.
fn type_choices(cx: &Cx, rulebook: &Rulebook) -> Vec<Choice> {
    let own = cx.actor.as_ref().map(|a| a.pack.as_str()).unwrap_or_default();
    let mut packs: Vec<_> = rulebook.packs().collect();
    packs.sort_by_key(|p| p.code != own);
    packs
        .into_iter()
        .flat_map(|pack| pack.service_types_on(cx.today()).map(move |t| (pack, t)))
        .map(|(pack, t)| {
            let acronym = t.acronym.as_ref().map(|a| format!("{a} – ")).unwrap_or_default();
            let place =
                if pack.code == own { String::new() } else { format!(" – {}", pack.name.get(cx.lang)) };
            Choice::new(
                format!("{}:{}", pack.code, t.code),
                format!("{acronym}{}{place}", t.name.get(cx.lang)),
            )
        })
        .collect()
}

/// The functions, each with what it entitles to.
fn function_choices(cx: &Cx) -> Vec<Choice> {
    let w = words(cx);
    FunctionKind::ALL
        .iter()
        .map(|k| Choice::new(k.code(), w.function_name(k.code())).hint(w.function_means(k.code())))
        .collect()
}

/// The secrecy statuses, each with what it means.
fn secrecy_choices(cx: &Cx) -> Vec<Choice> {
    let w = words(cx);
    kernel::SecrecyStatus::ALL
        .iter()
        .map(|s| Choice::new(s.code(), w.secrecy_name(s.code())).hint(w.secrecy_means(s.code())))
        .collect()
}

/// From when to when, in words.
fn period(cx: &Cx, from: Option<kernel::Date>, until: Option<kernel::Date>) -> String {
    let w = words(cx);
    match (from, until) {
        (Some(from), Some(until)) => w.period_from_until(ui::date(cx, from), ui::date(cx, until)),
        (Some(from), None) => w.period_from(ui::date(cx, from)),
        (None, Some(until)) => w.period_until(ui::date(cx, until)),
        (None, None) => String::new(),
    }
}
