// SPDX-License-Identifier: EUPL-1.2
//! Turns the npm packages and the files of `brand/` into the table of assets the library serves.
//!
//! Needs nothing but the standard library, so that a fresh clone pays for it only the time of `npm ci`.
//! It runs again only when one of its inputs changes: `npm/`, `brand/`, `build/`, this file, or
//! `UI_ASSETS_NODE_MODULES`.

#[path = "build/css.rs"]
mod css;
#[path = "build/npm.rs"]
mod npm;
#[path = "build/vendor.rs"]
mod vendor;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// What went wrong, as a sentence for the person who builds.
type Outcome<T> = Result<T, String>;

/// The style sheets of the brand, in the order in which they are joined after the packages' own.
const BRAND_CSS: [&str; 9] = [
    "palette.css",
    "base.css",
    "frame.css",
    "forms.css",
    "case.css",
    "notes.css",
    "lists.css",
    "modes.css",
    "print.css",
];

/// One file that will be served.
struct Asset {
    /// Name without hash, for example `app.css`; `asset:app.css` in a style sheet or script stands for its address.
    name: String,
    constant: &'static str,
    /// One line for the documentation of the constant.
    about: &'static str,
    mime: &'static str,
    bytes: Vec<u8>,
}

impl Asset {
    fn path(&self) -> String {
        let (stem, extension) = self.name.rsplit_once('.').unwrap_or((&self.name, "bin"));
        format!("/assets/{stem}.{}.{extension}", content_hash(&self.bytes))
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nui-assets: {message}\n");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    // Folders would make cargo look at every file in them, an editor's or npm's leavings included.
    for input in ["build.rs", "build/css.rs", "build/npm.rs", "build/vendor.rs"] {
        println!("cargo::rerun-if-changed={input}");
    }
    for input in ["npm/package.json", "npm/package-lock.json", "npm/licences/MIT.txt"] {
        println!("cargo::rerun-if-changed={input}");
    }
    println!("cargo::rerun-if-env-changed=UI_ASSETS_NODE_MODULES");

    let modules = npm::modules(&here.join("npm"), &out)?;
    let brand = Brand { folder: here.join("brand") };

    let mut assets = vendor::fonts(&modules)?;
    assets.push(brand.asset("mark.svg", "MARK_SVG", "The mark in two colours.", "image/svg+xml")?);
    assets.push(brand.asset("favicon.svg", "FAVICON", "The icon of the browser tab.", "image/svg+xml")?);
    assets.push(brand.asset("lockup.svg", "LOCKUP_SVG", "Mark and name side by side.", "image/svg+xml")?);

    let third_party = vendor::style_sheet(&modules)?;
    assets.extend(vendor::images(&modules, &third_party)?);
    let mut sheet = vendor::point_to_assets(&third_party);
    for name in BRAND_CSS {
        sheet.push_str(&css::minify(&brand.read(&format!("css/{name}"))?));
    }
    let sheet = link(&sheet, &assets)?;
    assets.push(Asset {
        name: "app.css".into(),
        constant: "APP_CSS",
        about: "The one style sheet of every page.",
        mime: "text/css; charset=utf-8",
        bytes: sheet.into_bytes(),
    });

    assets.extend(vendor::scripts(&modules)?);
    let script = link(&brand.read("maillage.js")?, &assets)?;
    assets.push(Asset {
        name: "maillage.js".into(),
        constant: "MAILLAGE_JS",
        about: "Our enhancements, a module script; it loads the design system's scripts when a page needs them.",
        mime: "text/javascript; charset=utf-8",
        bytes: script.into_bytes(),
    });
    assets.push(Asset {
        name: "third-party-notices.txt".into(),
        constant: "NOTICES_TXT",
        about: "Copyright and licence of the packages served here.",
        mime: "text/plain; charset=utf-8",
        bytes: vendor::notices(&modules, &here.join("npm"))?.into_bytes(),
    });
    brand.watch("mark-inline.svg");
    write_table(&out, &here, &assets, &vendor::print_fonts(&modules))
}

/// The files drawn and written for Maillage.
struct Brand {
    folder: PathBuf,
}

impl Brand {
    fn watch(&self, name: &str) {
        println!("cargo::rerun-if-changed=brand/{name}");
    }

    fn read(&self, name: &str) -> Outcome<String> {
        self.watch(name);
        read(&self.folder.join(name))
    }

    fn asset(
        &self,
        name: &str,
        constant: &'static str,
        about: &'static str,
        mime: &'static str,
    ) -> Outcome<Asset> {
        Ok(Asset { name: name.into(), constant, about, mime, bytes: self.read(name)?.into_bytes() })
    }
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("{} could not be read: {e}", path.display()))
}

/// Replaces every `asset:NAME` by the address of that asset, and refuses a name nobody provides.
fn link(text: &str, assets: &[Asset]) -> Outcome<String> {
    let mut linked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("asset:") {
        let (before, after) = (&rest[..at], &rest[at + "asset:".len()..]);
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
            .unwrap_or(after.len());
        let name = &after[..end];
        let asset = assets
            .iter()
            .find(|asset| asset.name == name)
            .ok_or_else(|| format!("a style sheet or script asks for « {name} », which is not an asset"))?;
        linked.push_str(before);
        linked.push_str(&asset.path());
        rest = &after[end..];
    }
    linked.push_str(rest);
    Ok(linked)
}

/// 64-bit FNV-1a in hexadecimal: it names a version for the browser's cache, it does not protect anything.
fn content_hash(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Writes the files and the Rust table of them, sorted by address so that a request is found by halving.
fn write_table(out: &Path, here: &Path, assets: &[Asset], print_fonts: &[PathBuf]) -> Outcome<()> {
    let folder = out.join("served");
    // A file left from an earlier brand would be embedded by nobody, but would confuse whoever looks.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let mut sorted: Vec<&Asset> = assets.iter().collect();
    sorted.sort_by_key(|asset| asset.path());

    let mut rust = String::from("// Written by build.rs.\n");
    let mut table = String::new();
    for asset in sorted {
        let file = folder.join(&asset.name);
        fs::write(&file, &asset.bytes).map_err(|e| format!("{}: {e}", file.display()))?;
        let path = asset.path();
        if !asset.constant.is_empty() {
            let _ = writeln!(rust, "/// {}\npub const {}: &str = {path:?};", asset.about, asset.constant);
        }
        let _ = writeln!(
            table,
            "    Asset {{ name: {:?}, path: {path:?}, mime: {:?}, bytes: include_bytes!({:?}) }},",
            asset.name, asset.mime, file
        );
    }
    let _ = writeln!(rust, "static ASSETS: &[Asset] = &[\n{table}];");
    let _ = writeln!(
        rust,
        "/// The typeface for printed documents: regular, bold, and one for letters of other alphabets (TrueType).\n\
         pub static PRINT_FONTS: [&[u8]; {}] = [",
        print_fonts.len()
    );
    for font in print_fonts {
        let name = font.file_name().unwrap_or_default();
        let file = folder.join(name);
        fs::copy(font, &file).map_err(|e| format!("{}: {e}", font.display()))?;
        let _ = writeln!(rust, "    include_bytes!({file:?}),");
    }
    rust.push_str("];\n");
    let notices = folder.join("third-party-notices.txt");
    let _ = writeln!(rust, "static NOTICES: &str = include_str!({notices:?});");
    let inline = here.join("brand/mark-inline.svg");
    let _ = writeln!(
        rust,
        "/// The mark as SVG markup to print inside the header; decorative, its colours come from the style sheet.\n\
         pub const MARK_INLINE: &str = include_str!({inline:?});"
    );
    fs::write(out.join("assets.rs"), rust).map_err(|e| e.to_string())
}
