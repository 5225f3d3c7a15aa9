//! Records what happens to a lookup.

use super::script::{Action, Event, Gives, Headers, Redacted, Request, Script};
use crate::simulation::{self, Kind, Machine};
use crate::vectors::error_value;
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::record::{Answers, FromAnswer, Raw};
use mingpian::{
    Answer, ClockOffset, HttpResponse, Lookup, Progress, RedactedRequest, RequestId, SecretString, Step,
    TransportErrorKind, UnixMillis,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Records the run of a seed.
pub(super) fn script(kind: Kind, seed: u64) -> Script {
    let mut document = Value::Null;
    let (_, recorder) = simulation::run(kind, seed, |given| {
        document = given.clone();
        Recorder::new(simulation::open(kind, given))
    });
    let Recorder { first, events, .. } = recorder;
    let (provider, operation) = (kind.provider().to_owned(), kind.operation().to_owned());
    Script { seed, provider, operation, document, progress: first, steps: events }
}

/// A lookup that records every call and its result.
pub(super) struct Recorder {
    lookup: Lookup,
    first: (u64, u64),
    progress: (u64, u64),
    offset: i64,
    pub(super) events: Vec<Event>,
}

impl Recorder {
    pub(super) fn new(lookup: Lookup) -> Self {
        let Progress { done, total } = lookup.progress();
        let offset = lookup.clock_offset().0;
        Self { lookup, first: (done, total), progress: (done, total), offset, events: Vec::new() }
    }

    fn note(&mut self, action: Action, gives: Option<Gives>) {
        let Progress { done, total } = self.lookup.progress();
        let progress = Some((done, total)).filter(|now| *now != self.progress);
        let offset = Some(self.lookup.clock_offset().0).filter(|now| *now != self.offset);
        self.progress = progress.unwrap_or(self.progress);
        self.offset = offset.unwrap_or(self.offset);
        self.events.push(Event { action, gives, progress, clock_offset_ms: offset });
    }

    fn gives(&self, step: &Step) -> Gives {
        match step {
            Step::Send { id, attempt, request } => {
                let redacted = self.lookup.redacted_request(*id).unwrap();
                let request = Request::of(request.method, &request.url, &request.headers, &request.body);
                let redacted = Request::of(redacted.method, &redacted.url, &redacted.headers, &redacted.body);
                let redacted = Redacted::instead_of(&request, redacted);
                Gives::Send { id: id.0, attempt: *attempt, redacted, request }
            }
            Step::Sign { id, params } => {
                Gives::Sign { id: id.0, time: params.time.0, nonce: params.nonce.as_str().to_owned() }
            }
            Step::Renew { id } => Gives::Renew { id: id.0 },
            Step::Abort { id } => Gives::Abort { id: id.0 },
            Step::Feed { list, room } => Gives::Feed { list: *list, room: *room },
            Step::Answer(answer) => self.answer(answer),
            Step::Wait(time) => Gives::Wait { ms: time.map(|time| u64::try_from(time.as_millis()).unwrap()) },
            Step::Done { id, result } => {
                Gives::Done { id: id.map(|id| id.0), error: result.as_ref().err().map(error_value) }
            }
        }
    }

    fn answer(&self, answer: &Answer) -> Gives {
        let operation = self.lookup.operation();
        let mut value = Map::new();
        if let Some(id) = answer.id {
            value.insert("id".to_owned(), id.0.into());
        }
        match answer.raw() {
            Err(error) => {
                let lists = operation.lists.iter().zip(answer.asked());
                let asked: Map<_, _> =
                    lists.map(|(list, asked)| (list.name.to_owned(), json!(asked))).collect();
                value.insert("asked".to_owned(), asked.into());
                value.insert("error".to_owned(), error_value(error));
                Gives::Failed(value.into())
            }
            Ok(raw) => {
                match operation.provider {
                    dmtz::NAME => drop(value.insert("record".to_owned(), record::<dmtz::User>(raw))),
                    mysoft::NAME => drop(value.insert("record".to_owned(), record::<mysoft::UserInfo>(raw))),
                    _ => value.extend(answers(raw, answer.asked())),
                }
                Gives::Answer(value.into())
            }
        }
    }
}

fn record<R: FromAnswer + serde::Serialize>(raw: &Raw) -> Value {
    json!(R::from_answer(raw.clone()))
}

/// Returns the members of an answer by identifier. Accounts are in the order in which they were asked for.
fn answers(raw: &Raw, asked: &[Vec<String>]) -> Map<String, Value> {
    let answers = Answers::<quanshi::Account>::from_answer(raw.clone());
    let mut seen = BTreeSet::new();
    let asked = asked.iter().flatten().filter(|identifier| seen.insert(identifier.as_str()));
    let found: Vec<_> = asked.filter_map(|identifier| answers.found.get_key_value(identifier)).collect();
    assert_eq!(found.len(), answers.found.len());
    let value = json!({
        "found": found,
        "notFound": answers.not_found,
        "unreadable": answers.unreadable,
        "unasked": answers.unasked.iter().collect::<Vec<_>>(),
    });
    let Value::Object(mut value) = value else { panic!() };
    if let Some(request_id) = answers.request_id {
        value.insert("requestId".to_owned(), request_id.into());
    }
    value
}

fn owned(headers: &[(&str, &str)]) -> Headers {
    headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl Machine for Recorder {
    fn poll(&mut self, now: UnixMillis, random: [u8; 16], takes_answer: bool) -> Step {
        let step = self.lookup.poll(now, random, takes_answer);
        let gives = self.gives(&step);
        let action = Action::Poll { now_ms: now.0, random_hex: hex::encode(random), takes_answer };
        self.note(action, Some(gives));
        step
    }

    fn feed(&mut self, list: usize, identifiers: Vec<String>, ends: bool) {
        self.lookup.feed(list, identifiers.clone(), ends);
        self.note(Action::Feed { list, identifiers, ends }, None);
    }

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: HttpResponse<'_>) -> bool {
        let text = std::str::from_utf8(&response.body).ok();
        let action = Action::Response {
            id: id.0,
            now_ms: now.0,
            status: response.status,
            headers: owned(response.headers),
            body: text.map(str::to_owned),
            body_hex: if text.is_none() { Some(hex::encode(&response.body)) } else { None },
        };
        let is_accepted = self.lookup.handle_response(id, now, response);
        self.note(action, Some(Gives::Accepted(is_accepted)));
        is_accepted
    }

    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        self.lookup.handle_failure(id, kind);
        self.note(Action::Failure { id: id.0, kind: kind.as_str().to_owned() }, None);
    }

    fn handle_signature(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
        self.lookup.handle_signature(id, headers);
        self.note(Action::Signature { id: id.0, headers: headers.map(owned) }, None);
    }

    fn handle_renewal(&mut self, id: RequestId, token: Option<SecretString>) {
        let text = token.as_ref().map(|token| token.expose_secret().to_owned());
        self.lookup.handle_renewal(id, token);
        self.note(Action::Renewal { id: id.0, token: text }, None);
    }

    fn cancel(&mut self) {
        self.lookup.cancel();
        self.note(Action::Cancel {}, None);
    }

    fn progress(&self) -> Progress {
        self.lookup.progress()
    }

    fn clock_offset(&self) -> ClockOffset {
        self.lookup.clock_offset()
    }

    fn redacted_request(&self, id: RequestId) -> Option<RedactedRequest> {
        self.lookup.redacted_request(id)
    }
}
