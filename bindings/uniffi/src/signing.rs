//! Creates Quanshi's signatures, for servers that hold the secret.

use mingpian::providers::quanshi::{self, IdHeader, Signer};
use mingpian::{LookupError, SecretString};

use crate::error::CoreError;
use crate::http::HttpHeader;
use crate::lookup::to_millis;

/// Returns the lower-case hexadecimal SHA1(SecretKey + Nonce + CurTime), with CurTime in milliseconds since 1970 (UTC).
#[uniffi::export]
pub fn quanshi_check_sum(secret_key: String, nonce: String, cur_time_ms: i64) -> String {
    quanshi::check_sum(&SecretString::from(secret_key), &nonce, to_millis(cur_time_ms))
}

/// Returns the headers for a request that a host asks to have signed. `id_header` is `AppId` or `AppKey`. `is_new`
/// tells whether the nonce is new. The server has to remember the nonces that it has signed for two minutes.
///
/// If the time is more than a minute away from `now_ms`, returns only the header `ServerTime` with `now_ms`.
///
/// Throws `INVALID_INPUT` if the nonce is malformed or not new.
#[uniffi::export]
pub fn quanshi_sign(
    app_id: String,
    secret_key: String,
    id_header: String,
    time_ms: i64,
    nonce: String,
    now_ms: i64,
    is_new: bool,
) -> Result<Vec<HttpHeader>, CoreError> {
    let secret_key = SecretString::from(secret_key);
    let id_header = IdHeader::from_word(&id_header)
        .ok_or_else(|| LookupError::invalid("idHeader", "expected `AppId` or `AppKey`"))?;
    let signer = Signer::new(app_id, secret_key, id_header)?;
    let signed = signer.sign(to_millis(time_ms), &nonce, to_millis(now_ms), |_, _| is_new)?;
    Ok(signed.into_iter().map(|(name, value)| HttpHeader { name: name.to_owned(), value }).collect())
}
