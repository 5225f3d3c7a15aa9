//! `POST /confopenapi/account/getUsersByEmailsMobiles`: 全时 根据个人信息获取帐号信息接口, turns email addresses, mobile numbers, and
//! login names into accounts.
//!
//! <https://developer.quanshi.com/cn/api/184>
//!
//! Errors and omissions of the page:
//!
//! * The four revisions of the page do not agree on the name of the ID's header, `AppId` or `AppKey`. The newest says
//!   `AppId`, so that is the default.
//! * The key of an account in the answer is "the email or the mobile that was passed". For a login name, the key is
//!   assumed to be the login name (inferred). The keys in the example do not match its request, so keys that were not
//!   requested are kept in `unasked`.
//! * The page does not document the response for a person who does not exist. A missing key, `null`, `{}`, `[]`, and
//!   `""` all mean "not found", and so do a missing `result`, `null`, `{}`, and `[]` (inferred).
//! * The page does not show a failure. `msg` is read if it is there (inferred from newer pages of the vendor).
//! * `mobile` and `displayName` are in the example, not in the table. `customerCode` is in the table twice.
//! * The page does not document how long a checksum is valid or whether a nonce may be repeated. Every attempt has a
//!   new signature.
//!
//! A lookup of several accounts, signed with an app's secret:
//!
//! ```
//! use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles};
//! use mingpian::{HttpResponse, Lookup, Options, Step, UnixMillis};
//!
//! let question = GetUsersByEmailsMobiles {
//!     emails: vec!["ann@example.com".into()],
//!     mobiles: vec!["10012345678".into()],
//!     ..Default::default()
//! };
//! let credentials = Credentials::check_sum("an app", "a secret");
//! let mut lookup = Lookup::new(question, credentials, Options::default())?;
//! let now = UnixMillis(1_800_000_000_000);
//! let Step::Send { id, .. } = lookup.poll(now, [1; 16], true) else { panic!() };
//! let body = r#"{"status":0,"result":{"ann@example.com":{"userId":7}}}"#;
//! lookup.handle_response(id, now, HttpResponse { status: 200, headers: &[], body: body.into() });
//! let Step::Answer(answer) = lookup.poll(now, [2; 16], true) else { panic!() };
//! let answers = answer.read::<GetUsersByEmailsMobiles>()?;
//! assert_eq!(answers.found["ann@example.com"].user_id, 7);
//! assert_eq!(answers.not_found, ["10012345678"]);
//! # Ok::<(), mingpian::LookupError>(())
//! ```

use super::docs::{OperationDocs, Provider};
use crate::auth::{AuthScheme, Nonce, SERVER_TIME, SigningParams};
use crate::error::{LookupError, require};
use crate::http::UnsignedRequest;
use crate::operation::{Content, Envelope as Around, Layer, ListOperation, Metadata, Operation, RetrySafety};
use crate::record::{Answers, AnyJson, ByKey, Choice, Credentials as DeriveCredentials, Lists, Record};
use crate::redact::{SecretString, Sensitivity};
use crate::time::UnixMillis;
use sha1::{Digest, Sha1};
use std::time::Duration;

/// The name of the provider in errors and profiles.
pub const NAME: &str = "quanshi";

/// 最大支持200个: the maximum number of identifiers from each list in one request.
pub const MAX_PER_LIST: usize = 200;

/// 输入参数: the accounts to look up. At least one identifier is required. Lists may have any length. A request contains up
/// to 200 identifiers of each list.
#[derive(Clone, Default, Record)]
#[record(request, rename_all = "camelCase")]
pub struct GetUsersByEmailsMobiles {
    /// 邮箱列表, 最大支持200个: email addresses.
    pub emails: Vec<String>,
    /// 手机号列表, 最大支持200个: mobile numbers, without the country code, as in the example.
    pub mobiles: Vec<String>,
    /// 登陆名列表, 最大支持200个: login names, in any form.
    pub login_names: Vec<String>,
}

/// 查询结果: an account.
#[derive(Clone, PartialEq, Record)]
#[record(rename_all = "camelCase")]
#[profile(
    provider(NAME),
    id(user_id),
    display_name(display_name, last_name, first_name, login_name),
    phone(mobile),
    email(email),
    organization(company_name),
    tenant(customer_code)
)]
pub struct Account {
    /// 查询账号对应的用户ID: the account's ID.
    pub user_id: i64,
    /// 查询账号对应的登录名: an email address, a UUID, or any other text.
    pub login_name: Option<String>,
    /// 查询账号对应的邮箱: the email address.
    pub email: Option<String>,
    /// 查询账号对应的手机号的国家码: the country code of the mobile number, `86`.
    #[record(public)]
    pub country_code: Option<String>,
    /// The mobile number. It is in the example, but not in the table.
    pub mobile: Option<String>,
    /// 查询账号对应的客户编码: the vendor's customer.
    #[record(public)]
    pub customer_code: Option<String>,
    /// 查询账号对应的公司名称: the company.
    #[record(public)]
    pub company_name: Option<String>,
    /// The display name. It is in the example, but not in the table.
    pub display_name: Option<String>,
    /// 查询账号对应的firstName: the first name.
    pub first_name: Option<String>,
    /// 查询账号对应的middleName: the middle name.
    pub middle_name: Option<String>,
    /// 查询账号对应的lastName: the last name.
    pub last_name: Option<String>,
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    #[record(unreadable)]
    pub unreadable_fields: Vec<&'static str>,
}

/// Quanshi's credentials. Their secrets print as `[redacted]`.
#[derive(Clone, DeriveCredentials)]
pub enum Credentials {
    /// 没有获得鉴权token时: an app's ID and secret. Every attempt is signed with them.
    ///
    /// Keep the secret on a server, because anyone who has it can look up any account.
    #[record(server_only)]
    CheckSum {
        /// 开发者平台分配的AppId: the app's ID.
        app_id: String,
        /// SecretKey由开发者平台分配: the app's secret.
        secret_key: SecretString,
        /// The name of the header that contains the app's ID.
        #[record(public)]
        id_header: IdHeader,
    },
    /// 获得鉴权token时: a token. The vendor does not document how to obtain it for this operation.
    Token {
        /// 接口调用鉴权参数: the token.
        #[record(renewable)]
        token: SecretString,
        /// The place of the token in a request.
        #[record(rename = "in", public)]
        place: TokenPlace,
    },
    /// The app's own server signs the requests, so that the secret stays on the server.
    #[record(delegated)]
    Delegated,
}

/// The name of the header with the app's ID. The vendor's pages disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Choice)]
pub enum IdHeader {
    /// The name on the newest page.
    #[default]
    AppId,
    /// The name on the English page and on the pages about the vendor's events.
    AppKey,
}

/// The place of a token in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Choice)]
pub enum TokenPlace {
    /// In the header `token`.
    #[default]
    #[record(rename = "header")]
    Header,
    /// In the body: 也可以放在http body中.
    #[record(rename = "body")]
    Body,
}

impl Credentials {
    /// Returns credentials that send a token in the header `token`.
    pub fn token(token: impl Into<SecretString>) -> Self {
        Self::Token { token: token.into(), place: TokenPlace::Header }
    }

    /// Returns credentials that sign with an app's ID and secret.
    pub fn check_sum(app_id: impl Into<String>, secret_key: impl Into<SecretString>) -> Self {
        Self::CheckSum { app_id: app_id.into(), secret_key: secret_key.into(), id_header: IdHeader::AppId }
    }
}

impl AuthScheme for Credentials {
    fn validate(&self) -> Result<(), LookupError> {
        match self {
            Self::CheckSum { app_id, secret_key, .. } => {
                require("appId", app_id)?;
                require("secretKey", secret_key.expose_secret())?;
            }
            Self::Token { token, .. } => require("token", token.expose_secret())?,
            Self::Delegated => {}
        }
        Ok(())
    }

    fn authenticate(&self, request: &mut UnsignedRequest, params: &SigningParams) {
        match self {
            Self::CheckSum { app_id, secret_key, id_header } => {
                let check_sum = check_sum(secret_key, params.nonce.as_str(), params.time);
                add_signature(request, *id_header, app_id, params, &check_sum);
            }
            Self::Token { token, place: TokenPlace::Header } => {
                request.header("token", "token", token.expose_secret(), Sensitivity::Secret);
            }
            Self::Token { token, place: TokenPlace::Body } => {
                request.body_member("token", token.expose_secret(), Sensitivity::Secret);
            }
            Self::Delegated => {}
        }
    }

    fn is_timed(&self) -> bool {
        !matches!(self, Self::Token { .. })
    }

    fn is_delegated(&self) -> bool {
        matches!(self, Self::Delegated)
    }

    fn accept(
        &self,
        request: &mut UnsignedRequest,
        params: &SigningParams,
        headers: &[(&str, &str)],
    ) -> Result<(), LookupError> {
        let value = |name: &str| {
            let found = headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
            found.map(|(_, value)| *value)
        };
        let id = [IdHeader::AppId, IdHeader::AppKey]
            .into_iter()
            .find_map(|header| Some((header, value(header.as_str())?)));
        let Some(((id_header, app_id), check_sum)) = id.zip(value("CheckSum")) else {
            return Err(LookupError::invalid(
                "authorization",
                "expected the headers AppId (or AppKey) and CheckSum",
            ));
        };
        add_signature(request, id_header, app_id, params, check_sum);
        Ok(())
    }
}

/// Adds the headers of a signed request.
fn add_signature(
    request: &mut UnsignedRequest,
    id_header: IdHeader,
    app_id: &str,
    params: &SigningParams,
    check_sum: &str,
) {
    request.header(id_header.as_str(), "appId", app_id, Sensitivity::Secret);
    request.header("Nonce", "nonce", params.nonce.as_str(), Sensitivity::Public);
    request.header("CurTime", "curTime", &params.time.0.to_string(), Sensitivity::Public);
    request.header("CheckSum", "checkSum", check_sum, Sensitivity::Secret);
}

/// Returns the lower-case hexadecimal SHA1(SecretKey + Nonce + CurTime), with CurTime in decimal milliseconds since 1970
/// (UTC).
pub fn check_sum(secret_key: &SecretString, nonce: &str, cur_time: UnixMillis) -> String {
    // Joining the parts first would leave a copy of the key in memory. The hasher wipes its block.
    let mut hasher = Sha1::new();
    hasher.update(secret_key.expose_secret());
    hasher.update(nonce);
    hasher.update(cur_time.0.to_string());
    base16ct::lower::encode_string(&hasher.finalize())
}

/// The maximum difference between the time to sign and the clock of the server that signs: one minute. This is our
/// choice.
pub const SIGNING_WINDOW: Duration = Duration::from_secs(60);

/// Signs requests on a server that knows the secret, for hosts that must not know it.
///
/// ```
/// use mingpian::providers::quanshi::{IdHeader, Signer};
/// use mingpian::{MemoryNonces, Nonce, UnixMillis};
///
/// let signer = Signer::new("an app".into(), "a secret".into(), IdHeader::AppId)?;
/// let mut nonces = MemoryNonces::default();
/// let now = UnixMillis(1_800_000_000_000);
///
/// // The host passes these values with its request.
/// let (time, nonce) = (UnixMillis(now.0 - 500), Nonce::from_random([7; 16]));
/// let headers =
///     signer.sign(time, nonce.as_str(), now, |nonce, keep| nonces.insert(nonce, now, keep))?;
/// assert_eq!(headers[0], ("AppId", "an app".to_owned()));
/// assert_eq!(headers[1].0, "CheckSum");
/// # Ok::<(), mingpian::LookupError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Signer(Credentials);

impl Signer {
    /// Returns a signer for an app's ID and secret.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `appId` or `secretKey` if it is empty.
    pub fn new(app_id: String, secret_key: SecretString, id_header: IdHeader) -> Result<Self, LookupError> {
        let credentials = Credentials::CheckSum { app_id, secret_key, id_header };
        credentials.validate()?;
        Ok(Self(credentials))
    }

    /// Returns the headers `AppId` (or `AppKey`) and `CheckSum` for the parameters of a
    /// [`Step::Sign`](crate::Step::Sign). The server must first check that the host is allowed to make lookups.
    ///
    /// `time` and `nonce` come from the host, and `now` is the server's time. `is_new` remembers the nonce for the
    /// duration that it receives and returns whether the nonce was new. [`MemoryNonces`](crate::MemoryNonces) does this
    /// in one process. Several processes need a shared store.
    ///
    /// If `time` is more than [`SIGNING_WINDOW`] away from `now`, nothing is signed, and the only header returned is
    /// [`SERVER_TIME`] with `now`. Send it back in the same way: the host's lookup corrects its clock and asks once
    /// more.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `nonce` if it is not 32 lower-case hexadecimal digits, or was used before.
    pub fn sign(
        &self,
        time: UnixMillis,
        nonce: &str,
        now: UnixMillis,
        is_new: impl FnOnce(&str, Duration) -> bool,
    ) -> Result<Vec<(&'static str, String)>, LookupError> {
        let Credentials::CheckSum { app_id, secret_key, id_header } = &self.0 else {
            return Err(LookupError::Internal { detail: "a signer without a secret" });
        };
        if u128::from(time.0.abs_diff(now.0)) > SIGNING_WINDOW.as_millis() {
            return Ok(vec![(SERVER_TIME, now.0.to_string())]);
        }
        let Some(nonce) = Nonce::parse(nonce) else {
            return Err(LookupError::invalid("nonce", "expected 32 lower-case hexadecimal digits"));
        };
        // The time may be one minute ahead, and it stays acceptable until it is one minute behind.
        if !is_new(nonce.as_str(), 2 * SIGNING_WINDOW) {
            return Err(LookupError::invalid("nonce", "expected a nonce that was not used before"));
        }
        let check_sum = check_sum(secret_key, nonce.as_str(), time);
        Ok(vec![(id_header.as_str(), app_id.clone()), ("CheckSum", check_sum)])
    }
}

/// 返回参数: the envelope around the accounts.
#[derive(Record)]
#[record(envelope)]
struct Envelope {
    /// 0:成功，非0失败: 0 means success.
    status: Option<i64>,
    /// map形式: the accounts.
    result: ByKey<Account>,
    /// The request's ID.
    request_id: Option<AnyJson>,
    /// The request's ID on other pages of the vendor.
    reqid: Option<AnyJson>,
    /// A description of what is wrong.
    msg: Option<AnyJson>,
    /// The service's time in milliseconds, as in the example.
    timestamp: Option<i64>,
}

impl Operation for GetUsersByEmailsMobiles {
    const METADATA: &'static Metadata = &METADATA;
    type Credentials = Credentials;
    type Answer = Answers<Account>;

    fn take_lists(self) -> Result<Vec<Vec<String>>, Self> {
        Ok(self.into_lists())
    }
}

impl ListOperation for GetUsersByEmailsMobiles {}

static METADATA: Metadata = Metadata {
    provider: NAME,
    name: "getUsersByEmailsMobiles",
    base_url: Some("https://openapi.quanshi.com"),
    path: "/confopenapi/account/getUsersByEmailsMobiles",
    retry_safety: RetrySafety::Idempotent,
    lists: GetUsersByEmailsMobiles::LISTS,
    max_per_list: MAX_PER_LIST,
    envelope: Around {
        layers: &[Layer {
            shape: Envelope::SHAPE,
            code: Envelope::STATUS,
            success: 0,
            unauthenticated: &[],
            text: &[Envelope::MSG],
            request_id: &[Envelope::REQUEST_ID, Envelope::REQID],
            time_ms: Some(Envelope::TIMESTAMP),
            inner: Envelope::RESULT,
        }],
        content: Content::ByIdentifier(Account::SHAPE),
    },
};

/// The description for the generators of other languages.
pub(super) const PROVIDER: Provider = Provider {
    name: NAME,
    title: "Quanshi (全时): turns emails, mobile numbers, and login names into accounts.",
    base_url: Ok("https://openapi.quanshi.com"),
    operations: &[OperationDocs::new::<GetUsersByEmailsMobiles>(
        "Looks up accounts by email address, mobile number, and login name.",
        &[Account::SCHEMA],
    )],
};
