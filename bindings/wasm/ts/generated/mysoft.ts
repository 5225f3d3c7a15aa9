// Generated from the core's tables by `cargo xtask generate`; do not edit.

import { oneRecord } from "../answers.js";
import type { Operation } from "../lookup.js";
import type { Profile } from "./names.js";
import * as read from "../read.js";

/** 请求包结构: the user and the device. The required fields are not documented. */
export interface MysoftGetUserInfo {
  /** The tenant's code. */
  readonly tenantCode?: string | undefined;
  /** 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL. */
  readonly appCacheHost?: string | undefined;
  /** The user's ID. Personal data. */
  readonly wzsUserId?: string | undefined;
  /** The tenant's ID. */
  readonly tenantId?: string | undefined;
  /** The app's version, such as `3.9.0`. */
  readonly versionName?: string | undefined;
  /**
   * The device's ID again, under the misprinted key of the vendor's example. Omit it unless the server requires it.
   * Personal data.
   */
  readonly deviceIdWithTrailingSpace?: string | undefined;
  /** The device's name, such as `iPhone 11 Pro`. Personal data. */
  readonly deviceName?: string | undefined;
  /** The device's push token. */
  readonly deviceToken?: string | undefined;
  /** The platform: 1 is iOS, 2 is Android. */
  readonly platform?: number | undefined;
  /**
   * The push channel: 1 is APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, and 5 vivo. If it is absent, the server uses 2 on Android
   * and 1 on iOS.
   */
  readonly pushChannel?: number | undefined;
  /** The operating system's version, such as `13.1`. */
  readonly osVersion?: string | undefined;
  /** The language: `zh-CN` or `en-US`. */
  readonly language?: string | undefined;
  /** The device's ID. Personal data. */
  readonly deviceId?: string | undefined;
}

/**
 * The secrets of a {@link MysoftUserInfo}, which an app should not hold. They are not enumerable, and print as
 * `[redacted]`.
 */
export interface MysoftUserInfoSecrets {
  /** The gesture that unlocks the app. */
  readonly gesturePassword: string | undefined;
}

/** `user_info`: an employee. */
export interface MysoftUserInfo {
  /** The user's ID: digits in a string. Personal data. */
  readonly id: string;
  /** The name. Personal data. */
  readonly name: string | undefined;
  /** The URL of the picture. Personal data. */
  readonly avatar: string | undefined;
  /** The sex; 0 in the example. The values are not documented. Personal data. */
  readonly sex: number | undefined;
  /** 是否开启账号保护: whether the account is protected. */
  readonly protected: boolean | undefined;
  /** 是否是常用设备: whether the user uses this device regularly. */
  readonly oftenDevice: boolean | undefined;
  /** The user's ID in Yunzhushou. Personal data. */
  readonly wzsUserId: string | undefined;
  /** The user's code in the company's ERP. Personal data. */
  readonly erpUserCode: string | undefined;
  /** 绑定的手机号: the phone number bound to the account. Personal data. */
  readonly phone: string | undefined;
  /** The tenant's ID. */
  readonly tenantId: string | undefined;
  /** The URL of the tenant's logo. */
  readonly tenantLogoUrl: string | undefined;
  /** 首页定位标签索引: the index of the tab that the app opens first. */
  readonly tabIndex: number | undefined;
  /** The tenant's name. */
  readonly tenantName: string | undefined;
  /** The tenant's code. */
  readonly tenantCode: string | undefined;
  /** 企业是否开启了强制手势密码: whether the company requires a gesture. */
  readonly forcedGesture: boolean | undefined;
  /** 是否强制开启账号保护, 默认false: whether protection is enforced. */
  readonly forcedProtected: boolean;
  /** Whether a gesture is set. */
  readonly gestureEnable: boolean | undefined;
  /** 手势密码时间间隔: the time until the gesture is requested again, in seconds. 无此字段默认为30秒: defaults to 30. */
  readonly gestureTimeInterval: number;
  /** 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the code of an H5 app. */
  readonly pageCode: string | undefined;
  /** The account for instant messages. Personal data. */
  readonly im: MysoftIm | undefined;
  /** 是否可以修改密码: whether the user can change the password. */
  readonly canChangeAccountPassword: boolean | undefined;
  /** 修改密码时跳转的地址: the URL where the password is changed. */
  readonly changeAccountPasswordUrl: string | undefined;
  /** 不允许修改密码时的提示信息: the message for a user who cannot change the password. */
  readonly changeAccountPasswordTip: string | undefined;
  /** 是否开启通讯录功能, 默认true: whether there is an address book. */
  readonly addressEnable: boolean;
  /** The tenant's cloud. */
  readonly cloud: MysoftCloud | undefined;
  /** The user's departments. */
  readonly belongDept: readonly MysoftDepartment[];
  /** 是否设置了手机号密码: whether the user has set a password for the phone number. */
  readonly settingTelPassword: boolean | undefined;
  /**
   * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
   * unreadable entries.
   */
  readonly unreadableFields: readonly string[];
  /** The secrets that the vendor sent, which an app should not hold. Present only with `includeSecrets`. */
  readonly secrets: MysoftUserInfoSecrets | undefined;
  /** The data about the person that every provider can supply. Personal data. */
  readonly profile: Profile;
}

/** @internal */
export const readMysoftUserInfo: read.Read<MysoftUserInfo> = (s, t, i) => {
  const id = read.text(s, t, i + 4)!;
  const name = read.text(s, t, i + 6);
  const avatar = read.text(s, t, i + 8);
  const erpUserCode = read.text(s, t, i + 18);
  const phone = read.text(s, t, i + 20);
  const tenantName = read.text(s, t, i + 28);
  const tenantCode = read.text(s, t, i + 30);
  const belongDept = read.list(s, t, i + 56, readMysoftDepartment);
  return read.secrets<MysoftUserInfo>(t, {
    id,
    name,
    avatar,
    sex: read.int(t, i + 10),
    protected: read.flag(t, i + 12),
    oftenDevice: read.flag(t, i + 14),
    wzsUserId: read.text(s, t, i + 16),
    erpUserCode,
    phone,
    tenantId: read.text(s, t, i + 22),
    tenantLogoUrl: read.text(s, t, i + 24),
    tabIndex: read.int(t, i + 26),
    tenantName,
    tenantCode,
    forcedGesture: read.flag(t, i + 32),
    forcedProtected: read.flag(t, i + 34) ?? false,
    gestureEnable: read.flag(t, i + 36),
    gestureTimeInterval: read.int(t, i + 38) ?? 30,
    pageCode: read.text(s, t, i + 42),
    im: read.one(s, t, i + 44, readMysoftIm),
    canChangeAccountPassword: read.flag(t, i + 46),
    changeAccountPasswordUrl: read.text(s, t, i + 48),
    changeAccountPasswordTip: read.text(s, t, i + 50),
    addressEnable: read.flag(t, i + 52) ?? true,
    cloud: read.one(s, t, i + 54, readMysoftCloud),
    belongDept,
    settingTelPassword: read.flag(t, i + 58),
    unreadableFields: t[3] ? read.unreadable(t, i, [
      "id", "name", "avatar", "sex", "protected", "often_device", "wzs_user_id", "erp_user_code", "phone", "tenant_id",
      "tenant_logo_url", "tab_index", "tenant_name", "tenant_code", "forced_gesture", "forced_protected",
      "gesture_enable", "gesture_time_interval", "gesture_password", "page_code", "im", "can_change_account_password",
      "change_account_password_url", "change_account_password_tip", "address_enable", "cloud", "belong_dept",
      "setting_tel_password",
    ], [56]) : read.NONE,
    profile: {
      provider: "mysoft",
      id: id,
      displayName: name || erpUserCode || undefined,
      phone: phone || undefined,
      email: undefined,
      avatarUrl: avatar || undefined,
      organization: belongDept[0]?.deptName || undefined,
      tenant: tenantName || tenantCode || undefined,
    },
  }, () => ({
    gesturePassword: read.text(s, t, i + 40),
  }));
};

/**
 * The secrets of a {@link MysoftIm}, which an app should not hold. They are not enumerable, and print as `[redacted]`.
 */
export interface MysoftImSecrets {
  /** IM token: the token for instant messages. */
  readonly token: string | undefined;
  /** IM密码, AES加密后的结果: the password, encrypted. */
  readonly imUserPassword: string | undefined;
}

/** `im`: the account for instant messages, since version 3.4.0. */
export interface MysoftIm {
  /** The user's ID for instant messages. Personal data. */
  readonly imUserId: string | undefined;
  /** 是否开启讨论组类型, 默认false: whether discussion groups have kinds. */
  readonly discussionTypeEnable: boolean;
  /** 是否开启关联工作项, 默认false: whether work items can be linked. */
  readonly associateWorkEnable: boolean;
  /** The URL of the linked work items. */
  readonly associateWorkLink: string | undefined;
  /** 是否开启IM功能: whether instant messages are enabled. */
  readonly enable: boolean | undefined;
  /**
   * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
   * unreadable entries.
   */
  readonly unreadableFields: readonly string[];
  /** The secrets that the vendor sent, which an app should not hold. Present only with `includeSecrets`. */
  readonly secrets: MysoftImSecrets | undefined;
}

/** @internal */
export const readMysoftIm: read.Read<MysoftIm> = (s, t, i) => read.secrets<MysoftIm>(t, {
  imUserId: read.text(s, t, i + 6),
  discussionTypeEnable: read.flag(t, i + 10) ?? false,
  associateWorkEnable: read.flag(t, i + 12) ?? false,
  associateWorkLink: read.text(s, t, i + 14),
  enable: read.flag(t, i + 16),
  unreadableFields: t[3] ? read.unreadable(t, i, [
    "token", "im_user_id", "im_user_password", "discussion_type_enable", "associate_work_enable", "associate_work_link",
    "enable",
  ]) : read.NONE,
}, () => ({
  token: read.text(s, t, i + 4),
  imUserPassword: read.text(s, t, i + 8),
}));

/** `cloud`: the tenant's cloud. */
export interface MysoftCloud {
  /** 云助手云端域名地址, 兼容私有云部署情况: the cloud's host, which may be a private one. */
  readonly host: string | undefined;
  /** 云助手APP功能介绍网页地址: the URL of the page about the app. */
  readonly yzsAppPublishUrl: string | undefined;
  /**
   * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
   * unreadable entries.
   */
  readonly unreadableFields: readonly string[];
}

/** @internal */
export const readMysoftCloud: read.Read<MysoftCloud> = (s, t, i) => ({
  host: read.text(s, t, i + 4),
  yzsAppPublishUrl: read.text(s, t, i + 6),
  unreadableFields: t[3] ? read.unreadable(t, i, [
    "host", "yzs_app_publish_url",
  ]) : read.NONE,
});

/** `belong_dept[]`: a department. */
export interface MysoftDepartment {
  /** The path to the department: codes with dots in between. */
  readonly yzsOrderHierarchyCode: string | undefined;
  /** The department's name. */
  readonly deptName: string | undefined;
  /**
   * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
   * unreadable entries.
   */
  readonly unreadableFields: readonly string[];
}

/** @internal */
export const readMysoftDepartment: read.Read<MysoftDepartment> = (s, t, i) => ({
  yzsOrderHierarchyCode: read.text(s, t, i + 4),
  deptName: read.text(s, t, i + 6),
  unreadableFields: t[3] ? read.unreadable(t, i, [
    "yzs_order_hierarchy_code", "dept_name",
  ]) : read.NONE,
});

/** Mysoft's credentials. Their secrets print as `[redacted]`. */
export type MysoftCredentials = MysoftAccessToken;

/**
 * An access token, which is sent in the query. The vendor does not document how it is issued or how long it is valid.
 */
export interface MysoftAccessToken {
  /** The token. */
  readonly accessToken: string;
}

/** Looks up the employee behind an access token. Sends a POST request to `/api/wzs/get-user-info`. */
export const mysoftGetUserInfo: Operation<MysoftGetUserInfo, MysoftCredentials, MysoftUserInfo> = {
  provider: "mysoft",
  name: "getUserInfo",
  lists: [],
  maxPerList: 0,
  isIdempotent: true,
  read: /* @__PURE__ */ oneRecord(readMysoftUserInfo),
};
