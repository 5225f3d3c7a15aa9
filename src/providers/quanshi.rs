//! `POST /confopenapi/account/getUsersByEmailsMobiles`: 全时 根据个人信息获取帐号信息接口, emails, mobiles and
//! login names become accounts.
//!
//! <https://developer.quanshi.com/cn/api/184>
//!
//! What the page gets wrong or leaves open:
//!
//! * Four revisions name the id's header `AppId` or `AppKey`; the newest says `AppId`, so that is the default.
//! * The key of an account in the answer is "the email or the mobile that was passed"; for a login name it is
//!   taken to be the login name (inferred). The example's keys are not those of its request, so keys that
//!   nobody asked for are kept where they can be seen.
//! * How somebody who is not there looks is not said: a key that is missing, `null`, `{}`, `[]` and `""` are
//!   taken alike, and so are `result` missing, `null`, `{}` and `[]` (inferred).
//! * No failure is shown. `msg` is read where it is (inferred from newer pages of the vendor).
//! * `mobile` and `displayName` are in the example, not in the table; `customerCode` is in the table twice.
//! * For how long a checksum is good is not said, nor whether a nonce may come again: every attempt is signed
//!   afresh.

use crate::batch::Partition;
use crate::clock::UnixMillis;
use crate::endpoint::{AuthScheme, Endpoint, Facts, Nonce, Operation, RetrySafety, SigningParams};
use crate::envelope::{self as around, Answer, Layer, column};
use crate::error::{Fault, LookupError, filled};
use crate::form::{Form, Limit};
use crate::http::UnsignedRequest;
use crate::job::{AuthCells, FromJob};
use crate::providers::Provider;
use crate::record::{Anything, Cells, Class, Keyed, Record};
use crate::scan::Index;
use crate::secret::SecretString;
use crate::text::{join, write_hex};
use crate::{envelope, input, record, request};
use sha1::{Digest, Sha1};
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;
use zeroize::Zeroizing;

/// The provider's name, as errors and profiles give it.
pub const NAME: &str = "quanshi";

request! {
    /// 输入参数: whom to look up. At least one identifier in all; a request takes at most 200 of each list.
    GetUsersByEmailsMobiles {
        "emails"     | emails      | Vec<String> | personal | "邮箱列表, 最大支持200个: email addresses.";
        "mobiles"    | mobiles     | Vec<String> | personal | "手机号列表, 最大支持200个: mobile numbers, without the country's code in the example.";
        "loginNames" | login_names | Vec<String> | personal | "登陆名列表, 最大支持200个: login names, in whatever form.";
    }
}

record! {
    /// 查询结果: an account.
    Account {
    //  on the wire      here            type             may be seen  what it is
        "userId"       | user_id       | i64            | personal | "查询账号对应的用户ID: the account's id.";
        "loginName"    | login_name    | Option<String> | personal | "查询账号对应的登录名: an email address, a UUID, anything.";
        "email"        | email         | Option<String> | personal | "查询账号对应的邮箱: the email address.";
        "countryCode"  | country_code  | Option<String> | public   | "查询账号对应的手机号的国家码: the country code of the mobile number, `86`.";
        "mobile"       | mobile        | Option<String> | personal | "The mobile number; in the example, not in the table.";
        "customerCode" | customer_code | Option<String> | public   | "查询账号对应的客户编码: the vendor's customer.";
        "companyName"  | company_name  | Option<String> | public   | "查询账号对应的公司名称: the company.";
        "displayName"  | display_name  | Option<String> | personal | "The name to show; in the example, not in the table.";
        "firstName"    | first_name    | Option<String> | personal | "查询账号对应的firstName: the first name.";
        "middleName"   | middle_name   | Option<String> | personal | "查询账号对应的middleName: the middle name.";
        "lastName"     | last_name     | Option<String> | personal | "查询账号对应的lastName: the last name.";
    }
    profile {
        "quanshi"
        id = user_id;
        display_name = display_name, last_name, first_name, login_name;
        phone = mobile;
        email = email;
        organization = company_name;
        tenant = customer_code;
    }
}

/// What became of each identifier.
#[derive(Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Users {
    /// The accounts, by the identifier they were asked for by.
    pub found: BTreeMap<String, Account>,
    /// Identifiers without an account, in the order asked: emails, mobiles, login names.
    pub not_found: Vec<String>,
    /// Identifiers whose account could not be read. It costs the others nothing.
    pub unreadable: Vec<Unreadable>,
    /// Accounts under keys that nobody asked for, as the vendor wrote them.
    pub unasked: BTreeMap<String, Account>,
    /// The id under which the vendor's support finds the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// Prints how many there are, and nobody.
impl fmt::Debug for Users {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Users")
            .field("found", &self.found.len())
            .field("not_found", &self.not_found.len())
            .field("unreadable", &self.unreadable.len())
            .field("unasked", &self.unasked.len())
            .field("request_id", &self.request_id)
            .finish()
    }
}

/// An account that could not be read.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unreadable {
    /// The identifier, or the key that nobody asked for.
    pub identifier: String,
    /// The field that is missing or of another type than documented; empty if the account is no object.
    pub field: String,
}

impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unreadable").field("field", &self.field).finish_non_exhaustive()
    }
}

/// 鉴权token: a token that was obtained elsewhere. How is not documented for this operation.
#[derive(Debug, Clone)]
pub struct Token {
    token: SecretString,
    place: TokenPlace,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenPlace {
    Header,
    Body,
}

impl Token {
    /// A token that goes into the header `token`.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `token` if it is empty.
    pub fn in_header(token: SecretString) -> Result<Self, LookupError> {
        Ok(Self::checked(token, TokenPlace::Header)?)
    }

    /// A token that goes into the body: 也可以放在http body中.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `token` if it is empty.
    pub fn in_body(token: SecretString) -> Result<Self, LookupError> {
        Ok(Self::checked(token, TokenPlace::Body)?)
    }

    fn checked(token: SecretString, place: TokenPlace) -> Result<Self, Fault> {
        filled("token", token.expose_secret())?;
        Ok(Self { token, place })
    }
}

impl AuthScheme for Token {
    fn authenticate(&self, request: &mut UnsignedRequest, _params: &SigningParams) {
        let token = self.token.expose_secret();
        match self.place {
            TokenPlace::Header => request.header("token", "token", token, Class::Secret),
            TokenPlace::Body => request.text_first("token", token, Class::Secret),
        };
    }
}

/// An app's id and secret, with which each request is signed. The secret belongs on a server: whoever has it
/// can ask for anybody.
#[derive(Clone)]
pub struct CheckSum {
    app_id: String,
    secret_key: SecretString,
    id_header: IdHeader,
}

impl fmt::Debug for CheckSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckSum").field("id_header", &self.id_header).finish_non_exhaustive()
    }
}

/// What the app id's header is called: the vendor's pages disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IdHeader {
    /// The newest page.
    #[default]
    AppId,
    /// The English page, and those of the vendor's events.
    AppKey,
}

impl CheckSum {
    /// Signs as this app.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `appId` or `secretKey` if it is empty.
    pub fn new(app_id: String, secret_key: SecretString, id_header: IdHeader) -> Result<Self, LookupError> {
        Ok(Self::checked(app_id, secret_key, id_header)?)
    }

    fn checked(app_id: String, secret_key: SecretString, id_header: IdHeader) -> Result<Self, Fault> {
        filled("appId", &app_id)?;
        filled("secretKey", secret_key.expose_secret())?;
        Ok(Self { app_id, secret_key, id_header })
    }

    /// Signs for a host that must not know the secret, on a server that does: the headers `AppId` (or `AppKey`) and
    /// `CheckSum` for its [`Output::Authorize`](crate::Output::Authorize). Whoever may ask this server for anybody's
    /// account is the server's to decide, before.
    ///
    /// `time` and `nonce` are what the host asks for, `now` is the server's clock. `is_new` remembers the nonce for the
    /// time it is given, and tells whether it was new: [`MemoryNonces`](crate::MemoryNonces) in one process, a store
    /// that all share where several sign.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `time` if it is more than [`AUTHORIZE_WINDOW`] away from `now`; for `nonce` if it is not 32
    /// lower-case hexadecimal digits, or has come before.
    pub fn authorize(
        &self,
        time: UnixMillis,
        nonce: &str,
        now: UnixMillis,
        is_new: impl FnOnce(&str, Duration) -> bool,
    ) -> Result<[(&'static str, String); 2], LookupError> {
        if u128::from(time.0.abs_diff(now.0)) > AUTHORIZE_WINDOW.as_millis() {
            return Err(LookupError::invalid("time", "is more than a minute away from the server's clock"));
        }
        let Some(nonce) = Nonce::parse(nonce) else {
            return Err(LookupError::invalid("nonce", "is not 32 lower-case hexadecimal digits"));
        };
        // It can come from one minute ahead, and be good for another behind.
        if !is_new(nonce.as_str(), 2 * AUTHORIZE_WINDOW) {
            return Err(LookupError::invalid("nonce", "has come before"));
        }
        let check_sum = check_sum(&self.secret_key, nonce.as_str(), time);
        Ok([(self.id_header.as_str(), self.app_id.clone()), ("CheckSum", check_sum)])
    }
}

/// How far the time that a host wants signed may be from the clock of the server that signs: a minute, our choice.
pub const AUTHORIZE_WINDOW: Duration = Duration::from_secs(60);

impl AuthScheme for CheckSum {
    fn authenticate(&self, request: &mut UnsignedRequest, params: &SigningParams) {
        let check_sum = check_sum(&self.secret_key, params.nonce.as_str(), params.time);
        signed(request, self.id_header.as_str(), &self.app_id, params, &check_sum);
    }

    fn is_timed(&self) -> bool {
        true
    }
}

impl IdHeader {
    /// Of its name.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `idHeader` if it is neither.
    pub fn parse(name: &str) -> Result<Self, LookupError> {
        [Self::AppId, Self::AppKey]
            .into_iter()
            .find(|header| header.as_str() == name)
            .ok_or_else(|| LookupError::invalid("idHeader", "is neither AppId nor AppKey"))
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::AppId => "AppId",
            Self::AppKey => "AppKey",
        }
    }
}

/// Somebody else signs, who has the secret: a server of the app's own. The host asks it as
/// [`Output::Authorize`](crate::Output::Authorize) says, and hands back the headers that
/// [`CheckSum::authorize`] made there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delegated;

impl AuthScheme for Delegated {
    fn authenticate(&self, _request: &mut UnsignedRequest, _params: &SigningParams) {}

    fn is_timed(&self) -> bool {
        true
    }

    fn is_delegated(&self) -> bool {
        true
    }

    fn accept(
        &self,
        request: &mut UnsignedRequest,
        params: &SigningParams,
        headers: &[(&str, &str)],
    ) -> Result<(), LookupError> {
        let given = |name: &'static str| {
            let found = headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
            found.map(|(_, value)| (name, *value))
        };
        let id = given("AppId").or_else(|| given("AppKey"));
        let Some(((name, id), (_, check_sum))) = id.zip(given("CheckSum")) else {
            return Err(LookupError::invalid("authorization", "lacks AppId or AppKey, or CheckSum"));
        };
        signed(request, name, id, params, check_sum);
        Ok(())
    }
}

/// The headers of a signed request.
fn signed(
    request: &mut UnsignedRequest,
    name: &'static str,
    id: &str,
    params: &SigningParams,
    check_sum: &str,
) {
    request.header(name, "appId", id, Class::Secret);
    request.header("Nonce", "nonce", params.nonce.as_str(), Class::Public);
    request.header("CurTime", "curTime", params.time.digits(), Class::Public);
    request.header("CheckSum", "checkSum", check_sum, Class::Secret);
}

/// Lower-case hex SHA1(SecretKey + Nonce + CurTime), with CurTime in decimal milliseconds since 1970 (UTC).
pub fn check_sum(secret_key: &SecretString, nonce: &str, cur_time: UnixMillis) -> String {
    let parts = [secret_key.expose_secret(), nonce, &cur_time.digits()];
    // As long as all of it from the start, so that it is never moved: what it was moved from would not be wiped.
    let mut message = Zeroizing::new(String::with_capacity(parts.iter().map(|part| part.len()).sum()));
    join(&mut message, &parts);
    let mut digits = String::new();
    write_hex(&mut digits, &Sha1::digest(message.as_bytes()), b'a');
    digits
}

/// Either way to prove who asks.
#[derive(Debug, Clone)]
pub enum Credentials {
    /// 没有获得鉴权token时.
    CheckSum(CheckSum),
    /// 获得鉴权token时.
    Token(Token),
    /// The secret is on a server of the app's own.
    Delegated(Delegated),
}

impl Credentials {
    fn scheme(&self) -> &dyn AuthScheme {
        match self {
            Self::CheckSum(check_sum) => check_sum,
            Self::Token(token) => token,
            Self::Delegated(delegated) => delegated,
        }
    }
}

impl AuthScheme for Credentials {
    fn authenticate(&self, request: &mut UnsignedRequest, params: &SigningParams) {
        self.scheme().authenticate(request, params);
    }

    fn is_timed(&self) -> bool {
        self.scheme().is_timed()
    }

    fn is_delegated(&self) -> bool {
        self.scheme().is_delegated()
    }

    fn accept(
        &self,
        request: &mut UnsignedRequest,
        params: &SigningParams,
        headers: &[(&str, &str)],
    ) -> Result<(), LookupError> {
        self.scheme().accept(request, params, headers)
    }
}

/// 最大支持200个: the most identifiers in each of the lists.
pub const MAX_PER_LIST: usize = 200;

impl GetUsersByEmailsMobiles {
    /// All identifiers, in the order of the answers.
    fn identifiers(&self) -> impl Iterator<Item = &String> {
        self.emails.iter().chain(&self.mobiles).chain(&self.login_names)
    }
}

envelope! {
    /// 返回参数: what stands around the accounts.
    Envelope {
        "status"     | status     | Option<i64>      | "0:成功，非0失败.";
        "result"     | result     | Keyed<Account>   | "map形式: the accounts.";
        "request_id" | request_id | Option<Anything> | "The request's id.";
        "reqid"      | reqid      | Option<Anything> | "The same, or not.";
        "msg"        | msg        | Option<Anything> | "What is wrong.";
        "timestamp"  | timestamp  | Option<i64>      | "The service's time in milliseconds, as the example has it.";
    }
}

input! {
    /// The credentials in a job: `token`, or that somebody else signs. Jobs come from pages, where no secret key
    /// belongs.
    AuthInput {
        "token"     | token     | Option<SecretString> | secret | "See [`Token`].";
        "in"        | place     | Option<String>       | public | "Where the token goes: `header` or `body`. `header` unless told.";
        "delegated" | delegated | Option<bool>         | public | "See [`Delegated`].";
    }
}

/// What a job can hold.
#[derive(Debug, Clone)]
pub enum JobCredentials {
    /// See [`Credentials::Token`].
    Token(Token),
    /// See [`Credentials::Delegated`].
    Delegated(Delegated),
}

impl From<JobCredentials> for Credentials {
    fn from(credentials: JobCredentials) -> Self {
        match credentials {
            JobCredentials::Token(token) => Self::Token(token),
            JobCredentials::Delegated(delegated) => Self::Delegated(delegated),
        }
    }
}

impl From<JobCredentials> for Box<dyn AuthScheme> {
    fn from(credentials: JobCredentials) -> Self {
        match credentials {
            JobCredentials::Token(token) => Box::new(token),
            JobCredentials::Delegated(delegated) => Box::new(delegated),
        }
    }
}

impl FromJob for GetUsersByEmailsMobiles {
    type AuthInput = AuthInput;
    type JobAuth = JobCredentials;

    fn auth(input: AuthCells<'_>) -> Result<JobCredentials, Box<LookupError>> {
        if input.is_set("delegated") {
            return Ok(JobCredentials::Delegated(Delegated));
        }
        let place = match input.choice("in", ["header", "body"])? {
            0 => TokenPlace::Header,
            _ => TokenPlace::Body,
        };
        let token = SecretString::from(input.text("token").unwrap_or_default());
        Ok(JobCredentials::Token(Token::checked(token, place)?))
    }
}

const FACTS: Facts = Facts {
    provider: NAME,
    base_url: Some("https://openapi.quanshi.com"),
    path: "/confopenapi/account/getUsersByEmailsMobiles",
    retry_safety: RetrySafety::Idempotent,
    form: Form {
        shape: GetUsersByEmailsMobiles::SHAPE,
        members: GetUsersByEmailsMobiles::MEMBERS,
        limits: &[
            ("emails", PER_LIST),
            ("mobiles", PER_LIST),
            ("loginNames", PER_LIST),
            ("emails, mobiles, loginNames", Limit::AnyOf("are all empty: one identifier at least")),
        ],
    },
    envelope: around::Envelope {
        layers: &[Layer {
            shape: Envelope::SHAPE,
            code: column(Envelope::SHAPE, "status"),
            success: 0,
            unauthenticated: &[],
            text: &[column(Envelope::SHAPE, "msg")],
            request_id: &[column(Envelope::SHAPE, "request_id"), column(Envelope::SHAPE, "reqid")],
            time_ms: Some(column(Envelope::SHAPE, "timestamp")),
            inner: column(Envelope::SHAPE, "result"),
        }],
        answer: Answer::ByText,
    },
};

const PER_LIST: Limit = Limit::AtMost(MAX_PER_LIST, "has more than 200 identifiers");

impl Operation for GetUsersByEmailsMobiles {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn to_request(&self) -> Result<UnsignedRequest, LookupError> {
        Ok(FACTS.form.request(FACTS.path, &self.to_json())?)
    }
}

impl Endpoint for GetUsersByEmailsMobiles {
    const FACTS: &'static Facts = &FACTS;
    type Auth = Credentials;
    type Response = Users;

    fn response(&self, index: Index, body: &[u8]) -> Users {
        let root = Cells::root(&index, body);
        let text = |wire| root.text_of(Envelope::SHAPE, wire);
        let request_id = text("request_id").or_else(|| text("reqid"));
        let (mut found, mut unasked) = (BTreeMap::new(), BTreeMap::new());
        let (mut not_found, mut unreadable) = (Vec::new(), Vec::new());
        let (answers, others) = Cells::outcomes(&index, body);
        let mut sort = |identifier: String, row: Cells<'_>, accounts: &mut BTreeMap<_, _>| match row.record()
        {
            Some(account) => drop(accounts.insert(identifier, account)),
            None => {
                let field = index.flaw_path(Account::SHAPE, row.place());
                unreadable.push(Unreadable { identifier, field });
            }
        };
        for (identifier, row) in self.identifiers().zip(answers) {
            match row {
                Some(row) => sort(identifier.clone(), row, &mut found),
                None => not_found.push(identifier.clone()),
            }
        }
        for row in others {
            sort(row.key(), row, &mut unasked);
        }
        Users { found, not_found, unreadable, unasked, request_id }
    }
}

impl Partition for GetUsersByEmailsMobiles {
    fn from_lists(lists: Vec<Vec<String>>) -> Self {
        let mut lists = lists.into_iter();
        let mut next = || lists.next().unwrap_or_default();
        Self { emails: next(), mobiles: next(), login_names: next() }
    }
}

/// The tables, for generators.
pub(super) const PROVIDER: Provider = Provider {
    name: NAME,
    request: GetUsersByEmailsMobiles::PAGE,
    records: &[Account::PAGE],
    envelope: Some(Envelope::PAGE),
};
