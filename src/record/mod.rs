//! A vendor's table as a struct.
//!
//! `#[derive(Record)]` generates from a struct the [`Shape`](crate::json::Shape) that the reader needs, the code that
//! reads it through an index, a redacted `Debug`, `Serialize` (in camel case, without absent fields and secrets), and
//! the [`Schema`] from which other languages are generated.

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
