// SPDX-License-Identifier: EUPL-1.2
//! Logs: one line an event, for people in a terminal and as JSON for machines, to the standard error.
//!
//! There is no personal data in logs, and not by good will: a line holds the text written in the source and the fields of
//! [`FIELDS`]; any other field is left out and counted. So is what libraries say of themselves below a warning. Whoever
//! needs more finds it, with a ground, in the ledger: a line names a `reference`, never a person.

use std::fmt::{self, Write as _};
use std::io::{IsTerminal, Write as _};
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::clock::Clock;
use crate::config::{LogFormat, LogLevel};

/// The fields that may be logged. None of them can hold a name, an address, a text somebody typed, or the id of a person,
/// a case or an account.
pub const FIELDS: &[&str] = &[
    "message",   // A text of the source. Write nothing of a person into it with `{}`.
    "error",     // A `Display` of our own error types, which name tables and codes, never values.
    "problem",   // A failure of the server's own: variants and codes.
    "reference", // Of one request, shown on its failure page.
    "method",    // Of HTTP.
    "route",     // The path as declared, `/cases/{id}`, never as asked.
    "status",    // Of HTTP.
    "ms",        // A duration, in milliseconds.
    "bytes",     // A size.
    "count",     // How many.
    "engine",    // Of the database.
    "address",   // That this server listens on, never a client's.
    "version",   // Of this program.
    "job",       // The id of a job.
    "kind",      // Of a job, an event, a table: a word of the source.
    "code",      // Of a failure: a word of the source.
    "tries",     // How often a job was tried.
    "setting",   // The name of a setting.
    "file",      // Of the configuration or the packs, never an attachment.
    "line",      // In such a file.
    "migration", // The name of a migration.
    "table",     // The name of a table.
];

/// Our crates, whose lines are written from the chosen level on; others speak from a warning on.
const OURS: &[&str] =
    &["maillage", "app", "platform", "register", "rulebook", "knowledge", "casework", "together", "insight"];

/// Begins to log. Once, at the start of the program.
pub fn start(level: LogLevel, format: LogFormat) {
    let is_json = match format {
        LogFormat::Json => true,
        LogFormat::Human => false,
        LogFormat::Auto => !std::io::stderr().is_terminal(),
    };
    let lines = Lines { level: level_of(level), is_json };
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(lines));
    tell_faults();
}

/// The text of a panic may hold values of the person at hand: only its place is written. While developing, all of it.
fn tell_faults() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        if let Some(place) = fault.location() {
            tracing::error!(file = place.file(), line = place.line(), "a fault in the program");
        }
        if cfg!(debug_assertions) {
            usual(fault);
        }
    }));
}

fn level_of(level: LogLevel) -> Level {
    match level {
        LogLevel::Error => Level::ERROR,
        LogLevel::Warn => Level::WARN,
        LogLevel::Info => Level::INFO,
        LogLevel::Debug => Level::DEBUG,
    }
}

struct Lines {
    level: Level,
    is_json: bool,
}

impl Lines {
    fn wants(&self, metadata: &Metadata<'_>) -> bool {
        let krate = metadata.target().split("::").next().unwrap_or("");
        let most = if OURS.contains(&krate) { self.level } else { self.level.min(Level::WARN) };
        *metadata.level() <= most
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Lines {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        self.wants(metadata)
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut said = Said::default();
        event.record(&mut said);
        let at = Clock::System.now().rfc3339();
        let line =
            if self.is_json { said.json(&at, event.metadata()) } else { said.human(&at, event.metadata()) };
        // When the standard error is gone, there is nobody left to tell.
        let _ = std::io::stderr().lock().write_all(line.as_bytes());
    }
}

/// What an event said, as far as it may be written.
#[derive(Default)]
struct Said {
    fields: Vec<(&'static str, serde_json::Value)>,
    left_out: usize,
}

impl Said {
    fn add(&mut self, field: &Field, value: impl Into<serde_json::Value>) {
        if FIELDS.contains(&field.name()) {
            self.fields.push((field.name(), value.into()));
        } else {
            self.left_out += 1;
        }
    }

    fn json(self, at: &str, metadata: &Metadata<'_>) -> String {
        let mut line = serde_json::Map::new();
        line.insert("at".into(), at.into());
        line.insert("level".into(), metadata.level().as_str().to_lowercase().into());
        line.insert("target".into(), metadata.target().into());
        for (name, value) in self.fields {
            line.insert(name.into(), value);
        }
        if self.left_out > 0 {
            line.insert("left_out".into(), self.left_out.into());
        }
        format!("{}\n", serde_json::Value::Object(line))
    }

    fn human(self, at: &str, metadata: &Metadata<'_>) -> String {
        let time = at.get(11..19).unwrap_or(at);
        let mut line = format!("{time} {:5} ", metadata.level().as_str());
        let (message, fields): (Vec<_>, Vec<_>) =
            self.fields.into_iter().partition(|(name, _)| *name == "message");
        for (_, text) in message {
            line.push_str(&one_line(&text));
        }
        for (name, value) in fields {
            let _ = write!(line, "  {name}={}", one_line(&value));
        }
        if self.left_out > 0 {
            let _ = write!(line, "  left_out={}", self.left_out);
        }
        line.push('\n');
        line
    }
}

/// A value on one line, without characters that could forge another line or colour a terminal.
fn one_line(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => {
            text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
        }
        other => other.to_string(),
    }
}

impl Visit for Said {
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field, value);
    }
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.add(field, value);
    }
    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field, value);
    }
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.add(field, value);
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field, value);
    }
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.add(field, format!("{value:?}"));
    }
}

/// A duration as the field `ms` takes it.
pub fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    /// Collects what would be written.
    struct Kept(Lines, Arc<Mutex<String>>);

    impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Kept {
        fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
            self.0.wants(metadata)
        }
        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            let mut said = Said::default();
            event.record(&mut said);
            let at = "2026-09-15T08:00:00Z";
            let line = if self.0.is_json {
                said.json(at, event.metadata())
            } else {
                said.human(at, event.metadata())
            };
            self.1.lock().unwrap().push_str(&line);
        }
    }

    fn kept(is_json: bool, say: impl FnOnce()) -> String {
        let kept = Arc::new(Mutex::new(String::new()));
        let layer = Kept(Lines { level: Level::INFO, is_json }, kept.clone());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), say);
        let text = kept.lock().unwrap();
        text.clone()
    }

    #[test]
    fn what_is_not_on_the_list_is_not_written() {
        let say = || {
            tracing::info!(route = "/cases/{id}", status = 200u64, child = "Léonie", "a page was shown");
            tracing::debug!("too quiet");
        };
        assert_eq!(
            kept(false, say),
            "08:00:00 INFO  a page was shown  route=/cases/{id}  status=200  left_out=1\n"
        );
        let json = kept(true, say);
        let line: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((line["status"].as_u64(), line["left_out"].as_u64()), (Some(200), Some(1)));
        assert_eq!(
            (line["level"].as_str(), line["message"].as_str()),
            (Some("info"), Some("a page was shown"))
        );
        assert!(!json.contains("onie"), "{json}");
    }

    #[test]
    fn libraries_speak_from_a_warning_on() {
        let said = kept(false, || {
            tracing::info!(target: "hyper::proto", "not this");
            tracing::warn!(target: "hyper::proto", "but this");
        });
        assert_eq!(said, "08:00:00 WARN  but this\n");
    }

    #[test]
    fn nobody_forges_a_second_line() {
        let said = kept(false, || tracing::info!(code = "a\n08:00:01 ERROR forged\u{1b}[31m", "x"));
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}
