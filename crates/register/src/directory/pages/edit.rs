// SPDX-License-Identifier: EUPL-1.2
//! Entering an institution into the directory, and changing its page.

use kernel::{Date, InstitutionId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Page};
use rulebook::Rulebook;
use uuid::Uuid;

use super::super::import::read_yes;
use super::super::model::{Institution, InstitutionFields, Territory, TerritoryId};
use super::super::{actions, store};
use super::institution::may_amend;
use super::list::territory_choices;
use super::{type_choices, words};

const LINE: usize = 250;
const TEXT: usize = 4_000;

pub(super) async fn new(cx: Cx) -> Result<Reply, Problem> {
    page(&cx, None, &Form::default(), &FieldErrors::default()).await
}

pub(super) async fn record(cx: Cx) -> Result<Reply, Problem> {
    let (fields, errors) = read(&cx, None).await?;
    if !errors.is_empty() {
        return page(&cx, None, &sent(&cx), &errors).await;
    }
    let id = actions::record_institution(&cx, fields).await?;
    Ok(redirect(format!("/institutions/{id}?done=recorded")))
}

pub(super) async fn edit(cx: Cx) -> Result<Reply, Problem> {
    let institution = kept(&cx).await?;
    let form = filled(&institution);
    page(&cx, Some(&institution), &form, &FieldErrors::default()).await
}

pub(super) async fn amend(cx: Cx) -> Result<Reply, Problem> {
    let institution = kept(&cx).await?;
    let (fields, errors) = read(&cx, Some(&institution)).await?;
    if !errors.is_empty() {
        return page(&cx, Some(&institution), &sent(&cx), &errors).await;
    }
    let version = Input::new(cx.form(), cx.lang).version();
    actions::amend_institution(&cx, institution.id, version, fields).await?;
    Ok(redirect(format!("/institutions/{}?done=amended", institution.id)))
}

async fn kept(cx: &Cx) -> Result<Institution, Problem> {
    let id: InstitutionId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let institution = store::institution(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    if may_amend(cx, &mut conn, id).await? { Ok(institution) } else { Err(Problem::NotFound) }
}

/// The page as a form that is filled in already.
fn filled(institution: &Institution) -> Form {
    let f = &institution.fields;
    let date = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    let fields = [
        ("version", institution.version.to_string()),
        ("name", f.name.clone()),
        ("type", format!("{}:{}", f.pack, f.service_type)),
        ("territory", f.territory.map(|t| t.to_string()).unwrap_or_default()),
        ("address", f.address.clone()),
        ("phone", f.phone.clone()),
        ("email", f.email.clone()),
        ("functioning", f.functioning.clone()),
        ("specificities", f.specificities.clone()),
        ("limits", f.limits.clone()),
        ("receives_reports", (if f.receives_reports { "1" } else { "" }).to_owned()),
        ("opened_on", date(f.opened_on)),
        ("closed_on", date(f.closed_on)),
    ];
    Form::from_fields(fields.into_iter().map(|(n, v)| (n.to_owned(), v)).collect())
}

/// What was sent, to be shown again: the page of a conflict says « no » in words, where a box says nothing.
fn sent(cx: &Cx) -> Form {
    let box_or_words = |name: &str, value: &str| name != "receives_reports" || read_yes(value) == Some(true);
    let kept = cx.form().fields().filter(|(n, v)| box_or_words(n, v));
    Form::from_fields(kept.map(|(n, v)| (n.to_owned(), v.to_owned())).collect())
}

async fn page(
    cx: &Cx,
    of: Option<&Institution>,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let territories = {
        let mut conn = cx.read().await?;
        store::territories(&mut conn).await?
    };
    let types = type_choices(cx, crate::rulebook(cx)?);
    let (title, action, back) = match of {
        Some(i) => {
            (w.amend_title(), format!("/institutions/{}/edit", i.id), format!("/institutions/{}", i.id))
        }
        None => (w.directory_new(), "/institutions".to_owned(), "/institutions".to_owned()),
    };
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (title) }
        form method="post" action=(action) {
            (ui::form_key(cx))
            @if of.is_some() { (ui::hidden("version", form.raw("version"))) }
            (ui::text_input(cx, form, errors, "name", w.name(), Some(w.name_hint())))
            (ui::select(cx, form, errors, "type", w.service_type(), None, &types))
            (ui::select(cx, form, errors, "territory", w.territory(), Some(w.territory_hint()), &territory_choices(&territories)))
            (ui::text_input(cx, form, errors, "phone", w.phone(), None))
            (ui::text_input(cx, form, errors, "email", w.email(), Some(w.email_hint())))
            (ui::text_input(cx, form, errors, "address", w.address(), Some(w.address_hint())))
            (ui::textarea(cx, form, errors, "functioning", w.functioning(), Some(w.functioning_hint()), 5))
            (ui::textarea(cx, form, errors, "specificities", w.specificities(), Some(w.specificities_hint()), 4))
            (ui::textarea(cx, form, errors, "limits", w.limits(), Some(w.limits_hint()), 5))
            (ui::checkbox(form, "receives_reports", w.receives_reports()))
            (ui::date_input(cx, form, errors, "opened_on", w.opened_on(), None, None))
            (ui::date_input(cx, form, errors, "closed_on", w.closed_on(), None, None))
            (ui::submit(w.save(), Some((w.cancel(), &back))))
        }
    };
    let page =
        Page::new(title).narrow().errors(errors).crumb(w.directory_title(), Some("/institutions".into()));
    let page = match of {
        Some(i) => page.crumb(&i.fields.name, Some(back)),
        None => page,
    };
    Ok(page.show(cx, body))
}

async fn read(cx: &Cx, of: Option<&Institution>) -> Result<(InstitutionFields, FieldErrors), Problem> {
    let w = words(cx);
    let rulebook = crate::rulebook(cx)?;
    let territories = {
        let mut conn = cx.read().await?;
        store::territories(&mut conn).await?
    };
    let mut input = Input::new(cx.form(), cx.lang);
    let name = input.required_line("name", LINE, w.name_needed());
    let old_pack = of.map(|i| i.fields.pack.as_str());
    let found = input.required_choice("type", |t| service_type(cx, rulebook, old_pack, t), w.type_needed());
    let (pack, service_type) = found.unwrap_or_default();
    let territory = input.choice("territory", |t| territory(&territories, &pack, t));
    let fields = InstitutionFields {
        code: String::new(),
        pack,
        service_type,
        name,
        territory,
        address: input.line("address", LINE),
        phone: input.line("phone", LINE),
        email: input.line("email", LINE),
        functioning: input.text("functioning", TEXT),
        specificities: input.text("specificities", TEXT),
        limits: input.text("limits", TEXT),
        receives_reports: read_yes(cx.form().raw("receives_reports")).unwrap_or(false),
        opened_on: input.date("opened_on"),
        closed_on: input.date("closed_on"),
        verified_on: of.and_then(|i| i.fields.verified_on),
    };
    let kept_pack = old_pack.is_none_or(|p| fields.pack.is_empty() || fields.pack == p);
    if !kept_pack {
        input.errors.add("type", "other-country", w.type_of_another_pack());
    }
    Ok((fields, input.errors))
}

/// A type as the list sends it (`be-fwb:saj`), or in words, as the page of a conflict sends it back.
fn service_type(cx: &Cx, rulebook: &Rulebook, pack: Option<&str>, text: &str) -> Option<(String, String)> {
    if let Some((pack, code)) = text.split_once(':') {
        return rulebook.pack(pack)?.service_type(code).map(|t| (pack.to_owned(), t.code.clone()));
    }
    let named = rulebook.pack(pack?)?.service_type_named(text, cx.today())?;
    Some((pack?.to_owned(), named.service_type.code.clone()))
}

fn territory(territories: &[Territory], pack: &str, text: &str) -> Option<TerritoryId> {
    let by_id = Uuid::parse_str(text).ok().and_then(|id| territories.iter().find(|t| t.id.0 == id));
    let by_name = || territories.iter().find(|t| t.pack == pack && t.name == text);
    by_id.or_else(by_name).map(|t| t.id)
}
