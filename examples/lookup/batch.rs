//! As many identifiers as there are: fed as they are wanted, printed as they come.

use crate::send::{hand, send};
use crate::{now, print, print_others, random, service};
use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles, Users};
use mingpian::{Batch, BatchPolicy, Endpoint, LookupError, Machine, Output, Page, RetryPolicy};
use std::sync::mpsc;
use std::time::Duration;

const EMAILS: usize = 0;

/// Asks for every line, and prints what became of it; the count goes to standard error.
pub(crate) fn run(
    auth: Credentials,
    base_url: Option<String>,
    retry: RetryPolicy,
    mut emails: impl Iterator<Item = String>,
) -> Result<(), LookupError> {
    let base_url = service(base_url, GetUsersByEmailsMobiles::FACTS)?;
    let policy = BatchPolicy { retry, ..BatchPolicy::default() };
    let mut batch = Batch::<GetUsersByEmailsMobiles>::new(auth, &base_url, policy)?;
    let lists = batch.lists().count();
    (0..lists).filter(|list| *list != EMAILS).for_each(|list| batch.end(list));
    let limit = Some(Duration::from_millis(retry.attempt_timeout_ms));
    let (answers, arrived) = mpsc::channel();
    let mut failed = 0;
    loop {
        for _ in 0..batch.wants(EMAILS) {
            match emails.next() {
                Some(email) => batch.push(EMAILS, &email)?,
                None => batch.end(EMAILS),
            }
        }
        while let Some(page) = batch.take_page() {
            failed += show(&page);
        }
        match batch.poll_output(now(), random()) {
            Output::Transmit { id, request } => {
                let answers = answers.clone();
                // It fails when nobody waits any more.
                std::thread::spawn(move || drop(answers.send((id, send(&request, limit)))));
            }
            Output::Authorize { .. } => {
                return Err(LookupError::Internal { detail: "nobody else signs here" });
            }
            Output::Wait(time) => {
                let time = time.unwrap_or(Duration::from_secs(1));
                if let Ok((id, answer)) = arrived.recv_timeout(time) {
                    hand(&mut batch, id, answer);
                }
            }
            Output::Finished => break,
        }
    }
    while let Some(page) = batch.take_page() {
        failed += show(&page);
    }
    eprintln!("{} of {} answered", batch.progress().done - failed, batch.progress().total);
    batch.stopped().map_or(Ok(()), |error| Err(error.clone()))
}

/// Prints a page; how many of its identifiers have failed.
fn show(page: &Page<Users>) -> u64 {
    match &page.result {
        Ok(users) => {
            let found =
                users.found.iter().map(|(identifier, account)| (identifier.as_str(), account.profile()));
            print(users, false, &found.collect::<Vec<_>>());
            print_others(users);
            0
        }
        Err(error) => {
            let identifiers = || page.identifiers.iter().flatten();
            identifiers().for_each(|identifier| println!("{identifier}: {error}"));
            u64::try_from(identifiers().count()).unwrap_or(u64::MAX)
        }
    }
}
