//! Performs the work of a run: one thread reads, several threads send requests, and this thread decides and writes.

use crate::arguments::RunArgs;
use crate::drive::{Failure, Host};
use crate::exit::UsageError;
use crate::input::{Unit, Units};
use crate::journal::Piece;
use crate::render::Format;
use crate::row::{Counts, Row};
use crate::services::{Service, identifiers};
use crate::sink::Sink;
use mingpian::{LookupError, Options, TransportErrorKind};
use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The interval at which a stop is noticed while nothing else happens.
const TICK: Duration = Duration::from_millis(100);

/// The maximum number of answers that may wait for an earlier one, for each request in flight.
const WAITING_PER_REQUEST: u64 = 4;

/// The reason why a run ended before it was complete.
#[derive(Debug)]
pub(crate) enum End {
    /// A request failed.
    Failed(Failure),
    /// A line of the input cannot be read.
    Input(UsageError),
    /// The output cannot be written.
    Output(io::Error),
}

impl From<io::Error> for End {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// An event that another thread reports.
enum Event {
    /// The next request of the input, or its end.
    Read(Result<Option<Unit>, UsageError>),
    /// The result of a request.
    Answered(Unit, Result<Vec<Row>, Failure>),
}

/// The state of a run.
pub(crate) struct Work<'a> {
    service: &'a dyn Service,
    host: &'a Host,
    options: Options,
    format: Format,
    in_flight: usize,
    keep_going: bool,
    sink: Sink,
    /// The number of requests that were read.
    read: u64,
    is_exhausted: bool,
}

impl<'a> Work<'a> {
    pub(crate) fn new(
        service: &'a dyn Service,
        arguments: &RunArgs,
        options: Options,
        host: &'a Host,
        sink: Sink,
    ) -> Self {
        Self {
            service,
            host,
            options,
            format: arguments.format(),
            in_flight: arguments.in_flight.into(),
            keep_going: arguments.keep_going,
            sink,
            read: 0,
            is_exhausted: false,
        }
    }

    /// Returns whether every request of the input was answered and written.
    pub(crate) fn is_complete(&self) -> bool {
        self.is_exhausted && self.sink.next() == self.read
    }

    /// Returns the sink.
    pub(crate) fn into_sink(self) -> Sink {
        self.sink
    }

    /// Carries out all requests. `known` contains requests that were read before. `lost` contains requests that an
    /// earlier run may have sent, that must not be sent twice, and that have no answer. If the run ends before it is
    /// complete, returns the reason, except for an interrupt.
    pub(crate) fn carry_out(&mut self, units: Units, known: VecDeque<Unit>, lost: Vec<Unit>) -> Option<End> {
        self.read = units.count();
        let lost = lost.iter().map(|unit| (unit.number, self.piece(unit, &self.lost_rows(unit)))).collect();
        if let Err(error) = self.sink.take(lost) {
            return Some(End::Output(error));
        }
        let (events, reports) = channel();
        let (wishes, wished) = channel();
        let reader = events.clone();
        // Reading standard input may block forever, so this thread is not joined.
        thread::spawn(move || read(units, &wished, &reader));
        let (orders, ordered) = channel();
        let (ordered, options) = (Mutex::new(ordered), self.options.clone());
        let (service, host) = (self.service, self.host);
        thread::scope(|scope| {
            for _ in 0..self.in_flight {
                let (events, ordered, options) = (events.clone(), &ordered, &options);
                scope.spawn(move || ask(service, options, host, ordered, &events));
            }
            let end = self.coordinate(known, &wishes, &orders, &reports).err();
            // Attempts in flight are completed, but the pauses before further attempts end.
            self.host.stop.request();
            drop(orders);
            end
        })
    }

    /// Hands out requests, takes their results, and writes them.
    fn coordinate(
        &mut self,
        mut ready: VecDeque<Unit>,
        wishes: &Sender<()>,
        orders: &Sender<Unit>,
        reports: &Receiver<Event>,
    ) -> Result<(), End> {
        let (mut open, mut wished) = (0, 0);
        let mut end = None;
        loop {
            let is_stopped = end.is_some() || self.host.stop.is_requested();
            while !is_stopped && open < self.in_flight {
                let Some(unit) = ready.pop_front() else { break };
                if self.service.is_at_most_once() {
                    self.sink.note_asked(unit.number)?;
                }
                // The threads that send requests live as long as this one.
                if orders.send(unit).is_ok() {
                    open += 1;
                }
            }
            let room = self.sink.next() + WAITING_PER_REQUEST * u64::try_from(self.in_flight).unwrap_or(1);
            let wanted = |wished: u64| self.read + wished < room && wished < 2;
            while !is_stopped && !self.is_exhausted && ready.is_empty() && wanted(wished) {
                // The thread that reads ends after it has reported the end.
                if wishes.send(()).is_err() {
                    break;
                }
                wished += 1;
            }
            let is_idle = ready.is_empty() && (self.is_exhausted || wished == 0);
            if open == 0 && (is_stopped || is_idle) {
                return end.map_or(Ok(()), Err);
            }
            let first = match reports.recv_timeout(TICK) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return end.map_or(Ok(()), Err),
            };
            let mut pieces = Vec::new();
            for event in std::iter::once(first).chain(reports.try_iter()) {
                match event {
                    Event::Read(Ok(Some(unit))) => {
                        wished -= 1;
                        self.read += 1;
                        ready.push_back(unit);
                    }
                    Event::Read(Ok(None)) => {
                        wished -= 1;
                        self.is_exhausted = true;
                    }
                    Event::Read(Err(error)) => end = end.or(Some(End::Input(error))),
                    Event::Answered(unit, result) => {
                        open -= 1;
                        let (rows, failure) = self.judge(&unit, result);
                        match rows {
                            Some(rows) => pieces.push((unit.number, self.piece(&unit, &rows))),
                            None if self.service.is_at_most_once() => self.sink.note_unsent(unit.number)?,
                            None => {}
                        }
                        end = end.or(failure.map(End::Failed));
                    }
                }
            }
            if end.is_some() {
                self.host.stop.request();
            }
            if !pieces.is_empty() {
                self.sink.take(pieces)?;
                self.host.log.progress(self.sink.counts().lines);
            }
        }
    }

    /// Returns the rows for a request, and the failure that ends the run, if any.
    ///
    /// A request that failed ends the run, and is sent again when the run is resumed. There are three exceptions. With
    /// `--keep-going`, its identifiers are reported. If each identifier has a separate request, a rejection is the
    /// answer for that identifier. A code that may have been used up is reported, because it must not be sent again.
    fn judge(&self, unit: &Unit, result: Result<Vec<Row>, Failure>) -> (Option<Vec<Row>>, Option<Failure>) {
        let failure = match result {
            Ok(rows) => return (Some(rows), None),
            Err(failure) => failure,
        };
        let error = &failure.error;
        let rows = || Some(self.failed_rows(unit, error));
        let is_spent = self.service.is_at_most_once() && !error.retryable();
        match error {
            // The run was stopped between two attempts.
            LookupError::Cancelled => (None, None),
            LookupError::Rejected { .. } if self.service.max_per_list() == 1 => (rows(), None),
            LookupError::Unauthenticated { .. }
            | LookupError::InvalidInput { .. }
            | LookupError::Internal { .. } => (rows().filter(|_| is_spent), Some(failure)),
            _ if self.keep_going => (rows(), None),
            _ => (rows().filter(|_| is_spent), Some(failure)),
        }
    }

    fn piece(&self, unit: &Unit, rows: &[Row]) -> Piece {
        Piece {
            digest: unit.digest.clone(),
            counts: Counts::of(rows, unit.lines),
            text: self.format.render(rows, unit.number == 0),
        }
    }

    fn failed_rows(&self, unit: &Unit, error: &LookupError) -> Vec<Row> {
        let lists = self.service.lists();
        identifiers(&lists, unit).map(|(kind, text)| Row::failed(text, kind, error)).collect()
    }

    /// Returns the rows of a request that was in flight when an earlier run ended.
    fn lost_rows(&self, unit: &Unit) -> Vec<Row> {
        let kind = TransportErrorKind::Interrupted;
        let error = LookupError::Transport { provider: self.service.name(), kind, retryable: false };
        self.failed_rows(unit, &error)
    }
}

/// Reads the next request from the input whenever one is wanted.
fn read(mut units: Units, wished: &Receiver<()>, events: &Sender<Event>) {
    for () in wished {
        let unit = units.next();
        let is_end = !matches!(unit, Ok(Some(_)));
        if events.send(Event::Read(unit)).is_err() || is_end {
            break;
        }
    }
}

/// Performs one request after the other.
fn ask(
    service: &dyn Service,
    options: &Options,
    host: &Host,
    ordered: &Mutex<Receiver<Unit>>,
    events: &Sender<Event>,
) {
    loop {
        let unit = ordered.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(unit) = unit else { break };
        let options = Options { clock_offset_ms: host.clock_offset_ms(), ..options.clone() };
        let result = service.ask(&unit, options, host);
        if events.send(Event::Answered(unit, result)).is_err() {
            break;
        }
    }
}
