//! Finds the traits of a script, which ensures that the files contain every kind of event.

use super::script::{Action, Gives, Script};
use crate::simulation::Kind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the traits that the scripts of a kind have to show together.
pub(super) fn wanted(kind: Kind) -> BTreeSet<&'static str> {
    let mut wanted = BTreeSet::from([
        "abort of a request",
        "answer",
        "answer that waits to be taken",
        "body that is malformed",
        "body that is not UTF-8",
        "cancelled in flight",
        "clock set back",
        "credentials refused",
        "failure: interrupted",
        "failure: offline",
        "failure: refused",
        "response after the end",
        "response from a cache",
        "report for an unknown ID",
        "response that never comes",
        "response that comes twice",
        "stays done",
        "status 302",
        "status 429",
        "status 5xx",
        "timeout",
    ]);
    match kind {
        Kind::Code => {
            wanted.extend(["attempt after one that never left", "rejection"]);
            return wanted;
        }
        Kind::Employee => {
            wanted.extend([
                "abort of a renewal",
                "new token",
                "no new token",
                "rejection",
                "response after an abort",
                "several attempts",
            ]);
            return wanted;
        }
        Kind::Whole => wanted.extend([
            "abort of other requests after a failure",
            "identifier in several lists",
            "identifier in several requests",
            "key of another request",
            "several requests",
        ]),
        Kind::Pages => wanted.extend([
            "failed page",
            "failed page beside a good one",
            "failed page of identifiers that were never sent",
            "feeding as asked",
            "feeding at once",
            "identifiers that come again",
            "invalid input",
            "list that ends later",
            "several in flight",
        ]),
    }
    wanted.extend([
        "abort of a signature",
        "clock corrected",
        "clock known before",
        "identifiers not found",
        "new token",
        "no new token",
        "identifiers unreadable",
        "keys that were not asked for",
        "refused signature",
        "request ID",
        "response after an abort",
        "Retry-After in seconds",
        "Retry-After that is a date",
        "second response before the answer is taken",
        "several attempts",
        "signature after an abort",
        "signature with an offset clock",
        "signed by a secret",
        "signed by the app's own server",
        "token",
    ]);
    wanted
}

/// The state that is collected while a script is read.
#[derive(Default)]
struct Known {
    shown: BTreeSet<&'static str>,
    now: u64,
    /// The tasks of the host. True stands for a signature.
    doing: BTreeMap<u32, bool>,
    /// The ID of the renewal, while the host renews the token.
    renewing: Option<u32>,
    sent: BTreeMap<u32, Value>,
    bodies: BTreeMap<String, u32>,
    responses: BTreeMap<u32, u32>,
    /// The keys of responses that were accepted.
    keys: BTreeMap<u32, BTreeSet<String>>,
    aborted: BTreeSet<u32>,
    accepted: BTreeSet<u32>,
    is_done: bool,
    is_cancelled: bool,
    /// The lists that the host was asked to feed.
    to_feed: BTreeSet<usize>,
    fed: BTreeSet<(usize, String)>,
    good: bool,
    failed: bool,
    has_never_left: bool,
}

/// Returns the traits of a script.
pub(super) fn of(script: &Script) -> BTreeSet<&'static str> {
    let mut known = Known::default();
    let auth = &script.document["auth"];
    known.show("token", auth.get("token").is_some());
    known.show("signed by a secret", auth.get("secretKey").is_some());
    known.show("signed by the app's own server", auth.get("delegated").is_some());
    known.show("clock known before", script.document["options"].get("clockOffsetMs").is_some());
    for event in &script.steps {
        known.act(&event.action, event.gives.as_ref());
        if let Some(gives) = &event.gives {
            known.give(gives);
        }
        known.show("clock corrected", event.clock_offset_ms.is_some());
    }
    let is_lost = known.sent.keys().any(|id| !known.responses.contains_key(id));
    known.show("response that never comes", is_lost);
    let is_foreign = known.keys.iter().any(|(id, keys)| {
        let others = known.sent.iter().filter(|(other, _)| *other != id);
        let own = texts(&known.sent[id]);
        others.flat_map(|(_, lists)| texts(lists)).any(|text| keys.contains(&text) && !own.contains(&text))
    });
    known.show("key of another request", is_foreign);
    known.shown
}

impl Known {
    fn show(&mut self, name: &'static str, is: bool) {
        if is {
            self.shown.insert(name);
        }
    }

    fn act(&mut self, action: &Action, gives: Option<&Gives>) {
        match action {
            Action::Poll { now_ms, takes_answer, .. } => {
                self.show("clock set back", *now_ms < self.now);
                self.now = *now_ms;
                self.show("answer that waits to be taken", !takes_answer && !self.accepted.is_empty());
                self.show("stays done", self.is_done);
            }
            Action::Feed { list, identifiers, ends } => {
                let is_asked = self.to_feed.remove(list);
                self.show("feeding as asked", is_asked && !identifiers.is_empty());
                self.show("feeding at once", !is_asked && identifiers.len() > 1);
                self.show("list that ends later", *ends && identifiers.is_empty() && !self.fed.is_empty());
                for identifier in identifiers {
                    let is_new = self.fed.insert((*list, identifier.clone()));
                    self.show("identifiers that come again", !is_new);
                }
            }
            Action::Response { .. } => self.respond(action, gives),
            Action::Failure { id, kind } => {
                *self.responses.entry(*id).or_default() += 1;
                let name = match &**kind {
                    "offline" => "failure: offline",
                    "refused" => "failure: refused",
                    _ => "failure: interrupted",
                };
                let is_awaited = self.doing.remove(id) == Some(false);
                self.show(name, is_awaited);
                self.has_never_left = is_awaited && kind != "interrupted";
            }
            Action::Signature { id, headers } => {
                self.show("signature after an abort", self.aborted.contains(id));
                let is_awaited = self.doing.remove(id).is_some();
                self.show("refused signature", is_awaited && headers.is_none());
            }
            Action::Renewal { id, token } => {
                let is_awaited = self.renewing.take_if(|renewing| renewing == id).is_some();
                self.show("new token", is_awaited && token.is_some());
                self.show("no new token", is_awaited && token.is_none());
            }
            Action::Cancel {} => {
                self.show("cancelled in flight", !self.is_done && !self.doing.is_empty());
                self.is_cancelled = true;
            }
        }
    }

    fn respond(&mut self, action: &Action, gives: Option<&Gives>) {
        let Action::Response { id, status, headers, body, body_hex, .. } = action else { return };
        let header = |wanted| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
        let times = self.responses.entry(*id).or_default();
        *times += 1;
        let times = *times;
        self.show("report for an unknown ID", !self.sent.contains_key(id) && !self.doing.contains_key(id));
        let is_awaited = self.doing.remove(id).is_some();
        let is_accepted = gives == Some(&Gives::Accepted(true));
        self.show("response that comes twice", times == 2);
        self.show("response after the end", self.is_done);
        self.show("response after an abort", self.aborted.contains(id) && !self.is_done);
        self.show("second response before the answer is taken", self.accepted.contains(id));
        if is_accepted {
            self.accepted.insert(*id);
            let body: Value = serde_json::from_str(body.as_deref().unwrap_or_default()).unwrap_or_default();
            let keys = body["result"].as_object().into_iter().flatten().map(|(key, _)| key.clone());
            self.keys.insert(*id, keys.collect());
        }
        if !is_awaited {
            return;
        }
        let in_seconds = header("Retry-After").map(|value| value.parse::<u64>().is_ok());
        self.show("response from a cache", header("Age").is_some());
        self.show("status 429", *status == 429);
        self.show("Retry-After in seconds", *status >= 429 && in_seconds == Some(true));
        self.show("Retry-After that is a date", *status >= 429 && in_seconds == Some(false));
        self.show("status 302", *status == 302);
        self.show("status 5xx", *status >= 500);
        self.show("credentials refused", *status == 401);
        self.show("body that is not UTF-8", body_hex.is_some() && *status == 200);
        let is_json = body.as_ref().is_some_and(|text| serde_json::from_str::<Value>(text).is_ok());
        self.show("body that is malformed", *status == 200 && body.is_some() && !is_json);
    }

    fn give(&mut self, gives: &Gives) {
        match gives {
            Gives::Send { id, request, .. } => {
                self.doing.insert(*id, false);
                let times = self.bodies.entry(request.body.clone()).or_default();
                *times += 1;
                let times = *times;
                self.show("several attempts", times > 1);
                self.show("attempt after one that never left", times > 1 && self.has_never_left);
                let lists: Value = serde_json::from_str(&request.body).unwrap();
                self.compare_lists(times == 1, &lists);
                self.sent.insert(*id, lists);
            }
            Gives::Sign { id, time, .. } => {
                self.doing.insert(*id, true);
                self.show("signature with an offset clock", *time != self.now);
            }
            Gives::Renew { id } => self.renewing = Some(*id),
            Gives::Abort { id } if self.renewing == Some(*id) => self.show("abort of a renewal", true),
            Gives::Abort { id } => {
                let is_signing = self.doing.remove(id);
                self.aborted.insert(*id);
                self.show("abort of a signature", is_signing == Some(true));
                self.show("abort of a request", is_signing == Some(false));
            }
            Gives::Feed { list, .. } => drop(self.to_feed.insert(*list)),
            Gives::Answer(value) => {
                self.good = true;
                if let Some(id) = value["id"].as_u64() {
                    self.accepted.remove(&(id as u32));
                }
                let is_full = |member: &str| value[member].as_array().is_some_and(|list| !list.is_empty());
                self.show("answer", is_full("found") || value.get("record").is_some());
                self.show("identifiers not found", is_full("notFound"));
                self.show("identifiers unreadable", is_full("unreadable"));
                self.show("keys that were not asked for", is_full("unasked"));
                self.show("request ID", value.get("requestId").is_some());
            }
            Gives::Failed(value) => {
                self.failed = true;
                self.show("failed page", true);
                self.show("failed page of identifiers that were never sent", value.get("id").is_none());
                self.show("timeout", value["error"]["kind"] == "timeout");
            }
            Gives::Done { error, .. } => {
                if let Some(error) = error {
                    self.show("timeout", error["kind"] == "timeout");
                    self.show("rejection", error["code"] == "REJECTED");
                    self.show("invalid input", error["code"] == "INVALID_INPUT");
                    let is_own = !self.is_cancelled && self.sent.len() > 1;
                    self.show(
                        "abort of other requests after a failure",
                        is_own && error["code"] != "TRANSPORT" && !self.aborted.is_empty(),
                    );
                } else {
                    let requests = self.bodies.len();
                    self.show("several requests", requests > 1);
                }
                self.is_done = true;
            }
            Gives::Accepted(_) | Gives::Wait { .. } => {}
        }
        self.show("several in flight", self.doing.len() > 2);
        self.show("failed page beside a good one", self.good && self.failed);
    }

    /// Compares the lists of a request with each other and with those of other requests.
    fn compare_lists(&mut self, is_new: bool, lists: &Value) {
        let count = |lists: &Value| -> usize {
            let lists = lists.as_object().into_iter().flatten().filter_map(|(_, list)| list.as_array());
            lists.map(Vec::len).sum()
        };
        let here = texts(lists);
        self.show("identifier in several lists", here.len() < count(lists));
        let is_shared = is_new && self.sent.values().any(|other| !texts(other).is_disjoint(&here));
        self.show("identifier in several requests", is_shared);
    }
}

/// Returns the identifiers of a request's body.
fn texts(body: &Value) -> BTreeSet<String> {
    let lists = body.as_object().into_iter().flatten().filter_map(|(_, list)| list.as_array());
    lists.flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}
