//! Reads credentials from files and the environment. Arguments never contain a secret, because every user of a machine
//! can see the arguments of its programs.

use crate::exit::UsageError;
use mingpian::SecretString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The places in which a secret can be.
#[derive(Clone, Copy)]
pub(crate) struct SecretSource {
    /// The option that names a file.
    pub(crate) option: &'static str,
    /// The environment variable that is used without the option.
    pub(crate) variable: &'static str,
}

impl SecretSource {
    /// Reads the secret from the file or, without one, from the environment. Returns `None` if neither has it.
    ///
    /// # Errors
    ///
    /// The error names the file that cannot be read or is empty.
    pub(crate) fn read(self, file: Option<&Path>) -> Result<Option<SecretString>, UsageError> {
        let Some(path) = file else {
            let value = std::env::var(self.variable).ok().filter(|value| !value.is_empty());
            return Ok(value.map(SecretString::from));
        };
        let refuse = |detail: String| UsageError::new(self.option, format!("{}: {detail}", path.display()));
        let text =
            SecretString::from(std::fs::read_to_string(path).map_err(|error| refuse(error.to_string()))?);
        // Editors add a line break at the end of a file.
        let secret = text.expose_secret().trim_end_matches(['\r', '\n']);
        if secret.is_empty() {
            return Err(refuse("expected a secret, got an empty file".to_owned()));
        }
        Ok(Some(SecretString::from(secret)))
    }
}

/// Returns a secret, or an error that describes where it is expected.
///
/// # Errors
///
/// The error names the options and the variables.
pub(crate) fn require(
    secret: Option<SecretString>,
    what: &str,
    sources: &[SecretSource],
) -> Result<SecretString, UsageError> {
    secret.ok_or_else(|| {
        let places = sources.iter().map(|source| format!("{} or {}", source.option, source.variable));
        let options: Vec<_> = sources.iter().map(|source| source.option).collect();
        let places = places.collect::<Vec<_>>().join(", or ");
        UsageError::new(options.join(", "), format!("expected {what}. Pass it with {places}"))
    })
}

/// A token that may be replaced during a run, because another program writes a new one into its file.
pub(crate) struct Token {
    source: SecretSource,
    file: Option<PathBuf>,
    current: Mutex<SecretString>,
}

impl Token {
    pub(crate) fn new(source: SecretSource, file: Option<PathBuf>, token: SecretString) -> Self {
        Self { source, file, current: Mutex::new(token) }
    }

    /// Returns the token.
    pub(crate) fn current(&self) -> SecretString {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns the token in the file, if it differs from the token that the service has refused.
    pub(crate) fn renew(&self, refused: &SecretString) -> Option<SecretString> {
        // Without a file, or if the file cannot be read, the refusal of the service is reported.
        let read = self.source.read(Some(self.file.as_deref()?)).ok().flatten()?;
        if read.expose_secret() == refused.expose_secret() {
            return None;
        }
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = read.clone();
        Some(read)
    }
}
