//! Implements Quanshi, which turns email addresses, mobile numbers, and login names into accounts.

use super::{Service, identifiers};
use crate::credentials::{SecretSource, Token, require};
use crate::drive::{Failure, Host};
use crate::exit::UsageError;
use crate::input::{ListInput, Unit};
use crate::row::{Outcome, Row};
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use mingpian::providers::quanshi::{
    Account, Credentials, GetUsersByEmailsMobiles, IdHeader, MAX_PER_LIST, NAME, TokenPlace,
};
use mingpian::record::Answers;
use mingpian::{Lookup, LookupError, Options, SecretString};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const TOKEN: SecretSource = SecretSource { option: "--token-file", variable: "MINGPIAN_TOKEN" };
const SECRET_KEY: SecretSource =
    SecretSource { option: "--secret-key-file", variable: "MINGPIAN_SECRET_KEY" };
const APP_ID: &str = "MINGPIAN_APP_ID";

/// The options of the service.
#[derive(Args)]
pub(crate) struct QuanshiArgs {
    #[command(flatten)]
    identifiers: Identifiers,
    #[command(flatten)]
    auth: Auth,
}

#[derive(Args)]
#[group(required = true, multiple = true)]
struct Identifiers {
    /// An email address. May be repeated
    #[arg(
        long = "email",
        value_name = "ADDRESS",
        value_parser = NonEmptyStringValueParser::new(),
        help_heading = "Identifiers"
    )]
    emails: Vec<String>,
    /// A mobile number without the country code. May be repeated
    #[arg(
        long = "mobile",
        value_name = "NUMBER",
        value_parser = NonEmptyStringValueParser::new(),
        help_heading = "Identifiers"
    )]
    mobiles: Vec<String>,
    /// A login name. May be repeated
    #[arg(
        long = "login-name",
        value_name = "NAME",
        value_parser = NonEmptyStringValueParser::new(),
        help_heading = "Identifiers"
    )]
    login_names: Vec<String>,
    /// Read email addresses from a file, one on each line; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Identifiers")]
    emails_from: Option<PathBuf>,
    /// Read mobile numbers from a file, one on each line; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Identifiers")]
    mobiles_from: Option<PathBuf>,
    /// Read login names from a file, one on each line; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Identifiers")]
    login_names_from: Option<PathBuf>,
}

#[derive(Args)]
struct Auth {
    /// Read the token from this file. Without it, the token is taken from MINGPIAN_TOKEN
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["app_id", "secret_key_file"],
        help_heading = "Credentials"
    )]
    token_file: Option<PathBuf>,
    /// The place of the token in a request
    #[arg(long, value_enum, default_value = "header", value_name = "PLACE", help_heading = "Credentials")]
    token_in: Place,
    /// The ID of the app that signs. Without it, the ID is taken from MINGPIAN_APP_ID
    #[arg(long, value_name = "ID", help_heading = "Credentials")]
    app_id: Option<String>,
    /// Read the SecretKey of the app from this file. Without it, the key is taken from MINGPIAN_SECRET_KEY
    #[arg(long, value_name = "FILE", help_heading = "Credentials")]
    secret_key_file: Option<PathBuf>,
    /// The name of the header with the ID of the app
    #[arg(long, value_enum, default_value = "AppId", value_name = "NAME", help_heading = "Credentials")]
    id_header: Header,
}

#[derive(Clone, Copy, ValueEnum)]
enum Place {
    Header,
    Body,
}

#[derive(Clone, Copy, ValueEnum)]
enum Header {
    #[value(name = "AppId")]
    AppId,
    #[value(name = "AppKey")]
    AppKey,
}

/// The service with its credentials.
pub(crate) struct Quanshi {
    identifiers: Identifiers,
    credentials: Known,
}

/// The credentials of the service.
enum Known {
    /// A token, which may be replaced.
    Token(Token, TokenPlace),
    /// An app's ID and SecretKey.
    CheckSum(Credentials),
}

impl QuanshiArgs {
    /// Reads the credentials.
    ///
    /// # Errors
    ///
    /// The error names the file that cannot be read, or the places in which credentials are expected.
    pub(crate) fn open(self) -> Result<Quanshi, UsageError> {
        Ok(Quanshi { identifiers: self.identifiers, credentials: self.auth.read()? })
    }
}

impl Auth {
    /// Reads the credentials that the arguments name or, without any, those in the environment.
    fn read(self) -> Result<Known, UsageError> {
        let Self { token_file, token_in, app_id, secret_key_file, id_header } = self;
        let place = match token_in {
            Place::Header => TokenPlace::Header,
            Place::Body => TokenPlace::Body,
        };
        let id_header = match id_header {
            Header::AppId => IdHeader::AppId,
            Header::AppKey => IdHeader::AppKey,
        };
        let signs = app_id.is_some() || secret_key_file.is_some();
        let token = if signs { None } else { TOKEN.read(token_file.as_deref())? };
        let secret_key =
            if token_file.is_some() { None } else { SECRET_KEY.read(secret_key_file.as_deref())? };
        match (token, secret_key) {
            (Some(_), Some(_)) => Err(UsageError::new(
                "MINGPIAN_TOKEN",
                "MINGPIAN_SECRET_KEY is set, too. Unset one of them, or name one with --token-file or --secret-key-file",
            )),
            (Some(token), None) => Ok(Known::Token(Token::new(TOKEN, token_file, token), place)),
            (None, None) if !signs => {
                Err(require(None, "a token or a SecretKey", &[TOKEN, SECRET_KEY]).unwrap_err())
            }
            (None, secret_key) => {
                let secret_key = require(secret_key, "a SecretKey", &[SECRET_KEY])?;
                let app_id = app_id.or_else(|| std::env::var(APP_ID).ok()).filter(|id| !id.is_empty());
                let app_id = app_id.ok_or_else(|| {
                    UsageError::new("--app-id", format!("expected the ID of an app here, or in {APP_ID}"))
                })?;
                Ok(Known::CheckSum(Credentials::CheckSum { app_id, secret_key, id_header }))
            }
        }
    }
}

impl Quanshi {
    /// Returns the credentials for a request, and the token in them.
    fn credentials(&self) -> (Credentials, Option<(&Token, SecretString)>) {
        match &self.credentials {
            Known::CheckSum(credentials) => (credentials.clone(), None),
            Known::Token(token, place) => {
                let current = token.current();
                let credentials = Credentials::Token { token: current.clone(), place: *place };
                (credentials, Some((token, current)))
            }
        }
    }

    fn lookup(unit: &Unit, credentials: Credentials, options: Options) -> Result<Lookup, LookupError> {
        let mut lists = unit.lists.iter().cloned();
        let mut list = || lists.next().unwrap_or_default();
        let question = GetUsersByEmailsMobiles { emails: list(), mobiles: list(), login_names: list() };
        Lookup::new(question, credentials, options)
    }
}

impl Service for Quanshi {
    fn name(&self) -> &'static str {
        NAME
    }

    fn lists(&self) -> Vec<ListInput> {
        let Identifiers { emails, mobiles, login_names, emails_from, mobiles_from, login_names_from } =
            &self.identifiers;
        let list = |kind, option, values: &Vec<String>, file: &Option<PathBuf>| ListInput {
            kind,
            option,
            values: values.clone(),
            file: file.clone(),
        };
        vec![
            list("email", "--emails-from", emails, emails_from),
            list("mobile", "--mobiles-from", mobiles, mobiles_from),
            list("login_name", "--login-names-from", login_names, login_names_from),
        ]
    }

    fn max_per_list(&self) -> usize {
        MAX_PER_LIST
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn check(&self, options: Options) -> Result<(), LookupError> {
        let lists = vec![vec!["an email".to_owned()]];
        let unit = Unit { number: 0, lists, digest: String::new(), lines: 1 };
        Self::lookup(&unit, self.credentials().0, options).map(drop)
    }

    fn ask(&self, unit: &Unit, options: Options, host: &Host) -> Result<Vec<Row>, Failure> {
        let (credentials, token) = self.credentials();
        let lookup = Self::lookup(unit, credentials, options)?;
        let token = token.as_ref().map(|(token, current)| (*token, current));
        let answers = host.drive::<GetUsersByEmailsMobiles>(lookup, unit.number, token)?;
        Ok(rows(&self.lists(), unit, &answers))
    }

    fn option(&self, field: &str) -> &'static str {
        match field {
            "token" => "--token-file or MINGPIAN_TOKEN",
            "appId" => "--app-id or MINGPIAN_APP_ID",
            "secretKey" => "--secret-key-file or MINGPIAN_SECRET_KEY",
            "mobiles" => "--mobile",
            "loginNames" => "--login-name",
            _ => "--email",
        }
    }
}

/// Returns a row for each identifier in the order of the input, and one for each record that was not requested.
fn rows(lists: &[ListInput], unit: &Unit, answers: &Answers<Account>) -> Vec<Row> {
    let unreadable: BTreeMap<&str, &str> =
        answers.unreadable.iter().map(|unreadable| (&*unreadable.identifier, unreadable.field)).collect();
    let mut rows = Vec::new();
    let mut asked = BTreeSet::new();
    for (kind, identifier) in identifiers(lists, unit) {
        asked.insert(identifier);
        rows.push(match (answers.found.get(identifier), unreadable.get(identifier)) {
            (Some(account), _) => Row::found(identifier, kind, account.profile(), account),
            (None, Some(field)) => Row::without(identifier, kind, Outcome::Unreadable, Some(describe(field))),
            (None, None) => Row::without(identifier, kind, Outcome::NotFound, None),
        });
    }
    for (key, account) in &answers.unasked {
        let row = Row::found(key, "", account.profile(), account);
        rows.push(Row { result: Outcome::Unasked, ..row });
    }
    for (key, field) in unreadable.iter().filter(|(key, _)| !asked.contains(**key)) {
        rows.push(Row::without(key, "", Outcome::Unasked, Some(describe(field))));
    }
    rows
}

fn describe(field: &str) -> String {
    if field.is_empty() {
        "the record is not an object".to_owned()
    } else {
        format!("{field} cannot be read")
    }
}
