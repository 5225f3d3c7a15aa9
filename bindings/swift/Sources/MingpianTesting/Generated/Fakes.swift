// Generated from src/ by `cargo xtask generate`; do not edit.

public import Mingpian

extension FakePerson {
    /// Returns an invented person of the mock service dmtz.
    ///
    /// - Parameters:
    ///   - record: The record that the service sends. Absent and `nil` members are not sent.
    ///   - identifiers: The identifiers by which the person can be found: emails, mobile numbers, login names, user
    ///     IDs, or codes. Defaults to the members of the record that can be requested, such as the email address.
    ///   - secrets: The secrets of the record, keyed by the names of its members.
    ///   - unreadable: Whether the service sends a record without an ID, which cannot be read.
    public static func dmtz(
        _ record: DmtzUser, identifiers: [String]? = nil, secrets: [String: String] = [:], unreadable: Bool = false
    ) -> FakePerson {
        FakePerson(.dmtz, record, identifiers: identifiers, secrets: secrets, unreadable: unreadable)
    }

    /// Returns an invented person of the mock service mysoft.
    ///
    /// - Parameters:
    ///   - record: The record that the service sends. Absent and `nil` members are not sent.
    ///   - identifiers: The identifiers by which the person can be found: emails, mobile numbers, login names, user
    ///     IDs, or codes. Defaults to the members of the record that can be requested, such as the email address.
    ///   - secrets: The secrets of the record, keyed by the names of its members.
    ///   - unreadable: Whether the service sends a record without an ID, which cannot be read.
    public static func mysoft(
        _ record: MysoftUserInfo, identifiers: [String]? = nil, secrets: [String: String] = [:], unreadable: Bool = false
    ) -> FakePerson {
        FakePerson(.mysoft, record, identifiers: identifiers, secrets: secrets, unreadable: unreadable)
    }

    /// Returns an invented person of the mock service quanshi.
    ///
    /// - Parameters:
    ///   - record: The record that the service sends. Absent and `nil` members are not sent.
    ///   - identifiers: The identifiers by which the person can be found: emails, mobile numbers, login names, user
    ///     IDs, or codes. Defaults to the members of the record that can be requested, such as the email address.
    ///   - unreadable: Whether the service sends a record without an ID, which cannot be read.
    public static func quanshi(
        _ record: QuanshiAccount, identifiers: [String]? = nil, unreadable: Bool = false
    ) -> FakePerson {
        FakePerson(.quanshi, record, identifiers: identifiers, unreadable: unreadable)
    }
}

/// The provider's code for a rejection.
let rejected = -1

private let dmtzExtraPropertiesFields: [String: FakeField] = [
    "country": FakeField("Country", .text),
    "province": FakeField("Province", .text),
    "city": FakeField("City", .text),
    "gender": FakeField("Gender", .int),
    "privilege": FakeField("Privilege", .texts),
]

private let dmtzUserFields: [String: FakeField] = [
    "startTime": FakeField("startTime", .anyJson),
    "endTime": FakeField("endTime", .anyJson),
    "time": FakeField("time", .anyJson),
    "filter": FakeField("filter", .anyJson),
    "name": FakeField("name", .anyJson),
    "id": FakeField("id", .text, isRequired: true),
    "realName": FakeField("realName", .anyJson),
    "creationTime": FakeField("creationTime", .text),
    "creatorId": FakeField("creatorId", .anyJson),
    "userTypeCode": FakeField("userTypeCode", .text),
    "isBackground": FakeField("isBackground", .bool),
    "phoneNumber": FakeField("phoneNumber", .text),
    "surname": FakeField("surname", .text),
    "remark": FakeField("remark", .anyJson),
    "password": FakeField("password", .anyJson, isSecret: true),
    "userName": FakeField("userName", .text),
    "email": FakeField("email", .text),
    "lastModificationTime": FakeField("lastModificationTime", .text),
    "avatarUrl": FakeField("avatarUrl", .text),
    "registerTime": FakeField("registerTime", .text),
    "isDeleted": FakeField("isDeleted", .bool),
    "tenantId": FakeField("tenantId", .anyJson),
    "normalizedUserName": FakeField("normalizedUserName", .text),
    "normalizedEmail": FakeField("normalizedEmail", .text),
    "emailConfirmed": FakeField("emailConfirmed", .bool),
    "passwordHash": FakeField("passwordHash", .anyJson, isSecret: true),
    "securityStamp": FakeField("securityStamp", .text, isSecret: true),
    "isExternal": FakeField("isExternal", .bool),
    "phoneNumberConfirmed": FakeField("phoneNumberConfirmed", .bool),
    "isActive": FakeField("isActive", .bool),
    "twoFactorEnabled": FakeField("twoFactorEnabled", .bool),
    "lockoutEnd": FakeField("lockoutEnd", .anyJson),
    "lockoutEnabled": FakeField("lockoutEnabled", .bool),
    "accessFailedCount": FakeField("accessFailedCount", .int),
    "shouldChangePasswordOnNextLogin": FakeField("shouldChangePasswordOnNextLogin", .bool),
    "lastPasswordChangeTime": FakeField("lastPasswordChangeTime", .anyJson),
    "extraProperties": FakeField("extraProperties", .embedded, fields: dmtzExtraPropertiesFields),
    "concurrencyStamp": FakeField("concurrencyStamp", .text, isSecret: true),
    "lastModifierId": FakeField("lastModifierId", .anyJson),
    "deleterId": FakeField("deleterId", .anyJson),
    "deletionTime": FakeField("deletionTime", .anyJson),
    "cancelFollowTime": FakeField("cancelFollowTime", .text),
    "isFollow": FakeField("isFollow", .bool),
    "isRisk": FakeField("isRisk", .bool),
    "productTrialTimeFrom": FakeField("productTrialTimeFrom", .text),
    "productTrialTimeTo": FakeField("productTrialTimeTo", .text),
    "phoneNumberMask": FakeField("phoneNumberMask", .text),
    "entityVersion": FakeField("entityVersion", .int),
]

private let mysoftDepartmentFields: [String: FakeField] = [
    "yzsOrderHierarchyCode": FakeField("yzs_order_hierarchy_code", .text),
    "deptName": FakeField("dept_name", .text),
]

private let mysoftCloudFields: [String: FakeField] = [
    "host": FakeField("host", .text),
    "yzsAppPublishUrl": FakeField("yzs_app_publish_url", .text),
]

private let mysoftImFields: [String: FakeField] = [
    "token": FakeField("token", .text, isSecret: true),
    "imUserId": FakeField("im_user_id", .text),
    "imUserPassword": FakeField("im_user_password", .text, isSecret: true),
    "discussionTypeEnable": FakeField("discussion_type_enable", .bool),
    "associateWorkEnable": FakeField("associate_work_enable", .bool),
    "associateWorkLink": FakeField("associate_work_link", .text),
    "enable": FakeField("enable", .bool),
]

private let mysoftUserInfoFields: [String: FakeField] = [
    "id": FakeField("id", .text, isRequired: true),
    "name": FakeField("name", .text),
    "avatar": FakeField("avatar", .text),
    "sex": FakeField("sex", .int),
    "protected": FakeField("protected", .bool),
    "oftenDevice": FakeField("often_device", .bool),
    "wzsUserId": FakeField("wzs_user_id", .text),
    "erpUserCode": FakeField("erp_user_code", .text),
    "phone": FakeField("phone", .text),
    "tenantId": FakeField("tenant_id", .text),
    "tenantLogoUrl": FakeField("tenant_logo_url", .text),
    "tabIndex": FakeField("tab_index", .int),
    "tenantName": FakeField("tenant_name", .text),
    "tenantCode": FakeField("tenant_code", .text),
    "forcedGesture": FakeField("forced_gesture", .bool),
    "forcedProtected": FakeField("forced_protected", .bool),
    "gestureEnable": FakeField("gesture_enable", .bool),
    "gestureTimeInterval": FakeField("gesture_time_interval", .int),
    "gesturePassword": FakeField("gesture_password", .text, isSecret: true),
    "pageCode": FakeField("page_code", .text),
    "im": FakeField("im", .object, fields: mysoftImFields),
    "canChangeAccountPassword": FakeField("can_change_account_password", .bool),
    "changeAccountPasswordUrl": FakeField("change_account_password_url", .text),
    "changeAccountPasswordTip": FakeField("change_account_password_tip", .text),
    "addressEnable": FakeField("address_enable", .bool),
    "cloud": FakeField("cloud", .object, fields: mysoftCloudFields),
    "belongDept": FakeField("belong_dept", .list, fields: mysoftDepartmentFields),
    "settingTelPassword": FakeField("setting_tel_password", .bool),
]

private let quanshiAccountFields: [String: FakeField] = [
    "userId": FakeField("userId", .int, isRequired: true),
    "loginName": FakeField("loginName", .text),
    "email": FakeField("email", .text),
    "countryCode": FakeField("countryCode", .text),
    "mobile": FakeField("mobile", .text),
    "customerCode": FakeField("customerCode", .text),
    "companyName": FakeField("companyName", .text),
    "displayName": FakeField("displayName", .text),
    "firstName": FakeField("firstName", .text),
    "middleName": FakeField("middleName", .text),
    "lastName": FakeField("lastName", .text),
]

extension FakeService {
    /// The services that a mock transport can imitate.
    static let all: [FakeService] = [
        FakeService(
            provider: .dmtz, path: "/account_api/wechat/user/getUserInfo",
            isByIdentifier: false, isOnce: true,
            identifiers: [("code", nil)],
            layers: [
                FakeLayer(code: "code", success: 200, unauthenticated: [401, 403], text: "msg", requestID: nil, inner: "data"),
            ],
            fields: dmtzUserFields),
        FakeService(
            provider: .mysoft, path: "/api/wzs/get-user-info",
            isByIdentifier: false, isOnce: false,
            identifiers: [("wzs_user_id", "wzs_user_id")],
            layers: [
                FakeLayer(code: "success", success: 1, unauthenticated: [], text: "data", requestID: nil, inner: "data"),
                FakeLayer(code: "code", success: 1, unauthenticated: [], text: "message", requestID: nil, inner: "user_info"),
            ],
            fields: mysoftUserInfoFields),
        FakeService(
            provider: .quanshi, path: "/confopenapi/account/getUsersByEmailsMobiles",
            isByIdentifier: true, isOnce: false,
            identifiers: [("emails", "email"), ("mobiles", "mobile"), ("loginNames", "loginName")],
            layers: [
                FakeLayer(code: "status", success: 0, unauthenticated: [], text: "msg", requestID: "request_id", inner: "result"),
            ],
            fields: quanshiAccountFields),
    ]
}
