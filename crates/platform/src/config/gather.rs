// SPDX-License-Identifier: EUPL-1.2
//! Where settings come from, before anybody asks what they mean.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::{Finding, Severity};

/// A setting that exists.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the file: `session.idle_minutes` lies in the table `[session]`.
    pub key: &'static str,
    /// What holds when nothing is said; empty when that depends on another setting.
    pub default: &'static str,
    /// Whether its value must never be shown.
    pub is_secret: bool,
}

const fn setting(key: &'static str, default: &'static str) -> Setting {
    Setting { key, default, is_secret: false }
}

/// All settings, in the order in which they are shown.
pub const SETTINGS: &[Setting] = &[
    setting("data_folder", "maillage-data"),
    setting("database", ""),
    setting("listen", "127.0.0.1:8080"),
    setting("public_url", ""),
    setting("trusted_proxies", ""),
    setting("packs_folder", ""),
    setting("zone", "Europe/Brussels"),
    setting("upload_limit_mb", "20"),
    setting("exit_url", "https://www.meteo.be/"),
    setting("session.idle_minutes", "30"),
    setting("session.hours", "12"),
    setting("mail.from", "Maillage <maillage@localhost>"),
    setting("mail.outbox", ""),
    setting("mail.smtp_host", ""),
    setting("mail.smtp_port", ""),
    setting("mail.smtp_security", "starttls"),
    setting("mail.smtp_user", ""),
    Setting { key: "mail.smtp_password", default: "", is_secret: true },
    setting("mail.smtp_password_file", ""),
    setting("log.level", "info"),
    setting("log.format", "auto"),
];

impl Setting {
    /// The environment variable of the setting: `MAILLAGE_SESSION_IDLE_MINUTES`.
    pub fn variable(&self) -> String {
        format!("MAILLAGE_{}", self.key.replace('.', "_").to_uppercase())
    }

    pub(super) fn named(key: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|s| s.key == key)
    }
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// A line of a file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// An environment variable.
    Environment(String),
    /// A flag of the command.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { path, line } => write!(f, "{}:{line}", path.display()),
            Origin::Environment(name) => write!(f, "environment {name}"),
            Origin::Flag(name) => write!(f, "flag --{name}"),
        }
    }
}

/// What the settings are read from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The file named by `--config`; it must exist. Without one, `maillage.toml` in `folder` is read if it is there.
    pub file: Option<PathBuf>,
    /// The folder to look for `maillage.toml` in.
    pub folder: PathBuf,
    /// The environment; variables that do not begin with `MAILLAGE_` are passed over.
    pub environment: Vec<(String, String)>,
    /// Settings given by flags, under their names in the file.
    pub flags: BTreeMap<String, String>,
}

impl Sources {
    /// The environment of this process and its working folder.
    pub fn of_process(file: Option<PathBuf>, flags: BTreeMap<String, String>) -> Sources {
        // Variables that are not text are none of ours.
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Sources {
            file,
            folder: PathBuf::from("."),
            environment: std::env::vars_os().filter_map(text).collect(),
            flags,
        }
    }
}

/// A value as it was given.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) text: String,
    pub(super) origin: Origin,
}

impl fmt::Debug for Given {
    // The value may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Given({})", self.origin)
    }
}

/// Collects the values, the later source over the earlier, and says what was found on the way.
pub(super) fn gather(sources: &Sources) -> (BTreeMap<&'static str, Given>, Vec<Finding>) {
    let (mut given, mut findings) = (BTreeMap::new(), Vec::new());
    let usual = sources.folder.join("maillage.toml");
    match &sources.file {
        Some(path) => from_file(path, &mut given, &mut findings),
        None if usual.exists() => from_file(&usual, &mut given, &mut findings),
        None => {}
    }
    from_environment(&sources.environment, &mut given, &mut findings);
    for (key, text) in &sources.flags {
        let origin = Origin::Flag(key.clone());
        match Setting::named(key) {
            Some(setting) => drop(given.insert(setting.key, Given { text: text.clone(), origin })),
            None => findings.push(unknown(key, origin)),
        }
    }
    (given, findings)
}

fn from_environment(
    environment: &[(String, String)],
    given: &mut BTreeMap<&'static str, Given>,
    findings: &mut Vec<Finding>,
) {
    for (name, text) in environment {
        if !name.starts_with("MAILLAGE_") {
            continue;
        }
        if let Some(setting) = SETTINGS.iter().find(|s| s.variable() == *name) {
            // An empty variable is the usual way to say « not set » in a container.
            if !text.is_empty() {
                let origin = Origin::Environment(name.clone());
                given.insert(setting.key, Given { text: text.clone(), origin });
            }
        } else if let Some(near) = SETTINGS.iter().map(Setting::variable).find(|v| distance(v, name) <= 2) {
            findings.push(Finding {
                severity: Severity::Warning,
                code: "unknown-variable",
                key: None,
                origin: Some(Origin::Environment(name.clone())),
                what: format!("there is no such variable; did you mean {near}?"),
            });
        }
    }
}

fn from_file(path: &Path, given: &mut BTreeMap<&'static str, Given>, findings: &mut Vec<Finding>) {
    let at = |line| Origin::File { path: path.to_owned(), line };
    let error = |code, line, what| Finding {
        severity: Severity::Error,
        code,
        key: None,
        origin: Some(at(line)),
        what,
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) => return findings.push(error("unreadable-file", 1, format!("the file cannot be read: {e}"))),
    };
    let line = |byte: usize| text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count() + 1;
    let root = match DeTable::parse(&text) {
        Ok(root) => root.into_inner(),
        Err(e) => {
            let start = e.span().map_or(0, |span| span.start);
            return findings.push(error("not-toml", line(start), e.message().to_owned()));
        }
    };
    let mut take = |key: String, byte: usize, value: &DeValue<'_>| {
        let origin = at(line(byte));
        match (Setting::named(&key), plain(value)) {
            (None, _) => findings.push(unknown(&key, origin)),
            (Some(setting), Some(text)) => drop(given.insert(setting.key, Given { text, origin })),
            (Some(_), None) => findings.push(Finding {
                severity: Severity::Error,
                code: "wrong-kind",
                key: Some(key),
                origin: Some(origin),
                what: "a text, a number or a list of texts is expected".into(),
            }),
        }
    };
    for (key, value) in &root {
        match value.get_ref() {
            DeValue::Table(table) => {
                for (inner, value) in table {
                    take(
                        format!("{}.{}", key.get_ref(), inner.get_ref()),
                        inner.span().start,
                        value.get_ref(),
                    );
                }
            }
            other => take(key.get_ref().to_string(), key.span().start, other),
        }
    }
}

/// A value as text; lists become `a,b`.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().replace('_', "")),
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> = items.iter().map(|item| plain(item.get_ref())).collect();
            Some(texts?.join(","))
        }
        _ => None,
    }
}

fn unknown(key: &str, origin: Origin) -> Finding {
    let near = SETTINGS.iter().map(|s| (distance(s.key, key), s.key)).min();
    // A last part that is right in the wrong table is a near miss too.
    let last = SETTINGS.iter().find(|s| s.key.rsplit('.').next() == key.rsplit('.').next()).map(|s| s.key);
    let hint = match (near, last) {
        (Some((far, near)), _) if far <= 3 => format!("; did you mean {near}?"),
        (_, Some(near)) => format!("; did you mean {near}?"),
        _ => String::new(),
    };
    Finding {
        severity: Severity::Error,
        code: "unknown-setting",
        key: Some(key.to_owned()),
        origin: Some(origin),
        what: format!("there is no such setting{hint}"),
    }
}

/// How many letters must be changed, added or taken away to make one word of the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], best);
        }
    }
    row[b.len()]
}
