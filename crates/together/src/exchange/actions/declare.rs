// SPDX-License-Identifier: EUPL-1.2
//! Saying with whom one's institution works, of what kind and by which channel: beside what the log counts.

use kernel::{Capacity, Ground, InstitutionId, Refusal, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use register::{access, directory};
use serde_json::json;

use super::super::model::Kind;
use super::super::{events, store_declared};
use super::{ANSWERABLE, refused};
use crate::sharing::Channel;

/// Says anew what one's institution practises with a partner; nothing practised takes the declaration back.
pub async fn declare(cx: &Cx, partner: InstitutionId, practised: &[(Kind, Channel)]) -> Result<(), Problem> {
    let institution = access::require_function(cx, ANSWERABLE)?;
    let by = cx.actor()?.practitioner;
    if partner == institution {
        return Err(refused(cx, Refusal::new("party-is-here")));
    }
    let mut tx = cx.begin().await?;
    directory::institution(&mut tx, partner).await?.ok_or(Problem::NotFound)?;
    store_declared::declare(&mut tx, (institution, by), partner, practised, cx.today()).await?;
    let said: Vec<String> =
        practised.iter().map(|(kind, channel)| format!("{}/{}", kind.code(), channel.code())).collect();
    let about = SubjectKind::INSTITUTION.of(institution);
    let event = cx.event(events::COLLABORATIONS_DECLARED, about, None::<Capacity>, Ground::Function)?;
    let detail = json!({ "partner": partner.to_string(), "practised": said });
    tx.commit(event.with_detail(detail.to_string())).await.map_err(Problem::from)
}
