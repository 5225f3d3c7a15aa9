//! The work of a run: a thread that reads, some that ask, and this one, which decides and writes.

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

/// How often a stop is noticed while nothing else happens.
const TICK: Duration = Duration::from_millis(100);

/// How many answers may wait for an earlier one, for each request in flight.
const WAITING_PER_REQUEST: u64 = 4;

/// Why a run ended before it was complete.
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

/// What the other threads report.
enum Event {
    /// The next request of the input, or its end.
    Read(Result<Option<Unit>, UsageError>),
    /// The result of a request.
    Answered(Unit, Result<Vec<Row>, Failure>),
}

/// The work of a run.
pub(crate) struct Work<'a> {
    service: &'a dyn Service,
    host: &'a Host,
    options: Options,
    format: Format,
    in_flight: usize,
    keep_going: bool,
    sink: Sink,
    /// How many requests were read.
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

    /// Returns what was written.
    pub(crate) fn into_sink(self) -> Sink {
        self.sink
    }

    /// Asks about everything. `known` are requests that were read before, and `lost` are those that were sent at most
    /// once, by an earlier run, and have no answer. Returns why it ended before it was complete, except for an interrupt.
    pub(crate) fn carry_out(&mut self, units: Units, known: VecDeque<Unit>, lost: Vec<Unit>) -> Option<End> {
        self.read = units.count();
        let lost = lost.iter().map(|unit| (unit.number, self.piece(unit, &self.lost_rows(unit)))).collect();
        if let Err(error) = self.sink.take(lost) {
            return Some(End::Output(error));
        }
        let (events, reports) = channel();
        let (wishes, wished) = channel();
        let reader = events.clone();
        // A read of standard input may never end, so this thread is not waited for.
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
            // What is in flight comes to its end, and what it would still wait for does not.
            self.host.stop.request();
            drop(orders);
            end
        })
    }

    /// Hands out requests, takes what comes of them, and writes it.
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
                // A thread that asks lives as long as this one.
                if orders.send(unit).is_ok() {
                    open += 1;
                }
            }
            let room = self.sink.next() + WAITING_PER_REQUEST * u64::try_from(self.in_flight).unwrap_or(1);
            let wanted = |wished: u64| self.read + wished < room && wished < 2;
            while !is_stopped && !self.is_exhausted && ready.is_empty() && wanted(wished) {
                // The thread that reads has ended if it has reported the end.
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

    /// Returns the rows that are written about a request, and why the run ends, if it does.
    ///
    /// A request that failed ends the run and is asked again when the run goes on. There are three exceptions: with
    /// `--keep-going`, its identifiers are reported; a rejection is the answer about an identifier that has a request of
    /// its own; and what may have been spent is reported, because it must not be asked again.
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

/// Reads a request from the input for each wish.
fn read(mut units: Units, wished: &Receiver<()>, events: &Sender<Event>) {
    for () in wished {
        let unit = units.next();
        let is_end = !matches!(unit, Ok(Some(_)));
        if events.send(Event::Read(unit)).is_err() || is_end {
            break;
        }
    }
}

/// Asks about one request after the other.
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
