//! The loop that drives every lookup, single ones and lists of any length.

use crate::transport::{Response, send};
use mingpian::{Answer, HttpResponse, Lookup, LookupError, RequestId, Step, TransportErrorKind, UnixMillis};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Drives a lookup to its end.
///
/// Its lists are fed from `lists`; a list that is not there is empty. `take` gets each answer as soon as it is there.
/// `time` is the time for one attempt, after which its connection is closed.
///
/// # Errors
///
/// Returns what ended the lookup, or what `take` returned.
pub(crate) fn drive(
    lookup: &mut Lookup,
    time: Duration,
    lists: &mut [impl Iterator<Item = String>],
    mut take: impl FnMut(Answer) -> Result<(), LookupError>,
) -> Result<(), LookupError> {
    let max_body_bytes = lookup.max_body_bytes();
    let (sender, receiver) = mpsc::channel();
    loop {
        // Reading a list may have taken a while. A response that arrived meanwhile is not late.
        receiver.try_iter().for_each(|(id, result)| report(lookup, id, result));
        match lookup.poll(now(), random(), true) {
            Step::Send { id, request, .. } => {
                let sender = sender.clone();
                // Sending fails if the lookup is over, which then needs no response.
                thread::spawn(move || drop(sender.send((id, send(&request, time, max_body_bytes)))));
            }
            // The terminal has all credentials itself.
            Step::Sign { id, .. } => lookup.handle_signature(id, None),
            Step::Renew { id } => {
                lookup.handle_renewal(id, None);
            }
            // A thread cannot be stopped. It closes its connection when the time for the attempt is over.
            Step::Abort { .. } => {}
            Step::Feed { list, room } => {
                let identifiers: Vec<_> =
                    lists.get_mut(list).into_iter().flat_map(|list| list.take(room)).collect();
                let ends = identifiers.len() < room;
                lookup.feed(list, identifiers, ends);
            }
            Step::Answer(answer) => take(answer)?,
            Step::Wait(time) => {
                let arrived = match time {
                    Some(time) => receiver.recv_timeout(time).ok(),
                    None => receiver.recv().ok(),
                };
                if let Some((id, result)) = arrived {
                    report(lookup, id, result);
                }
            }
            Step::Done { result, .. } => return result,
        }
    }
}

/// Reports what came of a request.
fn report(lookup: &mut Lookup, id: RequestId, result: Result<Response, TransportErrorKind>) {
    match result {
        Ok(Response { status, headers, body }) => {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
            lookup.handle_response(id, now(), HttpResponse { status, headers: &headers, body });
        }
        Err(kind) => lookup.handle_failure(id, kind),
    }
}

fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Returns random bytes of the operating system.
fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system has no random bytes");
    bytes
}
