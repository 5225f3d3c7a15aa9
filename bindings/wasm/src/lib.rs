//! The module that `import "mingpian"` brings: one lookup at a time, of all three services.

#[cfg(target_family = "wasm")]
use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};
use mingpian::job::{FromJob, indexed_call};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::scan::Unit;
use mingpian::{ClockOffset, IndexedCall, LookupError, RequestId, ShownRequest};
use mingpian_wasm_shared::Hosted;
use wasm_bindgen::prelude::wasm_bindgen;

/// A list of what is free, in the order of its addresses: the smallest allocator that gives memory back. The core
/// makes few blocks and frees them together, so the list stays short.
// SAFETY: the module is built without atomics, so it has one thread.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

mingpian_wasm_shared::machines!(Call);

struct Call(IndexedCall);

impl Hosted for Call {
    type Machine = IndexedCall;

    fn machine(&mut self) -> &mut IndexedCall {
        &mut self.0
    }

    fn shown(&self, _id: RequestId) -> Option<ShownRequest> {
        self.0.shown_request()
    }

    fn error(&self) -> Option<&LookupError> {
        self.0.error()
    }

    fn clock_offset(&self) -> ClockOffset {
        self.0.clock_offset()
    }

    fn is_answered(&self, _id: RequestId) -> bool {
        self.0.index().is_some()
    }
}

fn open<E: FromJob>(job: &str) -> usize {
    let call = indexed_call::<E>(job, Unit::Utf16).map(Call);
    HANDLES.with(|handles| handles.open(call))
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

/// Where the result's values stand in the body; empty if there is none.
#[wasm_bindgen]
pub fn index(handle: usize) -> Vec<u32> {
    HANDLES.with(|handles| {
        handles.with(handle, |call| call.0.index().map(|index| index.words().to_vec()).unwrap_or_default())
    })
}
