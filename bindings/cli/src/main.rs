//! Looks people up in three Chinese account services.
//!
//! [`main`] reads the arguments, and [`run`] and [`work`] carry out a run. [`input`] reads identifiers, [`services`]
//! look them up with [`drive`] and [`transport`], and [`sink`] writes answers with [`render`] and [`journal`].

#![forbid(unsafe_code)]

mod arguments;
mod credentials;
mod drive;
mod exit;
mod input;
mod journal;
mod log;
mod render;
mod row;
mod run;
mod services;
mod sink;
mod stop;
mod transport;
mod work;

use arguments::{Arguments, Command};
use clap::{CommandFactory as _, Parser as _};
use exit::{Exit, UsageError};
use log::Log;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    match carry_out(Arguments::parse()) {
        Ok(exit) => exit.into(),
        Err(error) => {
            Log::new(false, false).error(error);
            Exit::Usage.into()
        }
    }
}

fn carry_out(arguments: Arguments) -> Result<Exit, UsageError> {
    match arguments.command {
        Command::Dmtz { service, run } => run::run(&service, &run),
        Command::Mysoft { service, run } => run::run(&service.open()?, &run),
        Command::Quanshi { service, run } => run::run(&service.open()?, &run),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "mingpian", &mut io::stdout());
            Ok(Exit::Found)
        }
    }
}
