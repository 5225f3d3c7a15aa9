//! Creates Quanshi's signatures, for servers that know the secret.

use crate::host::{Host, millis, tell_error};
use mingpian::json::{Column, Kind, Shape};
use mingpian::providers::quanshi::{self, Credentials, Signer};
use mingpian::record::{Credentials as _, Input, Record, read_input};
use mingpian::{LookupError, SecretString, UnixMillis};
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the lower-case hexadecimal SHA1(SecretKey + Nonce + CurTime).
#[wasm_bindgen(js_name = checkSum)]
pub fn check_sum(secret_key: &str, nonce: &str, cur_time: f64) -> String {
    quanshi::check_sum(&SecretString::from(secret_key), nonce, millis(cur_time))
}

/// Signs a request of a host that must not know the secret, and passes the headers or the error to `host`. `document`
/// is `{"secret": {"appId": …, "secretKey": …}, "params": {"time": …, "nonce": …}}`. Without `now`, any time is signed.
/// `is_new` is whether the nonce is new.
#[wasm_bindgen]
pub fn sign(document: &str, now: Option<f64>, is_new: bool, host: &Host) {
    let mut keep = Duration::ZERO;
    let signed = read(document).and_then(|(signer, time, nonce)| {
        let now = now.map_or(time, millis);
        signer.sign(time, &nonce, now, |_, time| {
            keep = time;
            is_new
        })
    });
    match signed {
        Ok(headers) => {
            host.signed(keep.as_millis() as f64);
            for (name, value) in headers {
                host.header(name, &value);
            }
        }
        Err(error) => {
            tell_error(host, &error);
            host.refuse();
        }
    }
}

/// The parameters to sign.
#[derive(Record)]
#[record(input, public)]
struct Params {
    /// The time.
    time: i64,
    /// The nonce.
    nonce: String,
}

static DOCUMENT: Shape =
    Shape { columns: &[column("secret", Credentials::SHAPE), column("params", Params::SHAPE)] };

const fn column(key: &'static str, shape: &'static Shape) -> Column {
    Column { key, kind: Kind::Object(shape), required: true, secret: false, alias: false }
}

fn read(document: &str) -> Result<(Signer, UnixMillis, String), LookupError> {
    let index = read_input(document, &DOCUMENT)?;
    let input = Input::root(document, &index, &DOCUMENT);
    let Credentials::CheckSum { app_id, secret_key, id_header } = Credentials::read(&input.object(0))? else {
        return Err(LookupError::invalid("secret", "expected `appId` and `secretKey`"));
    };
    let signer = Signer::new(app_id, secret_key, id_header)?;
    let Params { time, nonce } = input.object(1).record();
    let time = u64::try_from(time).map_err(|_| LookupError::invalid("time", "expected 0 or more"))?;
    Ok((signer, UnixMillis(time), nonce))
}
