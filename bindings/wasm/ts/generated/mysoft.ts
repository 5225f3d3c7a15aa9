// Generated from the tables in src/providers by `cargo xtask generate`; do not edit.

import type { Profile } from "../profile.js";
import * as read from "../read.js";

/** 请求包结构: who asks, from which device. Which of it the provider needs is not documented. */
export interface MysoftGetUserInfo {
  /** The tenant's code. */
  readonly tenantCode?: string | undefined;
  /** 主机地址: `cloud.host` as signing in returned it, for private clouds. The request itself goes to the base URL. */
  readonly appCacheHost?: string | undefined;
  /** The user's id. Personal data. */
  readonly wzsUserId?: string | undefined;
  /** The tenant's id. */
  readonly tenantId?: string | undefined;
  /** The app's version, `3.9.0`. */
  readonly versionName?: string | undefined;
  /** The device's id once more, under the misprinted key of the vendor's example. Leave it out unless the server turns out to want it. Personal data. */
  readonly deviceIdWithTrailingSpace?: string | undefined;
  /** The device's name, `iPhone 11 Pro`. Personal data. */
  readonly deviceName?: string | undefined;
  /** The device's push token. */
  readonly deviceToken?: string | undefined;
  /** 1 iOS, 2 Android. */
  readonly platform?: number | undefined;
  /** 1 APNs, 2 Xiaomi, 3 Huawei, 4 OPPO, 5 vivo. Without it the server takes 2 on Android and 1 on iOS. */
  readonly pushChannel?: number | undefined;
  /** The operating system's version, `13.1`. */
  readonly osVersion?: string | undefined;
  /** `zh-CN` or `en-US`. */
  readonly language?: string | undefined;
  /** The device's id. Personal data. */
  readonly deviceId?: string | undefined;
}

/** What {@link MysoftUserInfo} carries and an app should not hold. It is not enumerable and prints redacted. */
export interface MysoftUserInfoSecrets {
  /** The gesture. */
  readonly gesturePassword: string | undefined;
}

/** `user_info`: an employee. */
export interface MysoftUserInfo {
  /** The user's id: digits in a string. Personal data. */
  readonly id: string;
  /** The name. Personal data. */
  readonly name: string | undefined;
  /** Where the picture is. Personal data. */
  readonly avatar: string | undefined;
  /** 0 in the example; the values are not explained. Personal data. */
  readonly sex: number | undefined;
  /** 是否开启账号保护: whether the account is protected. */
  readonly protected: boolean | undefined;
  /** 是否是常用设备: whether this device is often used. */
  readonly oftenDevice: boolean | undefined;
  /** The user's id in Yunzhushou. Personal data. */
  readonly wzsUserId: string | undefined;
  /** The user's code in the company's ERP. Personal data. */
  readonly erpUserCode: string | undefined;
  /** 绑定的手机号: the phone number bound to the account. Personal data. */
  readonly phone: string | undefined;
  /** The tenant's id. */
  readonly tenantId: string | undefined;
  /** Where the tenant's logo is. */
  readonly tenantLogoUrl: string | undefined;
  /** 首页定位标签索引: the tab the app opens with. */
  readonly tabIndex: number | undefined;
  /** The tenant's name. */
  readonly tenantName: string | undefined;
  /** The tenant's code. */
  readonly tenantCode: string | undefined;
  /** 企业是否开启了强制手势密码: whether the company insists on a gesture. */
  readonly forcedGesture: boolean | undefined;
  /** 是否强制开启账号保护, 默认false: whether protection is enforced. */
  readonly forcedProtected: boolean;
  /** Whether a gesture is set. */
  readonly gestureEnable: boolean | undefined;
  /** 手势密码时间间隔: seconds until the gesture is asked for again, 无此字段默认为30秒. */
  readonly gestureTimeInterval: number;
  /** 定位的首页标识(@Since 3.2.0): 200100 消息, 200101 常用功能, 200200 工作台, 200300 联系人, 200400 我的, or the code of an H5 app. */
  readonly pageCode: string | undefined;
  /** The account for instant messages. Personal data. */
  readonly im: MysoftIm | undefined;
  /** 是否可以修改密码: whether the password can be changed. */
  readonly canChangeAccountPassword: boolean | undefined;
  /** 修改密码时跳转的地址: where it is changed. */
  readonly changeAccountPasswordUrl: string | undefined;
  /** 不允许修改密码时的提示信息: what to say where it cannot be changed. */
  readonly changeAccountPasswordTip: string | undefined;
  /** 是否开启通讯录功能, 默认true: whether there is an address book. */
  readonly addressEnable: boolean;
  /** Where the tenant's cloud is. */
  readonly cloud: MysoftCloud | undefined;
  /** The user's departments. */
  readonly belongDept: readonly MysoftDepartment[];
  /** 是否设置了手机号密码: whether a password for the phone number is set. */
  readonly settingTelPassword: boolean | undefined;
  /** What the vendor sent and an app should not hold: only with `includeSecrets`. */
  readonly secrets: MysoftUserInfoSecrets | undefined;
  /** What every provider can say of a person. Personal data. */
  readonly profile: Profile;
}

export const readMysoftUserInfo: read.Read<MysoftUserInfo> = (s, t, i) => {
  const id = read.text(s, t, i + 4)!;
  const name = read.text(s, t, i + 6);
  const avatar = read.text(s, t, i + 8);
  const erpUserCode = read.text(s, t, i + 18);
  const phone = read.text(s, t, i + 20);
  const tenantName = read.text(s, t, i + 28);
  const tenantCode = read.text(s, t, i + 30);
  const belongDept = read.list(s, t, i + 56, readMysoftDepartment);
  return {
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
    secrets: read.secrets(t, () => ({
      gesturePassword: read.text(s, t, i + 40),
    })),
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
  };
};

/** What {@link MysoftIm} carries and an app should not hold. It is not enumerable and prints redacted. */
export interface MysoftImSecrets {
  /** IM token. */
  readonly token: string | undefined;
  /** IM密码, AES加密后的结果: the password, encrypted. */
  readonly imUserPassword: string | undefined;
}

/** `im`: the account for instant messages, since 3.4.0. */
export interface MysoftIm {
  /** The user's id for instant messages. Personal data. */
  readonly imUserId: string | undefined;
  /** 是否开启讨论组类型, 默认false: whether discussion groups have kinds. */
  readonly discussionTypeEnable: boolean;
  /** 是否开启关联工作项, 默认false: whether work items can be linked. */
  readonly associateWorkEnable: boolean;
  /** Where linked work items are. */
  readonly associateWorkLink: string | undefined;
  /** 是否开启IM功能: whether instant messages are on. */
  readonly enable: boolean | undefined;
  /** What the vendor sent and an app should not hold: only with `includeSecrets`. */
  readonly secrets: MysoftImSecrets | undefined;
}

export const readMysoftIm: read.Read<MysoftIm> = (s, t, i) => ({
  imUserId: read.text(s, t, i + 6),
  discussionTypeEnable: read.flag(t, i + 10) ?? false,
  associateWorkEnable: read.flag(t, i + 12) ?? false,
  associateWorkLink: read.text(s, t, i + 14),
  enable: read.flag(t, i + 16),
  secrets: read.secrets(t, () => ({
    token: read.text(s, t, i + 4),
    imUserPassword: read.text(s, t, i + 8),
  })),
});

/** `cloud`: where the tenant's cloud is. */
export interface MysoftCloud {
  /** 云助手云端域名地址, 兼容私有云部署情况: the cloud's host, a private one included. */
  readonly host: string | undefined;
  /** 云助手APP功能介绍网页地址: the page about the app. */
  readonly yzsAppPublishUrl: string | undefined;
}

export const readMysoftCloud: read.Read<MysoftCloud> = (s, t, i) => ({
  host: read.text(s, t, i + 4),
  yzsAppPublishUrl: read.text(s, t, i + 6),
});

/** `belong_dept[]`: a department. */
export interface MysoftDepartment {
  /** The path to the department, in codes with dots between. */
  readonly yzsOrderHierarchyCode: string | undefined;
  /** The department's name. */
  readonly deptName: string | undefined;
}

export const readMysoftDepartment: read.Read<MysoftDepartment> = (s, t, i) => ({
  yzsOrderHierarchyCode: read.text(s, t, i + 4),
  deptName: read.text(s, t, i + 6),
});
