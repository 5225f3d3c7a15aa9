//! Credentials as objects: they go in, and nothing reads them back.

use std::fmt;
use std::sync::Arc;

use mingpian::providers::mysoft::AccessToken;
use mingpian::providers::quanshi::{self, CheckSum, Credentials, IdHeader, Token};
use mingpian::{SecretString, UnixMillis};

use crate::error::CoreError;

/// Mysoft's access token. It prints redacted.
#[derive(Clone, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct MysoftCredentials(pub(crate) AccessToken);

#[uniffi::export]
impl MysoftCredentials {
    /// `INVALID_INPUT` for `accessToken` if it is empty.
    #[uniffi::constructor]
    pub fn access_token(access_token: String) -> Result<Arc<Self>, CoreError> {
        Ok(Arc::new(Self(AccessToken::new(SecretString::from(access_token))?)))
    }
}

impl fmt::Debug for MysoftCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MysoftCredentials([redacted])")
    }
}

/// Quanshi's token, or the app's id and secret. It prints redacted.
#[derive(Clone, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct QuanshiCredentials(pub(crate) Credentials);

#[uniffi::export]
impl QuanshiCredentials {
    /// A token that goes into the header `token`. `INVALID_INPUT` for `token` if it is empty.
    #[uniffi::constructor]
    pub fn token_in_header(token: String) -> Result<Arc<Self>, CoreError> {
        let token = Token::in_header(SecretString::from(token))?;
        Ok(Arc::new(Self(Credentials::Token(token))))
    }

    /// A token that goes into the body. `INVALID_INPUT` for `token` if it is empty.
    #[uniffi::constructor]
    pub fn token_in_body(token: String) -> Result<Arc<Self>, CoreError> {
        let token = Token::in_body(SecretString::from(token))?;
        Ok(Arc::new(Self(Credentials::Token(token))))
    }

    /// Signs every attempt afresh. The secret belongs on a server: whoever has it can ask for anybody.
    /// `INVALID_INPUT` for `appId` or `secretKey` if it is empty.
    #[uniffi::constructor]
    pub fn check_sum(
        app_id: String,
        secret_key: String,
        id_header: QuanshiIdHeader,
    ) -> Result<Arc<Self>, CoreError> {
        let id_header = match id_header {
            QuanshiIdHeader::AppId => IdHeader::AppId,
            QuanshiIdHeader::AppKey => IdHeader::AppKey,
        };
        let check_sum = CheckSum::new(app_id, SecretString::from(secret_key), id_header)?;
        Ok(Arc::new(Self(Credentials::CheckSum(check_sum))))
    }
}

impl fmt::Debug for QuanshiCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QuanshiCredentials([redacted])")
    }
}

/// What the app id's header is called: the vendor's pages disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum QuanshiIdHeader {
    /// The newest page.
    AppId,
    /// The English page, and those of the vendor's events.
    AppKey,
}

/// Lower-case hex SHA1(SecretKey + Nonce + CurTime), with CurTime in milliseconds since 1970 (UTC).
#[uniffi::export]
pub fn quanshi_check_sum(secret_key: String, nonce: String, cur_time_ms: i64) -> String {
    let time = UnixMillis(u64::try_from(cur_time_ms).unwrap_or(0));
    quanshi::check_sum(&SecretString::from(secret_key), &nonce, time)
}
