// SPDX-License-Identifier: EUPL-1.2
//! The register of an institution: what it decided to tell others, and what it refused, without a name of a family and without
//! a word of what was said. For whoever answers for the institution: they owe an account of it, and no seat in a case goes with
//! that. Nobody else has a use for it: a supervision reads its cases.

use std::collections::{BTreeMap, BTreeSet};

use ::register::{directory, ledger};
use kernel::{Date, DisclosureId, Ground, Instant, SubjectKind};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, attachment};
use platform::problem::Problem;
use platform::table::{self, Cell, Sheet};
use platform::ui::{self, Page};
use secrecy::{Outcome, RuleSet};

use super::super::model::{Disclosure, Finding, Told};
use super::super::{actions, events, store_register};
use super::{filled, words};

/// How many decisions are read at a time.
const AT_ONCE: i64 = 500;
/// How many a table holds: a period with more is asked for in two.
const MOST: usize = 20_000;
/// The longest period, in days.
const LONGEST_DAYS: i32 = 366;

/// The period asked for, in the address: this year until today, when nothing is.
struct Period {
    from: Date,
    until: Date,
    form: Form,
    errors: FieldErrors,
}

fn period(cx: &Cx) -> Period {
    let w = words(cx);
    let asked = Form::from_fields(cx.request.query.clone());
    let mut input = Input::new(&asked, cx.lang);
    let (from, until) = (input.date("from"), input.date("until"));
    let mut errors = input.errors;
    let today = cx.today();
    let from = from.or_else(|| Date::from_ymd(today.year(), 1, 1)).unwrap_or(today);
    let until = until.unwrap_or(today.max(from));
    if errors.is_empty() && until < from {
        errors.add("until", "before-from", w.whole_until_before());
    } else if errors.is_empty() && until.days_since(from) > LONGEST_DAYS {
        errors.add("until", "too-long", w.whole_too_long());
    }
    let form = match errors.is_empty() {
        true => filled([("from".to_owned(), from.to_string()), ("until".to_owned(), until.to_string())]),
        false => asked,
    };
    Period { from, until, form, errors }
}

/// A decision with what was objected to it.
struct Line {
    decision: Disclosure,
    objections: Vec<(Date, Option<Finding>)>,
}

/// All of a period, a few hundred at a time.
async fn lines(cx: &Cx, period: &Period) -> Result<Vec<Line>, Problem> {
    let institution = cx.actor()?.institution;
    let start = |day: Date| Instant::from_local(day, 0, 0, &cx.zone).unwrap_or(cx.now);
    let between = (start(period.from), start(period.until.plus_days(1)));
    let mut conn = cx.read().await?;
    let mut out: Vec<Line> = Vec::new();
    let mut after = None;
    loop {
        let found = store_register::decided(&mut conn, institution, between, after, AT_ONCE).await?;
        let is_last = (found.len() as i64) < AT_ONCE;
        after = found.last().and_then(|d| d.decided.as_ref().map(|x| (x.at, d.id.0)));
        let ids: Vec<DisclosureId> = found.iter().map(|d| d.id).collect();
        let mut objections: BTreeMap<DisclosureId, Vec<_>> = BTreeMap::new();
        for (id, on, finding) in store_register::objected(&mut conn, &ids).await? {
            objections.entry(id).or_default().push((on, finding));
        }
        out.extend(found.into_iter().map(|decision| {
            let objections = objections.remove(&decision.id).unwrap_or_default();
            Line { decision, objections }
        }));
        if out.len() > MOST {
            return Err(actions::refused(cx, kernel::Refusal::new("register-too-long")));
        }
        if is_last {
            return Ok(out);
        }
    }
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let period = period(&cx);
    let lines = if period.errors.is_empty() { lines(&cx, &period).await? } else { Vec::new() };
    let count = |which: &dyn Fn(&Line) -> bool| html! { (lines.iter().filter(|line| which(line)).count()) };
    let is = |outcome: Outcome| {
        move |line: &Line| line.decision.decided.as_ref().is_some_and(|x| x.decision.outcome == outcome)
    };
    let (from, until) = (period.from.to_string(), period.until.to_string());
    let asked = [("from", from.as_str()), ("until", until.as_str())];
    let body = html! {
        (ui::error_summary(&cx, &period.errors))
        h1.govuk-heading-l { (w.whole_title()) }
        p.mg-lead { (w.whole_lead()) }
        form method="get" action="/disclosures/register" novalidate {
            (ui::date_input(&cx, &period.form, &period.errors, "from", w.whole_from(), None, None))
            (ui::date_input(&cx, &period.form, &period.errors, "until", w.whole_until(), None, None))
            (ui::submit(w.whole_submit(), None))
        }
        @if period.errors.is_empty() {
            h2.govuk-heading-m { (w.whole_period(ui::date(&cx, period.from), ui::date(&cx, period.until))) }
            @if lines.is_empty() { (ui::empty(w.whole_none(), w.whole_none_text(), None)) }
            @else {
                (ui::facts(vec![
                    (w.whole_permitted(), count(&is(Outcome::Permitted))),
                    (w.whole_in_part(), count(&is(Outcome::PermittedInPart))),
                    (w.whole_refused(), count(&is(Outcome::Refused))),
                    (w.whole_withdrawn(), count(&|line| line.decision.withdrawn.is_some())),
                    (w.whole_objected(), count(&|line| !line.objections.is_empty())),
                ]))
                p.govuk-body { (w.whole_columns()) }
                div.govuk-button-group.mg-no-print {
                    a.govuk-button href=(ui::with_query("/disclosures/register/table.xlsx", asked)) { (w.whole_xlsx()) }
                    a.govuk-button.govuk-button--secondary href=(ui::with_query("/disclosures/register/table.csv", asked)) { (w.whole_csv()) }
                }
            }
        }
    };
    Ok(Page::new(w.whole_title()).narrow().errors(&period.errors).show(&cx, body))
}

pub(super) async fn as_csv(cx: Cx) -> Result<Reply, Problem> {
    let (headings, rows, name) = exported(&cx).await?;
    let bytes = table::csv(&headings, &rows).map_err(|_| Problem::fault("a table could not be written"))?;
    Ok(attachment("text/csv; charset=utf-8", &format!("{name}.csv"), bytes))
}

pub(super) async fn as_xlsx(cx: Cx) -> Result<Reply, Problem> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let (headings, rows, name) = exported(&cx).await?;
    let (sheet, today) = (words(&cx).register_title(), cx.today());
    // Computing without a pause: not where others wait.
    let written = tokio::task::spawn_blocking(move || {
        let sheet = Sheet { name: sheet, headings: &headings, rows: &rows };
        table::xlsx(&[sheet], today)
    })
    .await;
    let bytes =
        written.ok().and_then(Result::ok).ok_or_else(|| Problem::fault("a table could not be written"))?;
    Ok(attachment(KIND, &format!("{name}.xlsx"), bytes))
}

/// The table of a period. That it was taken out leaves its trace before a row is read.
async fn exported(cx: &Cx) -> Result<(Vec<&'static str>, Vec<Vec<Cell>>, String), Problem> {
    let w = words(cx);
    let period = period(cx);
    if !period.errors.is_empty() {
        return Err(actions::refused(cx, kernel::Refusal::new("register-without-period")));
    }
    let institution = SubjectKind::INSTITUTION.of(cx.actor()?.institution);
    ledger::witness_reading(cx, events::DISCLOSURES_EXPORTED, institution, Ground::Function).await?;
    let lines = lines(cx, &period).await?;
    let places: BTreeSet<_> =
        lines.iter().flat_map(|l| l.decision.composition.recipients.iter().map(|r| r.institution)).collect();
    let mut conn = cx.read().await?;
    let names = directory::institution_names(&mut conn, places).await?;
    drop(conn);
    let rows =
        lines.iter().map(|line| row(cx, line, &|id| names.get(&id).cloned().unwrap_or_default())).collect();
    let headings = vec![
        w.whole_decided_on(),
        w.rule_set_column(),
        w.whole_outcome(),
        w.whole_recipients(),
        w.whole_institutions(),
        w.whole_pieces(),
        w.whole_classes(),
        w.whole_family_told(),
        w.whole_family_not_told(),
        w.whole_family_apart(),
        w.whole_grounds(),
        w.whole_looked_on(),
        w.channel(),
        w.received_on(),
        w.readable_until(),
        w.whole_withdrawn_on(),
        w.whole_objections(),
        w.whole_objected_on(),
        w.finding_column(),
    ];
    Ok((headings, rows, format!("{}-{}-{}", w.whole_file(), period.from, period.until)))
}

fn row(cx: &Cx, line: &Line, name: &dyn Fn(kernel::InstitutionId) -> String) -> Vec<Cell> {
    let w = words(cx);
    let (d, lang) = (&line.decision, cx.lang.code());
    let rules = actions::rule_set(cx, d).ok();
    let day = |at: Instant| at.local_date(&cx.zone).to_string();
    let text = |text: Option<String>| Cell::Text(text.unwrap_or_default());
    let outcome = d.decided.as_ref().map(|x| match x.decision.outcome {
        Outcome::Permitted => w.whole_permitted(),
        Outcome::PermittedInPart => w.whole_in_part(),
        Outcome::Refused => w.whole_refused(),
    });
    let places: BTreeSet<String> = d.composition.recipients.iter().map(|r| name(r.institution)).collect();
    let told = |which: fn(&Told) -> bool| {
        Cell::Count(d.composition.family.iter().filter(|f| f.told.as_ref().is_some_and(which)).count())
    };
    let channel = d.executed.as_ref().map(|x| match x.channel {
        super::super::model::Channel::Written => w.channel_written(),
        super::super::model::Channel::Oral => w.channel_oral(),
    });
    let finding =
        line.objections.iter().rev().find_map(|(_, finding)| *finding).map(|finding| match finding {
            Finding::Upheld => w.finding_upheld(),
            Finding::Overturned => w.finding_overturned(),
        });
    vec![
        text(d.decided.as_ref().map(|x| day(x.at))),
        text(rules.map(|r| r.title(lang).to_owned())),
        text(outcome.map(str::to_owned)),
        Cell::Count(d.composition.recipients.len()),
        Cell::Text(places.into_iter().collect::<Vec<_>>().join(" | ")),
        Cell::Count(d.composition.pieces.len()),
        Cell::Text(rules.map(|r| classes(w.whole_class_other(), r, d, lang)).unwrap_or_default()),
        told(|told| matches!(told, Told::On { .. })),
        told(|told| matches!(told, Told::NotTold { .. })),
        told(|told| matches!(told, Told::NotConcerned { .. })),
        Cell::Text(rules.map(|r| grounds(r, d, lang)).unwrap_or_default()),
        text(d.look.as_ref().and_then(|look| look.given.as_ref()).map(|given| day(given.at))),
        text(channel.map(str::to_owned)),
        text(d.executed.as_ref().map(|x| day(x.at))),
        text(d.executed.as_ref().map(|x| x.until_on.to_string())),
        text(d.withdrawn.as_ref().map(|x| day(x.at))),
        Cell::Count(line.objections.len()),
        text(line.objections.last().map(|(on, _)| on.to_string())),
        text(finding.map(str::to_owned)),
    ]
}

/// « Health: 2 | other: 1 ».
fn classes(other: &str, rules: &RuleSet, d: &Disclosure, lang: &str) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for piece in &d.composition.pieces {
        let known = rules.classes().iter().find(|c| c.code() == piece.class);
        *counts.entry(known.map_or(other, |c| c.words(lang))).or_default() += 1;
    }
    counts.into_iter().map(|(class, n)| format!("{class} : {n}")).collect::<Vec<_>>().join(" | ")
}

/// On which grounds somebody was not told before, by the words of the rule.
fn grounds(rules: &RuleSet, d: &Disclosure, lang: &str) -> String {
    let named = d.composition.family.iter().filter_map(|f| match &f.told {
        Some(Told::NotTold { ground: Some(code), .. }) => rules.grounds().iter().find(|g| g.code() == code),
        _ => None,
    });
    let words: BTreeSet<&str> = named.map(|ground| ground.words(lang)).collect();
    words.into_iter().collect::<Vec<_>>().join(" | ")
}
