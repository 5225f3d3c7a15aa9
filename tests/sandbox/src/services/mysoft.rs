//! `POST /api/wzs/get-user-info?access_token=…`: 明源云助手.
//!
//! Documented: the request's members, `user_info`, and (on the sibling page verify-password) the two layers of failure:
//! `success` 0 with a text in `data`, and `data.code` other than 1.
//!
//! Inferred: this operation fails in the same way; a `platform` or `push_channel` outside the values of the login page
//! is refused; `user_info` is `null` if no such user exists; and `+` in a query is a space.
//!
//! Invented: HTTP 401 for a wrong token, and the codes and texts of the failures.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::answer::Answer;
use crate::exchange::Scene;
use crate::misshape::misshape_value;
use crate::people::Person;
use crate::request::{Asked, Unfit};
use crate::service::{Definition, Service};

const PATH: &str = "/api/wzs/get-user-info";

pub(crate) const SERVICE: Service = Service(&Definition {
    name: "mysoft",
    path: PATH,
    credential_headers: &[],
    has_real: true,
    answer,
    failure: |_, status, text| failure(status, text),
    misshape: |document| document.pointer_mut("/data/user_info").into_iter().for_each(misshape_value),
});

/// The sample token. It is only valid in a query if it is encoded.
const ACCESS_TOKEN: &str = "demo token+/=&?";

/// Codes of the business layer. 1 is documented, and the others are invented.
const OK: u16 = 1;
const BAD_PARAMETER: u16 = 1001;
const NO_SUCH_USER: u16 = 1002;

/// The members of a request. All are optional, because the page does not say which are required.
#[derive(Deserialize)]
struct Request {
    #[serde(rename = "tenant_code")]
    _tenant_code: Option<String>,
    #[serde(rename = "app_cache_host")]
    _app_cache_host: Option<String>,
    wzs_user_id: Option<String>,
    #[serde(rename = "tenant_id")]
    _tenant_id: Option<String>,
    #[serde(rename = "version_name")]
    _version_name: Option<String>,
    /// The key has a trailing space in the page's example.
    #[serde(rename = "device_id ")]
    _device_id_with_trailing_space: Option<String>,
    #[serde(rename = "device_name")]
    _device_name: Option<String>,
    #[serde(rename = "device_token")]
    _device_token: Option<String>,
    platform: Option<u8>,
    push_channel: Option<u8>,
    #[serde(rename = "os_version")]
    _os_version: Option<String>,
    #[serde(rename = "__language__")]
    _language: Option<String>,
    #[serde(rename = "device_id")]
    _device_id: Option<String>,
}

#[derive(Serialize)]
struct Envelope<D> {
    success: u8,
    data: D,
}

#[derive(Serialize)]
struct Outcome<'a> {
    code: u16,
    message: &'a str,
    user_info: Option<UserInfo>,
}

#[derive(Serialize)]
struct UserInfo {
    id: String,
    name: String,
    avatar: String,
    /// A number in a string, as in the page's example.
    sex: &'static str,
    protected: bool,
    often_device: bool,
    wzs_user_id: String,
    erp_user_code: String,
    phone: String,
    tenant_id: &'static str,
    tenant_logo_url: String,
    tab_index: u8,
    tenant_name: &'static str,
    tenant_code: &'static str,
    forced_gesture: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    forced_protected: Option<bool>,
    gesture_enable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    gesture_time_interval: Option<&'static str>,
    gesture_password: String,
    page_code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    im: Option<Im>,
    can_change_account_password: bool,
    /// A member that is in the page's table, but not in its example.
    #[serde(skip_serializing_if = "Option::is_none")]
    change_account_password_url: Option<&'static str>,
    change_account_password_tip: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_enable: Option<bool>,
    cloud: Cloud,
    belong_dept: Vec<Department>,
    setting_tel_password: bool,
}

#[derive(Serialize)]
struct Im {
    token: String,
    im_user_id: String,
    im_user_password: String,
    discussion_type_enable: bool,
    associate_work_enable: bool,
    associate_work_link: &'static str,
    enable: bool,
}

#[derive(Serialize)]
struct Cloud {
    host: &'static str,
    yzs_app_publish_url: &'static str,
}

#[derive(Serialize)]
struct Department {
    yzs_order_hierarchy_code: &'static str,
    dept_name: &'static str,
}

/// Returns the user of `wzs_user_id` (`wzs-person-N`). Defaults to person 1.
fn answer(scene: &Scene<'_>, asked: &Asked) -> Answer {
    let body = match asked.json_body(PATH) {
        Ok(body) => body,
        Err(Unfit { status, text }) => return failure(status, text),
    };
    if !has_access(asked) {
        return failure(StatusCode::UNAUTHORIZED, "access_token is invalid");
    }
    match person_of(body) {
        Ok(person) => outcome(OK, "", Some(user_info(scene, person))),
        Err((code, message)) => outcome(code, message, None),
    }
}

/// Returns a failure of the framework, `{"success":0,"data":"…"}`.
fn failure(status: StatusCode, text: &str) -> Answer {
    Answer::json(status, &Envelope { success: 0, data: text })
}

fn outcome(code: u16, message: &str, user_info: Option<UserInfo>) -> Answer {
    Answer::json(StatusCode::OK, &Envelope { success: 1, data: Outcome { code, message, user_info } })
}

/// Returns whether the query has the token exactly once.
fn has_access(asked: &Asked) -> bool {
    let mut tokens = asked.query().filter(|(name, _)| name == "access_token").map(|(_, token)| token);
    let is_right = tokens.next().is_some_and(|token| token.as_bytes().ct_eq(ACCESS_TOKEN.as_bytes()).into());
    is_right && tokens.next().is_none()
}

fn person_of(body: Value) -> Result<Person, (u16, &'static str)> {
    let Ok(Request { wzs_user_id, platform, push_channel, .. }) = serde_json::from_value(body) else {
        return Err((BAD_PARAMETER, "a parameter is of the wrong type"));
    };
    if platform.is_some_and(|platform| !(1..=2).contains(&platform)) {
        return Err((BAD_PARAMETER, "platform is 1 or 2"));
    }
    if push_channel.is_some_and(|channel| !(1..=5).contains(&channel)) {
        return Err((BAD_PARAMETER, "push_channel is 1 to 5"));
    }
    let wzs_user_id = wzs_user_id.as_deref().unwrap_or("wzs-person-1");
    wzs_user_id.strip_prefix("wzs-person-").and_then(Person::spelled).ok_or((NO_SUCH_USER, "no such user"))
}

fn user_info(scene: &Scene<'_>, person: Person) -> UserInfo {
    let number = person.number;
    let company = person.company();
    // Every fifth person leaves out the members that have defaults on the page.
    let documented = !person.is_every(5);
    let may_change_password = person.is_every(2);
    UserInfo {
        id: (200_000 + number).to_string(),
        name: person.name(),
        avatar: person.avatar_url(scene.origin),
        sex: "0",
        protected: false,
        often_device: true,
        wzs_user_id: format!("wzs-person-{number}"),
        erp_user_code: person.login_name(),
        phone: person.mobile(),
        tenant_id: company.tenant_id,
        tenant_logo_url: format!("https://static.example.com/{}/logo.png", company.tenant_code),
        tab_index: 0,
        tenant_name: company.name,
        tenant_code: company.tenant_code,
        forced_gesture: false,
        forced_protected: documented.then_some(false),
        gesture_enable: false,
        gesture_time_interval: documented.then_some("30"),
        gesture_password: format!("invented-gesture-{number}"),
        page_code: "200100",
        // "@Since 3.4.0": an older server does not send it.
        im: (!person.is_every(7)).then(|| im(person)),
        can_change_account_password: may_change_password,
        change_account_password_url: may_change_password
            .then_some("https://static.example.com/change-password"),
        change_account_password_tip: if may_change_password { "" } else { "请在示例ERP中修改密码" },
        address_enable: documented.then_some(true),
        cloud: Cloud {
            host: "https://cloud.example.com",
            yzs_app_publish_url: "https://cloud.example.com/app-publish",
        },
        belong_dept: departments(person),
        setting_tel_password: false,
    }
}

fn im(person: Person) -> Im {
    let number = person.number;
    Im {
        token: format!("invented-im-token-{number}"),
        im_user_id: format!("im-person-{number}"),
        im_user_password: format!("invented-im-password-{number}"),
        discussion_type_enable: false,
        associate_work_enable: false,
        associate_work_link: "https://cloud.example.com/associated-work",
        enable: true,
    }
}

/// Returns one department, or two for every third person.
fn departments(person: Person) -> Vec<Department> {
    let first = person.department();
    let second = Person::numbered(person.number + 1).filter(|_| person.is_every(3)).map(Person::department);
    [Some(first), second]
        .into_iter()
        .flatten()
        .map(|department| Department {
            yzs_order_hierarchy_code: department.hierarchy_code,
            dept_name: department.name,
        })
        .collect()
}
