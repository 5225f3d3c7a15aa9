//! Serves the page from a folder at `/`, with the headers that the page of a real app should have.

use std::path::PathBuf;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// The page's Content-Security-Policy. Scripts and styles come only from the page's own files, and no text becomes HTML
/// or a script.
///
/// The page may connect to every `https` service and to this machine, because its user enters the base URL. An app
/// lists its services instead. Pictures may come from any host, because services store them in different places.
pub(crate) const PAGE_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; \
    img-src 'self' https: data: http://127.0.0.1:* http://localhost:*; \
    connect-src 'self' https: http://127.0.0.1:* http://localhost:*; \
    base-uri 'none'; \
    form-action 'none'; \
    frame-ancestors 'none'; \
    require-trusted-types-for 'script'; \
    trusted-types 'none'";

/// The headers of the page. They keep the browser from mixing a new build with files that it cached before.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-cache"),
    (header::CONTENT_SECURITY_POLICY, PAGE_POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Returns the router that serves a folder.
pub(crate) fn router(folder: PathBuf) -> Router {
    HEADERS.into_iter().fold(
        Router::new().fallback_service(ServeDir::new(folder)),
        |router, (name, value)| {
            router.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
        },
    )
}
