/**
 * Lookups without their HTTP: what to send, when, and what the answer says. `mingpian` is this and `fetch`.
 *
 * @module
 */
import { Call } from "./call.js";
import { readDmtzUser, type DmtzGetUserInfo, type DmtzUser } from "./generated/dmtz.js";
import { readMysoftUserInfo, type MysoftGetUserInfo, type MysoftUserInfo } from "./generated/mysoft.js";
import type { QuanshiGetUsersByEmailsMobiles } from "./generated/quanshi.js";
import { enter, load } from "./instance.js";
import { checkSum as sign } from "./mingpian.js";
import { job, type CoreOptions } from "./options.js";
import { usersReader, type QuanshiUsers } from "./users.js";

export { Call, type Failure, type HttpRequest, type HttpResponse, type Step } from "./call.js";
export * from "./errors.js";
export type { CoreOptions } from "./options.js";
export type * from "./types.js";

/** Mysoft's credentials. */
export interface MysoftAuth {
  /** The access token; how it is issued is not documented. Sent in the query. */
  readonly accessToken: string;
}

/** Quanshi's credentials: a token, or an id and a secret that sign every attempt. */
export type QuanshiAuth =
  | {
      /** 接口调用鉴权参数. */
      readonly token: string;
      /** Where to send it: in a header, unless told. */
      readonly in?: "header" | "body" | undefined;
    }
  | {
      /** 开发者平台分配的AppId. */
      readonly appId: string;
      /** SecretKey由开发者平台分配. It is never sent, and does not belong on a web page. */
      readonly secretKey: string;
      /** The header of the id: `AppId`, as the vendor's newest page has it, unless told. */
      readonly idHeader?: "AppId" | "AppKey" | undefined;
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

/**
 * Quanshi's checksum: lower-case hex of SHA1(secretKey + nonce + curTime), for a server that signs for others.
 *
 * @param curTimeMs Milliseconds since 1970.
 * @throws InternalError
 */
export function checkSum(secretKey: string, nonce: string, curTimeMs: number): string {
  return enter(load(), () => sign(secretKey, nonce, curTimeMs));
}
