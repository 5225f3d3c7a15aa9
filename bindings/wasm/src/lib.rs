//! The module behind the npm package: lookups as handles that the package's TypeScript drives and closes.
//!
//! Only numbers, strings and bytes cross. A job comes in as JSON ([`mingpian::job`]), a request goes out as
//! text, and an answer stays where it is: what goes out is the index ([`mingpian::scan`]), with which the
//! TypeScript makes its objects from the body it holds.

#[cfg(target_family = "wasm")]
use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};
use mingpian::job::{FromJob, indexed_call};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::scan::Unit;
use mingpian::{
    Header, HttpRequest, HttpResponse, IndexedCall, LookupError, Machine, Output, RequestId, SecretString,
    TransportErrorKind, UnixMillis,
};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

/// A list of what is free, in the order of its addresses: the smallest allocator that gives memory back. The core
/// makes few blocks and frees them together, so the list stays short.
// SAFETY: the module is built without atomics, so it has one thread.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

thread_local! {
    /// The lookups under way; a handle is a place in it. Classes of wasm-bindgen weigh more than this.
    static LOOKUPS: RefCell<Vec<Option<Box<Lookup>>>> = const { RefCell::new(Vec::new()) };
}

/// One lookup, from the first attempt to the result.
struct Lookup {
    /// Or why what was asked for is not allowed: then nothing is ever sent.
    call: Result<IndexedCall, LookupError>,
    request: Option<HttpRequest>,
}

/// Does something to a lookup, or gives the default where the handle is closed.
fn with<R: Default>(handle: usize, work: impl FnOnce(&mut Lookup) -> R) -> R {
    LOOKUPS.with_borrow_mut(|lookups| match lookups.get_mut(handle) {
        Some(Some(lookup)) => work(lookup),
        _ => R::default(),
    })
}

fn open<E>(job: &str) -> usize
where
    E: FromJob,
    E::Auth: 'static,
{
    let call = indexed_call::<E>(job, Unit::Utf16);
    let lookup = Some(Box::new(Lookup { call, request: None }));
    LOOKUPS.with_borrow_mut(|lookups| {
        let free = lookups.iter().position(Option::is_none).unwrap_or(lookups.len());
        match lookups.get_mut(free) {
            Some(place) => *place = lookup,
            None => lookups.push(lookup),
        }
        free
    })
}

/// A WeChat code becomes a user.
#[wasm_bindgen]
pub fn dmtz(job: &str) -> usize {
    open::<dmtz::GetUserInfo>(job)
}

/// An access token and a device become an employee.
#[wasm_bindgen]
pub fn mysoft(job: &str) -> usize {
    open::<mysoft::GetUserInfo>(job)
}

/// Identifiers become accounts.
#[wasm_bindgen]
pub fn quanshi(job: &str) -> usize {
    open::<quanshi::GetUsersByEmailsMobiles>(job)
}

/// What is to be done: wait for as many milliseconds (0 or more) or until an answer comes, nothing any more (−1), or
/// send a request, whose id is 1 less than the negative of it. `now` is milliseconds since 1970, `random` 16 bytes.
#[wasm_bindgen]
pub fn poll(handle: usize, now: f64, random: &[u8]) -> f64 {
    with(handle, |lookup| {
        let Ok(call) = &mut lookup.call else { return -1.0 };
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(random).for_each(|(byte, random)| *byte = *random);
        match call.poll_output(millis(now), bytes) {
            Output::Transmit { id, request } => {
                lookup.request = Some(request);
                -1.0 - f64::from(id.0)
            }
            Output::Wait(Some(time)) => u32::try_from(time.as_millis()).unwrap_or(u32::MAX).into(),
            Output::Wait(None) | Output::Authorize { .. } => f64::from(i32::MAX),
            Output::Finished => -1.0,
        }
    })
}

/// The request to be sent (0), the same without its secrets (1), or why there is no result, as JSON (2); empty if
/// there is none.
///
/// A request is its method and URL and its headers, a line each; an empty line; its body. No line can hold a line
/// break: the core sends none that does.
#[wasm_bindgen]
pub fn text(handle: usize, what: u32) -> String {
    with(handle, |lookup| match (what, &lookup.call) {
        (0, _) => {
            let request = lookup.request.as_ref();
            request.map(|request| lines(request.method, &request.url, &request.headers, &request.body))
        }
        (1, Ok(call)) => {
            let shown = call.shown_request();
            shown.map(|shown| lines(shown.method, &shown.url, &shown.headers, &shown.body))
        }
        (_, Ok(call)) => call.error().map(LookupError::to_json),
        (_, Err(error)) => Some(error.to_json()),
    })
    .unwrap_or_default()
}

/// What came back. `retry_after` is the header, empty if there is none.
#[wasm_bindgen(js_name = handleResponse)]
pub fn handle_response(handle: usize, id: u32, now: f64, status: u16, retry_after: &str, body: &[u8]) {
    with(handle, |lookup| {
        let Ok(call) = &mut lookup.call else { return };
        let headers = &[("retry-after", retry_after)];
        call.handle_response(RequestId(id), millis(now), &HttpResponse { status, headers, body });
    });
}

/// Nothing came back: 0 offline, 1 refused, 2 timeout, 3 interrupted, 4 body over the limit.
#[wasm_bindgen(js_name = handleFailure)]
pub fn handle_failure(handle: usize, id: u32, kind: u32) {
    with(handle, |lookup| {
        let Ok(call) = &mut lookup.call else { return };
        let kind = match kind {
            0 => TransportErrorKind::Offline,
            1 => TransportErrorKind::Refused,
            2 => TransportErrorKind::Timeout,
            4 => TransportErrorKind::TooLarge,
            _ => TransportErrorKind::Interrupted,
        };
        call.handle_failure(RequestId(id), kind);
    });
}

/// Ends the lookup. Nothing is sent from here on.
#[wasm_bindgen]
pub fn cancel(handle: usize) {
    with(handle, |lookup| {
        if let Ok(call) = &mut lookup.call {
            call.cancel();
        }
    });
}

/// Where the result's values stand in the body; empty if there is none.
#[wasm_bindgen]
pub fn index(handle: usize) -> Vec<u32> {
    with(handle, |lookup| {
        let Ok(call) = &lookup.call else { return Vec::new() };
        call.index().map(|index| index.words().to_vec()).unwrap_or_default()
    })
}

/// Forgets the lookup. Its handle may come again.
#[wasm_bindgen]
pub fn close(handle: usize) {
    let lookup = LOOKUPS.with_borrow_mut(|lookups| lookups.get_mut(handle).and_then(Option::take));
    drop(lookup);
}

/// quanshi's checksum: lower-case hex SHA1(SecretKey + Nonce + CurTime).
#[wasm_bindgen(js_name = checkSum)]
pub fn check_sum(secret_key: &str, nonce: &str, cur_time: f64) -> String {
    quanshi::check_sum(&SecretString::from(secret_key), nonce, millis(cur_time))
}

/// A JavaScript time: a number without a fraction, 0 or more, far below 2^53.
fn millis(time: f64) -> UnixMillis {
    UnixMillis(time as u64)
}

fn lines(method: &str, url: &str, headers: &[Header], body: &str) -> String {
    let mut text = String::new();
    let mut add = |parts: [&str; 4]| parts.iter().for_each(|part| text.push_str(part));
    add([method, " ", url, "\n"]);
    for header in headers {
        add([header.name, ": ", &header.value, "\n"]);
    }
    add(["\n", body, "", ""]);
    text
}
