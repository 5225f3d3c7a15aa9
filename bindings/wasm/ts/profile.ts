import type { Provider } from "./generated/providers.js";

/** What every provider can say about a person. Each member is the first of the provider's own that is not empty. */
export interface Profile {
  /** The provider that says so. */
  readonly provider: Provider;
  /** The provider's own ID of the person. Personal data. */
  readonly id: string;
  /** The name to show. Personal data. */
  readonly displayName: string | undefined;
  /** The phone number, as the provider writes it. Personal data. */
  readonly phone: string | undefined;
  /** The email address. Personal data. */
  readonly email: string | undefined;
  /** The URL of the picture. Personal data. */
  readonly avatarUrl: string | undefined;
  /** The company or the department. */
  readonly organization: string | undefined;
  /** The provider's customer that the person belongs to. */
  readonly tenant: string | undefined;
}
