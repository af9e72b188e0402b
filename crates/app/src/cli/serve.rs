// SPDX-License-Identifier: EUPL-1.2
//! `maillage serve`, `maillage migrate`.

use std::collections::BTreeMap;
use std::future::Future;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::Engine;
use platform::http::{self, App};
use platform::mail::{self, Mailer};
use platform::{jobs, log};
use register::ledger::Openings;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{block_on, say, say_error};
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

/// What of the settings works and should be looked at: told at every start, not only to whoever asks.
fn tell_what_to_look_at(config: &Config) {
    // An invented world that only this machine reaches has nothing to lose, and its accounts must stay in sight.
    if !config.demo || config.is_reachable_from_outside() {
        config.check().iter().for_each(|found| say_error(&found.to_string()));
    }
}

/// What is under way, requests and jobs at the same time, may take so long to finish once the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(15);

/// And after so long the server has stopped, even when the database does not answer.
const STOPPED: Duration = Duration::from_secs(20);

/// Serves an application until the process is told to stop, then lets what is under way finish.
pub(super) async fn serve(app: Arc<App>) -> Result<(), String> {
    let listener =
        TcpListener::bind(app.config.listen).await.map_err(|e| format!("{}: {e}", app.config.listen))?;
    tell_what_to_look_at(&app.config);
    serve_until(app, listener, stop_asked(), Times { farewell: FAREWELL, stopped: STOPPED }).await
}

/// How long a stop may take.
#[derive(Clone, Copy)]
struct Times {
    /// For what is under way to finish.
    farewell: Duration,
    /// For everything.
    stopped: Duration,
}

async fn serve_until(
    app: Arc<App>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
    times: Times,
) -> Result<(), String> {
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    for name in platform::secrets::ALL {
        app.key(name).await.map_err(|e| e.to_string())?;
    }
    let mailer = Mailer::new(&app.config.mail).map_err(|e| e.to_string())?;
    let runner = jobs::Runner::new(app.db.clone(), app.clock.clone(), app.chance.clone())
        .giving_up_after(times.farewell);
    let runner = crate::reactions::carried_out_by(mail::sent_by(runner, mailer), &app);
    let running = runner.start();
    let sweeper = tokio::spawn(start::sweep_now_and_then(app.clone()));
    let router = http::router(app.clone(), crate::routes());
    say(&format!("Listening on http://{address}"));
    // Requests and jobs are told at the same moment: a stop takes the longer of both times, not their sum.
    let (tell, told) = watch::channel(());
    let asked = async move {
        stop.await;
        drop(tell);
    };
    let (mut jobs_told, mut late_told) = (told.clone(), told);
    let jobs = async move {
        let _ = jobs_told.changed().await;
        running.stop().await;
    };
    let whole = async {
        let (served, ()) = tokio::join!(http::serve(listener, router, asked, times.farewell), jobs);
        sweeper.abort();
        app.db.close().await;
        served.map_err(|e| e.to_string())
    };
    let late = async move {
        let _ = late_told.changed().await;
        tokio::time::sleep(times.stopped).await;
    };
    tokio::select! {
        served = whole => served,
        () = late => {
            tracing::warn!("the server was stopped before everything had ended");
            Ok(())
        }
    }
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

#[cfg(test)]
mod tests {
    use platform::args;
    use platform::clock::Stopwatch;
    use platform::db::Technical;
    use register::testing::{TestApp, run};
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpStream;

    use super::*;

    #[test]
    fn a_stop_takes_one_bounded_time_whatever_is_open() {
        run(async {
            let t = TestApp::with(crate::routes(), |app| app).await;
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
            let asked = async {
                let _ = stopped.await;
            };
            let times = Times { farewell: Duration::from_millis(300), stopped: Duration::from_millis(900) };
            let served = tokio::spawn(serve_until(t.app.clone(), listener, asked, times));
            // Somebody who began to send and says no more; and a database whose only writer does not answer.
            let mut silent = TcpStream::connect(address).await.unwrap();
            let begun = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 90\r\n\r\na=";
            silent.write_all(begun).await.unwrap();
            tokio::time::sleep(Duration::from_millis(200)).await;
            let mut writer = t.system().begin_technical().await.unwrap();
            writer.run("DELETE FROM throttle WHERE failures < $1", args![0i64]).await.unwrap();
            let watch = Stopwatch::start();
            stop.send(()).unwrap();
            served.await.unwrap().unwrap();
            assert!(watch.elapsed() < Duration::from_millis(2_500), "{:?}", watch.elapsed());
            writer.commit_technical(Technical::Throttle).await.unwrap();
        });
    }
}
