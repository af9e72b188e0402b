// SPDX-License-Identifier: EUPL-1.2
//! Pages of notes.

use kernel::NoteId;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use register::access::{self, Action};
use register::{cases, directory, drafts};

use super::super::actions;
use super::super::model::{Correction, NewNote, Note, NoteLayer, Texts};
use super::super::store::{self, NoteFilter};
use super::super::views::{self, Names};
use super::super::words::Words;
use super::super::{FORM_CORRECTION, FORM_NOTE};
use super::{Opened, PAGE, PRINT, after, cursor, is_print, open, opened};

/// The longest of the three texts, in characters: some thirty pages.
const LONGEST: usize = 50_000;

/// All notes of a case that one may read, the newest first.
pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let here = open(&cx, &mut conn, Action::Read, "notes").await?;
    let read = cases::with_merged(&mut conn, &here.grant).await?;
    let filter = NoteFilter { layer: NoteLayer::parse(cx.query("layer")), before: after(&cx) };
    let limit = if is_print(&cx) { PRINT } else { PAGE };
    let mut notes = store::notes(&mut conn, &here.grant, &read, &filter, limit + 1).await?;
    let more = notes.len() as i64 > limit;
    notes.truncate(limit as usize);
    let secrets = cases::secrets_of(&mut conn, &here.grant).await?;
    for note in &mut notes {
        for text in [&mut note.observed, &mut note.heard, &mut note.thought] {
            *text = secrets.mask(text);
        }
    }
    let next = notes.last().filter(|_| more).map(|n| cursor(n.occurred_on, n.id.0));
    let names = names(&mut conn, &notes).await?;
    let list = views::NoteList {
        case: here.grant.subject(),
        notes: &notes,
        names: &names,
        filter: &filter,
        next: next.as_deref(),
        may_write: here.may_write,
    };
    Ok(views::notes(&cx, &here.frame, &list))
}

async fn names(conn: &mut platform::db::Conn, notes: &[Note]) -> Result<Names, Problem> {
    let ids: Vec<_> = notes.iter().flat_map(|n| [n.author, n.written_by]).collect();
    Ok(directory::practitioner_names(conn, ids).await?)
}

/// The form of a new note, as it was left.
pub(super) async fn new(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let here = open(&cx, &mut conn, Action::Write, "notes").await?;
    let draft = drafts::resume(&cx, &mut conn, FORM_NOTE, Some(here.grant.subject().0)).await?;
    let form = match &draft {
        Some(draft) => Form::from_fields(draft.fields.clone()),
        None => Form::from_fields(vec![
            ("layer".into(), NoteLayer::parse(cx.query("layer")).map_or("", NoteLayer::code).into()),
            ("occurred".into(), cx.today().to_string()),
        ]),
    };
    let case = here.grant.subject();
    Ok(views::note_form(&cx, &here.frame, case, &form, draft.as_ref(), &FieldErrors::default()))
}

fn texts(input: &mut Input<'_>, missing: &str) -> Texts {
    let texts = Texts {
        observed: input.text("observed", LONGEST),
        heard: input.text("heard", LONGEST),
        thought: input.text("thought", LONGEST),
    };
    if texts.is_empty() {
        input.errors.add("observed", "required", missing);
    }
    texts
}

fn occurred(cx: &Cx, input: &mut Input<'_>) -> Option<kernel::Date> {
    let w = Words(cx.lang);
    let on = input.required_date("occurred", w.note_occurred_missing());
    if on.is_some_and(|on| on > cx.today()) {
        input.errors.add("occurred", "in-future", w.refused_date_in_future());
    }
    on
}

/// Writes a note.
pub(super) async fn write(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let here = open(&cx, &mut conn, Action::Write, "notes").await?;
    let case = here.grant.subject();
    let w = Words(cx.lang);
    let mut input = Input::new(cx.form(), cx.lang);
    let on = occurred(&cx, &mut input);
    let texts = texts(&mut input, w.note_missing());
    let layer = input.required_choice("layer", NoteLayer::parse, w.note_layer_missing());
    let (Some(layer), Some(occurred_on), true) = (layer, on, input.errors.is_empty()) else {
        return Ok(views::note_form(&cx, &here.frame, case, cx.form(), None, &input.errors));
    };
    drop(conn);
    let draft = Some(drafts::id_of(&cx, FORM_NOTE, Some(case.0))?);
    let written = actions::write_note(&cx, case, &NewNote { layer, occurred_on, texts, draft }).await?;
    Ok(redirect(format!("/notes/{}?done=written", written.id)))
}

/// One note, with its former versions.
pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let (grant, note, former) = actions::note(&cx, &mut conn, cx.id::<NoteId>("id")?).await?;
    let here = opened(&cx, &mut conn, grant, "notes").await?;
    let ids: Vec<_> = former.iter().map(|f| f.written_by).chain([note.author, note.written_by]).collect();
    let names = directory::practitioner_names(&mut conn, ids).await?;
    let may_correct = here.may_write;
    Ok(views::note_page(&cx, &here.frame, here.grant.subject(), &note, &former, &names, may_correct))
}

async fn to_correct(cx: &Cx, conn: &mut platform::db::Conn) -> Result<(Opened, Note), Problem> {
    let (grant, note, _) = actions::note(cx, conn, cx.id::<NoteId>("id")?).await?;
    let grant = access::require(cx, conn, Action::Write, grant.subject()).await?;
    Ok((opened(cx, conn, grant, "notes").await?, note))
}

/// The form of a correction.
pub(super) async fn correction(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let (here, note) = to_correct(&cx, &mut conn).await?;
    let draft = drafts::resume(&cx, &mut conn, FORM_CORRECTION, Some(note.id.0)).await?;
    let form = match &draft {
        Some(draft) => Form::from_fields(draft.fields.clone()),
        None => Form::from_fields(vec![
            ("version".into(), note.version.to_string()),
            ("occurred".into(), note.occurred_on.to_string()),
            ("observed".into(), note.observed.clone()),
            ("heard".into(), note.heard.clone()),
            ("thought".into(), note.thought.clone()),
        ]),
    };
    Ok(views::correction_form(&cx, &here.frame, &note, &form, draft.as_ref(), &FieldErrors::default()))
}

/// Corrects a note.
pub(super) async fn correct(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let (here, note) = to_correct(&cx, &mut conn).await?;
    let w = Words(cx.lang);
    let mut input = Input::new(cx.form(), cx.lang);
    let version = input.version();
    let on = occurred(&cx, &mut input);
    let texts = texts(&mut input, w.note_missing());
    let reason = input.text("reason", 2_000);
    if note.author != here.grant.practitioner() && reason.is_empty() {
        input.errors.add("reason", "required", w.correction_reason_missing());
    }
    let (Some(occurred_on), true) = (on, input.errors.is_empty()) else {
        return Ok(views::correction_form(&cx, &here.frame, &note, cx.form(), None, &input.errors));
    };
    drop(conn);
    let draft = Some(drafts::id_of(&cx, FORM_CORRECTION, Some(note.id.0))?);
    let correction = Correction { version, occurred_on, texts, reason, draft };
    actions::correct_note(&cx, note.id, &correction).await?;
    Ok(redirect(format!("/notes/{}?done=corrected", note.id)))
}
