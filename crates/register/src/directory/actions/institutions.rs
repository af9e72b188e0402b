// SPDX-License-Identifier: EUPL-1.2
//! Territories and institutions: recorded, amended, verified.

use kernel::{Event, EventKind, FunctionKind, Ground, InstitutionId, Subject, SubjectKind};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::{Conflict, ConflictField, Problem};
use serde_json::json;

use super::super::model::{
    ContactPointId, FormerName, INSTALLATION, Institution, InstitutionFields, NewContactPoint, NewTerritory,
    TERRITORY, Territory, TerritoryId,
};
use super::super::rules::{self, Kept};
use super::super::{events, refused, store, store_people, type_name, words};

/// An event of whoever acts, or of the operator's command when nobody is signed in.
pub(in super::super) fn event_at(
    cx: &Cx,
    at: InstitutionId,
    kind: EventKind,
    subject: Subject,
) -> Result<Event, Problem> {
    match cx.actor {
        Some(_) => cx.event(kind, subject, None, Ground::Administration),
        None => Ok(cx.event_without_actor(at, kind, subject, Ground::Administration)),
    }
}

/// Writes down a territory.
pub async fn record_territory(cx: &Cx, new: NewTerritory) -> Result<TerritoryId, Problem> {
    let id: TerritoryId = cx.new_id()?;
    let NewTerritory { pack, code, level, name, parent, minors } = new;
    let territory = Territory { id, pack, code, level, name, parent, minors };
    let mut tx = cx.begin().await?;
    store::insert_territory(&mut tx, &territory).await?;
    let event = event_at(cx, INSTALLATION, events::TERRITORY_RECORDED, TERRITORY.of(id))?;
    tx.commit(event.with_detail(json!({"pack": territory.pack, "code": territory.code}).to_string())).await?;
    Ok(id)
}

/// Enters an institution into the directory, with one function of every kind.
pub async fn record_institution(cx: &Cx, fields: InstitutionFields) -> Result<InstitutionId, Problem> {
    let mut tx = cx.begin().await?;
    let (id, event) = record_in(cx, &mut tx, fields).await?;
    tx.commit(event).await?;
    Ok(id)
}

/// As [`record_institution`], in a transaction that goes on.
pub(in super::super) async fn record_in(
    cx: &Cx,
    tx: &mut Tx,
    mut fields: InstitutionFields,
) -> Result<(InstitutionId, Event), Problem> {
    rules::institution(&fields, crate::rulebook(cx)?.pack(&fields.pack)).map_err(|r| refused(cx, r))?;
    let id: InstitutionId = cx.new_id()?;
    if fields.code.is_empty() {
        fields.code = rules::code_from(&fields.name);
        if store::code_is_taken(tx, &fields.code).await? {
            fields.code = format!("{}-{}", fields.code, &id.to_string()[26..]);
        }
    }
    let now = tx.now();
    store::insert_institution(tx, id, &fields, now).await?;
    for &kind in FunctionKind::ALL {
        store::insert_function(tx, cx.new_id()?, id, kind).await?;
    }
    let detail = json!({"code": fields.code, "type": fields.service_type, "name": fields.name});
    let event = event_at(cx, id, events::INSTITUTION_RECORDED, SubjectKind::INSTITUTION.of(id))?;
    Ok((id, event.with_detail(detail.to_string())))
}

/// Changes an institution's page, if it is still as it was at `version`; else both texts come back. A changed name or type
/// becomes a former one.
pub async fn amend_institution(
    cx: &Cx,
    id: InstitutionId,
    version: i64,
    fields: InstitutionFields,
) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let before = store::institution(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    may_keep(cx, &mut tx, id).await?;
    if before.version != version {
        return Err(conflict(cx, &mut tx, &before, &fields).await?);
    }
    if let Some(event) = amend_in(cx, &mut tx, &before, fields).await? {
        tx.commit(event).await?;
    }
    // Otherwise nothing changed: nothing happened.
    Ok(())
}

/// As [`amend_institution`], in a transaction that goes on; `None` when nothing changes.
pub(in super::super) async fn amend_in(
    cx: &Cx,
    tx: &mut Tx,
    before: &Institution,
    mut fields: InstitutionFields,
) -> Result<Option<Event>, Problem> {
    // The code and the pack stay: everything else hangs on them.
    fields.code.clone_from(&before.fields.code);
    fields.pack.clone_from(&before.fields.pack);
    rules::institution(&fields, crate::rulebook(cx)?.pack(&fields.pack)).map_err(|r| refused(cx, r))?;
    let changed = changed(&before.fields, &fields);
    if changed.is_empty() {
        return Ok(None);
    }
    if changed.iter().any(|c| matches!(*c, "name" | "type")) {
        let former = FormerName {
            name: before.fields.name.clone(),
            service_type: Some(before.fields.service_type.clone()),
            from_on: None,
            until_on: Some(cx.today().plus_days(-1)),
        };
        store::put_alias(tx, before.id, &former).await?;
    }
    store::update_institution(tx, before.id, before.version, &fields).await?;
    let event = event_at(cx, before.id, events::INSTITUTION_AMENDED, SubjectKind::INSTITUTION.of(before.id))?;
    Ok(Some(event.with_detail(json!({ "changed": changed }).to_string())))
}

/// The names of the fields that differ.
fn changed(a: &InstitutionFields, b: &InstitutionFields) -> Vec<&'static str> {
    let differ = [
        ("type", a.service_type != b.service_type),
        ("name", a.name != b.name),
        ("territory", a.territory != b.territory),
        ("address", a.address != b.address),
        ("phone", a.phone != b.phone),
        ("email", a.email != b.email),
        ("functioning", a.functioning != b.functioning),
        ("specificities", a.specificities != b.specificities),
        ("limits", a.limits != b.limits),
        ("receives_reports", a.receives_reports != b.receives_reports),
        ("opened_on", a.opened_on != b.opened_on),
        ("closed_on", a.closed_on != b.closed_on),
        ("verified_on", a.verified_on != b.verified_on),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

async fn may_keep(cx: &Cx, tx: &mut Tx, id: InstitutionId) -> Result<(), Problem> {
    let keepers = store_people::appointments_to(tx, id, FunctionKind::Administrator, cx.today()).await?;
    let kept = match keepers.iter().any(|k| k.is_in_force_on(cx.today())) {
        true => Kept::ByItself,
        false => Kept::ByNobody,
    };
    rules::keeping(cx.actor.as_deref(), id, kept).map_err(|r| refused(cx, r))
}

async fn conflict(
    cx: &Cx,
    tx: &mut Tx,
    stored: &Institution,
    mine: &InstitutionFields,
) -> Result<Problem, Problem> {
    let w = words::Words(cx.lang);
    let theirs = &stored.fields;
    // Words, not codes: the page that reads them again takes either.
    let territories = store::territories(tx).await?;
    let territory = |id: Option<TerritoryId>| {
        let found = id.and_then(|id| territories.iter().find(|t| t.id == id));
        found.map(|t| t.name.clone()).unwrap_or_default()
    };
    let date = |d: Option<kernel::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    let yes = |on: bool| if on { w.yes().to_owned() } else { w.no().to_owned() };
    let field = |name, label: &str, of: &dyn Fn(&InstitutionFields) -> String| ConflictField {
        name,
        label: label.to_owned(),
        theirs: of(theirs),
        mine: of(mine),
    };
    let fields = vec![
        field("name", w.name(), &|f| f.name.clone()),
        field("type", w.service_type(), &|f| type_name(cx, &theirs.pack, &f.service_type)),
        field("territory", w.territory(), &|f| territory(f.territory)),
        field("address", w.address(), &|f| f.address.clone()),
        field("phone", w.phone(), &|f| f.phone.clone()),
        field("email", w.email(), &|f| f.email.clone()),
        field("functioning", w.functioning(), &|f| f.functioning.clone()),
        field("specificities", w.specificities(), &|f| f.specificities.clone()),
        field("limits", w.limits(), &|f| f.limits.clone()),
        field("receives_reports", w.receives_reports(), &|f| yes(f.receives_reports)),
        field("opened_on", w.opened_on(), &|f| date(f.opened_on)),
        field("closed_on", w.closed_on(), &|f| date(f.closed_on)),
    ];
    let resend_to = format!("/institutions/{}/edit", stored.id);
    Ok(Problem::Conflict(Box::new(Conflict { resend_to, version: stored.version, fields })))
}

/// Says that an institution's page is right as of today.
pub async fn verify_institution(cx: &Cx, id: InstitutionId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let before = store::institution(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    may_keep(cx, &mut tx, id).await?;
    let fields = InstitutionFields { verified_on: Some(cx.today()), ..before.fields };
    store::update_institution(&mut tx, id, before.version, &fields).await?;
    let event = event_at(cx, id, events::INSTITUTION_VERIFIED, SubjectKind::INSTITUTION.of(id))?;
    Ok(tx.commit(event).await?)
}

/// Adds a name or type that an institution had before.
pub async fn add_alias(cx: &Cx, id: InstitutionId, former: FormerName) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    store::institution(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    may_keep(cx, &mut tx, id).await?;
    if let (Some(from), Some(until)) = (former.from_on, former.until_on)
        && until < from
    {
        return Err(refused(cx, kernel::Refusal::new("ends-before-it-begins")));
    }
    store::put_alias(&mut tx, id, &former).await?;
    let event = event_at(cx, id, events::ALIAS_ADDED, SubjectKind::INSTITUTION.of(id))?;
    Ok(tx.commit(event.with_detail(json!({"name": former.name}).to_string())).await?)
}

/// Adds a contact point.
pub async fn add_contact_point(
    cx: &Cx,
    id: InstitutionId,
    new: NewContactPoint,
) -> Result<ContactPointId, Problem> {
    let mut tx = cx.begin().await?;
    store::institution(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    may_keep(cx, &mut tx, id).await?;
    let point: ContactPointId = cx.new_id()?;
    store::insert_contact_point(&mut tx, point, id, &new).await?;
    let event = event_at(cx, id, events::CONTACT_POINT_ADDED, SubjectKind::INSTITUTION.of(id))?;
    tx.commit(event.with_detail(json!({"label": new.label}).to_string())).await?;
    Ok(point)
}

/// Takes a contact point away.
pub async fn remove_contact_point(cx: &Cx, id: InstitutionId, point: ContactPointId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    may_keep(cx, &mut tx, id).await?;
    if store::delete_contact_point(&mut tx, id, point).await? == 0 {
        return Err(Problem::NotFound);
    }
    let event = event_at(cx, id, events::CONTACT_POINT_REMOVED, SubjectKind::INSTITUTION.of(id))?;
    Ok(tx.commit(event).await?)
}
