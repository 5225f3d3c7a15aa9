//! Represents the vendors' tables as structs.
//!
//! From a struct, `#[derive(Record)]` generates the [`Shape`](crate::json::Shape) that the reader needs, the code that
//! reads the struct through an index, a redacted `Debug`, `Serialize` (in camel case, without absent fields and
//! secrets), and the [`Schema`] from which the code of other languages is generated.

mod answers;
mod input;
mod request;
mod schema;
mod table;
mod types;
mod value;

pub use answers::{Answers, Found, FromAnswer, Raw, Unreadable};
pub(crate) use input::read_texts;
pub use input::{Credentials, Input, read_input};
pub use request::{FieldValue, Fields, List, Lists, Sendable, write_fields};
pub(crate) use request::{ListFields, each_private};
pub use schema::{ChoiceSchema, CredentialsSchema, Field, FieldType, ProfileSchema, Schema, Variant, Word};
pub use table::{Record, read_row};
pub use types::{AnyJson, ByKey, Embedded, ExposeSecret, IntOrBool, SecretAnyJson};
pub use value::{Value, take};

pub use mingpian_derive::{Choice, Credentials, Record};
