//! Handles one exchange with a service, from the path of the request to the last byte of the response.

use std::future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::answer::Watched;
use crate::app::Signer;
use crate::bend;
use crate::fault::{Faults, Lost};
use crate::memory::Memory;
use crate::request::Asked;
use crate::service::Service;
use crate::stats::{Stats, Visit};
use crate::upstream::Relays;

/// The largest request body that is read, in bytes. Three lists of 200 identifiers need a fraction of it.
const MAX_REQUEST_BYTES: usize = 1024 * 1024;

/// The state that all exchanges share.
pub(crate) struct House {
    pub(crate) origin: String,
    pub(crate) faults: Faults,
    pub(crate) stats: Arc<Stats>,
    pub(crate) memory: Memory,
    pub(crate) relays: Relays,
    pub(crate) signer: Signer,
    pub(crate) serial: AtomicU64,
}

/// The state that a service can use to answer a request.
pub(crate) struct Scene<'a> {
    pub(crate) origin: &'a str,
    pub(crate) faults: &'a Faults,
    pub(crate) memory: &'a Memory,
    pub(crate) signer: &'a Signer,
    /// The server's clock, in milliseconds since 1970. The fault `clock` shifts it.
    pub(crate) now_ms: i64,
    pub(crate) started: Instant,
    /// The number of this request, counted since the server started.
    pub(crate) serial: u64,
}

/// Marks a response that is not sent. The connection is closed instead.
#[derive(Clone)]
pub(crate) struct CloseConnection;

/// Answers a request to a service, and applies the faults that it asks for.
pub(crate) async fn exchange(State(house): State<Arc<House>>, request: Request) -> Response {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let (service, faults, path) = match target(parts.uri.path(), &house.faults) {
        Ok(target) => target,
        Err(reason) => return refuse(StatusCode::NOT_FOUND, &reason),
    };
    let mut visit = house.stats.arrive(faults.key(), service);
    let faults = match faults.times {
        Some(times) if house.stats.turn(&faults.tally()) > times => faults.calmed(),
        _ => faults,
    };
    let body = match Limited::new(body, MAX_REQUEST_BYTES).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            return watched(refuse(StatusCode::PAYLOAD_TOO_LARGE, "the request body is over 1 MiB"), visit);
        }
        // The client disconnected while it sent its request. The visit counts that when it is dropped.
        Err(_) => return close_connection(),
    };
    let query = parts.uri.query().map(str::to_owned);
    let asked = Asked { method: parts.method, path, query, headers: parts.headers, body };
    let scene = Scene {
        origin: &house.origin,
        faults: &faults,
        memory: &house.memory,
        signer: &house.signer,
        now_ms: now_ms() + faults.clock_ms,
        started,
        serial: house.serial.fetch_add(1, Ordering::Relaxed),
    };
    let answer = match bend::instead(service, &scene, &asked) {
        Some(answer) => answer,
        None if asked.path == service.0.path && house.relays.has(service) => {
            house.relays.forward(service, &asked).await
        }
        None => (service.0.answer)(&scene, &asked),
    };
    // From here on, the service has processed the request, and only its answer can get lost.
    if !faults.delay.is_zero() {
        tokio::time::sleep(faults.delay).await;
    }
    match faults.lost {
        Some(Lost::Hang) => future::pending().await,
        Some(Lost::Close) => {
            visit.finish();
            close_connection()
        }
        None => {
            let response = bend::deliver(&scene, bend::bend(service, &faults, answer));
            if asked.method == Method::HEAD {
                visit.finish();
            }
            watched(response, visit)
        }
    }
}

fn close_connection() -> Response {
    let mut nothing = Response::new(Body::empty());
    nothing.extensions_mut().insert(CloseConnection);
    nothing
}

fn watched(response: Response, visit: Visit) -> Response {
    response.map(|body| Body::new(Watched::new(body, visit)))
}

/// Returns the real time in milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    let elapsed = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}

/// Returns an error of this server itself, and not of a service.
pub(crate) fn refuse(status: StatusCode, reason: &str) -> Response {
    (status, Json(json!({ "error": reason }))).into_response()
}

/// Parses `/SERVICE/path` and `/fault/SPEC/SERVICE/path`. A SPEC in the path replaces the default one.
fn target(path: &str, standing: &Faults) -> Result<(Service, Faults, String), String> {
    let (faults, below) = match path.strip_prefix("/fault/") {
        Some(rest) => {
            let (spec, below) = rest.split_once('/').unwrap_or((rest, ""));
            let spec = percent_decode_str(spec).decode_utf8().map_err(|error| error.to_string())?;
            (spec.parse().map_err(|error: crate::InvalidFault| error.to_string())?, below)
        }
        None => (standing.clone(), path.trim_start_matches('/')),
    };
    let (name, path) = below.split_once('/').unwrap_or((below, ""));
    let service = name.parse().map_err(|error: crate::UnknownService| error.to_string())?;
    Ok((service, faults, format!("/{path}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_service_faults_and_the_rest() {
        let standing: Faults = "html".parse().unwrap();
        let (service, faults, path) = target("/quanshi/a/b", &standing).unwrap();
        assert_eq!((service.name(), path.as_str()), ("quanshi", "/a/b"));
        assert!(faults.html);

        let (service, faults, path) = target("/fault/bom,key:%E4%B8%80/dmtz/a", &standing).unwrap();
        assert_eq!((service.name(), path.as_str(), faults.key()), ("dmtz", "/a", "一"));
        assert!(faults.bom && !faults.html);

        for path in ["/fault/nope/dmtz/a", "/fault/bom/nobody/a", "/fault/bom", "/fault/%FF/dmtz/a"] {
            assert!(target(path, &standing).is_err(), "{path}");
        }
    }
}
