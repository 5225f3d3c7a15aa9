import type { Provider } from "../generated/names.js";

/** How a value of a record is written. */
export type Kind = "text" | "anyJson" | "bool" | "int" | "texts" | "embedded" | "object" | "list";

/** What is known about a field of a record. */
export interface Field {
  /** The vendor's name. */
  readonly key: string;
  readonly kind: Kind;
  /** The fields of the record inside. */
  readonly fields?: Fields;
  /** Set if a record without it cannot be read. */
  readonly isRequired?: true;
  /** Set if it belongs to the record's secrets. */
  readonly isSecret?: true;
}

/** The fields of a record by their names in this package. */
export type Fields = Readonly<Record<string, Field>>;

/** The vendor's names of what is in a layer of the envelope. */
export interface Layer {
  readonly code: string;
  /** The code of success. */
  readonly success: number;
  /** The codes of refused credentials. */
  readonly unauthenticated: readonly number[];
  readonly text?: string;
  readonly requestId?: string;
  /** The next layer or, in the innermost one, the content. */
  readonly inner: string;
}

/** What is known about an operation of a provider. */
export interface FakeService {
  readonly provider: Provider;
  readonly path: string;
  /** Whether the content is a map of records by identifier, rather than one record. */
  readonly isByIdentifier: boolean;
  /** Whether an identifier is good for one request. */
  readonly isOnce: boolean;
  /** The members of the question that name people, each with the vendor's name of the field that says the same. */
  readonly identifiers: readonly (readonly [asked: string, own?: string])[];
  readonly layers: readonly Layer[];
  readonly fields: Fields;
}
