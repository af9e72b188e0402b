// SPDX-License-Identifier: EUPL-1.2
//! Adding somebody around the child, amending what is known of somebody, ending a relationship.

use kernel::{CaseId, PersonId, RelationshipId};
use maud::html;
use platform::db::{Reader, StoreError};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::{Conflict, ConflictField, Problem};
use platform::ui::{self, Choice};
use rulebook::list;

use super::super::{actions, frame::CaseFrame};
use super::new::read_person;
use super::new_views::{person_fields, sexes};
use super::people::{enter_people, person_of, role};
use super::{back, choices, deed, family, filled, offered, words};
use crate::access::Action;
use crate::people::{self, Person, PersonChange, Query, Sex};

pub(super) async fn new_form(cx: Cx) -> Result<Reply, Problem> {
    new_page(&cx, cx.form(), &FieldErrors::default(), &[]).await
}

/// The form, with the people of that name whom the reader knows already, once they were looked for.
async fn new_page(cx: &Cx, form: &Form, errors: &FieldErrors, known: &[Person]) -> Result<Reply, Problem> {
    let w = words(cx);
    let (_, _, f, _) = enter_people(cx, Action::Write).await?;
    let kinds = choices(cx, list::RELATIONSHIP)?;
    let people = format!("{}/people", f.url());
    let mut same: Vec<Choice> = known
        .iter()
        .map(|p| Choice::new(p.id.to_string(), family::named(cx, p)).hint(people::birth_line(cx, p)))
        .collect();
    same.push(Choice::new("new", w.people_somebody_else()));
    let content = html! {
        p.mg-lead { (w.people_add_lead()) }
        form method="post" action=(people) novalidate {
            (ui::form_key(cx))
            @if !known.is_empty() {
                (ui::hidden("searched", "1"))
                (ui::radios(cx, form, errors, "existing", w.people_known(), Some(w.people_known_hint()), &same))
            }
            (person_fields(cx, form, errors))
            (ui::select(cx, form, errors, "kind", w.people_kind(), Some(w.people_kind_hint()), &kinds))
            (ui::text_input(cx, form, errors, "source", w.people_source(), Some(w.people_source_hint())))
            (ui::checkbox(form, "alleged", w.alleged_box()))
            (ui::date_input(cx, form, errors, "from_date", w.relation_from(), Some(w.birth_hint()), Some(())))
            (ui::date_input(cx, form, errors, "until_date", w.relation_until(), Some(w.birth_hint()), Some(())))
            (ui::submit(w.save(), Some((w.cancel(), &people))))
        }
    };
    Ok(deed(cx, &f, w.people_add(), errors, content))
}

pub(super) async fn relate(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let kinds = choices(&cx, list::RELATIONSHIP)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let person = read_person(&cx, &mut input);
    if person.given.is_empty() && person.family.is_empty() {
        input.errors.add("family", "required", w.new_name_missing());
    }
    let around = actions::Around {
        kind: input.required_choice("kind", offered(&kinds), w.people_kind_missing()).unwrap_or_default(),
        source: input.required_line("source", 300, w.people_source_missing()),
        alleged: input.ticked("alleged"),
        from_date: input.partial_date("from_date"),
        until_date: input.partial_date("until_date"),
    };
    if let (Some(from), Some(until)) = (around.from_date, around.until_date)
        && until.latest() < from.earliest()
    {
        input.errors.add("until_date", "before-begin", w.ends_before_it_begins());
    }
    if !input.errors.is_empty() {
        return new_page(&cx, cx.form(), &input.errors, &[]).await;
    }
    let existing = cx.form().raw("existing").to_owned();
    if existing.is_empty() {
        // Is it somebody whom one knows already: the mother of a sister, the grandfather of last year's report?
        let (mut conn, _, _, child) = enter_people(&cx, Action::Write).await?;
        let query = Query { text: format!("{} {}", person.given, person.family), birth: person.birth };
        let found = people::search(&cx, &mut conn, &query).await?;
        drop(conn);
        let known: Vec<Person> =
            found.readable.into_iter().map(|m| m.person).filter(|p| p.id != child.id).take(8).collect();
        if !known.is_empty() {
            let mut errors = FieldErrors::default();
            if !cx.form().raw("searched").is_empty() {
                errors.add("existing", "required", w.people_known_missing());
            }
            return new_page(&cx, cx.form(), &errors, &known).await;
        }
    }
    match existing.parse::<PersonId>() {
        Ok(known) => actions::relate_known(&cx, case, known, &around).await?,
        Err(_) => {
            actions::relate_new(&cx, case, &person, &around).await?;
        }
    }
    Ok(back(case, "people", "person-added"))
}

async fn enter_person(cx: &Cx) -> Result<(Reader, CaseFrame, Person), Problem> {
    let (mut conn, _, f, child) = enter_people(cx, Action::Write).await?;
    let person = person_of(cx, &mut conn, &child).await?;
    Ok((conn, f, person))
}

pub(super) async fn edit_form(cx: Cx) -> Result<Reply, Problem> {
    let (_, f, person) = enter_person(&cx).await?;
    let form = filled([
        ("version", person.version.to_string()),
        ("given", person.given.clone()),
        ("family", person.family.clone()),
        ("birth", person.birth.map(|b| b.to_string()).unwrap_or_default()),
        ("sex", person.sex.code().to_owned()),
        ("languages", person.languages.clone()),
        ("interpreter", person.interpreter.clone()),
        ("died_on", person.died_on.map(|d| d.to_string()).unwrap_or_default()),
    ]);
    Ok(edit_page(&cx, &f, &person, &form, &FieldErrors::default()))
}

fn edit_page(cx: &Cx, f: &CaseFrame, person: &Person, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let people = format!("{}/people", f.url());
    let content = html! {
        p.mg-lead { (family::named(cx, person)) }
        form method="post" action=(format!("{people}/{}/edit", person.id)) novalidate {
            (ui::form_key(cx))
            (ui::hidden("version", form.raw("version")))
            (ui::text_input(cx, form, errors, "given", w.given(), Some(w.rename_hint())))
            (ui::text_input(cx, form, errors, "family", w.family(), None))
            (ui::date_input(cx, form, errors, "birth", w.birth(), Some(w.birth_hint()), Some(())))
            (ui::radios(cx, form, errors, "sex", w.sex_label(), Some(w.sex_hint()), &sexes(cx)))
            (ui::text_input(cx, form, errors, "languages", w.languages(), None))
            (ui::text_input(cx, form, errors, "interpreter", w.interpreter(), Some(w.interpreter_hint())))
            (ui::details(w.died_on(), html! {
                (ui::date_input(cx, form, errors, "died_on", w.died_on(), None, None))
            }))
            (ui::submit(w.save(), Some((w.cancel(), &people))))
        }
    };
    deed(cx, f, w.person_amend(), errors, content)
}

pub(super) async fn amend(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (case, id): (CaseId, PersonId) = (cx.id("id")?, cx.id("person")?);
    let mut input = Input::new(cx.form(), cx.lang);
    let new = read_person(&cx, &mut input);
    let sex = input.choice("sex", Sex::parse);
    let died_on = input.date("died_on");
    if died_on.is_some_and(|d| d > cx.today()) {
        input.errors.add("died_on", "in-future", w.date_in_future());
    }
    if new.given.is_empty() && new.family.is_empty() {
        let (_, _, person) = enter_person(&cx).await?;
        // A child who has no name yet keeps none; a name that was known is not emptied.
        if !person.name().is_empty() {
            input.errors.add("given", "required", w.new_name_missing());
        }
    }
    if !input.errors.is_empty() {
        let (_, f, person) = enter_person(&cx).await?;
        return Ok(edit_page(&cx, &f, &person, cx.form(), &input.errors));
    }
    let change = PersonChange {
        given: Some(new.given),
        family: Some(new.family),
        birth: new.birth,
        sex,
        languages: Some(new.languages),
        interpreter: Some(new.interpreter),
        died_on,
    };
    match actions::amend_person(&cx, case, id, &change, input.version()).await {
        Ok(()) => Ok(back(case, "people", "person-amended")),
        Err(Problem::Store(StoreError::Changed)) => Err(conflict(&cx, case, &change).await?),
        Err(other) => Err(other),
    }
}

/// Somebody else was faster: both versions, field by field, so that none is lost.
async fn conflict(cx: &Cx, case: CaseId, mine: &PersonChange) -> Result<Problem, Problem> {
    let w = words(cx);
    let (_, _, now) = enter_person(cx).await?;
    let field = |name: &'static str, label: &str, theirs: String, mine: Option<String>| ConflictField {
        name,
        label: label.to_owned(),
        mine: mine.unwrap_or_else(|| theirs.clone()),
        theirs,
    };
    let text = |date: Option<String>| date.unwrap_or_default();
    let fields = vec![
        field("given", w.given(), now.given.clone(), mine.given.clone()),
        field("family", w.family(), now.family.clone(), mine.family.clone()),
        field("birth", w.birth(), text(now.birth.map(|d| d.to_string())), mine.birth.map(|d| d.to_string())),
        field("sex", w.sex_label(), now.sex.code().to_owned(), mine.sex.map(|s| s.code().to_owned())),
        field("languages", w.languages(), now.languages.clone(), mine.languages.clone()),
        field("interpreter", w.interpreter(), now.interpreter.clone(), mine.interpreter.clone()),
        field(
            "died_on",
            w.died_on(),
            text(now.died_on.map(|d| d.to_string())),
            mine.died_on.map(|d| d.to_string()),
        ),
    ];
    Ok(Problem::Conflict(Box::new(Conflict {
        resend_to: format!("/cases/{case}/people/{}/edit", now.id),
        version: now.version,
        fields,
    })))
}

pub(super) async fn end_form(cx: Cx) -> Result<Reply, Problem> {
    end_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn end_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let id: RelationshipId = cx.id("relationship")?;
    let (mut conn, _, f, child) = enter_people(cx, Action::Write).await?;
    let around = people::around(&mut conn, child.id).await?;
    drop(conn);
    let (link, person) =
        around.iter().find(|(r, _)| r.id == id && r.ended_reason.is_none()).ok_or(Problem::NotFound)?;
    let people = format!("{}/people", f.url());
    let content = html! {
        p.mg-lead { (w.relation_end_lead(family::named(cx, person), role(cx, child.id, link))) }
        form method="post" action=(format!("{}/relationships/{id}/end", f.url())) novalidate {
            (ui::form_key(cx))
            (ui::date_input(cx, form, errors, "until_date", w.relation_until(), Some(w.relation_end_hint()), Some(())))
            (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.relation_end_reason_hint()), 3))
            (ui::submit(w.save(), Some((w.cancel(), &people))))
        }
    };
    Ok(deed(cx, &f, w.relation_end(), errors, content))
}

pub(super) async fn end(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (case, id): (CaseId, RelationshipId) = (cx.id("id")?, cx.id("relationship")?);
    let mut input = Input::new(cx.form(), cx.lang);
    let until = input.partial_date("until_date");
    let reason = input.required_text("reason", 1_000, w.reason_missing());
    if !input.errors.is_empty() {
        return end_page(&cx, cx.form(), &input.errors).await;
    }
    actions::end_relationship(&cx, case, id, until, &reason).await?;
    Ok(back(case, "people", "relation-ended"))
}
