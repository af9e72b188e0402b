// SPDX-License-Identifier: EUPL-1.2
use super::{Outcome, all, all_alone, alone, at, code, no, nodes, number, text, yes};
use crate::xpath::{evaluate, parse, xml::Document};

const TRIP: &str = "<trip>\
    <stop><town>Arlon</town><guest><name>Ann</name></guest><guest><name>Bob</name></guest></stop>\
    <stop><town>Ath</town><guest><name>Cid</name></guest></stop>\
    <note/>\
    <stop><town>Mons</town></stop>\
    </trip>";

#[test]
fn turns_of_a_repeat() {
    all(
        TRIP,
        "/trip/stop[2]/town",
        &[
            ("position(..)", number(2.0)),
            ("position(/trip/stop[3])", number(1.0)),
            ("position(/trip/stop[1]/guest[2])", number(2.0)),
            ("position(/trip/nothing)", number(f64::NAN)),
            ("position(/trip/stop[1]/@none | /trip/stop[2])", number(2.0)),
            ("indexed-repeat(/trip/stop/town, /trip/stop, 1)", nodes(&["Arlon"])),
            ("indexed-repeat(/trip/stop/town, /trip/stop, position(..))", nodes(&["Ath"])),
            ("indexed-repeat(/trip/stop/town, /trip/stop, 9)", nodes(&[])),
            ("indexed-repeat(/trip/stop/town, /trip/stop, 1.5)", nodes(&[])),
            ("indexed-repeat(/trip/stop/town, /trip/stop, 'x')", nodes(&[])),
            ("indexed-repeat(/trip/stop/guest/name, /trip/stop, 1, /trip/stop/guest, 2)", nodes(&["Bob"])),
            ("indexed-repeat(/trip/stop/guest/name, /trip/stop/guest, 1, /trip/stop, 2)", nodes(&["Cid"])),
            ("indexed-repeat(/trip/stop/guest/name, /trip/stop, 2, /trip/stop/guest, 2)", nodes(&[])),
            ("once('new')", text("Ath")),
            ("depend(town, 1)", nodes(&[])),
            ("depend(5, ..)", number(5.0)),
        ],
    );
    assert_eq!(at(TRIP, "/trip/note", "once('new')"), text("new"));
    assert_eq!(code(&at(TRIP, "", "position(//stop)")), "several-nodes");
    assert_eq!(code(&at(TRIP, "", "position(//town/text()[. = 'Ath'])")), "argument");
}

#[test]
fn a_seed_always_shuffles_alike() {
    let letters = "<a><l>A</l><l>B</l><l>C</l><l>D</l><l>E</l><l>F</l></a>";
    let shuffled = |seed: &str| match at(letters, "/a", &format!("randomize(l{seed})")) {
        Outcome::Nodes(texts) => texts.concat(),
        other => panic!("{other:?}"),
    };
    assert_eq!(shuffled(", 42"), "AFCBDE");
    assert_eq!(shuffled(", -42"), "EDAFBC");
    assert_eq!(shuffled(", '1'"), "BFEACD");
    assert_eq!(shuffled(", 1.9"), shuffled(", 1"));
    assert_eq!(shuffled(", ''"), shuffled(", 0"));
    // A text that is no number is a seed, too; so is what is larger than any seed.
    for seed in [", 'a'", ", 'b'", ", 1 div 0", ", -1 div 0", ""] {
        let mut sorted: Vec<char> = shuffled(seed).chars().collect();
        sorted.sort_unstable();
        assert_eq!(sorted.into_iter().collect::<String>(), "ABCDEF");
        assert_eq!(shuffled(seed), shuffled(seed));
    }
    assert_ne!(shuffled(", 'a'"), shuffled(", 'b'"));
}

#[test]
fn bytes_and_identifiers() {
    all_alone(&[
        ("digest('abc', 'MD5', 'hex')", text("900150983cd24fb0d6963f7d28e17f72")),
        ("digest('abc', 'sha-1', 'HEX')", text("a9993e364706816aba3e25717850c26c9cd0d89d")),
        (
            "digest('abc', 'SHA-256', 'hex')",
            text("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ),
        ("digest('abc', 'SHA-256')", text("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")),
        ("string-length(digest('', 'SHA-384', 'hex'))", number(96.0)),
        ("string-length(digest('', 'SHA-512', 'hex'))", number(128.0)),
        ("base64-decode('TGnDqGdl')", text("Liège")),
        ("base64-decode('TmFtdXI=')", text("Namur")),
        ("base64-decode(' TmFt dXI ')", text("Namur")),
        ("base64-decode('#')", text("")),
        ("uuid()", text("0193f1a0-0000-7000-8000-000000000001")),
        ("uuid(5)", text("01234")),
        ("uuid(0)", text("")),
        ("uuid(-3)", text("")),
        ("version()", text("2026113001")),
        ("property('deviceid')", text("desk:7")),
        ("extract-signed('', '')", text("")),
        ("extract-signed('TmFtdXI=', 'TmFtdXI=')", text("")),
    ]);
    assert_eq!(code(&alone("property('imei')")), "unavailable");
}

#[test]
fn what_somebody_signed_is_taken_out_if_it_is_theirs() {
    use base64ct::{Base64, Encoding};
    use ed25519_dalek::{Signer, SigningKey};
    let key = SigningKey::from_bytes(&[7; 32]);
    let content = "Tournai".as_bytes();
    let mut message = key.sign(content).to_bytes().to_vec();
    message.extend(content);
    let public = Base64::encode_string(key.verifying_key().as_bytes());
    let other = Base64::encode_string(SigningKey::from_bytes(&[8; 32]).verifying_key().as_bytes());
    let expr = |message: &[u8], key: &str| {
        alone(&format!("extract-signed('{}', '{key}')", Base64::encode_string(message)))
    };
    assert_eq!(expr(&message, &public), text("Tournai"));
    assert_eq!(expr(&message, &other), text(""));
    *message.last_mut().unwrap() ^= 1;
    assert_eq!(expr(&message, &public), text(""));
}

#[test]
fn places() {
    all_alone(&[
        ("distance('50 4; 50 4')", number(0.0)),
        ("distance('0 0 0 0;0 1 0 0')", number(111_318.85)),
        ("distance('0 0', '0 1')", number(111_318.85)),
        ("distance('0 0;0 1;')", number(111_318.85)),
        ("area('0 0;0 1')", number(0.0)),
        ("area('nowhere')", number(0.0)),
        ("area('')", number(0.0)),
        ("area('0 0;0 1;1 1;0 0') = area('0 0;0 1;1 1')", yes()),
        ("round(area('0 0;0 1;1 1;1 0;0 0') div 1000000)", number(12_391.0)),
        ("geofence('0.5 0.5', '0 0;0 1;1 1;1 0;0 0')", yes()),
        ("geofence('0.5 1.5', '0 0;0 1;1 1;1 0;0 0')", no()),
        // The fence is open.
        ("geofence('0.5 0.5', '0 0;0 1;1 1;1 0')", no()),
        ("geofence('', '0 0;0 1;1 1;1 0;0 0')", no()),
        ("intersects('0 0;1 1;0 1;1 0')", yes()),
        ("intersects('0 0;0 1;1 1;1 0;0 0')", no()),
        ("intersects('0 0;0 1;1 1')", no()),
        ("intersects('')", no()),
    ]);
    for expr in ["distance('nowhere')", "distance('')", "distance('91 0;0 0')", "distance('0 0')"] {
        assert_eq!(code(&alone(expr)), "argument", "{expr}");
    }
    let way = "<a><p>0 0</p><p>0 1</p></a>";
    assert_eq!(at(way, "", "distance(//p)"), number(111_318.85));
}

#[test]
fn lists_and_words_are_found_in_the_document() {
    let form = "<form><itext>\
        <translation lang='en'><text id='hi'><value>Hello</value></text></translation>\
        <translation lang='fr' default='true()'><text id='hi'><value form='image'>jr://x</value><value>Bonjour</value></text></translation>\
        </itext><instance id='towns'><root>\
        <item><name>a</name><land>wa</land><label>Arlon</label></item>\
        <item><name>g</name><land>vl</land><label>Gent</label></item>\
        </root></instance><data><land>vl</land></data></form>";
    all(
        form,
        "//data",
        &[
            ("jr:itext('hi')", text("Bonjour")),
            ("jr:itext('nothing')", text("")),
            ("instance('towns')/*/item[land = current()/land]/label", nodes(&["Gent"])),
            ("instance('towns')/*/item[land = /form/data/land]/name", nodes(&["g"])),
            ("count(instance('nothing')/*/item)", number(0.0)),
            ("pulldata('towns', 'label', 'name', 'a')", text("Arlon")),
            ("pulldata('towns', 'label', 'name', 'z')", text("")),
        ],
    );
}

#[test]
fn work_is_bounded() {
    let many = format!("<a>{}</a>", "<b>1</b>".repeat(3_000));
    let outcome = at(&many, "", "count(//b[count(//b[count(//b) > 1]) > 1])");
    assert_eq!(code(&outcome), "too-much-work");
    // Twenty doublings of a text of a kilobyte are a gigabyte.
    let mut expr = format!("'{}'", "x".repeat(1_000));
    for _ in 0..20 {
        expr = format!("translate(concat({expr}, {}), 'x', 'x')", "'y'");
    }
    assert_eq!(code(&alone(&expr)), "");
    let doubling = format!(
        "<a>{}</a>",
        "<b>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</b>".repeat(2_000)
    );
    let outcome = at(&doubling, "", "join(join(join('-', //b), //b), //b)");
    assert_eq!(code(&outcome), "too-long");
}

#[test]
fn a_list_of_ten_thousand_is_filtered_within_the_bound() {
    let items: String =
        (0..10_000).map(|n| format!("<item><name>c{n}</name><zone>z{}</zone></item>", n % 50)).collect();
    let document = Document::parse(&format!("<d><q>z7</q><root>{items}</root></d>")).unwrap();
    let expr = parse("count(/d/root/item[zone = /d/q and selected(/d/q, zone)])").unwrap();
    let value = evaluate(&expr, &document, document.root(), &crate::xpath::Nothing);
    assert_eq!(value, Ok(crate::xpath::Value::Number(200.0)));
}
