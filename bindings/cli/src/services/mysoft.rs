//! Implements Mysoft, which turns an access token and a device into an employee.

use super::Service;
use crate::credentials::{SecretSource, Token, require};
use crate::drive::{Failure, Host};
use crate::exit::UsageError;
use crate::input::{ListInput, Unit};
use crate::row::Row;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use mingpian::providers::mysoft::{Credentials, GetUserInfo, NAME};
use mingpian::{Lookup, LookupError, Options, SecretString};
use std::path::PathBuf;

const KIND: &str = "wzs_user_id";

/// The places in which the access token can be.
const TOKEN: SecretSource = SecretSource { option: "--token-file", variable: "MINGPIAN_TOKEN" };

/// The options of the service.
#[derive(Args)]
pub(crate) struct MysoftArgs {
    /// Look up this user instead of the one behind the access token. May be repeated
    #[arg(
        long = "wzs-user-id",
        value_name = "ID",
        value_parser = NonEmptyStringValueParser::new(),
        help_heading = "Identifiers"
    )]
    wzs_user_ids: Vec<String>,
    /// Read user IDs from a file, one on each line; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Identifiers")]
    wzs_user_ids_from: Option<PathBuf>,
    /// Read the access token from this file. Without it, the token is taken from MINGPIAN_TOKEN
    #[arg(long, value_name = "FILE", help_heading = "Credentials")]
    token_file: Option<PathBuf>,
    /// The code of the tenant
    #[arg(long, value_name = "CODE", help_heading = "Question")]
    tenant_code: Option<String>,
    /// The ID of the device
    #[arg(long, value_name = "ID", help_heading = "Question")]
    device_id: Option<String>,
    /// The system of the device: 1 is iOS, and 2 is Android
    #[arg(long, value_name = "NUMBER", help_heading = "Question")]
    platform: Option<i64>,
}

/// The service with its credentials.
pub(crate) struct Mysoft {
    arguments: MysoftArgs,
    access_token: Token,
}

impl MysoftArgs {
    /// Reads the credentials.
    ///
    /// # Errors
    ///
    /// The error names the file that cannot be read, or the places in which a token is expected.
    pub(crate) fn open(self) -> Result<Mysoft, UsageError> {
        let access_token = require(TOKEN.read(self.token_file.as_deref())?, "an access token", &[TOKEN])?;
        let access_token = Token::new(TOKEN, self.token_file.clone(), access_token);
        Ok(Mysoft { arguments: self, access_token })
    }
}

impl Mysoft {
    fn lookup(
        &self,
        user_id: &str,
        access_token: SecretString,
        options: Options,
    ) -> Result<Lookup, LookupError> {
        let MysoftArgs { tenant_code, device_id, platform, .. } = &self.arguments;
        let question = GetUserInfo {
            tenant_code: tenant_code.clone(),
            wzs_user_id: Some(user_id.to_owned()).filter(|id| !id.is_empty()),
            device_id: device_id.clone(),
            platform: *platform,
            ..Default::default()
        };
        Lookup::new(question, Credentials::AccessToken { access_token }, options)
    }
}

impl Service for Mysoft {
    fn name(&self) -> &'static str {
        NAME
    }

    fn lists(&self) -> Vec<ListInput> {
        let MysoftArgs { wzs_user_ids, wzs_user_ids_from: file, .. } = &self.arguments;
        // An empty ID means the user behind the access token.
        let is_own = wzs_user_ids.is_empty() && file.is_none();
        let values = if is_own { vec![String::new()] } else { wzs_user_ids.clone() };
        vec![ListInput { kind: KIND, option: "--wzs-user-ids-from", values, file: file.clone() }]
    }

    fn max_per_list(&self) -> usize {
        1
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        let MysoftArgs { tenant_code, device_id, platform, .. } = &self.arguments;
        let platform = platform.map(|platform| platform.to_string());
        let texts = [
            ("--tenant-code", tenant_code.clone()),
            ("--device-id", device_id.clone()),
            ("--platform", platform),
        ];
        texts.into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
    }

    fn check(&self, options: Options) -> Result<(), LookupError> {
        self.lookup("", self.access_token.current(), options).map(drop)
    }

    fn ask(&self, unit: &Unit, options: Options, host: &Host) -> Result<Vec<Row>, Failure> {
        let user_id = unit.lists.iter().flatten().next().map_or("", String::as_str);
        let token = self.access_token.current();
        let lookup = self.lookup(user_id, token.clone(), options)?;
        let user = host.drive::<GetUserInfo>(lookup, unit.number, Some((&self.access_token, &token)))?;
        Ok(vec![Row::found(user_id, KIND, user.profile(), &user)])
    }

    fn option(&self, field: &str) -> &'static str {
        match field {
            "accessToken" | "access_token" => "--token-file or MINGPIAN_TOKEN",
            "tenantCode" => "--tenant-code",
            "deviceId" => "--device-id",
            "platform" => "--platform",
            _ => "--wzs-user-id",
        }
    }
}
