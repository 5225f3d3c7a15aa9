//! `POST /confopenapi/account/getUsersByEmailsMobiles`: 全时 根据个人信息获取帐号信息接口, emails, mobile numbers, and
//! login names become accounts.
//!
//! <https://developer.quanshi.com/cn/api/184>
//!
//! What the page gets wrong or leaves open:
//!
//! * Four revisions name the ID's header `AppId` or `AppKey`. The newest says `AppId`, so that is the default.
//! * The key of an account in the answer is "the email or the mobile that was passed". For a login name it is taken to be
//!   the login name (inferred). The keys in the example are not those of its request, so keys that were not asked for are
//!   kept where they can be seen.
//! * How a person who does not exist looks is not documented. A missing key, `null`, `{}`, `[]`, and `""` all mean "not
//!   found", and so do a missing `result`, `null`, `{}`, and `[]` (inferred).
//! * No failure is shown. `msg` is read if it is there (inferred from newer pages of the vendor).
//! * `mobile` and `displayName` are in the example, not in the table. `customerCode` is in the table twice.
//! * How long a checksum is good is not documented, nor whether a nonce may come again. Every attempt is signed afresh.

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

/// The provider's name, as errors and profiles give it.
pub const NAME: &str = "quanshi";

/// 最大支持200个: how many identifiers of each list fit into one request.
pub const MAX_PER_LIST: usize = 200;

/// 输入参数: whom to look up. There has to be at least one identifier. Lists may have any length; a request takes 200 of
/// each.
#[derive(Clone, Default, Record)]
#[record(request, rename_all = "camelCase")]
pub struct GetUsersByEmailsMobiles {
    /// 邮箱列表, 最大支持200个: email addresses.
    pub emails: Vec<String>,
    /// 手机号列表, 最大支持200个: mobile numbers, without the country code as in the example.
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
    /// The mobile number. It is in the example, not in the table.
    pub mobile: Option<String>,
    /// 查询账号对应的客户编码: the vendor's customer.
    #[record(public)]
    pub customer_code: Option<String>,
    /// 查询账号对应的公司名称: the company.
    #[record(public)]
    pub company_name: Option<String>,
    /// The name to show. It is in the example, not in the table.
    pub display_name: Option<String>,
    /// 查询账号对应的firstName: the first name.
    pub first_name: Option<String>,
    /// 查询账号对应的middleName: the middle name.
    pub middle_name: Option<String>,
    /// 查询账号对应的lastName: the last name.
    pub last_name: Option<String>,
    /// The vendor's names of the values that could not be read. Such a value is absent, or a list without its broken
    /// entries.
    #[record(unreadable)]
    pub unreadable_fields: Vec<&'static str>,
}

/// Quanshi's credentials. They print redacted.
#[derive(Clone, DeriveCredentials)]
pub enum Credentials {
    /// 没有获得鉴权token时: an app's ID and secret, with which every attempt is signed afresh.
    ///
    /// The secret belongs on a server: whoever has it can look up anyone.
    #[record(server_only)]
    CheckSum {
        /// 开发者平台分配的AppId: the app's ID.
        app_id: String,
        /// SecretKey由开发者平台分配: the app's secret.
        secret_key: SecretString,
        /// The name of the ID's header.
        #[record(public)]
        id_header: IdHeader,
    },
    /// 获得鉴权token时: a token. How it is obtained is not documented for this operation.
    Token {
        /// 接口调用鉴权参数: the token.
        #[record(renewable)]
        token: SecretString,
        /// Where the token is sent.
        #[record(rename = "in", public)]
        place: TokenPlace,
    },
    /// The app's own server signs, so that the secret stays there.
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

/// Where a token is sent.
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

/// How far the time that a host wants to have signed may be from the clock of the server that signs: one minute, our
/// choice.
pub const SIGNING_WINDOW: Duration = Duration::from_secs(60);

/// Signs for hosts that must not know the secret, on a server that knows it.
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

    /// Returns the headers `AppId` (or `AppKey`) and `CheckSum` for what a host asks to have signed, as
    /// [`Step::Sign`](crate::Step::Sign) says. Whether the host may look up anyone is for the server to decide before.
    ///
    /// `time` and `nonce` are what the host asks for, and `now` is the server's clock. `is_new` remembers the nonce for the
    /// time it is given and returns whether it was new. [`MemoryNonces`](crate::MemoryNonces) does that in one process;
    /// several processes need a store that they share.
    ///
    /// If `time` is more than [`SIGNING_WINDOW`] away from `now`, nothing is signed, and [`SERVER_TIME`] with `now` is all
    /// that is returned. Send it back like headers: the host's lookup corrects its clock and asks once more.
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
        // The time can be one minute ahead, and be good for another minute behind.
        if !is_new(nonce.as_str(), 2 * SIGNING_WINDOW) {
            return Err(LookupError::invalid("nonce", "expected a nonce that was not used before"));
        }
        let check_sum = check_sum(secret_key, nonce.as_str(), time);
        Ok(vec![(id_header.as_str(), app_id.clone()), ("CheckSum", check_sum)])
    }
}

/// 返回参数: what stands around the accounts.
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
    /// What is wrong.
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

/// What the generators of other languages print.
pub(super) const PROVIDER: Provider = Provider {
    name: NAME,
    title: "Quanshi (全时): turns emails, mobile numbers, and login names into accounts.",
    base_url: Ok("https://openapi.quanshi.com"),
    operations: &[OperationDocs::new::<GetUsersByEmailsMobiles>(
        "Looks up accounts by email address, mobile number, and login name.",
        &[Account::SCHEMA],
    )],
};
