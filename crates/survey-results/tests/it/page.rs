// SPDX-License-Identifier: EUPL-1.2
//! A page with every kind of chart, for somebody to look at: written to `target/survey-results`.

use std::fmt::Write as _;

use survey_results::{Kind, Results, Sheet, Value, chart, question_sheet, repeat_sheet, response_sheet};

use crate::inventory::results;
use crate::world::FR;

const CSS: &str = "body{margin:0;font-family:'DejaVu Sans',sans-serif;color:#14282c;background:#faf6ef;line-height:1.5}\
main{max-width:60rem;margin:0 auto;padding:1rem 15px}section{margin:0 0 3rem}h2{font-size:1.2rem}\
.mg-chart{max-width:40rem;display:block}\
.mg-chart-set{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:2rem}.mg-chart-set__name{font-weight:700}\
.frame{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}td,th{border-bottom:1px solid #dbd1c1;padding:.3rem .6rem;\
text-align:left;vertical-align:top}td.n{text-align:right}details{margin:.5rem 0}";

fn table(out: &mut String, sheet: &Sheet) {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(out, "<details><summary>Les chiffres</summary><div class=frame><table>");
    for row in &sheet.rows {
        out.push_str("<tr>");
        for value in row {
            let (class, words) = match value {
                Value::Empty => ("", String::new()),
                Value::Text(words) => ("", escaped(words)),
                Value::Hidden(words) => ("n", escaped(words)),
                Value::Count(count) => ("n", count.to_string()),
                Value::Share(share) => ("n", (FR.percent)(*share)),
                Value::Number(number) => ("n", (FR.number)(*number)),
            };
            let _ = write!(out, "<td class=\"{class}\">{words}</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</table></div></details>");
    for note in &sheet.notes {
        let _ = write!(out, "<p>{}</p>", escaped(note));
    }
}

fn page(results: &Results) -> String {
    let mut out = format!(
        "<!doctype html><html lang=fr><meta charset=utf-8><meta name=viewport content='width=device-width'>\
         <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src-elem 'unsafe-inline'; style-src-attr 'none'\">\
         <title>Résultats</title><style>{CSS}</style><main><h1>Résultats</h1>"
    );
    let population = &results.population;
    table(&mut out, &response_sheet(&population.response, "Participation", &FR));
    for (at, question) in population.questions.iter().enumerate().filter(|(_, q)| q.kind != Kind::Text) {
        let _ = write!(out, "<section><p>{}</p><h2>{}</h2>", question.section.join(" › "), question.label);
        for svg in [
            chart::overall(question, &format!("q{at}"), &FR),
            chart::by_group(question, 0, &format!("s{at}"), &FR),
        ] {
            out.push_str(&svg.unwrap_or_default());
        }
        table(&mut out, &question_sheet(question, &FR));
        out.push_str("</section>");
    }
    out.push_str("<section><h2>Matrice des collaborations</h2>");
    let all = chart::matrix(population, 0, None, "m", &FR).unwrap_or_default();
    let kinds = ["PSE", "CPMS", "SAJ", "AMO", "CPAS", "Santé mentale"].into_iter().enumerate();
    let named = kinds.filter_map(|(kind, name)| {
        let svg = chart::matrix(population, 0, Some((2, kind)), &format!("m{kind}"), &FR)?;
        Some(format!("<div><p class=\"mg-chart-set__name\">{name}</p>{svg}</div>"))
    });
    out.push_str(&all);
    out.push_str(&chart::set(&named.collect::<Vec<String>>()));
    out.push_str("</section>");
    for repeat in &population.repeats {
        let _ = write!(out, "<h2>{}</h2>", repeat.label);
        table(&mut out, &repeat_sheet(repeat, &FR));
    }
    out.push_str("</main>");
    out
}

#[test]
fn a_page_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/survey-results");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, size, threshold) in [("large", 900, 5), ("small", 40, 5), ("coordinator", 21, 1)] {
        let page = page(&results(size, threshold));
        assert!(!page.contains("style=") && !page.contains("<script"));
        std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
    }
}
