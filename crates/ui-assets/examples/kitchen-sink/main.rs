// SPDX-License-Identifier: EUPL-1.2
//! Writes the components as pages to look at, with the assets they need, into a folder:
//! `cargo run -p ui-assets --example kitchen-sink -- /tmp/kitchen`, then
//! `python3 -m http.server --directory /tmp/kitchen`. The people and places in them do not exist.

use std::path::PathBuf;
use std::{env, fs, io};

/// Each page: file name, title, whether it is for signed-in professionals, content.
const PAGES: [(&str, &str, bool, &str); 5] = [
    ("desk.html", "Ma journée", true, include_str!("desk.html")),
    ("case.html", "Dossier", true, include_str!("case.html")),
    ("list.html", "Signalements", true, include_str!("list.html")),
    ("report.html", "Signaler une inquiétude", false, include_str!("report.html")),
    ("parts.html", "Pièces", true, include_str!("parts.html")),
];

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "target/kitchen-sink".into()));
    fs::create_dir_all(folder.join("assets"))?;
    for asset in ui_assets::all() {
        fs::write(folder.join(asset.path.trim_start_matches('/')), asset.bytes)?;
    }
    for (file, title, signed_in, content) in PAGES {
        let header = if signed_in {
            include_str!("header-professional.html")
        } else {
            include_str!("header-public.html")
        };
        let page = include_str!("page.html")
            .replace("{{header}}", header)
            .replace("{{content}}", content)
            .replace("{{title}}", title)
            .replace("{{app.css}}", ui_assets::APP_CSS)
            .replace("{{font}}", ui_assets::FONT)
            .replace("{{favicon}}", ui_assets::FAVICON)
            .replace("{{maillage.js}}", ui_assets::MAILLAGE_JS)
            .replace("{{mark}}", ui_assets::MARK_INLINE)
            .replace(&format!("href=\"/{file}\""), &format!("href=\"/{file}\" aria-current=\"page\""));
        fs::write(folder.join(file), page)?;
    }
    Ok(())
}
