// SPDX-License-Identifier: EUPL-1.2
//! The server: routes, assets, start and graceful stop.

use std::collections::HashMap;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, RawPathParams, Request as AxumRequest, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::guard::{self, Incoming};
use super::{App, Method, Reply, Route, Who};
use crate::problem::Problem;

/// So long may a connection take to say what it wants, the first time and between two requests. Longer than proxies keep
/// an unused connection, so that none is closed under their hands.
const SILENCE: Duration = Duration::from_secs(75);
/// So many connections at once; whoever comes after waits to be let in.
const CONNECTIONS: usize = 4_000;

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
    let client = peer.map(|peer| client(peer, &parts.headers, |p| app.config.trusts(p))).unwrap_or_default();
    Incoming {
        path: parts.uri.path().to_owned(),
        params: map,
        query: parts.uri.query().unwrap_or("").to_owned(),
        headers: parts.headers,
        client,
        body,
    }
}

/// The address to count failures under. What a proxy says is believed only when the operator named that proxy: else anyone
/// could choose an address to be slowed down as. Each proxy adds whom it heard from, at the end of the last such line:
/// what stands before is whatever the client claimed.
fn client(peer: IpAddr, headers: &HeaderMap, trusts: impl Fn(IpAddr) -> bool) -> String {
    let lines = headers.get_all("x-forwarded-for").iter().rev().filter_map(|line| line.to_str().ok());
    let mut heard = peer;
    for said in lines.flat_map(|line| line.rsplit(',')) {
        if !trusts(heard) {
            break;
        }
        match said.trim().parse() {
            Ok(address) => heard = address,
            Err(_) => break,
        }
    }
    heard.to_string()
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

/// Serves until `stop` resolves, then lets the requests under way finish, for as long as `farewell`.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
    farewell: Duration,
) -> std::io::Result<()> {
    let (stopping, told) = watch::channel(());
    let (done, under_way) = watch::channel(());
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = pin!(stop);
    loop {
        let come = async {
            let place = room.clone().acquire_owned().await;
            (listener.accept().await, place)
        };
        let (come, place) = tokio::select! {
            come = come => come,
            () = &mut stop => break,
        };
        match come {
            Ok((stream, address)) => {
                let (router, told, under_way) = (router.clone(), told.clone(), under_way.clone());
                tokio::spawn(async move {
                    converse(stream, address, router, told).await;
                    drop((under_way, place));
                });
            }
            // The system gives no more connections for now. Those there are go on; one of them will end.
            Err(problem) => {
                tracing::warn!(problem = %problem.kind(), "a connection was not accepted");
                sleep(Duration::from_millis(200)).await;
            }
        }
    }
    drop((listener, under_way));
    let _ = stopping.send(());
    // Whoever holds a line without saying anything does not keep the server from stopping.
    let _ = timeout(farewell, done.closed()).await;
    Ok(())
}

/// One connection, to its end.
async fn converse(stream: TcpStream, address: SocketAddr, router: Router, mut told: watch::Receiver<()>) {
    let _ = stream.set_nodelay(true);
    let service = router.map_request(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        request.map(Body::new)
    });
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(SILENCE);
    let mut conversation =
        pin!(http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)));
    // A connection that breaks concerns whoever broke it.
    tokio::select! {
        _ = conversation.as_mut() => return,
        _ = told.changed() => conversation.as_mut().graceful_shutdown(),
    }
    let _ = conversation.await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_chooses_the_address_they_are_slowed_down_as() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let inner: IpAddr = "10.0.0.2".parse().unwrap();
        let table: [(&str, IpAddr, &[&str], &str); 8] = [
            ("no proxy says anything", proxy, &[], "10.0.0.1"),
            ("a proxy says who", proxy, &["192.0.2.7"], "192.0.2.7"),
            ("the client claimed to be another", proxy, &["198.51.100.1, 192.0.2.7"], "192.0.2.7"),
            ("claimed on a line of its own", proxy, &["198.51.100.1", "192.0.2.7"], "192.0.2.7"),
            ("two proxies in a row", proxy, &["198.51.100.1, 192.0.2.7, 10.0.0.2"], "192.0.2.7"),
            ("nonsense", proxy, &["nobody"], "10.0.0.1"),
            ("nonsense behind", proxy, &["nobody, 10.0.0.2"], "10.0.0.2"),
            ("somebody who is no proxy", "192.0.2.7".parse().unwrap(), &["198.51.100.1"], "192.0.2.7"),
        ];
        for (what, peer, lines, expected) in table {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", HeaderValue::from_static(line));
            }
            let seen = client(peer, &headers, |p| p == proxy || p == inner);
            assert_eq!(seen, expected, "{what}");
        }
    }
}
