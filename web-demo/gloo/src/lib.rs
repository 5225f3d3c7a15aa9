//! The page's Rust door: the core driven with gloo-net, and whole Rust values handed to the page through
//! serde-wasm-bindgen.

mod answer;
mod transport;

use answer::{Answer, object};
use futures_util::future::{Either, LocalBoxFuture, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise};
use mingpian::job::{self, FromJob};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::{Call, HttpResponse, LookupError, Machine, Output, RequestId, ShownRequest, UnixMillis};
use transport::{Arrival, Received, send};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// Looks somebody up. `job` is the JSON of [`mingpian::job`]; `on_request` is told of every attempt, without its
/// secrets.
///
/// # Errors
///
/// A plain object in the form of [`LookupError::to_json`].
#[wasm_bindgen]
pub async fn lookup(
    provider: String,
    job: String,
    on_request: Function,
    signal: AbortSignal,
) -> Result<JsValue, JsValue> {
    match provider.as_str() {
        dmtz::NAME => run::<dmtz::GetUserInfo>(&job, &on_request, &signal).await,
        mysoft::NAME => run::<mysoft::GetUserInfo>(&job, &on_request, &signal).await,
        quanshi::NAME => run::<quanshi::GetUsersByEmailsMobiles>(&job, &on_request, &signal).await,
        _ => Err(thrown(&LookupError::invalid("provider", "is not one that there is"))),
    }
}

async fn run<E>(job: &str, on_request: &Function, signal: &AbortSignal) -> Result<JsValue, JsValue>
where
    E: FromJob,
    E::Response: Answer,
{
    let call = job::call::<E>(job).map_err(|error| thrown(&error))?;
    let limit = call.body_limit();
    let answer = drive(call, limit, on_request, signal).await.map_err(|error| thrown(&error))?;
    Ok(answer.to_value()?)
}

/// What is under way: its answer, and the means to end it.
struct Flight {
    controller: AbortController,
    answer: LocalBoxFuture<'static, (RequestId, Arrival)>,
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.controller.abort();
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

/// The loop that every host has.
async fn drive<E: FromJob>(
    mut call: Call<E>,
    limit: usize,
    on_request: &Function,
    signal: &AbortSignal,
) -> Result<E::Response, LookupError> {
    let mut abortion = Abortion::new(signal);
    let mut flight: Option<Flight> = None;
    loop {
        if signal.aborted() {
            call.cancel();
        }
        match call.poll_output(now(), random()?) {
            Output::Transmit { id, request } => {
                if let Some(shown) = call.shown_request() {
                    // What the page makes of it is the page's affair.
                    let _ = on_request.call1(&JsValue::NULL, &shown_value(&shown));
                }
                let controller = AbortController::new().map_err(|_| NO_BROWSER)?;
                let answer = send(request, controller.signal(), limit);
                flight = Some(Flight { controller, answer: Box::pin(async move { (id, answer.await) }) });
            }
            Output::Wait(time) => {
                let millis =
                    time.map_or(u32::MAX, |time| u32::try_from(time.as_millis()).unwrap_or(u32::MAX));
                let timeout = TimeoutFuture::new(millis.clamp(1, LONGEST_TIMEOUT_MS));
                let pause = select(timeout, &mut abortion.happened);
                let Some(current) = &mut flight else {
                    pause.await;
                    continue;
                };
                if let Either::Left(((id, answer), _)) = select(&mut current.answer, pause).await {
                    match answer {
                        Ok(Received { status, headers, body }) => {
                            let headers: Vec<_> =
                                headers.iter().map(|(name, value)| (&**name, &**value)).collect();
                            let response = HttpResponse { status, headers: &headers, body: &body };
                            call.handle_response(id, now(), &response);
                        }
                        Err(kind) => call.handle_failure(id, kind),
                    }
                    flight = None;
                }
            }
            Output::Authorize { .. } => {
                return Err(LookupError::Internal { detail: "nobody else signs for this page" });
            }
            Output::Finished => return call.into_result(),
        }
    }
}

/// `setTimeout` takes 32 bits with a sign.
const LONGEST_TIMEOUT_MS: u32 = i32::MAX.cast_unsigned();

const NO_BROWSER: LookupError = LookupError::Internal { detail: "not in a browser's page" };

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
    let headers =
        shown.headers.iter().map(|header| Array::of2(&header.name.into(), &header.value.as_str().into()));
    object([
        ("method", shown.method.into()),
        ("url", shown.url.as_str().into()),
        ("headers", headers.collect::<Array>().into()),
        ("body", shown.body.as_str().into()),
    ])
}

fn thrown(error: &LookupError) -> JsValue {
    js_sys::JSON::parse(&error.to_json()).unwrap_or_else(|_| JsValue::from(error.to_string()))
}
