//! Implements `#[derive(Choice)]`.

use crate::attributes::{doc, each, unknown};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Error, Fields, LitStr, Result};

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "expected an enum"));
    };
    let (name, text) = (&input.ident, input.ident.to_string());
    let about = doc(&input.attrs, input.ident.span())?;
    let (mut words, mut to_words, mut from_words) = (Vec::new(), Vec::new(), Vec::new());
    let mut quoted = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(Error::new_spanned(variant, "expected a variant without fields"));
        }
        let doc = doc(&variant.attrs, variant.ident.span())?;
        let ident = &variant.ident;
        let variant_name = ident.to_string();
        let word = rename(&variant.attrs)?.unwrap_or_else(|| variant_name.clone());
        quoted.push(format!("`{word}`"));
        let is_default = variant.attrs.iter().any(|attribute| attribute.path().is_ident("default"));
        words.push(quote!(::mingpian::record::Word {
            name: #variant_name, word: #word, doc: #doc, is_default: #is_default,
        }));
        to_words.push(quote!(Self::#ident => #word,));
        from_words.push(quote!(#word => ::core::option::Option::Some(Self::#ident),));
    }
    let expectation = format!("expected {}", quoted.join(" or "));
    Ok(quote! {
        impl #name {
            /// Returns the word.
            pub fn as_str(self) -> &'static str {
                match self { #(#to_words)* }
            }

            /// Returns the variant for a word.
            pub fn from_word(word: &str) -> ::core::option::Option<Self> {
                match word { #(#from_words)* _ => ::core::option::Option::None }
            }
        }
        #[automatically_derived]
        impl ::mingpian::record::Value for #name {
            const KIND: ::mingpian::json::Kind = ::mingpian::json::Kind::Text;
            const TYPE: ::mingpian::record::FieldType =
                ::mingpian::record::FieldType::Choice(&::mingpian::record::ChoiceSchema {
                    name: #text, doc: #about, words: &[#(#words),*],
                });
            const EXPECTATION: &'static str = #expectation;
            fn read(cell: ::mingpian::json::Cursor<'_>) -> ::core::option::Option<Self> {
                Self::from_word(&cell.text())
            }
            fn absent() -> Self {
                <Self as ::core::default::Default>::default()
            }
        }
    })
}

fn rename(attributes: &[Attribute]) -> Result<Option<String>> {
    let mut name = None;
    each(attributes, |meta| {
        if !meta.path.is_ident("rename") {
            return Err(unknown(&meta, "`rename`"));
        }
        name = Some(meta.value()?.parse::<LitStr>()?.value());
        Ok(())
    })?;
    Ok(name)
}
