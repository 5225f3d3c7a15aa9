//! `POST /account_api/wechat/user/getUserInfo`: 微信授权, a WeChat code becomes a user.
//!
//! <http://doc.yunucms.com/doc/51608806/gUEiQXX5/ajQrneXg>
//!
//! What the page gets wrong or leaves open:
//!
//! * Every response field is 必填 (required), those that are null in its own example included.
//! * The user is printed flat, beside `code` and `msg`; a backend of this kind usually puts it under `data`
//!   (inferred). Both are read.
//! * Five dates come twice, `creationTime` and `CreationTime`; the former is preferred.
//! * 16 fields have the type "object" and the example null: their type is unknown, so any value is kept.
//! * No failure is shown. Success is `code` 200 in the body (documented); 401 and 403 there are taken for
//!   refused credentials (inferred), everything else for a no.
//! * It sends a password and its kin, which stay behind unless asked for.
//!
//! A WeChat code is good once, for 5 minutes (10 by another page of WeChat's), so a request is repeated only
//! when the first certainly never left.

use crate::endpoint::{Endpoint, Facts, NoAuth, Operation, RetrySafety};
use crate::envelope::{self as around, Answer, Layer, column};
use crate::error::LookupError;
use crate::form::{Form, Limit};
use crate::http::UnsignedRequest;
use crate::job::{AuthCells, FromJob};
use crate::providers::Provider;
use crate::record::{Anything, Cells, Embedded, Record, SecretAnything};
use crate::scan::Index;
use crate::secret::SecretString;
use crate::{envelope, input, record, request};

/// The provider's name, as errors and profiles give it.
pub const NAME: &str = "dmtz";

request! {
    /// 请求参数: whom to look up.
    GetUserInfo {
        "code" | code | String | secret | "The code that WeChat handed to the app: good once, for 5 minutes.";
    }
}

record! {
    /// 响应参数: the user behind a WeChat code.
    User with UserSecrets {
    //  on the wire                  here                    type               may be seen  what it is
        "startTime"                | start_time            | Option<Anything> | public   | "Not explained; null in the example.";
        "endTime"                  | end_time              | Option<Anything> | public   | "Not explained; null in the example.";
        "time"                     | time                  | Option<Anything> | public   | "Not explained; null in the example.";
        "filter"                   | filter                | Option<Anything> | public   | "Not explained; null in the example.";
        "name"                     | name                  | Option<Anything> | personal | "A name; null in the example, where the full name is in `surname`.";
        "id"                       | id                    | String           | personal | "The user's id, a UUID.";
        "realName"                 | real_name             | Option<Anything> | personal | "The real name; null in the example.";
        "creationTime" or "CreationTime" | creation_time   | Option<String>   | public   | "When the user was created: a date, `2024-08-27`.";
        "creatorId"                | creator_id            | Option<Anything> | public   | "Who created the user; null in the example.";
        "userTypeCode"             | user_type_code        | Option<String>   | public   | "The kind of user, a number in a string; the values are not explained.";
        "isBackground"             | is_background         | Option<bool>     | public   | "Whether it is a user of the back office (inferred from the name).";
        "phoneNumber"              | phone_number          | Option<String>   | personal | "The phone number.";
        "surname"                  | surname               | Option<String>   | personal | "The full name, in the example.";
        "remark"                   | remark                | Option<Anything> | personal | "A remark; null in the example.";
        "password"                 | password              | Option<SecretAnything> | secret | "Should never have been sent; null in the example.";
        "userName"                 | user_name             | Option<String>   | personal | "The account's name; in the example a WeChat openid.";
        "email"                    | email                 | Option<String>   | personal | "The email address; in the example one that the provider made up.";
        "lastModificationTime"     | last_modification_time | Option<String>  | public   | "When the user was last changed: ISO 8601 with an offset.";
        "avatarUrl"                | avatar_url            | Option<String>   | personal | "Where the picture is.";
        "registerTime" or "RegisterTime" | register_time   | Option<String>   | public   | "When the user registered: a date.";
        "isDeleted"                | is_deleted            | Option<bool>     | public   | "Whether the user is deleted.";
        "tenantId"                 | tenant_id             | Option<Anything> | public   | "The tenant; null in the example.";
        "normalizedUserName"       | normalized_user_name  | Option<String>   | personal | "`userName` in upper case.";
        "normalizedEmail"          | normalized_email      | Option<String>   | personal | "`email` in upper case.";
        "emailConfirmed"           | email_confirmed       | Option<bool>     | public   | "Whether the email address is confirmed.";
        "passwordHash"             | password_hash         | Option<SecretAnything> | secret | "Should never have been sent; null in the example.";
        "securityStamp"            | security_stamp        | Option<SecretString> | secret | "Should never have been sent.";
        "isExternal"               | is_external           | Option<bool>     | public   | "Whether the user comes from another system (inferred from the name).";
        "phoneNumberConfirmed"     | phone_number_confirmed | Option<bool>    | public   | "Whether the phone number is confirmed.";
        "isActive"                 | is_active             | Option<bool>     | public   | "Whether the user is active.";
        "twoFactorEnabled"         | two_factor_enabled    | Option<bool>     | public   | "Whether a second factor is asked for.";
        "lockoutEnd"               | lockout_end           | Option<Anything> | public   | "Until when the user is locked out; null in the example.";
        "lockoutEnabled"           | lockout_enabled       | Option<bool>     | public   | "Whether the user can be locked out.";
        "accessFailedCount"        | access_failed_count   | Option<i64>      | public   | "Failed attempts to sign in.";
        "shouldChangePasswordOnNextLogin" | should_change_password_on_next_login | Option<bool> | public | "Whether the next sign-in asks for a new password.";
        "lastPasswordChangeTime"   | last_password_change_time | Option<Anything> | public | "When the password was last changed; null in the example.";
        "extraProperties"          | extra_properties      | Option<Embedded<ExtraProperties>> | personal | "What WeChat said of the user: a JSON document in a string.";
        "concurrencyStamp"         | concurrency_stamp     | Option<SecretString> | secret | "Should never have been sent.";
        "lastModifierId"           | last_modifier_id      | Option<Anything> | public   | "Who last changed the user; null in the example.";
        "deleterId"                | deleter_id            | Option<Anything> | public   | "Who deleted the user; null in the example.";
        "deletionTime"             | deletion_time         | Option<Anything> | public   | "When the user was deleted; null in the example.";
        "cancelFollowTime" or "CancelFollowTime" | cancel_follow_time | Option<String> | public | "When the user stopped following: a date, set even while `isFollow` is 1.";
        "isFollow"                 | is_follow             | Option<bool>     | public   | "Whether the user follows the official account.";
        "isRisk"                   | is_risk               | Option<bool>     | public   | "Whether the user counts as a risk (inferred from the name).";
        "productTrialTimeFrom" or "ProductTrialTimeFrom" | product_trial_time_from | Option<String> | public | "When the trial began: a date.";
        "productTrialTimeTo" or "ProductTrialTimeTo" | product_trial_time_to | Option<String> | public | "When the trial ends: a date.";
        "phoneNumberMask"          | phone_number_mask     | Option<String>   | personal | "The phone number with its middle hidden.";
        "entityVersion"            | entity_version        | Option<i64>      | public   | "How often the record was written.";
    }
    profile {
        "dmtz"
        id = id;
        display_name = real_name, name, surname, user_name;
        phone = phone_number, phone_number_mask;
        email = email;
        avatar_url = avatar_url;
        tenant = tenant_id;
    }
}

record! {
    /// `extraProperties`: what WeChat said of the user. The page shows an example, no table.
    ExtraProperties {
        "Country"   | country   | Option<String> | personal | "The country.";
        "Province"  | province  | Option<String> | personal | "The province.";
        "City"      | city      | Option<String> | personal | "The city.";
        "Gender"    | gender    | Option<i64>    | personal | "The gender as WeChat counts it (inferred): 0 unknown, 1 male, 2 female.";
        "Privilege" | privilege | Vec<String>    | personal | "What WeChat entitles the user to; empty in the example.";
    }
}

envelope! {
    /// What stands around the user.
    Envelope {
        "code" | code | Option<i64>      | "200 is success.";
        "msg"  | msg  | Option<Anything> | "操作成功, or what is wrong.";
        "data" | data | Option<User>     | "The user, where it is not flat.";
    }
}

input! {
    /// No credentials are documented.
    AuthInput {}
}

impl FromJob for GetUserInfo {
    type AuthInput = AuthInput;
    type JobAuth = NoAuth;

    fn auth(_input: AuthCells<'_>) -> Result<NoAuth, Box<LookupError>> {
        Ok(NoAuth)
    }
}

const FACTS: Facts = Facts {
    provider: NAME,
    base_url: Some("https://redirect.dmtz.com.cn"),
    path: "/account_api/wechat/user/getUserInfo",
    retry_safety: RetrySafety::AtMostOnce,
    form: Form {
        shape: GetUserInfo::SHAPE,
        members: GetUserInfo::MEMBERS,
        limits: &[("code", Limit::Filled)],
    },
    envelope: around::Envelope {
        layers: &[Layer {
            shape: Envelope::SHAPE,
            code: column(Envelope::SHAPE, "code"),
            success: 200,
            unauthenticated: &[401, 403],
            text: &[column(Envelope::SHAPE, "msg")],
            request_id: &[],
            time_ms: None,
            inner: column(Envelope::SHAPE, "data"),
        }],
        answer: Answer::RecordOrFlat(User::SHAPE),
    },
};

impl Operation for GetUserInfo {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn to_request(&self) -> Result<UnsignedRequest, LookupError> {
        Ok(FACTS.form.request(FACTS.path, &self.to_json())?)
    }
}

impl Endpoint for GetUserInfo {
    const FACTS: &'static Facts = &FACTS;
    type Auth = NoAuth;
    type Response = User;

    fn response(&self, index: Index, body: &[u8]) -> User {
        Cells::root(&index, body).envelope()
    }
}

/// The tables, for generators.
pub(super) const PROVIDER: Provider = Provider {
    name: NAME,
    request: GetUserInfo::PAGE,
    records: &[User::PAGE, ExtraProperties::PAGE],
    envelope: None,
};
