// SPDX-License-Identifier: EUPL-1.2
//! What is served: only what we may serve, at addresses that change with the content, and small enough.

#![allow(clippy::unwrap_used, reason = "a test stops where an asset is missing")]

use ui_assets::{Asset, all, by_name, by_path};

fn text(asset: &Asset) -> &str {
    std::str::from_utf8(asset.bytes).unwrap()
}

fn style_sheet() -> &'static str {
    text(by_name("app.css").unwrap())
}

/// Marks and typefaces reserved to one government, and its blue.
const RESERVED: [&str; 6] = ["GDS Transport", "crest", "crown", "govuk-icon", "#1d70b8", "moj-logotype"];

#[test]
fn no_mark_of_a_state_is_served() {
    for word in RESERVED {
        let sheet = style_sheet().to_lowercase();
        assert!(!sheet.contains(&word.to_lowercase()), "app.css contains {word}");
        assert!(!all().iter().any(|asset| asset.name.contains(word)), "an asset is named {word}");
    }
}

#[test]
fn the_style_sheet_stays_small_and_whole() {
    let sheet = style_sheet();
    assert!(sheet.len() <= 260_000, "app.css has {} bytes", sheet.len());
    assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
    assert!(sheet.starts_with("@charset"));
    assert!(!sheet.contains("/*"));
    for class in [
        ".govuk-button{",
        ".govuk-error-summary{",
        ".moj-alert{",
        ".mg-identity{",
        ".mg-timeline{",
        ".mg-exit{",
    ] {
        assert!(sheet.contains(class), "{class} is missing");
    }
}

#[test]
fn everything_the_style_sheet_and_the_scripts_ask_for_is_served_by_us() {
    let script = text(by_name("maillage.js").unwrap());
    let in_sheet = style_sheet().split("url(").skip(1).filter_map(|after| after.split(')').next());
    let in_script = script.split("import(\"").skip(1).filter_map(|after| after.split('"').next());
    for address in in_sheet.chain(in_script) {
        assert!(by_path(address).is_some(), "{address} is not an asset");
    }
    assert!(!style_sheet().contains("asset:") && !script.contains("asset:"));
    assert!(!style_sheet().contains("@import"));
}

#[test]
fn our_script_needs_no_exception_in_the_content_security_policy() {
    let script = text(by_name("maillage.js").unwrap());
    for word in ["eval(", "new Function", "innerHTML", "setAttribute(\"style\"", "document.write"] {
        assert!(!script.contains(word), "maillage.js uses {word}");
    }
}

#[test]
fn each_asset_is_found_by_its_address_and_by_its_name() {
    for asset in all() {
        assert_eq!(by_path(asset.path), Some(asset));
        assert_eq!(by_name(asset.name), Some(asset));
    }
    assert_eq!(by_path("/assets/app.css"), None);
    assert_eq!(by_path("/assets/../Cargo.toml"), None);
    assert_eq!(by_path(""), None);
}

#[test]
fn each_address_carries_a_hash_of_the_content() {
    for asset in all() {
        let hash = asset.bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let (stem, extension) = asset.name.rsplit_once('.').unwrap();
        assert_eq!(asset.path, format!("/assets/{stem}.{hash:016x}.{extension}"));
        assert!(!asset.bytes.is_empty());
    }
}

#[test]
fn the_constants_name_real_assets() {
    use ui_assets::*;
    for address in
        [APP_CSS, FONT, FAVICON, MARK_SVG, LOCKUP_SVG, MAILLAGE_JS, GOVUK_JS, MOJ_JS, HTMX_JS, NOTICES_TXT]
    {
        assert!(by_path(address).is_some());
    }
    assert!(MARK_INLINE.starts_with("<svg") && MARK_INLINE.contains("aria-hidden=\"true\""));
}

#[test]
fn the_notices_name_every_package_and_its_terms() {
    let notices = ui_assets::notices();
    for words in [
        "govuk-frontend 6.6.0 (MIT)",
        "@ministryofjustice/frontend 11.1.0 (MIT)",
        "htmx.org 4.0.1",
        "@expo-google-fonts/atkinson-hyperlegible-next 0.4.1 (MIT AND OFL-1.1)",
        "@expo-google-fonts/noto-sans 0.4.2 (MIT AND OFL-1.1)",
        "The Noto Project Authors",
        "SIL OPEN FONT LICENSE",
        "Permission is hereby granted",
    ] {
        assert!(notices.contains(words), "{words} is missing from the notices");
    }
}

#[test]
fn the_typefaces_of_documents_are_not_served() {
    assert_eq!(ui_assets::PRINT_FONTS.len(), 3);
    assert!(ui_assets::PRINT_FONTS.iter().all(|font| font.starts_with(&[0, 1, 0, 0])), "they are TrueType");
    assert!(!all().iter().any(|asset| ui_assets::PRINT_FONTS.contains(&asset.bytes)));
}

#[test]
fn the_lock_file_names_no_download_host() {
    let lock = include_str!("../npm/package-lock.json");
    assert!(!lock.contains("\"resolved\""), "write the lock with omit-lockfile-registry-resolved=true");
    assert_eq!(lock.matches("\"integrity\": \"sha512-").count(), 6);
}
