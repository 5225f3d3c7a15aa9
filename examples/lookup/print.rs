//! Prints what was found.

use mingpian::Profile;
use mingpian::providers::quanshi::Account;
use mingpian::record::Answers;
use serde::Serialize;

/// Prints a user on a line, or the whole record as JSON.
pub(crate) fn user(record: &impl Serialize, profile: &Profile, json: bool) {
    if json {
        return whole(record);
    }
    println!("{}", line(profile));
}

/// Prints what became of each identifier: a line for each, or the accounts as JSON.
pub(crate) fn accounts(answers: &Answers<Account>, json: bool) {
    if json {
        whole(answers);
    } else {
        let mut found: Vec<_> = answers.found.iter().collect();
        found.sort_unstable_by_key(|(identifier, _)| *identifier);
        for (identifier, account) in found {
            println!("{identifier}: {}", line(&account.profile()));
        }
    }
    for identifier in &answers.not_found {
        println!("{identifier}: not found");
    }
    for unreadable in &answers.unreadable {
        println!("{}: cannot be read, because of {:?}", unreadable.identifier, unreadable.field);
    }
}

fn whole(record: &impl Serialize) {
    match serde_json::to_string_pretty(record) {
        Ok(text) => println!("{text}"),
        Err(error) => eprintln!("{error}"),
    }
}

fn line(profile: &Profile) -> String {
    let Profile { display_name, organization, phone, email, tenant, id, .. } = profile;
    let parts = [display_name, organization, phone, email, tenant];
    let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
    format!("{} ({id})", parts.join(", "))
}
