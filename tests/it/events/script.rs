//! What a script is, as it stands in its file.

use mingpian::providers::quanshi;
use mingpian::{Header, LookupError, Page};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Names and values, in order.
pub(super) type Headers = Vec<(String, String)>;

#[derive(Deserialize)]
pub(super) struct File {
    pub(super) scripts: Vec<Script>,
}

/// One run: a machine, and what happened to it.
#[derive(Serialize, Deserialize)]
pub(super) struct Script {
    /// Of the simulation.
    pub(super) seed: u64,
    /// What the machine is made of.
    pub(super) job: Value,
    /// How it stands at first.
    pub(super) state: State,
    pub(super) steps: Vec<Step>,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
pub(super) struct Step {
    #[serde(rename = "do")]
    pub(super) action: Action,
    /// What the machine says to that, where it says anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) gives: Option<Gives>,
    /// What of the machine is another than before.
    #[serde(default, skip_serializing_if = "State::is_empty")]
    pub(super) state: State,
}

/// What is done to the machine.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(super) enum Action {
    Poll {
        now_ms: u64,
        random_hex: String,
    },
    Push(Lists),
    End {
        list: String,
    },
    Response {
        id: u32,
        now_ms: u64,
        status: u16,
        headers: Headers,
        /// In UTF-8; a body that is none stands in the other member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body_hex: Option<String>,
    },
    Failure {
        id: u32,
        kind: String,
    },
    Authorization {
        id: u32,
        headers: Option<Headers>,
    },
    Cancel {},
    TakePage {},
    TakeResult {},
}

/// What a machine says.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(rename_all = "camelCase")]
pub(super) enum Gives {
    Send {
        id: u32,
        request: Request,
        /// The members of the request that are shown otherwise.
        shown: Shown,
    },
    Authorize {
        id: u32,
        time: u64,
        nonce: String,
    },
    /// In milliseconds, or until an answer comes.
    Wait {
        ms: Option<u64>,
    },
    Finished {},
    Page(Option<Value>),
    Value(Value),
    Error(Value),
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Headers,
    pub(super) body: String,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub(super) struct Shown {
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

impl Shown {
    /// What of the request is shown otherwise.
    pub(super) fn instead_of(request: &Request, shown: Request) -> Self {
        assert_eq!(request.method, shown.method);
        Self {
            url: (shown.url != request.url).then_some(shown.url),
            headers: (shown.headers != request.headers).then_some(shown.headers),
            body: (shown.body != request.body).then_some(shown.body),
        }
    }
}

/// How a machine stands; in a script, what of that is another than before.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct State {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) clock_offset_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) progress: Option<(u64, u64)>,
    /// How many more identifiers each list wants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wants: Option<[usize; 3]>,
    /// The ids under which something is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) awaits: Option<Vec<u32>>,
    /// Why nothing more is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) stopped: Option<Value>,
}

impl State {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Without what is as it was.
    pub(super) fn since(&self, before: &Self) -> Self {
        fn changed<T: PartialEq + Clone>(now: &Option<T>, before: &Option<T>) -> Option<T> {
            now.clone().filter(|_| now != before)
        }
        Self {
            clock_offset_ms: changed(&self.clock_offset_ms, &before.clock_offset_ms),
            progress: changed(&self.progress, &before.progress),
            wants: changed(&self.wants, &before.wants),
            awaits: changed(&self.awaits, &before.awaits),
            stopped: changed(&self.stopped, &before.stopped),
        }
    }
}

/// Identifiers, list by list.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Lists {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) emails: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) mobiles: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) login_names: Vec<String>,
}

pub(super) const LISTS: [&str; 3] = ["emails", "mobiles", "loginNames"];

impl Lists {
    pub(super) fn all(&self) -> [&Vec<String>; 3] {
        [&self.emails, &self.mobiles, &self.login_names]
    }

    pub(super) fn all_mut(&mut self) -> [&mut Vec<String>; 3] {
        [&mut self.emails, &mut self.mobiles, &mut self.login_names]
    }
}

/// An error without its message, whose words are free.
pub(super) fn error(error: &LookupError) -> Value {
    let mut value: Value = serde_json::from_str(&error.to_json()).unwrap();
    value.as_object_mut().unwrap().remove("message");
    value
}

/// What became of identifiers that were asked for in this order.
pub(super) fn users(asked: &[&String], users: &quanshi::Users) -> Value {
    let found = asked.iter().filter_map(|identifier| users.found.get_key_value(*identifier));
    let mut value = json!({
        "found": found.collect::<Vec<_>>(),
        "notFound": users.not_found,
        "unreadable": users.unreadable,
        "unasked": users.unasked.iter().collect::<Vec<_>>(),
    });
    if let Some(request_id) = &users.request_id {
        value["requestId"] = request_id.as_str().into();
    }
    value
}

pub(super) fn page(page: &Page<quanshi::Users>) -> Value {
    let asked: Vec<_> = page.identifiers.iter().flatten().collect();
    match &page.result {
        Ok(answer) => users(&asked, answer),
        Err(why) => {
            let request: serde_json::Map<_, _> = LISTS
                .iter()
                .zip(&page.identifiers)
                .map(|(list, all)| ((*list).to_owned(), json!(all)))
                .collect();
            json!({ "failed": { "request": request, "error": error(why) } })
        }
    }
}

/// A file of scripts: a step is a line.
pub(super) fn print(scripts: &[&Script]) -> String {
    let scripts = scripts.iter().map(|script| {
        let steps = script.steps.iter().map(|step| serde_json::to_string(step).unwrap());
        let steps = steps.collect::<Vec<_>>().join(",\n");
        let state = serde_json::to_string(&script.state).unwrap();
        let Script { seed, job, .. } = script;
        format!("{{\"seed\":{seed},\"job\":{job},\"state\":{state},\"steps\":[\n{steps}\n]}}")
    });
    format!("{{\"scripts\":[\n{}\n]}}\n", scripts.collect::<Vec<_>>().join(",\n"))
}
