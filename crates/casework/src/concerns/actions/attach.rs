// SPDX-License-Identifier: EUPL-1.2
//! Files that belong to a report: added by the service, or sent by the professional who reported. Nobody without an account
//! sends any: a stranger's file is a risk for whoever opens it, and tells more of its sender than they know.

use kernel::{AttachmentId, Ground, ReportId, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::Action;
use register::attachments::{self, NewAttachment};
use serde_json::json;

use super::channel::{ComesBack, MOST_MESSAGES, sent_one};
use super::{Deed, OrRefuse, begin, event};
use crate::concerns::rules::{self, No};
use crate::concerns::{events, store, words};

/// Attaches a file to a report one works on, in a layer that one's seat opens.
pub async fn attach(cx: &Cx, report: ReportId, new: &NewAttachment<'_>) -> Result<AttachmentId, Problem> {
    let Deed { grant, mut tx, concern, .. } = begin(cx, Action::Write, report).await?;
    rules::is_live(&concern).or_refuse(cx)?;
    rules::attaching(new.layer, grant.layers()).or_refuse(cx)?;
    let by = Some(grant.practitioner());
    let about = SubjectKind::REPORT.of(report);
    let (id, _) = attachments::put(cx, &mut tx, about, new, by, concern.report.institution).await?;
    let detail = json!({ "attachment": id.to_string(), "layer": new.layer.code(), "bytes": new.bytes.len() });
    let event = event(cx, &grant, attachments::events::FILE_ATTACHED)?;
    tx.commit(event.with_detail(detail.to_string())).await?;
    Ok(id)
}

/// Sends a file after a report, as the professional who reported. It arrives as a message, so that nobody overlooks it, and
/// has no author: who reported stands in no list of files.
pub async fn attach_to_sent(cx: &Cx, comes: ComesBack<'_>, new: &NewAttachment<'_>) -> Result<(), Problem> {
    let ComesBack::Account(_) = comes else { return Err(Problem::NotFound) };
    let (sent, _) = sent_one(cx, comes).await?.ok_or(Problem::NotFound)?;
    let mut tx = cx.begin().await?;
    if store::count_messages(&mut tx, sent.report).await? >= MOST_MESSAGES {
        return Err(super::refused(cx, No::Rule(kernel::Refusal::new("too-many-messages"))));
    }
    let about = SubjectKind::REPORT.of(sent.report);
    let (id, label) = attachments::put(cx, &mut tx, about, new, None, sent.institution).await?;
    let said = words::Words(cx.lang).sent_file_message(&label);
    store::insert_message(&mut tx, store::row_id(cx)?, sent.report, &said, None, cx.now).await?;
    let detail = json!({ "attachment": id.to_string(), "layer": new.layer.code(), "bytes": new.bytes.len() });
    let attached =
        cx.event_without_actor(sent.institution, attachments::events::FILE_ATTACHED, about, Ground::Receipt);
    tx.note(attached.with_detail(detail.to_string()));
    let told = cx.event_without_actor(sent.institution, events::MESSAGE_RECEIVED, about, Ground::Receipt);
    Ok(tx.commit(told).await?)
}
