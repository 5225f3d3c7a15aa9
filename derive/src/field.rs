//! Parses a field of a record or of credentials.

use crate::attributes::{doc, each, unknown};
use crate::case::Case;
use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;
use syn::{Error, Expr, Ident, LitStr, Result, Type};

pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) doc: String,
    /// The keys on the wire. The first one is preferred.
    pub(crate) keys: Vec<String>,
    pub(crate) default: Option<Expr>,
    pub(crate) sensitivity: Sensitivity,
    /// Whether the field is a token that can be replaced.
    pub(crate) is_renewable: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sensitivity {
    Public,
    Personal,
    Secret,
}

impl Sensitivity {
    pub(crate) fn path(self) -> TokenStream {
        match self {
            Self::Public => quote!(::mingpian::Sensitivity::Public),
            Self::Personal => quote!(::mingpian::Sensitivity::Personal),
            Self::Secret => quote!(::mingpian::Sensitivity::Secret),
        }
    }
}

impl Field {
    /// Parses a field. `case` and `sensitivity` are defaults that the attributes of the field override.
    pub(crate) fn parse(field: &syn::Field, case: Case, mut sensitivity: Sensitivity) -> Result<Self> {
        let name = field.ident.clone().ok_or_else(|| Error::new(field.span(), "expected a named field"))?;
        let (mut rename, mut aliases, mut default, mut is_renewable) = (None, Vec::new(), None, false);
        each(&field.attrs, |meta| {
            if meta.path.is_ident("rename") {
                rename = Some(meta.value()?.parse::<LitStr>()?.value());
            } else if meta.path.is_ident("alias") {
                aliases.push(meta.value()?.parse::<LitStr>()?.value());
            } else if meta.path.is_ident("default") {
                default = Some(meta.value()?.parse::<Expr>()?);
            } else if meta.path.is_ident("public") {
                sensitivity = Sensitivity::Public;
            } else if meta.path.is_ident("personal") {
                sensitivity = Sensitivity::Personal;
            } else if meta.path.is_ident("secret") {
                sensitivity = Sensitivity::Secret;
            } else if meta.path.is_ident("renewable") {
                is_renewable = true;
            } else {
                return Err(unknown(
                    &meta,
                    "`rename`, `alias`, `default`, `public`, `personal`, `secret`, or `renewable`",
                ));
            }
            Ok(())
        })?;
        let key = rename.unwrap_or_else(|| case.apply(&name.to_string()));
        let keys = [key].into_iter().chain(aliases).collect();
        let doc = doc(&field.attrs, name.span())?;
        Ok(Self { name, ty: field.ty.clone(), doc, keys, default, sensitivity, is_renewable })
    }

    /// Returns the name in camel case, which callers and other languages use.
    pub(crate) fn camel(&self) -> String {
        Case::Camel.apply(&self.name.to_string())
    }

    /// Returns whether the type is spelled `Vec<String>`.
    pub(crate) fn is_list_of_strings(&self) -> bool {
        let ty = &self.ty;
        quote!(#ty).to_string().replace(' ', "") == "Vec<String>"
    }
}
