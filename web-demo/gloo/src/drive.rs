//! The loop that drives every lookup, both single ones and lists of any length.

use crate::causes::{Cause, Causes};
use crate::sign::{Signature, sign};
use crate::tasks::{Abortion, Outcome, Tasks};
use crate::transport::{Response, send};
use crate::value::redacted;
use crate::watch::Watch;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use mingpian::{Answer, HttpResponse, Lookup, RequestId, Step, TransportErrorKind, UnixMillis};
use std::pin::pin;
use std::time::Duration;
use std::vec;
use wasm_bindgen::JsValue;

/// Converts an answer to a JavaScript value.
pub(crate) type Read = fn(Answer) -> Result<JsValue, JsValue>;

/// Drives a lookup to its end. Its lists are fed from `lists`, in which a missing list counts as empty.
pub(crate) async fn drive(
    lookup: &mut Lookup,
    lists: &mut [vec::IntoIter<String>],
    watch: &Watch,
    read: Read,
) -> Result<(), JsValue> {
    let signal = watch.signal();
    let mut abortion = Abortion::new(&signal);
    let mut tasks = Tasks::default();
    let mut causes = Causes::default();
    loop {
        if signal.aborted() {
            lookup.cancel();
        }
        match lookup.poll(now(), random()?, true) {
            Step::Send { id, request, .. } => {
                if let Some(request) = lookup.redacted_request(id) {
                    watch.on_request(redacted(&request))?;
                }
                let max_body_bytes = lookup.max_body_bytes();
                tasks.start(id, async move |signal| {
                    Outcome::Response(send(request, &signal, max_body_bytes).await)
                })?;
            }
            Step::Sign { id, params } => match watch.signer() {
                Some(url) => tasks
                    .start(id, async move |signal| Outcome::Signature(sign(&url, &params, &signal).await))?,
                None => lookup.handle_signature(id, None),
            },
            // The page has no other token.
            Step::Renew { id } => {
                lookup.handle_renewal(id, None);
            }
            Step::Abort { id } => tasks.stop(id),
            Step::Feed { list, room } => {
                let identifiers: Vec<_> =
                    lists.get_mut(list).into_iter().flat_map(|list| list.take(room)).collect();
                let ends = identifiers.len() < room;
                lookup.feed(list, identifiers, ends);
            }
            Step::Answer(answer) => {
                hand_out(answer, &causes, watch, read)?;
                let progress = lookup.progress();
                watch.on_progress(progress.done as f64, progress.total as f64)?;
            }
            Step::Wait(time) => {
                let pause = select(timeout(time), &mut abortion.happened);
                if let Either::Left(((id, outcome), _)) = select(pin!(tasks.next()), pause).await {
                    report(lookup, id, outcome, &mut causes);
                }
            }
            Step::Done { id, result } => return result.map_err(|error| causes.failure(id, &error)),
        }
    }
}

/// Passes an answer to the page.
fn hand_out(answer: Answer, causes: &Causes, watch: &Watch, read: Read) -> Result<(), JsValue> {
    match answer.raw() {
        Err(error) => watch.on_failure(causes.failure(answer.id, error), answer.asked().concat()),
        Ok(_) => watch.on_answer(read(answer)?),
    }
}

/// Reports the result of a request, or of the request for its signature.
fn report(lookup: &mut Lookup, id: RequestId, outcome: Outcome, causes: &mut Causes) {
    match outcome {
        Outcome::Response(Ok(Response { status, headers, body })) => {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
            lookup.handle_response(id, now(), HttpResponse { status, headers: &headers, body });
        }
        Outcome::Response(Err((kind, error))) => {
            causes.note(id, Cause::Transport(error));
            lookup.handle_failure(id, kind);
        }
        Outcome::Signature(Signature::Headers(headers)) => {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
            lookup.handle_signature(id, Some(&headers));
        }
        Outcome::Signature(Signature::Refused(reply)) => {
            causes.note(id, Cause::Refused(reply));
            lookup.handle_signature(id, None);
        }
        Outcome::Signature(Signature::Failed(reply)) => {
            causes.note(id, Cause::NotSigned(reply));
            lookup.handle_failure(id, TransportErrorKind::Interrupted);
        }
    }
}

/// Returns a timer that ends after this time or earlier, because the argument of `setTimeout` has only 31 bits.
fn timeout(time: Option<Duration>) -> TimeoutFuture {
    const LONGEST_MS: u32 = i32::MAX.cast_unsigned();
    let ms = time.and_then(|time| u32::try_from(time.as_millis()).ok()).unwrap_or(LONGEST_MS);
    TimeoutFuture::new(ms.clamp(1, LONGEST_MS))
}

fn now() -> UnixMillis {
    UnixMillis(js_sys::Date::now() as u64)
}

fn random() -> Result<[u8; 16], JsValue> {
    let mut bytes = [0; 16];
    let window = web_sys::window().ok_or("this is not a page")?;
    window.crypto()?.get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}
