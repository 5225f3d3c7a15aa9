//! An HTTP server on a loopback port that imitates the account services of Mingpian, and an app's own server that signs
//! for its page.
//!
//! It is written from the vendors' pages only and shares no code with the package `mingpian`, so that a mistake in one
//! is not repeated in the other. All people in its answers are invented.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use mingpian_sandbox::{Config, Sandbox};
//!
//! let sandbox = Sandbox::bind(Config::default()).await?;
//! println!("{}", sandbox.addresses().of("quanshi"));
//! sandbox.run().await;
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

mod answer;
mod app;
mod avatar;
mod bend;
mod exchange;
mod fault;
mod find;
mod lock;
mod log;
mod loopback;
mod memory;
mod misshape;
mod page;
mod people;
mod request;
mod server;
mod service;
mod services;
mod stats;
mod upstream;

pub use app::AppCredentials;
pub use fault::{Faults, InvalidFault};
pub use find::UnknownService;
pub use server::{Addresses, Config, Sandbox};
pub use service::Service;
pub use upstream::{InvalidUpstream, Upstream};
