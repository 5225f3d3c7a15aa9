//! Converts names to other cases.

use syn::{LitStr, Result};

/// The case in which the names of fields become keys.
#[derive(Clone, Copy, Default)]
pub(crate) enum Case {
    #[default]
    Snake,
    Camel,
    Pascal,
}

impl Case {
    pub(crate) fn parse(name: &LitStr) -> Result<Self> {
        match name.value().as_str() {
            "snake_case" => Ok(Self::Snake),
            "camelCase" => Ok(Self::Camel),
            "PascalCase" => Ok(Self::Pascal),
            _ => Err(syn::Error::new(name.span(), "expected `camelCase`, `PascalCase`, or `snake_case`")),
        }
    }

    /// Converts a name from snake case.
    pub(crate) fn apply(self, snake: &str) -> String {
        match self {
            Self::Snake => snake.to_owned(),
            Self::Pascal => snake.split('_').map(|word| with_first(word, str::to_uppercase)).collect(),
            Self::Camel => with_first(&Self::Pascal.apply(snake), str::to_lowercase),
        }
    }
}

/// Converts the first character of a word.
pub(crate) fn with_first(word: &str, convert: impl Fn(&str) -> String) -> String {
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    convert(first) + rest
}
