// SPDX-License-Identifier: EUPL-1.2
//! What we take from the npm packages, and what we leave.
//!
//! The built style sheets of GOV.UK Frontend and of the MOJ design system are used as they come, because
//! compiling their sources would ask for a Sass compiler and many times the time. What may not or should not
//! be served is taken out here: the typeface reserved to one government's sites, the arms, the headers and
//! footers, and the components of which Maillage has its own.

use super::{Asset, Outcome, css, npm, read};
use css::Node;
use std::fs;
use std::path::{Path, PathBuf};

const GOVUK: &str = "govuk-frontend";
const MOJ: &str = "@ministryofjustice/frontend";
const HTMX: &str = "htmx.org";
const FONT: &str = "@fontsource-variable/atkinson-hyperlegible-next";
const PRINT: &str = "@expo-google-fonts/atkinson-hyperlegible-next";
const PRINT_FURTHER: &str = "@expo-google-fonts/noto-sans";
const MOJ_IMAGES: &str = "@ministryofjustice/frontend/moj/assets/images";

/// Class prefixes that are not served: marks of a State, or replaced by a component of ours (see README.md).
const LEFT_OUT: [&str; 25] = [
    ".govuk-header",
    ".govuk-generic-header",
    ".govuk-service-navigation",
    ".govuk-language-navigation",
    ".govuk-footer",
    ".govuk-feedback",
    ".govuk-cookie-banner",
    ".govuk-exit-this-page",
    ".govuk-logo",
    ".govuk-template--rebranded",
    ".moj-header",
    ".moj-cookie-banner",
    ".moj-datepicker",
    ".moj-filter",
    ".moj-identity-bar",
    ".moj-organisation-nav",
    ".moj-organisation-switcher",
    ".moj-primary-navigation",
    ".moj-rich-text-editor",
    ".moj-search-toggle",
    ".moj-tag",
    ".moj-timeline",
    ".moj-action-bar",
    ".moj-page-header",
    ".probation-common",
];

/// Colours written in full in the packages, and ours for them; the first is the blue reserved to gov.uk.
const COLOURS: [(&str, &str); 14] = [
    ("#1d70b8", "var(--mg-brand)"),
    ("#1a65a6", "var(--mg-link)"),
    ("#0f385c", "var(--mg-brand-deep)"),
    ("#0b0c0c", "var(--mg-ink)"),
    ("#f4f8fb", "var(--mg-sand)"),
    ("#8eb8dc", "var(--mg-line)"),
    ("#ca3535", "var(--mg-danger)"),
    ("#0f7a52", "var(--mg-ok)"),
    ("#484949", "var(--mg-ink-soft)"),
    ("#54319f", "var(--mg-link-visited)"),
    ("#cecece", "var(--mg-line)"),
    ("#f3f3f3", "var(--mg-sand)"),
    ("#d2e2f1", "var(--mg-brand-soft)"),
    ("#fd0", "var(--mg-focus)"),
];

/// Sizes of the packages, made for a wide and heavy typeface and short public pages, and ours for them.
const SIZES: [(&str, &str); 10] = [
    ("3rem", "2.25rem"),
    ("2.25rem", "1.75rem"),
    ("2rem", "1.75rem"),
    ("1.6875rem", "1.5rem"),
    ("1.5rem", "1.3125rem"),
    ("1.3125rem", "1.25rem"),
    ("1.1875rem", "1.0625rem"),
    ("14pt", "10.5pt"),
    ("18pt", "13pt"),
    ("24pt", "17pt"),
];

/// The two style sheets, joined and cleaned. Image addresses are left as the packages wrote them.
pub fn style_sheet(modules: &Path) -> Outcome<String> {
    let govuk = read(&modules.join(GOVUK).join("dist/govuk/govuk-frontend.min.css"))?;
    let moj = read(&modules.join(MOJ).join("moj/moj-frontend.min.css"))?;
    let mut nodes = css::parse(&css::without_comments(&govuk));
    let known = root_properties(&nodes);
    let mut others = css::parse(&css::without_comments(&moj));
    // The MOJ sheet repeats GOV.UK's root, from an older version of it.
    others.retain(
        |node| !matches!(node, Node::Rule { selectors, .. } if selectors.iter().all(|s| s == ":root")),
    );
    nodes.extend(others);
    clean(&mut nodes, &known);
    Ok(format!("@charset \"UTF-8\";\n{}", css::print(&nodes)))
}

fn root_properties(nodes: &[Node]) -> Vec<String> {
    let mut names = Vec::new();
    for node in nodes {
        if let Node::Rule { selectors, declarations } = node
            && selectors.iter().any(|s| s == ":root")
        {
            names.extend(declarations.iter().map(|(property, _)| property.clone()));
        }
    }
    names
}

fn clean(nodes: &mut Vec<Node>, known: &[String]) {
    nodes.retain_mut(|node| match node {
        Node::Statement(text) => !text.starts_with("@charset"),
        Node::Block { prelude, .. } => prelude != "@font-face",
        Node::Group { nodes, .. } => {
            clean(nodes, known);
            true
        }
        Node::Rule { selectors, declarations } => {
            selectors.retain(|selector| !LEFT_OUT.iter().any(|prefix| mentions(selector, prefix)));
            declarations.retain(|(property, value)| keep(property, value));
            for (property, value) in declarations.iter_mut() {
                *value = restyled(property, value, known);
            }
            true
        }
    });
}

/// `.moj-tag` is meant with its variants and parts, but not `.moj-tagline`.
fn mentions(selector: &str, prefix: &str) -> bool {
    selector.match_indices(prefix).any(|(at, _)| {
        let next = selector[at + prefix.len()..].chars().next();
        !next.is_some_and(|c| c.is_ascii_alphanumeric())
    })
}

/// The typeface is set once, on the page, by the brand; the packages repeat it a hundred times.
fn keep(property: &str, value: &str) -> bool {
    match property {
        "font-family" => !(value.contains("GDS Transport") || value == "sans-serif"),
        "-webkit-font-smoothing" | "-moz-osx-font-smoothing" => false,
        _ => true,
    }
}

fn restyled(property: &str, value: &str, known: &[String]) -> String {
    if property == "font-size"
        && let Some((_, ours)) = SIZES.iter().find(|(theirs, _)| *theirs == value)
    {
        return (*ours).to_owned();
    }
    if property == "line-height" && value == "1.3157894737" {
        return "1.45".to_owned();
    }
    let mut value = without_fallbacks(value, known);
    for (theirs, ours) in COLOURS {
        value = value.replace(theirs, ours);
    }
    value
}

/// `var(--govuk-x,#123456)` says twice what the root already says once.
fn without_fallbacks(value: &str, known: &[String]) -> String {
    let mut text = value.to_owned();
    for name in known {
        let opening = format!("var({name},");
        while let Some(start) = text.find(&opening) {
            let inside = start + opening.len();
            let mut depth = 1_i32;
            let end = text[inside..].char_indices().find_map(|(at, character)| {
                depth += match character {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                (depth == 0).then_some(inside + at)
            });
            let Some(end) = end else { break };
            text.replace_range(inside - 1..end, "");
        }
    }
    text
}

/// The images that the cleaned sheet still shows.
pub fn images(modules: &Path, sheet: &str) -> Outcome<Vec<Asset>> {
    let mut names: Vec<&str> =
        sheet.split("/assets/images/").skip(1).filter_map(|after| after.split([')', '"']).next()).collect();
    names.sort_unstable();
    names.dedup();
    let mut found = Vec::new();
    for name in names {
        let path = modules.join(MOJ_IMAGES).join(name);
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        found.push(Asset { name: name.into(), constant: "", about: "", mime: "image/svg+xml", bytes });
    }
    Ok(found)
}

/// Makes the sheet name its images by asset, so that they are linked with their hash.
pub fn point_to_assets(sheet: &str) -> String {
    sheet.replace("/assets/images/", "asset:")
}

/// The typeface: one file for our languages, and two that the browser asks for only when a text needs them.
pub fn fonts(modules: &Path) -> Outcome<Vec<Asset>> {
    let wanted = [
        (
            "latin-wght-normal",
            "font-latin.woff2",
            "FONT",
            "The typeface, all weights, upright: the one to preload.",
        ),
        (
            "latin-ext-wght-normal",
            "font-latin-ext.woff2",
            "FONT_LATIN_EXT",
            "Letters of further Latin alphabets.",
        ),
        ("latin-wght-italic", "font-italic.woff2", "FONT_ITALIC", "The typeface in italic."),
    ];
    let mut found = Vec::new();
    for (file, name, constant, about) in wanted {
        let path = modules.join(FONT).join(format!("files/atkinson-hyperlegible-next-{file}.woff2"));
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        found.push(Asset { name: name.into(), constant, about, mime: "font/woff2", bytes });
    }
    Ok(found)
}

/// The typeface as printed documents need it, whole and not packed: two weights, and another for names in letters that it
/// lacks. They are not served.
pub fn print_fonts(modules: &Path) -> [PathBuf; 3] {
    let file = |package: &str, file: &str| modules.join(package).join(file);
    [
        file(PRINT, "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf"),
        file(PRINT, "700Bold/AtkinsonHyperlegibleNext_700Bold.ttf"),
        file(PRINT_FURTHER, "400Regular/NotoSans_400Regular.ttf"),
    ]
}

/// The scripts of the packages, without the pointer to a source map that is not served.
pub fn scripts(modules: &Path) -> Outcome<Vec<Asset>> {
    let wanted = [
        (
            GOVUK,
            "dist/govuk/govuk-frontend.min.js",
            "govuk.js",
            "GOVUK_JS",
            "Components of GOV.UK Frontend, a module.",
        ),
        (
            MOJ,
            "moj/moj-frontend.min.js",
            "moj.js",
            "MOJ_JS",
            "Components of the MOJ design system, a module.",
        ),
        (
            HTMX,
            "dist/htmx.min.js",
            "htmx.js",
            "HTMX_JS",
            "htmx, for pages that refresh a part of themselves.",
        ),
    ];
    let mut found = Vec::new();
    for (package, file, name, constant, about) in wanted {
        let text = read(&modules.join(package).join(file))?;
        let text =
            text.split("//# sourceMappingURL=").next().unwrap_or_default().trim_end().to_owned() + "\n";
        let mime = "text/javascript; charset=utf-8";
        found.push(Asset { name: name.into(), constant, about, mime, bytes: text.into_bytes() });
    }
    Ok(found)
}

/// Who wrote the packages and on what terms. Two of them declare MIT without shipping its text, whose terms
/// ask that it travels with every copy: `npm/licences/MIT.txt` is that text.
pub fn notices(modules: &Path, npm: &Path) -> Outcome<String> {
    let mit = read(&npm.join("licences/MIT.txt"))?;
    let mut text = String::from(
        "Maillage serves, or prints with, files made from the following packages.\nTheir authors keep their rights; the terms follow each name.\n",
    );
    let holders = [
        (GOVUK, "Copyright (c) Crown Copyright (Government Digital Service)"),
        (MOJ, "Copyright (c) Crown Copyright (Ministry of Justice)"),
        (HTMX, ""),
        (FONT, ""),
        (PRINT, ""),
        (PRINT_FURTHER, ""),
    ];
    for (package, holder) in holders {
        let manifest = read(&modules.join(package).join("package.json"))?;
        let version = npm::string_field(&manifest, "version").unwrap_or_default();
        let licence = npm::string_field(&manifest, "license").unwrap_or_default();
        let own = fs::read_to_string(modules.join(package).join("LICENSE"));
        // A package around a typeface: its own terms, then those of the typeface.
        let own = own.map(|text| {
            let typeface = fs::read_to_string(modules.join(package).join("LICENSE_FONT")).unwrap_or_default();
            format!("{text}\n\n{typeface}")
        });
        let terms = match (own, licence.as_str()) {
            (Ok(terms), _) => terms,
            (Err(_), "MIT") => format!("{holder}\n\n{mit}"),
            (Err(_), other) => return Err(format!("{package} declares {other} but ships no licence text.")),
        };
        let line = "-".repeat(72);
        text.push_str(&format!("\n{line}\n{package} {version} ({licence})\n{line}\n\n{}\n", terms.trim()));
    }
    Ok(text)
}
