// SPDX-License-Identifier: EUPL-1.2
//! The account of somebody of one's institution, for those who keep it: invite, close, open again, end sessions.

use kernel::PractitionerId;
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::session;
use platform::ui::{self, Choice, Page};

use super::super::model::{Account, Standing};
use super::super::{Delivery, Invitation, Renewal, actions, rules, store};
use super::{beside, words};
use crate::directory::{self, Keeper, Practitioner};

/// Somebody whose account the reader's institution keeps.
pub(super) async fn ours(cx: &Cx) -> Result<(Practitioner, Option<Account>), Problem> {
    let (person, account, keeper) = found(cx).await?;
    rules::keeps(keeper, cx.actor()?.institution).map_err(|_| Problem::NotFound)?;
    Ok((person, account))
}

async fn found(cx: &Cx) -> Result<(Practitioner, Option<Account>, Keeper), Problem> {
    let id: PractitionerId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let person = directory::practitioner(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let keeper = directory::keeper_of(&mut conn, id, cx.today()).await?;
    let account = store::account_of(&mut conn, id).await?;
    Ok((person, account, keeper))
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let (person, account, keeper) = found(&cx).await?;
    if account.is_some() && rules::taking_over(keeper, cx.actor()?.institution).is_ok() {
        return Ok(unkept(&cx, &person));
    }
    page(&cx, &Form::default(), &FieldErrors::default()).await
}

/// The institution that kept the account does not employ the person any more; the reader's does, before all others.
fn unkept(cx: &Cx, person: &Practitioner) -> Reply {
    let w = words(cx);
    let base = format!("/practitioners/{}", person.id);
    let body = html! {
        h1.govuk-heading-l { (w.take_over_title()) }
        p.mg-lead { (person.name()) }
        p.govuk-body { (w.take_over_text()) }
        p.govuk-body { (w.take_over_told()) }
        form method="post" action=(format!("{base}/account/keeping")) {
            (ui::form_key(cx))
            (ui::submit(w.take_over_submit(), Some((w.cancel(), &base))))
        }
    };
    Page::new(w.take_over_title())
        .narrow()
        .crumb(person.name(), Some(base))
        .crumb(w.kept_title(), None)
        .show(cx, body)
}

pub(super) async fn take_over(cx: Cx) -> Result<Reply, Problem> {
    let id: PractitionerId = cx.id("id")?;
    actions::take_over_account(&cx, id).await?;
    Ok(redirect(format!("/practitioners/{id}/account?done=taken-over")))
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (person, account) = ours(cx).await?;
    let (sessions, invited_until, asked) = match &account {
        Some(account) => {
            let mut conn = cx.read().await?;
            let sessions = session::open_of(
                &mut conn,
                account.id,
                cx.now,
                cx.app.config.session_idle_minutes * kernel::Instant::MINUTE,
            )
            .await?
            .len();
            let asked = actions::waits(cx, store::renewal(&mut conn, account.id).await?);
            (sessions, store::invited_until(&mut conn, account.id, cx.now).await?, asked)
        }
        None => (0, None, None),
    };
    let base = format!("/practitioners/{}", person.id);
    let standing = account.as_ref().map(Account::standing);
    let own = cx.actor()?.practitioner == person.id;
    let done = w.by_key(&format!("done-{}", cx.query("done")));
    let other =
        account.as_ref().map(|a| a.email.as_str()).filter(|e| *e != person.fields.email.to_lowercase());
    let waits_at = invited_until.as_ref().and_then(|(_, email)| email.as_deref());
    let ends_at = invited_until.as_ref().map(|(at, _)| *at);
    let body = html! {
        @if let Some(text) = done { (ui::success(cx, text)) }
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.kept_title()) }
        p.mg-lead { (person.name()) }
        (ui::facts(vec![
            (w.kept_standing(), html! { (standing_words(cx, standing)) }),
            (w.email(), html! { (account.as_ref().map_or(person.fields.email.as_str(), |a| a.email.as_str())) }),
            (w.kept_invited_until(), html! { @if let Some(at) = ends_at { (ui::date_time(cx, at)) } }),
            (w.kept_sessions(), html! { @if sessions > 0 { (sessions) } }),
        ]))
        @if let Some(email) = waits_at { p.govuk-body { (w.kept_address_waits(email)) } }
        @else if other.is_some() { p.govuk-body { (w.kept_other_address(&person.fields.email)) } }
        p.govuk-body.mg-soft { (w.kept_no_cases()) }
        @if own { p.govuk-body { a.govuk-link href="/account" { (w.own_title()) } } }
        @else {
            @if let Some(asked) = &asked {
                (ui::warning(cx, &w.renewal_waits(ui::date_time(cx, asked.ends_at))))
                p.govuk-body { a.govuk-link href=(format!("{base}/account/renewal")) { (w.renewal_see()) } }
            }
            (deeds(cx, &Shown { base: &base, standing, sessions, other: other.is_some() }, form, errors))
            @if standing == Some(Standing::Open) && asked.is_none() { (lost(cx, &base, form, errors)) }
        }
    };
    let page = Page::new(w.kept_title()).narrow().errors(errors);
    Ok(page.crumb(person.name(), Some(base)).crumb(w.kept_title(), None).show(cx, body))
}

fn standing_words(cx: &Cx, standing: Option<Standing>) -> String {
    words(cx).standing(standing.map_or("none", Standing::code))
}

/// What the deeds of the page depend on.
struct Shown<'a> {
    base: &'a str,
    standing: Option<Standing>,
    sessions: usize,
    /// The address of the person's page is another than that of the account.
    other: bool,
}

fn deeds(cx: &Cx, shown: &Shown<'_>, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    let Shown { base, standing, sessions, other } = *shown;
    if standing == Some(Standing::Closed) {
        return html! {
            form method="post" action=(format!("{base}/account/reopening")) {
                (ui::form_key(cx))
                (ui::submit(w.kept_reopen(), None))
            }
        };
    }
    let again = matches!(standing, Some(Standing::Open | Standing::Begun));
    let by_mail_only = (again && other) || actions::delivery(cx, Delivery::Shown) == Delivery::Mail;
    let deliveries = [
        Choice::new("mail", w.deliver_mail()).hint(w.deliver_mail_hint()),
        Choice::new("shown", w.deliver_shown()).hint(w.deliver_shown_hint()),
    ];
    html! {
        section.mg-section {
            h2.govuk-heading-m { @if again { (w.invite_again()) } @else { (w.invite()) } }
            @if again { p.govuk-body { (w.invite_again_text()) } }
            form method="post" action=(format!("{base}/invitation")) {
                (ui::form_key(cx))
                @if by_mail_only { input type="hidden" name="delivery" value="mail"; }
                @else { (ui::radios(cx, form, errors, "delivery", w.deliver(), None, &deliveries)) }
                @if again {
                    (ui::textarea(cx, form, errors, "invite_reason", w.reason(), Some(w.reason_hint()), 2))
                }
                (ui::submit(w.invite(), None))
            }
        }
        @if sessions > 0 {
            section.mg-section {
                h2.govuk-heading-m { (w.kept_sessions()) }
                form method="post" action=(format!("{base}/account/sessions/end")) {
                    (ui::form_key(cx))
                    button.govuk-button.govuk-button--secondary type="submit" { (w.kept_end_sessions()) }
                }
            }
        }
        @if standing.is_some() {
            section.mg-section {
                h2.govuk-heading-m { (w.kept_close()) }
                p.govuk-body { (w.kept_close_text()) }
                form method="post" action=(format!("{base}/account/closure")) {
                    (ui::form_key(cx))
                    (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.reason_hint()), 2))
                    button.govuk-button.govuk-button--warning type="submit" { (w.kept_close()) }
                }
            }
        }
    }
}

/// Both are lost, the telephone and the codes: one asks here, another person confirms.
fn lost(cx: &Cx, base: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    html! {
        section.mg-section {
            h2.govuk-heading-m { (w.renewal_ask()) }
            p.govuk-body { (w.renewal_ask_text()) }
            form method="post" action=(format!("{base}/account/renewal")) {
                (ui::form_key(cx))
                (ui::textarea(cx, form, errors, "renewal_reason", w.reason(), Some(w.reason_hint()), 2))
                button.govuk-button.govuk-button--secondary type="submit" { (w.renewal_ask_submit()) }
            }
        }
    }
}

pub(super) async fn ask_renewal(cx: Cx) -> Result<Reply, Problem> {
    let (person, _) = ours(&cx).await?;
    match actions::ask_renewal(&cx, person.id, &cx.form().text("renewal_reason")).await {
        Ok(()) => Ok(redirect(format!("/practitioners/{}/account?done=renewal-asked", person.id))),
        Err(problem) if problem.code() == "reason-missing" => {
            page(&cx, cx.form(), &beside(problem, "renewal_reason")?).await
        }
        Err(problem) => Err(problem),
    }
}

pub(super) async fn invite(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (person, _) = ours(&cx).await?;
    let delivery = match cx.form().raw("delivery") {
        "mail" => Delivery::Mail,
        "shown" => Delivery::Shown,
        _ => {
            let mut errors = FieldErrors::default();
            errors.add("delivery", "required", w.deliver_needed());
            return page(&cx, cx.form(), &errors).await;
        }
    };
    let reason = cx.form().text("invite_reason");
    let invitation = match actions::invite(&cx, person.id, delivery, Renewal::Password, &reason).await {
        Ok(invitation) => invitation,
        Err(problem) if problem.code() == "reason-missing" => {
            return page(&cx, cx.form(), &beside(problem, "invite_reason")?).await;
        }
        Err(problem) => return Err(problem),
    };
    Ok(left(&cx, &person, &invitation, "invited"))
}

/// After an invitation was made: its link, when it is to be handed over; else, that it has left.
pub(super) fn left(cx: &Cx, person: &Practitioner, invitation: &Invitation, done: &str) -> Reply {
    let w = words(cx);
    let Some(path) = &invitation.path else {
        return redirect(format!("/practitioners/{}/account?done={done}", person.id));
    };
    let back = if super::renewal::keeps_accounts(cx) {
        format!("/practitioners/{}/account", person.id)
    } else {
        "/".to_owned()
    };
    let body = html! {
        h1.govuk-heading-l { (w.link_title()) }
        p.mg-lead { (person.name()) }
        p.govuk-body { (w.link_text(ui::date_time(cx, invitation.ends_at))) }
        p.govuk-body { span.mg-code { (cx.app.config.public_url) (path.show()) } }
        (ui::warning(cx, w.link_once()))
        a.govuk-button href=(back) { (w.link_done()) }
    };
    Page::new(w.link_title()).narrow().show(cx, body)
}

pub(super) async fn close(cx: Cx) -> Result<Reply, Problem> {
    let (person, _) = ours(&cx).await?;
    match actions::close_account(&cx, person.id, &cx.form().text("reason")).await {
        Ok(()) => Ok(redirect(format!("/practitioners/{}/account?done=closed", person.id))),
        Err(problem) if problem.code() == "reason-missing" => {
            page(&cx, cx.form(), &beside(problem, "reason")?).await
        }
        Err(problem) => Err(problem),
    }
}

pub(super) async fn reopen(cx: Cx) -> Result<Reply, Problem> {
    let (person, _) = ours(&cx).await?;
    actions::reopen_account(&cx, person.id).await?;
    Ok(redirect(format!("/practitioners/{}/account?done=reopened", person.id)))
}

pub(super) async fn end_sessions(cx: Cx) -> Result<Reply, Problem> {
    let (person, _) = ours(&cx).await?;
    actions::end_all_sessions(&cx, person.id).await?;
    Ok(redirect(format!("/practitioners/{}/account?done=sessions-closed", person.id)))
}
