//! `POST /api/wzs/get-user-info`: 明源云助手 获取用户信息接口, turns an access token and a device into an employee.
//!
//! <https://open.fdccloud.com/docs/yzs-api/_book/get-user-info.html>. The envelope is explained at
//! <https://open.fdccloud.com/docs/yzs-api/_book/verify-password.html>, and the device at
//! <https://open.fdccloud.com/docs/yzs-api/_book/login.html>.
//!
//! Errors and omissions of the pages:
//!
//! * The URL is printed with `http://`, and the method as "POST(HTTPS)". The method is right.
//! * Its host, `qy-ci.fdccloud.com`, looks like a test environment (inferred from `ci` and the sample tenant). Therefore
//!   there is no default base URL.
//! * The example sends `"device_id "`, with a space at its end, in addition to `device_id`. This is a misprint
//!   (inferred). It is sent only if the caller passes it.
//! * The pages do not document which fields of the request are required.
//! * `sex` and `gesture_time_interval` are numbers on one page and strings on another. Both are read.
//! * `im.im_user_password` is a boolean in the table and a string encrypted with AES in its description. It is a string
//!   here.
//! * `change_account_password_url` is in the table, not in the example.
//! * No failure of this operation is shown. Its two layers are those of verify-password (inferred): `success` 0 with a
//!   string as `data`, and `data.code` other than 1.
//!
//! A lookup of one employee:
//!
//! ```
//! use mingpian::providers::mysoft::{Credentials, GetUserInfo};
//! use mingpian::{HttpResponse, Lookup, Options, Step, UnixMillis};
//!
//! let question = GetUserInfo { wzs_user_id: Some("7".into()), ..Default::default() };
//! let credentials = Credentials::AccessToken { access_token: "a token".into() };
//! let options = Options { base_url: Some("https://example.com".into()), ..Default::default() };
//! let mut lookup = Lookup::new(question, credentials, options)?;
//! let now = UnixMillis(1_800_000_000_000);
//! let Step::Send { id, .. } = lookup.poll(now, [1; 16], true) else { panic!() };
//! let body = r#"{"success":1,"data":{"code":1,"user_info":{"id":"7","name":"安然"}}}"#;
//! lookup.handle_response(id, now, HttpResponse { status: 200, headers: &[], body: body.into() });
//! let Step::Answer(answer) = lookup.poll(now, [2; 16], true) else { panic!() };
//! assert_eq!(answer.read::<GetUserInfo>()?.name.as_deref(), Some("安然"));
//! # Ok::<(), mingpian::LookupError>(())
//! ```

use super::docs::{OperationDocs, Provider};
use crate::auth::{AuthScheme, SigningParams};
use crate::error::{LookupError, got, require};
use crate::http::UnsignedRequest;
use crate::operation::{Content, Envelope as Around, Layer, Metadata, Operation, RetrySafety};
use crate::record::{AnyJson, Credentials as DeriveCredentials, IntOrBool, Record};
use crate::redact::{SecretString, Sensitivity};

/// The name of the provider in errors and profiles.
pub const NAME: &str = "mysoft";

/// 请求包结构: the user and the device. The required fields are not documented.
#[derive(Clone, Default, Record)]
#[record(request)]
pub struct GetUserInfo {
    /// The tenant's code.
    #[record(public)]
    pub tenant_code: Option<String>,
    /// 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL.
    #[record(public)]
    pub app_cache_host: Option<String>,
    /// The user's ID.
    pub wzs_user_id: Option<String>,
    /// The tenant's ID.
    #[record(public)]
    pub tenant_id: Option<String>,
    /// The app's version, such as `3.9.0`.
    #[record(public)]
    pub version_name: Option<String>,
    /// The device's ID again, under the misprinted key of the vendor's example. Omit it unless the server requires it.
    #[record(rename = "device_id ")]
    pub device_id_with_trailing_space: Option<String>,
    /// The device's name, such as `iPhone 11 Pro`.
    pub device_name: Option<String>,
    /// The device's push token.
    #[record(secret)]
    pub device_token: Option<String>,
    /// The platform: 1 is iOS, 2 is Android.
    #[record(public)]
    pub platform: Option<i64>,
    /// The push channel: 1 is APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, and 5 vivo. If it is absent, the server uses 2 on
    /// Android and 1 on iOS.
    #[record(public)]
    pub push_channel: Option<i64>,
    /// The operating system's version, such as `13.1`.
    #[record(public)]
    pub os_version: Option<String>,
    /// The language: `zh-CN` or `en-US`.
    #[record(rename = "__language__", public)]
    pub language: Option<String>,
    /// The device's ID.
    pub device_id: Option<String>,
}

/// `user_info`: an employee.
#[derive(Clone, Record)]
#[profile(
    provider(NAME),
    id(id),
    display_name(name, erp_user_code),
    phone(phone),
    avatar_url(avatar),
    organization(belong_dept::dept_name),
    tenant(tenant_name, tenant_code)
)]
pub struct UserInfo {
    /// The user's ID: digits in a string.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// The URL of the picture.
    pub avatar: Option<String>,
    /// The sex; 0 in the example. The values are not documented.
    pub sex: Option<i64>,
    /// 是否开启账号保护: whether the account is protected.
    #[record(public)]
    pub protected: Option<bool>,
    /// 是否是常用设备: whether the user uses this device regularly.
    #[record(public)]
    pub often_device: Option<bool>,
    /// The user's ID in Yunzhushou.
    pub wzs_user_id: Option<String>,
    /// The user's code in the company's ERP.
    pub erp_user_code: Option<String>,
    /// 绑定的手机号: the phone number bound to the account.
    pub phone: Option<String>,
    /// The tenant's ID.
    #[record(public)]
    pub tenant_id: Option<String>,
    /// The URL of the tenant's logo.
    #[record(public)]
    pub tenant_logo_url: Option<String>,
    /// 首页定位标签索引: the index of the tab that the app opens first.
    #[record(public)]
    pub tab_index: Option<i64>,
    /// The tenant's name.
    #[record(public)]
    pub tenant_name: Option<String>,
    /// The tenant's code.
    #[record(public)]
    pub tenant_code: Option<String>,
    /// 企业是否开启了强制手势密码: whether the company requires a gesture.
    #[record(public)]
    pub forced_gesture: Option<bool>,
    /// 是否强制开启账号保护, 默认false: whether protection is enforced.
    #[record(default = false, public)]
    pub forced_protected: bool,
    /// Whether a gesture is set.
    #[record(public)]
    pub gesture_enable: Option<bool>,
    /// 手势密码时间间隔: the time until the gesture is requested again, in seconds. 无此字段默认为30秒: defaults to 30.
    #[record(default = 30, public)]
    pub gesture_time_interval: i64,
    /// The gesture that unlocks the app.
    #[record(secret)]
    pub gesture_password: Option<SecretString>,
    /// 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the
    /// code of an H5 app.
    #[record(public)]
    pub page_code: Option<String>,
    /// The account for instant messages.
    pub im: Option<Im>,
    /// 是否可以修改密码: whether the user can change the password.
    #[record(public)]
    pub can_change_account_password: Option<bool>,
    /// 修改密码时跳转的地址: the URL where the password is changed.
    #[record(public)]
    pub change_account_password_url: Option<String>,
    /// 不允许修改密码时的提示信息: the message for a user who cannot change the password.
    #[record(public)]
    pub change_account_password_tip: Option<String>,
    /// 是否开启通讯录功能, 默认true: whether there is an address book.
    #[record(default = true, public)]
    pub address_enable: bool,
    /// The tenant's cloud.
    #[record(public)]
    pub cloud: Option<Cloud>,
    /// The user's departments.
    #[record(public)]
    pub belong_dept: Vec<Department>,
    /// 是否设置了手机号密码: whether the user has set a password for the phone number.
    #[record(public)]
    pub setting_tel_password: Option<bool>,
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    #[record(unreadable)]
    pub unreadable_fields: Vec<&'static str>,
}

// ANCHOR: sample
/// `im`: the account for instant messages, since version 3.4.0.
#[derive(Clone, Record)]
pub struct Im {
    /// IM token: the token for instant messages.
    #[record(secret)]
    pub token: Option<SecretString>,
    /// The user's ID for instant messages.
    pub im_user_id: Option<String>,
    /// IM密码, AES加密后的结果: the password, encrypted.
    #[record(secret)]
    pub im_user_password: Option<SecretString>,
    /// 是否开启讨论组类型, 默认false: whether discussion groups have kinds.
    #[record(default = false, public)]
    pub discussion_type_enable: bool,
    /// 是否开启关联工作项, 默认false: whether work items can be linked.
    #[record(default = false, public)]
    pub associate_work_enable: bool,
    /// The URL of the linked work items.
    #[record(public)]
    pub associate_work_link: Option<String>,
    /// 是否开启IM功能: whether instant messages are enabled.
    #[record(public)]
    pub enable: Option<bool>,
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    #[record(unreadable)]
    pub unreadable_fields: Vec<&'static str>,
}
// ANCHOR_END: sample

/// `cloud`: the tenant's cloud.
#[derive(Clone, Record)]
#[record(public)]
pub struct Cloud {
    /// 云助手云端域名地址, 兼容私有云部署情况: the cloud's host, which may be a private one.
    pub host: Option<String>,
    /// 云助手APP功能介绍网页地址: the URL of the page about the app.
    pub yzs_app_publish_url: Option<String>,
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    #[record(unreadable)]
    pub unreadable_fields: Vec<&'static str>,
}

/// `belong_dept[]`: a department.
#[derive(Clone, Record)]
#[record(public)]
pub struct Department {
    /// The path to the department: codes with dots in between.
    pub yzs_order_hierarchy_code: Option<String>,
    /// The department's name.
    pub dept_name: Option<String>,
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    #[record(unreadable)]
    pub unreadable_fields: Vec<&'static str>,
}

/// Mysoft's credentials. Their secrets print as `[redacted]`.
#[derive(Clone, DeriveCredentials)]
pub enum Credentials {
    /// An access token, which is sent in the query. The vendor does not document how it is issued or how long it is
    /// valid.
    AccessToken {
        /// The token.
        #[record(renewable)]
        access_token: SecretString,
    },
}

impl AuthScheme for Credentials {
    fn validate(&self) -> Result<(), LookupError> {
        let Self::AccessToken { access_token } = self;
        Ok(require("accessToken", access_token.expose_secret())?)
    }

    fn authenticate(&self, request: &mut UnsignedRequest, _params: &SigningParams) {
        let Self::AccessToken { access_token } = self;
        request.query("access_token", access_token.expose_secret(), Sensitivity::Secret);
    }
}

/// 返回结果: the outer envelope.
#[derive(Record)]
#[record(envelope)]
struct Envelope {
    /// 服务端框架层结果: 1 means success, 0 a failure whose text is `data`.
    success: Option<IntOrBool>,
    /// The inner layer, or 错误信息字符串: a description of what is wrong.
    data: Option<Data>,
}

/// `data`: the inner envelope around the user.
#[derive(Record)]
#[record(envelope)]
struct Data {
    /// 当前接口逻辑结果: 1 means success.
    code: Option<IntOrBool>,
    /// 提示信息: a description of what is wrong.
    message: Option<AnyJson>,
    /// The user.
    user_info: Option<UserInfo>,
}

impl Operation for GetUserInfo {
    const METADATA: &'static Metadata = &METADATA;
    type Credentials = Credentials;
    type Answer = UserInfo;

    fn validate(&self) -> Result<(), LookupError> {
        if let Some(platform) = self.platform.filter(|platform| !(1..=2).contains(platform)) {
            return Err(LookupError::invalid("platform", got("expected 1 (iOS) or 2 (Android)", platform)));
        }
        if let Some(channel) = self.push_channel.filter(|channel| !(1..=5).contains(channel)) {
            return Err(LookupError::invalid("pushChannel", got("expected a number from 1 to 5", channel)));
        }
        Ok(())
    }
}

static METADATA: Metadata = Metadata {
    provider: NAME,
    name: "getUserInfo",
    base_url: None,
    path: "/api/wzs/get-user-info",
    retry_safety: RetrySafety::Idempotent,
    lists: &[],
    max_per_list: 0,
    envelope: Around {
        layers: &[
            Layer {
                shape: Envelope::SHAPE,
                code: Envelope::SUCCESS,
                success: 1,
                unauthenticated: &[],
                text: &[Envelope::DATA],
                request_id: &[],
                time_ms: None,
                inner: Envelope::DATA,
            },
            Layer {
                shape: Data::SHAPE,
                code: Data::CODE,
                success: 1,
                unauthenticated: &[],
                text: &[Data::MESSAGE],
                request_id: &[],
                time_ms: None,
                inner: Data::USER_INFO,
            },
        ],
        content: Content::Record(UserInfo::SHAPE),
    },
};

/// The description for the generators of other languages.
pub(super) const PROVIDER: Provider = Provider {
    name: NAME,
    title: "Mysoft Yunzhushou (明源云助手): turns an access token and a device into an employee.",
    base_url: Err("the host in the vendor's example looks like a test environment"),
    operations: &[OperationDocs::new::<GetUserInfo>(
        "Looks up the employee behind an access token.",
        &[UserInfo::SCHEMA, Im::SCHEMA, Cloud::SCHEMA, Department::SCHEMA],
    )],
};
