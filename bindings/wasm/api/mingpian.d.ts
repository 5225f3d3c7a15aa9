// answers.d.ts
import type { LookupError } from "./generated/errors.js";
import { type Read } from "./read.js";
export interface Unreadable {
    readonly identifier: string;
    readonly field: string;
}
export interface Answers<R> {
    readonly found: ReadonlyMap<string, R>;
    readonly notFound: readonly string[];
    readonly unreadable: readonly Unreadable[];
    readonly unasked: ReadonlyMap<string, R>;
    readonly requestId: string | undefined;
    toJSON(): AnswersJson<R>;
}
export interface Page<Q, R> extends Answers<R> {
    readonly failed: {
        readonly request: Q;
        readonly error: LookupError;
    } | undefined;
    toJSON(): PageJson<Q, R>;
}
export interface AnswersJson<R> extends Omit<Answers<R>, "found" | "unasked" | "toJSON"> {
    readonly found: Readonly<Record<string, R>>;
    readonly unasked: Readonly<Record<string, R>>;
}
export type PageJson<Q, R> = AnswersJson<R> & Pick<Page<Q, R>, "failed">;
export declare const serializable: <R, T extends object>(members: T) => T & Pick<Answers<R>, "toJSON">;
export type ReadAnswer<T> = (s: string, t: Uint32Array, rest: Pick<Answers<never>, "notFound" | "unreadable" | "requestId">) => T;
export declare const oneRecord: <R>(read: Read<R>) => ReadAnswer<R>;
export declare const byIdentifier: <R>(read: Read<R>) => ReadAnswer<Answers<R>>;
export declare function merge<R>(all: readonly Answers<R>[]): Answers<R>;

// core.d.ts
import type { CoreOptions } from "./generated/options.js";
import { Lookup, type Operation } from "./lookup.js";
export * from "./exports.js";
export * from "./generated/operations.js";
export type { Failure } from "./errors.js";
export type { HttpResponse, Lookup, Operation } from "./lookup.js";
export type { HttpRequest, Step } from "./steps.js";
export type Asked<Q, A> = {
    readonly options?: CoreOptions | undefined;
} & ({
    readonly question: Q;
} | {
    readonly pages: true;
}) & ({
    readonly renews?: false | undefined;
} | {
    readonly renews: true;
    readonly token?: string | undefined;
}) & ([A] extends [undefined] ? unknown : {
    readonly auth: A;
});
export declare function open<Q, A, T>(operation: Operation<Q, A, T>, asked: Asked<Q, A>): Lookup<T>;

// errors.d.ts
import type { ErrorCode, Provider } from "./generated/names.js";
export type TransportKind = "offline" | "refused" | "timeout" | "interrupted";
export type Failure = TransportKind | "too_large";
export interface LookupErrorJson {
    readonly code: ErrorCode;
    readonly retryable: boolean;
    readonly provider?: Provider;
    readonly status?: number;
    readonly providerCode?: number;
    readonly providerText?: string;
    readonly requestId?: string;
    readonly retryAfterMs?: number;
    readonly field?: string;
    readonly kind?: TransportKind;
    readonly message: string;
}
export interface BaseError extends Omit<LookupErrorJson, "message"> {
    readonly name: string;
}
export declare abstract class BaseError extends Error {
    constructor(json: LookupErrorJson, options?: {
        readonly cause?: unknown;
    });
    toJSON(): LookupErrorJson;
}

// exports.d.ts
export type { Answers, AnswersJson, Page, PageJson, Unreadable } from "./answers.js";
export type { LookupErrorJson, TransportKind } from "./errors.js";
export * from "./generated/errors.js";
export type { ErrorCode, Profile, Provider } from "./generated/names.js";
export type { CoreOptions } from "./generated/options.js";
export * from "./generated/types.js";
export { load, type LoadOptions } from "./load.js";
export type { Embedded } from "./read.js";
export type { RedactedRequest, SigningParams } from "./steps.js";

// fake/fault.d.ts
import type { ErrorCode, Provider } from "../generated/names.js";
import type { TransportKind } from "../errors.js";
import type { FakeService } from "./table.js";
export interface Fault {
    readonly code: ErrorCode;
    readonly provider?: Provider | undefined;
    readonly identifier?: string | undefined;
    readonly times?: number | undefined;
    readonly providerCode?: number | undefined;
    readonly providerText?: string | undefined;
    readonly retryAfterMs?: number | undefined;
    readonly status?: number | undefined;
    readonly kind?: TransportKind | undefined;
    readonly field?: string | undefined;
}
export declare function check(fault: Fault, path: string): void;
export declare const isLate: ({ code, kind }: Fault) => boolean;
export declare function fail(fault: Fault, service: FakeService, requestId: string, signal: AbortSignal | undefined): Promise<Response>;

// fake/person.d.ts
import type { Embedded } from "../read.js";
import type { Fields } from "./table.js";
export type Members<R> = {
    readonly [F in keyof R as Exclude<F, "profile" | "unreadableFields">]?: Value<R[F]> | undefined;
} & {
    readonly unreadableFields?: readonly string[] | undefined;
};
type Value<T> = T extends Embedded<infer R> ? string | Members<R> : T extends readonly (infer E)[] ? readonly Value<E>[] : T extends object ? Members<T> : T;
export type Given<P, R> = Members<R> & {
    readonly provider: P;
    readonly identifiers?: readonly string[] | undefined;
    readonly unreadable?: boolean | undefined;
};
export type Written = Record<string, unknown>;
export declare function write(person: object, fields: Fields, path: string, number: number): Written;
export {};

// fake/table.d.ts
import type { Provider } from "../generated/names.js";
export type Kind = "text" | "anyJson" | "bool" | "int" | "texts" | "embedded" | "object" | "list";
export interface Field {
    readonly key: string;
    readonly kind: Kind;
    readonly fields?: Fields;
    readonly isRequired?: true;
    readonly isSecret?: true;
}
export type Fields = Readonly<Record<string, Field>>;
export interface Layer {
    readonly code: string;
    readonly success: number;
    readonly unauthenticated: readonly number[];
    readonly text?: string;
    readonly requestId?: string;
    readonly inner: string;
}
export interface FakeService {
    readonly provider: Provider;
    readonly path: string;
    readonly isByIdentifier: boolean;
    readonly isOnce: boolean;
    readonly identifiers: readonly (readonly [asked: string, own?: string])[];
    readonly layers: readonly Layer[];
    readonly fields: Fields;
}

// generated/dmtz.d.ts
import type { Operation } from "../lookup.js";
import type { Profile } from "./names.js";
import * as read from "../read.js";
export interface DmtzGetUserInfo {
    readonly code: string;
}
export interface DmtzUserSecrets {
    readonly password: string | undefined;
    readonly passwordHash: string | undefined;
    readonly securityStamp: string | undefined;
    readonly concurrencyStamp: string | undefined;
}
export interface DmtzUser {
    readonly startTime: string | undefined;
    readonly endTime: string | undefined;
    readonly time: string | undefined;
    readonly filter: string | undefined;
    readonly name: string | undefined;
    readonly id: string;
    readonly realName: string | undefined;
    readonly creationTime: string | undefined;
    readonly creatorId: string | undefined;
    readonly userTypeCode: string | undefined;
    readonly isBackground: boolean | undefined;
    readonly phoneNumber: string | undefined;
    readonly surname: string | undefined;
    readonly remark: string | undefined;
    readonly userName: string | undefined;
    readonly email: string | undefined;
    readonly lastModificationTime: string | undefined;
    readonly avatarUrl: string | undefined;
    readonly registerTime: string | undefined;
    readonly isDeleted: boolean | undefined;
    readonly tenantId: string | undefined;
    readonly normalizedUserName: string | undefined;
    readonly normalizedEmail: string | undefined;
    readonly emailConfirmed: boolean | undefined;
    readonly isExternal: boolean | undefined;
    readonly phoneNumberConfirmed: boolean | undefined;
    readonly isActive: boolean | undefined;
    readonly twoFactorEnabled: boolean | undefined;
    readonly lockoutEnd: string | undefined;
    readonly lockoutEnabled: boolean | undefined;
    readonly accessFailedCount: number | undefined;
    readonly shouldChangePasswordOnNextLogin: boolean | undefined;
    readonly lastPasswordChangeTime: string | undefined;
    readonly extraProperties: read.Embedded<DmtzExtraProperties> | undefined;
    readonly lastModifierId: string | undefined;
    readonly deleterId: string | undefined;
    readonly deletionTime: string | undefined;
    readonly cancelFollowTime: string | undefined;
    readonly isFollow: boolean | undefined;
    readonly isRisk: boolean | undefined;
    readonly productTrialTimeFrom: string | undefined;
    readonly productTrialTimeTo: string | undefined;
    readonly phoneNumberMask: string | undefined;
    readonly entityVersion: number | undefined;
    readonly unreadableFields: readonly string[];
    readonly secrets: DmtzUserSecrets | undefined;
    readonly profile: Profile;
}
export interface DmtzExtraProperties {
    readonly country: string | undefined;
    readonly province: string | undefined;
    readonly city: string | undefined;
    readonly gender: number | undefined;
    readonly privilege: readonly string[];
    readonly unreadableFields: readonly string[];
}
export declare const dmtzGetUserInfo: Operation<DmtzGetUserInfo, undefined, DmtzUser>;

// generated/dmtz.service.d.ts
import type { CallOptions, ServiceOptions } from "../options.js";
import { type DmtzGetUserInfo, type DmtzUser } from "./dmtz.js";
export interface DmtzOptions extends ServiceOptions {
}
export declare class Dmtz {
    #private;
    constructor(options?: DmtzOptions);
    getUserInfo(question: DmtzGetUserInfo, options?: CallOptions): Promise<DmtzUser>;
}

// generated/errors.d.ts
import { BaseError, type LookupErrorJson, type TransportKind } from "../errors.js";
export declare class InvalidInputError extends BaseError {
    readonly name: "InvalidInputError";
    readonly code: "INVALID_INPUT";
    readonly field: string;
}
export declare class UnauthenticatedError extends BaseError {
    readonly name: "UnauthenticatedError";
    readonly code: "UNAUTHENTICATED";
}
export declare class RateLimitedError extends BaseError {
    readonly name: "RateLimitedError";
    readonly code: "RATE_LIMITED";
}
export declare class RejectedError extends BaseError {
    readonly name: "RejectedError";
    readonly code: "REJECTED";
}
export declare class HttpStatusError extends BaseError {
    readonly name: "HttpStatusError";
    readonly code: "HTTP_STATUS";
    readonly status: number;
}
export declare class MalformedResponseError extends BaseError {
    readonly name: "MalformedResponseError";
    readonly code: "MALFORMED_RESPONSE";
    readonly field: string;
}
export declare class ResponseTooLargeError extends BaseError {
    readonly name: "ResponseTooLargeError";
    readonly code: "RESPONSE_TOO_LARGE";
}
export declare class TransportError extends BaseError {
    readonly name: "TransportError";
    readonly code: "TRANSPORT";
    readonly kind: TransportKind;
}
export declare class CancelledError extends BaseError {
    readonly name: "CancelledError";
    readonly code: "CANCELLED";
}
export declare class InternalError extends BaseError {
    readonly name: "InternalError";
    readonly code: "INTERNAL";
}
export type LookupError = InvalidInputError | UnauthenticatedError | RateLimitedError | RejectedError | HttpStatusError | MalformedResponseError | ResponseTooLargeError | TransportError | CancelledError | InternalError;
export declare const isLookupError: (value: unknown) => value is LookupError;
export interface LookupErrorClass extends Function {
    readonly prototype: LookupError;
    fromJSON(json: LookupErrorJson): LookupError;
}
export declare const LookupError: LookupErrorClass;

// generated/mysoft.d.ts
import type { Operation } from "../lookup.js";
import type { Profile } from "./names.js";
export interface MysoftGetUserInfo {
    readonly tenantCode?: string | undefined;
    readonly appCacheHost?: string | undefined;
    readonly wzsUserId?: string | undefined;
    readonly tenantId?: string | undefined;
    readonly versionName?: string | undefined;
    readonly deviceIdWithTrailingSpace?: string | undefined;
    readonly deviceName?: string | undefined;
    readonly deviceToken?: string | undefined;
    readonly platform?: number | undefined;
    readonly pushChannel?: number | undefined;
    readonly osVersion?: string | undefined;
    readonly language?: string | undefined;
    readonly deviceId?: string | undefined;
}
export interface MysoftUserInfoSecrets {
    readonly gesturePassword: string | undefined;
}
export interface MysoftUserInfo {
    readonly id: string;
    readonly name: string | undefined;
    readonly avatar: string | undefined;
    readonly sex: number | undefined;
    readonly protected: boolean | undefined;
    readonly oftenDevice: boolean | undefined;
    readonly wzsUserId: string | undefined;
    readonly erpUserCode: string | undefined;
    readonly phone: string | undefined;
    readonly tenantId: string | undefined;
    readonly tenantLogoUrl: string | undefined;
    readonly tabIndex: number | undefined;
    readonly tenantName: string | undefined;
    readonly tenantCode: string | undefined;
    readonly forcedGesture: boolean | undefined;
    readonly forcedProtected: boolean;
    readonly gestureEnable: boolean | undefined;
    readonly gestureTimeInterval: number;
    readonly pageCode: string | undefined;
    readonly im: MysoftIm | undefined;
    readonly canChangeAccountPassword: boolean | undefined;
    readonly changeAccountPasswordUrl: string | undefined;
    readonly changeAccountPasswordTip: string | undefined;
    readonly addressEnable: boolean;
    readonly cloud: MysoftCloud | undefined;
    readonly belongDept: readonly MysoftDepartment[];
    readonly settingTelPassword: boolean | undefined;
    readonly unreadableFields: readonly string[];
    readonly secrets: MysoftUserInfoSecrets | undefined;
    readonly profile: Profile;
}
export interface MysoftImSecrets {
    readonly token: string | undefined;
    readonly imUserPassword: string | undefined;
}
export interface MysoftIm {
    readonly imUserId: string | undefined;
    readonly discussionTypeEnable: boolean;
    readonly associateWorkEnable: boolean;
    readonly associateWorkLink: string | undefined;
    readonly enable: boolean | undefined;
    readonly unreadableFields: readonly string[];
    readonly secrets: MysoftImSecrets | undefined;
}
export interface MysoftCloud {
    readonly host: string | undefined;
    readonly yzsAppPublishUrl: string | undefined;
    readonly unreadableFields: readonly string[];
}
export interface MysoftDepartment {
    readonly yzsOrderHierarchyCode: string | undefined;
    readonly deptName: string | undefined;
    readonly unreadableFields: readonly string[];
}
export type MysoftCredentials = MysoftAccessToken;
export interface MysoftAccessToken {
    readonly accessToken: string;
}
export declare const mysoftGetUserInfo: Operation<MysoftGetUserInfo, MysoftCredentials, MysoftUserInfo>;

// generated/mysoft.service.d.ts
import type { CallOptions, Renewable, ServiceOptions } from "../options.js";
import { type MysoftGetUserInfo, type MysoftUserInfo, type MysoftAccessToken } from "./mysoft.js";
export type MysoftAuth = MysoftAccessToken & Renewable;
export interface MysoftOptions extends ServiceOptions {
    readonly baseUrl: string;
    readonly auth: MysoftAuth;
}
export declare class Mysoft {
    #private;
    constructor(options: MysoftOptions);
    getUserInfo(question?: MysoftGetUserInfo, options?: CallOptions): Promise<MysoftUserInfo>;
}

// generated/names.d.ts
export type Provider = "dmtz" | "mysoft" | "quanshi";
export type ErrorCode = "INVALID_INPUT" | "UNAUTHENTICATED" | "RATE_LIMITED" | "REJECTED" | "HTTP_STATUS" | "MALFORMED_RESPONSE" | "RESPONSE_TOO_LARGE" | "TRANSPORT" | "CANCELLED" | "INTERNAL";
export interface Profile {
    readonly provider: Provider;
    readonly id: string;
    readonly displayName: string | undefined;
    readonly phone: string | undefined;
    readonly email: string | undefined;
    readonly avatarUrl: string | undefined;
    readonly organization: string | undefined;
    readonly tenant: string | undefined;
}

// generated/operations.d.ts
export { dmtzGetUserInfo } from "./dmtz.js";
export { mysoftGetUserInfo } from "./mysoft.js";
export { quanshiGetUsersByEmailsMobiles } from "./quanshi.js";

// generated/options.d.ts
export interface CoreOptions {
    readonly baseUrl?: string | undefined;
    readonly timeoutMs?: number | undefined;
    readonly attemptTimeoutMs?: number | undefined;
    readonly maxAttempts?: number | undefined;
    readonly baseDelayMs?: number | undefined;
    readonly maxDelayMs?: number | undefined;
    readonly maxBodyBytes?: number | undefined;
    readonly maxInFlight?: number | undefined;
    readonly clockOffsetMs?: number | undefined;
    readonly includeSecrets?: boolean | undefined;
}

// generated/people.d.ts
import type { Given } from "../fake/person.js";
import type { DmtzUser } from "./dmtz.js";
import type { MysoftUserInfo } from "./mysoft.js";
import type { QuanshiAccount } from "./quanshi.js";
export interface DmtzPerson extends Given<"dmtz", DmtzUser> {
}
export interface MysoftPerson extends Given<"mysoft", MysoftUserInfo> {
}
export interface QuanshiPerson extends Given<"quanshi", QuanshiAccount> {
}
export type Person = DmtzPerson | MysoftPerson | QuanshiPerson;

// generated/quanshi.d.ts
import { type Answers } from "../answers.js";
import type { Operation } from "../lookup.js";
import type { Profile } from "./names.js";
export interface QuanshiGetUsersByEmailsMobiles {
    readonly emails?: readonly string[] | undefined;
    readonly mobiles?: readonly string[] | undefined;
    readonly loginNames?: readonly string[] | undefined;
}
export interface QuanshiAccount {
    readonly userId: number;
    readonly loginName: string | undefined;
    readonly email: string | undefined;
    readonly countryCode: string | undefined;
    readonly mobile: string | undefined;
    readonly customerCode: string | undefined;
    readonly companyName: string | undefined;
    readonly displayName: string | undefined;
    readonly firstName: string | undefined;
    readonly middleName: string | undefined;
    readonly lastName: string | undefined;
    readonly unreadableFields: readonly string[];
    readonly profile: Profile;
}
export type QuanshiCredentials = QuanshiCheckSum | QuanshiToken | QuanshiDelegated;
export interface QuanshiCheckSum {
    readonly appId: string;
    readonly secretKey: string;
    readonly idHeader?: "AppId" | "AppKey" | undefined;
}
export interface QuanshiToken {
    readonly token: string;
    readonly in?: "header" | "body" | undefined;
}
export interface QuanshiDelegated {
    readonly delegated: true;
}
export declare const quanshiGetUsersByEmailsMobiles: Operation<QuanshiGetUsersByEmailsMobiles, QuanshiCredentials, Answers<QuanshiAccount>>;

// generated/quanshi.service.d.ts
import type { Answers, Page } from "../answers.js";
import type { Authorize, ListOptions, Lists, Renewable, ServiceOptions } from "../options.js";
import { type QuanshiGetUsersByEmailsMobiles, type QuanshiAccount, type QuanshiCheckSum, type QuanshiToken } from "./quanshi.js";
export type QuanshiAuth = QuanshiCheckSum | (QuanshiToken & Renewable) | {
    readonly authorize: Authorize;
};
export interface QuanshiOptions extends ServiceOptions {
    readonly auth: QuanshiAuth;
}
export declare class Quanshi {
    #private;
    constructor(options: QuanshiOptions);
    getUsersByEmailsMobiles(question: QuanshiGetUsersByEmailsMobiles, options?: ListOptions): Promise<Answers<QuanshiAccount>>;
    pages(lists: Lists<QuanshiGetUsersByEmailsMobiles>, options?: ListOptions): AsyncGenerator<Page<QuanshiGetUsersByEmailsMobiles, QuanshiAccount>, void, undefined>;
}

// generated/services.d.ts
export { Dmtz, type DmtzOptions } from "./dmtz.service.js";
export { Mysoft, type MysoftOptions, type MysoftAuth } from "./mysoft.service.js";
export { Quanshi, type QuanshiOptions, type QuanshiAuth } from "./quanshi.service.js";

// generated/types.d.ts
export type { DmtzGetUserInfo, DmtzUser, DmtzUserSecrets, DmtzExtraProperties } from "./dmtz.js";
export type { MysoftCredentials, MysoftAccessToken, MysoftGetUserInfo, MysoftUserInfo, MysoftUserInfoSecrets, MysoftIm, MysoftImSecrets, MysoftCloud, MysoftDepartment, } from "./mysoft.js";
export type { QuanshiCredentials, QuanshiCheckSum, QuanshiToken, QuanshiDelegated, QuanshiGetUsersByEmailsMobiles, QuanshiAccount, } from "./quanshi.js";

// http.d.ts
import { type Failure } from "./errors.js";
import { TransportError } from "./generated/errors.js";
import type { Provider } from "./generated/names.js";
import type { HttpResponse } from "./lookup.js";
import type { HttpRequest } from "./steps.js";
export interface Failed {
    readonly kind: Failure;
    readonly cause?: unknown;
}
export declare function exchange(send: typeof fetch, provider: Provider, { method, url, headers, body }: HttpRequest, maxBytes: number, signal: AbortSignal): Promise<HttpResponse | Failed>;
export declare function misuse(provider: Provider, fault: string, cause?: unknown): TransportError;

// index.d.ts
export * from "./exports.js";
export * from "./generated/services.js";
export type { Attempt, Authorize, CallOptions, Identifiers, ListOptions, Lists, Renewable, RenewToken, ServiceOptions, } from "./options.js";
export type { HttpResponse } from "./lookup.js";
export type { HttpRequest } from "./steps.js";
export type { Transport, TransportRequest } from "./transport.js";

// load.d.ts
export type LoadOptions = {
    readonly module: object;
    readonly instantiate?: undefined;
} | {
    readonly instantiate: (imports: Record<string, Record<string, (...args: never[]) => unknown>>) => object | PromiseLike<object>;
    readonly module?: undefined;
};
export declare function load(options?: LoadOptions): Promise<void>;

// lookup.d.ts
import type { Failure } from "./errors.js";
import type { Provider } from "./generated/names.js";
import { type RedactedRequest, type Step } from "./steps.js";
export interface Operation<Q, A, T> {
    readonly provider: Provider;
    readonly name: string;
    readonly lists: readonly (keyof Q & string)[];
    readonly maxPerList: number;
    readonly isIdempotent: boolean;
    readonly types?: (question: Q, auth: A) => T;
}
export interface HttpResponse {
    readonly status: number;
    readonly headers: {
        get(name: string): string | null | undefined;
    };
    readonly body: Uint8Array;
}
export declare class Lookup<T> {
    #private;
    readonly provider: Provider;
    readonly operation: string;
    poll(now: number, random: Uint8Array, takesAnswer?: boolean): Step<T>;
    feed(list: number, identifiers: readonly string[], ends: boolean): void;
    handleResponse(id: number, now: number, response: HttpResponse): boolean;
    handleFailure(id: number, kind: Failure): void;
    handleSignature(id: number, headers: Readonly<Record<string, string>> | null | undefined): void;
    handleRenewal(id: number, token: string | null | undefined): boolean;
    cancel(): void;
    get done(): number;
    get total(): number;
    get clockOffsetMs(): number;
    get maxBodyBytes(): number;
    redactedRequest(id: number): RedactedRequest | undefined;
    close(): number | undefined;
}

// options.d.ts
import type { Failure } from "./errors.js";
import type { Provider } from "./generated/names.js";
import type { CoreOptions } from "./generated/options.js";
import type { RedactedRequest, SigningParams } from "./steps.js";
import type { Transport } from "./transport.js";
export interface ServiceOptions extends Omit<CoreOptions, "includeSecrets"> {
    readonly fetch?: typeof fetch | undefined;
    readonly transport?: Transport | undefined;
}
export interface CallOptions extends Omit<CoreOptions, "baseUrl" | "maxBodyBytes" | "maxInFlight"> {
    readonly signal?: AbortSignal | undefined;
    readonly onRequest?: ((request: RedactedRequest) => void) | undefined;
    readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}
export interface Attempt {
    readonly provider: Provider;
    readonly operation: string;
    readonly number: number;
    readonly status: number | undefined;
    readonly failure: Failure | undefined;
    readonly isAborted: boolean;
    readonly isAccepted: boolean;
    readonly durationMs: number;
    readonly bytes: number;
}
export interface ListOptions extends CallOptions, Pick<CoreOptions, "maxInFlight"> {
    readonly onProgress?: ((done: number, total: number) => void) | undefined;
}
export type Authorize = (params: SigningParams, signal: AbortSignal) => Promise<Readonly<Record<string, string>> | null | undefined>;
export type RenewToken = () => Promise<string | null | undefined>;
export interface Renewable {
    readonly renew?: RenewToken | undefined;
}
export type Identifiers = Iterable<string> | AsyncIterable<string>;
export type Lists<Q> = {
    readonly [L in keyof Q]?: Identifiers | undefined;
};

// read.d.ts
export type Read<T> = (s: string, t: Uint32Array, i: number) => T;
export interface Embedded<T> {
    readonly text: string;
    readonly value: T | undefined;
}
export declare const text: Read<string | undefined>;
export declare const flag: (t: Uint32Array, i: number) => boolean | undefined;
export declare const int: (t: Uint32Array, i: number) => number | undefined;
export declare const one: <T>(s: string, t: Uint32Array, i: number, read: Read<T>) => T | undefined;
export declare const list: <T>(s: string, t: Uint32Array, i: number, read: Read<T>) => T[];
export declare const texts: (s: string, t: Uint32Array, i: number) => string[];
export declare const embedded: <T>(s: string, t: Uint32Array, i: number, read: Read<T>) => Embedded<T> | undefined;
export declare const NONE: readonly string[];
export declare const unreadable: (t: Uint32Array, i: number, keys: readonly string[], lists?: readonly number[]) => string[];
export declare const either: (t: Uint32Array, i: number, j: number) => number;
export declare const key: Read<string>;
export declare const secrets: <R extends {
    readonly secrets: object | undefined;
}>(t: Uint32Array, record: Omit<R, "secrets">, members: () => NonNullable<R["secrets"]>) => R;

// server.d.ts
import type { QuanshiCheckSum } from "./generated/quanshi.js";
import { type SigningParams } from "./steps.js";
export * from "./exports.js";
export interface QuanshiSignerOptions extends QuanshiCheckSum {
    readonly isNew?: ((nonce: string, keepMs: number) => boolean | Promise<boolean>) | undefined;
}
export declare class QuanshiSigner {
    #private;
    constructor(options: QuanshiSignerOptions);
    authorize(params: SigningParams): Promise<Record<string, string>>;
}
export declare const sign: (secret: QuanshiCheckSum, params: SigningParams) => Promise<Record<string, string>>;
export declare function checkSum(secretKey: string, nonce: string, curTimeMs: number): Promise<string>;

// steps.d.ts
import type { ReadAnswer } from "./answers.js";
import type { LookupErrorJson } from "./errors.js";
import { LookupError } from "./generated/errors.js";
export interface RedactedRequest {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: string;
}
export type HttpRequest = RedactedRequest;
export interface SigningParams {
    readonly time: number;
    readonly nonce: string;
}
export type Step<T> = {
    readonly kind: "send";
    readonly id: number;
    readonly attempt: number;
    readonly request: HttpRequest;
} | {
    readonly kind: "sign";
    readonly id: number;
    readonly params: SigningParams;
} | {
    readonly kind: "renew";
    readonly id: number;
} | {
    readonly kind: "abort";
    readonly id: number;
} | {
    readonly kind: "feed";
    readonly list: number;
    readonly room: number;
} | {
    readonly kind: "answer";
    readonly id: number | undefined;
    readonly answer: T;
} | {
    readonly kind: "failed";
    readonly id: number | undefined;
    readonly request: object;
    readonly error: LookupError;
} | {
    readonly kind: "wait";
    readonly ms: number;
} | {
    readonly kind: "done";
    readonly id: number | undefined;
    readonly error: LookupError | undefined;
};
export interface Signature {
    readonly keepMs: number;
    readonly headers: readonly [string, string][];
}
export declare class Host<T> {
    #private;
    private readonly read;
    constructor(read: ReadAnswer<T>);
    take<Told extends Step<T> | RedactedRequest | Signature | undefined>(): Told;
    send(id: number, attempt: number, method: string, url: string, body: string): void;
    redacted(method: string, url: string, body: string): void;
    header(name: string, value: string): void;
    sign(id: number, time: number, nonce: string): void;
    renew(id: number): void;
    abort(id: number): void;
    feed(list: number, room: number): void;
    answer(id: number | undefined, body: string, index: Uint32Array, missing: string, broken: string, requestId?: string): void;
    failed(id: number | undefined, request: string): void;
    wait(ms: number): void;
    done(id: number | undefined): void;
    signed(keepMs: number): void;
    refuse(): void;
    error(code: LookupErrorJson["code"], retryable: boolean, message: string): void;
    errorMember(name: string, value: string | number): void;
}

// testing.d.ts
import { type Fault } from "./fake/fault.js";
import type { Provider } from "./generated/names.js";
import type { Person } from "./generated/people.js";
export type { Fault } from "./fake/fault.js";
export type { Given, Members } from "./fake/person.js";
export type * from "./generated/people.js";
export interface FakeOptions {
    readonly people?: readonly Person[] | undefined;
    readonly faults?: readonly Fault[] | undefined;
}
export interface Asked {
    readonly provider: Provider;
    readonly identifiers: readonly string[];
}
export type FakeFetch = typeof fetch & {
    readonly asked: readonly Asked[];
    untilAsked(count: number): Promise<readonly Asked[]>;
    fail(fault: Fault): void;
};
export declare function fakeFetch({ people, faults }?: FakeOptions): FakeFetch;

// transport.d.ts
import type { Provider } from "./generated/names.js";
import { type Failed } from "./http.js";
import type { HttpResponse } from "./lookup.js";
import type { HttpRequest } from "./steps.js";
export interface TransportRequest extends HttpRequest {
    readonly maxBodyBytes: number;
    readonly signal: AbortSignal;
}
export type Transport = (request: TransportRequest) => Promise<HttpResponse>;
export type Send = (provider: Provider, request: HttpRequest, maxBodyBytes: number, signal: AbortSignal) => Promise<HttpResponse | Failed>;
export declare const overFetch: (send: typeof fetch) => Send;
export declare const overTransport: (transport: Transport) => Send;

