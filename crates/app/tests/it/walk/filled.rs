// SPDX-License-Identifier: EUPL-1.2
//! Forms as people with a seat find them, filled in so that they would be taken, for sending by somebody else.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use platform::http::Method;

use super::{Walker, World, fresh};
use crate::forms::{self, Field, Form, is_of, kind_of};

/// What is typed into fields for words.
const TYPED: &str = "Quelques mots bien choisis";
/// The day on which the demo world stops.
const TODAY: (i16, u8, u8) = (2026, 9, 15);
/// Where a walk through the pages begins.
const DOORS: &[&str] = &[
    "/",
    "/desk",
    "/desk/deadlines",
    "/desk/to-assign",
    "/desk/waiting",
    "/cases",
    "/cases/new",
    "/reports",
    "/reports/new",
    "/reports/take",
    "/reports/sent",
    "/report",
    "/account",
    "/institutions",
    "/institutions/new",
    "/institutions/import",
    "/practitioners",
    "/practitioners/new",
    "/practices/work",
    "/practices/work?which=editors",
    "/hand-overs",
    "/emergency-reviews",
    "/search?q=lina",
];
/// How many pages of a kind somebody opens.
const OF_A_KIND: u32 = 6;

/// Every form that somebody met, by where it is sent.
pub struct Forms {
    met: BTreeMap<String, Form>,
    /// Every field of every form, once.
    all: Vec<Field>,
}

impl Forms {
    /// Walks through the pages as everybody, and keeps the forms.
    pub async fn met(world: &World) -> Forms {
        let mut met = BTreeMap::new();
        for walker in &world.walkers {
            let mut queue: VecDeque<String> = DOORS.iter().map(|p| (*p).to_owned()).collect();
            let (mut known, mut kinds) = (BTreeSet::new(), BTreeMap::<String, u32>::new());
            while let Some(path) = queue.pop_front() {
                let count = kinds.entry(kind_of(&path)).or_default();
                if *count >= OF_A_KIND || path.starts_with("/leave") || !known.insert(path.clone()) {
                    continue;
                }
                *count += 1;
                let page = world.send(walker, Method::Get, &path, "", Vec::new()).await;
                queue.extend(forms::links(&page.body));
                queue.extend(Some(page.location).filter(|to| page.status == 303 && to.starts_with('/')));
                for form in forms::forms(&page.body, TYPED, TODAY) {
                    met.entry(form.action.clone()).or_insert(form);
                }
            }
        }
        let mut all = BTreeMap::new();
        for field in met.values().flat_map(|form: &Form| &form.fields) {
            if !field.value.is_empty() {
                all.entry(field.name.clone()).or_insert_with(|| field.clone());
            }
        }
        Forms { met, all: all.into_values().collect() }
    }

    /// How many kinds of form are taken from somebody who may send them.
    pub async fn taken(&self, world: &World) -> usize {
        let mut taken = BTreeSet::new();
        for (action, form) in &self.met {
            let ends = ["/sign-out", "/end-others", "/end", "/account/closure", "/second-factor"];
            let kind = kind_of(action);
            if taken.contains(&kind) || ends.iter().any(|end| action.ends_with(end)) {
                continue;
            }
            for walker in &world.walkers {
                let shown = world.submit(walker, form).await;
                if shown.status == 303 && !shown.location.starts_with("/sign-in") {
                    taken.insert(kind);
                    break;
                }
            }
        }
        taken.len()
    }

    /// Whether a route takes one of the forms met.
    pub fn is_met(&self, route: &str) -> bool {
        self.met.keys().any(|action| is_of(action, route))
    }

    /// What somebody sends to a path of a route: the very form of that path; or one of the same route; or, of a page that
    /// nobody of the demo world stands before today, every field there is.
    pub fn for_path(&self, route: &str, path: &str) -> Form {
        let exact = self.met.get(path);
        let similar = || self.met.values().find(|form| is_of(&form.action, route));
        let mut form = match exact.or_else(similar) {
            Some(form) => form.clone(),
            None => Form { action: String::new(), fields: self.all.clone(), file: None },
        };
        path.clone_into(&mut form.action);
        form
    }
}

impl World {
    /// Sends a form as somebody, with marks of their own.
    pub async fn submit(&self, walker: &Walker, form: &Form) -> super::Shown {
        let mut form = form.clone();
        form.put("_key", &fresh().simple().to_string());
        form.put("_csrf", &walker.csrf);
        let (kind, body) = form.sent(("rapport-confidentiel.pdf", b"%PDF-1.7\n%"));
        self.send(walker, Method::Post, &form.action, kind, body).await
    }
}
