// SPDX-License-Identifier: EUPL-1.2
//! The server: routes, assets, start and graceful stop.

use std::collections::HashMap;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, RawPathParams, Request as AxumRequest, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use tokio::net::TcpListener;

use super::guard::{self, Incoming};
use super::{App, Method, Reply, Route, Who};
use crate::problem::Problem;

/// The router of all routes, with the assets and an answer for what does not exist.
pub fn router(app: Arc<App>, routes: Vec<Route>) -> Router {
    let mut router: Router<Arc<App>> = Router::new();
    for route in routes {
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let (path, route) = (route.path, Arc::new(route));
        let handler = move |State(app): State<Arc<App>>, params: RawPathParams, request: AxumRequest| {
            let route = route.clone();
            async move { guard::answer(app.clone(), &route, incoming(&app, Some(params), request)).await }
        };
        router = router.route(path, on(filter, handler));
    }
    let unknown =
        Arc::new(Route::get("/", Who::Anyone, "read", "nothing", |_| async { Err(Problem::NotFound) }));
    router
        .route("/assets/{name}", axum::routing::get(asset))
        .fallback(move |State(app): State<Arc<App>>, request: AxumRequest| {
            let unknown = unknown.clone();
            async move { guard::answer(app.clone(), &unknown, incoming(&app, None, request)).await }
        })
        .layer(
            tower_http::compression::CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest),
        )
        .with_state(app)
}

fn incoming(app: &App, params: Option<RawPathParams>, request: AxumRequest) -> Incoming {
    let (parts, body) = request.into_parts();
    let mut map = HashMap::new();
    if let Some(params) = &params {
        map.extend(params.iter().map(|(n, v)| (n.to_owned(), v.to_owned())));
    }
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    // Believed only from a proxy that the operator named; else anyone could choose an address to be throttled as.
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|v| v.to_str().ok());
    let client = match (peer, forwarded) {
        (Some(peer), Some(list)) if app.config.trusts(peer) => {
            list.rsplit(',').next().unwrap_or("").trim().to_owned()
        }
        (Some(peer), _) => peer.to_string(),
        (None, _) => String::new(),
    };
    Incoming {
        path: parts.uri.path().to_owned(),
        params: map,
        query: parts.uri.query().unwrap_or("").to_owned(),
        headers: parts.headers,
        client,
        body,
    }
}

async fn asset(request: AxumRequest) -> Reply {
    match ui_assets::by_path(request.uri().path()) {
        Some(asset) => {
            let mut reply = Response::new(Body::from(asset.bytes));
            reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(asset.mime));
            reply
                .headers_mut()
                .insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
            reply.headers_mut().insert("x-content-type-options", HeaderValue::from_static("nosniff"));
            reply
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Serves until `stop` resolves, then lets the requests under way finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
