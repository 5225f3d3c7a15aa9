import type { Provider } from "../generated/names.js";

/** The type of a value in a record. */
export type Kind = "text" | "anyJson" | "bool" | "int" | "texts" | "embedded" | "object" | "list";

/** The description of a field of a record. */
export interface Field {
  /** The vendor's name. */
  readonly key: string;
  readonly kind: Kind;
  /** The fields of the nested record. */
  readonly fields?: Fields;
  /** Set if a record without this field cannot be read. */
  readonly isRequired?: true;
  /** Set if the field is one of the record's secrets. */
  readonly isSecret?: true;
}

/** The fields of a record by their names in this package. */
export type Fields = Readonly<Record<string, Field>>;

/** The vendor's names of the members of a layer of the envelope. */
export interface Layer {
  readonly code: string;
  /** The code that means success. */
  readonly success: number;
  /** The codes that mean that the credentials were refused. */
  readonly unauthenticated: readonly number[];
  readonly text?: string;
  readonly requestId?: string;
  /** The next layer or, in the innermost one, the content. */
  readonly inner: string;
}

/** The description of an operation of a provider. */
export interface FakeService {
  readonly provider: Provider;
  readonly path: string;
  /** Whether the content is a map from identifiers to records instead of one record. */
  readonly isByIdentifier: boolean;
  /** Whether an identifier is valid for only one request. */
  readonly isOnce: boolean;
  /** The members of the question that identify people, each with the vendor's name of the corresponding field. */
  readonly identifiers: readonly (readonly [asked: string, own?: string])[];
  readonly layers: readonly Layer[];
  readonly fields: Fields;
}
