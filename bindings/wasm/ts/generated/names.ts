// Generated from the core's tables by `cargo xtask generate`; do not edit.

/** The names of the account services. */
export type Provider = "dmtz" | "mysoft" | "quanshi";

/** The codes of errors. These names never change. */
export type ErrorCode = "INVALID_INPUT" | "UNAUTHENTICATED" | "RATE_LIMITED" | "REJECTED" | "HTTP_STATUS" | "MALFORMED_RESPONSE" | "RESPONSE_TOO_LARGE" | "TRANSPORT" | "CANCELLED" | "INTERNAL";

/**
 * The data about a person that every provider can supply. Each member is taken from the first of the provider's fields
 * that is not empty.
 */
export interface Profile {
  /** The provider that supplied the data. */
  readonly provider: Provider;
  /** The provider's own ID of the user. Personal data. */
  readonly id: string;
  /** The display name. Personal data. */
  readonly displayName: string | undefined;
  /** The phone number, as the provider writes it. Personal data. */
  readonly phone: string | undefined;
  /** The email address. Personal data. */
  readonly email: string | undefined;
  /** The URL of the picture. Personal data. */
  readonly avatarUrl: string | undefined;
  /** The company or the department. */
  readonly organization: string | undefined;
  /** The provider's customer that the user belongs to. */
  readonly tenant: string | undefined;
}
