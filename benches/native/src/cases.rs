//! The measurements.

use anyhow::Result;

use crate::data::DataSet;
use crate::ours::{self, Ours};
use crate::peers;
use crate::rounds::{Caches, Contender, run};

const SECRET_KEY: &str = "demo-secret-key";

/// Measures reading 600 accounts into structs.
pub(crate) fn structs(data: &DataSet, script: &str) -> Result<()> {
    let ours = Ours::new(SECRET_KEY);
    let question = ours::question(data.identifiers.clone());
    run(
        &format!("600 accounts into structs, {script}"),
        Caches::Warm,
        Contender::new(
            "ours",
            || (ours.open(question.clone()), data.body.clone()),
            |(opened, body)| ours.structs(opened, body),
        ),
        vec![Contender::new("serde_json", || data.body.clone(), peers::read)],
    )
}

/// Measures building the index of 600 accounts, without reading it.
pub(crate) fn index(data: &DataSet, script: &str) -> Result<()> {
    let ours = Ours::new(SECRET_KEY);
    let index = |body| if ours.index(body) > 0 { data.identifiers.len() } else { 0 };
    run(
        &format!("600 accounts, index alone, {script}"),
        Caches::Warm,
        Contender::new("ours", || data.body.clone(), index),
        vec![Contender::new("serde_json into structs", || data.body.clone(), peers::read)],
    )
}

/// Measures looking up all people in a data set.
pub(crate) fn lookup(data: &DataSet, what: &str) -> Result<()> {
    let ours = Ours::new(SECRET_KEY);
    let prepare = || (ours::question(data.identifiers.clone()), data.body.clone());
    let ours = Contender::new("ours", prepare, |(question, body)| ours.lookup(question, body));
    let prepare = || (data.identifiers.clone(), data.body.clone());
    let by_hand = |(identifiers, body)| peers::look_up(identifiers, body, SECRET_KEY);
    run(what, Caches::Warm, ours, vec![Contender::new("serde_json and sha1", prepare, by_hand)])
}

/// Measures building the request for 600 identifiers. The peer only writes the body.
pub(crate) fn request(data: &DataSet) -> Result<()> {
    let ours = Ours::new(SECRET_KEY);
    let question = ours::question(data.identifiers.clone());
    for (caches, temperature) in [(Caches::Warm, "warm"), (Caches::Cold, "cold")] {
        run(
            &format!("request for 600, {temperature}"),
            caches,
            Contender::new("ours", || (), |()| ours.request(&question)),
            vec![Contender::new(
                "serde_json, body alone",
                || (),
                |()| std::hint::black_box(peers::write(&data.identifiers)).len(),
            )],
        )?;
    }
    Ok(())
}

/// Measures signing. One peer only hashes the joined message. The other one hashes the parts and writes hexadecimal
/// digits.
pub(crate) fn check_sum() -> Result<()> {
    const TIME: u64 = 1_800_000_000_000;
    let ours = Ours::new(SECRET_KEY);
    let nonce = "07".repeat(16);
    let time = TIME.to_string();
    let message = [SECRET_KEY, &nonce, &time].concat();
    // A checksum has two digits for each byte of the hash.
    run(
        "check_sum, with hex",
        Caches::Warm,
        Contender::new("ours", || (), |()| std::hint::black_box(ours.check_sum(&nonce, TIME)).len()),
        vec![
            Contender::new(
                "sha1 alone, without hex",
                || (),
                |()| 2 * std::hint::black_box(peers::sha1(std::hint::black_box(message.as_bytes()))).len(),
            ),
            Contender::new(
                "sha1 and hex",
                || (),
                |()| std::hint::black_box(peers::sha1_hex([SECRET_KEY, &nonce, &time])).len(),
            ),
        ],
    )
}
