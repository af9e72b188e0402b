// SPDX-License-Identifier: EUPL-1.2
//! Preparing a decision: the page from which one goes to each step and comes back, and the steps why, to whom and what.

use ::register::access::Action;
use ::register::cases::{self, TimelineFilter};
use ::register::{attachments, directory};
use kernel::{AttachmentId, DisclosureId, EntryId, InstitutionId, PieceId, PractitionerId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use secrecy::{Answer, Asked, Outcome, RuleSet};

use super::super::actions::{self, NewPiece};
use super::super::letter::{Announced, knows_all};
use super::super::look::Wanted;
use super::super::model::{Disclosure, Stand, Told};
use super::choose::{self, Choosing, choose};
use super::{
    Documents, LINE, Names, Opened, TEXT, explain, filled, letter, look, may_compose, page, paragraphs,
    stand_tag, url, words,
};

/// As many entries of the file as can be pointed at from one page.
const ENTRIES: i64 = 30;
/// Refusals that are told beside the choice of a document.
const DOCUMENT: &[&str] = &["document-not-there", "document-joined-already", "whole-file"];

// ── The page of a decision ───────────────────────────────────────────────────

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = super::open(&cx, Action::Read).await?;
    let rules = actions::rule_set(&cx, &opened.disclosure)?;
    let mut names = Names::of(&cx, &mut opened.conn, std::slice::from_ref(&opened.disclosure)).await?;
    let (leave, d) = (opened.leave.clone(), opened.disclosure.clone());
    let now = actions::announced(&cx, &mut opened.conn, &leave, &d).await?;
    let letters = letter::section(&cx, &mut opened, &now, &mut names).await?;
    let answer = match &d.decided {
        Some(decided) => decided.decision.clone(),
        None => actions::assess(&cx, &mut opened.conn, &leave, &d).await?,
    };
    let stand = d.stand(cx.today());
    let lang = cx.lang.code();
    let composes = may_compose(&opened);
    let wanted = actions::look_wanted(&cx, &mut opened.conn, &d).await?;
    let body = html! {
        p { (stand_tag(&cx, stand)) " " strong { (rules.title(lang)) } }
        @if let Some(exchange) = d.exchange {
            p.govuk-body { (w.made_for_exchange()) " " a.govuk-link href=(format!("/exchanges/{exchange}")) { (w.made_for_exchange_link()) } }
        }
        (ui::facts(vec![
            (w.why(), paragraphs(&d.composition.why)),
            (w.purpose(), html! { (purpose_name(rules, &d.composition.purpose, lang)) }),
            (w.prepared_by(), html! { (names.practitioner(d.drafted_by)) ", " (ui::date_time(&cx, d.drafted_at)) }),
        ]))
        @if stand == Stand::Prepared { (steps(&cx, &d, rules, &names, &now, composes)) (look::section(&cx, &opened, &names, wanted, answer.outcome)?) }
        @if let Some(decided) = &d.decided {
            (ui::facts(vec![
                (w.look_title(), look::given(&cx, &d, &names)),
                (w.decided_by(), html! { (names.practitioner(decided.by)) ", " (ui::date_time(&cx, decided.at)) }),
                (w.reason(), paragraphs(&decided.reason)),
                (w.alternative(), explain::instead(rules, decided, lang)),
            ]))
        }
        @if let Some(told) = &d.executed {
            (ui::facts(vec![
                (w.told_by(), html! { (names.practitioner(told.by)) ", " (ui::date_time(&cx, told.at)) }),
                (w.readable_until(), html! { (ui::date(&cx, told.until_on)) }),
            ]))
        }
        @if let Some(back) = &d.withdrawn {
            (ui::facts(vec![
                (w.withdrawn_by(), html! { (names.practitioner(back.by)) ", " (ui::date_time(&cx, back.at)) }),
                (w.reason(), paragraphs(&back.why)),
            ]))
            @if d.executed.is_some() { (ui::warning(&cx, w.cannot_be_undone())) }
        }
        (letters)
        h3.govuk-heading-m { @if d.decided.is_some() { (w.answer_kept()) } @else { (w.answer_so_far()) } }
        @if stand == Stand::Prepared { (explain::so_far(&cx, rules, &answer, &d, &names)) }
        @else { (explain::answer(&cx, rules, &answer, &d, &names)) }
        (deeds(&cx, &opened, stand, composes, (wanted, answer.outcome)))
    };
    Ok(page(&cx, &opened, w.disclosure_title(), &FieldErrors::default(), body))
}

fn purpose_name<'a>(rules: &'a RuleSet, code: &str, lang: &'a str) -> &'a str {
    rules.purposes().iter().find(|p| p.code() == code).map_or("", |p| p.words(lang))
}

/// The steps, with what each still lacks.
fn steps(cx: &Cx, d: &Disclosure, rules: &RuleSet, names: &Names, now: &Announced, composes: bool) -> Markup {
    let w = words(cx);
    let c = &d.composition;
    let url = url(d);
    let (given, asked) = answered(d, rules);
    let step = |label: &str, href: String, done: bool, state: String| {
        html! {
            li.govuk-task-list__item.govuk-task-list__item--with-link {
                div.govuk-task-list__name-and-hint {
                    @if composes { a.govuk-link.govuk-task-list__link href=(href) { (label) } } @else { (label) }
                }
                div.govuk-task-list__status { @if done { (state) } @else { (ui::tag("warn", &state)) } }
            }
        }
    };
    html! {
        h3.govuk-heading-m { (w.steps_title()) }
        ul.govuk-task-list {
            @let has_purpose = rules.purposes().is_empty() || !c.purpose.is_empty();
            (step(
                w.step_purpose(),
                format!("{url}/purpose"),
                has_purpose,
                if has_purpose { w.step_done().to_owned() } else { w.step_to_do().to_owned() },
            ))
            (step(w.step_recipients(), format!("{url}/recipients"), !c.recipients.is_empty(), w.step_recipients_count(c.recipients.len() as i64)))
            (step(w.step_pieces(), format!("{url}/pieces"), !c.pieces.is_empty(), w.step_pieces_count(c.pieces.len() as i64)))
            @for informed in &c.family {
                @let (done, state) = match &informed.told {
                    None => (false, w.step_to_do().to_owned()),
                    Some(Told::On { on, .. }) if !knows_all(c, informed.person, now) => (false, w.family_told_in_part(ui::date(cx, *on))),
                    Some(Told::On { on, .. }) => (true, w.family_told_on(ui::date(cx, *on))),
                    Some(Told::NotTold { reviewed_by: Some(_), .. }) => (true, w.family_not_told_reviewed().to_owned()),
                    Some(Told::NotTold { .. }) => (false, w.family_not_told().to_owned()),
                    Some(Told::NotConcerned { .. }) => (true, w.family_not_concerned().to_owned()),
                };
                (step(&w.step_family(names.person(informed.person)), format!("{url}/family/{}", informed.person), done, state))
            }
            @if d.case.is_none() {
                (step(w.step_family_name(), format!("{url}/family"), !c.family.is_empty(), w.step_family_count(c.family.len() as i64)))
            }
            (step(w.step_questions(), format!("{url}/questions"), asked > 0 && given == asked, w.step_questions_count(given, asked)))
        }
    }
}

/// How many of the questions that are asked now have an answer.
fn answered(d: &Disclosure, rules: &RuleSet) -> (i64, i64) {
    let c = &d.composition;
    let is_given =
        |answers: &secrecy::Answers, code: &str| answers.get(code).is_some_and(|a| *a != Answer::Unanswered);
    let (mut given, mut asked) = (0, 0);
    let mut one = |answers: Option<&secrecy::Answers>, code: &str| {
        asked += 1;
        given += i64::from(answers.is_some_and(|a| is_given(a, code)));
    };
    for question in rules.questions() {
        let code = question.code();
        match question.asked() {
            Asked::Decision => one(Some(&c.answers), code),
            Asked::Recipient => c.recipients.iter().for_each(|r| one(Some(&r.answers), code)),
            Asked::Item => c.pieces.iter().for_each(|p| one(Some(&p.answers), code)),
            Asked::Pair => {
                for r in &c.recipients {
                    for p in &c.pieces {
                        one(c.need(r.practitioner, p.id).map(|n| &n.answers), code);
                    }
                }
            }
        }
    }
    (given, asked)
}

/// What can be done next.
fn deeds(
    cx: &Cx,
    opened: &Opened,
    stand: Stand,
    composes: bool,
    (wanted, outcome): (Option<Wanted>, Outcome),
) -> Markup {
    let w = words(cx);
    let url = url(&opened.disclosure);
    let writes = opened.may(Action::Write) && opened.at_work();
    html! {
        div.govuk-button-group.mg-no-print {
            @match stand {
                Stand::Prepared if composes => (look::deeds(cx, opened, wanted, outcome)),
                Stand::Permitted if writes => {
                    @match opened.disclosure.exchange {
                        Some(exchange) => a.govuk-button href=(format!("/exchanges/{exchange}")) { (w.deed_send()) },
                        None => a.govuk-button href=(format!("{url}/telling")) { (w.deed_tell()) },
                    }
                    a.govuk-link href=(format!("{url}/withdrawal")) { (w.deed_abandon()) }
                }
                Stand::Told | Stand::Ended if writes => {
                    a.govuk-button.govuk-button--secondary href=(format!("{url}/withdrawal")) { (w.deed_withdraw()) }
                }
                _ => {}
            }
        }
    }
}

// ── Why ──────────────────────────────────────────────────────────────────────

pub(super) async fn purpose_form(cx: Cx) -> Result<Reply, Problem> {
    let opened = super::open(&cx, Action::Write).await?;
    let c = &opened.disclosure.composition;
    let ticked = |yes: bool| if yes { "1".to_owned() } else { String::new() };
    let form = filled([
        ("why".to_owned(), c.why.clone()),
        ("purpose".to_owned(), c.purpose.clone()),
        ("consent".to_owned(), ticked(c.consent_invoked)),
        ("open-ended".to_owned(), ticked(c.open_ended)),
    ]);
    purpose_page(&cx, &opened, &form, &FieldErrors::default())
}

fn purpose_page(cx: &Cx, opened: &Opened, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let rules = actions::rule_set(cx, &opened.disclosure)?;
    let lang = cx.lang.code();
    let purposes: Vec<Choice> =
        rules.purposes().iter().map(|p| Choice::new(p.code(), p.words(lang))).collect();
    let url = url(&opened.disclosure);
    let body = html! {
        form method="post" action=(format!("{url}/purpose")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "why", w.why(), Some(w.why_hint()), 3))
            @if !purposes.is_empty() { (ui::radios(cx, form, errors, "purpose", w.purpose(), None, &purposes)) }
            (ui::checkbox(form, "open-ended", w.open_ended()))
            (ui::checkbox(form, "consent", w.consent_invoked()))
            @if let Some(note) = rules.consent_note(lang) { div.govuk-inset-text { (note) } }
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, opened, w.step_purpose(), errors, body))
}

pub(super) async fn purpose(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = super::open(&cx, Action::Write).await?;
    let rules = actions::rule_set(&cx, &opened.disclosure)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_text("why", TEXT, w.why_missing());
    let known = |code: &str| rules.purposes().iter().find(|p| p.code() == code).map(|p| p.code().to_owned());
    let purpose = match rules.purposes().is_empty() {
        true => Some(String::new()),
        false => input.required_choice("purpose", known, w.purpose_missing()),
    };
    let (Some(purpose), true) = (purpose, input.errors.is_empty()) else {
        return purpose_page(&cx, &opened, cx.form(), &input.errors);
    };
    let (consent, open_ended) = (input.ticked("consent"), input.ticked("open-ended"));
    actions::set_purpose(&cx, opened.disclosure.id, &purpose, &why, consent, open_ended).await?;
    Ok(redirect(url(&opened.disclosure)))
}

// ── To whom ──────────────────────────────────────────────────────────────────

pub(super) async fn recipients_form(cx: Cx) -> Result<Reply, Problem> {
    recipients_page(&cx).await
}

/// First the institution, found by name; then the person. A name of a service is no personal data.
async fn recipients_page(cx: &Cx) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = super::open(cx, Action::Write).await?;
    let d = opened.disclosure.clone();
    let names = Names::of(cx, &mut opened.conn, std::slice::from_ref(&d)).await?;
    let ids: Vec<PractitionerId> = d.composition.recipients.iter().map(|r| r.practitioner).collect();
    let secrecy = directory::secrecy_on_day(&mut opened.conn, &ids, cx.today()).await?;
    let url = url(&d);
    let page_url = format!("{url}/recipients");
    let choosing = Choosing {
        page: &page_url,
        send_to: &page_url,
        but: Some(cx.actor()?.institution),
        places: d.composition.recipients.iter().map(|r| r.institution).collect(),
        types: Vec::new(),
    };
    let chooser = choose(cx, &mut opened.conn, choosing).await?;
    let body = html! {
        p.mg-lead { (w.recipients_lead()) }
        @if !d.composition.recipients.is_empty() {
            ul.mg-people {
                @for r in &d.composition.recipients {
                    li.mg-people__item {
                        span.mg-people__name { (names.practitioner(r.practitioner)) ", " (names.institution(r.institution)) }
                        (choose::duty(cx, secrecy.get(&r.practitioner).copied()))
                        form method="post" action=(format!("{url}/recipients/{}/removal", r.practitioner)) {
                            (ui::form_key(cx))
                            button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" { (w.remove()) span.govuk-visually-hidden { " " (names.practitioner(r.practitioner)) } }
                        }
                    }
                }
            }
        }
        h3.govuk-heading-m { (w.recipients_add()) }
        (chooser)
        p { a.govuk-link href=(url) { (w.back_to_disclosure()) } }
    };
    Ok(page(cx, &opened, w.step_recipients(), &FieldErrors::default(), body))
}

pub(super) async fn add_recipient(cx: Cx) -> Result<Reply, Problem> {
    let id: DisclosureId = cx.id("id")?;
    let who: Option<PractitionerId> = cx.form().raw("who").parse().ok();
    let institution: Option<InstitutionId> = cx.form().raw("institution").parse().ok();
    let (Some(who), Some(institution)) = (who, institution) else { return recipients_page(&cx).await };
    actions::add_recipient(&cx, id, who, institution).await?;
    Ok(redirect(format!("/disclosures/{id}/recipients?done=recipient")))
}

pub(super) async fn remove_recipient(cx: Cx) -> Result<Reply, Problem> {
    let id: DisclosureId = cx.id("id")?;
    actions::remove_recipient(&cx, id, cx.id("who")?).await?;
    Ok(redirect(format!("/disclosures/{id}/recipients")))
}

// ── What ─────────────────────────────────────────────────────────────────────

pub(super) async fn pieces_form(cx: Cx) -> Result<Reply, Problem> {
    pieces_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn pieces_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = super::open(cx, Action::Write).await?;
    let d = opened.disclosure.clone();
    let rules = actions::rule_set(cx, &d)?;
    let lang = cx.lang.code();
    let mut entries = match opened.leave.in_case() {
        Some(grant) => cases::timeline(&mut opened.conn, grant, &TimelineFilter::default(), ENTRIES).await?,
        None => Vec::new(),
    };
    let documents: Vec<Choice> = match opened.leave.in_case() {
        Some(grant) => {
            let all = cases::with_merged(&mut opened.conn, grant).await?;
            let found = attachments::documents_of(&mut opened.conn, grant, &all).await?;
            found.into_iter().map(|file| Choice::new(file.id.to_string(), file.label)).collect()
        }
        None => Vec::new(),
    };
    let secrets = actions::secrets_of(&mut opened.conn, &opened.leave).await?;
    entries.retain(|e| !e.summary.is_empty());
    let pointed: Vec<Choice> = entries
        .iter()
        .map(|e| {
            let day = ui::date(cx, e.occurred_at.local_date(&cx.zone));
            let text: String = secrets.mask(&e.summary).chars().take(90).collect();
            Choice::new(e.id.to_string(), format!("{day} – {text}"))
        })
        .collect();
    let mut classes: Vec<Choice> =
        rules.classes().iter().map(|c| Choice::new(c.code(), c.words(lang))).collect();
    if !classes.is_empty() {
        classes.push(Choice::new("other", w.class_other()));
    }
    let origins = super::origins(cx);
    let url = url(&d);
    let body = html! {
        p.mg-lead { (w.pieces_lead()) }
        @for piece in &d.composition.pieces {
            article.mg-note.mg-note--institution {
                div.mg-note__head { h3.mg-note__title { (piece.title) } }
                (paragraphs(&piece.words))
                (super::document(cx, &d, piece, Documents::OfFile))
                p.mg-note__foot { (w.by_key(&format!("origin-{}", piece.origin.code().replace('_', "-"))).unwrap_or_default()) }
                form method="post" action=(format!("{url}/pieces/{}/removal", piece.id)) {
                    (ui::form_key(cx))
                    button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" { (w.remove()) span.govuk-visually-hidden { " " (piece.title) } }
                }
            }
        }
        h3.govuk-heading-m { (w.pieces_add()) }
        form method="post" action=(format!("{url}/pieces")) novalidate {
            (ui::form_key(cx))
            (ui::text_input(cx, form, errors, "title", w.piece_title(), Some(w.piece_title_hint())))
            (ui::textarea(cx, form, errors, "words", w.piece_words(), Some(w.piece_words_hint()), 6))
            @if !pointed.is_empty() { (ui::select(cx, form, errors, "entry", w.piece_entry(), Some(w.piece_entry_hint()), &pointed)) }
            @if !documents.is_empty() { (ui::select(cx, form, errors, "document", w.piece_document(), Some(w.piece_document_hint()), &documents)) }
            (ui::radios(cx, form, errors, "origin", w.piece_origin(), None, &origins))
            @if !classes.is_empty() { (ui::radios(cx, form, errors, "class", w.piece_class(), None, &classes)) }
            (ui::submit(w.piece_submit(), Some((w.back_to_disclosure(), &url))))
        }
    };
    Ok(page(cx, &opened, w.step_pieces(), errors, body))
}

pub(super) async fn add_piece(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: DisclosureId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let title = input.required_line("title", LINE, w.piece_title_missing());
    let said = input.text("words", TEXT);
    let entry: Option<EntryId> = input.choice("entry", |e| e.parse().ok());
    let file: Option<AttachmentId> = input.choice("document", |f| f.parse().ok());
    if said.is_empty() && entry.is_none() && file.is_none() {
        input.errors.add("words", "required", w.piece_words_missing());
    }
    let origin = super::origin(&cx, &mut input);
    let class = input.choice("class", |c| Some(c.to_owned())).unwrap_or_default();
    let (Some(origin), true) = (origin, input.errors.is_empty()) else {
        return pieces_page(&cx, cx.form(), &input.errors).await;
    };
    match actions::add_piece(&cx, id, NewPiece { title, words: said, entry, file, class, origin }).await {
        Ok(_) => Ok(redirect(format!("/disclosures/{id}/pieces?done=piece"))),
        Err(Problem::Refused(refused)) if DOCUMENT.contains(&refused.code) => {
            let text = [Some(refused.why), refused.way].into_iter().flatten().collect::<Vec<_>>().join(" ");
            input.errors.add("document", refused.code, text);
            pieces_page(&cx, cx.form(), &input.errors).await
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn remove_piece(cx: Cx) -> Result<Reply, Problem> {
    let id: DisclosureId = cx.id("id")?;
    let piece: PieceId = cx.id("piece")?;
    actions::remove_piece(&cx, id, piece).await?;
    Ok(redirect(format!("/disclosures/{id}/pieces")))
}
