//! The interface through which the module calls its host.

use mingpian::json::writer::{write_string, write_strings};
use mingpian::record::Unreadable;
use mingpian::{Header, LookupError, Metadata, UnixMillis};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// A TypeScript object with a method for each step. A method must not throw or call into the module, because that
    /// would make the lookup unusable.
    #[wasm_bindgen(typescript_type = "object")]
    pub type Host;

    /// Asks to send a request, for the first time or again. Its headers follow.
    #[wasm_bindgen(method)]
    pub fn send(this: &Host, id: u32, attempt: u32, method: &str, url: &str, body: &str);
    /// Passes a request without its secrets. Its headers follow.
    #[wasm_bindgen(method)]
    pub fn redacted(this: &Host, method: &str, url: &str, body: &str);
    /// Adds a header to the request that was passed last.
    #[wasm_bindgen(method)]
    pub fn header(this: &Host, name: &str, value: &str);
    /// Asks for the signature of a request.
    #[wasm_bindgen(method)]
    pub fn sign(this: &Host, id: u32, time: f64, nonce: &str);
    /// Asks for a new token.
    #[wasm_bindgen(method)]
    pub fn renew(this: &Host, id: u32);
    /// Asks to abort a request.
    #[wasm_bindgen(method)]
    pub fn abort(this: &Host, id: u32);
    /// Asks for more identifiers of a list.
    #[wasm_bindgen(method)]
    pub fn feed(this: &Host, list: usize, room: usize);
    /// Passes an answer. `not_found` is a JSON list of strings, and `unreadable` a JSON list of objects. Either is
    /// empty if there are none.
    #[wasm_bindgen(method)]
    pub fn answer(
        this: &Host,
        id: Option<u32>,
        body: &str,
        index: &[u32],
        not_found: &str,
        unreadable: &str,
        request_id: Option<&str>,
    );
    /// Reports that a request of the lookup failed. The error was passed before. `asked` is a question as JSON.
    #[wasm_bindgen(method)]
    pub fn failed(this: &Host, id: Option<u32>, asked: &str);
    /// Asks the host to poll again after `ms` milliseconds.
    #[wasm_bindgen(method)]
    pub fn wait(this: &Host, ms: f64);
    /// Reports that the lookup is over. If it failed, the error was passed before.
    #[wasm_bindgen(method)]
    pub fn done(this: &Host, id: Option<u32>);
    /// Reports that the call was not allowed. The error was passed before.
    #[wasm_bindgen(method)]
    pub fn refuse(this: &Host);
    /// Passes the duration for which the nonce of a signature has to be remembered, in milliseconds. The headers of the
    /// signature follow.
    #[wasm_bindgen(method)]
    pub fn signed(this: &Host, keep_ms: f64);
    /// Passes an error. Its other members follow.
    #[wasm_bindgen(method)]
    pub fn error(this: &Host, code: &str, retryable: bool, message: &str);
    /// Adds a string to the error that was passed last.
    #[wasm_bindgen(method, js_name = errorMember)]
    pub fn error_text(this: &Host, member: &str, text: &str);
    /// Adds a number to the error that was passed last.
    #[wasm_bindgen(method, js_name = errorMember)]
    pub fn error_number(this: &Host, member: &str, number: f64);
}

/// Passes the headers of the request that was passed last.
pub(crate) fn tell_request(host: &Host, headers: &[Header]) {
    for header in headers {
        host.header(header.name, &header.value);
    }
}

/// Passes an error that belongs to the next step. Its members have the same names as in the error's JSON.
pub(crate) fn tell_error(host: &Host, error: &LookupError) {
    host.error(error.code().as_str(), error.retryable(), &error.message());
    let text = |member: &str, text: Option<&str>| {
        if let Some(text) = text {
            host.error_text(member, text);
        }
    };
    let number = |member: &str, number: Option<f64>| {
        if let Some(number) = number {
            host.error_number(member, number);
        }
    };
    text("provider", error.provider());
    if let Some(reply) = error.reply() {
        text("providerText", reply.provider_text.as_deref());
        text("requestId", reply.request_id.as_deref());
        number("status", Some(f64::from(reply.status)));
        number("providerCode", reply.provider_code.map(|code| code as f64));
        number("retryAfterMs", reply.retry_after_ms.map(|ms| ms as f64));
    }
    text("field", error.field());
    text("kind", error.transport_kind().map(|kind| kind.as_str()));
}

/// Returns strings as a JSON list, or an empty string if there are none.
pub(crate) fn strings_json(strings: &[String]) -> String {
    let mut json = String::new();
    if !strings.is_empty() {
        write_strings(&mut json, strings.iter().map(String::as_str));
    }
    json
}

/// Returns the unreadable records as a JSON list, or an empty string if there are none.
pub(crate) fn unreadable_json(unreadable: &[Unreadable]) -> String {
    let size =
        |row: &Unreadable| row.identifier.len() + row.field.len() + "{'identifier':'','field':''},".len();
    let mut json = String::with_capacity(unreadable.iter().map(size).sum());
    for Unreadable { identifier, field } in unreadable {
        json.push_str(if json.is_empty() { "[{\"identifier\":" } else { ",{\"identifier\":" });
        write_string(&mut json, identifier);
        json.push_str(",\"field\":");
        write_string(&mut json, field);
        json.push('}');
    }
    if !json.is_empty() {
        json.push(']');
    }
    json
}

/// Returns the identifiers that an answer covers, as a question in JSON.
pub(crate) fn asked_json(operation: &Metadata, asked: &[Vec<String>]) -> String {
    let mut json = String::from("{");
    for (list, identifiers) in operation.lists.iter().zip(asked) {
        if json.len() > 1 {
            json.push(',');
        }
        write_string(&mut json, list.name);
        json.push(':');
        write_strings(&mut json, identifiers.iter().map(String::as_str));
    }
    json.push('}');
    json
}

/// Converts a JavaScript time, which is a whole number that is not negative and far below 2^53.
pub(crate) fn millis(time: f64) -> UnixMillis {
    UnixMillis(time as u64)
}
