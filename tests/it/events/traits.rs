//! What a script shows: so that the files are known to hold every kind of event.

use super::script::{Action, Gives, Script, State};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the scripts of a kind have to show, together.
pub(super) fn wanted(kind: &str) -> BTreeSet<&'static str> {
    let mut wanted = BTreeSet::from([
        "an answer",
        "cancelled",
        "interrupted",
        "late answer",
        "lost answer",
        "refused connection",
        "several attempts",
        "status 5xx",
        "timeout",
    ]);
    if kind == "dmtz-call" {
        wanted.extend(["offline"]);
        return wanted;
    }
    wanted.extend([
        "answer from a cache",
        "answer that comes twice",
        "clock set back",
        "expired credentials",
        "failed part beside a good one",
        "feeding as wanted",
        "identifiers not found",
        "identifiers unreadable",
        "invalid input",
        "malformed body",
        "pages taken late",
        "repeated identifiers",
        "several in flight",
        "stays finished",
        "status 302",
        "status 429",
        "status 429 with a Retry-After in seconds",
        "status 429 with a Retry-After that is a date",
    ]);
    if kind == "quanshi-batch-delegated" {
        wanted.extend([
            "body that is no UTF-8",
            "clock corrected",
            "clock known before",
            "late signature",
            "refused signature",
            "signature of an offset clock",
        ]);
    }
    wanted
}

/// What a script shows of that.
pub(super) fn of(script: &Script) -> BTreeSet<&'static str> {
    let mut shown = BTreeSet::new();
    let mut state = script.state.clone();
    let (mut sent, mut answered) = (BTreeSet::new(), BTreeMap::<u32, u32>::new());
    let mut pushed = BTreeSet::new();
    let (mut good, mut failed, mut finished) = (false, false, false);
    let mut last_now = 0;
    let mut show = |name, is| {
        if is {
            shown.insert(name);
        }
    };
    show("clock known before", state.clock_offset_ms != Some(0));
    for step in &script.steps {
        let is_awaited = |id: &u32| state.awaits.as_ref().is_some_and(|awaits| awaits.contains(id));
        show("stays finished", finished);
        match &step.action {
            Action::Poll { now_ms, .. } => {
                show("clock set back", *now_ms < last_now);
                last_now = *now_ms;
            }
            Action::Push(lists) => {
                show("feeding as wanted", !sent.is_empty());
                for (list, identifiers) in lists.all().into_iter().enumerate() {
                    for identifier in identifiers {
                        show("repeated identifiers", !pushed.insert((list, identifier.clone())));
                    }
                }
            }
            Action::Response { id, status, headers, body, body_hex, .. } => {
                let times = answered.entry(*id).or_default();
                *times += 1;
                show("answer that comes twice", *times == 2);
                show("late answer", *times == 1 && !is_awaited(id) && !finished);
                let header = |wanted| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
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
                let is_json = |text: &String| serde_json::from_str::<Value>(text).is_ok();
                show("malformed body", *status == 200 && body.as_ref().is_some_and(|text| !is_json(text)));
            }
            Action::Failure { id, kind } => {
                *answered.entry(*id).or_default() += 1;
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
                sent.insert(*id);
            }
            Some(Gives::Authorize { time, .. }) => show("signature of an offset clock", *time != last_now),
            Some(Gives::Finished {}) => finished = true,
            Some(Gives::Page(Some(page))) => {
                let is_full = |member: &str| page[member].as_array().is_some_and(|list| !list.is_empty());
                show("identifiers not found", is_full("notFound"));
                show("identifiers unreadable", is_full("unreadable"));
                show("an answer", is_full("found"));
                show("pages taken late", finished);
                let error = &page["failed"]["error"];
                good |= error.is_null();
                failed |= ["HTTP_STATUS", "MALFORMED_RESPONSE", "RATE_LIMITED", "TRANSPORT"]
                    .iter()
                    .any(|code| error["code"] == *code);
                show("failed part beside a good one", good && failed);
                show("timeout", error["kind"] == "timeout");
            }
            Some(Gives::Value(_)) => show("an answer", true),
            Some(Gives::Error(error)) => show("timeout", error["kind"] == "timeout"),
            _ => {}
        }
        if let Some(error) = &step.state.stopped {
            show("invalid input", error["code"] == "INVALID_INPUT");
        }
        show("clock corrected", step.state.clock_offset_ms.is_some());
        show("several in flight", step.state.awaits.as_ref().is_some_and(|awaits| awaits.len() > 2));
        state = merged(state, &step.state);
    }
    show("lost answer", sent.iter().any(|id| !answered.contains_key(id)));
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
