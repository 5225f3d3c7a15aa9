//! The running tasks of a lookup: requests to the service, and requests to the app's own server.

use crate::sign::Signature;
use crate::transport::Response;
use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, pending, select_all};
use js_sys::{Function, Promise};
use mingpian::{RequestId, TransportErrorKind};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// The outcome of a task.
pub(crate) enum Outcome {
    /// A response, or how and why the request failed.
    Response(Result<Response, (TransportErrorKind, JsValue)>),
    /// The result from the app's own server.
    Signature(Signature),
}

/// A task. It is aborted when it is dropped, which closes its connection.
struct Task {
    id: RequestId,
    controller: AbortController,
    outcome: LocalBoxFuture<'static, Outcome>,
}

impl Drop for Task {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// All running tasks.
#[derive(Default)]
pub(crate) struct Tasks(Vec<Task>);

impl Tasks {
    /// Starts a task, which the signal stops.
    pub(crate) fn start(
        &mut self,
        id: RequestId,
        work: impl AsyncFnOnce(AbortSignal) -> Outcome + 'static,
    ) -> Result<(), JsValue> {
        let controller = AbortController::new()?;
        let signal = controller.signal();
        let outcome = async move { work(signal).await }.boxed_local();
        self.0.push(Task { id, controller, outcome });
        Ok(())
    }

    /// Stops a task.
    pub(crate) fn stop(&mut self, id: RequestId) {
        self.0.retain(|task| task.id != id);
    }

    /// Waits for the next task that ends. The other tasks continue.
    pub(crate) async fn next(&mut self) -> (RequestId, Outcome) {
        if self.0.is_empty() {
            return pending().await;
        }
        let (outcome, position, _) = select_all(self.0.iter_mut().map(|task| &mut task.outcome)).await;
        (self.0.swap_remove(position).id, outcome)
    }
}

/// The listener of one lookup to a signal, which may have other listeners. It is removed when it is dropped.
pub(crate) struct Abortion<'a> {
    signal: &'a AbortSignal,
    listener: Option<Function>,
    /// Completes when the signal is aborted.
    pub(crate) happened: JsFuture,
}

const ABORT: &str = "abort";

impl<'a> Abortion<'a> {
    pub(crate) fn new(signal: &'a AbortSignal) -> Self {
        let mut listener = None;
        let happened = Promise::new(&mut |resolve, _reject| {
            // Adding a listener to a signal cannot fail.
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
