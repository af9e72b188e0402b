// SPDX-License-Identifier: EUPL-1.2
//! Versions of forms: read from a file, kept as they came, made ready once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use kernel::{Instant, Lang};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use smart_forms::answers::{Identity, versions};
use smart_forms::form::{self, Form};
use smart_forms::instance::{Instance, Loaded, NoDraft};
use smart_forms::xpath::Environment;
use smart_forms::{book, words};
use uuid::Uuid;

use super::store;

/// As many forms as are kept ready at once: more than a country has campaigns open.
const MOST_READY: usize = 64;

/// A form that can be filled in.
#[derive(Clone, Debug)]
pub struct Ready {
    /// What it is.
    pub form: Arc<Form>,
    /// The same, with its formulas in order.
    pub loaded: Arc<Loaded>,
}

/// Why something is no form: every reason, for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAForm(pub Vec<String>);

/// The forms that were made ready since the program started, by version. Goes on the shelf of the application.
#[derive(Default)]
pub struct Library(Mutex<HashMap<Uuid, Ready>>);

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Library")
    }
}

/// The moment at which a form is filled in.
#[derive(Clone, Debug)]
pub struct World {
    now: Instant,
    zone: TimeZone,
}

impl World {
    /// The moment of a request, where the installation stands.
    pub fn of(cx: &Cx) -> World {
        World { now: cx.now, zone: cx.zone.calendar().clone() }
    }
}

impl<N> Environment<N> for World {
    fn now(&self) -> Option<Zoned> {
        Some(Timestamp::from_microsecond(self.now.0).ok()?.to_zoned(self.zone.clone()))
    }

    fn zone(&self) -> TimeZone {
        self.zone.clone()
    }
}

impl Ready {
    /// Makes a form ready.
    pub fn of(form: Form) -> Result<Ready, NotAForm> {
        let loaded = Loaded::new(&form)
            .map_err(|all| NotAForm(all.iter().map(|one| one.message(words::Lang::En)).collect()))?;
        Ok(Ready { form: Arc::new(form), loaded: Arc::new(loaded) })
    }

    /// Which form, which version, which content.
    pub fn identity(&self) -> &Identity {
        self.loaded.identity()
    }

    /// Begins to fill it in.
    pub fn begin(&self, cx: &Cx) -> Instance {
        let mut instance = Instance::begin(self.loaded.clone(), Arc::new(World::of(cx)));
        instance.speak(cx.lang.code());
        instance
    }

    /// Goes on with a draft.
    pub fn resume(&self, cx: &Cx, draft: &serde_json::Value) -> Result<Instance, NoDraft> {
        Instance::resume(self.loaded.clone(), Arc::new(World::of(cx)), draft)
    }
}

/// Reads a form from a file: a workbook (xlsx, xls, ods, csv), or the table notation.
pub fn read_form(bytes: &[u8], lang: Lang) -> Result<Form, NotAForm> {
    let lang = if lang == Lang::Fr { words::Lang::Fr } else { words::Lang::En };
    let told = |problem: &words::Problem| {
        let row = problem.row.map(|row| row.to_string()).unwrap_or_default();
        let place = [problem.sheet.as_str(), &row, &problem.heading].map(str::trim).join(" ");
        format!("{} : {}", place.trim(), problem.message(lang))
    };
    let book = book::read(bytes).map_err(|problem| NotAForm(vec![told(&problem)]))?;
    let report = form::check(&book);
    match report.form {
        Some(form) => Ok(form),
        None => Err(NotAForm(report.errors.iter().map(told).collect())),
    }
}

/// Keeps a version of a form for ever. The same content again is the same version; another content under the same name and version is
/// refused.
// trusts its caller: somebody who may publish forms for their institution
pub async fn keep(cx: &Cx, tx: &mut Tx, bytes: &[u8], form: &Form) -> Result<Option<Uuid>, Problem> {
    let identity = versions::identify(form);
    match store::of_name(tx, &identity.id, &identity.version).await? {
        Some((id, hash)) => Ok((hash == identity.hash).then_some(id)),
        None => {
            let id = cx.app.chance.uuid().ok_or_else(|| Problem::fault("no id could be drawn"))?;
            store::insert(tx, id, &identity, &form.title, bytes, cx.now).await?;
            Ok(Some(id))
        }
    }
}

/// A version that was kept, ready to be filled in.
pub async fn ready(cx: &Cx, conn: &mut Conn, version: Uuid) -> Result<Ready, Problem> {
    let library = cx.app.shelf::<Library>()?;
    if let Some(found) = library.0.lock().ok().and_then(|known| known.get(&version).cloned()) {
        return Ok(found);
    }
    let bytes = store::source(conn, version).await?.ok_or(Problem::NotFound)?;
    let form =
        read_form(&bytes, cx.lang).map_err(|_| Problem::fault("a form that was kept cannot be read"))?;
    let ready = Ready::of(form).map_err(|_| Problem::fault("a form that was kept cannot be made ready"))?;
    if let Ok(mut known) = library.0.lock() {
        if known.len() >= MOST_READY {
            known.clear();
        }
        known.insert(version, ready.clone());
    }
    Ok(ready)
}
