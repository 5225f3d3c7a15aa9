//! The Maven artifacts that the Kotlin packages need.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{Graph, LICENSE};
use crate::kotlin::coordinates::GROUP;

/// Members of a component that are copied. The others describe the project that makes it.
const COPIED: [&str; 7] = ["type", "bom-ref", "group", "name", "version", "licenses", "purl"];

/// Returns the components in a bill that OWASP's plugin for Maven has written.
pub(in super::super) fn graph(bill: &Value) -> Result<Graph> {
    let mut graph = Graph::default();
    for component in list(&bill["components"])? {
        let reference = component["bom-ref"].as_str().context("a component without a reference")?;
        let mut copy = json!({});
        for name in COPIED {
            if let Some(value) = component.get(name) {
                copy[name] = value.clone();
            }
        }
        if component["group"] == GROUP {
            // A POM lists licenses, and does not say whether all of them apply or the user chooses.
            copy["licenses"] = json!([{ "expression": LICENSE }]);
        }
        let hashes = component["hashes"].as_array().into_iter().flatten();
        let hashes: Vec<_> = hashes.filter(|hash| hash["alg"] == "SHA-256").collect();
        if !hashes.is_empty() {
            copy["hashes"] = json!(hashes);
        }
        graph.add(reference, copy);
    }
    for dependency in list(&bill["dependencies"])? {
        let reference = dependency["ref"].as_str().context("dependencies without a reference")?;
        let needed = dependency["dependsOn"].as_array().into_iter().flatten();
        graph.add_needs(reference, needed.filter_map(Value::as_str).map(str::to_owned));
    }
    Ok(graph)
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().context("the bill of Maven's plugin lacks a list")
}

/// Returns the package URL of one of our artifacts, as the plugin writes it.
pub(in super::super) fn purl(name: &str, version: &str) -> String {
    format!("pkg:maven/{GROUP}/{name}@{version}?type=jar")
}

#[cfg(test)]
mod tests {
    use super::super::Subject;
    use super::*;

    #[test]
    fn artifacts_keep_their_package_urls_licenses_and_one_digest() {
        let (own, jna) = (purl("mingpian", "1.0.0"), "pkg:maven/net.java.dev.jna/jna@5.0.0?type=jar");
        let okhttp = purl("mingpian-okhttp", "1.0.0");
        let license =
            json!([{ "license": { "id": "LGPL-2.1-or-later" } }, { "license": { "id": "Apache-2.0" } }]);
        let component = |reference: &str, group: &str, name: &str| {
            json!({
                "type": "library", "bom-ref": reference, "group": group, "name": name, "version": "1.0.0",
                "description": "x", "licenses": license, "purl": reference,
                "hashes": [{ "alg": "MD5", "content": "00" }, { "alg": "SHA-256", "content": "ff" }],
            })
        };
        let written = json!({
            "metadata": { "component": { "bom-ref": "pkg:maven/com.example/consumer@1?type=jar" } },
            "components": [
                component(jna, "net.java.dev.jna", "jna"),
                component(&own, GROUP, "mingpian"),
                component(&okhttp, GROUP, "mingpian-okhttp"),
            ],
            "dependencies": [
                { "ref": "pkg:maven/com.example/consumer@1?type=jar", "dependsOn": [okhttp] },
                { "ref": okhttp, "dependsOn": [own] },
                { "ref": own, "dependsOn": [jna] },
                { "ref": jna },
            ],
        });
        let subject = Subject {
            purl: okhttp,
            group: Some(GROUP),
            name: "mingpian-okhttp",
            version: "1.0.0".to_owned(),
            is_application: false,
        };
        let bill = graph(&written).unwrap().bill(&subject).unwrap();
        assert_eq!(
            bill["components"],
            json!([
                {
                    "type": "library", "bom-ref": own, "group": GROUP, "name": "mingpian", "version": "1.0.0",
                    "licenses": [{ "expression": LICENSE }], "purl": own,
                    "hashes": [{ "alg": "SHA-256", "content": "ff" }],
                },
                {
                    "type": "library", "bom-ref": jna, "group": "net.java.dev.jna", "name": "jna",
                    "version": "1.0.0", "licenses": license, "purl": jna,
                    "hashes": [{ "alg": "SHA-256", "content": "ff" }],
                },
            ])
        );
    }

    #[test]
    fn a_bill_without_its_lists_is_refused() {
        assert!(graph(&json!({ "dependencies": [] })).is_err());
        assert!(graph(&json!({ "components": [{ "name": "x" }], "dependencies": [] })).is_err());
    }
}
