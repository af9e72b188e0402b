// SPDX-License-Identifier: EUPL-1.2
//! `maillage form answers`: documents of answers as tables for statistics, with their book of codes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kernel::instant::Zone;
use platform::clock::Clock;
use platform::config::Config;
use platform::table::{self, Cell, Sheet};
use smart_forms::answers::Document;
use smart_forms::tables::{self, Table, Tables};

use super::super::{say, say_error};
use super::check::form_of;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The form: a workbook or an XForm.
    file: PathBuf,
    /// The documents of answers: a folder of `.json` files, a `.json` file with one, or a `.jsonl` file with one a line.
    #[arg(long)]
    answers: PathBuf,
    /// The folder in which the tables are written.
    #[arg(long)]
    out: PathBuf,
    /// As one file a table, or as one workbook.
    #[arg(long, value_enum, default_value_t = Shape::Csv)]
    format: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    /// A file with semicolons for each table.
    Csv,
    /// A workbook with a sheet for each table.
    Xlsx,
}

pub(super) fn run(args: &Args, config: &Config) -> ExitCode {
    match written(args, config) {
        Ok((paths, left_out)) => {
            paths.iter().for_each(|path| say(&path.display().to_string()));
            left_out.iter().for_each(|why| say_error(why));
            if left_out.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(why) => {
            why.iter().for_each(|why| say_error(why));
            ExitCode::FAILURE
        }
    }
}

/// The files that were written, and what of the answers is in none of them.
fn written(args: &Args, config: &Config) -> Result<(Vec<PathBuf>, Vec<String>), Vec<String>> {
    let one = |why: String| vec![why];
    let form = form_of(Some(&args.file))?;
    let (documents, mut left_out) = read(&args.answers).map_err(one)?;
    let Tables { mut answers, codebook, left_out: unplaced } = tables::of(&form, &documents);
    left_out.extend(unplaced.iter().map(ToString::to_string));
    answers.extend(codebook);
    std::fs::create_dir_all(&args.out).map_err(|why| one(format!("{}: {why}", args.out.display())))?;
    let files = match args.format {
        Shape::Csv => as_csv(&answers),
        Shape::Xlsx => as_xlsx(&form.id, &answers, config),
    };
    let mut paths = Vec::new();
    for (name, bytes) in files.map_err(one)? {
        let path = args.out.join(name);
        std::fs::write(&path, bytes).map_err(|why| one(format!("{}: {why}", path.display())))?;
        paths.push(path);
    }
    Ok((paths, left_out))
}

/// Documents, each under a key, and why others are none.
type Found = (Vec<(String, Document)>, Vec<String>);

/// The documents, each under the name of its file or the number of its line; and why others are none.
fn read(answers: &Path) -> Result<Found, String> {
    let told = |path: &Path, why: std::io::Error| format!("{}: {why}", path.display());
    let text = |path: &Path| std::fs::read_to_string(path).map_err(|why| told(path, why));
    let named = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ends = |path: &Path, with: &str| path.extension().is_some_and(|extension| extension == with);
    let texts: Vec<(String, String)> = if answers.is_dir() {
        let entries = std::fs::read_dir(answers).map_err(|why| told(answers, why))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| ends(path, "json"));
        paths.sort();
        paths.iter().map(|path| Ok((named(path), text(path)?))).collect::<Result<_, String>>()?
    } else if ends(answers, "jsonl") {
        let all = text(answers)?;
        let lines = all.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(at, line)| ((at + 1).to_string(), line.to_owned())).collect()
    } else {
        vec![(named(answers), text(answers)?)]
    };
    let (mut documents, mut refused) = (Vec::new(), Vec::new());
    for (key, text) in texts {
        match Document::parse(&text) {
            Ok(document) => documents.push((key, document)),
            Err(why) => refused.push(format!("{key}: {why}")),
        }
    }
    Ok((documents, refused))
}

fn cells(table: &Table) -> Vec<Vec<Cell>> {
    let cell = |cell: &tables::Cell| match cell {
        tables::Cell::Empty => Cell::Empty,
        tables::Cell::Text(text) => Cell::Text(text.clone()),
        tables::Cell::Integer(number) => Cell::Integer(*number),
        tables::Cell::Decimal(number) => Cell::Decimal(*number),
    };
    table.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
}

type Files = Vec<(String, Vec<u8>)>;

fn as_csv(tables: &[Table]) -> Result<Files, String> {
    let mut files = Files::new();
    for table in tables {
        let headings: Vec<&str> = table.headings.iter().map(String::as_str).collect();
        let bytes = table::csv(&headings, &cells(table)).map_err(|why| why.to_string())?;
        files.push((format!("{}.csv", table.name.replace('/', "-")), bytes));
    }
    Ok(files)
}

fn as_xlsx(id: &str, tables: &[Table], config: &Config) -> Result<Files, String> {
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        names.push(table::sheet_name(&table.name, &names));
    }
    let headings: Vec<Vec<&str>> =
        tables.iter().map(|table| table.headings.iter().map(String::as_str).collect()).collect();
    let rows: Vec<Vec<Vec<Cell>>> = tables.iter().map(cells).collect();
    let sheets: Vec<Sheet<'_>> = names
        .iter()
        .zip(headings.iter().zip(&rows))
        .map(|(name, (headings, rows))| Sheet { name, headings, rows })
        .collect();
    let zone = Zone::named(&config.zone).unwrap_or_else(Zone::utc);
    let bytes = table::xlsx(&sheets, Clock::System.now().local_date(&zone)).map_err(|why| why.to_string())?;
    // A form may call itself what no file can be called.
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    Ok(vec![(format!("{}.xlsx", id.chars().map(plain).collect::<String>()), bytes)])
}

#[cfg(test)]
mod tests {
    use smart_forms::instance::Instance;
    use smart_forms::xpath::Nothing;

    use super::super::check::of_bytes;
    use super::*;

    const FORM: &str = "| survey |
|  | type | name | label |
|  | text | nom | Votre nom |
|  | begin_repeat | enfant | Enfant |
|  | integer | age | Son âge |
|  | end_repeat | | |
";

    fn document(nom: &str) -> String {
        let mut instance = Instance::new(&of_bytes(FORM.as_bytes()).form.unwrap(), Nothing).unwrap();
        instance.set("/data/nom", nom).unwrap();
        instance.set("/data/enfant[1]/age", "7").unwrap();
        Document::of(&instance).json().to_string()
    }

    #[test]
    fn answers_become_files_and_what_does_not_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("form.md"), FORM).unwrap();
        std::fs::write(at("a.jsonl"), format!("{}\nnothing\n\n{}\n", document("=A"), document("B"))).unwrap();
        let args =
            |format, out: &str| Args { file: at("form.md"), answers: at("a.jsonl"), out: at(out), format };
        let (paths, left_out) = written(&args(Shape::Csv, "csv"), &Config::default()).unwrap();
        let names: Vec<_> = paths.iter().map(|path| path.file_name().unwrap().to_string_lossy()).collect();
        assert_eq!(names, ["data.csv", "data-enfant.csv", "codebook.csv", "choices.csv", "states.csv"]);
        assert!(left_out.len() == 1 && left_out[0].starts_with("2: "), "{left_out:?}");
        let text = std::fs::read_to_string(at("csv/data.csv")).unwrap();
        for row in ["\n1;;default;1;'=A;answered", "\n4;;default;1;B;answered"] {
            assert!(text.contains(row), "{text}");
        }
        let (paths, _) = written(&args(Shape::Xlsx, "xlsx"), &Config::default()).unwrap();
        assert_eq!(paths, [at("xlsx/data.xlsx")]);
        assert!(std::fs::read(&paths[0]).unwrap().starts_with(b"PK"));
        // A folder holds a document a file.
        std::fs::create_dir(at("folder")).unwrap();
        std::fs::write(at("folder/x.json"), document("X")).unwrap();
        std::fs::write(at("folder/notes.txt"), "no").unwrap();
        assert_eq!(read(&at("folder")).unwrap().0[0].0, "x");
    }
}
