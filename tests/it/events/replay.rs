//! Does to a machine made of a job, with bodies and indexes for answers, what a script says, and compares each step.

use super::record::{Observed, Outcome, Recorder, state_of_many};
use super::script::{self, Action, Headers, LISTS, Lists, Script, State};
use crate::simulation::Many;
use mingpian::job::{self, FromJob};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::scan::{Index, Unit};
use mingpian::{
    Endpoint, HttpResponse, IndexedBatch, IndexedCall, LookupError, Machine, Output, Page, Partition,
    Progress, RequestId, ShownRequest, TransportErrorKind, UnixMillis,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn run(kind: &str, script: &Script) {
    // Batches have no input.
    let asked = script.job.get("input").and_then(|input| serde_json::from_value::<Lists>(input.clone()).ok());
    let asked = asked.unwrap_or_default();
    let again = match kind {
        "dmtz-call" => call::<dmtz::GetUserInfo>(script, |index, body| {
            json!(dmtz::GetUserInfo::default().response(index, body))
        }),
        "mysoft-call" => call::<mysoft::GetUserInfo>(script, |index, body| {
            json!(mysoft::GetUserInfo::default().response(index, body))
        }),
        "quanshi-call" => call::<quanshi::GetUsersByEmailsMobiles>(script, move |index, body| {
            let identifiers = asked.all().map(Clone::clone).to_vec();
            let endpoint = quanshi::GetUsersByEmailsMobiles::from_lists(identifiers);
            let asked: Vec<_> = asked.all().into_iter().flatten().collect();
            script::users(&asked, &endpoint.response(index, body))
        }),
        _ => {
            let job = script.job.to_string();
            let batch = job::indexed_batch::<quanshi::GetUsersByEmailsMobiles>(&job, Unit::Bytes).unwrap();
            let mut recorder = Recorder::new(Indexed { batch, bodies: BTreeMap::new() });
            for step in &script.steps {
                match &step.action {
                    Action::Push(lists) => {
                        let input = serde_json::to_string(lists).unwrap();
                        // What is refused stops the batch, and is part of its state.
                        drop(recorder.machine.batch.push_json(&input));
                        recorder.note(Action::Push(lists.clone()), None);
                    }
                    Action::End { list } => {
                        let list = LISTS.iter().position(|name| name == list).unwrap();
                        recorder.end(list);
                    }
                    Action::TakePage {} => drop(recorder.take_page()),
                    action => drive(&mut recorder, action),
                }
            }
            recorder.script(script.seed, script.job.clone())
        }
    };
    assert_eq!(again.state, script.state, "{kind}, seed {}", script.seed);
    for (at, (step, again)) in script.steps.iter().zip(&again.steps).enumerate() {
        assert_eq!(again, step, "{kind}, seed {}, step {at}", script.seed);
    }
    assert_eq!(again.steps.len(), script.steps.len());
}

/// Does to a call what a script says.
fn call<E: FromJob>(script: &Script, read: impl Fn(Index, &[u8]) -> Value + 'static) -> Script {
    let job = script.job.to_string();
    let call = job::indexed_call::<E>(&job, Unit::Bytes).unwrap();
    let mut recorder = Recorder::of_call(Single { call, body: None }, move |single| single.result(&read));
    for step in &script.steps {
        match &step.action {
            Action::TakeResult {} => recorder.take_result(),
            action => drive(&mut recorder, action),
        }
    }
    recorder.script(script.seed, script.job.clone())
}

/// Does what all machines can have done.
fn drive(machine: &mut impl Machine, action: &Action) {
    fn borrowed(headers: &Headers) -> Vec<(&str, &str)> {
        headers.iter().map(|(name, value)| (&**name, &**value)).collect()
    }
    match action {
        Action::Poll { now_ms, random_hex } => {
            let mut random = [0; 16];
            hex::decode_to_slice(random_hex, &mut random).unwrap();
            drop(machine.poll_output(UnixMillis(*now_ms), random));
        }
        Action::Response { id, now_ms, status, headers, body, body_hex } => {
            let bytes = match (body, body_hex) {
                (Some(text), None) => text.clone().into_bytes(),
                (None, Some(digits)) => hex::decode(digits).unwrap(),
                _ => panic!("a response has one body"),
            };
            let response = HttpResponse { status: *status, headers: &borrowed(headers), body: &bytes };
            machine.handle_response(RequestId(*id), UnixMillis(*now_ms), &response);
        }
        Action::Failure { id, kind } => {
            let kinds = [
                TransportErrorKind::Offline,
                TransportErrorKind::Refused,
                TransportErrorKind::Timeout,
                TransportErrorKind::Interrupted,
            ];
            let kind = kinds.into_iter().find(|other| other.as_str() == kind).unwrap();
            machine.handle_failure(RequestId(*id), kind);
        }
        Action::Authorization { id, headers } => {
            let headers = headers.as_ref().map(borrowed);
            machine.handle_authorization(RequestId(*id), headers.as_deref());
        }
        Action::Cancel {} => machine.cancel(),
        other => panic!("no machine can have this done: {other:?}"),
    }
}

macro_rules! passes_on {
    ($machine:ident) => {
        fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
            self.$machine.poll_output(now, random)
        }

        fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
            self.$machine.handle_failure(id, kind);
        }

        fn handle_authorization(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
            self.$machine.handle_authorization(id, headers);
        }

        fn awaits(&self, id: RequestId) -> bool {
            self.$machine.awaits(id)
        }

        fn cancel(&mut self) {
            self.$machine.cancel();
        }
    };
}

/// A call, and the body that its index points into.
struct Single {
    call: IndexedCall,
    body: Option<Vec<u8>>,
}

impl Machine for Single {
    passes_on!(call);

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        self.call.handle_response(id, now, response);
        if self.call.index().is_some() {
            self.body.get_or_insert_with(|| response.body.to_owned());
        }
    }
}

impl Single {
    fn result(&self, read: impl FnOnce(Index, &[u8]) -> Value) -> Outcome {
        match (self.call.error(), self.call.index(), &self.body) {
            (Some(error), ..) => Err(error.clone()),
            (None, Some(index), Some(body)) => Ok(read(index.clone(), body)),
            _ => panic!("neither a result nor an error"),
        }
    }
}

impl Observed for Single {
    fn shown(&self, _id: RequestId) -> Option<ShownRequest> {
        self.call.shown_request()
    }

    fn state(&self, _ids: &BTreeSet<u32>) -> State {
        State { clock_offset_ms: Some(self.call.clock_offset().0), ..State::default() }
    }
}

/// A batch, and the bodies that its pages' indexes point into.
struct Indexed {
    batch: IndexedBatch,
    bodies: BTreeMap<RequestId, Vec<u8>>,
}

impl Machine for Indexed {
    passes_on!(batch);

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        self.batch.handle_response(id, now, response);
        if self.batch.last_page().is_some_and(|page| page.id == Some(id) && page.result.is_ok()) {
            self.bodies.entry(id).or_insert_with(|| response.body.to_owned());
        }
    }
}

impl Observed for Indexed {
    fn shown(&self, id: RequestId) -> Option<ShownRequest> {
        self.batch.shown_request(id)
    }

    fn state(&self, ids: &BTreeSet<u32>) -> State {
        state_of_many(self, self.batch.clock_offset().0, ids)
    }
}

impl Many for Indexed {
    fn push(&mut self, list: usize, identifier: &str) -> Result<(), LookupError> {
        self.batch.push(list, identifier)
    }

    fn wants(&self, list: usize) -> usize {
        self.batch.wants(list)
    }

    fn end(&mut self, list: usize) {
        self.batch.end(list);
    }

    fn take_page(&mut self) -> Option<Page<quanshi::Users>> {
        let Page { identifiers, result, id } = self.batch.take_page()?;
        let read = |index: Index| {
            let endpoint = quanshi::GetUsersByEmailsMobiles::from_lists(identifiers.clone());
            endpoint.response(index, &self.bodies.remove(&id.unwrap()).unwrap())
        };
        let result = result.map(read);
        Some(Page { identifiers, result, id })
    }

    fn progress(&self) -> Progress {
        self.batch.progress()
    }

    fn stopped(&self) -> Option<&LookupError> {
        self.batch.stopped()
    }
}
