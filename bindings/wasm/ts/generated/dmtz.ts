// Generated from the core's tables by `cargo xtask generate`; do not edit.

import { oneRecord } from "../answers.js";
import type { Operation } from "../lookup.js";
import type { Profile } from "./names.js";
import * as read from "../read.js";

/** 请求参数: the user to look up. */
export interface DmtzGetUserInfo {
  /** The code that WeChat passed to the app. It is valid for one request, for 5 minutes. */
  readonly code: string;
}

/**
 * The secrets of a {@link DmtzUser}, which an app should not hold. They are not enumerable, and print as `[redacted]`.
 */
export interface DmtzUserSecrets {
  /** Secret data that the vendor should not send. It is null in the example. */
  readonly password: string | undefined;
  /** Secret data that the vendor should not send. It is null in the example. */
  readonly passwordHash: string | undefined;
  /** Secret data that the vendor should not send. */
  readonly securityStamp: string | undefined;
  /** Secret data that the vendor should not send. */
  readonly concurrencyStamp: string | undefined;
}

/** 响应参数: the user behind a WeChat code. */
export interface DmtzUser {
  /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
  readonly startTime: string | undefined;
  /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
  readonly endTime: string | undefined;
  /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
  readonly time: string | undefined;
  /** Not documented. It is null in the example. A value that is not a string is its JSON text. */
  readonly filter: string | undefined;
  /**
   * A name. It is null in the example, which has the full name in `surname`. A value that is not a string is its JSON
   * text. Personal data.
   */
  readonly name: string | undefined;
  /** The user's ID, a UUID. Personal data. */
  readonly id: string;
  /** The real name. It is null in the example. A value that is not a string is its JSON text. Personal data. */
  readonly realName: string | undefined;
  /** The date on which the user was created, `2024-08-27`. */
  readonly creationTime: string | undefined;
  /** The user who created this one. It is null in the example. A value that is not a string is its JSON text. */
  readonly creatorId: string | undefined;
  /** The kind of user, a number in a string. The values are not documented. */
  readonly userTypeCode: string | undefined;
  /** Whether it is a user of the back office (inferred from the name). */
  readonly isBackground: boolean | undefined;
  /** The phone number. Personal data. */
  readonly phoneNumber: string | undefined;
  /** The full name, as in the example. Personal data. */
  readonly surname: string | undefined;
  /** A remark. It is null in the example. A value that is not a string is its JSON text. Personal data. */
  readonly remark: string | undefined;
  /** The account's name. In the example, it is a WeChat openid. Personal data. */
  readonly userName: string | undefined;
  /** The email address. In the example, it is an address that the provider made up. Personal data. */
  readonly email: string | undefined;
  /** When the user was last changed: ISO 8601 with an offset. */
  readonly lastModificationTime: string | undefined;
  /** The URL of the picture. Personal data. */
  readonly avatarUrl: string | undefined;
  /** The date on which the user registered. */
  readonly registerTime: string | undefined;
  /** Whether the user is deleted. */
  readonly isDeleted: boolean | undefined;
  /** The tenant. It is null in the example. A value that is not a string is its JSON text. */
  readonly tenantId: string | undefined;
  /** `userName` in upper case. Personal data. */
  readonly normalizedUserName: string | undefined;
  /** `email` in upper case. Personal data. */
  readonly normalizedEmail: string | undefined;
  /** Whether the email address is confirmed. */
  readonly emailConfirmed: boolean | undefined;
  /** Whether the user comes from another system (inferred from the name). */
  readonly isExternal: boolean | undefined;
  /** Whether the phone number is confirmed. */
  readonly phoneNumberConfirmed: boolean | undefined;
  /** Whether the user is active. */
  readonly isActive: boolean | undefined;
  /** Whether two-factor authentication is enabled. */
  readonly twoFactorEnabled: boolean | undefined;
  /**
   * The time until which the user is locked out. It is null in the example. A value that is not a string is its JSON
   * text.
   */
  readonly lockoutEnd: string | undefined;
  /** Whether the user can be locked out. */
  readonly lockoutEnabled: boolean | undefined;
  /** The number of failed sign-in attempts. */
  readonly accessFailedCount: number | undefined;
  /** Whether the user has to change the password at the next sign-in. */
  readonly shouldChangePasswordOnNextLogin: boolean | undefined;
  /** When the password was last changed. It is null in the example. A value that is not a string is its JSON text. */
  readonly lastPasswordChangeTime: string | undefined;
  /** The user's data in WeChat: a JSON document in a string. Personal data. */
  readonly extraProperties: read.Embedded<DmtzExtraProperties> | undefined;
  /** The user who last changed this one. It is null in the example. A value that is not a string is its JSON text. */
  readonly lastModifierId: string | undefined;
  /** The user who deleted this one. It is null in the example. A value that is not a string is its JSON text. */
  readonly deleterId: string | undefined;
  /** When the user was deleted. It is null in the example. A value that is not a string is its JSON text. */
  readonly deletionTime: string | undefined;
  /** The date on which the user stopped following. It is set even while `isFollow` is 1. */
  readonly cancelFollowTime: string | undefined;
  /** Whether the user follows the official account. */
  readonly isFollow: boolean | undefined;
  /** Whether the user is considered a risk (inferred from the name). */
  readonly isRisk: boolean | undefined;
  /** The date on which the trial began. */
  readonly productTrialTimeFrom: string | undefined;
  /** The date on which the trial ends. */
  readonly productTrialTimeTo: string | undefined;
  /** The phone number with its middle hidden. Personal data. */
  readonly phoneNumberMask: string | undefined;
  /** The number of times that the record was written. */
  readonly entityVersion: number | undefined;
  /**
   * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
   * unreadable entries.
   */
  readonly unreadableFields: readonly string[];
  /** The secrets that the vendor sent, which an app should not hold. Present only with `includeSecrets`. */
  readonly secrets: DmtzUserSecrets | undefined;
  /** The data about the person that every provider can supply. Personal data. */
  readonly profile: Profile;
}

/** @internal */
export const readDmtzUser: read.Read<DmtzUser> = (s, t, i) => {
  const name = read.text(s, t, i + 12);
  const id = read.text(s, t, i + 14)!;
  const realName = read.text(s, t, i + 16);
  const phoneNumber = read.text(s, t, i + 28);
  const surname = read.text(s, t, i + 30);
  const userName = read.text(s, t, i + 36);
  const email = read.text(s, t, i + 38);
  const avatarUrl = read.text(s, t, i + 42);
  const tenantId = read.text(s, t, i + 50);
  const phoneNumberMask = read.text(s, t, i + 106);
  return read.secrets<DmtzUser>(t, {
    startTime: read.text(s, t, i + 4),
    endTime: read.text(s, t, i + 6),
    time: read.text(s, t, i + 8),
    filter: read.text(s, t, i + 10),
    name,
    id,
    realName,
    creationTime: read.text(s, t, read.either(t, i + 18, i + 20)),
    creatorId: read.text(s, t, i + 22),
    userTypeCode: read.text(s, t, i + 24),
    isBackground: read.flag(t, i + 26),
    phoneNumber,
    surname,
    remark: read.text(s, t, i + 32),
    userName,
    email,
    lastModificationTime: read.text(s, t, i + 40),
    avatarUrl,
    registerTime: read.text(s, t, read.either(t, i + 44, i + 46)),
    isDeleted: read.flag(t, i + 48),
    tenantId,
    normalizedUserName: read.text(s, t, i + 52),
    normalizedEmail: read.text(s, t, i + 54),
    emailConfirmed: read.flag(t, i + 56),
    isExternal: read.flag(t, i + 62),
    phoneNumberConfirmed: read.flag(t, i + 64),
    isActive: read.flag(t, i + 66),
    twoFactorEnabled: read.flag(t, i + 68),
    lockoutEnd: read.text(s, t, i + 70),
    lockoutEnabled: read.flag(t, i + 72),
    accessFailedCount: read.int(t, i + 74),
    shouldChangePasswordOnNextLogin: read.flag(t, i + 76),
    lastPasswordChangeTime: read.text(s, t, i + 78),
    extraProperties: read.embedded(s, t, i + 80, readDmtzExtraProperties),
    lastModifierId: read.text(s, t, i + 84),
    deleterId: read.text(s, t, i + 86),
    deletionTime: read.text(s, t, i + 88),
    cancelFollowTime: read.text(s, t, read.either(t, i + 90, i + 92)),
    isFollow: read.flag(t, i + 94),
    isRisk: read.flag(t, i + 96),
    productTrialTimeFrom: read.text(s, t, read.either(t, i + 98, i + 100)),
    productTrialTimeTo: read.text(s, t, read.either(t, i + 102, i + 104)),
    phoneNumberMask,
    entityVersion: read.int(t, i + 108),
    unreadableFields: t[3] ? read.unreadable(t, i, [
      "startTime", "endTime", "time", "filter", "name", "id", "realName", "creationTime", "CreationTime", "creatorId",
      "userTypeCode", "isBackground", "phoneNumber", "surname", "remark", "password", "userName", "email",
      "lastModificationTime", "avatarUrl", "registerTime", "RegisterTime", "isDeleted", "tenantId",
      "normalizedUserName", "normalizedEmail", "emailConfirmed", "passwordHash", "securityStamp", "isExternal",
      "phoneNumberConfirmed", "isActive", "twoFactorEnabled", "lockoutEnd", "lockoutEnabled", "accessFailedCount",
      "shouldChangePasswordOnNextLogin", "lastPasswordChangeTime", "extraProperties", "concurrencyStamp",
      "lastModifierId", "deleterId", "deletionTime", "cancelFollowTime", "CancelFollowTime", "isFollow", "isRisk",
      "productTrialTimeFrom", "ProductTrialTimeFrom", "productTrialTimeTo", "ProductTrialTimeTo", "phoneNumberMask",
      "entityVersion",
    ]) : read.NONE,
    profile: {
      provider: "dmtz",
      id: id,
      displayName: realName || name || surname || userName || undefined,
      phone: phoneNumber || phoneNumberMask || undefined,
      email: email || undefined,
      avatarUrl: avatarUrl || undefined,
      organization: undefined,
      tenant: tenantId || undefined,
    },
  }, () => ({
    password: read.text(s, t, i + 34),
    passwordHash: read.text(s, t, i + 58),
    securityStamp: read.text(s, t, i + 60),
    concurrencyStamp: read.text(s, t, i + 82),
  }));
};

/** `extraProperties`: the user's data in WeChat. The page shows an example, but no table. */
export interface DmtzExtraProperties {
  /** The country. Personal data. */
  readonly country: string | undefined;
  /** The province. Personal data. */
  readonly province: string | undefined;
  /** The city. Personal data. */
  readonly city: string | undefined;
  /** The gender as WeChat counts it (inferred): 0 unknown, 1 male, 2 female. Personal data. */
  readonly gender: number | undefined;
  /** The privileges that WeChat grants the user. It is empty in the example. Personal data. */
  readonly privilege: readonly string[];
  /**
   * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
   * unreadable entries.
   */
  readonly unreadableFields: readonly string[];
}

/** @internal */
export const readDmtzExtraProperties: read.Read<DmtzExtraProperties> = (s, t, i) => ({
  country: read.text(s, t, i + 4),
  province: read.text(s, t, i + 6),
  city: read.text(s, t, i + 8),
  gender: read.int(t, i + 10),
  privilege: read.texts(s, t, i + 12),
  unreadableFields: t[3] ? read.unreadable(t, i, [
    "Country", "Province", "City", "Gender", "Privilege",
  ]) : read.NONE,
});

/** Looks up the user behind a WeChat code. Sends a POST request to `/account_api/wechat/user/getUserInfo`. */
export const dmtzGetUserInfo: Operation<DmtzGetUserInfo, undefined, DmtzUser> = {
  provider: "dmtz",
  name: "getUserInfo",
  lists: [],
  maxPerList: 0,
  isIdempotent: false,
  read: /* @__PURE__ */ oneRecord(readDmtzUser),
};
