//! Writes the data sets: invented people, the questions about them, and the responses. All parts read the same files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use crate::project::Project;

/// The first phone number. No Chinese mobile number begins with 100.
const FIRST_MOBILE: u64 = 10_000_000_001;
const FIRST_USER_ID: u64 = 80_000_001;

const FAMILY_NAMES: [&str; 12] = ["林", "陈", "王", "周", "彭", "许", "沈", "欧阳", "郑", "何", "唐", "宋"];
const GIVEN_NAMES: [&str; 10] =
    ["知夏", "景行", "若溪", "明轩", "思远", "雨桐", "子墨", "嘉宁", "安然", "书瑶"];
const ENGLISH_FAMILY_NAMES: [&str; 12] = [
    "Example",
    "Sample",
    "Placeholder",
    "Template",
    "Specimen",
    "Fixture",
    "Mockup",
    "Pattern",
    "Model",
    "Draft",
    "Outline",
    "Sketch",
];
const ENGLISH_GIVEN_NAMES: [&str; 10] =
    ["Ann", "Bertram", "Celia", "Desmond", "Eleanor", "Frederick", "Gwen", "Harriet", "Isidore", "Josephine"];

/// The language of the names in a data set.
#[derive(Clone, Copy, PartialEq)]
enum Script {
    Ascii,
    Chinese,
}

/// The lists of a question.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question {
    emails: Vec<String>,
    mobiles: Vec<String>,
    login_names: Vec<String>,
}

/// The body of a response, in the order of the vendor's example.
#[derive(Serialize)]
struct Response {
    status: i64,
    result: Accounts,
    request_id: &'static str,
    reqid: &'static str,
}

/// Accounts by identifier, in the order asked.
struct Accounts(Vec<(String, Account)>);

/// An account, in the order of the vendor's example.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    user_id: u64,
    login_name: String,
    email: String,
    country_code: &'static str,
    mobile: String,
    customer_code: &'static str,
    company_name: &'static str,
    display_name: String,
    first_name: &'static str,
    middle_name: &'static str,
    last_name: &'static str,
}

impl Serialize for Accounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (identifier, account) in &self.0 {
            map.serialize_entry(identifier, account)?;
        }
        map.end()
    }
}

/// Writes all data sets and returns their directory.
///
/// A data set `NAME` is two files: `NAME.question.json` has the identifiers, `NAME.body.json` is the response.
pub(super) fn write(project: &Project) -> Result<PathBuf> {
    let directory = project.metadata().target_directory.join("bench").into_std_path_buf();
    fs::create_dir_all(&directory).with_context(|| format!("cannot create {}", directory.display()))?;
    write_set(&directory, "600-ascii", 600, Script::Ascii)?;
    write_set(&directory, "600-chinese", 600, Script::Chinese)?;
    write_set(&directory, "1-ascii", 1, Script::Ascii)?;
    Ok(directory)
}

fn write_set(directory: &Path, name: &str, count: usize, script: Script) -> Result<()> {
    let (question, response) = make(count, script);
    for (kind, text) in
        [("question", serde_json::to_vec(&question)?), ("body", serde_json::to_vec(&response)?)]
    {
        let path = directory.join(format!("{name}.{kind}.json"));
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Creates people. A third of them are looked up by each kind of identifier.
fn make(count: usize, script: Script) -> (Question, Response) {
    let mut question = Question { emails: Vec::new(), mobiles: Vec::new(), login_names: Vec::new() };
    let mut accounts = Vec::with_capacity(count);
    for number in 0..count {
        let account = account(number, script);
        let third = count.div_ceil(3);
        let (list, identifier) = match number / third {
            0 => (&mut question.emails, &account.email),
            1 => (&mut question.mobiles, &account.mobile),
            _ => (&mut question.login_names, &account.login_name),
        };
        list.push(identifier.clone());
        accounts.push((identifier.clone(), account));
    }
    let response = Response { status: 0, result: Accounts(accounts), request_id: "r-1", reqid: "r-1" };
    (question, response)
}

fn account(number: usize, script: Script) -> Account {
    let (company_name, last_name, first_name) = match script {
        Script::Ascii => (
            "Example Technology Company Limited",
            ENGLISH_FAMILY_NAMES[number % ENGLISH_FAMILY_NAMES.len()],
            ENGLISH_GIVEN_NAMES[number % ENGLISH_GIVEN_NAMES.len()],
        ),
        Script::Chinese => (
            "示例信息科技发展集团有限公司",
            FAMILY_NAMES[number % FAMILY_NAMES.len()],
            GIVEN_NAMES[number % GIVEN_NAMES.len()],
        ),
    };
    let display_name = match script {
        Script::Ascii => format!("{first_name} {last_name}"),
        Script::Chinese => format!("{last_name}{first_name}"),
    };
    Account {
        user_id: FIRST_USER_ID + number as u64,
        login_name: format!("login-name-{}", number + 1),
        email: format!("person{}@example.com", number + 1),
        country_code: "86",
        mobile: (FIRST_MOBILE + number as u64).to_string(),
        customer_code: "010001",
        company_name,
        display_name,
        first_name,
        middle_name: "",
        last_name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_take_about_as_many_bytes() {
        for script in [Script::Ascii, Script::Chinese] {
            let (question, response) = make(600, script);
            let lists = [question.emails, question.mobiles, question.login_names];
            assert_eq!(lists.map(|list| list.len()), [200; 3]);
            let bytes = serde_json::to_vec(&response).unwrap().len();
            assert!((175_000..195_000).contains(&bytes), "{bytes}");
        }
    }

    #[test]
    fn one_person_is_asked_for_by_email() {
        let (question, response) = make(1, Script::Ascii);
        assert_eq!(question.emails, ["person1@example.com"]);
        assert_eq!(response.result.0.len(), 1);
    }
}
