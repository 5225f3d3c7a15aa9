//! The module that the npm package loads on a server that signs for others.

use mingpian::providers::quanshi::{self, CheckSum, IdHeader};
use mingpian::{MemoryNonces, SecretString, UnixMillis};
use std::cell::RefCell;
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static NONCES: RefCell<MemoryNonces> = RefCell::default();
}

/// quanshi's checksum: lower-case hex SHA1(SecretKey + Nonce + CurTime).
#[wasm_bindgen(js_name = checkSum)]
pub fn check_sum(secret_key: &str, nonce: &str, cur_time: f64) -> String {
    quanshi::check_sum(&SecretString::from(secret_key), nonce, millis(cur_time))
}

/// Signs for a host that must not know the secret. How many milliseconds the nonce has to be remembered, and the
/// checksum, a space between; or why not, as JSON. `is_new` tells whether the nonce is.
#[wasm_bindgen]
pub fn authorize(
    app_id: &str,
    secret_key: &str,
    id_header: &str,
    time: f64,
    nonce: &str,
    now: f64,
    is_new: bool,
) -> String {
    let mut keep = Duration::ZERO;
    let signed = IdHeader::parse(id_header)
        .and_then(|header| CheckSum::new(app_id.to_owned(), SecretString::from(secret_key), header))
        .and_then(|check_sum| {
            check_sum.authorize(millis(time), nonce, millis(now), |_, long| {
                keep = long;
                is_new
            })
        });
    match signed {
        Ok([_, (_, check_sum)]) => format!("{} {check_sum}", keep.as_millis()),
        Err(error) => error.to_json(),
    }
}

/// Remembers a nonce for as many milliseconds; whether it was new to this process.
#[wasm_bindgen(js_name = isNew)]
pub fn is_new(nonce: &str, now: f64, keep_ms: f64) -> bool {
    NONCES.with_borrow_mut(|nonces| nonces.insert(nonce, millis(now), Duration::from_millis(keep_ms as u64)))
}

/// A JavaScript time: a number without a fraction, 0 or more, far below 2^53.
fn millis(time: f64) -> UnixMillis {
    UnixMillis(time as u64)
}
