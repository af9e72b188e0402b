// SPDX-License-Identifier: EUPL-1.2
//! `maillage user`: what the operator may do about accounts. Nothing here shows or opens a case.

use kernel::{Ground, SecrecyStatus};
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::http::Cx;
use platform::problem::Problem;
use register::accounts::{self, Delivery, Renewal};
use register::directory::{self, InstitutionFields, PractitionerFields};

use super::say;
use crate::start::{self, Migrates};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Founds: a first institution and its first administrator, with an invitation link shown once.
    Found(Found),
    /// Makes a new invitation for somebody, shown once: a forgotten password, a lost telephone.
    Invite {
        /// Address by which they sign in, or that of their page.
        email: String,
        /// Also makes them set up a new second factor.
        #[arg(long)]
        second_factor: bool,
        /// Why, written in the ledger.
        #[arg(long)]
        reason: String,
    },
    /// Closes an account at once and ends its sessions.
    Close {
        /// Address by which they sign in, or that of their page.
        email: String,
        /// Why, written in the ledger.
        #[arg(long)]
        reason: String,
    },
}

#[derive(clap::Args)]
struct Found {
    /// Name of the institution.
    #[arg(long)]
    institution: String,
    /// Pack that applies to it: be-fwb, fr.
    #[arg(long)]
    pack: String,
    /// Service type, a code of the pack: saj, crip…
    #[arg(long = "type")]
    service_type: String,
    /// Short stable code, used in case numbers; made from the name when left out.
    #[arg(long, default_value = "")]
    code: String,
    /// Given name of the administrator.
    #[arg(long)]
    given: String,
    /// Family name of the administrator.
    #[arg(long)]
    family: String,
    /// Address at work of the administrator.
    #[arg(long)]
    email: String,
}

pub(super) async fn run(args: Args, config: Config) -> Result<(), String> {
    let (clock, chance) = (Clock::System, Chance::System);
    let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
    // A fresh installation has no schema yet: founding makes it.
    let migrates = if matches!(args.what, What::Found(_)) { Migrates::Yes } else { Migrates::No };
    let db = start::database(&config, &clock, &chance, migrates).await.map_err(|e| e.to_string())?;
    let app = start::application(db, clock, chance, config, rulebook, None);
    let cx = start::quiet(&app, None);
    match args.what {
        What::Found(found) => found_with(&cx, found).await,
        What::Invite { email, second_factor, reason } => {
            let renewal = if second_factor { Renewal::SecondFactorToo } else { Renewal::Password };
            let who = person(&cx, &email).await?;
            show(&cx, who, renewal, &reason).await
        }
        What::Close { email, reason } => {
            let who = person(&cx, &email).await?;
            accounts::close_account(&cx, who, &reason).await.map_err(said)?;
            say("The account is closed and its sessions have ended.");
            Ok(())
        }
    }
}

fn said(problem: Problem) -> String {
    match &problem {
        Problem::Refused(r) => r.why.clone(),
        other => other.code().to_owned(),
    }
}

async fn found_with(cx: &Cx, found: Found) -> Result<(), String> {
    let institution = InstitutionFields {
        code: found.code,
        pack: found.pack,
        service_type: found.service_type,
        name: found.institution,
        ..InstitutionFields::default()
    };
    let administrator = PractitionerFields {
        given: found.given,
        family: found.family,
        email: found.email,
        ..PractitionerFields::default()
    };
    // Whoever keeps accounts sees no case and is bound by discretion, unless their own status says more.
    let founded = directory::found(cx, institution, administrator, SecrecyStatus::DiscretionOnly)
        .await
        .map_err(said)?;
    show(cx, founded.administrator, Renewal::SecondFactorToo, Ground::Administration.code()).await
}

async fn person(cx: &Cx, email: &str) -> Result<kernel::PractitionerId, String> {
    let mut conn = cx.read().await.map_err(said)?;
    let found = accounts::found_by_address(&mut conn, email).await.map_err(|e| e.to_string())?;
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err("nobody signs in by that address, and it is on nobody's page".to_owned()),
        _ => Err("one person signs in by that address and it is on the page of another: settle that first"
            .to_owned()),
    }
}

async fn show(cx: &Cx, who: kernel::PractitionerId, renewal: Renewal, reason: &str) -> Result<(), String> {
    let invitation = accounts::invite(cx, who, Delivery::Shown, renewal, reason).await.map_err(said)?;
    if let Some(path) = invitation.path {
        say(&format!("{}{}", cx.app.config.public_url, path.show()));
        say("This link works once, for seven days. Hand it over in person.");
    }
    Ok(())
}
