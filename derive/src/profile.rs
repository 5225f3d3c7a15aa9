//! Parses `#[profile(provider(NAME), id(user_id), organization(departments::name))]`.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, Path, Result, Token, parenthesized};

/// The mapping from a record to a profile.
pub(crate) struct Profile {
    /// The constant that holds the provider's name.
    pub(crate) provider: Path,
    pub(crate) id: Ident,
    pub(crate) members: Vec<(Ident, Vec<Candidate>)>,
}

/// A field, or a field of the first entry of a list.
pub(crate) struct Candidate {
    pub(crate) field: Ident,
    pub(crate) inner: Option<Ident>,
}

impl Candidate {
    pub(crate) fn path(&self) -> impl Iterator<Item = String> {
        [&self.field].into_iter().chain(&self.inner).map(Ident::to_string)
    }
}

impl Parse for Profile {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (mut provider, mut id, mut members) = (None, None, Vec::new());
        while !input.is_empty() {
            let name: Ident = input.parse()?;
            let inside;
            parenthesized!(inside in input);
            let paths = Punctuated::<Path, Token![,]>::parse_terminated(&inside)?;
            let only = |what: &str| match paths.len() {
                1 => paths.first().cloned().ok_or_else(|| syn::Error::new(name.span(), what)),
                _ => Err(syn::Error::new(name.span(), what)),
            };
            if name == "provider" {
                provider = Some(only("expected one constant in `provider`")?);
            } else if name == "id" {
                id = Some(only("expected one field in `id`")?.require_ident()?.clone());
            } else {
                members.push((name, paths.iter().map(candidate).collect::<Result<_>>()?));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let missing = |what| input.error(format!("expected `{what}`"));
        Ok(Self {
            provider: provider.ok_or_else(|| missing("provider(...)"))?,
            id: id.ok_or_else(|| missing("id(...)"))?,
            members,
        })
    }
}

fn candidate(path: &Path) -> Result<Candidate> {
    let idents: Vec<_> = path.segments.iter().map(|segment| segment.ident.clone()).collect();
    match &idents[..] {
        [field] => Ok(Candidate { field: field.clone(), inner: None }),
        [field, inner] => Ok(Candidate { field: field.clone(), inner: Some(inner.clone()) }),
        _ => Err(syn::Error::new_spanned(path, "expected `field` or `list::field`")),
    }
}
