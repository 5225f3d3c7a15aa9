//! A machine that writes down what happens to it.

use super::script::{self, Action, Gives, Headers, LISTS, Lists, Request, Script, Shown, State, Step};
use crate::simulation::{self, BASE_URL, CODE, Many, Proof, Setup, Single, TOKEN, USER_ID};
use mingpian::providers::quanshi;
use mingpian::{
    Batch, Call, Endpoint, HttpResponse, LookupError, Machine, Output, Page, Progress, RequestId,
    RetryPolicy, ShownRequest, TransportErrorKind, UnixMillis,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What hosts see of a machine beside its answers.
pub(super) trait Observed: Machine {
    fn shown(&self, id: RequestId) -> Option<ShownRequest>;

    /// How it stands, with what it awaits of these ids.
    fn state(&self, ids: &BTreeSet<u32>) -> State;
}

/// The state of many identifiers.
pub(super) fn state_of_many(machine: &impl Many, clock_offset_ms: i64, ids: &BTreeSet<u32>) -> State {
    let Progress { done, total } = machine.progress();
    State {
        clock_offset_ms: Some(clock_offset_ms),
        progress: Some((done, total)),
        wants: Some(std::array::from_fn(|list| machine.wants(list))),
        awaits: Some(ids.iter().copied().filter(|id| machine.awaits(RequestId(*id))).collect()),
        stopped: machine.stopped().map(script::error),
    }
}

impl Observed for Batch<quanshi::GetUsersByEmailsMobiles> {
    fn shown(&self, id: RequestId) -> Option<ShownRequest> {
        self.shown_request(id)
    }

    fn state(&self, ids: &BTreeSet<u32>) -> State {
        state_of_many(self, self.clock_offset().0, ids)
    }
}

impl<E: Endpoint> Observed for Call<E> {
    fn shown(&self, _id: RequestId) -> Option<ShownRequest> {
        self.shown_request()
    }

    fn state(&self, _ids: &BTreeSet<u32>) -> State {
        State { clock_offset_ms: Some(self.clock_offset().0), ..State::default() }
    }
}

/// The run of this seed, if it is of this kind and its machine can be made of a job: jobs hold no secret key.
pub(super) fn script(kind: &str, seed: u64) -> Option<Script> {
    let mut job = Value::Null;
    match kind {
        "dmtz-call" => {
            let (_, mut recorder) = simulation::single(seed, Single::Code, |retry| {
                job = json!({ "settings": settings(retry), "input": { "code": CODE } });
                Recorder::of_call(simulation::code_call(retry), |call| result(call, |user| json!(user)))
            });
            recorder.take_result();
            Some(recorder.script(seed, job))
        }
        "mysoft-call" => {
            let (_, mut recorder) = simulation::single(seed, Single::Employee, |retry| {
                job = json!({ "settings": settings(retry), "input": { "wzsUserId": USER_ID } });
                job["auth"] = json!({ "accessToken": TOKEN });
                Recorder::of_call(simulation::employee_call(retry), |call| result(call, |user| json!(user)))
            });
            recorder.take_result();
            Some(recorder.script(seed, job))
        }
        "quanshi-call" => {
            let (_, mut recorder) = simulation::lookup(seed, |setup, question| {
                job = quanshi_job(setup);
                let lists = Lists {
                    emails: question.emails.clone(),
                    mobiles: question.mobiles.clone(),
                    login_names: question.login_names.clone(),
                };
                job["input"] = json!(lists);
                Recorder::of_call(setup.call(question), move |call| {
                    let asked: Vec<_> = lists.all().into_iter().flatten().collect();
                    result(call, |users| script::users(&asked, users))
                })
            });
            recorder.take_result();
            job["auth"].is_object().then(|| recorder.script(seed, job))
        }
        _ => {
            let (_, recorder) = simulation::batch(seed, |setup| {
                job = quanshi_job(setup);
                job["settings"]["maxInFlight"] = setup.policy.max_in_flight.into();
                Recorder::new(setup.batch())
            });
            let auth = if kind == "quanshi-batch-token" { "token" } else { "delegated" };
            job["auth"].get(auth).is_some().then(|| recorder.script(seed, job))
        }
    }
    .map(|mut script| {
        script.job["baseUrl"] = BASE_URL.into();
        script
    })
}

fn result<E: Endpoint>(call: &Call<E>, value: impl FnOnce(&E::Response) -> Value) -> Outcome {
    call.result().unwrap().map(value).map_err(Clone::clone)
}

/// The settings of a policy, which is the default's but for these.
fn settings(retry: RetryPolicy) -> Value {
    assert_eq!(retry, RetryPolicy { max_attempts: retry.max_attempts, ..RetryPolicy::default() });
    json!({ "maxAttempts": retry.max_attempts })
}

/// The job of a machine of Quanshi's.
fn quanshi_job(Setup { proof, policy, offset }: Setup) -> Value {
    let mut settings = settings(policy.retry);
    if offset.0 != 0 {
        settings["clockOffsetMs"] = offset.0.into();
    }
    let auth = match proof {
        Proof::CheckSum => Value::Null,
        Proof::Delegated => json!({ "delegated": true }),
        Proof::Token => json!({ "token": TOKEN }),
    };
    json!({ "settings": settings, "auth": auth })
}

/// What a call ends with.
pub(super) type Outcome = Result<Value, LookupError>;
type Take<M> = Box<dyn Fn(&M) -> Outcome>;

/// Passes everything on, and keeps it.
pub(super) struct Recorder<M> {
    pub(super) machine: M,
    /// The result of a call that has ended.
    result: Option<Take<M>>,
    first: State,
    /// What was done, what it gave, and how the machine stood then.
    events: Vec<(Action, Option<Gives>, State)>,
    ids: BTreeSet<u32>,
    ended: BTreeSet<usize>,
}

impl<M: Observed> Recorder<M> {
    pub(super) fn new(machine: M) -> Self {
        let ids = BTreeSet::new();
        let first = machine.state(&ids);
        Self { machine, result: None, first, events: Vec::new(), ids, ended: BTreeSet::new() }
    }

    pub(super) fn of_call(machine: M, result: impl Fn(&M) -> Outcome + 'static) -> Self {
        Self { result: Some(Box::new(result)), ..Self::new(machine) }
    }

    pub(super) fn note(&mut self, action: Action, gives: Option<Gives>) {
        let state = self.machine.state(&self.ids);
        self.events.push((action, gives, state));
    }

    pub(super) fn note_page(&mut self, page: Option<&Page<quanshi::Users>>) {
        self.note(Action::TakePage {}, Some(Gives::Page(page.map(script::page))));
    }

    pub(super) fn take_result(&mut self) {
        let gives = self.outcome();
        self.note(Action::TakeResult {}, gives);
    }

    /// The result of a call.
    fn outcome(&self) -> Option<Gives> {
        let result = self.result.as_ref()?(&self.machine);
        Some(result.map_or_else(|error| Gives::Error(script::error(&error)), Gives::Value))
    }

    /// What was recorded.
    pub(super) fn script(self, seed: u64, job: Value) -> Script {
        let mut before = self.first.clone();
        let step = |(action, gives, now): (Action, Option<Gives>, State)| {
            let state = now.since(&before);
            before = now;
            Step { action, gives, state }
        };
        let steps = self.events.into_iter().map(step).collect();
        Script { seed, job, state: self.first, steps }
    }

    fn gives(&mut self, output: &Output) -> Gives {
        match output {
            Output::Transmit { id, request } => {
                self.ids.insert(id.0);
                let shown = self.machine.shown(*id).unwrap();
                let request = Request::of(request.method, &request.url, &request.headers, &request.body);
                let shown = Request::of(shown.method, &shown.url, &shown.headers, &shown.body);
                Gives::Send { id: id.0, shown: Shown::instead_of(&request, shown), request }
            }
            Output::Authorize { id, params } => {
                self.ids.insert(id.0);
                Gives::Authorize { id: id.0, time: params.time.0, nonce: params.nonce.as_str().to_owned() }
            }
            Output::Wait(time) => {
                Gives::Wait { ms: time.map(|time| u64::try_from(time.as_millis()).unwrap()) }
            }
            Output::Finished => Gives::Finished {},
        }
    }
}

fn owned(headers: &[(&str, &str)]) -> Headers {
    headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl<M: Observed> Machine for Recorder<M> {
    fn poll_output(&mut self, now: UnixMillis, random: [u8; 16]) -> Output {
        let output = self.machine.poll_output(now, random);
        let gives = self.gives(&output);
        self.note(Action::Poll { now_ms: now.0, random_hex: hex::encode(random) }, Some(gives));
        output
    }

    fn handle_response(&mut self, id: RequestId, now: UnixMillis, response: &HttpResponse<'_>) {
        self.machine.handle_response(id, now, response);
        let HttpResponse { status, headers, body } = *response;
        let text = std::str::from_utf8(body);
        self.note(
            Action::Response {
                id: id.0,
                now_ms: now.0,
                status,
                headers: owned(headers),
                body: text.ok().map(str::to_owned),
                body_hex: text.is_err().then(|| hex::encode(body)),
            },
            None,
        );
    }

    fn handle_failure(&mut self, id: RequestId, kind: TransportErrorKind) {
        self.machine.handle_failure(id, kind);
        self.note(Action::Failure { id: id.0, kind: kind.as_str().to_owned() }, None);
    }

    fn handle_authorization(&mut self, id: RequestId, headers: Option<&[(&str, &str)]>) {
        self.machine.handle_authorization(id, headers);
        self.note(Action::Authorization { id: id.0, headers: headers.map(owned) }, None);
    }

    fn awaits(&self, id: RequestId) -> bool {
        self.machine.awaits(id)
    }

    fn cancel(&mut self) {
        self.machine.cancel();
        // A call has ended now, whatever its next poll.
        self.note(Action::Cancel {}, self.outcome());
    }
}

impl<M: Observed + Many> Many for Recorder<M> {
    fn push(&mut self, list: usize, identifier: &str) -> Result<(), LookupError> {
        let pushed = self.machine.push(list, identifier);
        let mut lists = match self.events.pop() {
            // What is pushed into a list without a pause is one event.
            Some((Action::Push(lists), None, _)) if !lists.all()[list].is_empty() => lists,
            last => {
                self.events.extend(last);
                Lists::default()
            }
        };
        lists.all_mut()[list].push(identifier.to_owned());
        self.note(Action::Push(lists), None);
        pushed
    }

    fn wants(&self, list: usize) -> usize {
        self.machine.wants(list)
    }

    fn end(&mut self, list: usize) {
        self.machine.end(list);
        // The simulation says it at every turn.
        if self.ended.insert(list) {
            self.note(Action::End { list: LISTS[list].to_owned() }, None);
        }
    }

    fn take_page(&mut self) -> Option<Page<quanshi::Users>> {
        let page = self.machine.take_page();
        self.note_page(page.as_ref());
        page
    }

    fn progress(&self) -> Progress {
        self.machine.progress()
    }

    fn stopped(&self) -> Option<&LookupError> {
        self.machine.stopped()
    }
}
