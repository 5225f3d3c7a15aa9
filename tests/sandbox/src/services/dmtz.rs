//! `POST /account_api/wechat/user/getUserInfo`: 微信授权.
//!
//! Documented: the request, and the table of a success, which is flat and has 55 rows. Five rows differ from another
//! one only in case.
//!
//! Inferred: failures have `msg` and a `code` such as 500, over HTTP 200, because the table looks like RuoYi's
//! AjaxResult. A user may be under `data`, as is usual in RuoYi. A code can be used once, within five minutes, as
//! WeChat documents.
//!
//! Invented: `code` 500 for all failures, and their texts. In them, 40029 is a code that WeChat documents, and 40163 is
//! one that it was observed to send.
//!
//! The page mentions no credentials, so the service does not require any.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answer::Answer;
use crate::exchange::Scene;
use crate::memory::CodeRefused;
use crate::misshape::{members, misshape_value, wrap_id};
use crate::people::Person;
use crate::request::{Asked, Unfit};
use crate::service::{Definition, Service};

const PATH: &str = "/account_api/wechat/user/getUserInfo";

pub(crate) const SERVICE: Service = Service(&Definition {
    name: "dmtz",
    path: PATH,
    credential_headers: &[],
    has_real: true,
    answer,
    failure: |_, status, text| failure(status, text),
    misshape,
});

/// RuoYi's `HttpStatus.SUCCESS` and `ERROR`. The page shows the first.
const SUCCESS: u16 = 200;
const ERROR: u16 = 500;

#[derive(Deserialize)]
struct Request {
    code: String,
}

/// The rows of the page, in its order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct User {
    #[serde(rename = "CreationTime")]
    capitalised_creation_time: &'static str,
    #[serde(rename = "CancelFollowTime")]
    capitalised_cancel_follow_time: &'static str,
    #[serde(rename = "RegisterTime")]
    capitalised_register_time: &'static str,
    #[serde(rename = "ProductTrialTimeFrom")]
    capitalised_product_trial_time_from: &'static str,
    #[serde(rename = "ProductTrialTimeTo")]
    capitalised_product_trial_time_to: &'static str,
    start_time: Null,
    end_time: Null,
    time: Null,
    filter: Null,
    name: Null,
    id: String,
    real_name: Option<String>,
    creation_time: Option<&'static str>,
    creator_id: Null,
    user_type_code: &'static str,
    is_background: u8,
    phone_number: String,
    surname: String,
    remark: Null,
    password: String,
    user_name: String,
    email: String,
    last_modification_time: &'static str,
    avatar_url: String,
    register_time: Option<&'static str>,
    is_deleted: u8,
    tenant_id: Null,
    normalized_user_name: String,
    normalized_email: String,
    email_confirmed: u8,
    password_hash: String,
    security_stamp: String,
    is_external: u8,
    phone_number_confirmed: u8,
    is_active: u8,
    two_factor_enabled: u8,
    lockout_end: Null,
    lockout_enabled: u8,
    access_failed_count: u8,
    should_change_password_on_next_login: u8,
    last_password_change_time: Null,
    extra_properties: &'static str,
    concurrency_stamp: String,
    last_modifier_id: Null,
    deleter_id: Null,
    deletion_time: Null,
    cancel_follow_time: Option<&'static str>,
    is_follow: u8,
    is_risk: u8,
    product_trial_time_from: Option<&'static str>,
    product_trial_time_to: Option<&'static str>,
    phone_number_mask: String,
    entity_version: u8,
}

/// The type of a member that the page shows as `object null`.
type Null = ();

#[derive(Serialize)]
struct Flat {
    msg: &'static str,
    code: u16,
    #[serde(flatten)]
    user: User,
}

#[derive(Serialize)]
struct Nested {
    msg: &'static str,
    code: u16,
    data: User,
}

#[derive(Serialize)]
struct Failure<'a> {
    msg: &'a str,
    code: u16,
}

/// Returns the user that a code stands for, and spends the code.
fn answer(scene: &Scene<'_>, asked: &Asked) -> Answer {
    match asked.json_body(PATH) {
        Ok(body) => match person_of(scene, body) {
            Ok(person) => success(scene, person),
            Err(text) => failure(StatusCode::OK, text),
        },
        Err(Unfit { status, text }) => failure(status, text),
    }
}

/// Returns a failure, `{"msg":…,"code":…}`. An HTTP error status is repeated as the code.
fn failure(status: StatusCode, text: &str) -> Answer {
    let code = if status.as_u16() >= 400 { status.as_u16() } else { ERROR };
    Answer::json(status, &Failure { msg: text, code })
}

/// Misshapes the user, which is under `data` or beside `code`.
fn misshape(document: &mut Value) {
    match document.get_mut("data").filter(|data| data.is_object()) {
        Some(user) => misshape_value(user),
        None => members(document).filter(|(name, _)| *name != "code").map(wrap_id).for_each(misshape_value),
    }
}

fn person_of(scene: &Scene<'_>, body: Value) -> Result<Person, &'static str> {
    let Ok(Request { code }) = serde_json::from_value(body) else {
        return Err("code is required and is a string");
    };
    if code.is_empty() {
        return Err("code is required and is a string");
    }
    let number =
        scene.memory.spend_code(scene.faults.key(), &code, scene.now_ms).map_err(|why| match why {
            CodeRefused::Unknown => "微信授权失败: errcode 40029, invalid code",
            CodeRefused::Expired => "微信授权失败: errcode 40029, invalid code (expired)",
            CodeRefused::Spent => "微信授权失败: errcode 40163, code been used",
        })?;
    Person::numbered(number).ok_or("no such user")
}

/// Returns the user beside `msg` and `code`, as documented, or under `data` for every fifth person.
fn success(scene: &Scene<'_>, person: Person) -> Answer {
    let user = user(scene, person);
    let msg = "操作成功";
    if person.is_every(5) {
        Answer::json(StatusCode::OK, &Nested { msg, code: SUCCESS, data: user })
    } else {
        Answer::json(StatusCode::OK, &Flat { msg, code: SUCCESS, user })
    }
}

fn user(scene: &Scene<'_>, person: Person) -> User {
    let number = person.number;
    let date = "2024-08-27";
    let trial_end = "2024-09-03";
    // For every fourth person, only the capitalized dates have values.
    let camel_case = |date| (!person.is_every(4)).then_some(date);
    let user_name = format!("oExample{number:020}");
    let email = person.email();
    User {
        capitalised_creation_time: date,
        capitalised_cancel_follow_time: date,
        capitalised_register_time: date,
        capitalised_product_trial_time_from: date,
        capitalised_product_trial_time_to: trial_end,
        start_time: (),
        end_time: (),
        time: (),
        filter: (),
        name: (),
        id: format!("00000000-0000-4000-8000-{number:012}"),
        real_name: person.is_every(3).then(|| person.name()),
        creation_time: camel_case(date),
        creator_id: (),
        user_type_code: "2",
        is_background: 0,
        phone_number: person.mobile(),
        surname: person.name(),
        remark: (),
        password: format!("invented-password-{number}"),
        normalized_user_name: user_name.to_uppercase(),
        user_name,
        normalized_email: email.to_uppercase(),
        email,
        last_modification_time: "2024-08-27T07:06:41.256+00:00",
        avatar_url: person.avatar_url(scene.origin),
        register_time: camel_case(date),
        is_deleted: 0,
        tenant_id: (),
        email_confirmed: 0,
        password_hash: format!("invented-password-hash-{number}"),
        security_stamp: format!("INVENTED-SECURITY-STAMP-{number}"),
        is_external: 0,
        phone_number_confirmed: 1,
        is_active: 1,
        two_factor_enabled: 0,
        lockout_end: (),
        lockout_enabled: 1,
        access_failed_count: 0,
        should_change_password_on_next_login: 0,
        last_password_change_time: (),
        extra_properties: extra_properties(person),
        concurrency_stamp: format!("invented-concurrency-stamp-{number}"),
        last_modifier_id: (),
        deleter_id: (),
        deletion_time: (),
        cancel_follow_time: camel_case(date),
        is_follow: 1,
        is_risk: 0,
        product_trial_time_from: camel_case(date),
        product_trial_time_to: camel_case(trial_end),
        phone_number_mask: person.masked_mobile(),
        entity_version: 6,
    }
}

/// Returns a JSON document in a string. For some people it is empty or broken.
fn extra_properties(person: Person) -> &'static str {
    if person.is_every(7) {
        ""
    } else if person.is_every(11) {
        r#"{"Country":"中国","#
    } else if person.is_every(2) {
        r#"{"Country":"中国","Province":"示例省","City":"示例市","Gender":1,"Privilege":["example"]}"#
    } else {
        r#"{"Country":"","Province":"","City":"","Gender":0,"Privilege":[]}"#
    }
}
