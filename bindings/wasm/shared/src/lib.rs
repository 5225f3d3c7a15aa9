//! What the npm package's modules have in common: machines as handles that TypeScript drives and closes.
//!
//! Only numbers, strings and bytes cross. A job comes in as JSON ([`mingpian::job`]), a request goes out as text, and
//! an answer stays where it is: what goes out is the index ([`mingpian::scan`]), with which the TypeScript makes its
//! objects from the body it holds.

use mingpian::{
    ClockOffset, Header, HttpRequest, HttpResponse, LookupError, Machine, Output, RequestId, ShownRequest,
    SigningParams, TransportErrorKind, UnixMillis,
};
use std::cell::RefCell;

/// A machine and what else a host wants to know of it.
pub trait Hosted {
    /// What is driven.
    type Machine: Machine;

    /// The machine itself.
    fn machine(&mut self) -> &mut Self::Machine;

    /// The request of this id, without its secrets.
    fn shown(&self, id: RequestId) -> Option<ShownRequest>;

    /// Why there is no result, or no more of it.
    fn error(&self) -> Option<&LookupError>;

    /// What is known of the provider's clock.
    fn clock_offset(&self) -> ClockOffset;

    /// Whether the answer that came last, to the request of this id, is a good one.
    fn is_answered(&self, id: RequestId) -> bool;
}

/// The machines of a module. A handle is a place among them; classes of wasm-bindgen weigh more than this.
pub struct Handles<H>(RefCell<Vec<Option<Box<Entry<H>>>>>);

struct Entry<H> {
    /// Or why what was asked for is not allowed: then nothing is ever sent.
    host: Result<H, LookupError>,
    request: Option<HttpRequest>,
    params: Option<SigningParams>,
}

/// What [`Handles::text`] can tell.
#[derive(Clone, Copy)]
enum Text {
    Request,
    Shown,
    Error,
    Params,
}

impl<H: Hosted> Handles<H> {
    /// None yet.
    #[expect(clippy::new_without_default, reason = "a default is not const")]
    pub const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// The handle of a new one. One that was closed may come again.
    pub fn open(&self, host: Result<H, LookupError>) -> usize {
        let entry = Some(Box::new(Entry { host, request: None, params: None }));
        let mut entries = self.0.borrow_mut();
        let free = entries.iter().position(Option::is_none).unwrap_or(entries.len());
        match entries.get_mut(free) {
            Some(place) => *place = entry,
            None => entries.push(entry),
        }
        free
    }

    /// Forgets one.
    pub fn close(&self, handle: usize) {
        let entry = self.0.borrow_mut().get_mut(handle).and_then(Option::take);
        drop(entry);
    }

    fn entry<R: Default>(&self, handle: usize, work: impl FnOnce(&mut Entry<H>) -> R) -> R {
        match self.0.borrow_mut().get_mut(handle) {
            Some(Some(entry)) => work(entry),
            _ => R::default(),
        }
    }

    /// Does something to one, or gives the default where the handle is closed or nothing may be asked.
    pub fn with<R: Default>(&self, handle: usize, work: impl FnOnce(&mut H) -> R) -> R {
        self.entry(handle, |entry| entry.host.as_mut().map(work).unwrap_or_default())
    }

    /// What is to be done: wait for as many milliseconds (0 or more; infinity: until an answer comes), nothing any more (−1),
    /// send a request (−2 × its id), or have it signed (−2 × its id − 1). `now` is milliseconds since 1970, `random`
    /// 16 bytes.
    pub fn poll(&self, handle: usize, now: f64, random: &[u8]) -> f64 {
        self.entry(handle, |entry| {
            let Ok(host) = &mut entry.host else { return -1.0 };
            let mut bytes = [0; 16];
            bytes.iter_mut().zip(random).for_each(|(byte, random)| *byte = *random);
            match host.machine().poll_output(millis(now), bytes) {
                Output::Transmit { id, request } => {
                    entry.request = Some(request);
                    -2.0 * f64::from(id.0)
                }
                Output::Authorize { id, params } => {
                    entry.params = Some(params);
                    -2.0 * f64::from(id.0) - 1.0
                }
                Output::Wait(Some(time)) => u32::try_from(time.as_millis()).unwrap_or(u32::MAX).into(),
                Output::Wait(None) => f64::INFINITY,
                Output::Finished => -1.0,
            }
        })
    }

    /// The request to be sent (0), the one of this id without its secrets (1), why there is no result, as JSON (2), or
    /// the time and the nonce to be signed with, a space between (3); empty if there is none.
    ///
    /// A request is its method and URL and its headers, a line each; an empty line; its body. No line can hold a line
    /// break: the core sends none that does.
    pub fn text(&self, handle: usize, what: u32, id: u32) -> String {
        let what = match what {
            0 => Text::Request,
            1 => Text::Shown,
            2 => Text::Error,
            _ => Text::Params,
        };
        self.entry(handle, |entry| match (what, &entry.host) {
            (Text::Request, _) => {
                let request = entry.request.as_ref();
                request.map(|request| lines(request.method, &request.url, &request.headers, &request.body))
            }
            (Text::Params, _) => entry.params.as_ref().map(|params| {
                let mut text = params.time.digits();
                text.push(' ');
                text.push_str(params.nonce.as_str());
                text
            }),
            (_, Err(error)) => Some(error.to_json()),
            (Text::Shown, Ok(host)) => {
                let shown = host.shown(RequestId(id));
                shown.map(|shown| lines(shown.method, &shown.url, &shown.headers, &shown.body))
            }
            (Text::Error, Ok(host)) => host.error().map(LookupError::to_json),
        })
        .unwrap_or_default()
    }

    /// What came back; `headers` are the values of `Retry-After`, `Date` and `Age`, a line each, empty where there is
    /// none. Whether it is a good answer.
    pub fn handle_response(
        &self,
        handle: usize,
        id: u32,
        now: f64,
        status: u16,
        headers: &str,
        body: &[u8],
    ) -> bool {
        self.with(handle, |host| {
            let (retry_after, rest) = line(headers);
            let (date, age) = line(rest);
            let headers = [("retry-after", retry_after), ("date", date), ("age", age)];
            let headers =
                headers.map(|(name, value)| if value.is_empty() { ("", "") } else { (name, value) });
            let id = RequestId(id);
            let response = HttpResponse { status, headers: &headers, body };
            host.machine().handle_response(id, millis(now), &response);
            host.is_answered(id)
        })
    }

    /// Nothing came back: 0 offline, 1 refused, 2 timeout, 3 interrupted, 4 body over the limit.
    pub fn handle_failure(&self, handle: usize, id: u32, kind: u32) {
        self.with(handle, |host| {
            let kind = match kind {
                0 => TransportErrorKind::Offline,
                1 => TransportErrorKind::Refused,
                2 => TransportErrorKind::Timeout,
                4 => TransportErrorKind::TooLarge,
                _ => TransportErrorKind::Interrupted,
            };
            host.machine().handle_failure(RequestId(id), kind);
        });
    }

    /// The headers that whoever signs has made, name and value of each a line; empty if they would not.
    pub fn handle_authorization(&self, handle: usize, id: u32, headers: &str) {
        self.with(handle, |host| {
            let mut pairs = Vec::new();
            let mut rest = headers;
            while !rest.is_empty() {
                let (name, after) = line(rest);
                let (value, after) = line(after);
                pairs.push((name, value));
                rest = after;
            }
            let headers = (!pairs.is_empty()).then_some(&*pairs);
            host.machine().handle_authorization(RequestId(id), headers);
        });
    }

    /// How far the provider's clock is ahead, in milliseconds.
    pub fn clock_offset(&self, handle: usize) -> f64 {
        self.with(handle, |host| host.clock_offset().0 as f64)
    }

    /// Ends it. Nothing is sent from here on.
    pub fn cancel(&self, handle: usize) {
        self.with(handle, |host| host.machine().cancel());
    }
}

/// The first line, and what stands behind it. By hand, because the standard way brings a search of its own.
fn line(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| byte == b'\n').unwrap_or(text.len());
    let (line, rest) = text.split_at_checked(end).unwrap_or_default();
    (line, rest.get(1..).unwrap_or_default())
}

/// A JavaScript time: a number without a fraction, 0 or more, far below 2^53.
pub fn millis(time: f64) -> UnixMillis {
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

/// The functions that every module of machines has; see [`Handles`] for what they do.
#[macro_export]
macro_rules! machines {
    ($host:ty) => {
        thread_local! {
            static HANDLES: $crate::Handles<$host> = const { $crate::Handles::new() };
        }

        /// What is to be done.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn poll(handle: usize, now: f64, random: &[u8]) -> f64 {
            HANDLES.with(|handles| handles.poll(handle, now, random))
        }

        /// What there is to tell.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn text(handle: usize, what: u32, id: u32) -> String {
            HANDLES.with(|handles| handles.text(handle, what, id))
        }

        /// What came back.
        #[wasm_bindgen::prelude::wasm_bindgen(js_name = handleResponse)]
        pub fn handle_response(
            handle: usize,
            id: u32,
            now: f64,
            status: u16,
            headers: &str,
            body: &[u8],
        ) -> bool {
            HANDLES.with(|handles| handles.handle_response(handle, id, now, status, headers, body))
        }

        /// Nothing came back.
        #[wasm_bindgen::prelude::wasm_bindgen(js_name = handleFailure)]
        pub fn handle_failure(handle: usize, id: u32, kind: u32) {
            HANDLES.with(|handles| handles.handle_failure(handle, id, kind));
        }

        /// The headers that whoever signs has made.
        #[wasm_bindgen::prelude::wasm_bindgen(js_name = handleAuthorization)]
        pub fn handle_authorization(handle: usize, id: u32, headers: &str) {
            HANDLES.with(|handles| handles.handle_authorization(handle, id, headers));
        }

        /// How far the provider's clock is ahead, in milliseconds.
        #[wasm_bindgen::prelude::wasm_bindgen(js_name = clockOffset)]
        pub fn clock_offset(handle: usize) -> f64 {
            HANDLES.with(|handles| handles.clock_offset(handle))
        }

        /// Ends it.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn cancel(handle: usize) {
            HANDLES.with(|handles| handles.cancel(handle));
        }

        /// Forgets it. Its handle may come again.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn close(handle: usize) {
            HANDLES.with(|handles| handles.close(handle));
        }
    };
}
