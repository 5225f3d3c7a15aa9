//! `POST /api/wzs/get-user-info`: 明源云助手 获取用户信息接口, an access token and a device become an employee.
//!
//! <https://open.fdccloud.com/docs/yzs-api/_book/get-user-info.html>; the envelope is explained at
//! <https://open.fdccloud.com/docs/yzs-api/_book/verify-password.html>, the device at
//! <https://open.fdccloud.com/docs/yzs-api/_book/login.html>.
//!
//! What the pages get wrong or leave open:
//!
//! * The URL is printed `http://`, the method "POST(HTTPS)"; https it is.
//! * Its host, `qy-ci.fdccloud.com`, looks like a test environment (inferred from `ci` and the sample
//!   tenant), so there is no default base URL.
//! * The example sends `"device_id "`, with a space at its end, beside `device_id`: a misprint (inferred).
//!   It is sent only where the caller gives it.
//! * Which request fields are required is not said.
//! * `sex` and `gesture_time_interval` are numbers on one page and strings on another; both are read.
//! * `im.im_user_password` is a boolean in the table and an AES text in its description; it is a text here.
//! * `change_account_password_url` is in the table, not in the example.
//! * No failure of this operation is shown. Its two layers are those of verify-password (inferred):
//!   `success` 0 with a text as `data`, and `data.code` other than 1.

use crate::endpoint::{AuthScheme, Endpoint, Facts, Operation, RetrySafety, SigningParams};
use crate::envelope::{self as around, Answer, Layer, column};
use crate::error::{Fault, LookupError, filled};
use crate::form::{Form, Limit};
use crate::http::UnsignedRequest;
use crate::job::{AuthCells, FromJob};
use crate::providers::Provider;
use crate::record::{Anything, Cells, Class, Record, Verdict};
use crate::scan::Index;
use crate::secret::SecretString;
use crate::{envelope, input, record, request};

/// The provider's name, as errors and profiles give it.
pub const NAME: &str = "mysoft";

request! {
    /// 请求包结构: who asks, from which device. Which of it the provider needs is not documented.
    GetUserInfo {
        "tenant_code"    | tenant_code    | Option<String> | public   | "The tenant's code.";
        "app_cache_host" | app_cache_host | Option<String> | public   | "主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL.";
        "wzs_user_id"    | wzs_user_id    | Option<String> | personal | "The user's id.";
        "tenant_id"      | tenant_id      | Option<String> | public   | "The tenant's id.";
        "version_name"   | version_name   | Option<String> | public   | "The app's version, `3.9.0`.";
        "device_id "     | device_id_with_trailing_space | Option<String> | personal | "The device's id once more, under the misprinted key of the vendor's example. Leave it out unless the server turns out to want it.";
        "device_name"    | device_name    | Option<String> | personal | "The device's name, `iPhone 11 Pro`.";
        "device_token"   | device_token   | Option<String> | secret   | "The device's push token.";
        "platform"       | platform       | Option<i64>    | public   | "1 iOS, 2 Android.";
        "push_channel"   | push_channel   | Option<i64>    | public   | "1 APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, 5 vivo. Without it the server takes 2 on Android and 1 on iOS.";
        "os_version"     | os_version     | Option<String> | public   | "The operating system's version, `13.1`.";
        "__language__"   | language       | Option<String> | public   | "`zh-CN` or `en-US`.";
        "device_id"      | device_id      | Option<String> | personal | "The device's id.";
    }
}

record! {
    /// `user_info`: an employee.
    UserInfo with UserInfoSecrets {
    //  on the wire                     here                          type                 may be seen  what it is
        "id"                          | id                          | String             | personal | "The user's id: digits in a string.";
        "name"                        | name                        | Option<String>     | personal | "The name.";
        "avatar"                      | avatar                      | Option<String>     | personal | "Where the picture is.";
        "sex"                         | sex                         | Option<i64>        | personal | "0 in the example; the values are not explained.";
        "protected"                   | protected                   | Option<bool>       | public   | "是否开启账号保护: whether the account is protected.";
        "often_device"                | often_device                | Option<bool>       | public   | "是否是常用设备: whether this device is often used.";
        "wzs_user_id"                 | wzs_user_id                 | Option<String>     | personal | "The user's id in Yunzhushou.";
        "erp_user_code"               | erp_user_code               | Option<String>     | personal | "The user's code in the company's ERP.";
        "phone"                       | phone                       | Option<String>     | personal | "绑定的手机号: the phone number bound to the account.";
        "tenant_id"                   | tenant_id                   | Option<String>     | public   | "The tenant's id.";
        "tenant_logo_url"             | tenant_logo_url             | Option<String>     | public   | "Where the tenant's logo is.";
        "tab_index"                   | tab_index                   | Option<i64>        | public   | "首页定位标签索引: the tab the app opens with.";
        "tenant_name"                 | tenant_name                 | Option<String>     | public   | "The tenant's name.";
        "tenant_code"                 | tenant_code                 | Option<String>     | public   | "The tenant's code.";
        "forced_gesture"              | forced_gesture              | Option<bool>       | public   | "企业是否开启了强制手势密码: whether the company insists on a gesture.";
        "forced_protected"            | forced_protected            | bool = false       | public   | "是否强制开启账号保护, 默认false: whether protection is enforced.";
        "gesture_enable"              | gesture_enable              | Option<bool>       | public   | "Whether a gesture is set.";
        "gesture_time_interval"       | gesture_time_interval       | i64 = 30           | public   | "手势密码时间间隔: seconds until the gesture is asked for again, 无此字段默认为30秒.";
        "gesture_password"            | gesture_password            | Option<SecretString> | secret | "The gesture.";
        "page_code"                   | page_code                   | Option<String>     | public   | "定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the code of an H5 app.";
        "im"                          | im                          | Option<Im>         | personal | "The account for instant messages.";
        "can_change_account_password" | can_change_account_password | Option<bool>       | public   | "是否可以修改密码: whether the password can be changed.";
        "change_account_password_url" | change_account_password_url | Option<String>     | public   | "修改密码时跳转的地址: where it is changed.";
        "change_account_password_tip" | change_account_password_tip | Option<String>     | public   | "不允许修改密码时的提示信息: what to say where it cannot be changed.";
        "address_enable"              | address_enable              | bool = true        | public   | "是否开启通讯录功能, 默认true: whether there is an address book.";
        "cloud"                       | cloud                       | Option<Cloud>      | public   | "Where the tenant's cloud is.";
        "belong_dept"                 | belong_dept                 | Vec<Department>    | public   | "The user's departments.";
        "setting_tel_password"        | setting_tel_password        | Option<bool>       | public   | "是否设置了手机号密码: whether a password for the phone number is set.";
    }
    profile {
        "mysoft"
        id = id;
        display_name = name, erp_user_code;
        phone = phone;
        avatar_url = avatar;
        organization = belong_dept.dept_name;
        tenant = tenant_name, tenant_code;
    }
}

record! {
    /// `im`: the account for instant messages, since 3.4.0.
    Im with ImSecrets {
        "token"                  | token                  | Option<SecretString> | secret | "IM token.";
        "im_user_id"             | im_user_id             | Option<String>     | personal | "The user's id for instant messages.";
        "im_user_password"       | im_user_password       | Option<SecretString> | secret | "IM密码, AES加密后的结果: the password, encrypted.";
        "discussion_type_enable" | discussion_type_enable | bool = false       | public   | "是否开启讨论组类型, 默认false: whether discussion groups have kinds.";
        "associate_work_enable"  | associate_work_enable  | bool = false       | public   | "是否开启关联工作项, 默认false: whether work items can be linked.";
        "associate_work_link"    | associate_work_link    | Option<String>     | public   | "Where linked work items are.";
        "enable"                 | enable                 | Option<bool>       | public   | "是否开启IM功能: whether instant messages are on.";
    }
}

record! {
    /// `cloud`: where the tenant's cloud is.
    Cloud {
        "host"                | host                | Option<String> | public | "云助手云端域名地址, 兼容私有云部署情况: the cloud's host, a private one included.";
        "yzs_app_publish_url" | yzs_app_publish_url | Option<String> | public | "云助手APP功能介绍网页地址: the page about the app.";
    }
}

record! {
    /// `belong_dept[]`: a department.
    Department {
        "yzs_order_hierarchy_code" | yzs_order_hierarchy_code | Option<String> | public | "The path to the department, in codes with dots between.";
        "dept_name"                | dept_name                | Option<String> | public | "The department's name.";
    }
}

/// The access token, which goes into the query. How it is issued and how long it lasts is not documented.
#[derive(Debug, Clone)]
pub struct AccessToken(SecretString);

impl AccessToken {
    /// An access token.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `accessToken` if it is empty.
    pub fn new(token: SecretString) -> Result<Self, LookupError> {
        Ok(Self::checked(token)?)
    }

    fn checked(token: SecretString) -> Result<Self, Fault> {
        filled("accessToken", token.expose_secret())?;
        Ok(Self(token))
    }
}

impl AuthScheme for AccessToken {
    fn authenticate(&self, request: &mut UnsignedRequest, _params: &SigningParams) {
        request.query("access_token", self.0.expose_secret(), Class::Secret);
    }
}

impl From<AccessToken> for Box<dyn AuthScheme> {
    fn from(token: AccessToken) -> Self {
        Box::new(token)
    }
}

envelope! {
    /// 返回结果: what stands around everything.
    Envelope {
        "success" | success | Option<Verdict> | "服务端框架层结果: 1 is success, 0 a failure whose text is `data`.";
        "data"    | data    | Option<Data>    | "What was asked for, or 错误信息字符串: what is wrong.";
    }
}

envelope! {
    /// `data`: what stands around the user.
    Data {
        "code"      | code    | Option<Verdict>      | "当前接口逻辑结果: 1 is success.";
        "message"   | message | Option<Anything> | "提示信息: what is wrong.";
        "user_info" | user    | Option<UserInfo> | "The user.";
    }
}

input! {
    /// The credentials in a job.
    AuthInput {
        "accessToken" | access_token | Option<SecretString> | secret | "See [`AccessToken`].";
    }
}

impl FromJob for GetUserInfo {
    type AuthInput = AuthInput;
    type JobAuth = AccessToken;

    fn auth(input: AuthCells<'_>) -> Result<AccessToken, Box<LookupError>> {
        AccessToken::checked(SecretString::from(input.text("accessToken").unwrap_or_default()))
    }
}

const FACTS: Facts = Facts {
    provider: NAME,
    base_url: None,
    path: "/api/wzs/get-user-info",
    retry_safety: RetrySafety::Idempotent,
    form: Form {
        shape: GetUserInfo::SHAPE,
        members: GetUserInfo::MEMBERS,
        limits: &[
            ("platform", Limit::Within(1, 2, "is neither 1 (iOS) nor 2 (Android)")),
            ("pushChannel", Limit::Within(1, 5, "is not one of 1 to 5")),
        ],
    },
    envelope: around::Envelope {
        layers: &[
            Layer {
                shape: Envelope::SHAPE,
                code: column(Envelope::SHAPE, "success"),
                success: 1,
                unauthenticated: &[],
                text: &[column(Envelope::SHAPE, "data")],
                request_id: &[],
                time_ms: None,
                inner: column(Envelope::SHAPE, "data"),
            },
            Layer {
                shape: Data::SHAPE,
                code: column(Data::SHAPE, "code"),
                success: 1,
                unauthenticated: &[],
                text: &[column(Data::SHAPE, "message")],
                request_id: &[],
                time_ms: None,
                inner: column(Data::SHAPE, "user_info"),
            },
        ],
        answer: Answer::Record(UserInfo::SHAPE),
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
    type Auth = AccessToken;
    type Response = UserInfo;

    fn response(&self, index: Index, body: &[u8]) -> UserInfo {
        Cells::root(&index, body).envelope()
    }
}

/// The tables, for generators.
pub(super) const PROVIDER: Provider = Provider {
    name: NAME,
    request: GetUserInfo::PAGE,
    records: &[UserInfo::PAGE, Im::PAGE, Cloud::PAGE, Department::PAGE],
    envelope: None,
};
