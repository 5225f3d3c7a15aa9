//! The format of a script in its file. `tests/vectors/README.md` documents it.

use mingpian::Header;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Names and values, in order.
pub(super) type Headers = Vec<(String, String)>;

#[derive(Deserialize)]
pub(super) struct File {
    pub(super) scripts: Vec<Script>,
}

/// A lookup and its events.
#[derive(Serialize, Deserialize)]
pub(super) struct Script {
    /// The seed of the simulation.
    pub(super) seed: u64,
    pub(super) provider: String,
    pub(super) operation: String,
    /// The document that opens the lookup.
    pub(super) document: Value,
    /// The progress at the beginning.
    pub(super) progress: (u64, u64),
    pub(super) steps: Vec<Event>,
}

/// An action on a lookup, and the result.
#[derive(Serialize, Deserialize, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    #[serde(rename = "do")]
    pub(super) action: Action,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) gives: Option<Gives>,
    /// The progress after the action, if it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) progress: Option<(u64, u64)>,
    /// How far the service's clock is ahead after the action, if that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) clock_offset_ms: Option<i64>,
}

/// An action on a lookup.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(super) enum Action {
    Poll {
        now_ms: u64,
        random_hex: String,
        takes_answer: bool,
    },
    Feed {
        list: usize,
        identifiers: Vec<String>,
        ends: bool,
    },
    Response {
        id: u32,
        now_ms: u64,
        status: u16,
        headers: Headers,
        /// The body, if it is UTF-8.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
        /// Any other body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body_hex: Option<String>,
    },
    Failure {
        id: u32,
        kind: String,
    },
    Signature {
        id: u32,
        /// Null if the app's own server refused.
        headers: Option<Headers>,
    },
    Renewal {
        id: u32,
        /// Null if no other token is available.
        token: Option<String>,
    },
    Cancel {},
}

/// The result of an action: the step, or whether a response was accepted.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub(super) enum Gives {
    Send {
        id: u32,
        attempt: u32,
        request: Request,
        /// The members of the redacted request that differ.
        redacted: Redacted,
    },
    Sign {
        id: u32,
        time: u64,
        nonce: String,
    },
    Renew {
        id: u32,
    },
    Abort {
        id: u32,
    },
    Feed {
        list: usize,
        room: usize,
    },
    /// An answer: `id`, and either `record` or `found`, `notFound`, `unreadable`, `unasked`, and `requestId`.
    Answer(Value),
    /// A failed request: `id`, `asked`, and `error`.
    Failed(Value),
    Wait {
        /// The duration of the wait. Null means until something is reported.
        ms: Option<u64>,
    },
    Done {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<Value>,
    },
    Accepted(bool),
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Headers,
    pub(super) body: String,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub(super) struct Redacted {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) headers: Option<Headers>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<String>,
}

impl Request {
    pub(super) fn of(method: &str, url: &str, headers: &[Header], body: &str) -> Self {
        let headers = headers.iter().map(|header| (header.name.to_owned(), header.value.clone())).collect();
        Self { method: method.to_owned(), url: url.to_owned(), headers, body: body.to_owned() }
    }
}

impl Redacted {
    /// Returns the members of a redacted request that differ from those of the request.
    pub(super) fn instead_of(request: &Request, redacted: Request) -> Self {
        assert_eq!(request.method, redacted.method);
        Self {
            url: (redacted.url != request.url).then_some(redacted.url),
            headers: (redacted.headers != request.headers).then_some(redacted.headers),
            body: (redacted.body != request.body).then_some(redacted.body),
        }
    }
}

/// Prints a file of scripts, with a line for each step.
pub(super) fn print(scripts: &[&Script]) -> String {
    let scripts = scripts.iter().map(|script| {
        let steps = script.steps.iter().map(|step| serde_json::to_string(step).unwrap());
        let steps = steps.collect::<Vec<_>>().join(",\n");
        let Script { seed, provider, operation, document, progress: (done, total), .. } = script;
        format!(
            "{{\"seed\":{seed},\"provider\":\"{provider}\",\"operation\":\"{operation}\",\"document\":{document},\
             \"progress\":[{done},{total}],\"steps\":[\n{steps}\n]}}"
        )
    });
    format!("{{\"scripts\":[\n{}\n]}}\n", scripts.collect::<Vec<_>>().join(",\n"))
}
