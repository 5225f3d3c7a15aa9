//! Judges an answer: the HTTP status first, then the provider's envelope.

use crate::clock::UnixMillis;
use crate::endpoint::{Operation, RetrySafety, Said};
use crate::error::{LookupError, Reply};
use crate::http::{HttpResponse, UnsignedRequest};
use crate::retry::retry_after_ms;
use crate::scan::{Index, NotJson, Reading};

/// What is wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It is no JSON.
    NotJson(NotJson),
    /// What stands at this path is missing or of another type than documented. Empty for the whole.
    Malformed(String),
    /// The provider says no.
    Rejected,
    /// The provider refuses the credentials.
    Unauthenticated,
}

impl Judgement {
    /// What stands at this path is missing or of another type than documented.
    pub(crate) fn at(path: &str) -> Self {
        Self::Malformed(path.to_owned())
    }
}

/// Tells where the values of an answer stand. `request` is what was sent, as far as it is known: nothing of it
/// may come back in an error.
pub(crate) fn judge(
    operation: &dyn Operation,
    request: &dyn Fn() -> Option<UnsignedRequest>,
    response: &HttpResponse<'_>,
    now: UnixMillis,
    reading: Reading,
) -> Result<Index, LookupError> {
    let facts = operation.facts();
    let status = response.status;
    let judgement = match status {
        200..300 => match operation.index(&response.body, reading) {
            Ok(index) => return Ok(index),
            Err(judgement) => Some(judgement),
        },
        401 | 403 => Some(Judgement::Unauthenticated),
        _ => None,
    };
    let Said { code, text, request_id } = operation.said(&response.body);
    let retry_after = response.header("retry-after").filter(|_| judgement.is_none());
    let mut reply = Box::new(Reply {
        provider: facts.provider,
        status,
        provider_code: code,
        provider_text: text,
        request_id,
        retry_after_ms: retry_after.and_then(|value| retry_after_ms(value, now.0)),
    });
    reply.scrub(request().as_ref());
    let Some(judgement) = judgement else {
        let repeatable = facts.retry_safety == RetrySafety::Idempotent;
        return Err(match status {
            429 => LookupError::RateLimited { reply, retryable: repeatable },
            _ => {
                let retryable = repeatable && matches!(status, 408 | 500 | 502 | 503 | 504);
                LookupError::HttpStatus { reply, retryable }
            }
        });
    };
    Err(match judgement {
        Judgement::Rejected => LookupError::Rejected { reply },
        Judgement::Unauthenticated => LookupError::Unauthenticated { reply },
        Judgement::NotJson(why) => {
            LookupError::MalformedResponse { reply, path: String::new(), detail: why.as_str() }
        }
        Judgement::Malformed(path) => {
            let detail = "missing or of another type than documented";
            LookupError::MalformedResponse { reply, path, detail }
        }
    })
}
