//! The network, which delivers or loses requests and responses.

use super::random::Random;
use super::service::Service;
use super::setup::{NEW_TOKEN, Renewal, SECRET, Weather};
use mingpian::{HttpRequest, RequestId, SigningParams, TransportErrorKind};
use sha1::{Digest as _, Sha1};

/// A message that comes back to the host.
pub(super) enum Arrival {
    Response {
        status: u16,
        headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
        /// How long the service asks the host to wait, if the response says so unambiguously.
        retry_after_ms: Option<u64>,
    },
    Failure(TransportErrorKind),
    Signature {
        is_refused: bool,
        params: SigningParams,
    },
    Token(Option<&'static str>),
}

/// The messages in transit.
#[derive(Default)]
pub(super) struct Network {
    arrivals: Vec<(u64, RequestId, Arrival)>,
    /// The number of responses that were too slow for measuring the clock.
    pub(super) slow: u64,
}

impl Network {
    #[allow(clippy::too_many_arguments, reason = "the whole world of a run")]
    pub(super) fn send(
        &mut self,
        id: RequestId,
        request: &HttpRequest,
        lists: &[Vec<String>; 3],
        service: &mut Service,
        now: u64,
        weather: &Weather,
        random: &mut Random,
    ) {
        let delay = if random.one_in(6) { random.below(45_000) } else { 1 + random.below(300) };
        self.slow += u64::from(delay > 9_000);
        let fault = weather.network > 0 && random.one_in(weather.network);
        let at = now + delay;
        match random.below(6) {
            kind @ (0 | 1) if fault => {
                let unsent =
                    if kind == 0 { TransportErrorKind::Refused } else { TransportErrorKind::Offline };
                self.arrivals.push((at, id, Arrival::Failure(unsent)));
            }
            2 if fault => {
                // The service answers, but the response is lost.
                drop(service.answer(request, lists, now, weather, random));
                if random.one_in(2) {
                    self.arrivals.push((at, id, Arrival::Failure(TransportErrorKind::Interrupted)));
                }
            }
            3 if fault => {}
            4 if fault => {
                let mut answer = service.answer(request, lists, now, weather, random);
                if let Arrival::Response { body, .. } = &mut answer {
                    body.truncate(random.below(1 + body.len() as u64) as usize);
                }
                self.arrivals.push((at, id, answer));
            }
            _ => {
                let answer = service.answer(request, lists, now, weather, random);
                let mut again = None;
                if fault && let Arrival::Response { status, headers, .. } = &answer {
                    // The second response differs from the first one and must be ignored.
                    let body = br#"{"status":0,"result":{},"code":200,"id":"2"}"#.to_vec();
                    let (status, headers) = (*status, headers.clone());
                    again = Some(Arrival::Response { status, headers, body, retry_after_ms: None });
                }
                self.arrivals.push((at, id, answer));
                if let Some(again) = again {
                    let longest = if random.one_in(2) { 50 } else { 50_000 };
                    self.arrivals.push((at + random.below(longest), id, again));
                }
            }
        }
    }

    /// Asks the app's own server to sign.
    pub(super) fn sign(
        &mut self,
        id: RequestId,
        params: SigningParams,
        is_refused: bool,
        now: u64,
        random: &mut Random,
    ) {
        let arrival = match random.below(20) {
            0 => Arrival::Failure(TransportErrorKind::Interrupted),
            _ => Arrival::Signature { is_refused, params },
        };
        let longest = if random.one_in(6) { 45_000 } else { 2_000 };
        self.arrivals.push((now + random.below(longest), id, arrival));
    }

    /// Asks for a new token.
    pub(super) fn renew(&mut self, id: RequestId, renewal: Renewal, now: u64, random: &mut Random) {
        let arrival = match renewal {
            Renewal::Good | Renewal::Refused => Arrival::Token(Some(NEW_TOKEN)),
            Renewal::Invalid => Arrival::Token(Some("")),
            Renewal::None => Arrival::Token(None),
            Renewal::Failed => Arrival::Failure(TransportErrorKind::Interrupted),
        };
        let longest = if random.one_in(6) { 70_000 } else { 2_000 };
        let delay = random.below(longest);
        self.slow += u64::from(delay > 9_000);
        self.arrivals.push((now + delay, id, arrival));
    }

    /// Closes the connection of a request.
    pub(super) fn abort(&mut self, id: RequestId) {
        self.arrivals.retain(|(_, other, _)| *other != id);
    }

    pub(super) fn next_at(&self) -> Option<u64> {
        self.arrivals.iter().map(|(at, ..)| *at).min()
    }

    pub(super) fn take(&mut self, now: u64) -> Option<(RequestId, Arrival)> {
        let found = self.arrivals.iter().position(|(at, ..)| *at <= now)?;
        let (_, id, arrival) = self.arrivals.remove(found);
        Some((id, arrival))
    }
}

/// Signs as the app's own server does.
pub(super) fn signature(params: &SigningParams) -> [(&'static str, String); 2] {
    let text = format!("{SECRET}{}{}", params.nonce.as_str(), params.time.0);
    [("AppId", "app".to_owned()), ("CheckSum", hex::encode(Sha1::digest(text)))]
}
