// SPDX-License-Identifier: EUPL-1.2
//! `maillage serve`, `maillage migrate`.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::Engine;
use platform::http::{self, App};
use platform::mail::{self, Mailer};
use platform::{jobs, log};
use register::ledger::Openings;
use tokio::net::TcpListener;

use super::{block_on, say};
use crate::start::{self, Migrates};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Address to listen on; port 0 takes any free one.
    #[arg(long)]
    listen: Option<String>,
}

impl Args {
    pub(super) fn add_to(&self, flags: &mut BTreeMap<String, String>) {
        if let Some(listen) = &self.listen {
            flags.insert("listen".to_owned(), listen.clone());
        }
    }
}

pub(super) fn run(_args: Args, config: Config) -> ExitCode {
    log::start(config.log_level, config.log_format);
    block_on(async move {
        let (clock, chance) = (Clock::System, Chance::System);
        // The embedded engine has one server and makes its own schema; PostgreSQL is migrated by the operator.
        let migrates = match config.database {
            platform::db::Address::File(_) => Migrates::Yes,
            platform::db::Address::Url(_) => Migrates::No,
        };
        let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
        let db = start::database(&config, &clock, &chance, migrates).await.map_err(|e| e.to_string())?;
        let openings = Openings::start(db.clone());
        let app = start::application(db, clock, chance, config, rulebook, Some(openings));
        serve(app).await
    })
}

/// Serves an application until the process is told to stop, then lets what is under way finish.
pub(super) async fn serve(app: Arc<App>) -> Result<(), String> {
    let listener =
        TcpListener::bind(app.config.listen).await.map_err(|e| format!("{}: {e}", app.config.listen))?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    for name in platform::secrets::ALL {
        app.key(name).await.map_err(|e| e.to_string())?;
    }
    let mailer = Mailer::new(&app.config.mail).map_err(|e| e.to_string())?;
    let runner = jobs::Runner::new(app.db.clone(), app.clock.clone(), app.chance.clone());
    let runner = crate::reactions::carried_out_by(mail::sent_by(runner, mailer), &app);
    let running = runner.start();
    let sweeper = tokio::spawn(start::sweep_now_and_then(app.clone()));
    let router = http::router(app.clone(), crate::routes());
    say(&format!("Listening on http://{address}"));
    http::serve(listener, router, stop_asked()).await.map_err(|e| e.to_string())?;
    sweeper.abort();
    running.stop().await;
    app.db.close().await;
    Ok(())
}

/// Resolves at SIGTERM or Ctrl-C.
async fn stop_asked() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        match terminate {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => {
                let _ = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupt.await;
    }
}

pub(super) async fn migrate(config: Config) -> Result<(), String> {
    let clock = Clock::System;
    let db = platform::db::Db::open(&config.database).await.map_err(|e| e.to_string())?;
    let done = db.migrate(clock.now()).await.map_err(|e| e.to_string())?;
    let engine = match db.engine() {
        Engine::Sqlite => "embedded database",
        Engine::Postgres => "PostgreSQL",
    };
    if done.applied.is_empty() {
        say(&format!("The {engine} is up to date."));
    }
    for name in done.applied {
        say(&format!("Applied {name} to the {engine}."));
    }
    Ok(())
}
