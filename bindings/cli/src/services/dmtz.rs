//! Implements dmtz, which turns WeChat codes into users.

use super::Service;
use crate::drive::{Failure, Host};
use crate::input::{ListInput, Unit};
use crate::row::Row;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use mingpian::providers::dmtz::{GetUserInfo, NAME};
use mingpian::{Lookup, LookupError, NoCredentials, Options};
use std::path::PathBuf;

const KIND: &str = "code";

/// The options of the service.
#[derive(Args)]
pub(crate) struct DmtzArgs {
    /// The code that WeChat passed to the app, which can be used once within 5 minutes. May be repeated
    #[arg(
        long = "code",
        value_name = "CODE",
        value_parser = NonEmptyStringValueParser::new(),
        required_unless_present = "codes_from",
        help_heading = "Identifiers"
    )]
    codes: Vec<String>,
    /// Read codes from a file, one on each line; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Identifiers")]
    codes_from: Option<PathBuf>,
}

impl DmtzArgs {
    fn lookup(code: &str, options: Options) -> Result<Lookup, LookupError> {
        Lookup::new(GetUserInfo { code: code.to_owned() }, NoCredentials, options)
    }
}

impl Service for DmtzArgs {
    fn name(&self) -> &'static str {
        NAME
    }

    fn lists(&self) -> Vec<ListInput> {
        let (values, file) = (self.codes.clone(), self.codes_from.clone());
        vec![ListInput { kind: KIND, option: "--codes-from", values, file }]
    }

    fn max_per_list(&self) -> usize {
        1
    }

    fn is_at_most_once(&self) -> bool {
        true
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn check(&self, options: Options) -> Result<(), LookupError> {
        Self::lookup("a code", options).map(drop)
    }

    fn ask(&self, unit: &Unit, options: Options, host: &Host) -> Result<Vec<Row>, Failure> {
        let code = unit.lists.iter().flatten().next().map_or("", String::as_str);
        let user = host.drive::<GetUserInfo>(Self::lookup(code, options)?, unit.number, None)?;
        Ok(vec![Row::found(code, KIND, user.profile(), &user)])
    }

    fn option(&self, _field: &str) -> &'static str {
        "--code"
    }
}
