// SPDX-License-Identifier: EUPL-1.2

use std::path::Path;

use super::*;

fn with(file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]) -> (tempfile::TempDir, Sources) {
    let folder = tempfile::tempdir().unwrap();
    if !file.is_empty() {
        std::fs::write(folder.path().join("maillage.toml"), file).unwrap();
    }
    let pairs = |list: &[(&str, &str)]| {
        list.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<Vec<_>>()
    };
    let sources = Sources {
        file: None,
        folder: folder.path().to_owned(),
        environment: pairs(environment),
        flags: pairs(flags).into_iter().collect(),
    };
    (folder, sources)
}

fn errors(file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]) -> Vec<Finding> {
    let (_folder, sources) = with(file, environment, flags);
    Config::load(&sources).unwrap_err()
}

#[test]
fn nothing_said_is_a_working_installation() {
    let config = Config::default();
    assert_eq!(config.database, Address::File("maillage-data/maillage.sqlite".into()));
    assert_eq!(config.public_url, "http://127.0.0.1:8080");
    assert!(!config.is_https() && !config.is_reachable_from_outside());
    assert!(matches!(config.mail.route, MailRoute::Outbox(_)));
    assert_eq!(config.upload_limit_bytes, 20 * 1024 * 1024);
    assert!(config.shown().iter().all(|s| s.origin == Origin::Default));
    // The table of settings and the reading of them tell the same defaults.
    for setting in SETTINGS.iter().filter(|s| !s.default.is_empty()) {
        let (_folder, sources) = with("", &[(&setting.variable(), setting.default)], &[]);
        let said = Config::load(&sources).unwrap();
        let silent = |mut c: Config| {
            c.given.clear();
            format!("{c:?}")
        };
        assert_eq!(silent(said), silent(config.clone()), "{}", setting.key);
    }
}

#[test]
fn the_later_source_wins_and_each_value_knows_where_it_came_from() {
    let file = "listen = \"127.0.0.1:1\"\npublic_url = \"https://maillage.example.org/\"\n\n[session]\nidle_minutes = 15\n";
    let (folder, sources) =
        with(file, &[("MAILLAGE_LISTEN", "127.0.0.1:2"), ("PATH", "/bin")], &[("listen", "127.0.0.1:3")]);
    let config = Config::load(&sources).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.origin("listen"), Origin::Flag("listen".into()));
    assert_eq!(config.public_url, "https://maillage.example.org");
    assert_eq!(config.session_idle_minutes, 15);
    let path = folder.path().join("maillage.toml");
    assert_eq!(config.origin("session.idle_minutes"), Origin::File { path, line: 5 });
    assert_eq!(config.origin("zone"), Origin::Default);
}

#[test]
fn what_a_file_says_is_relative_to_that_file() {
    let (folder, sources) =
        with("data_folder = \"data\"\n[mail]\noutbox = \"/var/out\"\n", &[], &[("packs_folder", "packs")]);
    let config = Config::load(&sources).unwrap();
    assert_eq!(config.data_folder, folder.path().join("data"));
    assert_eq!(config.database, Address::File(folder.path().join("data/maillage.sqlite")));
    assert!(matches!(&config.mail.route, MailRoute::Outbox(p) if p == Path::new("/var/out")));
    assert_eq!(config.packs_folder.as_deref(), Some(Path::new("packs")));
    // A database is named by a path or by a scheme and a path: both mean the same place.
    for (said, meant) in [
        ("sqlite:x.sqlite", folder.path().join("x.sqlite")),
        ("sqlite:in/x.sqlite", folder.path().join("in/x.sqlite")),
        ("in/x.sqlite", folder.path().join("in/x.sqlite")),
        ("sqlite:/var/x.sqlite", "/var/x.sqlite".into()),
    ] {
        let (folder_of, sources) = with(&format!("database = \"{said}\"\n"), &[], &[]);
        let meant = folder_of.path().join(meant.strip_prefix(folder.path()).unwrap_or(&meant));
        assert_eq!(Config::load(&sources).unwrap().database, Address::File(meant), "{said}");
    }
}

#[test]
fn errors_name_file_line_and_what_was_meant() {
    let file = "listn = \"x\"\n\nlisten = 12\nidle_minutes = 3\n[session]\nhours = \"long\"\n[mail]\nfrom = { a = 1 }\n";
    let found: Vec<String> = errors(file, &[], &[]).iter().map(ToString::to_string).collect();
    let has = |parts: &[&str]| found.iter().any(|f| parts.iter().all(|p| f.contains(p)));
    assert!(has(&["maillage.toml:1", "listen", "did you mean listen?"]), "{found:#?}");
    assert!(has(&["maillage.toml:3", "listen", "127.0.0.1:8080"]), "{found:#?}");
    assert!(has(&["maillage.toml:4", "did you mean session.idle_minutes?"]), "{found:#?}");
    assert!(has(&["maillage.toml:6", "session.hours", "1 to 720"]), "{found:#?}");
    assert!(has(&["maillage.toml:8", "mail.from", "expected"]), "{found:#?}");
    assert_eq!(found.len(), 5, "{found:#?}");
    assert!(errors("listen = ", &[], &[])[0].to_string().contains("maillage.toml:1"));
}

#[test]
fn values_that_mean_nothing_are_refused() {
    let wrong = [
        ("listen", "localhost"),
        ("public_url", "maillage.example.org"),
        ("public_url", "https://a.example/path"),
        ("zone", "Europe/Nulle-Part"),
        ("session.idle_minutes", "0"),
        ("upload_limit_mb", "-1"),
        ("exit_url", "javascript:alert(1)"),
        ("trusted_proxies", "10.0.0.0/33"),
        ("log.level", "loud"),
        ("mail.from", "nobody"),
        ("mail.smtp_port", "99999"),
        ("mail.smtp_user", "somebody"),
        ("nonsense", "1"),
    ];
    for (key, value) in wrong {
        let found = errors("", &[], &[(key, value)]);
        assert_eq!(found.len(), 1, "{key}: {found:?}");
        assert_eq!(found[0].key.as_deref(), Some(key));
    }
    let (_folder, mut sources) = with("", &[], &[]);
    sources.file = Some("/nowhere/maillage.toml".into());
    assert_eq!(Config::load(&sources).unwrap_err()[0].code, "unreadable-file");
}

#[test]
fn secrets_are_never_printed() {
    let environment = [
        ("MAILLAGE_MAIL_SMTP_HOST", "mail.example.org"),
        ("MAILLAGE_MAIL_SMTP_USER", "maillage"),
        ("MAILLAGE_MAIL_SMTP_PASSWORD", "s3cret"),
        ("MAILLAGE_DATABASE", "postgres://maillage:s3cr@et@db/m?password=s3cret"),
    ];
    let (_folder, sources) = with("", &environment, &[]);
    let config = Config::load(&sources).unwrap();
    let MailRoute::Smtp(smtp) = &config.mail.route else { panic!() };
    assert_eq!(smtp.credentials.as_ref().unwrap().1.expose(), "s3cret");
    assert_eq!(smtp.port, 587);
    let shown = format!("{:?} {:?} {:?}", config.shown(), config.check(), config);
    assert!(!shown.contains("s3cr"), "{shown}");
    assert!(shown.contains("postgres://maillage@db/m"), "{shown}");
}

#[test]
fn an_operator_is_told_what_to_look_at() {
    let codes = |file: &str, environment: &[(&str, &str)]| {
        let (folder, mut sources) = with(file, environment, &[]);
        sources.flags.insert("data_folder".into(), folder.path().join("data").to_string_lossy().into_owned());
        let config = Config::load(&sources).unwrap();
        config.check().into_iter().map(|f| f.code).collect::<Vec<_>>()
    };
    assert!(codes("", &[]).contains(&"mail-outbox"));
    assert!(codes("listen = \"0.0.0.0:80\"", &[]).contains(&"public-without-https"));
    assert!(!codes("listen = \"127.0.0.1:80\"", &[]).contains(&"public-without-https"));
    assert!(codes("public_url = \"https://m.example\"", &[]).contains(&"proxy-not-trusted"));
    assert!(codes("trusted_proxies = [\"::/0\"]", &[]).contains(&"trusts-everybody"));
    assert!(codes("database = \"postgres://u@db.example/m\"", &[]).contains(&"database-not-encrypted"));
    assert!(!codes("database = \"postgres://u@[::1]:5432/m\"", &[]).contains(&"database-not-encrypted"));
    let database = |query: &str| {
        let found = codes(&format!("database = \"postgres://u@db.example/m{query}\""), &[]);
        found.into_iter().filter(|c| c.starts_with("database")).collect::<Vec<_>>()
    };
    assert_eq!(database("?sslmode=prefer"), ["database-not-encrypted"]);
    assert_eq!(database("?sslmode=require"), ["database-not-verified"]);
    assert!(database("?sslmode=verify-full").is_empty());
    assert!(database("?connect_timeout=3&sslmode=require&sslrootcert=/etc/ca.pem").is_empty());
    assert!(codes("packs_folder = \"nowhere\"", &[]).contains(&"packs-folder"));
    assert!(codes("", &[("MAILLAGE_LISTN", "x")]).contains(&"unknown-variable"));
    assert!(
        codes("[mail]\nsmtp_host = \"m.example\"\nsmtp_security = \"none\"", &[])
            .contains(&"mail-not-encrypted")
    );
}

#[cfg(unix)]
#[test]
fn folders_that_everybody_can_read_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, mut sources) = with("", &[], &[]);
    for (mode, told) in [(0o755, true), (0o700, false)] {
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        sources.flags.insert("data_folder".into(), folder.path().to_string_lossy().into_owned());
        let found = Config::load(&sources).unwrap().check();
        assert_eq!(found.iter().any(|f| f.code == "data-folder-open"), told, "{found:?}");
    }
    sources.flags.insert("data_folder".into(), "/proc/nothing-here".into());
    assert!(Config::load(&sources).unwrap().check().iter().any(|f| f.severity == Severity::Error));
}

#[test]
fn networks_hold_their_addresses() {
    let cases = [
        ("10.0.0.0/8", "10.255.1.1", true),
        ("10.0.0.0/8", "11.0.0.1", false),
        ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ("127.0.0.1", "127.0.0.1", true),
        ("127.0.0.1", "127.0.0.2", false),
        ("2001:db8::/32", "2001:db8:1::1", true),
        ("2001:db8::/32", "2001:db9::1", false),
        ("0.0.0.0/0", "::1", false),
    ];
    for (network, address, expected) in cases {
        let network: Network = network.parse().unwrap();
        assert_eq!(network.contains(address.parse().unwrap()), expected, "{network:?} {address}");
    }
}
