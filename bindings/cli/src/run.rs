//! Carries out a run: requests all identifiers with a few requests in flight, and writes the answers in the order of
//! the input.

use crate::arguments::RunArgs;
use crate::drive::Host;
use crate::exit::{Exit, UsageError};
use crate::input::{ListInput, Unit, Units};
use crate::journal::{Settings, State};
use crate::log::Log;
use crate::services::{Service, usage};
use crate::sink::Sink;
use crate::stop::Stop;
use crate::transport::Transport;
use crate::work::{End, Work};
use sha2::{Digest as _, Sha256};
use std::collections::VecDeque;
use std::io::{self, IsTerminal as _};

/// Carries out a run.
///
/// # Errors
///
/// The error names the option that is not usable. In that case, nothing was sent, unless a line of standard input is
/// not usable.
pub(crate) fn run(service: &dyn Service, arguments: &RunArgs) -> Result<Exit, UsageError> {
    let options = arguments.options();
    let lists = service.lists();
    let lists_from_stdin: Vec<_> = lists.iter().filter(|list| list.is_stdin()).collect();
    if let [_, second, ..] = &lists_from_stdin[..] {
        return Err(UsageError::new(second.option, "standard input is read by another option"));
    }
    service.check(options.clone()).map_err(|error| usage(service, &error))?;
    let total = count(&lists)?;
    if total == Some(0) {
        let option = lists.iter().find(|list| !list.is_empty()).map_or("", |list| list.option);
        return Err(UsageError::new(option, "expected at least one identifier"));
    }
    let stop = Stop::on_signals().map_err(|error| UsageError::new("signals", error))?;
    let (sink, state) = match &arguments.output {
        None => (Sink::stdout(), State::default()),
        Some(path) => Sink::file(path, arguments.existing(), settings(service, arguments))?,
    };
    let mut units = Units::new(&lists, service.max_per_list())?;
    let (known, lost) = skip(&mut units, &state, &lists)?;

    let mut log = Log::new(arguments.verbose, arguments.quiet);
    let is_batch = lists.iter().any(|list| list.file.is_some());
    if is_batch && (arguments.output.is_some() || !io::stdout().is_terminal()) {
        log.show_bar(total);
    }
    let done = sink.counts();
    if done.lines > 0 {
        log.note(format_args!("resuming after {} identifiers that are done", group(done.asked())));
    }
    log.begin_at(done.lines);
    let host = Host::new(Transport::new(!service.is_at_most_once()), stop, log);
    let mut work = Work::new(service, arguments, options, &host, sink);
    let end = work.carry_out(units, known, lost);
    host.log.end();
    Ok(report(work, end, &host, total.filter(|_| is_batch)))
}

/// Returns the number of identifiers, if all lists can be read twice.
fn count(lists: &[ListInput]) -> Result<Option<u64>, UsageError> {
    let mut total = Some(0);
    for list in lists {
        let count = list.count()?;
        total = total.zip(count).map(|(total, count)| total + count);
    }
    Ok(total)
}

/// Returns digests of the options that determine what is requested and written.
fn settings(service: &dyn Service, arguments: &RunArgs) -> Settings {
    let mut settings = service.settings();
    settings.push(("SERVICE", service.name().to_owned()));
    settings.push(("--format", format!("{:?}", arguments.format())));
    settings.extend(arguments.base_url.clone().map(|url| ("--base-url", url)));
    let digest = |text: String| hex::encode(&Sha256::digest(text)[..8]);
    settings.into_iter().map(|(name, text)| (name.to_owned(), digest(text))).collect()
}

/// Skips the requests that an earlier run has done. Returns the requests that it skipped although later ones are done,
/// and the requests that must not be sent twice and have no answer.
///
/// # Errors
///
/// Returns an error if the input differs from that of the earlier run.
fn skip(
    units: &mut Units,
    state: &State,
    lists: &[ListInput],
) -> Result<(VecDeque<Unit>, Vec<Unit>), UsageError> {
    let (mut known, mut lost) = (VecDeque::new(), Vec::new());
    let last_held = state.held.last_key_value().map(|(number, _)| number + 1);
    let last_asked = state.asked.last().map(|number| number + 1);
    let end = state.next.max(last_held.unwrap_or(0)).max(last_asked.unwrap_or(0));
    for number in 0..end {
        let unit = units.next()?;
        let digest = match state.held.get(&number) {
            Some(piece) => Some(&piece.digest),
            None => Some(&state.digest).filter(|_| number + 1 == state.next),
        };
        let is_same = |unit: &Unit| digest.is_none_or(|digest| *digest == unit.digest);
        let Some(unit) = unit.filter(is_same) else {
            let option = lists.iter().find(|list| !list.is_empty()).map_or("", |list| list.option);
            return Err(UsageError::new(
                option,
                "expected the identifiers of the interrupted run, got others among those that are done",
            ));
        };
        if state.asked.contains(&number) {
            lost.push(unit);
        } else if number >= state.next && !state.held.contains_key(&number) {
            known.push_back(unit);
        }
    }
    Ok((known, lost))
}

/// Finishes the output, prints a summary, and returns the exit code.
fn report(work: Work<'_>, end: Option<End>, host: &Host, total: Option<u64>) -> Exit {
    let is_complete = end.is_none() && work.is_complete();
    let sink = work.into_sink();
    let (counts, path) = (sink.counts(), sink.path().map(ToOwned::to_owned));
    let finished = sink.finish(is_complete);
    let end = end.or_else(|| finished.err().map(End::Output));
    let log = &host.log;
    if end.is_none() && is_complete {
        if total.is_some() || path.is_some() {
            log.note(summary(&counts));
        }
        return match counts {
            counts if counts.unreadable + counts.failed > 0 => Exit::Incomplete,
            counts if counts.not_found + counts.rejected > 0 => Exit::NotFound,
            _ => Exit::Found,
        };
    }
    let exit = match end {
        Some(End::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => return Exit::BrokenPipe,
        Some(End::Output(error)) => {
            log.error(format_args!("cannot write the output: {error}"));
            Exit::Stopped
        }
        Some(End::Input(error)) => {
            log.error(error);
            Exit::Usage
        }
        Some(End::Failed(failure)) => {
            let (code, cause) = (failure.error.code(), failure.cause);
            let cause = cause.map_or(String::new(), |cause| format!(" ({cause})"));
            log.error(format_args!("{code}: {}{cause}", failure.error));
            if code == mingpian::ErrorCode::Unauthenticated { Exit::Refused } else { Exit::Stopped }
        }
        None => {
            log.error("interrupted");
            Exit::Interrupted
        }
    };
    if path.is_some() {
        let total = total.map_or(String::new(), |total| format!(" of {}", group(total)));
        log.note(format_args!(
            "{}{total} identifiers are done. Continue with the same command and --resume",
            group(counts.lines)
        ));
    }
    exit
}

/// Returns `1,234 identifiers: 1,230 found, 4 not found`.
fn summary(counts: &crate::row::Counts) -> String {
    let duplicates = counts.lines.saturating_sub(counts.asked());
    let parts = [
        (counts.found, "found"),
        (counts.not_found, "not found"),
        (counts.rejected, "rejected"),
        (counts.unreadable, "unreadable"),
        (counts.failed, "failed"),
        (duplicates, "duplicates left out"),
    ];
    let is_shown = |(position, (count, _)): &(usize, (u64, &str))| *position == 0 || *count > 0;
    let parts: Vec<_> = parts.into_iter().enumerate().filter(is_shown).collect();
    let parts: Vec<_> = parts.iter().map(|(_, (count, name))| format!("{} {name}", group(*count))).collect();
    format!("{} identifiers: {}", group(counts.asked()), parts.join(", "))
}

/// Returns a number with commas: `100,000`.
fn group(number: u64) -> String {
    indicatif::HumanCount(number).to_string()
}
