//! Determines the outcome for each identifier: found, not found, or unreadable.

use super::classify::Accepted;
use super::pending::Pending;
use crate::json::{Index, REPEATED, Shape};
use crate::operation::{Content, Metadata, Place};
use crate::record::{Raw, Unreadable};

/// Determines the outcomes for the identifiers of a request whose response was accepted.
///
/// Each page is independent of the others. In a whole lookup, an identifier may be in several lists and therefore in
/// several requests. The outcome of the first request that finds it is used. If no request finds it, the outcome of the
/// last request is used. A key is unasked only if it is in no request of the lookup.
pub(super) fn settle(
    operation: &Metadata,
    accepted: Accepted,
    asked: &[Vec<String>],
    pending: &mut Pending,
) -> Raw {
    let Accepted { body, is_repaired, mut index, place, request_id } = accepted;
    let (mut not_found, mut unreadable) = (Vec::new(), Vec::new());
    if let (Place::Map(first), Content::ByIdentifier(shape)) = (place, &operation.envelope.content) {
        let map = Map { body: &body, first, shape };
        (not_found, unreadable) = map.settle(&mut index, asked, pending);
    }
    Raw { body, is_repaired, index, not_found, unreadable, request_id }
}

/// The map of an accepted response.
struct Map<'a> {
    body: &'a str,
    /// The position of its first row.
    first: u32,
    shape: &'static Shape,
}

impl Map<'_> {
    /// Writes the outcomes into the index. Returns the identifiers that were not found and the records that are
    /// unreadable.
    fn settle(
        &self,
        index: &mut Index,
        asked: &[Vec<String>],
        pending: &mut Pending,
    ) -> (Vec<String>, Vec<Unreadable>) {
        let texts = || asked.iter().flatten();
        let matches = index.match_keys(self.body, self.first, &mut texts().map(String::as_str));
        let compares = pending.compares_requests();
        if compares {
            pending.note_answered(asked);
        }
        let (mut not_found, mut unreadable) = (Vec::new(), Vec::new());
        let (mut found, mut unasked) = (Vec::with_capacity(matches.rows.len()), Vec::new());
        let broken = |index: &Index, identifier, row| Unreadable {
            identifier,
            field: index.flaw_key(self.shape, row),
        };
        for (text, row) in texts().zip(matches.rows) {
            match row {
                REPEATED => {}
                1.. if index.flaw(row) == 0 => {
                    if !compares || pending.note_found(text) {
                        found.push(row);
                    }
                }
                // Another request determines its outcome.
                _ if compares && pending.may_be_found_elsewhere(text) => {}
                1.. => unreadable.push(broken(index, text.clone(), row)),
                0 => not_found.push(text.clone()),
            }
        }
        for (key, row) in matches.unasked {
            match index.flaw(row) {
                _ if compares && pending.contains(&key) => {}
                0 => unasked.push(row),
                _ => unreadable.push(broken(index, key, row)),
            }
        }
        index.set_outcomes(&found, &unasked);
        (not_found, unreadable)
    }
}
