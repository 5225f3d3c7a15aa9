/**
 * Lookups without their HTTP: what to send, when, and what the answer says. `mingpian` is this and `fetch`.
 *
 * @module
 */
import { Call } from "./call.js";
import { readDmtzUser, type DmtzGetUserInfo, type DmtzUser } from "./generated/dmtz.js";
import { readMysoftUserInfo, type MysoftGetUserInfo, type MysoftUserInfo } from "./generated/mysoft.js";
import type { QuanshiGetUsersByEmailsMobiles } from "./generated/quanshi.js";
import { job, type CoreOptions } from "./options.js";
import { usersReader, type QuanshiUsers } from "./users.js";

export { Call } from "./call.js";
export type { Failure, HttpRequest, HttpResponse, Machine, Step } from "./machine.js";
export * from "./errors.js";
export type { CoreOptions } from "./options.js";
export type * from "./types.js";

/** Mysoft's credentials. */
export interface MysoftAuth {
  /** The access token; how it is issued is not documented. Sent in the query. */
  readonly accessToken: string;
}

/** Quanshi's credentials: a token, or that somebody else signs. */
export type QuanshiAuth =
  | {
      /** 接口调用鉴权参数. */
      readonly token: string;
      /** Where to send it: in a header, unless told. */
      readonly in?: "header" | "body" | undefined;
    }
  | {
      /** Who has the SecretKey signs: the call asks with a step `authorize`. `mingpian/server` answers it. */
      readonly delegated: true;
    };

/**
 * The user behind a WeChat code: `POST /account_api/wechat/user/getUserInfo`.
 *
 * @throws InternalError
 */
export function dmtzCall(input: DmtzGetUserInfo, options: CoreOptions = {}): Call<DmtzUser> {
  return Call.of("dmtz", job(options, input), (s, t) => readDmtzUser(s, t, t[0]!));
}

/**
 * A user of Yunzhushou: `POST /api/wzs/get-user-info`.
 *
 * @throws InternalError
 */
export function mysoftCall(
  input: MysoftGetUserInfo,
  options: CoreOptions & { readonly baseUrl: string; readonly auth: MysoftAuth },
): Call<MysoftUserInfo> {
  return Call.of("mysoft", job(options, input, options.auth), (s, t) => readMysoftUserInfo(s, t, t[0]!));
}

/**
 * Accounts by email address, mobile number and login name: `POST /confopenapi/account/getUsersByEmailsMobiles`.
 *
 * @throws InternalError
 */
export function quanshiCall(
  input: QuanshiGetUsersByEmailsMobiles,
  options: CoreOptions & { readonly auth: QuanshiAuth },
): Call<QuanshiUsers> {
  return Call.of("quanshi", job(options, input, options.auth), usersReader(input));
}
