//! Replays a script on a lookup, as a binding does, and compares each step.

use super::record::Recorder;
use super::script::{Action, Headers, Script};
use crate::simulation::Machine as _;
use mingpian::json::Unit;
use mingpian::{HttpResponse, RequestId, SecretString, TransportErrorKind, UnixMillis, providers};

pub(super) fn run(name: &str, script: &Script) {
    let document = script.document.to_string();
    let lookup = providers::open(&script.provider, &script.operation, &document, Unit::Bytes).unwrap();
    let mut recorder = Recorder::new(lookup);
    for (at, event) in script.steps.iter().enumerate() {
        act(&mut recorder, &event.action);
        assert_eq!(recorder.events.last(), Some(event), "{name}, seed {}, step {at}", script.seed);
    }
}

fn act(lookup: &mut Recorder, action: &Action) {
    fn borrowed(headers: &Headers) -> Vec<(&str, &str)> {
        headers.iter().map(|(name, value)| (&**name, &**value)).collect()
    }
    match action {
        Action::Poll { now_ms, random_hex, takes_answer } => {
            let mut random = [0; 16];
            hex::decode_to_slice(random_hex, &mut random).unwrap();
            drop(lookup.poll(UnixMillis(*now_ms), random, *takes_answer));
        }
        Action::Feed { list, identifiers, ends } => lookup.feed(*list, identifiers.clone(), *ends),
        Action::Response { id, now_ms, status, headers, body, body_hex } => {
            let body = match (body, body_hex) {
                (Some(text), None) => text.clone().into_bytes(),
                (None, Some(digits)) => hex::decode(digits).unwrap(),
                _ => panic!("a response has one body"),
            };
            let response = HttpResponse { status: *status, headers: &borrowed(headers), body };
            lookup.handle_response(RequestId(*id), UnixMillis(*now_ms), response);
        }
        Action::Failure { id, kind } => {
            lookup.handle_failure(RequestId(*id), TransportErrorKind::from_name(kind).unwrap());
        }
        Action::Signature { id, headers } => {
            let headers = headers.as_ref().map(borrowed);
            lookup.handle_signature(RequestId(*id), headers.as_deref());
        }
        Action::Renewal { id, token } => {
            lookup.handle_renewal(RequestId(*id), token.as_deref().map(SecretString::from));
        }
        Action::Cancel {} => lookup.cancel(),
    }
}
