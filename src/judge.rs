//! Judges an answer: the HTTP status first, then the provider's envelope.

use crate::clock::UnixMillis;
use crate::date::parse_http_date;
use crate::endpoint::{Facts, RetrySafety, Said};
use crate::error::{Fault, LookupError, Reply};
use crate::http::{HttpResponse, UnsignedRequest};
use crate::retry::retry_after_ms;
use crate::scan::{Index, NotJson, Reading, Unit};

/// What is wrong with a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// It is no JSON.
    NotJson(NotJson),
    /// What stands where the reader came to is missing or of another type than documented.
    Malformed,
    /// The provider says no.
    Rejected,
    /// The provider refuses the credentials.
    Unauthenticated,
}

/// Why an answer is none.
pub(crate) struct No {
    pub(crate) error: Fault,
    /// What the provider's clock says, if the provider refused and told: the `Date` of an answer that no cache kept
    /// (RFC 9111 §5.1), else the envelope's own.
    pub(crate) provider_ms: Option<u64>,
}

/// Tells where the values of an answer stand. `request` is what was sent: nothing of it may come back in an error.
pub(crate) fn judge(
    facts: &Facts,
    request: &UnsignedRequest,
    response: &HttpResponse<'_>,
    now: UnixMillis,
    reading: Reading,
) -> Result<Box<Index>, No> {
    let status = response.status;
    let mut said = Said::default();
    let judgement = match status {
        200..300 => match facts.envelope.open(response.body, reading, request, &mut said) {
            Ok(index) => return Ok(index),
            Err(judgement) => Some(judgement),
        },
        401 | 403 => Some(Judgement::Unauthenticated),
        _ => None,
    };
    let path = std::mem::take(&mut said.path);
    // Once more, for the provider's words, which are taken from bytes.
    let bytes = Reading { unit: Unit::Bytes, secrets: false };
    let _ = facts.envelope.open(response.body, bytes, request, &mut said);
    let time_ms = said.time_ms;
    let retry_after = response.header("retry-after").filter(|_| judgement.is_none());
    let mut reply = Box::new(Reply {
        provider: facts.provider,
        status,
        provider_code: said.code,
        provider_text: said.text,
        request_id: said.request_id,
        retry_after_ms: retry_after.and_then(|value| retry_after_ms(value, now.0)),
    });
    reply.scrub(request);
    let date = response.header("date").filter(|_| response.header("age").is_none()).and_then(parse_http_date);
    let time_ms = date.or_else(|| u64::try_from(time_ms?).ok());
    let is_refusal = matches!(judgement, Some(Judgement::Rejected | Judgement::Unauthenticated));
    let repeatable = facts.retry_safety == RetrySafety::Idempotent;
    let malformed = |reply, detail| LookupError::MalformedResponse { reply, path, detail };
    let error = Box::new(match judgement {
        None if status == 429 => LookupError::RateLimited { reply, retryable: repeatable },
        None => {
            let retryable = repeatable && matches!(status, 408 | 500 | 502 | 503 | 504);
            LookupError::HttpStatus { reply, retryable }
        }
        Some(Judgement::Rejected) => LookupError::Rejected { reply },
        Some(Judgement::Unauthenticated) => LookupError::Unauthenticated { reply },
        Some(Judgement::NotJson(why)) => malformed(reply, why.as_str()),
        Some(Judgement::Malformed) => malformed(reply, "is missing or of the wrong type"),
    });
    Err(No { error, provider_ms: time_ms.filter(|_| is_refusal) })
}
