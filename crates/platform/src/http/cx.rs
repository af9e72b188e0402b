// SPDX-License-Identifier: EUPL-1.2
//! The context: everything a handler or an action needs from the world.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use kernel::instant::Zone;
use kernel::{Actor, Date, Event, EventKind, Ground, Id, Instant, InstitutionId, Lang, Subject, SubjectKind};
use uuid::Uuid;

use super::Form;
use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::db::{Boxed, Db, Reader, StoreError, Tx};
use crate::problem::Problem;
use crate::secrets;
use crate::session::Session;
use crate::ui::NavItem;

/// The application: one a process.
pub struct App {
    /// Where the data lie.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Where chance comes from.
    pub chance: Chance,
    /// The settings.
    pub config: Arc<Config>,
    parts: AppParts,
    shelf: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
    shown_at: HashMap<&'static str, &'static str>,
    keys: Mutex<HashMap<&'static str, [u8; 32]>>,
}

/// What the platform is lent by the rooms above it.
pub struct AppParts {
    /// Finds who is behind a session.
    pub identify: Arc<dyn Identify>,
    /// The navigation for a person.
    pub nav: fn(&Cx) -> Vec<NavItem>,
}

/// Finds the actor behind a session, with what they hold at this moment.
pub trait Identify: Send + Sync {
    /// The actor and the zone of their territory; `None` when the account is closed or holds nothing any more.
    fn actor<'a>(
        &'a self,
        app: &'a App,
        session: &'a Session,
    ) -> Boxed<'a, Result<Option<(Actor, Zone)>, StoreError>>;
}

impl App {
    /// Puts an application together.
    pub fn new(db: Db, clock: Clock, chance: Chance, config: Config, parts: AppParts) -> App {
        let (shelf, shown_at, keys) = (HashMap::new(), HashMap::new(), Mutex::default());
        App { db, clock, chance, config: Arc::new(config), parts, shelf, shown_at, keys }
    }

    /// Puts something on the shelf, where rooms above the platform find it by type: the rulebook, a writer…
    pub fn with<T: Send + Sync + 'static>(mut self, thing: T) -> App {
        self.shelf.insert(TypeId::of::<T>(), Arc::new(thing));
        self
    }

    /// Tells where things of each kind are shown.
    pub fn with_routes(mut self, routes: &[super::Route]) -> App {
        self.shown_at = routes.iter().filter_map(|r| Some((r.shows?.0, r.path))).collect();
        self
    }

    /// Something from the shelf.
    pub fn shelf<T: Send + Sync + 'static>(&self) -> Result<&T, Problem> {
        let thing = self.shelf.get(&TypeId::of::<T>()).and_then(|t| t.downcast_ref());
        thing.ok_or_else(|| Problem::fault("nothing of this type is on the shelf"))
    }

    /// A key of this installation, one of those in [`secrets`]. Read from the database once; servers do it at start.
    pub async fn key(&self, name: &'static str) -> Result<[u8; 32], StoreError> {
        if let Some(known) = self.keys.lock().ok().and_then(|keys| keys.get(name).copied()) {
            return Ok(known);
        }
        let key = secrets::get(&self.db, &self.chance, self.clock.now(), name).await?;
        if let Ok(mut keys) = self.keys.lock() {
            keys.insert(name, key);
        }
        Ok(key)
    }

    /// The page of a thing.
    pub fn page_of(&self, subject: Subject) -> Option<String> {
        self.page_of_kind(subject.kind.0, subject.id)
    }

    pub(super) fn page_of_kind(&self, kind: &str, id: Uuid) -> Option<String> {
        Some(self.shown_at.get(kind)?.replace("{id}", &id.simple().to_string()))
    }

    pub(crate) fn parts(&self) -> &AppParts {
        &self.parts
    }
}

/// What came over the wire.
#[derive(Default)]
pub struct Request {
    /// The path as asked, without the query.
    pub path: String,
    /// The values of `{…}` in the route's path.
    pub params: HashMap<String, String>,
    /// The query, in order.
    pub query: Vec<(String, String)>,
    /// The fields and files of a POST.
    pub form: Form,
    /// Cookies.
    pub cookies: HashMap<String, String>,
    /// The client's address, for throttling only. Never logged, never stored as it is.
    pub client: String,
    /// Whether a proxy passed the request on.
    pub forwarded: bool,
    /// The browser's name, for the list of one's sessions.
    pub agent: String,
    /// The reference under which a failure of this request can be found in the logs.
    pub reference: String,
}

/// The context of one request, command, job or story step. Cheap to clone.
#[derive(Clone)]
pub struct Cx {
    /// The application.
    pub app: Arc<App>,
    /// Who acts, if anyone is signed in.
    pub actor: Option<Arc<Actor>>,
    /// The session, perhaps only half signed in.
    pub session: Option<Arc<Session>>,
    /// The language of the reply.
    pub lang: Lang,
    /// The zone in which days begin and end.
    pub zone: Zone,
    /// When this began.
    pub now: Instant,
    /// What came over the wire; empty for commands, jobs and stories.
    pub request: Arc<Request>,
    pub(super) key: Option<Uuid>,
}

impl Cx {
    /// A context without a request: commands, jobs, stories. `actor` acts, or the system when `None`.
    pub fn quiet(app: Arc<App>, actor: Option<Actor>, zone: Zone) -> Cx {
        let now = app.clock.now();
        let lang = actor.as_ref().map(|a| a.lang).unwrap_or_default();
        Cx {
            app,
            actor: actor.map(Arc::new),
            session: None,
            lang,
            zone,
            now,
            request: Arc::default(),
            key: None,
        }
    }

    /// Who acts; a [`Problem`] that leads to the sign-in page when nobody does.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.actor.as_deref().ok_or(Problem::SignIn)
    }

    /// The calendar day, in the territory's zone.
    pub fn today(&self) -> Date {
        self.now.local_date(&self.zone)
    }

    /// A connection that can only read.
    pub async fn read(&self) -> Result<Reader, Problem> {
        Ok(self.app.db.read().await?)
    }

    /// Begins the write of this request. It happens once, however often the same form is sent.
    pub async fn begin(&self) -> Result<Tx, Problem> {
        let mut tx = self.app.db.begin(self.now).await?;
        if let Some(key) = self.key {
            tx.once(key).await?;
        }
        Ok(tx)
    }

    /// Begins a write that is nobody's act: drafts, sessions, counters.
    pub async fn begin_technical(&self) -> Result<Tx, Problem> {
        Ok(self.app.db.begin(self.now).await?)
    }

    /// A new id, ordered by time.
    pub fn new_id<T: Id>(&self) -> Result<T, Problem> {
        self.app.chance.id(self.now).ok_or_else(|| Problem::fault("no randomness"))
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> Result<[u8; N], Problem> {
        self.app.chance.bytes().ok_or_else(|| Problem::fault("no randomness"))
    }

    /// An event of whoever acts, in the capacity and on the ground given.
    pub fn event(
        &self,
        kind: EventKind,
        subject: Subject,
        capacity: Option<kernel::Capacity>,
        ground: Ground,
    ) -> Result<Event, Problem> {
        let actor = self.actor()?;
        let by = kernel::event::By::Practitioner(actor.practitioner, capacity);
        Ok(Event::new(actor.institution, kind, subject, by, ground))
    }

    /// An event without an actor: the public, or the system.
    pub fn event_without_actor(
        &self,
        at: InstitutionId,
        kind: EventKind,
        subject: Subject,
        ground: Ground,
    ) -> Event {
        let by = if ground == Ground::Public { kernel::event::By::Public } else { kernel::event::By::System };
        Event::new(at, kind, subject, by, ground)
    }

    /// An id from the path. What is no id at all is answered like something that does not exist.
    pub fn id<T: Id>(&self, name: &str) -> Result<T, Problem> {
        let text = self.request.params.get(name).ok_or(Problem::NotFound)?;
        Uuid::parse_str(text).map(T::from_uuid).map_err(|_| Problem::NotFound)
    }

    /// A value of the query; the empty text when it is not there.
    pub fn query(&self, name: &str) -> &str {
        self.request.query.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    /// The fields that were sent.
    pub fn form(&self) -> &Form {
        &self.request.form
    }

    /// The page of a thing, or the start page when it has none.
    pub fn page_of(&self, kind: SubjectKind, id: impl Id) -> String {
        self.app.page_of(kind.of(id)).unwrap_or_else(|| "/".to_owned())
    }

    /// The same context, acting as somebody else: only for stories and tests.
    pub fn acting_as(&self, actor: Actor) -> Cx {
        Cx { lang: actor.lang, actor: Some(Arc::new(actor)), ..self.clone() }
    }
}
