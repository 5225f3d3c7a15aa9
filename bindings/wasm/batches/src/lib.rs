//! The module that the npm package loads for lists of any length.

use mingpian::job::indexed_batch;
use mingpian::providers::quanshi;
use mingpian::scan::{Index, Unit};
use mingpian::{ClockOffset, IndexedBatch, LookupError, Page, RequestId, ShownRequest};
use mingpian_wasm_shared::Hosted;
use wasm_bindgen::prelude::wasm_bindgen;

mingpian_wasm_shared::machines!(Batch);

struct Batch {
    batch: IndexedBatch,
    page: Option<Page<Index>>,
}

impl Hosted for Batch {
    type Machine = IndexedBatch;

    fn machine(&mut self) -> &mut IndexedBatch {
        &mut self.batch
    }

    fn shown(&self, id: RequestId) -> Option<ShownRequest> {
        self.batch.shown_request(id)
    }

    fn error(&self) -> Option<&LookupError> {
        self.batch.stopped()
    }

    fn clock_offset(&self) -> ClockOffset {
        self.batch.clock_offset()
    }

    fn is_answered(&self, id: RequestId) -> bool {
        self.batch.last_page().is_some_and(|page| page.id == Some(id) && page.result.is_ok())
    }
}

fn with<R: Default>(handle: usize, work: impl FnOnce(&mut Batch) -> R) -> R {
    HANDLES.with(|handles| handles.with(handle, work))
}

/// Identifiers become accounts. The job has no `input`.
#[wasm_bindgen]
pub fn quanshi(job: &str) -> usize {
    let batch = indexed_batch::<quanshi::GetUsersByEmailsMobiles>(job, Unit::Utf16);
    HANDLES.with(|handles| handles.open(batch.map(|batch| Batch { batch, page: None })))
}

/// How many more identifiers of a list would make the next request full.
#[wasm_bindgen]
pub fn wants(handle: usize, list: usize) -> usize {
    with(handle, |batch| batch.batch.wants(list))
}

/// Asks for all identifiers of the operation's input in JSON. An error stops the batch, and is told as its.
#[wasm_bindgen]
pub fn push(handle: usize, input: &str) {
    with(handle, |batch| batch.batch.push_json(input).unwrap_or_default());
}

/// There are no more identifiers in a list.
#[wasm_bindgen]
pub fn end(handle: usize, list: usize) {
    with(handle, |batch| batch.batch.end(list));
}

/// Identifiers whose page is there (`false`), or all that were fed (`true`), each as often as it was asked.
#[wasm_bindgen]
pub fn progress(handle: usize, total: bool) -> f64 {
    with(handle, |batch| {
        let progress = batch.batch.progress();
        (if total { progress.total } else { progress.done }) as f64
    })
}

/// Whether something is still waited for under this id.
#[wasm_bindgen]
pub fn awaits(handle: usize, id: u32) -> bool {
    with(handle, |batch| mingpian::Machine::awaits(&batch.batch, RequestId(id)))
}

/// Takes the next page: 1 + the id of the request that was answered, which is 0 where none was sent; or 0 if there is
/// no page.
#[wasm_bindgen(js_name = takePage)]
pub fn take_page(handle: usize) -> f64 {
    with(handle, |batch| {
        batch.page = batch.batch.take_page();
        batch.page.as_ref().map_or(0.0, |page| 1.0 + page.id.map_or(0.0, |id| id.0.into()))
    })
}

/// The identifiers of the page taken last (`false`), or why there is no answer, empty if there is one (`true`); JSON.
#[wasm_bindgen(js_name = pageText)]
pub fn page_text(handle: usize, error: bool) -> String {
    with(handle, |batch| match &batch.page {
        Some(page) if error => page.result.as_ref().err().map(LookupError::to_json),
        Some(page) => Some(batch.batch.input_json(page)),
        None => None,
    })
    .unwrap_or_default()
}

/// Where the values of the page taken last stand in its body; empty if there are none.
#[wasm_bindgen(js_name = pageIndex)]
pub fn page_index(handle: usize) -> Vec<u32> {
    with(handle, |batch| match &batch.page {
        Some(Page { result: Ok(index), .. }) => index.words().to_vec(),
        _ => Vec::new(),
    })
}
