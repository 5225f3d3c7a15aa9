// Generated from the core's tables by `cargo xtask generate`; do not edit.

import { type Answers, byIdentifier } from "../answers.js";
import type { Operation } from "../lookup.js";
import type { Profile } from "./names.js";
import * as read from "../read.js";

/**
 * 输入参数: the accounts to look up. At least one identifier is required. Lists may have any length. A request contains up
 * to 200 identifiers of each list.
 */
export interface QuanshiGetUsersByEmailsMobiles {
  /** 邮箱列表, 最大支持200个: email addresses. Personal data. */
  readonly emails?: readonly string[] | undefined;
  /** 手机号列表, 最大支持200个: mobile numbers, without the country code, as in the example. Personal data. */
  readonly mobiles?: readonly string[] | undefined;
  /** 登陆名列表, 最大支持200个: login names, in any form. Personal data. */
  readonly loginNames?: readonly string[] | undefined;
}

/** 查询结果: an account. */
export interface QuanshiAccount {
  /** 查询账号对应的用户ID: the account's ID. Personal data. */
  readonly userId: number;
  /** 查询账号对应的登录名: an email address, a UUID, or any other text. Personal data. */
  readonly loginName: string | undefined;
  /** 查询账号对应的邮箱: the email address. Personal data. */
  readonly email: string | undefined;
  /** 查询账号对应的手机号的国家码: the country code of the mobile number, `86`. */
  readonly countryCode: string | undefined;
  /** The mobile number. It is in the example, but not in the table. Personal data. */
  readonly mobile: string | undefined;
  /** 查询账号对应的客户编码: the vendor's customer. */
  readonly customerCode: string | undefined;
  /** 查询账号对应的公司名称: the company. */
  readonly companyName: string | undefined;
  /** The display name. It is in the example, but not in the table. Personal data. */
  readonly displayName: string | undefined;
  /** 查询账号对应的firstName: the first name. Personal data. */
  readonly firstName: string | undefined;
  /** 查询账号对应的middleName: the middle name. Personal data. */
  readonly middleName: string | undefined;
  /** 查询账号对应的lastName: the last name. Personal data. */
  readonly lastName: string | undefined;
  /**
   * The vendor's names of the values that could not be read. Such a value is absent, or it is a list without its
   * unreadable entries.
   */
  readonly unreadableFields: readonly string[];
  /** The data about the person that every provider can supply. Personal data. */
  readonly profile: Profile;
}

/** @internal */
export const readQuanshiAccount: read.Read<QuanshiAccount> = (s, t, i) => {
  const userId = read.int(t, i + 4)!;
  const loginName = read.text(s, t, i + 6);
  const email = read.text(s, t, i + 8);
  const mobile = read.text(s, t, i + 12);
  const customerCode = read.text(s, t, i + 14);
  const companyName = read.text(s, t, i + 16);
  const displayName = read.text(s, t, i + 18);
  const firstName = read.text(s, t, i + 20);
  const lastName = read.text(s, t, i + 24);
  return {
    userId,
    loginName,
    email,
    countryCode: read.text(s, t, i + 10),
    mobile,
    customerCode,
    companyName,
    displayName,
    firstName,
    middleName: read.text(s, t, i + 22),
    lastName,
    unreadableFields: t[3] ? read.unreadable(t, i, [
      "userId", "loginName", "email", "countryCode", "mobile", "customerCode", "companyName", "displayName",
      "firstName", "middleName", "lastName",
    ]) : read.NONE,
    profile: {
      provider: "quanshi",
      id: String(userId),
      displayName: displayName || lastName || firstName || loginName || undefined,
      phone: mobile || undefined,
      email: email || undefined,
      avatarUrl: undefined,
      organization: companyName || undefined,
      tenant: customerCode || undefined,
    },
  };
};

/** Quanshi's credentials. Their secrets print as `[redacted]`. */
export type QuanshiCredentials = QuanshiCheckSum | QuanshiToken | QuanshiDelegated;

/**
 * 没有获得鉴权token时: an app's ID and secret. Every attempt is signed with them. Keep the secret on a server, because anyone
 * who has it can look up any account. Do not put them into a page.
 */
export interface QuanshiCheckSum {
  /** 开发者平台分配的AppId: the app's ID. */
  readonly appId: string;
  /** SecretKey由开发者平台分配: the app's secret. */
  readonly secretKey: string;
  /**
   * The name of the header that contains the app's ID. `AppId`: The name on the newest page. `AppKey`: The name on the
   * English page and on the pages about the vendor's events. Defaults to `AppId`.
   */
  readonly idHeader?: "AppId" | "AppKey" | undefined;
}

/** 获得鉴权token时: a token. The vendor does not document how to obtain it for this operation. */
export interface QuanshiToken {
  /** 接口调用鉴权参数: the token. */
  readonly token: string;
  /**
   * The place of the token in a request. `header`: In the header `token`. `body`: In the body: 也可以放在http body中.
   * Defaults to `header`.
   */
  readonly in?: "header" | "body" | undefined;
}

/** The app's own server signs the requests, so that the secret stays on the server. */
export interface QuanshiDelegated {
  /** Selects these credentials. */
  readonly delegated: true;
}

/**
 * Looks up accounts by email address, mobile number, and login name. Sends a POST request to
 * `/confopenapi/account/getUsersByEmailsMobiles`.
 */
export const quanshiGetUsersByEmailsMobiles: Operation<QuanshiGetUsersByEmailsMobiles, QuanshiCredentials, Answers<QuanshiAccount>> = {
  provider: "quanshi",
  name: "getUsersByEmailsMobiles",
  lists: ["emails", "mobiles", "loginNames"],
  maxPerList: 200,
  isIdempotent: true,
  read: /* @__PURE__ */ byIdentifier(readQuanshiAccount),
};
