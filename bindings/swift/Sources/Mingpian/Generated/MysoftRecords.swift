// Generated from src/ by `cargo xtask generate`; do not edit.

/// The secrets of ``MysoftUserInfo``, which an app should not hold. They print redacted, and are neither compared nor
/// encoded.
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
    public let id: String
    /// The name. Personal data.
    public let name: String?
    /// The URL of the picture. Personal data.
    public let avatar: String?
    /// The sex; 0 in the example. The values are not documented. Personal data.
    public let sex: Int?
    /// 是否开启账号保护: whether the account is protected.
    public let protected: Bool?
    /// 是否是常用设备: whether the user uses this device regularly.
    public let oftenDevice: Bool?
    /// The user's ID in Yunzhushou. Personal data.
    public let wzsUserID: String?
    /// The user's code in the company's ERP. Personal data.
    public let erpUserCode: String?
    /// 绑定的手机号: the phone number bound to the account. Personal data.
    public let phone: String?
    /// The tenant's ID.
    public let tenantID: String?
    /// The URL of the tenant's logo.
    public let tenantLogoURL: String?
    /// 首页定位标签索引: the index of the tab that the app opens first.
    public let tabIndex: Int?
    /// The tenant's name.
    public let tenantName: String?
    /// The tenant's code.
    public let tenantCode: String?
    /// 企业是否开启了强制手势密码: whether the company requires a gesture.
    public let forcedGesture: Bool?
    /// 是否强制开启账号保护, 默认false: whether protection is enforced.
    public let forcedProtected: Bool
    /// Whether a gesture is set.
    public let gestureEnable: Bool?
    /// 手势密码时间间隔: the time until the gesture is requested again, in seconds. 无此字段默认为30秒: defaults to 30.
    public let gestureTimeInterval: Int
    /// 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the code of an H5 app.
    public let pageCode: String?
    /// The account for instant messages. Personal data.
    public let im: MysoftIm?
    /// 是否可以修改密码: whether the user can change the password.
    public let canChangeAccountPassword: Bool?
    /// 修改密码时跳转的地址: the URL where the password is changed.
    public let changeAccountPasswordURL: String?
    /// 不允许修改密码时的提示信息: the message for a user who cannot change the password.
    public let changeAccountPasswordTip: String?
    /// 是否开启通讯录功能, 默认true: whether there is an address book.
    public let addressEnable: Bool
    /// The tenant's cloud.
    public let cloud: MysoftCloud?
    /// The user's departments.
    public let belongDept: [MysoftDepartment]
    /// 是否设置了手机号密码: whether the user has set a password for the phone number.
    public let settingTelPassword: Bool?
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public let unreadableFields: [String]
    /// The secrets that the provider sent. They are present only with ``LookupOptions/includeSecrets``.
    public var secrets: MysoftUserInfoSecrets? { withheld.value }
    private var withheld = Withheld<MysoftUserInfoSecrets>()

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
        self.id = id
        self.name = name
        self.avatar = avatar
        self.sex = sex
        self.protected = protected
        self.oftenDevice = oftenDevice
        self.wzsUserID = wzsUserID
        self.erpUserCode = erpUserCode
        self.phone = phone
        self.tenantID = tenantID
        self.tenantLogoURL = tenantLogoURL
        self.tabIndex = tabIndex
        self.tenantName = tenantName
        self.tenantCode = tenantCode
        self.forcedGesture = forcedGesture
        self.forcedProtected = forcedProtected
        self.gestureEnable = gestureEnable
        self.gestureTimeInterval = gestureTimeInterval
        self.pageCode = pageCode
        self.im = im
        self.canChangeAccountPassword = canChangeAccountPassword
        self.changeAccountPasswordURL = changeAccountPasswordURL
        self.changeAccountPasswordTip = changeAccountPasswordTip
        self.addressEnable = addressEnable
        self.cloud = cloud
        self.belongDept = belongDept
        self.settingTelPassword = settingTelPassword
        self.unreadableFields = unreadableFields
    }
}

extension MysoftUserInfo: Readable {
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
        unreadableFields = !row.hasUnreadable ? [] : row.unreadable([
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
        ], lists: [56])
        guard row.hasSecrets else { return }
        withheld.value = MysoftUserInfoSecrets(
            gesturePassword: row.text(40)
        )
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

/// The secrets of ``MysoftIm``, which an app should not hold. They print redacted, and are neither compared nor
/// encoded.
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
    public let imUserID: String?
    /// 是否开启讨论组类型, 默认false: whether discussion groups have kinds.
    public let discussionTypeEnable: Bool
    /// 是否开启关联工作项, 默认false: whether work items can be linked.
    public let associateWorkEnable: Bool
    /// The URL of the linked work items.
    public let associateWorkLink: String?
    /// 是否开启IM功能: whether instant messages are enabled.
    public let enable: Bool?
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public let unreadableFields: [String]
    /// The secrets that the provider sent. They are present only with ``LookupOptions/includeSecrets``.
    public var secrets: MysoftImSecrets? { withheld.value }
    private var withheld = Withheld<MysoftImSecrets>()

    private enum CodingKeys: String, CodingKey {
        case imUserID = "imUserId"
        case discussionTypeEnable
        case associateWorkEnable
        case associateWorkLink
        case enable
        case unreadableFields
    }

    /// Creates a value with these members.
    public init(
        imUserID: String? = nil,
        discussionTypeEnable: Bool = false,
        associateWorkEnable: Bool = false,
        associateWorkLink: String? = nil,
        enable: Bool? = nil,
        unreadableFields: [String] = []
    ) {
        self.imUserID = imUserID
        self.discussionTypeEnable = discussionTypeEnable
        self.associateWorkEnable = associateWorkEnable
        self.associateWorkLink = associateWorkLink
        self.enable = enable
        self.unreadableFields = unreadableFields
    }
}

extension MysoftIm: Readable {
    init(_ row: Row) {
        imUserID = row.text(6)
        discussionTypeEnable = row.flag(10) ?? false
        associateWorkEnable = row.flag(12) ?? false
        associateWorkLink = row.text(14)
        enable = row.flag(16)
        unreadableFields = !row.hasUnreadable ? [] : row.unreadable([
            "token",
            "im_user_id",
            "im_user_password",
            "discussion_type_enable",
            "associate_work_enable",
            "associate_work_link",
            "enable"
        ], lists: [])
        guard row.hasSecrets else { return }
        withheld.value = MysoftImSecrets(
            token: row.text(4),
            imUserPassword: row.text(8)
        )
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
    public let host: String?
    /// 云助手APP功能介绍网页地址: the URL of the page about the app.
    public let yzsAppPublishURL: String?
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public let unreadableFields: [String]

    private enum CodingKeys: String, CodingKey {
        case host
        case yzsAppPublishURL = "yzsAppPublishUrl"
        case unreadableFields
    }

    /// Creates a value with these members.
    public init(
        host: String? = nil,
        yzsAppPublishURL: String? = nil,
        unreadableFields: [String] = []
    ) {
        self.host = host
        self.yzsAppPublishURL = yzsAppPublishURL
        self.unreadableFields = unreadableFields
    }
}

extension MysoftCloud: Readable {
    init(_ row: Row) {
        host = row.text(4)
        yzsAppPublishURL = row.text(6)
        unreadableFields = !row.hasUnreadable ? [] : row.unreadable([
            "host",
            "yzs_app_publish_url"
        ], lists: [])
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
    public let yzsOrderHierarchyCode: String?
    /// The department's name.
    public let deptName: String?
    /// The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
    /// unreadable entries.
    public let unreadableFields: [String]

    /// Creates a value with these members.
    public init(
        yzsOrderHierarchyCode: String? = nil,
        deptName: String? = nil,
        unreadableFields: [String] = []
    ) {
        self.yzsOrderHierarchyCode = yzsOrderHierarchyCode
        self.deptName = deptName
        self.unreadableFields = unreadableFields
    }
}

extension MysoftDepartment: Readable {
    init(_ row: Row) {
        yzsOrderHierarchyCode = row.text(4)
        deptName = row.text(6)
        unreadableFields = !row.hasUnreadable ? [] : row.unreadable([
            "yzs_order_hierarchy_code",
            "dept_name"
        ], lists: [])
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
