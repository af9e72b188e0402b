// SPDX-License-Identifier: EUPL-1.2
//! Prints every letter of every pack in every language into a folder, from its sample, and says what each costs:
//! `cargo run --release -p rulebook --example letters -- /tmp/letters`.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example speaks to a terminal and measures"
)]

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use documents::{Engine, Template};
use kernel::{Date, Lang};
use rulebook::Rulebook;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("give the folder to write into")?);
    std::fs::create_dir_all(&folder)?;
    let rulebook = Rulebook::shipped().map_err(|all| format!("{all:?}"))?;
    let began = Instant::now();
    let engine = Engine::new(ui_assets::PRINT_FONTS)?;
    println!("typefaces {:?}", began.elapsed());
    let on = Date::from_ymd(2026, 9, 15).ok_or("no day")?;
    for pack in rulebook.packs() {
        for name in pack.letters() {
            let facts = pack.sample(name).ok_or("no sample")?;
            for lang in Lang::ALL {
                let Some(draft) = pack.draft(name, lang, on, facts) else { continue };
                let template =
                    Template::new(&draft.template, draft.files.iter().map(|(p, t)| (p, t.clone())))?;
                let mut best = Duration::MAX;
                let mut pdf = engine.render(&template, &draft.inputs)?;
                for _ in 0..5 {
                    let began = Instant::now();
                    pdf = engine.render(&template, &draft.inputs)?;
                    best = best.min(began.elapsed());
                }
                let file = folder.join(format!("{}-{name}.{}.pdf", pack.code, lang.code()));
                println!(
                    "{:>8.1} ms  {:>6} bytes  {} pages  {}",
                    best.as_secs_f64() * 1e3,
                    pdf.bytes.len(),
                    pdf.pages,
                    file.display()
                );
                std::fs::write(file, pdf.bytes)?;
            }
        }
    }
    Ok(())
}
