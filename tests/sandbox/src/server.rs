//! Listens, routes, and drives the connections.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::json;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tower_http::cors::{Any, CorsLayer};

use crate::app::{AppCredentials, Signer};
use crate::avatar::portrait;
use crate::exchange::{CloseConnection, House, exchange, now_ms, refuse};
use crate::fault::Faults;
use crate::log::LogLine;
use crate::memory::Memory;
use crate::page;
use crate::people::{POPULATION, Person};
use crate::services::{self, quanshi};
use crate::upstream::{Relays, Upstream};

/// How many connections may wait to be accepted. It is enough for a burst from a browser or a benchmark.
const BACKLOG: u32 = 1024;

/// How long to wait when the system has no more file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// The configuration of a sandbox.
#[derive(Clone, Debug)]
pub struct Config {
    /// The loopback address to listen on.
    pub host: IpAddr,
    /// The port to listen on; 0 picks a free one.
    pub port: u16,
    /// A folder to serve at `/`.
    pub page: Option<PathBuf>,
    /// The real services that requests are forwarded to.
    pub upstreams: Vec<Upstream>,
    /// The credentials that the app's server signs with, only for its own page. Defaults to the sample credentials,
    /// or to no credentials if requests to quanshi are forwarded to the real one.
    pub app: Option<AppCredentials>,
    /// The faults for every request whose path has no SPEC.
    pub fault: Faults,
    /// Whether to write one line per request to stderr.
    pub verbose: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            page: None,
            upstreams: Vec::new(),
            app: None,
            fault: Faults::default(),
            verbose: false,
        }
    }
}

/// A server that is listening.
pub struct Sandbox {
    listener: TcpListener,
    router: Router,
    origin: String,
    verbose: bool,
}

/// The addresses of a sandbox: its origin and the base URL of each service.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// Scheme, host, and port.
    pub origin: String,
}

impl Addresses {
    /// Returns the base URL of a service.
    pub fn of(&self, service: &str) -> String {
        format!("{}/{service}", self.origin)
    }
}

/// Serializes the origin, and the base URL of every service under its name.
impl Serialize for Addresses {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut addresses = serializer.serialize_map(None)?;
        addresses.serialize_entry("origin", &self.origin)?;
        for service in services::ALL {
            addresses.serialize_entry(service.name(), &self.of(service.name()))?;
        }
        addresses.end()
    }
}

impl Sandbox {
    /// Starts to listen. Connections wait until [`run`](Self::run) is polled.
    ///
    /// # Errors
    ///
    /// Returns an error if the address is not a loopback address or is in use, or if the page is not a folder.
    pub async fn bind(config: Config) -> io::Result<Self> {
        let Config { host, port, page, upstreams, app, fault, verbose } = config;
        let invalid = |reason: &str| Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
        if !host.is_loopback() {
            return invalid(
                "--host: expected a loopback address, because the services are only for this machine",
            );
        }
        if page.as_ref().is_some_and(|page| !page.is_dir()) {
            return invalid("--page: expected a folder");
        }
        let listener = listen(SocketAddr::new(host, port))?;
        let origin = format!("http://{}", listener.local_addr()?);
        let relays = Relays::new(upstreams)?;
        let signer = match app {
            Some(credentials) => Signer::Own(credentials),
            None if relays.has(quanshi::SERVICE) => Signer::Unknown,
            None => Signer::Sample,
        };
        let house = House {
            origin: origin.clone(),
            faults: fault,
            stats: Arc::default(),
            memory: Memory::default(),
            relays,
            signer,
            serial: Default::default(),
        };
        Ok(Self { listener, router: router(Arc::new(house), page), origin, verbose })
    }

    /// Returns the addresses of the server.
    pub fn addresses(&self) -> Addresses {
        Addresses { origin: self.origin.clone() }
    }

    /// Serves requests until the future is dropped, which closes every connection.
    pub async fn run(self) {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        connections.spawn(connection(stream, self.router.clone(), self.verbose));
                    }
                    Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
                },
                Some(_) = connections.join_next() => {}
            }
        }
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // On Windows, this option would let another process take over the port.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves one connection. If the client disconnects, hyper drops the request that is being answered.
async fn connection(stream: TcpStream, router: Router, verbose: bool) {
    // Without this option, the small writes of an answer may be delayed.
    let _ = stream.set_nodelay(true);
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut line = verbose.then(|| LogLine::begin(request.method(), request.uri().path()));
        let answer = router.call(request);
        async move {
            let Ok(response): Result<Response, Infallible> = answer.await;
            if response.extensions().get::<CloseConnection>().is_some() {
                line.iter_mut().for_each(LogLine::closed);
                return Err(ClosedOnPurpose);
            }
            line.iter_mut().for_each(|line| line.answered(response.status()));
            Ok(response)
        }
    });
    // An error means that the client disconnected, or that the connection was broken on purpose.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

fn router(house: Arc<House>, folder: Option<PathBuf>) -> Router {
    let mut services = Router::new().route("/fault/{*rest}", any(exchange));
    for service in services::ALL {
        services = services.route(&format!("/{service}/{{*path}}"), any(exchange));
    }
    let router = services
        .route("/sandbox/stats", get(stats))
        .route("/sandbox/codes", post(issue_code))
        .route("/elsewhere", any(elsewhere))
        .route("/avatars/{file}", get(avatar))
        .layer(cors())
        .with_state(house);
    match folder {
        Some(folder) => router.fallback_service(page::router(folder)),
        None => router.fallback(nothing),
    }
}

/// Returns a CORS policy that allows every origin, without cookies. Browsers send a preflight request before they send
/// the vendors' headers.
fn cors() -> CorsLayer {
    let credentials = services::ALL.into_iter().flat_map(|service| service.0.credential_headers);
    let credentials = credentials.filter_map(|name| HeaderName::from_bytes(name.as_bytes()).ok());
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers(
            [header::ACCEPT, header::CONTENT_TYPE].into_iter().chain(credentials).collect::<Vec<_>>(),
        )
        .expose_headers([header::DATE, header::RETRY_AFTER, header::CONTENT_LENGTH])
        .max_age(Duration::from_secs(600))
}

#[derive(Deserialize)]
struct Keyed {
    key: Option<String>,
}

async fn stats(State(house): State<Arc<House>>, Query(Keyed { key }): Query<Keyed>) -> Response {
    let counts = match key {
        Some(key) => house.stats.of(&key),
        None => house.stats.total(),
    };
    ([(header::CACHE_CONTROL, "no-store")], Json(counts)).into_response()
}

#[derive(Deserialize)]
struct CodeWanted {
    person: Option<u32>,
}

/// Issues a WeChat code. The body may choose the person: `{"person":N}`.
async fn issue_code(State(house): State<Arc<House>>, body: Bytes) -> Response {
    let person = match serde_json::from_slice(&body) {
        _ if body.is_empty() => None,
        Ok(CodeWanted { person }) if person.is_none_or(|number| (1..=POPULATION).contains(&number)) => person,
        _ => {
            return refuse(
                StatusCode::BAD_REQUEST,
                "expected an empty body or {\"person\":N}, with N from 1 to 100000",
            );
        }
    };
    match house.memory.issue_code(person, now_ms()) {
        Ok(fresh) => Json(json!({ "code": fresh.code, "person": fresh.person })).into_response(),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "the system provides no random bytes"),
    }
}

async fn elsewhere(State(house): State<Arc<House>>, Query(Keyed { key }): Query<Keyed>) -> Response {
    house.stats.elsewhere(&key.unwrap_or_default());
    Json(json!({})).into_response()
}

async fn avatar(Path(file): Path<String>) -> Response {
    let Some(person) = file.strip_suffix(".svg").and_then(Person::spelled) else {
        return refuse(StatusCode::NOT_FOUND, "there is no such picture");
    };
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "max-age=300"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, Body::from(portrait(person))).into_response()
}

async fn nothing() -> Response {
    refuse(StatusCode::NOT_FOUND, "nothing here; the services are below /dmtz, /mysoft, and /quanshi")
}

/// The error that makes hyper drop the connection.
#[derive(Debug)]
struct ClosedOnPurpose;

impl fmt::Display for ClosedOnPurpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("closed on purpose")
    }
}

impl std::error::Error for ClosedOnPurpose {}
