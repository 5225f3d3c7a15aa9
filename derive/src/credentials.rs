//! Implements `#[derive(Credentials)]`.

use crate::attributes::{Errors, doc, each, unknown};
use crate::case::{Case, with_first};
use crate::field::{Field, Sensitivity};
use crate::schema;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Ident, Result};

/// One way to authenticate.
struct Variant {
    name: Ident,
    doc: String,
    fields: Vec<Field>,
    is_delegated: bool,
    is_server_only: bool,
}

impl Variant {
    fn parse(variant: &syn::Variant) -> Result<Self> {
        let (mut is_delegated, mut is_server_only) = (false, false);
        each(&variant.attrs, |meta| {
            if meta.path.is_ident("delegated") {
                is_delegated = true;
            } else if meta.path.is_ident("server_only") {
                is_server_only = true;
            } else {
                return Err(unknown(&meta, "`delegated` or `server_only`"));
            }
            Ok(())
        })?;
        let fields = match &variant.fields {
            Fields::Named(named) => named
                .named
                .iter()
                .map(|field| Field::parse(field, Case::Camel, Sensitivity::Secret))
                .collect(),
            Fields::Unit => Ok(Vec::new()),
            Fields::Unnamed(fields) => {
                Err(Error::new_spanned(fields, "expected named fields, because callers pass them by name"))
            }
        }?;
        let doc = doc(&variant.attrs, variant.ident.span())?;
        Ok(Self { name: variant.ident.clone(), doc, fields, is_delegated, is_server_only })
    }

    /// Returns the member that represents a variant without fields.
    fn member(&self) -> String {
        with_first(&self.name.to_string(), str::to_lowercase)
    }

    /// Returns the number of columns.
    fn len(&self) -> usize {
        self.fields.len().max(1)
    }

    /// Describes the values that the caller has to pass. For a variant that delegates, the description names no member,
    /// because the function that asks the app's own server has another name in each language.
    fn expectation(&self) -> String {
        let secret = self.fields.iter().filter(|field| field.sensitivity == Sensitivity::Secret);
        let keys: Vec<_> =
            secret.flat_map(|field| field.keys.first()).map(|key| format!("`{key}`")).collect();
        match keys.is_empty() {
            true if self.is_delegated => "a server that signs".to_owned(),
            true => format!("`{}`", self.member()),
            false => keys.join(" and "),
        }
    }
}

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "expected an enum with a variant for each way to authenticate",
        ));
    };
    let mut errors = Errors::default();
    let parsed = data.variants.iter().map(Variant::parse);
    let variants: Vec<_> = parsed.filter_map(|variant| errors.take(variant)).collect();
    errors.finish()?;
    let (name, text) = (&input.ident, input.ident.to_string());
    let about = doc(&input.attrs, input.ident.span())?;
    let columns = variants.iter().map(columns);
    let ends = variants.iter().scan(0, |end, variant| {
        *end += variant.len();
        Some(*end)
    });
    let expectations: Vec<_> = variants.iter().map(Variant::expectation).collect();
    let expectation = format!("expected {}", expectations.join(", or "));
    let reads = variants.iter().enumerate().map(|(position, variant)| {
        let before: usize = variants.iter().take(position).map(Variant::len).sum();
        read(variant, position, before)
    });
    let schemas = variants.iter().map(variant_schema);
    let tokens = variants.iter().map(token);
    let debugs = variants.iter().map(debug);
    Ok(quote! {
        #[automatically_derived]
        impl ::mingpian::record::Credentials for #name {
            const SHAPE: &'static ::mingpian::json::Shape =
                &::mingpian::json::Shape { columns: &[#(#columns)*] };
            const SCHEMA: ::core::option::Option<&'static ::mingpian::record::CredentialsSchema> =
                ::core::option::Option::Some(&::mingpian::record::CredentialsSchema {
                    name: #text, doc: #about, variants: &[#(#schemas)*],
                });
            fn read(
                input: &::mingpian::record::Input<'_>,
            ) -> ::core::result::Result<Self, ::std::boxed::Box<::mingpian::LookupError>> {
                match input.variant(&[#(#ends),*], #expectation)? {
                    #(#reads)*
                    _ => ::core::result::Result::Err(input.invalid(#expectation)),
                }
            }
            fn token_mut(&mut self) -> ::core::option::Option<&mut ::mingpian::SecretString> {
                match self {
                    #(#tokens)*
                }
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self { #(#debugs)* }
            }
        }
    })
}

fn columns(variant: &Variant) -> TokenStream {
    if variant.fields.is_empty() {
        let key = variant.member();
        return quote!(::mingpian::json::Column {
            key: #key, kind: ::mingpian::json::Kind::Bool, required: false, secret: false, alias: false,
        },);
    }
    // No member is required, because a caller passes the members of only one variant.
    variant.fields.iter().map(|field| schema::columns(field, &field.keys, false, &quote!(false))).collect()
}

fn read(variant: &Variant, position: usize, before: usize) -> TokenStream {
    let name = &variant.name;
    let fields = variant.fields.iter().enumerate().map(|(offset, field)| {
        let (field, ty, column) = (&field.name, &field.ty, before + offset);
        quote!(#field: input.take::<#ty>(#column)?)
    });
    quote!(#position => ::core::result::Result::Ok(Self::#name { #(#fields),* }),)
}

/// Generates the match arm that returns the token of a variant.
fn token(variant: &Variant) -> TokenStream {
    let name = &variant.name;
    match variant.fields.iter().find(|field| field.is_renewable) {
        Some(Field { name: field, .. }) => {
            quote!(Self::#name { #field, .. } => ::core::option::Option::Some(#field),)
        }
        None => quote!(Self::#name { .. } => ::core::option::Option::None,),
    }
}

fn variant_schema(variant: &Variant) -> TokenStream {
    let Variant { name, doc, fields, is_delegated, is_server_only } = variant;
    let is_renewable = fields.iter().any(|field| field.is_renewable);
    let (name, fields) = (name.to_string(), fields.iter().map(schema::field));
    quote!(::mingpian::record::Variant {
        name: #name, doc: #doc, fields: &[#(#fields)*], is_delegated: #is_delegated, is_server_only: #is_server_only,
        is_renewable: #is_renewable,
    },)
}

fn debug(variant: &Variant) -> TokenStream {
    let (name, text) = (&variant.name, variant.name.to_string());
    let fields: Vec<_> = variant.fields.iter().map(|field| &field.name).collect();
    let shown = variant.fields.iter().map(|field| {
        let value = &field.name;
        schema::debug(field, &quote!(#value))
    });
    quote!(Self::#name { #(#fields),* } => f.debug_struct(#text) #(#shown)* .finish(),)
}
