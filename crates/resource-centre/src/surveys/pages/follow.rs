// SPDX-License-Identifier: EUPL-1.2
//! A campaign as whoever looks after it sees it: where it stands, how many answered, who.

use std::collections::BTreeMap;

use ::register::directory;
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, attachment, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use uuid::Uuid;

use super::super::actions::NewLine;
use super::super::model::{Answers, Respondent, Role, Source, State, Survey};
use super::super::{actions, rules, store};
use super::{LINE, done, state_tag, survey_id, words};

/// Respondents on a page.
const PAGE: i64 = 50;
/// As many respondents as are compared with one another when duplicates are looked for.
const COMPARED: i64 = 5_000;

fn after(cx: &Cx) -> Option<(String, Uuid)> {
    let (name, id) = cx.query("after").rsplit_once('_')?;
    Some((name.to_owned(), Uuid::parse_str(id).ok()?))
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id = survey_id(&cx)?;
    let mut conn = cx.read().await?;
    let survey = actions::of_mine(&cx, &mut conn, id).await?;
    let tally = store::tally(&mut conn, id).await?;
    let to_validate = match survey.state() {
        State::Closed => store::count_to_validate(&mut conn, id).await?,
        _ => 0,
    };
    let q = kernel::name::fold(cx.query("q"));
    let role = Role::parse(cx.query("role"));
    let wanted = store::Wanted { survey: id, q: &q, role, after: after(&cx), limit: PAGE + 1 };
    let mut found = store::respondents(&mut conn, &wanted).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let ids: Vec<Uuid> = found.iter().map(|r| r.id).collect();
    let answers = store::answers_of_all(&mut conn, &ids).await?;
    let all = store::respondents(
        &mut conn,
        &store::Wanted { survey: id, q: "", role: None, after: None, limit: COMPARED },
    )
    .await?;
    drop(conn);
    let next =
        found.last().filter(|_| more).map(|r| format!("{}_{}", kernel::name::fold(&r.name), r.id.simple()));
    let a = &survey.about;
    let body = html! {
        (done(&cx))
        h1.govuk-heading-l { (a.title) }
        p { (state_tag(&cx, survey.state())) @if !a.number.is_empty() { " " (w.circular(&a.number)) } }
        (facts(&cx, &survey)?)
        (deeds(&cx, &survey, to_validate))
        @if survey.state() != State::Designed {
            (rates(&cx, &tally)?)
            (twins(&cx, &survey, &all))
            div.mg-split {
                h2.govuk-heading-m { (w.respondents()) }
                @if matches!(survey.state(), State::Published | State::Open) { a.govuk-link.mg-no-print href=(format!("/surveys/{id}/respondents/new")) { (w.invite_title()) } }
            }
            (filters(&cx))
            @if found.is_empty() { (ui::empty(w.respondents_none(), w.respondents_none_text(), None)) }
            @else { (table(&cx, &survey, &found, &answers)) (ui::paging(&cx, next.as_deref())) }
        }
    };
    Ok(Page::new(&a.title).crumb(w.list_title(), Some("/surveys".into())).show(&cx, body))
}

fn facts(cx: &Cx, survey: &Survey) -> Result<Markup, Problem> {
    let w = words(cx);
    let a = &survey.about;
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let names = |codes: &[String]| -> String {
        let name = |code: &String| {
            pack.service_type(code).map_or(code.clone(), |kind| kind.name.get(cx.lang).to_owned())
        };
        codes.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    Ok(ui::facts(vec![
        (w.about_purpose(), ui::paragraphs(&a.purpose)),
        (w.about_asked(), html! { (names(&a.asked)) }),
        (w.about_informed(), html! { (names(&a.informed)) }),
        (w.about_reply_days(), html! { (a.reply_days) }),
        (w.about_authority(), html! { (a.authority) }),
        (w.about_signatory(), html! { (a.signatory) }),
        (w.about_manager(), html! { (a.manager) }),
        (w.about_keywords(), html! { (a.keywords) }),
        (w.about_help(), ui::paragraphs(&a.help)),
    ]))
}

fn deeds(cx: &Cx, survey: &Survey, to_validate: i64) -> Markup {
    let w = words(cx);
    let url = format!("/surveys/{}", survey.id);
    let deed = |what: &str, label: &str, class: &str| {
        html! {
            form method="post" action=(format!("{url}/{what}")) {
                (ui::form_key(cx))
                button class=(format!("govuk-button {class}")) type="submit" { (label) }
            }
        }
    };
    html! {
        @match survey.state() {
            State::Designed => p.govuk-body { (w.publish_text()) },
            State::Published => p.govuk-body { (w.open_text()) },
            State::Open => p.govuk-body { (w.close_text()) },
            State::Closed => {
                p.govuk-body { (w.report_text()) }
                @if to_validate > 0 { p.govuk-body { strong { (w.report_waits(to_validate)) } } }
            }
            State::Reported => @if let Some(at) = survey.reported_at { p.govuk-body { (w.reported_text(ui::date_time(cx, at))) } },
        }
        div.govuk-button-group.mg-no-print {
            @if matches!(survey.state(), State::Open | State::Closed | State::Reported) { a.govuk-button href=(format!("{url}/results")) { (w.results()) } }
            a.govuk-link href=(format!("{url}/paper.pdf")) { (w.paper()) }
            @match survey.state() {
                State::Designed => {
                    (deed("publication", w.publish(), ""))
                    a.govuk-link href=(format!("{url}/edit")) { (w.edit_title()) }
                }
                State::Published => (deed("opening", w.open(), "")),
                State::Open => {
                    (deed("reminder", w.remind(), "govuk-button--secondary"))
                    (deed("closing", w.close(), "govuk-button--warning"))
                }
                State::Closed => @if to_validate == 0 { (deed("reporting", w.report(), "govuk-button--secondary")) },
                State::Reported => a.govuk-link href=(format!("{url}/findings")) { (w.findings_as_read()) },
            }
            @if matches!(survey.state(), State::Open | State::Closed) { a.govuk-link href=(format!("{url}/coding")) { (w.coding_title()) } }
        }
    }
}

/// How many answered, of those who were asked; by sector. Whoever was not asked stands apart.
fn rates(cx: &Cx, tally: &[store::Tally]) -> Result<Markup, Problem> {
    let w = words(cx);
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let counted = |t: &&store::Tally| t.role == Role::Asked && t.set_aside.is_none();
    let sum = |which: &dyn Fn(&store::Tally) -> i64| tally.iter().filter(counted).map(which).sum::<i64>();
    let (asked, sent, begun) = (sum(&|t| t.respondents), sum(&|t| t.sent), sum(&|t| t.begun));
    let volunteers: i64 = tally.iter().filter(|t| t.role == Role::Volunteer).map(|t| t.sent).sum();
    let aside: i64 = tally.iter().filter(|t| t.set_aside.is_some()).map(|t| t.respondents).sum();
    let by = |which: &dyn Fn(&store::Tally) -> String| {
        let mut lines: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for t in tally.iter().filter(counted) {
            let line = lines.entry(which(t)).or_default();
            line.0 += t.respondents;
            line.1 += t.sent;
        }
        lines
    };
    let percent = |of: i64, all: i64| {
        if all == 0 { "–".to_owned() } else { format!("{} %", (of * 100 + all / 2) / all) }
    };
    let sector = |t: &store::Tally| {
        pack.sector(&t.sector).map_or(t.sector.clone(), |s| s.name.get(cx.lang).to_owned())
    };
    let territory = |t: &store::Tally| match t.territory.is_empty() {
        true => w.territory_unknown().to_owned(),
        false => t.territory.clone(),
    };
    let lines = |caption: &str, first: &str, lines: BTreeMap<String, (i64, i64)>| {
        ui::table(
            caption,
            &[
                ui::Column { label: first, sort: None },
                ui::Column { label: w.rate_asked(), sort: None },
                ui::Column { label: w.rate_sent(), sort: None },
                ui::Column { label: w.rate(), sort: None },
            ],
            html! {
                @for (name, (asked, sent)) in &lines {
                    tr {
                        th scope="row" { (name) }
                        td data-label=(w.rate_asked()) { (asked) }
                        td data-label=(w.rate_sent()) { (sent) }
                        td data-label=(w.rate()) { (percent(*sent, *asked)) }
                    }
                }
            },
        )
    };
    Ok(html! {
        h2.govuk-heading-m { (w.rate_title()) }
        (ui::facts(vec![
            (w.rate_asked(), html! { (asked) }),
            (w.rate_sent(), html! { (sent) " (" (percent(sent, asked)) ")" }),
            (w.rate_drafts(), html! { (begun - sent) }),
            (w.rate_volunteers(), html! { (volunteers) }),
            (w.rate_aside(), html! { (aside) }),
        ]))
        (lines(w.rate_by_sector(), w.sector(), by(&sector)))
        (lines(w.rate_by_territory(), w.territory(), by(&territory)))
    })
}

/// Those who may be one institution: a person says which of them counts.
fn twins(cx: &Cx, survey: &Survey, all: &[Respondent]) -> Markup {
    let w = words(cx);
    let groups = rules::alike(all);
    html! {
        @if !groups.is_empty() {
            h2.govuk-heading-m { (w.twins_title()) }
            p.govuk-body { (w.twins_text()) }
            @for group in &groups {
                ul.govuk-list.govuk-list--bullet {
                    @for one in group {
                        li { a href=(format!("/surveys/{}/respondents/{}", survey.id, one.id.simple())) { (one.name) } @if !one.number.is_empty() { " (" (one.number) ")" } }
                    }
                }
            }
        }
    }
}

fn filters(cx: &Cx) -> Markup {
    let w = words(cx);
    let form = Form::from_fields(cx.request.query.clone());
    let roles = [
        Choice::new("", w.role_all()),
        Choice::new(Role::Asked.code(), w.role_asked()),
        Choice::new(Role::Volunteer.code(), w.role_volunteer()),
        Choice::new(Role::Informed.code(), w.role_informed()),
    ];
    ui::filters(
        cx,
        html! {
            (ui::text_input(cx, &form, &FieldErrors::default(), "q", w.name(), None))
            (ui::filter_select(cx, &form, "role", w.role(), &roles))
        },
    )
}

fn table(cx: &Cx, survey: &Survey, found: &[Respondent], answers: &[Answers]) -> Markup {
    let w = words(cx);
    ui::table(
        w.respondents(),
        &[
            ui::Column { label: w.name(), sort: None },
            ui::Column { label: w.territory(), sort: None },
            ui::Column { label: w.due(), sort: None },
            ui::Column { label: w.list_state(), sort: None },
        ],
        html! {
            @for one in found {
                @let of_one: Vec<&Answers> = answers.iter().filter(|a| a.respondent == one.id).collect();
                tr {
                    th scope="row" { a href=(format!("/surveys/{}/respondents/{}", survey.id, one.id.simple())) { (one.name) } }
                    td data-label=(w.territory()) { (one.territory) }
                    td data-label=(w.due()) { @if let Some(due) = one.due_on { (ui::date(cx, due)) } }
                    td data-label=(w.list_state()) { (standing(cx, one, of_one.last().copied())) }
                }
            }
        },
    )
}

/// How far a respondent is, in words.
pub(super) fn standing(cx: &Cx, one: &Respondent, answers: Option<&Answers>) -> Markup {
    let w = words(cx);
    let sent = answers.and_then(|a| a.submitted_at);
    html! {
        @match (one.role, sent, answers) {
            (Role::Informed, ..) => (ui::tag("", w.role_informed())),
            (_, Some(at), Some(a)) => {
                (ui::tag("ok", if a.validated_at.is_some() { w.stand_validated() } else { w.stand_sent() }))
                @if one.is_late(at.local_date(&cx.zone)) { " " (ui::tag("warn", w.stand_late())) }
                @if a.source == Source::Paper { " " (ui::tag("", w.stand_paper())) }
            }
            (_, None, Some(_)) => (ui::tag("warn", w.stand_begun())),
            _ => (ui::tag("", if one.opened_at.is_some() { w.stand_opened() } else { w.stand_silent() })),
        }
        @if one.role == Role::Volunteer { " " (ui::tag("warn", w.role_volunteer())) }
        @if one.set_aside.is_some() { " " (ui::tag("danger", w.stand_aside())) }
    }
}

pub(super) async fn publish(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    actions::publish(&cx, id).await?;
    Ok(redirect(format!("/surveys/{id}?done=published")))
}

pub(super) async fn open(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    actions::open(&cx, id).await?;
    Ok(redirect(format!("/surveys/{id}?done=opened")))
}

pub(super) async fn remind(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    actions::ask_again(&cx, id).await?;
    Ok(redirect(format!("/surveys/{id}?done=reminded")))
}

pub(super) async fn report(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    actions::report(&cx, id).await?;
    Ok(redirect(format!("/surveys/{id}?done=reported")))
}

pub(super) async fn close(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    actions::close(&cx, id).await?;
    Ok(redirect(format!("/surveys/{id}?done=closed")))
}

pub(super) async fn invite_form(cx: Cx) -> Result<Reply, Problem> {
    invite_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn invite_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut conn = cx.read().await?;
    let survey = actions::of_mine(cx, &mut conn, survey_id(cx)?).await?;
    drop(conn);
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let kinds: Vec<Choice> = survey
        .about
        .asked
        .iter()
        .filter_map(|code| pack.service_type(code))
        .map(|kind| Choice::new(&kind.code, kind.name.get(cx.lang)))
        .collect();
    let url = format!("/surveys/{}", survey.id);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.invite_title()) }
        p.mg-lead { (w.invite_lead()) }
        form method="post" action=(format!("{url}/respondents/new")) novalidate {
            (ui::form_key(cx))
            (ui::text_input(cx, form, errors, "name", w.name(), None))
            (ui::radios(cx, form, errors, "kind", w.kind(), None, &kinds))
            (ui::text_input(cx, form, errors, "number", w.number(), Some(w.number_hint())))
            (ui::text_input(cx, form, errors, "division", w.division(), None))
            (ui::submit(w.invite(), Some((w.cancel(), &url))))
        }
    };
    let page = Page::new(w.invite_title()).crumb(w.list_title(), Some("/surveys".into()));
    Ok(page.crumb(&survey.about.title, Some(url.clone())).narrow().errors(errors).show(cx, body))
}

pub(super) async fn invite(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id = survey_id(&cx)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let name = input.required_line("name", LINE, w.refused_line_without_name());
    let kind = input.required_choice("kind", |code| Some(code.to_owned()), w.kind_missing());
    let (number, division) = (input.line("number", LINE), input.line("division", LINE));
    let (Some(service_type), true) = (kind, input.errors.is_empty()) else {
        return invite_page(&cx, cx.form(), &input.errors).await;
    };
    let line = actions::invite(&cx, id, &NewLine { name, division, number, service_type }).await?;
    Ok(redirect(format!("/surveys/{id}/respondents/{}?done=invited", line.simple())))
}

/// The questions on paper, to be posted.
pub(super) async fn paper(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let survey = actions::of_mine(&cx, &mut conn, survey_id(&cx)?).await?;
    let ready = knowledge::forms::ready(&cx, &mut conn, survey.form_version).await?;
    drop(conn);
    let pack = directory::pack(&cx, &cx.actor()?.pack)?;
    let bytes = knowledge::forms::printing::paper(&cx, pack, &ready.form).await?;
    Ok(attachment("application/pdf", words(&cx).paper_file(), bytes))
}
