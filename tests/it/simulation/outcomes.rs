//! Checks the results of identifiers: each has exactly one result, which is the one from the service.

use super::service::{Fate, best_fate};
use mingpian::LookupError;
use mingpian::providers::quanshi::Account;
use mingpian::record::Answers;
use std::collections::{BTreeMap, BTreeSet};

/// An answer that the host took.
pub(super) struct Page {
    pub(super) asked: [Vec<String>; 3],
    pub(super) result: Result<Answers<Account>, LookupError>,
}

/// Checks that each page has a result for each of its own identifiers.
pub(super) fn check_pages(pages: &[Page]) {
    for page in pages {
        let Ok(answers) = &page.result else { continue };
        let asked: BTreeSet<&str> = page.asked.iter().flatten().map(String::as_str).collect();
        let settled = settled(answers, &asked);
        assert_eq!(settled.len(), asked.len(), "not every identifier was settled");
        for (identifier, settled) in settled {
            assert_eq!(settled, best_fate(&page.asked, identifier), "{identifier}");
        }
    }
}

/// Checks that all answers of a whole lookup together have one result for each identifier.
pub(super) fn check_whole(pages: &[Page], identifiers: &[Vec<String>; 3]) {
    let mut merged: Option<Answers<Account>> = None;
    let mut count = 0;
    for page in pages {
        let answers = page.result.clone().unwrap();
        count += answers.found.len();
        match &mut merged {
            Some(merged) => merged.merge(answers),
            None => merged = Some(answers),
        }
    }
    let merged = merged.expect("a whole lookup without an answer");
    assert_eq!(merged.found.len(), count, "an identifier was found twice");
    let asked: BTreeSet<&str> = identifiers.iter().flatten().map(String::as_str).collect();
    let settled = settled(&merged, &asked);
    assert_eq!(settled.len(), asked.len(), "not every identifier was settled");
    for (identifier, settled) in settled {
        // If no request finds it, any of the requests for it may determine the result.
        let requests = pages.iter().filter(|page| page.asked.iter().flatten().any(|one| one == identifier));
        let fates: Vec<_> = requests.map(|page| best_fate(&page.asked, identifier)).collect();
        match fates.contains(&Fate::Found) {
            true => assert_eq!(settled, Fate::Found, "{identifier}"),
            false => assert!(fates.contains(&settled), "{identifier}: {settled:?}"),
        }
    }
    // Each list asked for each of its identifiers in one request.
    for (list, identifiers) in identifiers.iter().enumerate() {
        let asked: Vec<_> = pages.iter().flat_map(|page| &page.asked[list]).collect();
        let once: BTreeSet<_> = identifiers.iter().collect();
        assert_eq!(asked.len(), once.len());
        assert!(asked.iter().all(|identifier| once.contains(identifier)));
    }
}

/// Returns the state of each identifier. Checks that it has only one, and that each account belongs to its identifier.
fn settled<'a>(answers: &'a Answers<Account>, asked: &BTreeSet<&str>) -> BTreeMap<&'a str, Fate> {
    let mut settled = BTreeMap::new();
    let found = answers.found.keys().map(|identifier| (identifier.as_str(), Fate::Found));
    let not_found = answers.not_found.iter().map(|identifier| (identifier.as_str(), Fate::NotFound));
    let unreadable = answers.unreadable.iter().map(|row| (row.identifier.as_str(), Fate::Unreadable));
    for (identifier, state) in found.chain(not_found).chain(unreadable) {
        if state == Fate::Unreadable && !asked.contains(identifier) {
            assert!(identifier.starts_with("stranger"), "{identifier} was not asked for");
            continue;
        }
        assert!(asked.contains(identifier), "{identifier} was not asked for");
        assert_eq!(settled.insert(identifier, state), None, "{identifier} has two states");
    }
    for (identifier, account) in answers.found.iter().chain(&answers.unasked) {
        assert_eq!(account.login_name.as_ref(), Some(identifier), "the account of another identifier");
    }
    for key in answers.unasked.keys() {
        assert!(!asked.contains(key.as_str()), "{key} was asked for");
    }
    for row in &answers.unreadable {
        assert_eq!(row.field, "userId");
        assert!(!answers.unasked.contains_key(&row.identifier), "{} is unasked, too", row.identifier);
    }
    settled
}
