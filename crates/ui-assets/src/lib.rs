// SPDX-License-Identifier: EUPL-1.2
//! The look of Maillage as bytes in the binary: style sheet, typeface, scripts, mark.
//!
//! Everything is served by ourselves, under an address that carries a hash of the content and may therefore be
//! cached for ever (`Cache-Control: public, max-age=31536000, immutable`). A first page needs [`APP_CSS`] and
//! [`FONT`]; the scripts only make it more comfortable. `README.md` shows the components of the style sheet.

/// One file of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Name without hash, stable over versions, for example `app.css`.
    pub name: &'static str,
    /// Address on our own server, for example `/assets/app.0123456789abcdef.css`.
    pub path: &'static str,
    /// Value of the `Content-Type` header.
    pub mime: &'static str,
    /// The content, as it is sent.
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// All assets, sorted by address.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The asset served at this address, or nothing if no asset has it (also when its hash is an older one).
pub fn by_path(path: &str) -> Option<&'static Asset> {
    ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok().and_then(|at| ASSETS.get(at))
}

/// The asset of this stable name, for example `app.css`. Where the name is known, use the constants.
pub fn by_name(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// Copyright and licence texts of the packages from which the assets are made.
pub fn notices() -> &'static str {
    NOTICES
}
