/** The services that can be asked. */
export type Provider = "dmtz" | "mysoft" | "quanshi";

/** What every service can say of a person. Each member is the first of the provider's own that is not empty. */
export interface Profile {
  /** The service that said it. */
  readonly provider: Provider;
  /** The service's id of the person; quanshi's number as text. Personal data. */
  readonly id: string;
  /** A name to show. Personal data. */
  readonly displayName: string | undefined;
  /** Phone number as the service writes it, maybe masked. Personal data. */
  readonly phone: string | undefined;
  /** Email address. Personal data. */
  readonly email: string | undefined;
  /** Address of a picture. Personal data. */
  readonly avatarUrl: string | undefined;
  /** Company or department. */
  readonly organization: string | undefined;
  /** The service's customer that the person belongs to. */
  readonly tenant: string | undefined;
}
