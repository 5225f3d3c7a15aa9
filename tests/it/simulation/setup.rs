//! The setup of a run: the lookup, its host, the network, and the service.

use super::random::Random;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) const START: u64 = 1_800_000_000_000;
pub(super) const SECRET: &str = "not a real secret";
pub(super) const TOKEN: &str = "not a real token";
pub(super) const NEW_TOKEN: &str = "not a real token either";
pub(super) const CODE: &str = "a-code";
pub(super) const LISTS: [&str; 3] = ["emails", "mobiles", "loginNames"];

/// The kind of a lookup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A lookup with a single-use code.
    Code,
    /// A lookup of an employee, which may be repeated any number of times.
    Employee,
    /// A lookup of whole lists.
    Whole,
    /// A lookup that returns pages, and whose lists are fed.
    Pages,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Code, Self::Employee, Self::Whole, Self::Pages];

    pub(crate) fn provider(self) -> &'static str {
        match self {
            Self::Code => "dmtz",
            Self::Employee => "mysoft",
            Self::Whole | Self::Pages => "quanshi",
        }
    }

    pub(crate) fn operation(self) -> &'static str {
        match self {
            Self::Code | Self::Employee => "getUserInfo",
            Self::Whole | Self::Pages => "getUsersByEmailsMobiles",
        }
    }

    pub(crate) fn has_lists(self) -> bool {
        matches!(self, Self::Whole | Self::Pages)
    }
}

/// How requests are authenticated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Auth {
    /// The provider documents no credentials.
    None,
    Token,
    /// A token that the host can renew.
    RenewableToken,
    CheckSum,
    Delegated,
}

impl Auth {
    fn random(kind: Kind, random: &mut Random) -> Self {
        match (kind, random.below(6)) {
            (Kind::Code, _) => Self::None,
            (Kind::Employee, 0..3) => Self::Token,
            (Kind::Employee, _) => Self::RenewableToken,
            (_, 0 | 1) => Self::Delegated,
            (_, 2) => Self::Token,
            (_, 3) => Self::RenewableToken,
            _ => Self::CheckSum,
        }
    }

    pub(super) fn is_signed(self) -> bool {
        matches!(self, Self::CheckSum | Self::Delegated)
    }
}

/// The result when a host renews a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Renewal {
    /// A token that the service accepts.
    Good,
    /// A token that the service also refuses.
    Refused,
    /// A token that is not valid in a header.
    Invalid,
    /// No token.
    None,
    /// An error.
    Failed,
}

/// The behavior of the network and the service.
pub(super) struct Weather {
    /// The network fails for one in this many requests; 0 for none.
    pub(super) network: u64,
    /// The service fails for one in this many requests; 0 for none.
    pub(super) service: u64,
    /// How far the service's clock is ahead of the host's.
    pub(super) skew_ms: i64,
    /// How far the `Date` of responses is wrong.
    pub(super) lie_ms: i64,
    /// Whether responses lack a `Date`.
    pub(super) has_no_date: bool,
    /// The request from which on the credentials are refused.
    pub(super) expires_after: u64,
    /// The result if the host renews the token.
    pub(super) renewal: Renewal,
    /// The request from which on the app's own server refuses to sign.
    pub(super) signs_until: u64,
    /// Whether the host's clock is set back now and then.
    pub(super) jumps: bool,
    /// Whether the host is suspended now and then, and wakes much later.
    pub(super) suspends: bool,
}

impl Weather {
    fn random(random: &mut Random) -> Self {
        let rate = |random: &mut Random| match random.below(4) {
            0 => 0,
            1 => 2,
            n => n * 4,
        };
        let skew = |random: &mut Random| (random.below(7_200_000) as i64) - 3_600_000;
        Self {
            network: rate(random),
            service: rate(random),
            skew_ms: if random.one_in(3) { skew(random) } else { 0 },
            lie_ms: if random.one_in(12) { skew(random) } else { 0 },
            has_no_date: random.one_in(4),
            expires_after: if random.one_in(8) { random.below(12) } else { u64::MAX },
            signs_until: if random.one_in(16) { random.below(12) } else { u64::MAX },
            renewal: match random.below(8) {
                0 => Renewal::Refused,
                1 => Renewal::Invalid,
                2 => Renewal::None,
                3 => Renewal::Failed,
                _ => Renewal::Good,
            },
            jumps: random.one_in(10),
            suspends: random.one_in(10),
        }
    }
}

/// The behavior of the host.
pub(super) struct Habits {
    /// Whether the host often takes no answer.
    pub(super) is_lazy: bool,
    /// Whether the host feeds everything at once, even if it is not asked to.
    pub(super) feeds_at_once: bool,
    /// How long the host takes to feed, in milliseconds.
    pub(super) feed_delay_ms: u64,
    /// Whether the host still reports on requests that it was told to abort.
    pub(super) is_rude: bool,
    /// The time after the start at which the host cancels the lookup.
    pub(super) cancel_at: u64,
    /// The position of the identifier that is empty, counted from 1.
    pub(super) invalid_at: u64,
}

/// The identifiers of a run.
#[derive(Clone, Copy)]
pub(super) struct Names {
    /// The number of different identifiers that each list draws from; `u64::MAX` if no identifier repeats.
    pub(super) pool: u64,
    /// Whether the same identifiers are in several lists.
    pub(super) are_shared: bool,
    /// The distance of shared identifiers between the lists, which puts them into different requests.
    pub(super) stride: u64,
}

impl Names {
    pub(super) fn identifier(self, list: usize, number: u64) -> String {
        match (self.are_shared, list) {
            (true, _) => format!("person{number}@example.com"),
            // Login names can have any form.
            (false, 2) => format!("{list}-员工{number}"),
            (false, _) => format!("{list}-person{number}@example.com"),
        }
    }

    fn draw(self, list: usize, position: u64, random: &mut Random) -> String {
        let number = match self.pool {
            u64::MAX => position + list as u64 * self.stride,
            pool => random.below(pool),
        };
        self.identifier(list, number)
    }
}

/// A run before it starts.
pub(super) struct Setup {
    pub(super) kind: Kind,
    pub(super) auth: Auth,
    pub(super) weather: Weather,
    pub(super) habits: Habits,
    pub(super) names: Names,
    pub(super) max_attempts: u32,
    pub(super) max_in_flight: usize,
    /// The identifiers in the order in which they are asked for, list by list.
    pub(super) identifiers: [Vec<String>; 3],
    /// The document that opens the lookup.
    pub(super) document: Value,
}

impl Setup {
    pub(super) fn random(kind: Kind, random: &mut Random) -> Self {
        let mut weather = Weather::random(random);
        let auth = Auth::random(kind, random);
        if auth == Auth::RenewableToken && random.one_in(2) {
            weather.expires_after = random.below(6);
        }
        let (max_attempts, max_in_flight) = (1 + random.below(5) as u32, 1 + random.below(6) as usize);
        let mut options = json!({ "baseUrl": "https://example.com", "maxAttempts": max_attempts });
        // Some lookups know how far the service's clock is ahead.
        if kind.has_lists() && random.one_in(8) {
            options["clockOffsetMs"] = weather.skew_ms.into();
        }
        if kind.has_lists() {
            options["maxInFlight"] = max_in_flight.into();
        }
        let names = Names {
            pool: if random.one_in(3) { 1 + random.below(30) } else { u64::MAX },
            are_shared: random.one_in(3),
            stride: random.below(250),
        };
        let habits = Habits {
            is_lazy: random.one_in(4),
            feeds_at_once: random.one_in(3),
            feed_delay_ms: if random.one_in(4) { random.below(40_000) } else { 0 },
            is_rude: random.one_in(4),
            cancel_at: if random.one_in(8) { random.below(40_000) } else { u64::MAX },
            invalid_at: if random.one_in(20) { 1 + random.below(200) } else { u64::MAX },
        };
        let identifiers = std::array::from_fn(|list| match kind.has_lists() {
            true => {
                let size = size(kind, random);
                (0..size).map(|position| names.draw(list, position, random)).collect()
            }
            false => Vec::new(),
        });
        let mut document = json!({ "options": options });
        match auth {
            Auth::None => {}
            Auth::Token | Auth::RenewableToken => {
                let name = if kind == Kind::Employee { "accessToken" } else { "token" };
                document["auth"] = json!({ name: TOKEN });
            }
            Auth::CheckSum => document["auth"] = json!({ "appId": "app", "secretKey": SECRET }),
            Auth::Delegated => document["auth"] = json!({ "delegated": true }),
        }
        if auth == Auth::RenewableToken {
            document["renews"] = true.into();
        }
        let mut setup =
            Self { kind, auth, weather, habits, names, max_attempts, max_in_flight, identifiers, document };
        match kind {
            Kind::Code => setup.document["question"] = json!({ "code": CODE }),
            Kind::Employee => setup.document["question"] = json!({ "wzsUserId": "7", "platform": 2 }),
            Kind::Whole => {
                // A question must not be empty.
                if setup.identifiers.iter().all(Vec::is_empty) {
                    setup.identifiers[0].push(names.identifier(0, 0));
                }
                let lists = LISTS.iter().zip(&setup.identifiers);
                let lists = lists.filter(|(_, identifiers)| !identifiers.is_empty());
                setup.document["question"] = json!(lists.collect::<BTreeMap<_, _>>());
            }
            Kind::Pages => setup.document["pages"] = true.into(),
        }
        setup
    }
}

/// Returns the number of identifiers in a list.
fn size(kind: Kind, random: &mut Random) -> u64 {
    match (kind, random.below(20)) {
        (_, 0..10) => random.below(4),
        (_, 10..17) => random.below(40),
        (_, 17) => 199 + random.below(3),
        (Kind::Whole, _) => random.below(450),
        (_, 18) => random.below(40),
        _ => random.below(900),
    }
}
