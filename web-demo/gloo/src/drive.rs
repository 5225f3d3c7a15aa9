//! The loop that every host has.

use crate::answer::{object, pair};
use crate::signer::{NotSigned, Signing, sign};
use crate::transport::{Arrival, Received, send};
use futures_util::future::{Either, LocalBoxFuture, pending, select, select_all};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise};
use mingpian::{
    HttpResponse, LookupError, Machine, Output, RequestId, ShownRequest, TransportErrorKind, UnixMillis,
};
use std::pin::pin;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// A machine, and what it is to the page.
pub(crate) trait Lookup: Machine {
    /// The request of that id, without its secrets.
    fn shown(&self, id: RequestId) -> Option<ShownRequest>;

    /// Something has happened; `answer` is the body that was just handed over. Whether there is now room for more.
    fn settle(&mut self, _answer: &[u8]) -> bool {
        false
    }

    /// The app's server did not sign the request of that id.
    fn not_signed(&mut self, _id: RequestId, _why: NotSigned) {}
}

/// What the page gives to a lookup.
pub(crate) struct Host<'a> {
    /// The longest body that is read, in bytes.
    pub(crate) limit: usize,
    /// Where requests are signed.
    pub(crate) signer: Option<&'a str>,
    /// Told of every attempt.
    pub(crate) on_request: &'a Function,
    /// Ends the lookup.
    pub(crate) signal: &'a AbortSignal,
}

/// Does what a machine says until it has finished.
pub(crate) async fn drive(lookup: &mut impl Lookup, host: &Host<'_>) -> Result<(), LookupError> {
    let mut abortion = Abortion::new(host.signal);
    let mut flights = Flights::default();
    loop {
        if host.signal.aborted() {
            lookup.cancel();
        }
        match lookup.poll_output(now(), random()?) {
            Output::Transmit { id, request } => {
                if let Some(shown) = lookup.shown(id) {
                    // What the page makes of it is the page's affair.
                    let _ = host.on_request.call1(&JsValue::NULL, &shown_value(&shown));
                }
                let limit = host.limit;
                flights.start(id, |signal| {
                    Box::pin(async move { Came::Answer(send(request, signal, limit).await) })
                })?;
            }
            Output::Authorize { id, params } => {
                let url = host.signer.ok_or(NO_SIGNER)?.to_owned();
                flights.start(id, |signal| {
                    Box::pin(async move { Came::Signing(sign(&url, &params, &signal).await) })
                })?;
            }
            Output::Wait(time) => {
                flights.0.retain(|flight| lookup.awaits(flight.id));
                if lookup.settle(&[]) {
                    continue;
                }
                let millis =
                    time.map_or(u32::MAX, |time| u32::try_from(time.as_millis()).unwrap_or(u32::MAX));
                let timeout = TimeoutFuture::new(millis.clamp(1, LONGEST_TIMEOUT_MS));
                let pause = select(timeout, &mut abortion.happened);
                let landed = match select(pin!(flights.next()), pause).await {
                    Either::Left((landed, _)) => landed,
                    Either::Right(_) => continue,
                };
                hand_over(lookup, landed);
            }
            Output::Finished => {
                lookup.settle(&[]);
                return Ok(());
            }
        }
    }
}

fn hand_over(lookup: &mut impl Lookup, (id, came): (RequestId, Came)) {
    match came {
        Came::Answer(Ok(Received { status, headers, body })) => {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
            lookup.handle_response(id, now(), &HttpResponse { status, headers: &headers, body: &body });
            lookup.settle(&body);
        }
        Came::Answer(Err(kind)) => lookup.handle_failure(id, kind),
        Came::Signing(Signing::Done(headers)) => {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
            lookup.handle_authorization(id, Some(&headers));
        }
        Came::Signing(Signing::Refused(why)) => {
            lookup.not_signed(id, why);
            lookup.handle_authorization(id, None);
        }
        Came::Signing(Signing::Failed(why)) => {
            lookup.not_signed(id, why);
            lookup.handle_failure(id, TransportErrorKind::Interrupted);
        }
    }
}

/// What came of something that was under way.
enum Came {
    Answer(Arrival),
    Signing(Signing),
}

/// Something under way, and the means to end it.
struct Flight {
    id: RequestId,
    controller: AbortController,
    came: LocalBoxFuture<'static, Came>,
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// All that is under way.
#[derive(Default)]
struct Flights(Vec<Flight>);

impl Flights {
    fn start(
        &mut self,
        id: RequestId,
        work: impl FnOnce(AbortSignal) -> LocalBoxFuture<'static, Came>,
    ) -> Result<(), LookupError> {
        let controller = AbortController::new().map_err(|_| NO_BROWSER)?;
        let came = work(controller.signal());
        self.0.push(Flight { id, controller, came });
        Ok(())
    }

    /// The next that ends; what is still under way stays.
    async fn next(&mut self) -> (RequestId, Came) {
        if self.0.is_empty() {
            return pending().await;
        }
        let (came, at, _) = select_all(self.0.iter_mut().map(|flight| &mut flight.came)).await;
        (self.0.swap_remove(at).id, came)
    }
}

/// One lookup's ear at a signal, which other lookups may listen to as well. It is taken away with the lookup.
struct Abortion<'a> {
    signal: &'a AbortSignal,
    listener: Option<Function>,
    happened: JsFuture,
}

impl<'a> Abortion<'a> {
    fn new(signal: &'a AbortSignal) -> Self {
        let mut listener = None;
        let happened = Promise::new(&mut |resolve, _reject| {
            // A signal takes every listener.
            let _ = signal.add_event_listener_with_callback(ABORT, &resolve);
            listener = Some(resolve);
        });
        Self { signal, listener, happened: happened.into() }
    }
}

impl Drop for Abortion<'_> {
    fn drop(&mut self) {
        if let Some(listener) = &self.listener {
            let _ = self.signal.remove_event_listener_with_callback(ABORT, listener);
        }
    }
}

const ABORT: &str = "abort";

/// `setTimeout` takes 32 bits with a sign.
const LONGEST_TIMEOUT_MS: u32 = i32::MAX.cast_unsigned();

const NO_BROWSER: LookupError = LookupError::Internal { detail: "not in a browser's page" };
const NO_SIGNER: LookupError = LookupError::Internal { detail: "nobody was named who signs" };

fn now() -> UnixMillis {
    UnixMillis(js_sys::Date::now() as u64)
}

fn random() -> Result<[u8; 16], LookupError> {
    let mut bytes = [0; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(NO_BROWSER)?;
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| NO_BROWSER)?;
    Ok(bytes)
}

fn shown_value(shown: &ShownRequest) -> JsValue {
    let headers = shown.headers.iter().map(|header| pair(header.name, &header.value));
    object([
        ("method", shown.method.into()),
        ("url", shown.url.as_str().into()),
        ("headers", headers.collect::<Array>().into()),
        ("body", shown.body.as_str().into()),
    ])
}
