// Generated from the core's tables by `cargo xtask generate`; do not edit.

package io.github.mingpian

/**
 * An invented person of the fake service mysoft. Each field of a [MysoftUserInfo] can be set.
 *
 * @param describe Sets the fields.
 */
public class MysoftPerson @JvmOverloads constructor(describe: MysoftPerson.() -> Unit = {}) : FakePerson(Provider.MYSOFT) {
    /** The user's ID: digits in a string. Personal data. */
    public var id: String? = null

    /** The name. Personal data. */
    public var name: String? = null

    /** The URL of the picture. Personal data. */
    public var avatar: String? = null

    /** The sex; 0 in the example. The values are not documented. Personal data. */
    public var sex: Long? = null

    /** 是否开启账号保护: whether the account is protected. */
    public var protected: Boolean? = null

    /** 是否是常用设备: whether the user uses this device regularly. */
    public var oftenDevice: Boolean? = null

    /** The user's ID in Yunzhushou. Personal data. */
    public var wzsUserId: String? = null

    /** The user's code in the company's ERP. Personal data. */
    public var erpUserCode: String? = null

    /** 绑定的手机号: the phone number bound to the account. Personal data. */
    public var phone: String? = null

    /** The tenant's ID. */
    public var tenantId: String? = null

    /** The URL of the tenant's logo. */
    public var tenantLogoUrl: String? = null

    /** 首页定位标签索引: the index of the tab that the app opens first. */
    public var tabIndex: Long? = null

    /** The tenant's name. */
    public var tenantName: String? = null

    /** The tenant's code. */
    public var tenantCode: String? = null

    /** 企业是否开启了强制手势密码: whether the company requires a gesture. */
    public var forcedGesture: Boolean? = null

    /** 是否强制开启账号保护, 默认false: whether protection is enforced. */
    public var forcedProtected: Boolean? = null

    /** Whether a gesture is set. */
    public var gestureEnable: Boolean? = null

    /**
     * 手势密码时间间隔: the time until the gesture is requested again, in seconds. 无此字段默认为30秒: defaults to 30.
     */
    public var gestureTimeInterval: Long? = null

    /** The gesture that unlocks the app. */
    public var gesturePassword: String? = null

    /**
     * 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the
     * code of an H5 app.
     */
    public var pageCode: String? = null

    /** The account for instant messages. Personal data. */
    public var im: Im? = null

    /** 是否可以修改密码: whether the user can change the password. */
    public var canChangeAccountPassword: Boolean? = null

    /** 修改密码时跳转的地址: the URL where the password is changed. */
    public var changeAccountPasswordUrl: String? = null

    /** 不允许修改密码时的提示信息: the message for a user who cannot change the password. */
    public var changeAccountPasswordTip: String? = null

    /** 是否开启通讯录功能, 默认true: whether there is an address book. */
    public var addressEnable: Boolean? = null

    /** The tenant's cloud. */
    public var cloud: Cloud? = null

    /** The user's departments. */
    public var belongDept: List<Department>? = null

    /** 是否设置了手机号密码: whether the user has set a password for the phone number. */
    public var settingTelPassword: Boolean? = null

    init {
        describe()
    }

    override fun members(number: Int): List<Member> = listOf(
        Member("id", id ?: number.toString(), isRequired = true),
        Member("name", name),
        Member("avatar", avatar),
        Member("sex", sex),
        Member("protected", protected),
        Member("often_device", oftenDevice),
        Member("wzs_user_id", wzsUserId),
        Member("erp_user_code", erpUserCode),
        Member("phone", phone),
        Member("tenant_id", tenantId),
        Member("tenant_logo_url", tenantLogoUrl),
        Member("tab_index", tabIndex),
        Member("tenant_name", tenantName),
        Member("tenant_code", tenantCode),
        Member("forced_gesture", forcedGesture),
        Member("forced_protected", forcedProtected),
        Member("gesture_enable", gestureEnable),
        Member("gesture_time_interval", gestureTimeInterval),
        Member("gesture_password", gesturePassword),
        Member("page_code", pageCode),
        Member("im", im?.write()),
        Member("can_change_account_password", canChangeAccountPassword),
        Member("change_account_password_url", changeAccountPasswordUrl),
        Member("change_account_password_tip", changeAccountPasswordTip),
        Member("address_enable", addressEnable),
        Member("cloud", cloud?.write()),
        Member("belong_dept", belongDept?.map { it.write() }),
        Member("setting_tel_password", settingTelPassword),
    )

    /**
     * An invented [MysoftDepartment]. Each field can be set.
     *
     * @param describe Sets the fields.
     */
    public class Department @JvmOverloads constructor(describe: Department.() -> Unit = {}) : FakeRecord() {
        /** The path to the department: codes with dots in between. */
        public var yzsOrderHierarchyCode: String? = null

        /** The department's name. */
        public var deptName: String? = null

        init {
            describe()
        }

        override fun members(number: Int): List<Member> = listOf(
            Member("yzs_order_hierarchy_code", yzsOrderHierarchyCode),
            Member("dept_name", deptName),
        )
    }

    /**
     * An invented [MysoftCloud]. Each field can be set.
     *
     * @param describe Sets the fields.
     */
    public class Cloud @JvmOverloads constructor(describe: Cloud.() -> Unit = {}) : FakeRecord() {
        /** 云助手云端域名地址, 兼容私有云部署情况: the cloud's host, which may be a private one. */
        public var host: String? = null

        /** 云助手APP功能介绍网页地址: the URL of the page about the app. */
        public var yzsAppPublishUrl: String? = null

        init {
            describe()
        }

        override fun members(number: Int): List<Member> = listOf(
            Member("host", host),
            Member("yzs_app_publish_url", yzsAppPublishUrl),
        )
    }

    /**
     * An invented [MysoftIm]. Each field can be set.
     *
     * @param describe Sets the fields.
     */
    public class Im @JvmOverloads constructor(describe: Im.() -> Unit = {}) : FakeRecord() {
        /** IM token: the token for instant messages. */
        public var token: String? = null

        /** The user's ID for instant messages. Personal data. */
        public var imUserId: String? = null

        /** IM密码, AES加密后的结果: the password, encrypted. */
        public var imUserPassword: String? = null

        /** 是否开启讨论组类型, 默认false: whether discussion groups have kinds. */
        public var discussionTypeEnable: Boolean? = null

        /** 是否开启关联工作项, 默认false: whether work items can be linked. */
        public var associateWorkEnable: Boolean? = null

        /** The URL of the linked work items. */
        public var associateWorkLink: String? = null

        /** 是否开启IM功能: whether instant messages are enabled. */
        public var enable: Boolean? = null

        init {
            describe()
        }

        override fun members(number: Int): List<Member> = listOf(
            Member("token", token),
            Member("im_user_id", imUserId),
            Member("im_user_password", imUserPassword),
            Member("discussion_type_enable", discussionTypeEnable),
            Member("associate_work_enable", associateWorkEnable),
            Member("associate_work_link", associateWorkLink),
            Member("enable", enable),
        )
    }
}
