//! `POST /quanshi/authorize`: the app's own server, which has the SecretKey and signs requests for the app's page.
//!
//! No vendor documents this endpoint, because every app writes its own. It rejects what such a server has to reject: a
//! time that is too far from its clock, and a nonce that it has signed before. With the sample credentials it signs for
//! any caller, because they protect nothing. With an app's own credentials, it signs only for its own page.

use std::fmt;

use axum::http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::exchange::Scene;
use crate::misshape::{members, wrap};
use crate::request::{Asked, Unfit};
use crate::service::{Definition, Service};
use crate::services::quanshi;

const PATH: &str = "/quanshi/authorize";

/// The app's own server. Requests are never forwarded to a real one, which would expect cookies or similar.
pub(crate) const SERVICE: Service = Service(&Definition {
    name: "app",
    path: PATH,
    credential_headers: &[],
    has_real: false,
    answer,
    failure: |_, status, text| failure(status, text),
    misshape: |document| members(document).for_each(|(_, header)| wrap(header)),
});

/// How far a time may be from the server's clock. A page sends a signed request at once, so a minute is enough.
const WINDOW_MS: u64 = 60 * 1000;
/// The length of a nonce: 16 random bytes in hexadecimal.
const NONCE_DIGITS: usize = 32;

/// The credentials that an app signs with.
#[derive(Clone)]
pub struct AppCredentials {
    /// The app's ID.
    pub app_id: String,
    /// The app's secret key.
    pub secret_key: String,
}

/// Prints neither the ID nor the secret key.
impl fmt::Debug for AppCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppCredentials").finish_non_exhaustive()
    }
}

/// The credentials that this server signs with.
pub(crate) enum Signer {
    /// The sample credentials, for any caller.
    Sample,
    /// An app's own credentials, for its own page only.
    Own(AppCredentials),
    /// Requests are forwarded to the real service, and no credentials for it were configured.
    Unknown,
}

#[derive(Deserialize)]
struct Wanted {
    time: i64,
    nonce: String,
}

/// Returns the headers that sign a request.
fn answer(scene: &Scene<'_>, asked: &Asked) -> Answer {
    match sign(scene, asked) {
        Ok(headers) => {
            let mut answer = Answer::json(StatusCode::OK, &headers);
            answer.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            answer
        }
        Err(Unfit { status, text }) => failure(status, text),
    }
}

/// Returns a failure, `{"error":…}`.
fn failure(status: StatusCode, text: &str) -> Answer {
    Answer::json(status, &json!({ "error": text }))
}

fn sign(scene: &Scene<'_>, asked: &Asked) -> Result<Map<String, Value>, Unfit> {
    let body = asked.json_body(PATH)?;
    let bad = |text| Err(Unfit { status: StatusCode::BAD_REQUEST, text });
    let forbidden = |text| Err(Unfit { status: StatusCode::FORBIDDEN, text });
    let (app_id, secret_key) = match scene.signer {
        Signer::Sample => (quanshi::APP_ID, quanshi::SECRET_KEY),
        Signer::Own(_) if !asked.is_of_own_page() => {
            return forbidden("this app's server signs only for its own page");
        }
        Signer::Own(AppCredentials { app_id, secret_key }) => (app_id.as_str(), secret_key.as_str()),
        Signer::Unknown => {
            return forbidden("QUANSHI_APP_ID and QUANSHI_SECRET_KEY are not set, so the server cannot sign");
        }
    };
    let id_header = match asked.query().find(|(name, _)| name == "idHeader") {
        None => "AppId",
        Some((_, name)) if name == "AppId" => "AppId",
        Some((_, name)) if name == "AppKey" => "AppKey",
        Some(_) => return bad("idHeader: expected AppId or AppKey"),
    };
    let Ok(Wanted { time, nonce }) = serde_json::from_value(body) else {
        return bad("expected a body {\"time\":milliseconds,\"nonce\":\"…\"}");
    };
    if time.abs_diff(scene.now_ms) > WINDOW_MS {
        return bad("time: expected a time within a minute of this server's clock");
    }
    if nonce.len() != NONCE_DIGITS || !nonce.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return bad("nonce: expected 32 lower-case hexadecimal digits");
    }
    if !scene.memory.is_first_signing(scene.faults.key(), &nonce) {
        return bad("nonce: expected one that was not signed before");
    }
    let check_sum = quanshi::sum(secret_key, &nonce, &time.to_string());
    Ok(Map::from_iter([(id_header.to_owned(), app_id.into()), ("CheckSum".to_owned(), check_sum.into())]))
}
