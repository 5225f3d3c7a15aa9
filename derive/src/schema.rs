//! Generates the descriptions of fields for the reader and for the generators of other languages.

use crate::field::{Field, Sensitivity};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// Generates one column of a field for each of `keys`.
pub(crate) fn columns(
    field: &Field,
    keys: &[String],
    is_secret: bool,
    required: &TokenStream,
) -> TokenStream {
    let ty = &field.ty;
    let is_alias = (0..keys.len()).map(|position| position > 0);
    quote_spanned!(ty.span()=> #(::mingpian::json::Column {
        key: #keys,
        kind: <#ty as ::mingpian::record::Value>::KIND,
        required: #required,
        secret: #is_secret,
        alias: #is_alias,
    },)*)
}

/// Generates the description of a field.
pub(crate) fn field(field: &Field) -> TokenStream {
    let Field { ty, name, doc, keys, .. } = field;
    let (name, sensitivity, required) = (name.to_string(), field.sensitivity.path(), required(field));
    let default = match &field.default {
        Some(default) => quote!(::core::option::Option::Some(stringify!(#default))),
        None => quote!(::core::option::Option::None),
    };
    quote_spanned!(ty.span()=> ::mingpian::record::Field {
        name: #name,
        keys: &[#(#keys),*],
        required: #required,
        ty: <#ty as ::mingpian::record::Value>::TYPE,
        default: #default,
        sensitivity: #sensitivity,
        doc: #doc,
    },)
}

/// Generates the statement that reads a field from the cursor `fields`.
pub(crate) fn read(field: &Field) -> TokenStream {
    let (name, ty, spellings) = (&field.name, &field.ty, field.keys.len());
    match &field.default {
        None => quote_spanned!(ty.span()=>
            let #name = ::mingpian::record::take::<#ty>(fields, #spellings);
        ),
        Some(default) => quote_spanned!(ty.span()=>
            let #name = ::mingpian::record::take::<::core::option::Option<#ty>>(fields, #spellings)
                .unwrap_or(#default);
        ),
    }
}

/// Generates the call `.field("name", ...)` of a redacted `Debug`. `value` is a reference to the field.
pub(crate) fn debug(field: &Field, value: &TokenStream) -> TokenStream {
    let name = field.name.to_string();
    match field.sensitivity {
        Sensitivity::Public => quote!(.field(#name, #value)),
        _ => quote!(.field(#name, &::mingpian::Redacted(::mingpian::record::Value::is_absent(#value)))),
    }
}

/// Generates an expression that tells whether a record without this field is unreadable.
pub(crate) fn required(field: &Field) -> TokenStream {
    let ty = &field.ty;
    match field.default {
        Some(_) => quote!(false),
        None => quote!(<#ty as ::mingpian::record::Value>::REQUIRED),
    }
}
