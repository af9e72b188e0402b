// SPDX-License-Identifier: EUPL-1.2
//! `maillage routes`.

use std::process::ExitCode;

use platform::http::{Route, Who};
use serde_json::{Value, json};

use super::say;

#[derive(clap::Args)]
pub(super) struct Args {
    /// As JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> ExitCode {
    let routes = crate::routes();
    if args.json {
        let all: Vec<Value> = routes.iter().map(as_json).collect();
        say(&Value::from(all).to_string());
    } else {
        say(&table(&routes));
    }
    ExitCode::SUCCESS
}

fn as_json(route: &Route) -> Value {
    json!({
        "method": route.method.code(), "path": route.path, "action": route.action, "subject": route.subject,
        "who": who(route.who),
    })
}

/// Who may use a route, in words.
pub fn who(who: Who) -> String {
    match who {
        Who::Anyone => "anyone".to_owned(),
        Who::SignedIn => "signed in".to_owned(),
        Who::HalfSignedIn => "half signed in".to_owned(),
        Who::Holders(kinds) => kinds.iter().map(|k| k.code()).collect::<Vec<_>>().join(", "),
        Who::Seat => "holders of a seat".to_owned(),
    }
}

/// The table for people: `docs/generated/routes.txt`.
pub fn table(routes: &[Route]) -> String {
    let mut out = String::new();
    for r in routes {
        out.push_str(&format!(
            "{:<4} {:<48} {:<18} {:<14} {}\n",
            r.method.code(),
            r.path,
            r.action,
            r.subject,
            who(r.who)
        ));
    }
    out
}
