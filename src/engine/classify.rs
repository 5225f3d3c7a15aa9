//! Interprets a response: first the HTTP status, then the provider's envelope.

use super::clock::EARLIEST_MS;
use super::retry::retry_after_ms;
use crate::clean::{Hide, Private, clean};
use crate::error::{BoxedError, LookupError, Reply};
use crate::http::{HttpResponse, parse_http_date};
use crate::json::{Index, JsonError, Reading, repair};
use crate::operation::{BodyError, Metadata, Opened, Place, RetrySafety};
use crate::time::UnixMillis;

/// A response that contains an answer.
pub(super) struct Accepted {
    pub(super) body: String,
    /// Whether characters of the body were replaced.
    pub(super) is_repaired: bool,
    pub(super) index: Index,
    pub(super) place: Place,
    pub(super) request_id: Option<String>,
}

/// A response that does not contain an answer.
pub(super) struct Refusal {
    pub(super) error: BoxedError,
    /// The service's time in milliseconds since 1970, if the service refused the request and the response contains the
    /// time.
    pub(super) service_ms: Option<u64>,
}

/// Classifies a response. `now` is the service's time, as far as it is known. `private` calls its argument with each
/// value of the request that must not appear in an error.
pub(super) fn classify(
    operation: &Metadata,
    response: HttpResponse<'_>,
    reading: Reading,
    now: UnixMillis,
    private: &Private<'_>,
) -> Result<Accepted, Refusal> {
    let status = response.status;
    let retry_after = response.header("retry-after").map(str::to_owned);
    // The `Date` of a cached response is out of date (RFC 9111 §5.1).
    let date_ms =
        response.header("date").filter(|_| response.header("age").is_none()).and_then(parse_http_date);
    let Read { body, is_repaired, opened: Opened { fields, content } } =
        read(operation, response.body, reading);
    let error = match (status, content) {
        (200..300, Ok((index, place))) => {
            return Ok(Accepted { body, is_repaired, index, place, request_id: fields.request_id });
        }
        (200..300, Err(error)) => Some(error),
        (401 | 403, ..) => Some(BodyError::Unauthenticated),
        _ => None,
    };
    let service_now = date_ms.map_or(now, UnixMillis);
    let retry_after = retry_after.filter(|_| error.is_none());
    let is_refusal = matches!(error, Some(BodyError::Rejected | BodyError::Unauthenticated));
    let mut times = [date_ms, fields.time_ms].into_iter().flatten();
    let service_ms = times.find(|ms| is_refusal && *ms >= EARLIEST_MS);
    let safe = |text: Option<String>, hide| {
        text.map(|text| clean(&text, hide, private)).filter(|text| !text.is_empty())
    };
    let reply = Box::new(Reply {
        provider: operation.provider,
        status,
        provider_code: fields.code,
        provider_text: safe(fields.text, Hide::Identifiers),
        request_id: safe(fields.request_id, Hide::Nothing),
        retry_after_ms: retry_after.and_then(|value| retry_after_ms(&value, service_now)),
    });
    let is_repeatable = operation.retry_safety == RetrySafety::Idempotent;
    let malformed = |reply, path, detail| LookupError::MalformedResponse { reply, path, detail };
    let error = Box::new(match error {
        None if status == 429 => LookupError::RateLimited { reply, retryable: is_repeatable },
        None => {
            let retryable = is_repeatable && matches!(status, 408 | 500 | 502 | 503 | 504);
            LookupError::HttpStatus { reply, retryable }
        }
        Some(BodyError::Rejected) => LookupError::Rejected { reply },
        Some(BodyError::Unauthenticated) => LookupError::Unauthenticated { reply },
        Some(BodyError::NotJson(error)) => malformed(reply, String::new(), error.as_str()),
        Some(BodyError::Malformed(path)) => malformed(reply, path, "missing or of the wrong type"),
    });
    Err(Refusal { error, service_ms })
}

/// A body after it has been read.
struct Read {
    body: String,
    is_repaired: bool,
    opened: Opened,
}

/// Reads a body. If characters inside its strings are broken, repairs the body and reads it once more, so that one
/// broken character does not make all records unreadable.
fn read(operation: &Metadata, bytes: Vec<u8>, reading: Reading) -> Read {
    let (body, is_repaired) = match String::from_utf8(bytes) {
        Ok(body) => (body, false),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
    };
    let opened = operation.envelope.open(&body, reading);
    if let Err(BodyError::NotJson(JsonError::Syntax | JsonError::Escape)) = opened.content {
        let repaired = repair(&body);
        if repaired != body {
            let opened = operation.envelope.open(&repaired, reading);
            return Read { body: repaired, is_repaired: true, opened };
        }
    }
    Read { body, is_repaired, opened }
}
