//! Provides the derive macros for the records of mingpian's providers.
//!
//! Each table on a vendor's page is a plain struct. `#[derive(Record)]` generates the code that reads it from a body,
//! prints it redacted, and describes it to the generators of other languages.

mod attributes;
mod case;
mod choice;
mod credentials;
mod field;
mod profile;
mod record;
mod schema;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Derives `Record`, a redacted `Debug`, and the other traits that the struct's role requires.
///
/// On the struct, `#[record(...)]` takes:
///
/// | attribute | meaning |
/// |---|---|
/// | `rename_all = "camelCase"` | The case of the keys: `camelCase`, `PascalCase`, or `snake_case`. Defaults to `snake_case`. |
/// | `public` | Every field is public by default. |
/// | `request` | The struct is sent. Callers pass its fields in camel case, and the vendor receives them under their keys. |
/// | `input` | The struct is passed by callers but never sent. An example is the options. |
/// | `envelope` | The struct is the envelope around an answer. A constant is generated for the position of each column. |
///
/// Without a role, the struct is part of an answer, and `Serialize` is generated as well. In that case,
/// `#[profile(...)]` specifies the fields of a profile: `id(user_id)`, `display_name(display_name, login_name)`.
///
/// On a field, `#[record(...)]` takes `rename = "..."`, `alias = "..."` (any number), `default = 30`, `public`,
/// `personal`, and `secret`. Fields are personal by default.
///
/// Every field needs a doc comment, because other languages print it.
#[proc_macro_derive(Record, attributes(record, profile))]
pub fn derive_record(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    record::derive(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `Credentials` and a redacted `Debug` for an enum with a variant for each way to authenticate.
///
/// Callers pass the fields of one variant as members of an object. Therefore, two variants must not have fields of the
/// same name. For a variant without fields, callers pass a member with the value `true`.
///
/// On a variant, `#[record(...)]` takes `delegated` (the app's own server signs) and `server_only`. On a field, it
/// takes the same arguments as for `Record`. Fields are secret by default.
#[proc_macro_derive(Credentials, attributes(record))]
pub fn derive_credentials(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    credentials::derive(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Derives `Value` for an enum of fixed words.
///
/// The word of a variant is its name, or the value of `#[record(rename = "...")]`. The variant marked `#[default]` is
/// used if the value is absent.
#[proc_macro_derive(Choice, attributes(record))]
pub fn derive_choice(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    choice::derive(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}
