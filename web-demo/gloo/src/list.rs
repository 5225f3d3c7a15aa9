//! Any number of people, whose pages go to the page as they come.

use crate::answer::{Answer, object, set, texts, thrown};
use crate::drive::Lookup;
use crate::signer::NotSigned;
use js_sys::Function;
use mingpian::job;
use mingpian::providers::quanshi::GetUsersByEmailsMobiles;
use mingpian::scan::{Index, Unit};
use mingpian::{
    Endpoint, HttpResponse, IndexedBatch, LookupError, Machine, Output, Page, Partition, RequestId,
    ShownRequest, TransportErrorKind, UnixMillis,
};
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// A batch, and who hears of it.
pub(crate) struct List<'a> {
    batch: IndexedBatch,
    done: u64,
    on_progress: &'a Function,
    on_page: &'a Function,
    /// What the app's server said when it would not sign.
    refusal: Option<NotSigned>,
    /// What it said when it failed to.
    failures: BTreeMap<RequestId, NotSigned>,
}

impl<'a> List<'a> {
    /// The batch of a job with all identifiers of `input`, the operation's own, which are asked once each.
    pub(crate) fn new(
        job: &str,
        input: &str,
        on_progress: &'a Function,
        on_page: &'a Function,
    ) -> Result<Self, LookupError> {
        let mut batch = job::indexed_batch::<GetUsersByEmailsMobiles>(job, Unit::Bytes)?;
        batch.push_json(input)?;
        for list in 0..batch.lists().count() {
            batch.end(list);
        }
        let (refusal, failures) = (None, BTreeMap::new());
        Ok(Self { batch, done: 0, on_progress, on_page, refusal, failures })
    }

    /// What has stopped it, if anything has.
    pub(crate) fn into_result(self) -> Result<(), JsValue> {
        self.batch.stopped().map_or(Ok(()), |error| Err(self.facts(error, None)))
    }

    /// A page as the page's TypeScript knows it. An answer is that of the response just handed over.
    fn page(&mut self, page: Page<Index>, body: &[u8]) -> JsValue {
        let Page { identifiers, result, id } = page;
        match result {
            Ok(index) => {
                let users = GetUsersByEmailsMobiles::from_lists(identifiers).response(index, body);
                object([("users", users.to_value().unwrap_or_default())])
            }
            Err(error) => {
                let facts = self.facts(&error, id);
                let identifiers = texts(identifiers.iter().flatten());
                object([("failed", object([("facts", facts), ("identifiers", identifiers)]))])
            }
        }
    }

    /// An error, and what the app's server said where the service was not asked.
    fn facts(&self, error: &LookupError, id: Option<RequestId>) -> JsValue {
        let facts = thrown(error);
        let why = match error {
            // Where the service itself refuses, there is its status.
            LookupError::Unauthenticated { reply } if reply.status == 0 => self.refusal.as_ref(),
            LookupError::Transport { .. } => id.and_then(|id| self.failures.get(&id)),
            _ => None,
        };
        if let Some(why) = why {
            set(&facts, "notSigned", &why.to_value());
        }
        facts
    }
}

impl Lookup for List<'_> {
    fn shown(&self, id: RequestId) -> Option<ShownRequest> {
        self.batch.shown_request(id)
    }

    fn settle(&mut self, answer: &[u8]) -> bool {
        let mut took = false;
        while let Some(page) = self.batch.take_page() {
            let page = self.page(page, answer);
            // What the page makes of it is the page's affair.
            let _ = self.on_page.call1(&JsValue::NULL, &page);
            took = true;
        }
        let done = self.batch.progress().done;
        if self.done != done {
            self.done = done;
            let _ = self.on_progress.call1(&JsValue::NULL, &JsValue::from(done as f64));
        }
        took
    }

    fn not_signed(&mut self, id: RequestId, why: NotSigned) {
        self.refusal = Some(why.clone());
        self.failures.insert(id, why);
    }
}

impl Machine for List<'_> {
    fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
        self.batch.poll_output(now, random)
    }

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        self.batch.handle_response(id, now, response);
    }

    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        self.batch.handle_failure(id, kind);
    }

    fn handle_authorization(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
        self.batch.handle_authorization(id, headers);
    }

    fn awaits(&self, id: RequestId) -> bool {
        self.batch.awaits(id)
    }

    fn cancel(&mut self) {
        self.batch.cancel();
    }
}
