// Generated from the tables in src/providers by `cargo xtask generate`; do not edit.

import type { Profile } from "../profile.js";
import * as read from "../read.js";

/** 输入参数: whom to look up. At least one identifier in all; a request takes at most 200 of each list. */
export interface QuanshiGetUsersByEmailsMobiles {
  /** 邮箱列表, 最大支持200个: email addresses. Personal data. */
  readonly emails?: readonly string[] | undefined;
  /** 手机号列表, 最大支持200个: mobile numbers, without the country's code in the example. Personal data. */
  readonly mobiles?: readonly string[] | undefined;
  /** 登陆名列表, 最大支持200个: login names, in whatever form. Personal data. */
  readonly loginNames?: readonly string[] | undefined;
}

/** 查询结果: an account. */
export interface QuanshiAccount {
  /** 查询账号对应的用户ID: the account's id. Personal data. */
  readonly userId: number;
  /** 查询账号对应的登录名: an email address, a UUID, anything. Personal data. */
  readonly loginName: string | undefined;
  /** 查询账号对应的邮箱: the email address. Personal data. */
  readonly email: string | undefined;
  /** 查询账号对应的手机号的国家码: the country code of the mobile number, `86`. */
  readonly countryCode: string | undefined;
  /** The mobile number; in the example, not in the table. Personal data. */
  readonly mobile: string | undefined;
  /** 查询账号对应的客户编码: the vendor's customer. */
  readonly customerCode: string | undefined;
  /** 查询账号对应的公司名称: the company. */
  readonly companyName: string | undefined;
  /** The name to show; in the example, not in the table. Personal data. */
  readonly displayName: string | undefined;
  /** 查询账号对应的firstName: the first name. Personal data. */
  readonly firstName: string | undefined;
  /** 查询账号对应的middleName: the middle name. Personal data. */
  readonly middleName: string | undefined;
  /** 查询账号对应的lastName: the last name. Personal data. */
  readonly lastName: string | undefined;
  /** What every provider can say of a person. Personal data. */
  readonly profile: Profile;
}

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

/** The keys of {@link QuanshiAccount}, in the order of its columns. */
export const QuanshiAccountColumns: readonly string[] = [
  "userId",
  "loginName",
  "email",
  "countryCode",
  "mobile",
  "customerCode",
  "companyName",
  "displayName",
  "firstName",
  "middleName",
  "lastName",
];

/** 返回参数: what stands around the accounts. Where its columns stand in its row. */
export const QuanshiEnvelope = {
  status: 4,
  result: 6,
  requestId: 8,
  reqid: 10,
  msg: 12,
  timestamp: 14,
} as const;
