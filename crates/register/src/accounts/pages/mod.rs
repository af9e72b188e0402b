// SPDX-License-Identifier: EUPL-1.2
//! Pages of accounts. Those before signing in are bare and say nothing of what is behind.

mod invitation;
mod kept;
mod own;
mod renewal;
mod second_factor;
mod sign_in;

use kernel::{FunctionKind, SubjectKind};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Route, Routes, Who};
use platform::problem::Problem;
use platform::ui;

use super::model::Account;
use super::words::Words;
use super::{actions, store};

/// Those who keep the accounts of their institution.
const KEEPERS: Who = Who::Holders(&[FunctionKind::Administrator, FunctionKind::Direction]);

/// Those who confirm that somebody may link another telephone.
const CONFIRMERS: Who = Who::Holders(actions::CONFIRMERS);

pub(super) fn routes() -> Routes {
    use Route as R;
    let (anyone, half, whole) = (Who::Anyone, Who::HalfSignedIn, Who::SignedIn);
    vec![
        R::get("/sign-in", anyone, "sign-in", "session", sign_in::form),
        R::post("/sign-in", anyone, "sign-in", "session", sign_in::give_password),
        R::get("/sign-in/code", half, "sign-in", "session", sign_in::code_form),
        R::post("/sign-in/code", half, "sign-in", "session", sign_in::give_code),
        R::get("/sign-in/recovery", half, "sign-in", "session", sign_in::recovery_form),
        R::post("/sign-in/recovery", half, "sign-in", "session", sign_in::give_recovery_code),
        R::get("/sign-in/institution", half, "sign-in", "session", sign_in::institution_form),
        R::post("/sign-in/institution", half, "sign-in", "session", sign_in::choose_institution),
        R::post("/sign-out", half, "sign-out", "session", sign_in::sign_out),
        R::get("/invitation/{token}", anyone, "take-up", "invitation", invitation::receive),
        R::get("/invitation", anyone, "take-up", "invitation", invitation::form),
        R::post("/invitation", anyone, "take-up", "invitation", invitation::take_up),
        R::get("/account", whole, "read", "own-account", own::show).shows(SubjectKind::ACCOUNT),
        R::post("/account/language", whole, "amend", "own-account", own::choose_language),
        R::post("/account/sessions/end-others", whole, "end", "own-session", own::end_others),
        R::post("/account/sessions/{id}/end", whole, "end", "own-session", own::end_one),
        R::get("/account/password", whole, "amend", "own-account", own::password_form),
        R::post("/account/password", whole, "amend", "own-account", own::change_password),
        R::get("/account/recovery-codes", whole, "amend", "own-account", own::recovery_form),
        R::post("/account/recovery-codes", whole, "amend", "own-account", own::renew_recovery_codes),
        R::get("/account/second-factor", half, "set-up", "own-account", second_factor::form),
        R::post("/account/second-factor", half, "set-up", "own-account", second_factor::confirm),
        R::get("/account/second-factor/renewal", whole, "set-up", "own-account", own::renewal_form),
        R::post("/account/second-factor/renewal", whole, "set-up", "own-account", own::renew_second_factor),
        R::get("/practitioners/{id}/account", KEEPERS, "read", "account", kept::show),
        R::post("/practitioners/{id}/invitation", KEEPERS, "invite", "account", kept::invite),
        R::post("/practitioners/{id}/account/closure", KEEPERS, "close", "account", kept::close),
        R::post("/practitioners/{id}/account/renewal", KEEPERS, "ask-renewal", "account", kept::ask_renewal),
        R::get(
            "/practitioners/{id}/account/renewal",
            CONFIRMERS,
            "confirm-renewal",
            "account",
            renewal::show,
        ),
        R::post(
            "/practitioners/{id}/account/renewal/confirmation",
            CONFIRMERS,
            "confirm-renewal",
            "account",
            renewal::confirm,
        ),
        R::post(
            "/practitioners/{id}/account/renewal/refusal",
            CONFIRMERS,
            "decline-renewal",
            "account",
            renewal::decline,
        ),
        R::post("/practitioners/{id}/account/keeping", KEEPERS, "take-over", "account", kept::take_over),
        R::post("/practitioners/{id}/account/reopening", KEEPERS, "reopen", "account", kept::reopen),
        R::post("/practitioners/{id}/account/sessions/end", KEEPERS, "end", "session", kept::end_sessions),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// The account of the present session, whole or half.
async fn own_account(cx: &Cx) -> Result<Account, Problem> {
    let id = cx.session.as_ref().ok_or(Problem::SignIn)?.account;
    let mut conn = cx.read().await?;
    let account = store::account(&mut conn, id).await?.ok_or(Problem::SignIn)?;
    if account.closed_at.is_some() { Err(Problem::SignIn) } else { Ok(account) }
}

/// A refusal shown beside its field; anything else goes on as it is.
fn beside(problem: Problem, field: &str) -> Result<FieldErrors, Problem> {
    match problem {
        Problem::Refused(refused) => {
            let mut errors = FieldErrors::default();
            let way = refused.way.map(|w| format!(". {w}")).unwrap_or_default();
            errors.add(field, refused.code, format!("{}{way}", refused.why));
            Ok(errors)
        }
        other => Err(other),
    }
}

/// An input that the browser knows by its purpose, so that it can fill it in; its value is never sent back.
fn secret_input(
    cx: &Cx,
    errors: &FieldErrors,
    name: &str,
    label: &str,
    hint: Option<&str>,
    purpose: &str,
) -> Markup {
    let is_code = purpose == "one-time-code";
    let (kind, mode) = if is_code { ("text", Some("numeric")) } else { ("password", None) };
    ui::field(cx, name, label, hint, errors, |described| {
        html! {
            input.govuk-input.govuk-input--error[errors.of(name).is_some()].govuk-input--width-10[is_code]
                id=(name) name=(name) type=(kind) inputmode=[mode] autocomplete=(purpose) spellcheck="false"
                autocapitalize="none" aria-describedby=[described];
        }
    })
}

/// Recovery codes, shown once.
fn recovery_codes(cx: &Cx, codes: &[String], onward: &str) -> Markup {
    let w = words(cx);
    html! {
        h1.govuk-heading-l { (w.codes_title()) }
        p.mg-lead { (w.codes_lead()) }
        ul.govuk-list { @for code in codes { li { span.mg-code { (code) } } } }
        (ui::warning(cx, w.codes_once()))
        a.govuk-button href=(onward) { (w.codes_kept()) }
    }
}
