//! Code as an app might contain it with serde_json and sha1: it retries nothing, does not skip broken accounts, and
//! does not wipe secrets.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use sha1::{Digest as _, Sha1};

use crate::data::Identifiers;

/// The body of a request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    emails: &'a [String],
    mobiles: &'a [String],
    login_names: &'a [String],
}

/// The body of a response, with owned strings.
#[derive(Deserialize)]
struct Response {
    status: i64,
    result: HashMap<String, Account>,
    request_id: Option<String>,
}

/// An account.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what is read is not used")]
struct Account {
    user_id: i64,
    login_name: Option<String>,
    email: Option<String>,
    country_code: Option<String>,
    mobile: Option<String>,
    customer_code: Option<String>,
    company_name: Option<String>,
    display_name: Option<String>,
    first_name: Option<String>,
    middle_name: Option<String>,
    last_name: Option<String>,
}

/// Writes the body of a request. Returns its bytes.
pub(crate) fn write(identifiers: &Identifiers) -> Vec<u8> {
    let Identifiers { emails, mobiles, login_names } = identifiers;
    serde_json::to_vec(&Question { emails, mobiles, login_names }).expect("a body")
}

/// Reads the accounts into structs. Returns their number.
pub(crate) fn read(body: Vec<u8>) -> usize {
    let response: Response = serde_json::from_slice(&body).expect("accounts");
    assert!(response.status == 0 && response.request_id.is_some(), "an answer");
    response.result.len()
}

/// Hashes a message, without converting the hash to hexadecimal.
pub(crate) fn sha1(message: &[u8]) -> [u8; 20] {
    Sha1::digest(message).into()
}

/// Hashes the parts of a message. Returns the hash in hexadecimal.
pub(crate) fn sha1_hex(parts: [&str; 3]) -> String {
    let mut hash = Sha1::new();
    parts.iter().for_each(|part| hash.update(part));
    hex::encode(hash.finalize())
}

/// Performs a complete lookup: builds, signs, and reads. Returns the number of accounts.
pub(crate) fn look_up(identifiers: Identifiers, body: Vec<u8>, secret_key: &str) -> usize {
    let (time, nonce) = (1_800_000_000_000_u64.to_string(), hex::encode([7; 16]));
    let check_sum = sha1_hex([secret_key, &nonce, &time]);
    let url = format!("{}/confopenapi/account/getUsersByEmailsMobiles", "https://openapi.quanshi.com");
    let headers = [
        ("Content-Type", "application/json".to_owned()),
        ("Accept", "application/json".to_owned()),
        ("AppId", "demo-app".to_owned()),
        ("Nonce", nonce),
        ("CurTime", time),
        ("CheckSum", check_sum),
    ];
    std::hint::black_box((url, headers, write(&identifiers)));
    read(body)
}
