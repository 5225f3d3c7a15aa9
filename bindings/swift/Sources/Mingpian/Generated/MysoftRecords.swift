// Generated from src/ by `cargo xtask generate`; do not edit.

/// The secrets of a ``MysoftUserInfo``, which an app should not hold. They are not printed, compared, or encoded.
public struct MysoftUserInfoSecrets: Sendable {
    /// The gesture that unlocks the app.
    public let gesturePassword: String?
}

extension MysoftUserInfoSecrets: Redacted {
    var members: [Member] {
        [
            Member("gesturePassword", hiding: gesturePassword)
        ]
    }
}

/// `user_info`: an employee.
public struct MysoftUserInfo: Sendable, Hashable, Codable {
    /// The user's ID: digits in a string. Personal data.
    public var id: String { stored.get { $0.id } row: { $0.text(4) ?? "" } }
    /// The name. Personal data.
    public var name: String? { stored.get { $0.name } row: { $0.text(6) } }
    /// The URL of the picture. Personal data.
    public var avatar: String? { stored.get { $0.avatar } row: { $0.text(8) } }
    /// The sex; 0 in the example. The values are not documented. Personal data.
    public var sex: Int? { stored.get { $0.sex } row: { $0.int(10) } }
    /// 是否开启账号保护: whether the account is protected.
    public var protected: Bool? { stored.get { $0.protected } row: { $0.flag(12) } }
    /// 是否是常用设备: whether the user uses this device regularly.
    public var oftenDevice: Bool? { stored.get { $0.oftenDevice } row: { $0.flag(14) } }
    /// The user's ID in Yunzhushou. Personal data.
    public var wzsUserID: String? { stored.get { $0.wzsUserID } row: { $0.text(16) } }
    /// The user's code in the company's ERP. Personal data.
    public var erpUserCode: String? { stored.get { $0.erpUserCode } row: { $0.text(18) } }
    /// 绑定的手机号: the phone number bound to the account. Personal data.
    public var phone: String? { stored.get { $0.phone } row: { $0.text(20) } }
    /// The tenant's ID.
    public var tenantID: String? { stored.get { $0.tenantID } row: { $0.text(22) } }
    /// The URL of the tenant's logo.
    public var tenantLogoURL: String? { stored.get { $0.tenantLogoURL } row: { $0.text(24) } }
    /// 首页定位标签索引: the index of the tab that the app opens first.
    public var tabIndex: Int? { stored.get { $0.tabIndex } row: { $0.int(26) } }
    /// The tenant's name.
    public var tenantName: String? { stored.get { $0.tenantName } row: { $0.text(28) } }
    /// The tenant's code.
    public var tenantCode: String? { stored.get { $0.tenantCode } row: { $0.text(30) } }
    /// 企业是否开启了强制手势密码: whether the company requires a gesture.
    public var forcedGesture: Bool? { stored.get { $0.forcedGesture } row: { $0.flag(32) } }
    /// 是否强制开启账号保护, 默认false: whether protection is enforced.
    public var forcedProtected: Bool { stored.get { $0.forcedProtected } row: { $0.flag(34) ?? false } }
    /// Whether a gesture is set.
    public var gestureEnable: Bool? { stored.get { $0.gestureEnable } row: { $0.flag(36) } }
    /// 手势密码时间间隔: the time until the gesture is requested again, in seconds. 无此字段默认为30秒: defaults to 30.
    public var gestureTimeInterval: Int { stored.get { $0.gestureTimeInterval } row: { $0.int(38) ?? 30 } }
    /// 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the code of an H5 app.
    public var pageCode: String? { stored.get { $0.pageCode } row: { $0.text(42) } }
    /// The account for instant messages. Personal data.
    public var im: MysoftIm? { stored.get { $0.im } row: { $0.one(44) } }
    /// 是否可以修改密码: whether the user can change the password.
    public var canChangeAccountPassword: Bool? { stored.get { $0.canChangeAccountPassword } row: { $0.flag(46) } }
    /// 修改密码时跳转的地址: the URL where the password is changed.
    public var changeAccountPasswordURL: String? { stored.get { $0.changeAccountPasswordURL } row: { $0.text(48) } }
    /// 不允许修改密码时的提示信息: the message for a user who cannot change the password.
    public var changeAccountPasswordTip: String? { stored.get { $0.changeAccountPasswordTip } row: { $0.text(50) } }
    /// 是否开启通讯录功能, 默认true: whether there is an address book.
    public var addressEnable: Bool { stored.get { $0.addressEnable } row: { $0.flag(52) ?? true } }
    /// The tenant's cloud.
    public var cloud: MysoftCloud? { stored.get { $0.cloud } row: { $0.one(54) } }
    /// The user's departments.
    public var belongDept: [MysoftDepartment] { stored.get { $0.belongDept } row: { $0.list(56) } }
    /// 是否设置了手机号密码: whether the user has set a password for the phone number.
    public var settingTelPassword: Bool? { stored.get { $0.settingTelPassword } row: { $0.flag(58) } }
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public var unreadableFields: [String] {
        stored.get { $0.unreadableFields } row: { $0.unreadable(Fields.keys, lists: Fields.lists) }
    }
    /// The secrets that the provider sent. They are present only with ``LookupOptions/includeSecrets``.
    public var secrets: MysoftUserInfoSecrets? {
        guard let row = stored.row, row.hasSecrets else { return nil }
        return MysoftUserInfoSecrets(
            gesturePassword: row.text(40)
        )
    }

    let stored: Stored<Fields>

    /// Creates a value with these members.
    public init(
        id: String,
        name: String? = nil,
        avatar: String? = nil,
        sex: Int? = nil,
        protected: Bool? = nil,
        oftenDevice: Bool? = nil,
        wzsUserID: String? = nil,
        erpUserCode: String? = nil,
        phone: String? = nil,
        tenantID: String? = nil,
        tenantLogoURL: String? = nil,
        tabIndex: Int? = nil,
        tenantName: String? = nil,
        tenantCode: String? = nil,
        forcedGesture: Bool? = nil,
        forcedProtected: Bool = false,
        gestureEnable: Bool? = nil,
        gestureTimeInterval: Int = 30,
        pageCode: String? = nil,
        im: MysoftIm? = nil,
        canChangeAccountPassword: Bool? = nil,
        changeAccountPasswordURL: String? = nil,
        changeAccountPasswordTip: String? = nil,
        addressEnable: Bool = true,
        cloud: MysoftCloud? = nil,
        belongDept: [MysoftDepartment] = [],
        settingTelPassword: Bool? = nil,
        unreadableFields: [String] = []
    ) {
        stored = .inMemory(Fields(
            id: id,
            name: name,
            avatar: avatar,
            sex: sex,
            protected: protected,
            oftenDevice: oftenDevice,
            wzsUserID: wzsUserID,
            erpUserCode: erpUserCode,
            phone: phone,
            tenantID: tenantID,
            tenantLogoURL: tenantLogoURL,
            tabIndex: tabIndex,
            tenantName: tenantName,
            tenantCode: tenantCode,
            forcedGesture: forcedGesture,
            forcedProtected: forcedProtected,
            gestureEnable: gestureEnable,
            gestureTimeInterval: gestureTimeInterval,
            pageCode: pageCode,
            im: im,
            canChangeAccountPassword: canChangeAccountPassword,
            changeAccountPasswordURL: changeAccountPasswordURL,
            changeAccountPasswordTip: changeAccountPasswordTip,
            addressEnable: addressEnable,
            cloud: cloud,
            belongDept: belongDept,
            settingTelPassword: settingTelPassword,
            unreadableFields: unreadableFields
        ))
    }
}

extension MysoftUserInfo: Readable {
    init(stored: Stored<Fields>) { self.stored = stored }
}

extension MysoftUserInfo {
    struct Fields: ReadableFields {
        let id: String
        let name: String?
        let avatar: String?
        let sex: Int?
        let protected: Bool?
        let oftenDevice: Bool?
        let wzsUserID: String?
        let erpUserCode: String?
        let phone: String?
        let tenantID: String?
        let tenantLogoURL: String?
        let tabIndex: Int?
        let tenantName: String?
        let tenantCode: String?
        let forcedGesture: Bool?
        let forcedProtected: Bool
        let gestureEnable: Bool?
        let gestureTimeInterval: Int
        let pageCode: String?
        let im: MysoftIm?
        let canChangeAccountPassword: Bool?
        let changeAccountPasswordURL: String?
        let changeAccountPasswordTip: String?
        let addressEnable: Bool
        let cloud: MysoftCloud?
        let belongDept: [MysoftDepartment]
        let settingTelPassword: Bool?
        let unreadableFields: [String]

        static let keys = [
            "id",
            "name",
            "avatar",
            "sex",
            "protected",
            "often_device",
            "wzs_user_id",
            "erp_user_code",
            "phone",
            "tenant_id",
            "tenant_logo_url",
            "tab_index",
            "tenant_name",
            "tenant_code",
            "forced_gesture",
            "forced_protected",
            "gesture_enable",
            "gesture_time_interval",
            "gesture_password",
            "page_code",
            "im",
            "can_change_account_password",
            "change_account_password_url",
            "change_account_password_tip",
            "address_enable",
            "cloud",
            "belong_dept",
            "setting_tel_password"
        ]
        static let lists: [Int] = [56]

        private enum CodingKeys: String, CodingKey {
            case id
            case name
            case avatar
            case sex
            case protected
            case oftenDevice
            case wzsUserID = "wzsUserId"
            case erpUserCode
            case phone
            case tenantID = "tenantId"
            case tenantLogoURL = "tenantLogoUrl"
            case tabIndex
            case tenantName
            case tenantCode
            case forcedGesture
            case forcedProtected
            case gestureEnable
            case gestureTimeInterval
            case pageCode
            case im
            case canChangeAccountPassword
            case changeAccountPasswordURL = "changeAccountPasswordUrl"
            case changeAccountPasswordTip
            case addressEnable
            case cloud
            case belongDept
            case settingTelPassword
            case unreadableFields
        }
    }
}

extension MysoftUserInfo.Fields {
    init(_ row: Row) {
        id = row.text(4) ?? ""
        name = row.text(6)
        avatar = row.text(8)
        sex = row.int(10)
        protected = row.flag(12)
        oftenDevice = row.flag(14)
        wzsUserID = row.text(16)
        erpUserCode = row.text(18)
        phone = row.text(20)
        tenantID = row.text(22)
        tenantLogoURL = row.text(24)
        tabIndex = row.int(26)
        tenantName = row.text(28)
        tenantCode = row.text(30)
        forcedGesture = row.flag(32)
        forcedProtected = row.flag(34) ?? false
        gestureEnable = row.flag(36)
        gestureTimeInterval = row.int(38) ?? 30
        pageCode = row.text(42)
        im = row.one(44)
        canChangeAccountPassword = row.flag(46)
        changeAccountPasswordURL = row.text(48)
        changeAccountPasswordTip = row.text(50)
        addressEnable = row.flag(52) ?? true
        cloud = row.one(54)
        belongDept = row.list(56)
        settingTelPassword = row.flag(58)
        unreadableFields = row.unreadable(Self.keys, lists: Self.lists)
    }
}

extension MysoftUserInfo: Redacted {
    var members: [Member] {
        [
            Member("id", hiding: id),
            Member("name", hiding: name),
            Member("avatar", hiding: avatar),
            Member("sex", hiding: sex),
            Member("protected", protected),
            Member("oftenDevice", oftenDevice),
            Member("wzsUserID", hiding: wzsUserID),
            Member("erpUserCode", hiding: erpUserCode),
            Member("phone", hiding: phone),
            Member("tenantID", tenantID),
            Member("tenantLogoURL", tenantLogoURL),
            Member("tabIndex", tabIndex),
            Member("tenantName", tenantName),
            Member("tenantCode", tenantCode),
            Member("forcedGesture", forcedGesture),
            Member("forcedProtected", forcedProtected),
            Member("gestureEnable", gestureEnable),
            Member("gestureTimeInterval", gestureTimeInterval),
            Member("pageCode", pageCode),
            Member("im", hiding: im),
            Member("canChangeAccountPassword", canChangeAccountPassword),
            Member("changeAccountPasswordURL", changeAccountPasswordURL),
            Member("changeAccountPasswordTip", changeAccountPasswordTip),
            Member("addressEnable", addressEnable),
            Member("cloud", cloud),
            Member("belongDept", belongDept),
            Member("settingTelPassword", settingTelPassword),
            Member("unreadableFields", unreadableFields),
            Member("secrets", hiding: secrets)
        ]
    }
}

extension MysoftUserInfo: Identifiable {
    /// The data about the person that every provider can supply. Personal data.
    public var profile: Profile {
        Profile(
            provider: .mysoft,
            id: id,
            displayName: line(name, erpUserCode),
            phone: line(phone),
            avatarURL: line(avatar),
            organization: line(belongDept.first?.deptName),
            tenant: line(tenantName, tenantCode)
        )
    }
}

/// The secrets of a ``MysoftIm``, which an app should not hold. They are not printed, compared, or encoded.
public struct MysoftImSecrets: Sendable {
    /// IM token: the token for instant messages.
    public let token: String?
    /// IM密码, AES加密后的结果: the password, encrypted.
    public let imUserPassword: String?
}

extension MysoftImSecrets: Redacted {
    var members: [Member] {
        [
            Member("token", hiding: token),
            Member("imUserPassword", hiding: imUserPassword)
        ]
    }
}

/// `im`: the account for instant messages, since version 3.4.0.
public struct MysoftIm: Sendable, Hashable, Codable {
    /// The user's ID for instant messages. Personal data.
    public var imUserID: String? { stored.get { $0.imUserID } row: { $0.text(6) } }
    /// 是否开启讨论组类型, 默认false: whether discussion groups have kinds.
    public var discussionTypeEnable: Bool { stored.get { $0.discussionTypeEnable } row: { $0.flag(10) ?? false } }
    /// 是否开启关联工作项, 默认false: whether work items can be linked.
    public var associateWorkEnable: Bool { stored.get { $0.associateWorkEnable } row: { $0.flag(12) ?? false } }
    /// The URL of the linked work items.
    public var associateWorkLink: String? { stored.get { $0.associateWorkLink } row: { $0.text(14) } }
    /// 是否开启IM功能: whether instant messages are enabled.
    public var enable: Bool? { stored.get { $0.enable } row: { $0.flag(16) } }
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public var unreadableFields: [String] {
        stored.get { $0.unreadableFields } row: { $0.unreadable(Fields.keys, lists: Fields.lists) }
    }
    /// The secrets that the provider sent. They are present only with ``LookupOptions/includeSecrets``.
    public var secrets: MysoftImSecrets? {
        guard let row = stored.row, row.hasSecrets else { return nil }
        return MysoftImSecrets(
            token: row.text(4),
            imUserPassword: row.text(8)
        )
    }

    let stored: Stored<Fields>

    /// Creates a value with these members.
    public init(
        imUserID: String? = nil,
        discussionTypeEnable: Bool = false,
        associateWorkEnable: Bool = false,
        associateWorkLink: String? = nil,
        enable: Bool? = nil,
        unreadableFields: [String] = []
    ) {
        stored = .inMemory(Fields(
            imUserID: imUserID,
            discussionTypeEnable: discussionTypeEnable,
            associateWorkEnable: associateWorkEnable,
            associateWorkLink: associateWorkLink,
            enable: enable,
            unreadableFields: unreadableFields
        ))
    }
}

extension MysoftIm: Readable {
    init(stored: Stored<Fields>) { self.stored = stored }
}

extension MysoftIm {
    struct Fields: ReadableFields {
        let imUserID: String?
        let discussionTypeEnable: Bool
        let associateWorkEnable: Bool
        let associateWorkLink: String?
        let enable: Bool?
        let unreadableFields: [String]

        static let keys = [
            "token",
            "im_user_id",
            "im_user_password",
            "discussion_type_enable",
            "associate_work_enable",
            "associate_work_link",
            "enable"
        ]
        static let lists: [Int] = []

        private enum CodingKeys: String, CodingKey {
            case imUserID = "imUserId"
            case discussionTypeEnable
            case associateWorkEnable
            case associateWorkLink
            case enable
            case unreadableFields
        }
    }
}

extension MysoftIm.Fields {
    init(_ row: Row) {
        imUserID = row.text(6)
        discussionTypeEnable = row.flag(10) ?? false
        associateWorkEnable = row.flag(12) ?? false
        associateWorkLink = row.text(14)
        enable = row.flag(16)
        unreadableFields = row.unreadable(Self.keys, lists: Self.lists)
    }
}

extension MysoftIm: Redacted {
    var members: [Member] {
        [
            Member("imUserID", hiding: imUserID),
            Member("discussionTypeEnable", discussionTypeEnable),
            Member("associateWorkEnable", associateWorkEnable),
            Member("associateWorkLink", associateWorkLink),
            Member("enable", enable),
            Member("unreadableFields", unreadableFields),
            Member("secrets", hiding: secrets)
        ]
    }
}

/// `cloud`: the tenant's cloud.
public struct MysoftCloud: Sendable, Hashable, Codable {
    /// 云助手云端域名地址, 兼容私有云部署情况: the cloud's host, which may be a private one.
    public var host: String? { stored.get { $0.host } row: { $0.text(4) } }
    /// 云助手APP功能介绍网页地址: the URL of the page about the app.
    public var yzsAppPublishURL: String? { stored.get { $0.yzsAppPublishURL } row: { $0.text(6) } }
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public var unreadableFields: [String] {
        stored.get { $0.unreadableFields } row: { $0.unreadable(Fields.keys, lists: Fields.lists) }
    }

    let stored: Stored<Fields>

    /// Creates a value with these members.
    public init(
        host: String? = nil,
        yzsAppPublishURL: String? = nil,
        unreadableFields: [String] = []
    ) {
        stored = .inMemory(Fields(
            host: host,
            yzsAppPublishURL: yzsAppPublishURL,
            unreadableFields: unreadableFields
        ))
    }
}

extension MysoftCloud: Readable {
    init(stored: Stored<Fields>) { self.stored = stored }
}

extension MysoftCloud {
    struct Fields: ReadableFields {
        let host: String?
        let yzsAppPublishURL: String?
        let unreadableFields: [String]

        static let keys = [
            "host",
            "yzs_app_publish_url"
        ]
        static let lists: [Int] = []

        private enum CodingKeys: String, CodingKey {
            case host
            case yzsAppPublishURL = "yzsAppPublishUrl"
            case unreadableFields
        }
    }
}

extension MysoftCloud.Fields {
    init(_ row: Row) {
        host = row.text(4)
        yzsAppPublishURL = row.text(6)
        unreadableFields = row.unreadable(Self.keys, lists: Self.lists)
    }
}

extension MysoftCloud: Redacted {
    var members: [Member] {
        [
            Member("host", host),
            Member("yzsAppPublishURL", yzsAppPublishURL),
            Member("unreadableFields", unreadableFields)
        ]
    }
}

/// `belong_dept[]`: a department.
public struct MysoftDepartment: Sendable, Hashable, Codable {
    /// The path to the department: codes with dots in between.
    public var yzsOrderHierarchyCode: String? { stored.get { $0.yzsOrderHierarchyCode } row: { $0.text(4) } }
    /// The department's name.
    public var deptName: String? { stored.get { $0.deptName } row: { $0.text(6) } }
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public var unreadableFields: [String] {
        stored.get { $0.unreadableFields } row: { $0.unreadable(Fields.keys, lists: Fields.lists) }
    }

    let stored: Stored<Fields>

    /// Creates a value with these members.
    public init(
        yzsOrderHierarchyCode: String? = nil,
        deptName: String? = nil,
        unreadableFields: [String] = []
    ) {
        stored = .inMemory(Fields(
            yzsOrderHierarchyCode: yzsOrderHierarchyCode,
            deptName: deptName,
            unreadableFields: unreadableFields
        ))
    }
}

extension MysoftDepartment: Readable {
    init(stored: Stored<Fields>) { self.stored = stored }
}

extension MysoftDepartment {
    struct Fields: ReadableFields {
        let yzsOrderHierarchyCode: String?
        let deptName: String?
        let unreadableFields: [String]

        static let keys = [
            "yzs_order_hierarchy_code",
            "dept_name"
        ]
        static let lists: [Int] = []
    }
}

extension MysoftDepartment.Fields {
    init(_ row: Row) {
        yzsOrderHierarchyCode = row.text(4)
        deptName = row.text(6)
        unreadableFields = row.unreadable(Self.keys, lists: Self.lists)
    }
}

extension MysoftDepartment: Redacted {
    var members: [Member] {
        [
            Member("yzsOrderHierarchyCode", yzsOrderHierarchyCode),
            Member("deptName", deptName),
            Member("unreadableFields", unreadableFields)
        ]
    }
}
