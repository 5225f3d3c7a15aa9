//! `POST /confopenapi/account/getUsersByEmailsMobiles`: 根据个人信息获取帐号信息接口.
//!
//! Documented: the headers; the lists, their limit, and that at least one identifier is required; a token in the header
//! or the body; the result with all its members; `status` 0 for success and any other value for failure; the formula
//! of the checksum; and the limit of 128 characters for the nonce.
//!
//! Inferred: `msg` in a failure, which sibling pages have; a `result` that leaves out the identifiers that were not
//! found; login names as keys, too; `null` for an empty list (`880.744438ms` is how Go prints a duration); and the
//! precedence of the header if both header and body have a token.
//!
//! Invented: the window of five minutes before and after (the vendor's pages state none; five minutes is the window of
//! NetEase, whose scheme is the same); that a nonce can be used once; HTTP 401; that AppId and AppKey together are
//! refused; and all values of `status` other than 0.

use std::collections::HashSet;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

use crate::answer::Answer;
use crate::exchange::Scene;
use crate::misshape::misshape_value;
use crate::people::{Identifier, POPULATION, Person};
use crate::request::{Asked, Unfit};
use crate::service::{Definition, Service};

const PATH: &str = "/confopenapi/account/getUsersByEmailsMobiles";

pub(crate) const SERVICE: Service = Service(&Definition {
    name: "quanshi",
    path: PATH,
    credential_headers: &["AppId", "AppKey", "Nonce", "CurTime", "CheckSum", "token"],
    has_real: true,
    answer,
    failure: |scene, status, text| failure(scene, status, FAILED, text),
    misshape: |document| document.get_mut("result").into_iter().for_each(misshape_value),
});

/// The sample credentials.
pub(crate) const APP_ID: &str = "demo-app";
pub(crate) const SECRET_KEY: &str = "demo-secret-key";
const TOKEN: &str = "00112233445566778899aabbccddeeff";

/// "最大支持200个".
const MAX_PER_LIST: usize = 200;
/// "最大长度128个字符".
const MAX_NONCE_CHARS: usize = 128;
/// How far a time may be from the server's clock. Invented; see above.
const WINDOW_MS: u64 = 5 * 60 * 1000;

/// Values of `status`. 0 is documented, and the others are invented.
const OK: u32 = 0;
const FAILED: u32 = 10500;
const UNFIT: u32 = 10400;
const NO_CREDENTIALS: u32 = 10401;
const UNKNOWN_APP: u32 = 10402;
const BAD_NONCE: u32 = 10403;
const OUTSIDE_WINDOW: u32 = 10404;
const BAD_CHECKSUM: u32 = 10405;
const NONCE_USED: u32 = 10406;
const BAD_TOKEN: u32 = 10407;
const NOTHING_ASKED: u32 = 20001;
const TOO_MANY: u32 = 20002;

#[derive(Deserialize)]
struct Request {
    emails: Option<Vec<String>>,
    mobiles: Option<Vec<String>>,
    #[serde(rename = "loginNames")]
    login_names: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Envelope<'a> {
    status: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    msg: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Accounts>,
    request_id: &'a str,
    reqid: &'a str,
    timestamp: i64,
    content_type: &'static str,
    request_duration: String,
}

/// A JSON object whose members are in the order of the question.
struct Accounts(Vec<(String, Account)>);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<u32>,
    login_name: String,
    email: String,
    country_code: &'static str,
    mobile: String,
    customer_code: &'static str,
    company_name: &'static str,
    display_name: String,
    first_name: &'static str,
    middle_name: &'static str,
    last_name: String,
}

struct Refusal {
    status: StatusCode,
    code: u32,
    text: &'static str,
}

/// Returns the accounts of the identifiers that are known.
fn answer(scene: &Scene<'_>, asked: &Asked) -> Answer {
    match look_up(scene, asked) {
        Ok(accounts) => envelope(scene, StatusCode::OK, OK, None, Some(accounts)),
        Err(Refusal { status, code, text }) => failure(scene, status, code, text),
    }
}

/// Returns a failure: `{"status":…,"msg":…}` and the other members of the envelope, without `result`.
fn failure(scene: &Scene<'_>, status: StatusCode, code: u32, text: &str) -> Answer {
    envelope(scene, status, code, Some(text), None)
}

fn envelope(
    scene: &Scene<'_>,
    http_status: StatusCode,
    status: u32,
    msg: Option<&str>,
    result: Option<Accounts>,
) -> Answer {
    // The page's example has the same text twice: host, seconds, nanoseconds, and a count.
    let (seconds, ms) = (scene.now_ms.div_euclid(1000), scene.now_ms.rem_euclid(1000));
    let id = format!("confopenapiserver-192.0.2.1-{seconds}.{ms:03}000000.{}", scene.serial);
    let document = Envelope {
        status,
        msg,
        result,
        request_id: &id,
        reqid: &id,
        timestamp: scene.now_ms,
        content_type: "application/json",
        request_duration: format!("{:.6}ms", scene.started.elapsed().as_secs_f64() * 1000.0),
    };
    Answer::json(http_status, &document)
}

fn look_up(scene: &Scene<'_>, asked: &Asked) -> Result<Accounts, Refusal> {
    let body =
        asked.json_body(PATH).map_err(|Unfit { status, text }| Refusal { status, code: UNFIT, text })?;
    authenticate(scene, asked, body.get("token").and_then(Value::as_str))?;
    let refused = |code, text| Refusal { status: StatusCode::OK, code, text };
    let request: Request = serde_json::from_value(body)
        .map_err(|_| refused(UNFIT, "emails, mobiles and loginNames are lists of strings"))?;
    let lists = [
        (Identifier::Email, request.emails.unwrap_or_default()),
        (Identifier::Mobile, request.mobiles.unwrap_or_default()),
        (Identifier::LoginName, request.login_names.unwrap_or_default()),
    ];
    if lists.iter().all(|(_, list)| list.is_empty()) {
        return Err(refused(NOTHING_ASKED, "one of emails, mobiles, loginNames is required"));
    }
    if lists.iter().any(|(_, list)| list.len() > MAX_PER_LIST) {
        return Err(refused(TOO_MANY, "a list holds more than 200"));
    }
    Ok(find(scene, &lists))
}

fn find(scene: &Scene<'_>, lists: &[(Identifier, Vec<String>)]) -> Accounts {
    let mut keys = HashSet::new();
    let mut people = HashSet::new();
    let mut accounts = Vec::new();
    for (kind, list) in lists {
        for identifier in list {
            if let Some(person) = Person::found_by(*kind, identifier)
                && keys.insert(identifier)
            {
                people.insert(person.number);
                accounts.push((identifier.clone(), account(person)));
            }
        }
    }
    if scene.faults.broken_account
        && let Some((_, first)) = accounts.first_mut()
    {
        first.user_id = None;
    }
    if scene.faults.unasked {
        // At most 600 people were asked for, so someone else is always left.
        let stranger = (1..=POPULATION).find(|number| !people.contains(number)).and_then(Person::numbered);
        accounts.extend(stranger.map(|person| (person.mobile(), account(person))));
    }
    Accounts(accounts)
}

/// Checks the credentials: a token in the header, else a token in the body, else the signed headers.
///
/// It is not documented which of them counts if several are sent.
fn authenticate(scene: &Scene<'_>, asked: &Asked, body_token: Option<&str>) -> Result<(), Refusal> {
    let refused = |code, text| Err(Refusal { status: StatusCode::UNAUTHORIZED, code, text });
    // A token that is not printable ASCII is a token, too, but a wrong one.
    let header_token = asked.headers.get("token").map(|value| value.to_str().unwrap_or_default());
    if let Some(token) = header_token.or(body_token) {
        return match same(token, TOKEN) {
            true => Ok(()),
            false => refused(BAD_TOKEN, "token is invalid"),
        };
    }
    let app_id = match (asked.header("AppId"), asked.header("AppKey")) {
        (Some(app_id), None) | (None, Some(app_id)) => app_id,
        (Some(_), Some(_)) => return refused(UNKNOWN_APP, "AppId and AppKey are two names of one header"),
        (None, None) => return refused(NO_CREDENTIALS, "neither a token nor an AppId"),
    };
    let headers = ["Nonce", "CurTime", "CheckSum"].map(|name| asked.header(name));
    let [Some(nonce), Some(cur_time), Some(check_sum)] = headers else {
        return refused(NO_CREDENTIALS, "Nonce, CurTime and CheckSum are required");
    };
    if !same(app_id, APP_ID) {
        return refused(UNKNOWN_APP, "AppId is unknown");
    }
    if nonce.is_empty() || nonce.len() > MAX_NONCE_CHARS {
        return refused(BAD_NONCE, "Nonce has 1 to 128 characters");
    }
    let is_near = |at_ms: i64| at_ms.abs_diff(scene.now_ms) <= WINDOW_MS;
    if !cur_time.bytes().all(|byte| byte.is_ascii_digit()) || !cur_time.parse().is_ok_and(is_near) {
        return refused(
            OUTSIDE_WINDOW,
            "CurTime is no time of the last or next five minutes, in milliseconds",
        );
    }
    if !same(check_sum, &sum(SECRET_KEY, nonce, cur_time)) {
        return refused(BAD_CHECKSUM, "CheckSum is wrong");
    }
    if !scene.memory.is_new_nonce(scene.faults.key(), nonce) {
        return refused(NONCE_USED, "Nonce was used before");
    }
    Ok(())
}

/// Returns the checksum: "16进制字符小写SHA1(SecretKey+Nonce+CurTime)".
pub(crate) fn sum(secret_key: &str, nonce: &str, cur_time: &str) -> String {
    hex::encode(Sha1::new().chain_update(secret_key).chain_update(nonce).chain_update(cur_time).finalize())
}

fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

fn account(person: Person) -> Account {
    Account {
        user_id: Some(80_000_000 + person.number),
        login_name: person.login_name(),
        email: person.email(),
        country_code: "86",
        mobile: person.mobile(),
        customer_code: person.company().customer_code,
        // The page's example has empty strings for values that are not known.
        company_name: if person.is_every(4) { "" } else { person.company().name },
        display_name: if person.is_every(3) { String::new() } else { person.name() },
        first_name: "",
        middle_name: "",
        last_name: person.name(),
    }
}

impl Serialize for Accounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, account)| (key, account)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected sums come from `printf %s "$secret$nonce$time" | sha1sum`.
    #[test]
    fn checksums_agree_with_coreutils() {
        assert_eq!(sum(SECRET_KEY, "571163", "1638341017999"), "3627e9b22cfdb7809c635aa04d751cf3d7d3e7fb");
        assert_eq!(sum(SECRET_KEY, &"n".repeat(128), "0"), "a4057913cc2f739843c77fd08334e30d05ae0d40");
        assert_eq!(sum("密钥", "随机", "1"), "315bb2f2ed2666e0a0c7f4956b8fad7739fbc6d9");
    }
}
