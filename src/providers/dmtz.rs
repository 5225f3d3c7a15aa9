//! `POST /account_api/wechat/user/getUserInfo`: 微信授权, turns a WeChat code into a user.
//!
//! <http://doc.yunucms.com/doc/51608806/gUEiQXX5/ajQrneXg>
//!
//! Errors and omissions of the page:
//!
//! * Every response field is marked 必填 (required), even those that are null in the page's own example.
//! * The user is shown flat, next to `code` and `msg`. A backend of this kind usually puts it under `data` (inferred).
//!   Both are read.
//! * Five dates come twice, such as `creationTime` and `CreationTime`. The former is preferred.
//! * 16 fields have the type "object" and the example null. Their type is unknown, so any value is kept.
//! * The page does not show a failure. Success is `code` 200 in the body (documented). 401 and 403 there count as
//!   refused credentials (inferred), and every other code as a rejection.
//! * The response contains a password and similar secrets. They are read only if the caller asks for them.
//!
//! A WeChat code is valid once, for 5 minutes (10 according to another page of WeChat). Therefore, a request is sent
//! again only if it is certain that it was never sent.
//!
//! A lookup of one user:
//!
//! ```
//! use mingpian::providers::dmtz::GetUserInfo;
//! use mingpian::{HttpResponse, Lookup, NoCredentials, Options, Step, UnixMillis};
//!
//! let question = GetUserInfo { code: "a code".into() };
//! let mut lookup = Lookup::new(question, NoCredentials, Options::default())?;
//! let now = UnixMillis(1_800_000_000_000);
//! let Step::Send { id, .. } = lookup.poll(now, [1; 16], true) else { panic!() };
//! let body = r#"{"code":200,"msg":"操作成功","data":{"id":"7","surname":"安然"}}"#;
//! lookup.handle_response(id, now, HttpResponse { status: 200, headers: &[], body: body.into() });
//! let Step::Answer(answer) = lookup.poll(now, [2; 16], true) else { panic!() };
//! assert_eq!(answer.read::<GetUserInfo>()?.surname.as_deref(), Some("安然"));
//! # Ok::<(), mingpian::LookupError>(())
//! ```

use super::docs::{OperationDocs, Provider};
use crate::auth::NoCredentials;
use crate::error::{LookupError, require};
use crate::operation::{Content, Envelope as Around, Layer, Metadata, Operation, RetrySafety};
use crate::record::{AnyJson, Embedded, Record, SecretAnyJson};
use crate::redact::SecretString;

/// The name of the provider in errors and profiles.
pub const NAME: &str = "dmtz";

/// 请求参数: the user to look up.
#[derive(Clone, Default, Record)]
#[record(request)]
pub struct GetUserInfo {
    /// The code that WeChat passed to the app. It is valid for one request, for 5 minutes.
    #[record(secret)]
    pub code: String,
}

/// 响应参数: the user behind a WeChat code.
#[derive(Clone, Record)]
#[record(rename_all = "camelCase")]
#[profile(
    provider(NAME),
    id(id),
    display_name(real_name, name, surname, user_name),
    phone(phone_number, phone_number_mask),
    email(email),
    avatar_url(avatar_url),
    tenant(tenant_id)
)]
pub struct User {
    /// Not documented. It is null in the example.
    #[record(public)]
    pub start_time: Option<AnyJson>,
    /// Not documented. It is null in the example.
    #[record(public)]
    pub end_time: Option<AnyJson>,
    /// Not documented. It is null in the example.
    #[record(public)]
    pub time: Option<AnyJson>,
    /// Not documented. It is null in the example.
    #[record(public)]
    pub filter: Option<AnyJson>,
    /// A name. It is null in the example, which has the full name in `surname`.
    pub name: Option<AnyJson>,
    /// The user's ID, a UUID.
    pub id: String,
    /// The real name. It is null in the example.
    pub real_name: Option<AnyJson>,
    /// The date on which the user was created, `2024-08-27`.
    #[record(alias = "CreationTime", public)]
    pub creation_time: Option<String>,
    /// The user who created this one. It is null in the example.
    #[record(public)]
    pub creator_id: Option<AnyJson>,
    /// The kind of user, a number in a string. The values are not documented.
    #[record(public)]
    pub user_type_code: Option<String>,
    /// Whether it is a user of the back office (inferred from the name).
    #[record(public)]
    pub is_background: Option<bool>,
    /// The phone number.
    pub phone_number: Option<String>,
    /// The full name, as in the example.
    pub surname: Option<String>,
    /// A remark. It is null in the example.
    pub remark: Option<AnyJson>,
    /// Secret data that the vendor should not send. It is null in the example.
    #[record(secret)]
    pub password: Option<SecretAnyJson>,
    /// The account's name. In the example, it is a WeChat openid.
    pub user_name: Option<String>,
    /// The email address. In the example, it is an address that the provider made up.
    pub email: Option<String>,
    /// When the user was last changed: ISO 8601 with an offset.
    #[record(public)]
    pub last_modification_time: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The date on which the user registered.
    #[record(alias = "RegisterTime", public)]
    pub register_time: Option<String>,
    /// Whether the user is deleted.
    #[record(public)]
    pub is_deleted: Option<bool>,
    /// The tenant. It is null in the example.
    #[record(public)]
    pub tenant_id: Option<AnyJson>,
    /// `userName` in upper case.
    pub normalized_user_name: Option<String>,
    /// `email` in upper case.
    pub normalized_email: Option<String>,
    /// Whether the email address is confirmed.
    #[record(public)]
    pub email_confirmed: Option<bool>,
    /// Secret data that the vendor should not send. It is null in the example.
    #[record(secret)]
    pub password_hash: Option<SecretAnyJson>,
    /// Secret data that the vendor should not send.
    #[record(secret)]
    pub security_stamp: Option<SecretString>,
    /// Whether the user comes from another system (inferred from the name).
    #[record(public)]
    pub is_external: Option<bool>,
    /// Whether the phone number is confirmed.
    #[record(public)]
    pub phone_number_confirmed: Option<bool>,
    /// Whether the user is active.
    #[record(public)]
    pub is_active: Option<bool>,
    /// Whether two-factor authentication is enabled.
    #[record(public)]
    pub two_factor_enabled: Option<bool>,
    /// The time until which the user is locked out. It is null in the example.
    #[record(public)]
    pub lockout_end: Option<AnyJson>,
    /// Whether the user can be locked out.
    #[record(public)]
    pub lockout_enabled: Option<bool>,
    /// The number of failed sign-in attempts.
    #[record(public)]
    pub access_failed_count: Option<i64>,
    /// Whether the user has to change the password at the next sign-in.
    #[record(public)]
    pub should_change_password_on_next_login: Option<bool>,
    /// When the password was last changed. It is null in the example.
    #[record(public)]
    pub last_password_change_time: Option<AnyJson>,
    /// The user's data in WeChat: a JSON document in a string.
    pub extra_properties: Option<Embedded<ExtraProperties>>,
    /// Secret data that the vendor should not send.
    #[record(secret)]
    pub concurrency_stamp: Option<SecretString>,
    /// The user who last changed this one. It is null in the example.
    #[record(public)]
    pub last_modifier_id: Option<AnyJson>,
    /// The user who deleted this one. It is null in the example.
    #[record(public)]
    pub deleter_id: Option<AnyJson>,
    /// When the user was deleted. It is null in the example.
    #[record(public)]
    pub deletion_time: Option<AnyJson>,
    /// The date on which the user stopped following. It is set even while `isFollow` is 1.
    #[record(alias = "CancelFollowTime", public)]
    pub cancel_follow_time: Option<String>,
    /// Whether the user follows the official account.
    #[record(public)]
    pub is_follow: Option<bool>,
    /// Whether the user is considered a risk (inferred from the name).
    #[record(public)]
    pub is_risk: Option<bool>,
    /// The date on which the trial began.
    #[record(alias = "ProductTrialTimeFrom", public)]
    pub product_trial_time_from: Option<String>,
    /// The date on which the trial ends.
    #[record(alias = "ProductTrialTimeTo", public)]
    pub product_trial_time_to: Option<String>,
    /// The phone number with its middle hidden.
    pub phone_number_mask: Option<String>,
    /// The number of times that the record was written.
    #[record(public)]
    pub entity_version: Option<i64>,
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    #[record(unreadable)]
    pub unreadable_fields: Vec<&'static str>,
}

/// `extraProperties`: the user's data in WeChat. The page shows an example, but no table.
#[derive(Clone, Record)]
#[record(rename_all = "PascalCase")]
pub struct ExtraProperties {
    /// The country.
    pub country: Option<String>,
    /// The province.
    pub province: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// The gender as WeChat counts it (inferred): 0 unknown, 1 male, 2 female.
    pub gender: Option<i64>,
    /// The privileges that WeChat grants the user. It is empty in the example.
    pub privilege: Vec<String>,
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    #[record(unreadable)]
    pub unreadable_fields: Vec<&'static str>,
}

/// The envelope around the user.
#[derive(Record)]
#[record(envelope)]
struct Envelope {
    /// 200 means success.
    code: Option<i64>,
    /// 操作成功, or a description of what is wrong.
    msg: Option<AnyJson>,
    /// The user, unless it is flat.
    data: Option<User>,
}

impl Operation for GetUserInfo {
    const METADATA: &'static Metadata = &METADATA;
    type Credentials = NoCredentials;
    type Answer = User;

    fn validate(&self) -> Result<(), LookupError> {
        Ok(require("code", &self.code)?)
    }
}

static METADATA: Metadata = Metadata {
    provider: NAME,
    name: "getUserInfo",
    base_url: Some("https://redirect.dmtz.com.cn"),
    path: "/account_api/wechat/user/getUserInfo",
    retry_safety: RetrySafety::AtMostOnce,
    lists: &[],
    max_per_list: 0,
    envelope: Around {
        layers: &[Layer {
            shape: Envelope::SHAPE,
            code: Envelope::CODE,
            success: 200,
            unauthenticated: &[401, 403],
            text: &[Envelope::MSG],
            request_id: &[],
            time_ms: None,
            inner: Envelope::DATA,
        }],
        content: Content::RecordOrFlat(User::SHAPE),
    },
};

/// The description for the generators of other languages.
pub(super) const PROVIDER: Provider = Provider {
    name: NAME,
    title: "dmtz (WeChat authorization): turns a WeChat code into a user.",
    base_url: Ok("https://redirect.dmtz.com.cn"),
    operations: &[OperationDocs::new::<GetUserInfo>(
        "Looks up the user behind a WeChat code.",
        &[User::SCHEMA, ExtraProperties::SCHEMA],
    )],
};
