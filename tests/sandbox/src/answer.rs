//! Defines the answers of the services, and converts them to response bodies.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use futures_util::stream;
use hyper::body::{Frame, SizeHint};
use serde::Serialize;

use crate::stats::Visit;

/// The answer of a service, or of the real service behind `--upstream`.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// Returns an answer whose body is a JSON document.
    pub(crate) fn json(status: StatusCode, document: &impl Serialize) -> Self {
        // Serializing these documents cannot fail: their keys are strings, and their numbers are finite.
        Self::text(status, "application/json", serde_json::to_vec(document).unwrap_or_default())
    }

    /// Returns an answer whose body has the given content type.
    pub(crate) fn text(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))]);
        Self { status, headers, body: body.into() }
    }
}

/// A body that is generated while it is sent: `head`, then `padding` letters, then `tail`.
pub(crate) struct Padded {
    pub(crate) head: Bytes,
    pub(crate) padding: u64,
    pub(crate) tail: Bytes,
}

impl Padded {
    /// Returns the length in bytes.
    pub(crate) fn len(&self) -> u64 {
        // A usize has at most 64 bits.
        let [head, tail] =
            [&self.head, &self.tail].map(|bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        head.saturating_add(self.padding).saturating_add(tail)
    }

    /// Returns the response body. With `stop_after`, the body breaks the connection after that many bytes.
    pub(crate) fn into_body(self, stop_after: Option<u64>) -> Body {
        let allowance = stop_after.unwrap_or(u64::MAX);
        Body::from_stream(stream::unfold((self, allowance), move |(mut rest, allowance)| async move {
            if allowance == 0 {
                // The bytes written so far have to leave before the connection breaks.
                tokio::time::sleep(FLUSH).await;
                return Some((Err(io::Error::other("broken on purpose")), (Self::empty(), 0)));
            }
            let mut chunk = rest.next_chunk()?;
            chunk.truncate(usize::try_from(allowance).unwrap_or(usize::MAX));
            let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            Some((Ok(chunk), (rest, allowance - length)))
        }))
    }

    fn next_chunk(&mut self) -> Option<Bytes> {
        static LETTERS: [u8; 64 * 1024] = [b'x'; 64 * 1024];
        if !self.head.is_empty() {
            return Some(std::mem::take(&mut self.head));
        }
        if self.padding > 0 {
            let mut letters = Bytes::from_static(&LETTERS);
            letters.truncate(usize::try_from(self.padding).unwrap_or(usize::MAX));
            self.padding -= u64::try_from(letters.len()).unwrap_or_default();
            return Some(letters);
        }
        (!self.tail.is_empty()).then(|| std::mem::take(&mut self.tail))
    }

    fn empty() -> Self {
        Self { head: Bytes::new(), padding: 0, tail: Bytes::new() }
    }
}

/// The time to wait for written bytes to leave: long enough for a loopback write, and short enough for a test.
const FLUSH: Duration = Duration::from_millis(20);

/// A body that finishes its visit when it has been written completely, or when this side breaks it.
pub(crate) struct Watched {
    body: Body,
    visit: Visit,
}

impl Watched {
    pub(crate) fn new(body: Body, mut visit: Visit) -> Self {
        if body.is_end_stream() {
            visit.finish();
        }
        Self { body, visit }
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if self.body.is_end_stream() || !matches!(frame, Some(Ok(_))) {
            self.visit.finish();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    fn padded(padding: u64) -> Padded {
        Padded { head: Bytes::from_static(b"{\""), padding, tail: Bytes::from_static(b"\"}") }
    }

    #[tokio::test]
    async fn a_padded_body_has_the_length_it_says() {
        for padding in [0, 1, 65_536, 65_537, 200_000] {
            let length = padded(padding).len();
            let body = padded(padding).into_body(None).collect().await.unwrap().to_bytes();
            assert_eq!(u64::try_from(body.len()).unwrap(), length);
            assert!(body.starts_with(b"{\"") && body.ends_with(b"\"}"));
        }
    }

    #[tokio::test]
    async fn a_broken_body_stops_where_it_should() {
        let whole = Padded { head: Bytes::from_static(b"whole"), ..Padded::empty() };
        for (padded, stop_after) in [(padded(100_000), 70_000), (whole, 3)] {
            assert_eq!(broken_length(padded.into_body(Some(stop_after))).await, stop_after);
        }
    }

    async fn broken_length(mut body: Body) -> u64 {
        let mut length = 0;
        loop {
            match body.frame().await.unwrap() {
                Ok(frame) => length += u64::try_from(frame.into_data().unwrap().len()).unwrap(),
                Err(error) => {
                    assert_eq!(error.to_string(), "broken on purpose");
                    return length;
                }
            }
        }
    }
}
