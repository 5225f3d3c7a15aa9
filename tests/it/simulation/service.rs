//! The service, which checks requests and answers them.

use super::network::Arrival;
use super::random::Random;
use super::setup::{Auth, CODE, Kind, NEW_TOKEN, Names, Renewal, SECRET, Setup, TOKEN, Weather};
use mingpian::HttpRequest;
use sha1::{Digest as _, Sha1};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::{Duration, UNIX_EPOCH};

/// The maximum age of a signature.
pub(super) const WINDOW_MS: u64 = 300_000;

/// The result for an identifier, which depends on its text and its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    NotFound,
    Unreadable,
    Found,
}

/// Returns the result for an identifier in a list.
pub(super) fn fate(list: usize, identifier: &str) -> Fate {
    let sum = |sum: u32, byte: u8| sum.wrapping_mul(31).wrapping_add(byte.into());
    match identifier.bytes().fold(list as u32, sum) % 8 {
        0..5 => Fate::Found,
        5 | 6 => Fate::NotFound,
        _ => Fate::Unreadable,
    }
}

/// The lists of a request.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Body {
    emails: Vec<String>,
    mobiles: Vec<String>,
    login_names: Vec<String>,
}

/// Reads the identifiers of a request, list by list.
pub(super) fn lists(request: &HttpRequest) -> [Vec<String>; 3] {
    let Body { emails, mobiles, login_names } = serde_json::from_str(&request.body).unwrap();
    [emails, mobiles, login_names]
}

pub(super) struct Service {
    kind: Kind,
    auth: Auth,
    names: Names,
    nonces: BTreeSet<String>,
    requests: u64,
    /// The number of requests that it refused because the time of their signature was out of range.
    pub(super) stale: u64,
    /// The token that requests have to contain.
    pub(super) token: &'static str,
}

impl Service {
    pub(super) fn new(setup: &Setup) -> Self {
        let Setup { kind, auth, names, .. } = *setup;
        Self { kind, auth, names, nonces: BTreeSet::new(), requests: 0, stale: 0, token: TOKEN }
    }

    /// Answers a request. `now` is the host's clock, before it is set back.
    pub(super) fn answer(
        &mut self,
        request: &HttpRequest,
        lists: &[Vec<String>; 3],
        now: u64,
        weather: &Weather,
        random: &mut Random,
    ) -> Arrival {
        self.requests += 1;
        let clock = now.saturating_add_signed(weather.skew_ms);
        let time = self.check(request, lists);
        let mut head = Head::new(clock, weather, random);
        if weather.service > 0 && random.one_in(weather.service) {
            let (status, body) = match random.below(6) {
                0 => (429, ""),
                1 => (500, "<html>"),
                2 => (503, r#"{"status":7,"msg":"busy"}"#),
                3 => (200, r#"{"status":0,"resu"#),
                4 => (200, r#"{"status":"zero","result":{}}"#),
                _ => (302, ""),
            };
            head.add_retry_after(random);
            return head.arrival(status, body.to_owned());
        }
        let is_renewed = self.token == NEW_TOKEN && weather.renewal == Renewal::Good;
        if self.requests > weather.expires_after && !is_renewed {
            return head.arrival(401, String::new());
        }
        if self.auth.is_signed() && time.abs_diff(clock) > WINDOW_MS {
            self.stale += 1;
            let body = format!(r#"{{"status":10,"msg":"stale","timestamp":{}}}"#, head.date_ms);
            return head.arrival(200, body);
        }
        let body = match self.kind {
            Kind::Code if random.one_in(3) => r#"{"code":500,"msg":"code been used"}"#.to_owned(),
            Kind::Code => r#"{"code":200,"data":{"id":"1","surname":"安然","isActive":1}}"#.to_owned(),
            Kind::Employee if random.one_in(3) => r#"{"success":0,"data":"系统繁忙"}"#.to_owned(),
            Kind::Employee => {
                r#"{"success":1,"data":{"code":1,"user_info":{"id":"1","name":"安然"}}}"#.to_owned()
            }
            Kind::Whole | Kind::Pages => self.accounts(lists, head.date_ms, random),
        };
        head.arrival(200, body)
    }

    /// Checks a request. Returns the time at which it was signed.
    fn check(&mut self, request: &HttpRequest, lists: &[Vec<String>; 3]) -> u64 {
        let header = |name: &str| {
            let found = request.headers.iter().find(|header| header.name == name);
            found.map(|header| header.value.as_str()).unwrap_or_default()
        };
        let (nonce, time) = (header("Nonce"), header("CurTime"));
        match (self.kind, self.auth) {
            (Kind::Code, _) => assert_eq!(request.body, format!(r#"{{"code":"{CODE}"}}"#)),
            (Kind::Employee, _) => {
                let token = self.token.replace(' ', "%20");
                assert!(request.url.ends_with(&format!("access_token={token}")));
                assert_eq!(request.body, r#"{"wzs_user_id":"7","platform":2}"#);
            }
            (_, Auth::Token | Auth::RenewableToken) => {
                assert_eq!((header("token"), nonce, time), (self.token, "", ""));
            }
            _ => {
                assert!(self.nonces.insert(nonce.to_owned()), "a nonce was used twice");
                let sum = hex::encode(Sha1::digest(format!("{SECRET}{nonce}{time}")));
                assert_eq!((header("AppId"), header("CheckSum")), ("app", &*sum));
            }
        }
        for list in lists {
            assert!(list.len() <= 200, "{} identifiers in a list", list.len());
            assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "an identifier comes twice");
        }
        time.parse().unwrap_or(0)
    }

    /// Writes the accounts and, sometimes, some that were not requested.
    fn accounts(&self, lists: &[Vec<String>; 3], date_ms: u64, random: &mut Random) -> String {
        let mut body = r#"{"status":0,"result":{"#.to_owned();
        let mut asked = BTreeSet::new();
        for identifier in lists.iter().flatten().filter(|identifier| asked.insert(identifier.as_str())) {
            match best_fate(lists, identifier) {
                Fate::Found => add_account(&mut body, identifier),
                Fate::Unreadable => add_broken(&mut body, identifier),
                Fate::NotFound if random.one_in(2) => add(&mut body, identifier, "null"),
                Fate::NotFound => {}
            }
        }
        if random.one_in(6) {
            // These names are in no list, and differ between responses.
            let stranger = format!("stranger{}", self.requests);
            match random.one_in(3) {
                true => add_broken(&mut body, &stranger),
                false => add_account(&mut body, &stranger),
            }
        }
        if random.one_in(4) {
            // Another request may ask for these.
            for _ in 0..3 {
                let neighbor = self.names.identifier(random.below(3) as usize, random.below(400));
                if !asked.contains(&*neighbor) {
                    add_account(&mut body, &neighbor);
                }
            }
        }
        let id = if random.one_in(4) { r#","request_id":"req-1""# } else { "" };
        write!(body, r#"}},"timestamp":{date_ms}{id}}}"#).unwrap();
        body
    }
}

/// Returns the result in a response for an identifier that is in some of the lists.
pub(super) fn best_fate(lists: &[Vec<String>; 3], identifier: &str) -> Fate {
    let holds = |list: &usize| lists[*list].iter().any(|other| other == identifier);
    let fates = (0..3).map(|list| fate(list, identifier)).enumerate();
    fates.filter(|(list, _)| holds(list)).map(|(_, fate)| fate).max().unwrap()
}

fn add_account(body: &mut String, identifier: &str) {
    let account = format!(r#"{{"userId":{},"loginName":{identifier:?}}}"#, identifier.len());
    add(body, identifier, &account);
}

fn add_broken(body: &mut String, identifier: &str) {
    add(body, identifier, &format!(r#"{{"loginName":{identifier:?}}}"#));
}

fn add(body: &mut String, identifier: &str, account: &str) {
    let comma = if body.ends_with('{') { "" } else { "," };
    // No identifier has to be escaped.
    write!(body, r#"{comma}"{identifier}":{account}"#).unwrap();
}

/// The headers of a response.
struct Head {
    headers: Vec<(&'static str, String)>,
    clock: u64,
    /// The time in the response's `Date` header.
    date_ms: u64,
    /// The time to assume, if the header can be trusted.
    trusted_ms: Option<u64>,
    retry_after_ms: Option<u64>,
}

impl Head {
    fn new(clock: u64, weather: &Weather, random: &mut Random) -> Self {
        let date_ms = clock.saturating_add_signed(weather.lie_ms);
        let mut head = Self { headers: Vec::new(), clock, date_ms, trusted_ms: None, retry_after_ms: None };
        // A response from a cache has the time of an hour ago.
        let age_ms = if random.one_in(10) { 3_600_000 } else { 0 };
        if age_ms > 0 {
            head.headers.push(("Age", (age_ms / 1000).to_string()));
        }
        if !weather.has_no_date {
            head.headers.push(("Date", date(date_ms - age_ms)));
            head.trusted_ms = (age_ms == 0).then_some(date_ms / 1000 * 1000);
        }
        head
    }

    fn add_retry_after(&mut self, random: &mut Random) {
        match random.below(4) {
            0 => {
                let seconds = random.below(20);
                self.headers.push(("Retry-After", seconds.to_string()));
                self.retry_after_ms = Some(seconds * 1000);
            }
            1 => {
                let until_ms = self.clock + random.below(20_000);
                self.headers.push(("Retry-After", date(until_ms)));
                let until_ms = until_ms / 1000 * 1000;
                self.retry_after_ms = self.trusted_ms.map(|now_ms| until_ms.saturating_sub(now_ms));
            }
            _ => {}
        }
    }

    fn arrival(self, status: u16, body: String) -> Arrival {
        let Self { headers, retry_after_ms, .. } = self;
        Arrival::Response { status, headers, body: body.into_bytes(), retry_after_ms }
    }
}

fn date(ms: u64) -> String {
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_millis(ms))
}
