// SPDX-License-Identifier: EUPL-1.2
//! What may be attached, and what may be looked at. Pure.

use kernel::{Layer, Layers, Refusal, SubjectKind};
use platform::files::Mime;

use super::model::Attachment;
use crate::cases::rules::{self as case_rules, Standing};

/// The layers of a case in which a file can be put.
pub(super) const LAYERS: &[Layer] = &[Layer::Institution, Layer::Judicial];

/// The layers of a thing of some kind in which a file can lie. A file of a report that shows who reported lies where they do.
pub(super) fn layers_of(kind: SubjectKind) -> &'static [Layer] {
    if kind == SubjectKind::REPORT { &[Layer::Institution, Layer::Reporter] } else { LAYERS }
}

/// The longest label, in characters.
pub(super) const LABEL: usize = 200;

/// Attaching to a case: while it is open, in a layer that one's seat opens.
pub(super) fn attaching(standing: &Standing, opened: Layers, layer: Layer) -> Result<(), Refusal> {
    case_rules::work(standing)?;
    if LAYERS.contains(&layer) && opened.has(layer) { Ok(()) } else { Err(Refusal::new("layer-not-open")) }
}

/// Withdrawing: once, with a reason. Also from a closed case: what should not be there should not stay there.
pub(super) fn withdrawing(attachment: &Attachment, reason: &str) -> Result<(), Refusal> {
    if attachment.withdrawn_at.is_some() {
        return Err(Refusal::new("already-withdrawn"));
    }
    if reason.is_empty() { Err(Refusal::new("withdrawal-without-reason")) } else { Ok(()) }
}

/// Whether somebody whose seats open these layers may open the file.
pub(super) fn opens(attachment: &Attachment, opened: Layers) -> bool {
    attachment.withdrawn_at.is_none() && opened.has(attachment.layer)
}

/// What a browser shows inside its own sandbox: pictures, PDF, plain text. Everything else is only downloaded.
pub(super) fn is_previewable(mime: Mime) -> bool {
    matches!(mime, Mime::Pdf | Mime::Jpeg | Mime::Png | Mime::Gif | Mime::Webp | Mime::Text)
}

/// What the file is called in lists: the label, or its own name without the ending.
pub(super) fn label(given: &str, file_name: &str) -> String {
    let given = kernel::text::clean_line(given);
    let text = if given.is_empty() {
        file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem).to_owned()
    } else {
        given
    };
    text.chars().take(LABEL).collect()
}
