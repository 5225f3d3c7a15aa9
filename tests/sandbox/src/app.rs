//! `POST /quanshi/authorize`: the server of the app whose page this is. It has the SecretKey, and signs for the page.
//!
//! No vendor documents it: every app has its own. What it refuses is what such a server has to refuse: a time that is
//! not now, a nonce that came before. Who may ask, it does not check, because the samples are nobody's; with an app's
//! own credentials it signs for its own page alone.

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

/// A real one would have to be asked with cookies or the like, which do not go on.
pub(crate) const SERVICE: Service = Service(&Definition {
    name: "app",
    path: PATH,
    credential_headers: &[],
    has_real: false,
    answer,
    failure: |_, status, text| failure(status, text),
    misshape: |document| members(document).for_each(|(_, header)| wrap(header)),
});

/// Our choice: what a page signs it sends at once.
const WINDOW_MS: u64 = 60 * 1000;
/// 16 random bytes in hexadecimal.
const NONCE_DIGITS: usize = 32;

/// What an app signs with.
#[derive(Clone)]
pub struct AppCredentials {
    /// Its id.
    pub app_id: String,
    /// Its secret.
    pub secret_key: String,
}

/// Prints neither.
impl fmt::Debug for AppCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppCredentials").finish_non_exhaustive()
    }
}

/// What this server signs with.
pub(crate) enum Signer {
    /// The sample credentials, for whoever asks.
    Sample,
    /// An app's own, for its own page.
    Own(AppCredentials),
    /// Requests go to the real service, and nobody said what it knows us by.
    Unknown,
}

#[derive(Deserialize)]
struct Wanted {
    time: i64,
    nonce: String,
}

/// Answers the headers that make a request a signed one.
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

/// `{"error":…}`.
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
            return forbidden("this app's server signs for its own page alone");
        }
        Signer::Own(AppCredentials { app_id, secret_key }) => (app_id.as_str(), secret_key.as_str()),
        Signer::Unknown => {
            return forbidden(
                "QUANSHI_APP_ID and QUANSHI_SECRET_KEY are not set: there is nothing to sign with",
            );
        }
    };
    let id_header = match asked.query().find(|(name, _)| name == "idHeader") {
        None => "AppId",
        Some((_, name)) if name == "AppId" => "AppId",
        Some((_, name)) if name == "AppKey" => "AppKey",
        Some(_) => return bad("idHeader is AppId or AppKey"),
    };
    let Ok(Wanted { time, nonce }) = serde_json::from_value(body) else {
        return bad("the body is {\"time\":milliseconds,\"nonce\":\"…\"}");
    };
    if time.abs_diff(scene.now_ms) > WINDOW_MS {
        return bad("time is more than a minute away from this server's clock");
    }
    if nonce.len() != NONCE_DIGITS || !nonce.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return bad("nonce is not 32 lower-case hexadecimal digits");
    }
    if !scene.memory.is_first_signing(scene.faults.key(), &nonce) {
        return bad("nonce has been signed before");
    }
    let check_sum = quanshi::sum(secret_key, &nonce, &time.to_string());
    Ok(Map::from_iter([(id_header.to_owned(), app_id.into()), ("CheckSum".to_owned(), check_sum.into())]))
}
