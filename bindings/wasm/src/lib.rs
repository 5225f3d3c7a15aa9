//! The module behind the npm package: lookups as handles that the package's TypeScript drives and frees.
//!
//! Only numbers, strings and bytes cross. A job comes in as JSON ([`mingpian::job`]), a request goes out as
//! text, and an answer stays where it is: what goes out is the index ([`mingpian::scan`]), with which the
//! TypeScript makes its objects from the body it holds.

use mingpian::job::{FromJob, indexed_call};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::scan::Unit;
use mingpian::{
    Header, HttpRequest, HttpResponse, IndexedCall, LookupError, Machine, Output, RequestId, SecretString,
    TransportErrorKind, UnixMillis,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Smaller than the standard allocator by two thirds, and quicker.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// One lookup, from the first attempt to the result.
#[wasm_bindgen]
pub struct Lookup {
    /// Or why what was asked for is not allowed: then nothing is ever sent.
    call: Result<IndexedCall, LookupError>,
    next: Option<(RequestId, HttpRequest)>,
}

/// [`Lookup::poll`]: a request is to be sent.
const TRANSMIT: f64 = -1.0;
/// [`Lookup::poll`]: the result is there.
const FINISHED: f64 = -2.0;

#[wasm_bindgen]
impl Lookup {
    /// A WeChat code becomes a user.
    pub fn dmtz(job: &str) -> Self {
        Self::of::<dmtz::GetUserInfo>(job)
    }

    /// An access token and a device become an employee.
    pub fn mysoft(job: &str) -> Self {
        Self::of::<mysoft::GetUserInfo>(job)
    }

    /// Identifiers become accounts.
    pub fn quanshi(job: &str) -> Self {
        Self::of::<quanshi::GetUsersByEmailsMobiles>(job)
    }

    /// What is to be done: wait for as many milliseconds (0 or more) or until an answer comes, send a request
    /// (−1), or nothing any more (−2). `now` is milliseconds since 1970, `random` 16 bytes.
    pub fn poll(&mut self, now: f64, random: &[u8]) -> f64 {
        let Ok(call) = &mut self.call else { return FINISHED };
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(random).for_each(|(byte, random)| *byte = *random);
        match call.poll_output(millis(now), bytes) {
            Output::Transmit { id, request } => {
                self.next = Some((id, request));
                TRANSMIT
            }
            Output::Wait(Some(time)) => u32::try_from(time.as_millis()).unwrap_or(u32::MAX).into(),
            Output::Wait(None) => f64::from(i32::MAX),
            Output::Finished => FINISHED,
        }
    }

    /// The id of the request to be sent.
    pub fn id(&self) -> u32 {
        self.next.as_ref().map_or(0, |(id, _)| id.0)
    }

    /// The request to be sent: its method and URL and its headers, a line each; an empty line; its body. No line
    /// can hold a line break: the core sends none that does.
    pub fn request(&self) -> String {
        let Some((_, request)) = &self.next else { return String::new() };
        lines(request.method, &request.url, &request.headers, &request.body)
    }

    /// The last request without its secrets, in the same form.
    pub fn shown(&self) -> String {
        let Ok(call) = &self.call else { return String::new() };
        let shown = call.shown_request();
        shown.map(|shown| lines(shown.method, &shown.url, &shown.headers, &shown.body)).unwrap_or_default()
    }

    /// What came back. `headers` is a line each, `name: value`.
    #[wasm_bindgen(js_name = handleResponse)]
    pub fn handle_response(&mut self, id: u32, now: f64, status: u16, headers: &str, body: &[u8]) {
        let Ok(call) = &mut self.call else { return };
        let mut lines = Vec::new();
        for line in headers.as_bytes().split(|byte| *byte == b'\n') {
            let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
            let (name, value) = line.split_at_checked(colon).unwrap_or((line, b""));
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap_or_default();
            lines.push((text(name), text(value.strip_prefix(b": ").unwrap_or_default())));
        }
        let response = HttpResponse { status, headers: lines, body: body.into() };
        call.handle_response(RequestId(id), millis(now), &response);
    }

    /// Nothing came back: 0 offline, 1 refused, 2 timeout, 3 interrupted, 4 body over the limit.
    #[wasm_bindgen(js_name = handleFailure)]
    pub fn handle_failure(&mut self, id: u32, kind: u32) {
        let Ok(call) = &mut self.call else { return };
        let kind = match kind {
            0 => TransportErrorKind::Offline,
            1 => TransportErrorKind::Refused,
            2 => TransportErrorKind::Timeout,
            4 => TransportErrorKind::TooLarge,
            _ => TransportErrorKind::Interrupted,
        };
        call.handle_failure(RequestId(id), kind);
    }

    /// Ends the lookup. Nothing is sent from here on.
    pub fn cancel(&mut self) {
        if let Ok(call) = &mut self.call {
            call.cancel();
        }
    }

    /// Why there is no result, as JSON; `undefined` if there is one.
    pub fn error(&self) -> Option<String> {
        match &self.call {
            Ok(call) => call.error().map(LookupError::to_json),
            Err(error) => Some(error.to_json()),
        }
    }

    /// Where the result's values stand in the body; empty if there is none.
    pub fn index(&self) -> Vec<u32> {
        let Ok(call) = &self.call else { return Vec::new() };
        call.index().map(|index| index.words().to_vec()).unwrap_or_default()
    }
}

impl Lookup {
    fn of<E>(job: &str) -> Self
    where
        E: FromJob + 'static,
        E::Auth: 'static,
    {
        Self { call: indexed_call::<E>(job.as_bytes(), Unit::Utf16), next: None }
    }
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
    let mut text = [method, " ", url, "\n"].concat();
    for header in headers {
        text.extend([header.name, ": ", &header.value, "\n"]);
    }
    text.push('\n');
    text.push_str(body);
    text
}
