//! One lookup as an object that a host drives.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::scan::Unit;
use mingpian::{
    AuthScheme, HttpResponse, IndexedCall, LookupError, Machine, NoAuth, Operation, Output, RequestId,
    UnixMillis,
};

use crate::bytes::Bytes;
use crate::credentials::{MysoftCredentials, QuanshiCredentials};
use crate::error::{CoreError, TransportKind};
use crate::http::{HttpHeader, HttpRequest, ShownRequest};
use crate::options::CallOptions;
use crate::requests::{DmtzGetUserInfo, MysoftGetUserInfo, QuanshiGetUsersByEmailsMobiles};

/// One lookup, from the first attempt to the result. It can be polled at any moment, from any thread.
#[derive(uniffi::Object)]
#[uniffi::export(Debug)]
pub struct Call {
    call: Mutex<IndexedCall>,
    max_body_bytes: i64,
}

/// What a call wants next.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
#[uniffi::export(Debug)]
pub enum Step {
    /// Send this, and hand back what comes of it. A request that is still under way has been given up.
    Transmit {
        /// What to send.
        request: HttpRequest,
    },
    /// Nothing to do for as long, or until an answer comes.
    Wait {
        /// In milliseconds; without it, until an answer comes.
        ms: Option<i64>,
    },
    /// The result is there.
    Finished,
}

#[uniffi::export]
impl Call {
    /// A WeChat code becomes a user. `INVALID_INPUT` names what is not allowed; nothing is sent then.
    #[uniffi::constructor]
    pub fn dmtz(request: DmtzGetUserInfo, options: CallOptions) -> Result<Arc<Self>, CoreError> {
        Self::of(dmtz::GetUserInfo::from(request), NoAuth, &options)
    }

    /// An access token and a device become an employee. See [`Call::dmtz`].
    #[uniffi::constructor]
    pub fn mysoft(
        request: MysoftGetUserInfo,
        credentials: &MysoftCredentials,
        options: CallOptions,
    ) -> Result<Arc<Self>, CoreError> {
        Self::of(mysoft::GetUserInfo::from(request), credentials.0.clone(), &options)
    }

    /// Identifiers become accounts, up to 200 in each list. See [`Call::dmtz`].
    #[uniffi::constructor]
    pub fn quanshi(
        request: QuanshiGetUsersByEmailsMobiles,
        credentials: &QuanshiCredentials,
        options: CallOptions,
    ) -> Result<Arc<Self>, CoreError> {
        Self::of(quanshi::GetUsersByEmailsMobiles::from(request), credentials.0.clone(), &options)
    }

    /// What is to be done now. `now_ms` is the wall clock in milliseconds since 1970, `random` 16 fresh bytes of a
    /// cryptographic source. `INVALID_INPUT` for `random` if it is shorter or longer.
    pub fn poll(&self, now_ms: i64, random: Bytes) -> Result<Step, CoreError> {
        poll(&mut *self.lock(), now_ms, &random, self.max_body_bytes)
    }

    /// What came back for the request with this id. An answer to an attempt that was given up is ignored. `status`
    /// is the HTTP status, `body` all of it, decompressed.
    pub fn handle_response(&self, id: i64, now_ms: i64, status: i32, headers: Vec<HttpHeader>, body: Bytes) {
        hand(&mut *self.lock(), id, now_ms, status, &headers, &body);
    }

    /// Nothing came back for the request with this id.
    pub fn handle_failure(&self, id: i64, kind: TransportKind) {
        if let Some(id) = request_id(id) {
            self.lock().handle_failure(id, kind.into());
        }
    }

    /// Ends the lookup. Nothing is sent from here on.
    pub fn cancel(&self) {
        self.lock().cancel();
    }

    /// The last request that was to be sent, without its secrets.
    pub fn shown_request(&self) -> Option<ShownRequest> {
        self.lock().shown_request().map(ShownRequest::from)
    }

    /// Where the result's values stand in the body that was handed in: the words of [`mingpian::scan`] as
    /// little-endian bytes. Throws why there is no result, and `CANCELLED` before the call has finished.
    pub fn index(&self) -> Result<Bytes, CoreError> {
        let call = self.lock();
        match (call.error(), call.index()) {
            (Some(error), _) => Err(error.into()),
            (None, Some(index)) => Ok(Bytes::of_words(index.words())),
            (None, None) => Err(LookupError::Cancelled.into()),
        }
    }
}

impl Call {
    fn of(
        operation: impl Operation,
        auth: impl AuthScheme + 'static,
        options: &CallOptions,
    ) -> Result<Arc<Self>, CoreError> {
        let base_url = options.base_url(operation.facts().base_url)?;
        let max_body_bytes = options.max_body_bytes()?;
        let call = IndexedCall::new(&operation, Box::new(auth), &base_url, options.policy()?, Unit::Bytes)?;
        let call = call.max_body_bytes(max_body_bytes).include_secrets(options.include_secrets);
        let max_body_bytes = i64::try_from(max_body_bytes).unwrap_or(i64::MAX);
        Ok(Arc::new(Self { call: Mutex::new(call), max_body_bytes }))
    }

    /// A lock that a panic left behind is taken all the same: a machine is safe to poll at any moment.
    fn lock(&self) -> MutexGuard<'_, IndexedCall> {
        self.call.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(test)]
    pub(crate) fn while_locked(&self, work: impl FnOnce()) {
        let _guard = self.lock();
        work();
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").finish_non_exhaustive()
    }
}

/// Polls a machine, whatever it asks for.
pub(crate) fn poll(
    machine: &mut impl Machine,
    now_ms: i64,
    random: &Bytes,
    max_body_bytes: i64,
) -> Result<Step, CoreError> {
    let Ok(random) = <[u8; 16]>::try_from(random.as_slice()) else {
        // With fewer, nonces would come again.
        return Err(LookupError::invalid("random", "is not 16 bytes long").into());
    };
    Ok(match machine.poll_output(millis(now_ms), random) {
        Output::Transmit { id, request } => {
            Step::Transmit { request: HttpRequest::new(id, request, max_body_bytes) }
        }
        Output::Wait(time) => {
            Step::Wait { ms: time.map(|time| i64::try_from(time.as_millis()).unwrap_or(i64::MAX)) }
        }
        // No credentials of this crate leave the signing to somebody else.
        Output::Authorize { .. } => Step::Wait { ms: None },
        Output::Finished => Step::Finished,
    })
}

/// Hands a machine what came back.
pub(crate) fn hand(
    machine: &mut impl Machine,
    id: i64,
    now_ms: i64,
    status: i32,
    headers: &[HttpHeader],
    body: &Bytes,
) {
    let Some(id) = request_id(id) else { return };
    let headers: Vec<_> = headers.iter().map(|header| (&*header.name, &*header.value)).collect();
    let status = u16::try_from(status).unwrap_or(0);
    machine.handle_response(
        id,
        millis(now_ms),
        &HttpResponse { status, headers: &headers, body: body.as_slice() },
    );
}

pub(crate) fn request_id(id: i64) -> Option<RequestId> {
    u32::try_from(id).ok().map(RequestId)
}

/// A time before 1970 counts as 1970.
fn millis(now_ms: i64) -> UnixMillis {
    UnixMillis(u64::try_from(now_ms).unwrap_or(0))
}
