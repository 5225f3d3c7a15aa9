//! What is asked for, as records that print nothing of it.
//!
//! Generated from the tables in src/providers by `cargo xtask generate`; do not edit.

use std::fmt;

use mingpian::providers::{dmtz, mysoft, quanshi};

/// 请求参数: whom to look up.
#[derive(Clone, PartialEq, Eq, Default, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct DmtzGetUserInfo {
    /// The code that WeChat handed to the app: good once, for 5 minutes.
    pub code: String,
}

impl From<DmtzGetUserInfo> for dmtz::GetUserInfo {
    fn from(request: DmtzGetUserInfo) -> Self {
        Self { code: request.code }
    }
}

impl fmt::Debug for DmtzGetUserInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DmtzGetUserInfo").finish_non_exhaustive()
    }
}

/// 请求包结构: who asks, from which device. Which of it the provider needs is not documented.
#[derive(Clone, PartialEq, Eq, Default, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct MysoftGetUserInfo {
    /// The tenant's code.
    #[uniffi(default)]
    pub tenant_code: Option<String>,
    /// 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL.
    #[uniffi(default)]
    pub app_cache_host: Option<String>,
    /// The user's id.
    #[uniffi(default)]
    pub wzs_user_id: Option<String>,
    /// The tenant's id.
    #[uniffi(default)]
    pub tenant_id: Option<String>,
    /// The app's version, `3.9.0`.
    #[uniffi(default)]
    pub version_name: Option<String>,
    /// The device's id once more, under the misprinted key of the vendor's example. Leave it out unless the server turns out to want it.
    #[uniffi(default)]
    pub device_id_with_trailing_space: Option<String>,
    /// The device's name, `iPhone 11 Pro`.
    #[uniffi(default)]
    pub device_name: Option<String>,
    /// The device's push token.
    #[uniffi(default)]
    pub device_token: Option<String>,
    /// 1 iOS, 2 Android.
    #[uniffi(default)]
    pub platform: Option<i64>,
    /// 1 APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, 5 vivo. Without it the server takes 2 on Android and 1 on iOS.
    #[uniffi(default)]
    pub push_channel: Option<i64>,
    /// The operating system's version, `13.1`.
    #[uniffi(default)]
    pub os_version: Option<String>,
    /// `zh-CN` or `en-US`.
    #[uniffi(default)]
    pub language: Option<String>,
    /// The device's id.
    #[uniffi(default)]
    pub device_id: Option<String>,
}

impl From<MysoftGetUserInfo> for mysoft::GetUserInfo {
    fn from(request: MysoftGetUserInfo) -> Self {
        Self {
            tenant_code: request.tenant_code,
            app_cache_host: request.app_cache_host,
            wzs_user_id: request.wzs_user_id,
            tenant_id: request.tenant_id,
            version_name: request.version_name,
            device_id_with_trailing_space: request.device_id_with_trailing_space,
            device_name: request.device_name,
            device_token: request.device_token,
            platform: request.platform,
            push_channel: request.push_channel,
            os_version: request.os_version,
            language: request.language,
            device_id: request.device_id,
        }
    }
}

impl fmt::Debug for MysoftGetUserInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MysoftGetUserInfo").finish_non_exhaustive()
    }
}

/// 输入参数: whom to look up. At least one identifier in all; a request takes at most 200 of each list.
#[derive(Clone, PartialEq, Eq, Default, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct QuanshiGetUsersByEmailsMobiles {
    /// 邮箱列表, 最大支持200个: email addresses.
    #[uniffi(default)]
    pub emails: Vec<String>,
    /// 手机号列表, 最大支持200个: mobile numbers, without the country's code in the example.
    #[uniffi(default)]
    pub mobiles: Vec<String>,
    /// 登陆名列表, 最大支持200个: login names, in whatever form.
    #[uniffi(default)]
    pub login_names: Vec<String>,
}

impl From<QuanshiGetUsersByEmailsMobiles> for quanshi::GetUsersByEmailsMobiles {
    fn from(request: QuanshiGetUsersByEmailsMobiles) -> Self {
        Self { emails: request.emails, mobiles: request.mobiles, login_names: request.login_names }
    }
}

impl fmt::Debug for QuanshiGetUsersByEmailsMobiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QuanshiGetUsersByEmailsMobiles").finish_non_exhaustive()
    }
}
