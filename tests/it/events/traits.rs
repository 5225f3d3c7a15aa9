//! What a script shows: so that the files are known to hold every kind of event.

use super::script::{Action, Gives, Script, State};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the scripts of a kind have to show, together.
pub(super) fn wanted(kind: &str) -> BTreeSet<&'static str> {
    let mut wanted = BTreeSet::from([
        "an answer",
        "answer after the end",
        "cancelled",
        "interrupted",
        "lost answer",
        "refused connection",
        "several attempts",
        "status 5xx",
        "timeout",
    ]);
    // A code is not sent again, so no answer comes late: it comes after the end.
    if kind != "dmtz-call" {
        wanted.extend(["late answer"]);
    }
    if matches!(kind, "dmtz-call" | "mysoft-call") {
        wanted.extend(["offline", "refusal"]);
        return wanted;
    }
    wanted.extend([
        "answer from a cache",
        "answer that comes twice",
        "clock set back",
        "expired credentials",
        "identifiers not found",
        "identifiers unreadable",
        "malformed body",
        "stays finished",
        "status 302",
        "status 429",
        "status 429 with a Retry-After in seconds",
        "status 429 with a Retry-After that is a date",
    ]);
    if kind != "quanshi-batch-token" {
        wanted.extend([
            "clock corrected",
            "clock known before",
            "clock of an answer from a cache",
            "late signature",
            "refused signature",
            "signature of an offset clock",
        ]);
    }
    if kind != "quanshi-call" {
        wanted.extend([
            "body that is no UTF-8",
            "failed part beside a good one",
            "feeding as wanted",
            "invalid input",
            "pages taken late",
            "repeated identifiers",
            "second answer before the page is taken",
            "several in flight",
        ]);
    } else {
        wanted.extend(["second answer before a poll", "a token"]);
    }
    wanted
}

/// What a script shows of that.
pub(super) fn of(script: &Script) -> BTreeSet<&'static str> {
    let mut shown = BTreeSet::new();
    let mut show = |name, is| {
        if is {
            shown.insert(name);
        }
    };
    let mut state = script.state.clone();
    // When a request was sent, and how often something came back for it.
    let (mut sent, mut answered) = (BTreeMap::new(), BTreeMap::<u32, u32>::new());
    // The request of the last good answer: while its page waits, and while nobody has polled.
    let (mut untaken, mut unpolled) = (None, None);
    // Of a call: the attempt under way.
    let mut attempt = None;
    let mut pushed = BTreeSet::new();
    let (mut good, mut failed, mut finished) = (false, false, false);
    let mut now = 0;
    show("clock known before", state.clock_offset_ms != Some(0));
    show("a token", script.job["auth"]["token"].is_string());
    for step in &script.steps {
        let awaits = state.awaits.clone().unwrap_or_else(|| attempt.into_iter().collect());
        let is_awaited = |id: &u32| awaits.contains(id);
        show("stays finished", finished);
        match &step.action {
            Action::Poll { now_ms, .. } => {
                show("clock set back", *now_ms < now);
                now = *now_ms;
                unpolled = None;
            }
            Action::Push(lists) => {
                show("feeding as wanted", !sent.is_empty());
                for (list, identifiers) in lists.all().into_iter().enumerate() {
                    for identifier in identifiers {
                        show("repeated identifiers", !pushed.insert((list, identifier.clone())));
                    }
                }
            }
            Action::Response { id, now_ms, status, headers, body, body_hex } => {
                let header = |wanted| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
                let json = body.as_ref().and_then(|text| serde_json::from_str::<Value>(text).ok());
                let times = answered.entry(*id).or_default();
                *times += 1;
                show("answer that comes twice", *times == 2);
                show("answer after the end", finished);
                show("late answer", *times == 1 && !is_awaited(id) && !finished);
                show("second answer before the page is taken", untaken == Some(*id));
                show("second answer before a poll", unpolled == Some(*id));
                if is_awaited(id) {
                    let code = json.as_ref().map_or(&Value::Null, |json| &json["status"]);
                    if *status == 200 && code == 0 {
                        (untaken, unpolled) = (Some(*id), Some(*id));
                    }
                    let is_refusal = *status == 401 || code == 10;
                    let is_quick = sent.get(id).is_some_and(|sent| now_ms.abs_diff(*sent) < 9_000);
                    let is_cached = header("Age").is_some() && header("Date").is_some();
                    let is_corrected = step.state.clock_offset_ms.is_some();
                    show(
                        "clock of an answer from a cache",
                        is_refusal && is_quick && is_cached && is_corrected,
                    );
                }
                attempt = attempt.filter(|attempt| attempt != id);
                let in_seconds = header("Retry-After").map(|value| value.parse::<u64>().is_ok());
                show("answer from a cache", header("Age").is_some());
                show("status 429", *status == 429);
                show("status 429 with a Retry-After in seconds", *status == 429 && in_seconds == Some(true));
                let is_date = *status == 429 && in_seconds == Some(false);
                show("status 429 with a Retry-After that is a date", is_date);
                show("status 302", *status == 302);
                show("status 5xx", *status >= 500);
                show("expired credentials", *status == 401);
                show("body that is no UTF-8", body_hex.is_some());
                show("malformed body", *status == 200 && body.is_some() && json.is_none());
            }
            Action::Failure { id, kind } => {
                *answered.entry(*id).or_default() += 1;
                attempt = attempt.filter(|attempt| attempt != id);
                show("interrupted", kind == "interrupted");
                show("offline", kind == "offline");
                show("refused connection", kind == "refused");
            }
            Action::Authorization { id, headers } => {
                show("refused signature", headers.is_none() && is_awaited(id));
                show("late signature", !is_awaited(id) && !finished);
            }
            Action::Cancel {} => show("cancelled", !finished),
            Action::End { .. } | Action::TakePage {} | Action::TakeResult {} => {}
        }
        match &step.gives {
            Some(Gives::Send { id, .. }) => {
                show("several attempts", !sent.is_empty());
                sent.insert(*id, now);
                attempt = Some(*id);
            }
            Some(Gives::Authorize { id, time, .. }) => {
                show("signature of an offset clock", *time != now);
                attempt = Some(*id);
            }
            Some(Gives::Finished {}) => finished = true,
            Some(Gives::Page(Some(page))) => {
                untaken = None;
                show("pages taken late", finished);
                let error = &page["failed"]["error"];
                good |= error.is_null();
                let codes = ["HTTP_STATUS", "MALFORMED_RESPONSE", "RATE_LIMITED", "TRANSPORT"];
                failed |= codes.iter().any(|code| error["code"] == *code);
                show("failed part beside a good one", good && failed);
            }
            _ => {}
        }
        if let Some(Gives::Page(Some(value)) | Gives::Value(value)) = &step.gives {
            let is_full = |member: &str| value[member].as_array().is_some_and(|list| !list.is_empty());
            show("identifiers not found", is_full("notFound"));
            show("identifiers unreadable", is_full("unreadable"));
            show("an answer", is_full("found") || value["id"].is_string());
            show("timeout", value["failed"]["error"]["kind"] == "timeout");
        }
        if let Some(Gives::Error(error)) = &step.gives {
            show("timeout", error["kind"] == "timeout");
            show("refusal", error["code"] == "REJECTED");
        }
        if let Some(error) = &step.state.stopped {
            show("invalid input", error["code"] == "INVALID_INPUT");
        }
        show("clock corrected", step.state.clock_offset_ms.is_some());
        show("several in flight", step.state.awaits.as_ref().is_some_and(|awaits| awaits.len() > 2));
        state = merged(state, &step.state);
    }
    show("lost answer", sent.keys().any(|id| !answered.contains_key(id)));
    shown
}

/// How a machine stands now.
fn merged(before: State, change: &State) -> State {
    State {
        clock_offset_ms: change.clock_offset_ms.or(before.clock_offset_ms),
        progress: change.progress.or(before.progress),
        wants: change.wants.or(before.wants),
        awaits: change.awaits.clone().or(before.awaits),
        stopped: change.stopped.clone().or(before.stopped),
    }
}
