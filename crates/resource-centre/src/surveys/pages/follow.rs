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
use super::super::model::{Answers, Respondent, Role, Source, Standing, State, Survey};
use super::super::{actions, store, store_answers};
use super::{LINE, checks, done, state_tag, survey_id, words};

/// Respondents on a page.
const PAGE: i64 = 50;

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
        State::Open | State::Closed => store::count_to_validate(&mut conn, id).await?,
        _ => 0,
    };
    let q = kernel::name::fold(cx.query("q"));
    let role = Role::parse(cx.query("role"));
    let standing = Standing::parse(cx.query("standing")).map(|one| (one, cx.today()));
    let wanted = store::Wanted { q: &q, role, standing, ..store::Wanted::all(id, after(&cx), PAGE + 1) };
    let mut found = store::respondents(&mut conn, &wanted).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let ids: Vec<Uuid> = found.iter().map(|r| r.id).collect();
    let answers = store_answers::answers_of_all(&mut conn, &ids).await?;
    let checks = checks::read(&mut conn, &survey).await?;
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
            (rates(&cx, &survey, &tally, to_validate)?)
            (checks::show(&cx, &survey, &checks))
            div.mg-split #respondents {
                h2.govuk-heading-m { (w.respondents()) }
                @if matches!(survey.state(), State::Published | State::Open) { a.govuk-link.mg-no-print href=(format!("/surveys/{id}/respondents/new")) { (w.invite_title()) } }
            }
            (filters(&cx))
            @if found.is_empty() { (ui::empty(w.respondents_none(), w.respondents_none_text(), None)) }
            @else if survey.reported_at.is_none() && matches!(standing, Some((Standing::ToValidate, _))) {
                form method="post" action=(format!("/surveys/{id}/validation")) {
                    (ui::form_key(&cx))
                    (ui::hidden("q", cx.query("q")))
                    (ui::hidden("role", cx.query("role")))
                    p.govuk-body { (w.validate_text()) }
                    (table(&cx, &survey, &found, &answers, true))
                    (ui::submit(w.validate_ticked(), None))
                }
                (ui::paging(&cx, next.as_deref()))
            }
            @else { (table(&cx, &survey, &found, &answers, false)) (ui::paging(&cx, next.as_deref())) }
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
            State::Reported => {
                @if let Some(at) = survey.reported_at { p.govuk-body { (w.reported_text(ui::date_time(cx, at))) } }
                p.govuk-body { (w.archive_due()) }
            }
            State::Archived => @if let Some(at) = survey.archived_at { p.govuk-body { (w.archived_text(ui::date_time(cx, at))) } },
        }
        div.govuk-button-group.mg-no-print {
            @if survey.opened_at.is_some() { a.govuk-button href=(format!("{url}/results")) { (w.results()) } }
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
                State::Reported => {
                    a.govuk-link href=(format!("{url}/findings")) { (w.findings_as_read()) }
                    a.govuk-link href=(format!("{url}/archiving")) { (w.archive_title()) }
                }
                State::Archived => a.govuk-link href=(format!("{url}/findings")) { (w.findings_as_read()) },
            }
            @if matches!(survey.state(), State::Open | State::Closed) { a.govuk-link href=(format!("{url}/coding")) { (w.coding_title()) } }
        }
    }
}

/// How many answered, of those who were asked; by sector. Whoever was not asked stands apart.
fn rates(cx: &Cx, survey: &Survey, tally: &[store::Tally], to_validate: i64) -> Result<Markup, Problem> {
    let w = words(cx);
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let counted = |t: &&store::Tally| t.role == Role::Asked && t.set_aside.is_none();
    let sum = |which: &dyn Fn(&store::Tally) -> i64| tally.iter().filter(counted).map(which).sum::<i64>();
    let (asked, sent, begun) = (sum(&|t| t.respondents), sum(&|t| t.sent), sum(&|t| t.begun));
    let is_apart = |t: &&store::Tally| t.role == Role::Volunteer && t.set_aside.is_none();
    let volunteers: i64 = tally.iter().filter(is_apart).map(|t| t.sent).sum();
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
        if all == 0 { "–".to_owned() } else { format!("{}\u{a0}%", (of * 100 + all / 2) / all) }
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
            (w.rate_asked(), those(survey, Some(Role::Asked), None, asked)),
            (w.rate_sent(), html! { (those(survey, Some(Role::Asked), Some(Standing::Sent), sent)) " (" (percent(sent, asked)) ")" }),
            (w.rate_to_validate(), those(survey, None, Some(Standing::ToValidate), to_validate)),
            (w.rate_drafts(), those(survey, Some(Role::Asked), Some(Standing::Begun), begun - sent)),
            (w.rate_volunteers(), those(survey, Some(Role::Volunteer), Some(Standing::Sent), volunteers)),
            (w.rate_aside(), those(survey, None, Some(Standing::Aside), aside)),
        ]))
        (lines(w.rate_by_sector(), w.sector(), by(&sector)))
        (lines(w.rate_by_territory(), w.territory(), by(&territory)))
    })
}

/// A number that leads to the list of exactly those who are counted in it.
fn those(survey: &Survey, role: Option<Role>, standing: Option<Standing>, count: i64) -> Markup {
    let role = role.map(|one| ("role", one.code()));
    let standing = standing.map(|one| ("standing", one.code()));
    let url = ui::with_query(&format!("/surveys/{}", survey.id), role.into_iter().chain(standing));
    html! { @if count > 0 { a.govuk-link href=(format!("{url}#respondents")) { (count) } } @else { (count) } }
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
    let standings = [
        Choice::new("", w.standing_all()),
        Choice::new(Standing::Silent.code(), w.standing_silent()),
        Choice::new(Standing::Begun.code(), w.stand_begun()),
        Choice::new(Standing::Overdue.code(), w.standing_overdue()),
        Choice::new(Standing::Sent.code(), w.stand_sent()),
        Choice::new(Standing::ToValidate.code(), w.standing_to_validate()),
        Choice::new(Standing::Paper.code(), w.stand_paper()),
        Choice::new(Standing::Aside.code(), w.stand_aside()),
    ];
    ui::filters(
        cx,
        html! {
            (ui::text_input(cx, &form, &FieldErrors::default(), "q", w.name(), None))
            (ui::filter_select(cx, &form, "role", w.role(), &roles))
            (ui::filter_select(cx, &form, "standing", w.list_state(), &standings))
        },
    )
}

fn table(cx: &Cx, survey: &Survey, found: &[Respondent], answers: &[Answers], ticked: bool) -> Markup {
    let w = words(cx);
    let tick = ticked.then_some(ui::Column { label: w.validate_one(), sort: None });
    let columns = [w.name(), w.territory(), w.due(), w.list_state()];
    let columns = columns.map(|label| ui::Column { label, sort: None }).into_iter().chain(tick);
    ui::table(
        w.respondents(),
        &columns.collect::<Vec<_>>(),
        html! {
            @for one in found {
                @let of_one: Vec<&Answers> = answers.iter().filter(|a| a.respondent == one.id).collect();
                tr {
                    th scope="row" { a href=(format!("/surveys/{}/respondents/{}", survey.id, one.id.simple())) { (one.name) } }
                    td data-label=(w.territory()) { (one.territory) }
                    td data-label=(w.due()) { @if let Some(due) = one.due_on { (ui::date(cx, due)) } }
                    td data-label=(w.list_state()) { (standing(cx, one, of_one.last().copied())) }
                    @if ticked {
                        td data-label=(w.validate_one()) {
                            @if let Some(a) = of_one.iter().rfind(|a| a.submitted_at.is_some() && a.validated_at.is_none()) {
                                (tick_box(&w.validate_of(&one.name), a.id))
                            }
                        }
                    }
                }
            }
        },
    )
}

fn tick_box(name: &str, id: Uuid) -> Markup {
    let id = id.simple();
    html! {
        div.govuk-checkboxes.govuk-checkboxes--small {
            div.govuk-checkboxes__item {
                input.govuk-checkboxes__input type="checkbox" id=(format!("answers-{id}")) name="answers" value=(id);
                label.govuk-label.govuk-checkboxes__label for=(format!("answers-{id}")) { span.govuk-visually-hidden { (name) } }
            }
        }
    }
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

/// Validates what was ticked in the list.
pub(super) async fn validate(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    let ticked: Vec<Uuid> = cx
        .form()
        .all("answers")
        .into_iter()
        .filter_map(|one| Uuid::parse_str(one).ok())
        .take(PAGE as usize)
        .collect();
    actions::validate_all(&cx, id, &ticked).await?;
    let (q, role) = (cx.form().raw("q"), cx.form().raw("role"));
    let list =
        [("done", "validated-all"), ("q", q), ("role", role), ("standing", Standing::ToValidate.code())];
    Ok(redirect(ui::with_query(&format!("/surveys/{id}"), list)))
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
