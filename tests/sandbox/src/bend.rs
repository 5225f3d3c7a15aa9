//! Applies faults: replaces the answer of a service, or changes it.

use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::answer::{Answer, Padded};
use crate::exchange::Scene;
use crate::fault::{Faults, Huge, RetryAfter};
use crate::request::Asked;
use crate::service::Service;

const BOM: &str = "\u{feff}";

/// Returns the answer that replaces the service's, if the faults ask for one. In that case the service never receives
/// the request, so no nonce is used up and no code is spent.
pub(crate) fn instead(service: Service, scene: &Scene<'_>, asked: &Asked) -> Option<Answer> {
    let Faults { retry_after, redirect, html, status, echo, .. } = scene.faults;
    if let Some(status) = redirect {
        let place = format!("{}/elsewhere?key={}", scene.origin, percent_encode(scene.faults.key()));
        return Some(with_header(Answer::text(*status, "text/plain", ""), header::LOCATION, &place));
    }
    if *html {
        let page = "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Error</h1></body></html>";
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        return Some(Answer::text(status, "text/html; charset=utf-8", page));
    }
    let text = match echo {
        true => format!("refused: {}", asked.confidential(service.0.credential_headers).join(" ")),
        false => "the local services were told to fail".to_owned(),
    };
    if let Some(retry_after) = retry_after {
        let come_back = match retry_after {
            RetryAfter::Seconds(seconds) => seconds.to_string(),
            RetryAfter::Date(seconds) => http_date(scene.now_ms + i64::from(*seconds) * 1000),
        };
        let answer = (service.0.failure)(scene, status.unwrap_or(StatusCode::TOO_MANY_REQUESTS), &text);
        return Some(with_header(answer, header::RETRY_AFTER, &come_back));
    }
    let status = status.or(echo.then_some(StatusCode::OK))?;
    Some((service.0.failure)(scene, status, &text))
}

/// Changes the body of an answer.
pub(crate) fn bend(service: Service, faults: &Faults, mut answer: Answer) -> Answer {
    if faults.wrong_types
        && let Ok(mut document) = serde_json::from_slice(&answer.body)
    {
        (service.0.misshape)(&mut document);
        answer.body = document.to_string().into();
    }
    if let Some(levels) = faults.deep {
        let nesting = format!("\"deep\":{}{},", "[".repeat(levels), "]".repeat(levels));
        answer.body = insert_member(&answer.body, &nesting).into();
    }
    if faults.not_json {
        answer.body = Bytes::from_static(b"success, but this is not JSON");
    }
    if faults.cut {
        answer.body.truncate(middle(&answer.body));
    }
    if faults.bom {
        answer.body = [BOM.as_bytes(), &answer.body].concat().into();
    }
    answer
}

/// Converts an answer to a response: adds the date, pads the body, and makes it break off halfway if asked to.
pub(crate) fn deliver(scene: &Scene<'_>, answer: Answer) -> Response {
    let Answer { status, mut headers, body } = answer;
    let Faults { huge, truncate, clock_ms, .. } = scene.faults;
    // The date of a real service is kept unless the faults ask for a wrong one.
    if *clock_ms != 0 || !headers.contains_key(header::DATE) {
        headers.insert(header::DATE, header_value(&http_date(scene.now_ms)));
    }
    let body = if [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED].contains(&status) {
        Body::empty()
    } else if huge.is_none() && !truncate {
        Body::from(body)
    } else {
        let padded = pad(body, huge.map_or(0, |Huge { bytes, .. }| bytes));
        let length = padded.len();
        if *truncate || !huge.is_some_and(|Huge { chunked, .. }| chunked) {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        padded.into_body(truncate.then_some(length / 2))
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Inserts `member`, which includes its comma, as the first member of a JSON object.
fn insert_member(body: &[u8], member: &str) -> Vec<u8> {
    match body.split_first() {
        Some((b'{', rest)) => [b"{", member.as_bytes(), rest].concat(),
        _ => json!({ "body": String::from_utf8_lossy(body) })
            .to_string()
            .replacen('{', &format!("{{{member}"), 1)
            .into(),
    }
}

/// Pads a body to `bytes`. A JSON object gets an additional member; any other body gets letters in front.
fn pad(body: Bytes, bytes: u64) -> Padded {
    const OPEN: &[u8] = b"\"padding\":\"";
    const SHUT: &[u8] = b"\",";
    let start = if body.starts_with(BOM.as_bytes()) { BOM.len() } else { 0 };
    let (head, tail) = match body.get(start) {
        Some(b'{') if bytes > 0 => {
            let (before, after) = body.split_at(start + 1);
            ([before, OPEN].concat().into(), [SHUT, after].concat().into())
        }
        _ => (Bytes::new(), body),
    };
    let natural = Padded { head, padding: 0, tail };
    Padded { padding: bytes.saturating_sub(natural.len()), ..natural }
}

/// Returns where the first half of a body ends. This is never inside a character.
fn middle(body: &[u8]) -> usize {
    let half = body.len() / 2;
    (half..body.len()).find(|at| body[*at] & 0b1100_0000 != 0b1000_0000).unwrap_or(half)
}

fn with_header(mut answer: Answer, name: header::HeaderName, value: &str) -> Answer {
    answer.headers.insert(name, header_value(value));
    answer
}

/// Converts a date or one of this server's URLs, both of which are always valid in a header.
fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

fn http_date(ms: i64) -> String {
    httpdate::fmt_http_date(
        SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(ms).unwrap_or_default()),
    )
}

fn percent_encode(text: &str) -> impl std::fmt::Display {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_member_goes_first() {
        assert_eq!(insert_member(b"{\"a\":1}", "\"b\":2,"), b"{\"b\":2,\"a\":1}");
        let wrapped: Value = serde_json::from_slice(&insert_member(b"no \"object\"", "\"b\":2,")).unwrap();
        assert_eq!(wrapped, json!({ "b": 2, "body": "no \"object\"" }));
    }

    #[test]
    fn half_a_body_ends_between_characters() {
        let text = "名片名";
        assert_eq!(&text[..middle(text.as_bytes())], "名片");
        assert_eq!(middle(b""), 0);
        assert_eq!(middle(b"abcd"), 2);
    }
}
