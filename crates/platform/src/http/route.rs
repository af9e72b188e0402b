// SPDX-License-Identifier: EUPL-1.2
//! The table of routes: what `maillage routes` prints and what the access walk walks.

use std::future::Future;
use std::sync::Arc;

use kernel::{FunctionKind, SubjectKind};

use super::{Cx, Reply};
use crate::db::Boxed;
use crate::problem::Problem;

/// The two verbs of a page that works without scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Shows.
    Get,
    /// Does.
    Post,
}

impl Method {
    /// `GET` or `POST`.
    pub const fn code(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// Who may use a route at all. The grant that the action itself asks for comes on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone, without an account.
    Anyone,
    /// Whoever is signed in with a second factor.
    SignedIn,
    /// Somebody signed in whose second factor is still to be given or set up.
    HalfSignedIn,
    /// Holders of one of these functions in the institution they act for.
    Holders(&'static [FunctionKind]),
    /// Holders of a seat that allows the action on the subject in the path.
    Seat,
}

/// A handler: the context in, a reply or a problem out.
pub type Handler = Arc<dyn Fn(Cx) -> Boxed<'static, Result<Reply, Problem>> + Send + Sync>;

/// One route.
#[derive(Clone)]
pub struct Route {
    /// The verb.
    pub method: Method,
    /// The path, with `{id}` where an id goes.
    pub path: &'static str,
    /// What is done: `read`, `triage`, `assign`…
    pub action: &'static str,
    /// To what: `report`, `case`, `institution`…
    pub subject: &'static str,
    /// Who may use it at all.
    pub who: Who,
    /// Set when this path is where a thing of this kind is shown: after a repeated POST one is sent there.
    pub shows: Option<SubjectKind>,
    /// Whether it takes files, and therefore larger bodies.
    pub uploads: bool,
    /// The handler.
    pub handler: Handler,
}

/// All routes of a crate or of the product.
pub type Routes = Vec<Route>;

impl Route {
    fn new<F, Fut>(
        method: Method,
        path: &'static str,
        who: Who,
        action: &'static str,
        subject: &'static str,
        f: F,
    ) -> Route
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply, Problem>> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |cx| Box::pin(f(cx)));
        Route { method, path, action, subject, who, shows: None, uploads: false, handler }
    }

    /// A page.
    pub fn get<F, Fut>(
        path: &'static str,
        who: Who,
        action: &'static str,
        subject: &'static str,
        f: F,
    ) -> Route
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply, Problem>> + Send + 'static,
    {
        Route::new(Method::Get, path, who, action, subject, f)
    }

    /// A deed.
    pub fn post<F, Fut>(
        path: &'static str,
        who: Who,
        action: &'static str,
        subject: &'static str,
        f: F,
    ) -> Route
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply, Problem>> + Send + 'static,
    {
        Route::new(Method::Post, path, who, action, subject, f)
    }

    /// This page is where things of a kind are shown.
    pub fn shows(mut self, kind: SubjectKind) -> Route {
        self.shows = Some(kind);
        self
    }

    /// This deed takes files.
    pub fn with_uploads(mut self) -> Route {
        self.uploads = true;
        self
    }
}
