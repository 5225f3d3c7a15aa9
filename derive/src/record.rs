//! Implements `#[derive(Record)]`.

use crate::attributes::{Errors, doc, each, unknown};
use crate::case::Case;
use crate::field::{Field, Sensitivity};
use crate::profile::Profile;
use crate::schema;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Fields, Ident, Result};

struct Record {
    name: Ident,
    doc: String,
    role: Role,
    fields: Vec<Field>,
    /// The field that lists the unreadable fields, and its doc comment.
    unreadable: Option<(Ident, String)>,
    profile: Option<Profile>,
}

/// The role of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Answer,
    Request,
    Input,
    Envelope,
}

impl Record {
    fn parse(input: &DeriveInput) -> Result<Self> {
        let Data::Struct(data) = &input.data else {
            return Err(Error::new_spanned(&input.ident, "expected a struct"));
        };
        let Fields::Named(named) = &data.fields else {
            return Err(Error::new_spanned(&input.ident, "expected a struct with named fields"));
        };
        if !input.generics.params.is_empty() {
            return Err(Error::new_spanned(&input.generics, "expected a struct without generic parameters"));
        }
        let (mut case, mut sensitivity, mut role) = (Case::default(), Sensitivity::Personal, Role::Answer);
        each(&input.attrs, |meta| {
            if meta.path.is_ident("rename_all") {
                case = Case::parse(&meta.value()?.parse()?)?;
            } else if meta.path.is_ident("public") {
                sensitivity = Sensitivity::Public;
            } else if meta.path.is_ident("request") {
                role = Role::Request;
            } else if meta.path.is_ident("input") {
                role = Role::Input;
            } else if meta.path.is_ident("envelope") {
                (role, sensitivity) = (Role::Envelope, Sensitivity::Public);
            } else {
                return Err(unknown(&meta, "`rename_all`, `public`, `request`, `input`, or `envelope`"));
            }
            Ok(())
        })?;
        let mut errors = Errors::default();
        let (lists, values): (Vec<_>, Vec<_>) = named.named.iter().partition(|field| lists_unreadable(field));
        let unreadable = match lists.first().map(|field| (&field.ident, &field.attrs)) {
            Some((Some(name), attributes)) => Some((name.clone(), doc(attributes, name.span())?)),
            _ => None,
        };
        if role == Role::Answer && unreadable.is_none() {
            let text = "expected a field `#[record(unreadable)]` of the type `Vec<&'static str>`";
            return Err(Error::new_spanned(&input.ident, text));
        }
        let parsed = values.into_iter().map(|field| Field::parse(field, case, sensitivity));
        let fields: Vec<_> = parsed.filter_map(|field| errors.take(field)).collect();
        let attribute = input.attrs.iter().find(|attribute| attribute.path().is_ident("profile"));
        let profile = attribute.and_then(|attribute| errors.take(attribute.parse_args::<Profile>()));
        if let Some(profile) = &profile {
            let candidates = profile.members.iter().flat_map(|(_, candidates)| candidates);
            for name in candidates.map(|candidate| &candidate.field).chain([&profile.id]) {
                if !fields.iter().any(|field| field.name == *name) {
                    errors.push(Error::new_spanned(name, format!("the record has no field `{name}`")));
                }
            }
        }
        errors.finish()?;
        let doc = doc(&input.attrs, input.ident.span())?;
        Ok(Self { name: input.ident.clone(), doc, role, fields, unreadable, profile })
    }

    fn open_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.sensitivity != Sensitivity::Secret)
    }

    fn secret_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.sensitivity == Sensitivity::Secret)
    }
}

/// Returns whether a field lists the unreadable fields: `#[record(unreadable)]`.
fn lists_unreadable(field: &syn::Field) -> bool {
    let is_word = |attribute: &syn::Attribute| {
        attribute.path().is_ident("record")
            && attribute.parse_args::<Ident>().is_ok_and(|word| word == "unreadable")
    };
    field.attrs.iter().any(is_word)
}

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let record = Record::parse(input)?;
    let role = match record.role {
        Role::Answer => vec![debug(&record), serialize(&record), profile(&record), expose_secrets(&record)],
        Role::Request => vec![debug(&record), request(&record)],
        Role::Input => vec![debug(&record)],
        Role::Envelope => vec![column_constants(&record)],
    };
    let table = table(&record);
    Ok(quote!(const _: () = { #table #(#role)* };))
}

/// Generates the shape, the schema, and the reader.
fn table(record: &Record) -> TokenStream {
    let Record { name, doc, role, fields, unreadable, profile } = record;
    let columns = fields.iter().map(|field| {
        // Callers use the names of fields as keys. Secrets that callers pass are always read.
        let camel = [field.camel()];
        let keys = if matches!(role, Role::Request | Role::Input) { &camel[..] } else { &field.keys[..] };
        let is_secret = field.sensitivity == Sensitivity::Secret && *role == Role::Answer;
        // Errors in an envelope are found column by column, so the reader must not remove unreadable values from it.
        let required = if *role == Role::Envelope { quote!(true) } else { schema::required(field) };
        schema::columns(field, keys, is_secret, &required)
    });
    let schemas = fields.iter().map(schema::field);
    let reads = fields.iter().map(schema::read);
    let list = unreadable.as_ref().map(|(list, _)| list);
    let lists = list.iter().map(|list| quote!(let #list = fields.unreadable_fields(Self::SHAPE);));
    let names = fields.iter().map(|field| &field.name).chain(list);
    let unreadable = match unreadable {
        None => quote!(::core::option::Option::None),
        Some((_, doc)) => quote!(::core::option::Option::Some(#doc)),
    };
    let text = name.to_string();
    let has_secrets = *role == Role::Answer && record.secret_fields().next().is_some();
    let profile = match profile {
        None => quote!(::core::option::Option::None),
        Some(Profile { provider, id, members }) => {
            let id = id.to_string();
            let members = members.iter().map(|(member, candidates)| {
                let member = member.to_string();
                let paths = candidates.iter().map(|candidate| {
                    let path = candidate.path();
                    quote!(&[#(#path),*])
                });
                quote!((#member, &[#(#paths),*]))
            });
            quote!(::core::option::Option::Some(&::mingpian::record::ProfileSchema {
                provider: #provider, id: #id, members: &[#(#members),*],
            }))
        }
    };
    quote! {
        #[automatically_derived]
        impl ::mingpian::record::Record for #name {
            const SHAPE: &'static ::mingpian::json::Shape =
                &::mingpian::json::Shape { columns: &[#(#columns)*] };
            const SCHEMA: &'static ::mingpian::record::Schema = &::mingpian::record::Schema {
                name: #text, doc: #doc, fields: &[#(#schemas)*], unreadable: #unreadable, has_secrets: #has_secrets, profile: #profile,
            };
            fn read(fields: &mut ::mingpian::json::Cursor<'_>) -> Self {
                #(#lists)*
                #(#reads)*
                Self { #(#names),* }
            }
        }
    }
}

fn debug(record: &Record) -> TokenStream {
    let (name, text) = (&record.name, record.name.to_string());
    let fields = record.fields.iter().map(|field| {
        let name = &field.name;
        schema::debug(field, &quote!(&self.#name))
    });
    let lists = record.unreadable.iter().map(|(list, _)| {
        let name = list.to_string();
        quote!(.field(#name, &self.#list))
    });
    quote! {
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(#text) #(#fields)* #(#lists)* .finish()
            }
        }
    }
}

fn serialize(record: &Record) -> TokenStream {
    let (name, text) = (&record.name, record.name.to_string());
    let count = record.open_fields().count() + record.unreadable.iter().count();
    let fields = record.open_fields().map(|field| {
        let (name, camel) = (&field.name, field.camel());
        quote_spanned!(field.ty.span()=> match ::mingpian::record::Value::is_absent(&self.#name) {
            true => fields.skip_field(#camel)?,
            false => fields.serialize_field(#camel, &self.#name)?,
        })
    });
    let lists = record.unreadable.iter().map(|(list, _)| {
        let camel = Case::Camel.apply(&list.to_string());
        quote!(fields.serialize_field(#camel, &self.#list)?;)
    });
    let profile =
        record.profile.as_ref().map(|_| quote!(fields.serialize_field("profile", &self.profile())?;));
    quote! {
        /// Serializes the fields in camel case, without absent values and secrets.
        #[automatically_derived]
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                use ::serde::ser::SerializeStruct as _;
                let mut fields = serializer.serialize_struct(#text, #count)?;
                #(#fields)*
                #(#lists)*
                #profile
                fields.end()
            }
        }
    }
}

fn profile(record: &Record) -> TokenStream {
    let Some(Profile { provider, id, members }) = &record.profile else { return TokenStream::new() };
    let name = &record.name;
    let members = members.iter().map(|(member, candidates)| {
        let lines = candidates.iter().map(|candidate| match (&candidate.field, &candidate.inner) {
            (field, None) => quote!(::mingpian::record::Value::as_line(&self.#field)),
            (field, Some(inner)) => {
                quote!(self.#field.first().and_then(|row| ::mingpian::record::Value::as_line(&row.#inner)))
            }
        });
        quote!(#member: [#(#lines),*].into_iter().flatten().next().map(::std::borrow::Cow::into_owned),)
    });
    quote! {
        impl #name {
            /// Returns the data about the person that every provider can supply.
            pub fn profile(&self) -> ::mingpian::Profile {
                let id = ::mingpian::record::Value::as_line(&self.#id);
                ::mingpian::Profile {
                    #(#members)*
                    ..::mingpian::Profile::new(#provider, id.map(::std::borrow::Cow::into_owned).unwrap_or_default())
                }
            }
        }
    }
}

fn expose_secrets(record: &Record) -> TokenStream {
    if record.secret_fields().next().is_none() {
        return TokenStream::new();
    }
    let name = &record.name;
    let fields = record.secret_fields().map(|field| {
        let (name, camel) = (&field.name, field.camel());
        quote_spanned!(field.ty.span()=> secrets.extend(self.#name.as_ref().map(|secret| {
            (#camel, ::mingpian::record::ExposeSecret::expose_secret(secret))
        }));)
    });
    quote! {
        impl #name {
            /// Returns the secrets that are present, each with its name in camel case. There are none unless they were
            /// requested with `include_secrets`.
            pub fn expose_secrets(&self) -> ::std::vec::Vec<(&'static str, &str)> {
                let mut secrets = ::std::vec::Vec::new();
                #(#fields)*
                secrets
            }
        }
    }
}

/// Generates `Fields` and, if every field is a list of strings, `Lists`.
fn request(record: &Record) -> TokenStream {
    let name = &record.name;
    let visits = record.fields.iter().map(|field| {
        let (name, key, sensitivity) = (&field.name, field.keys.first(), field.sensitivity.path());
        quote_spanned!(field.ty.span()=>
            if let ::core::option::Option::Some(value) = ::mingpian::record::Sendable::to_value(&self.#name) {
                visit(#key, #sensitivity, value);
            }
        )
    });
    let lists = record.fields.iter().all(Field::is_list_of_strings).then(|| {
        let lists = record.fields.iter().map(|field| {
            let (name, key, sensitivity) = (field.camel(), field.keys.first(), field.sensitivity.path());
            quote!(::mingpian::record::List { name: #name, key: #key, sensitivity: #sensitivity })
        });
        let fields = record.fields.iter().map(|field| &field.name);
        quote! {
            #[automatically_derived]
            impl ::mingpian::record::Lists for #name {
                const LISTS: &'static [::mingpian::record::List] = &[#(#lists),*];
                fn into_lists(self) -> ::std::vec::Vec<::std::vec::Vec<::std::string::String>> {
                    ::std::vec![#(self.#fields),*]
                }
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl ::mingpian::record::Fields for #name {
            fn visit(
                &self,
                visit: &mut dyn FnMut(&'static str, ::mingpian::Sensitivity, ::mingpian::record::FieldValue<'_>),
            ) {
                #(#visits)*
            }
        }
        #lists
    }
}

/// Generates a constant for the position of each column. Code reads an envelope column by column instead of as a
/// struct.
fn column_constants(record: &Record) -> TokenStream {
    let name = &record.name;
    let mut position = 0_usize;
    let constants = record.fields.iter().map(|field| {
        let constant = Ident::new(&field.name.to_string().to_uppercase(), field.name.span());
        let this = position;
        position += field.keys.len();
        quote!(const #constant: usize = #this;)
    });
    let constants: TokenStream = constants.collect();
    let fields = record.fields.iter().map(|field| &field.name);
    quote! {
        #[allow(dead_code, reason = "an envelope may have columns that are not used")]
        impl #name { #constants }
        const _: fn(&#name) = |record| { let _ = (#(&record.#fields,)*); };
    }
}
