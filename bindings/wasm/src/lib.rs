//! The module behind the npm package: lookups as handles that the package's TypeScript drives and frees.
//!
//! Only numbers, strings and bytes cross. A job comes in as JSON ([`mingpian::job`]), a request goes out as
//! text, and an answer stays where it is: what goes out is the index ([`mingpian::scan`]), with which the
//! TypeScript makes its objects from the body it holds.

use mingpian::job::{FromJob, Job};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::scan::{Index, Unit};
use mingpian::{
    Call, Endpoint, Header, HttpRequest, HttpResponse, Indexed, LookupError, Machine, Output, RequestId,
    SecretString, ShownRequest, TransportErrorKind, UnixMillis,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// One lookup, from the first attempt to the result.
#[wasm_bindgen]
pub struct Lookup {
    state: State,
    next: Option<(RequestId, HttpRequest)>,
}

enum State {
    /// What was asked for is not allowed: nothing is ever sent.
    Refused(LookupError),
    Driven(Box<dyn Driven>),
}

/// A call without its operation's type.
trait Driven: Machine {
    fn shown(&self) -> Option<ShownRequest>;
    fn outcome(&self) -> Option<Result<&Index, &LookupError>>;
}

impl<E: Endpoint> Driven for Call<Indexed<E>> {
    fn shown(&self) -> Option<ShownRequest> {
        self.shown_request()
    }

    fn outcome(&self) -> Option<Result<&Index, &LookupError>> {
        self.result()
    }
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
        let State::Driven(machine) = &mut self.state else { return FINISHED };
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(random).for_each(|(byte, random)| *byte = *random);
        match machine.poll_output(millis(now), bytes) {
            Output::Transmit { id, request } => {
                self.next = Some((id, request));
                TRANSMIT
            }
            Output::Wait(Some(time)) => time.as_secs_f64() * 1000.0,
            Output::Wait(None) => f64::from(i32::MAX),
            Output::Finished => FINISHED,
        }
    }

    /// The id of the request to be sent.
    pub fn id(&self) -> u32 {
        self.next.as_ref().map_or(0, |(id, _)| id.0)
    }

    /// The request to be sent: its method and URL and its headers, a line each; an empty line; its body. No line can hold a line break: the core sends none that does.
    pub fn request(&self) -> String {
        let Some((_, request)) = &self.next else { return String::new() };
        lines(request.method, &request.url, &request.headers, &request.body)
    }

    /// The last request without its secrets, in the same form.
    pub fn shown(&self) -> String {
        let State::Driven(machine) = &self.state else { return String::new() };
        let shown = machine.shown();
        shown.map(|shown| lines(shown.method, &shown.url, &shown.headers, &shown.body)).unwrap_or_default()
    }

    /// What came back. `headers` is a line each, `name: value`.
    #[wasm_bindgen(js_name = handleResponse)]
    pub fn handle_response(&mut self, id: u32, now: f64, status: u16, headers: &str, body: &[u8]) {
        let State::Driven(machine) = &mut self.state else { return };
        let headers = headers.split('\n').filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.trim_ascii().to_owned())).collect();
        let response = HttpResponse { status, headers, body: body.into() };
        machine.handle_response(RequestId(id), millis(now), &response);
    }

    /// Nothing came back: 0 offline, 1 refused, 2 timeout, 3 interrupted, 4 body over the limit.
    #[wasm_bindgen(js_name = handleFailure)]
    pub fn handle_failure(&mut self, id: u32, kind: u32) {
        let State::Driven(machine) = &mut self.state else { return };
        let kind = match kind {
            0 => TransportErrorKind::Offline,
            1 => TransportErrorKind::Refused,
            2 => TransportErrorKind::Timeout,
            4 => TransportErrorKind::TooLarge,
            _ => TransportErrorKind::Interrupted,
        };
        machine.handle_failure(RequestId(id), kind);
    }

    /// Ends the lookup. Nothing is sent from here on.
    pub fn cancel(&mut self) {
        if let State::Driven(machine) = &mut self.state {
            machine.cancel();
        }
    }

    /// Why there is no result, as JSON; `undefined` if there is one.
    pub fn error(&self) -> Option<String> {
        match &self.state {
            State::Refused(error) => Some(error.to_json()),
            State::Driven(machine) => machine.outcome()?.err().map(LookupError::to_json),
        }
    }

    /// Where the result's values stand in the body; empty if there is none.
    pub fn index(&self) -> Vec<u32> {
        let State::Driven(machine) = &self.state else { return Vec::new() };
        machine.outcome().and_then(Result::ok).map(|index| index.words().to_vec()).unwrap_or_default()
    }
}

impl Lookup {
    fn of<E>(job: &str) -> Self
    where
        E: FromJob + 'static,
        E::Auth: 'static,
    {
        let call = Job::<E>::parse(job.as_bytes()).and_then(|job| job.indexed_call(Unit::Utf16));
        let state = match call {
            Ok(call) => State::Driven(Box::new(call)),
            Err(error) => State::Refused(error),
        };
        Self { state, next: None }
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
