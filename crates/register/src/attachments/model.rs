// SPDX-License-Identifier: EUPL-1.2
//! Attachments.

use kernel::{AttachmentId, Instant, InstitutionId, Layer, PractitionerId, SubjectKind};
use platform::from_row;
use uuid::Uuid;

/// The kind under which the ledger knows an attachment.
pub const ATTACHMENT: SubjectKind = SubjectKind("attachment");

/// A file that hangs from something, without its content.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Which one.
    pub id: AttachmentId,
    /// The kind of what it hangs from: `case`, `report`…
    pub parent_kind: String,
    /// From which one.
    pub parent: Uuid,
    /// In which layer.
    pub layer: Layer,
    /// The stored file.
    pub file: AttachmentId,
    /// What it is, in the words of whoever attached it.
    pub label: String,
    /// Who attached it; nobody for what the public sent.
    pub added_by: Option<PractitionerId>,
    /// For which institution.
    pub institution: InstitutionId,
    /// When.
    pub recorded_at: Instant,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Instant>,
    /// By whom.
    pub withdrawn_by: Option<PractitionerId>,
    /// Why.
    pub withdrawn_because: Option<String>,
}

from_row!(Attachment {
    id,
    parent_kind,
    parent,
    layer,
    file,
    label,
    added_by,
    institution,
    recorded_at,
    withdrawn_at,
    withdrawn_by,
    withdrawn_because
});

/// A file to be attached. Nothing about it is believed but its bytes.
#[derive(Clone, Copy, Debug)]
pub struct NewAttachment<'a> {
    /// What it is; the file's own name when empty.
    pub label: &'a str,
    /// In which layer.
    pub layer: Layer,
    /// The name its sender gave.
    pub name: &'a str,
    /// The content.
    pub bytes: &'a [u8],
}
