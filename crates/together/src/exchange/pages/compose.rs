// SPDX-License-Identifier: EUPL-1.2
//! Writing an exchange: what kind, to whom, what, and by which decision something of somebody may be told with it.

use ::register::access::Action;
use ::register::{access, cases, directory};
use kernel::{CaseId, DisclosureId, ExchangeId, Layer, SubjectKind};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};

use super::super::actions::{self, NewExchange, Sending, Writing};
use super::super::model::{Kind, Rhythm, Side};
use super::super::words::Words;
use super::{
    Names, TEXT, channels, filled, kind_name, moment_fields, moment_of, nominal_choices, nominal_of, page,
    thread, url, words,
};
use crate::sharing::{self, Channel, NewPiece};

/// Until when, in days, those addressed read what is told of somebody, unless another day is chosen.
const USUAL_DAYS: i32 = 90;
/// By when, in days, an answer is hoped for unless another day is chosen.
const ANSWER_DAYS: i32 = 15;

// ── What kind ────────────────────────────────────────────────────────────────

fn kinds(w: &Words) -> Vec<Choice> {
    let hint = |k: Kind| w.by_key(&format!("kind-{}.hint", k.code().replace('_', "-"))).unwrap_or_default();
    Kind::ALL.iter().map(|k| Choice::new(k.code(), kind_name(w, *k)).hint(hint(*k))).collect()
}

pub(super) async fn new_form(cx: Cx) -> Result<Reply, Problem> {
    let form = filled([("continues".to_owned(), cx.query("continues").to_owned())]);
    new_page(&cx, &form, &FieldErrors::default())
}

fn new_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.new_exchange()) }
        p.mg-lead { (w.new_lead()) }
        form method="post" action="/exchanges/new" novalidate {
            (ui::form_key(cx))
            (ui::hidden("continues", form.raw("continues")))
            (ui::radios(cx, form, errors, "kind", w.kind(), None, &kinds(&w)))
            (ui::submit(w.go_on(), Some((w.cancel(), "/exchanges"))))
        }
    };
    let page = Page::new(w.new_exchange()).crumb(w.exchanges(), Some("/exchanges".into()));
    Ok(page.narrow().errors(errors).show(cx, body))
}

pub(super) async fn open(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let Some(kind) = input.required_choice("kind", Kind::parse, w.kind_missing()) else {
        return new_page(&cx, cx.form(), &input.errors);
    };
    let continues: Option<ExchangeId> = cx.form().raw("continues").parse().ok();
    let id = actions::open_exchange(&cx, &NewExchange { kind, case: None, continues }).await?;
    Ok(redirect(format!("/exchanges/{id}")))
}

pub(super) async fn new_in_case_form(cx: Cx) -> Result<Reply, Problem> {
    new_in_case_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn new_in_case_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let case: CaseId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = access::require(cx, &mut conn, Action::Write, case).await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let back = format!("/cases/{case}/exchanges");
    let frame = cases::frame(cx, &mut conn, &grant, &back).await?;
    let body = html! {
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.new_exchange()) }
        p.mg-lead { (w.new_lead()) }
        form method="post" action=(format!("{back}/new")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "kind", w.kind(), None, &kinds(&w)))
            (ui::submit(w.go_on(), Some((w.cancel(), &back))))
        }
    };
    Ok(frame.page(cx, w.new_exchange()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn open_in_case(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let Some(kind) = input.required_choice("kind", Kind::parse, w.kind_missing()) else {
        return new_in_case_page(&cx, cx.form(), &input.errors).await;
    };
    let new = NewExchange { kind, case: Some(cx.id("id")?), continues: None };
    let id = actions::open_exchange(&cx, &new).await?;
    Ok(redirect(format!("/exchanges/{id}")))
}

// ── What ─────────────────────────────────────────────────────────────────────

pub(super) async fn writing_form(cx: Cx) -> Result<Reply, Problem> {
    let opened = super::open(&cx, Action::Write).await?;
    let e = &opened.thread.exchange;
    let hoped = e.answer_by.unwrap_or(cx.today().plus_days(ANSWER_DAYS));
    let written = !e.words.is_empty();
    let form = filled([
        ("words".to_owned(), e.words.clone()),
        ("channel".to_owned(), if written { e.channel.code().to_owned() } else { String::new() }),
        (
            "nominal".to_owned(),
            match (written, e.nominal) {
                (false, _) => String::new(),
                (true, true) => "yes".to_owned(),
                (true, false) => "no".to_owned(),
            },
        ),
        ("answer-by".to_owned(), hoped.to_string()),
        ("confirmation".to_owned(), if e.confirmation { "1".to_owned() } else { String::new() }),
        ("rhythm".to_owned(), e.rhythm.clone()),
    ]);
    writing_page(&cx, &opened, &form, &FieldErrors::default())
}

fn writing_page(
    cx: &Cx,
    opened: &super::Opened,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let kind = opened.thread.exchange.kind;
    super::super::rules::drafting(&opened.thread).map_err(|r| actions::refused(cx, r))?;
    let url = url(&opened.thread);
    let rhythms: Vec<Choice> = Rhythm::ALL
        .iter()
        .map(|r| Choice::new(r.code(), w.by_key(&format!("rhythm-{}", r.code())).unwrap_or_default()))
        .collect();
    let (label, hint) = match kind {
        Kind::InformationRequest => (w.words_information(), w.words_information_hint()),
        Kind::InterventionRequest => (w.words_intervention(), w.words_intervention_hint()),
        Kind::JointAction => (w.words_joint(), w.words_joint_hint()),
        Kind::Spontaneous => (w.words_spontaneous(), w.words_spontaneous_hint()),
        Kind::Advice => (w.words_advice(), w.words_advice_hint()),
    };
    let body = html! {
        @if kind == Kind::Advice { (ui::warning(cx, w.advice_warning())) }
        form method="post" action=(format!("{url}/writing")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "channel", w.channel(), None, &channels(&w)))
            (ui::textarea(cx, form, errors, "words", label, Some(hint), 6))
            @if kind != Kind::Advice { (ui::radios(cx, form, errors, "nominal", w.nominal(), Some(w.nominal_hint()), &nominal_choices(&w))) }
            @if kind.wants_answer() { (ui::date_input(cx, form, errors, "answer-by", w.answer_by(), Some(w.answer_by_hint()), None)) }
            @if kind == Kind::JointAction { (ui::select(cx, form, errors, "rhythm", w.rhythm(), Some(w.rhythm_hint()), &rhythms)) }
            (ui::checkbox(form, "confirmation", w.confirmation()))
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &opened.thread, w.step_writing(), errors, body))
}

pub(super) async fn write(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = super::open(&cx, Action::Write).await?;
    let kind = opened.thread.exchange.kind;
    let mut input = Input::new(cx.form(), cx.lang);
    let channel = input.required_choice("channel", Channel::parse, w.channel_missing());
    let said = input.required_text("words", TEXT, w.refused_no_words());
    let nominal = if kind == Kind::Advice { Some(false) } else { nominal_of(&mut input, &w) };
    let answer_by = if kind.wants_answer() { input.date("answer-by") } else { None };
    if answer_by.is_some_and(|day| day < cx.today()) {
        input.errors.add("answer-by", "in-past", w.refused_answer_by_in_past());
    }
    let rhythm = input.choice("rhythm", Rhythm::parse);
    let confirmation = input.ticked("confirmation");
    let (Some(channel), Some(nominal), true) = (channel, nominal, input.errors.is_empty()) else {
        return writing_page(&cx, &opened, cx.form(), &input.errors);
    };
    let writing = Writing {
        channel,
        words: said,
        nominal,
        answer_by,
        confirmation,
        rhythm: rhythm.map(|r| r.code().to_owned()).unwrap_or_default(),
    };
    let id = opened.thread.exchange.id;
    drop(opened);
    actions::write(&cx, id, &writing).await?;
    Ok(redirect(format!("/exchanges/{id}?done=written")))
}

// ── By which decision ────────────────────────────────────────────────────────

pub(super) async fn content_form(cx: Cx) -> Result<Reply, Problem> {
    content_page(&cx, cx.form(), &FieldErrors::default()).await
}

/// The decision by which something of somebody may be told with what is said next: one that was taken before and still holds, or a
/// new one, begun here with its recipients and its first piece.
async fn content_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = super::open(cx, Action::Write).await?;
    let t = opened.thread.clone();
    let under_way = actions::content_of(cx, &mut opened.conn, &t).await?;
    if t.parties.is_empty() {
        return Err(actions::refused(cx, kernel::Refusal::new("no-party")));
    }
    let url = url(&t);
    let earlier = match (opened.side, t.exchange.case, t.exchange.sent_at) {
        (Side::From, Some(case), None) => earlier_decisions(cx, &mut opened, case).await?,
        _ => Vec::new(),
    };
    // Whoever answers may follow the same child: the decision then lies in their own file, with the family they know.
    let own_cases = match opened.side {
        Side::To => own_cases(cx, &mut opened).await?,
        Side::From => Vec::new(),
    };
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let lang = cx.lang.code();
    let rules: Vec<Choice> = sharing::rules_offered(pack, cx.today())
        .iter()
        .map(|r| Choice::new(r.code(), r.title(lang)).hint(r.summary(lang)))
        .collect();
    let known = sharing::words::Words(cx.lang);
    let origins = sharing::origins(cx);
    let body = html! {
        p.mg-lead { (w.content_lead()) }
        @if let Some(d) = &under_way {
            p.govuk-body { (w.content_under_way()) }
            p { a.govuk-button href=(format!("/disclosures/{}", d.id)) { (w.content_open()) } }
        } @else {
            @if !earlier.is_empty() {
                form method="post" action=(format!("{url}/content")) novalidate {
                    (ui::form_key(cx))
                    (ui::radios(cx, form, errors, "earlier", w.content_earlier(), Some(w.content_earlier_hint()), &earlier))
                    (ui::submit(w.content_attach(), Some((w.cancel(), &url))))
                }
                h2.govuk-heading-m { (w.content_new()) }
            }
            form method="post" action=(format!("{url}/content")) novalidate {
                (ui::form_key(cx))
                (ui::radios(cx, form, errors, "rule-set", known.rule_set(), Some(known.rule_set_hint()), &rules))
                @if !own_cases.is_empty() { (ui::select(cx, form, errors, "case", w.content_case(), Some(w.content_case_hint()), &own_cases)) }
                (ui::text_input(cx, form, errors, "title", known.piece_title(), Some(known.piece_title_hint())))
                (ui::textarea(cx, form, errors, "words", known.piece_words(), Some(known.piece_words_hint()), 5))
                (ui::radios(cx, form, errors, "origin", known.piece_origin(), None, &origins))
                p.govuk-body-s { (known.no_legal_advice()) }
                (ui::submit(w.content_begin(), Some((w.cancel(), &url))))
            }
        }
    };
    Ok(page(cx, &t, w.step_content(), errors, body))
}

/// As many of one's own cases as are offered.
const OWN_CASES: i64 = 60;

/// The open cases in which whoever answers writes, by number and given name.
async fn own_cases(cx: &Cx, opened: &mut super::Opened) -> Result<Vec<Choice>, Problem> {
    let scope = access::scope(cx, SubjectKind::CASE, Action::Write)?;
    let found = cases::list(&mut opened.conn, &scope, &cases::ListFilter::default(), OWN_CASES).await?;
    let choice = |c: &cases::Listed| {
        let given = if c.layers.has(Layer::Identity) { c.given.as_str() } else { "" };
        Choice::new(c.id.to_string(), format!("{} {given}", c.reference))
    };
    Ok(found.iter().map(choice).collect())
}

/// The decisions of a case that were told, still hold, and permit something to all who are addressed.
async fn earlier_decisions(
    cx: &Cx,
    opened: &mut super::Opened,
    case: CaseId,
) -> Result<Vec<Choice>, Problem> {
    let home = cases::home_of(&mut opened.conn, case).await?;
    let Some(grant) = access::may(cx, &mut opened.conn, Action::Read, home).await? else {
        return Ok(Vec::new());
    };
    let all = cases::with_merged(&mut opened.conn, &grant).await?;
    let told = sharing::told_from(&mut opened.conn, &grant, &all, cx.today()).await?;
    let holds = |d: &&sharing::Disclosure| {
        opened.thread.parties.iter().all(|p| !d.open_to(p.practitioner).is_empty())
    };
    let choice = |d: &sharing::Disclosure| {
        let day = ui::date(cx, d.drafted_at.local_date(&cx.zone));
        Choice::new(d.id.to_string(), format!("{day} – {}", sharing::short(&d.composition.why)))
    };
    Ok(told.iter().filter(holds).map(choice).collect())
}

pub(super) async fn content(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let known = sharing::words::Words(cx.lang);
    let id: ExchangeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    if cx.form().has("earlier") {
        let earlier: Option<DisclosureId> =
            input.required_choice("earlier", |d| d.parse().ok(), w.content_earlier_missing());
        let Some(earlier) = earlier else { return content_page(&cx, cx.form(), &input.errors).await };
        actions::attach(&cx, id, Some(earlier)).await?;
        return Ok(redirect(format!("/exchanges/{id}?done=attached")));
    }
    let pack = directory::pack(&cx, &cx.actor()?.pack)?;
    let one = |code: &str| pack.rule_set(code, cx.today()).map(|r| r.code().to_owned());
    let rule_set = input.required_choice("rule-set", one, known.rule_set_missing());
    let title = input.required_line("title", 300, known.piece_title_missing());
    let said = input.required_text("words", TEXT, known.piece_words_missing());
    let origin = sharing::origin(&cx, &mut input);
    let (Some(rule_set), Some(origin), true) = (rule_set, origin, input.errors.is_empty()) else {
        return content_page(&cx, cx.form(), &input.errors).await;
    };
    let case: Option<CaseId> = input.choice("case", |c| c.parse().ok());
    let opened = super::open(&cx, Action::Write).await?;
    let why = opened.thread.exchange.words.clone();
    let why = if why.is_empty() { title.clone() } else { why };
    drop(opened);
    let piece = NewPiece { title, words: said, entry: None, file: None, class: String::new(), origin };
    let decision = actions::begin_content(&cx, id, &rule_set, case, &why, Some(piece)).await?;
    Ok(redirect(format!("/disclosures/{decision}")))
}

// ── Sending ──────────────────────────────────────────────────────────────────

pub(super) async fn sending_form(cx: Cx) -> Result<Reply, Problem> {
    let form = filled([("until".to_owned(), cx.today().plus_days(USUAL_DAYS).to_string())]);
    sending_page(&cx, &form, &FieldErrors::default()).await
}

/// What those addressed will read, and nothing else, before it leaves.
async fn sending_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = super::open(cx, Action::Write).await?;
    super::super::rules::drafting(&opened.thread).map_err(|r| actions::refused(cx, r))?;
    let t = opened.thread.clone();
    let e = &t.exchange;
    let content = actions::content_of(cx, &mut opened.conn, &t).await?;
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&t)).await?;
    let silence = super::silence::foreseen(cx, &mut opened.conn, &t).await?;
    let url = url(&t);
    let body = html! {
        p.mg-lead { (w.sending_lead()) }
        (thread::as_partner(cx, &t, &names, content.as_ref()))
        (silence)
        form method="post" action=(format!("{url}/sending")) novalidate {
            (ui::form_key(cx))
            @if e.channel == Channel::Oral { (moment_fields(cx, form, errors)) }
            @if e.nominal && content.is_some() {
                (ui::date_input(cx, form, errors, "until", w.until(), Some(w.until_hint()), None))
            }
            (ui::submit(if e.channel == Channel::Oral { w.sending_record() } else { w.sending_submit() }, Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &t, w.sending_title(), errors, body))
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let opened = super::open(&cx, Action::Write).await?;
    let is_oral = opened.thread.exchange.channel == Channel::Oral;
    drop(opened);
    let mut input = Input::new(cx.form(), cx.lang);
    let occurred_at = if is_oral { moment_of(&cx, &mut input) } else { None };
    let until_on = until_of(&cx, &mut input);
    if !input.errors.is_empty() {
        return sending_page(&cx, cx.form(), &input.errors).await;
    }
    let id: ExchangeId = cx.id("id")?;
    actions::send(&cx, id, &Sending { occurred_at, until_on }).await?;
    Ok(redirect(format!("/exchanges/{id}?done=sent")))
}

/// Until when what is told of somebody is read: the day of the form, else the usual one.
pub(super) fn until_of(cx: &Cx, input: &mut Input<'_>) -> kernel::Date {
    let w = words(cx);
    let until = input.date("until").unwrap_or(cx.today().plus_days(USUAL_DAYS));
    if until < cx.today() {
        input.errors.add("until", "in-past", w.until_in_past());
    }
    if until.days_since(cx.today()) > sharing::rules::LONGEST_DAYS {
        input.errors.add("until", "too-far", w.until_too_far());
    }
    until
}

pub(super) async fn discard(cx: Cx) -> Result<Reply, Problem> {
    actions::discard(&cx, cx.id("id")?).await?;
    Ok(redirect("/exchanges?which=sent&done=discarded"))
}
