//! Tests the local services over real HTTP.

mod app;
mod binary;
mod dmtz;
mod faults;
mod mysoft;
mod quanshi;
mod support;
mod upstream;
mod web;
