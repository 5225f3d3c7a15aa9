//! A software bill of materials in CycloneDX: what a published artifact is made of, and what it needs.

pub(super) mod crates;
pub(super) mod maven;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// The license of everything that is published.
const LICENSE: &str = "MIT OR Apache-2.0";

/// A published artifact.
pub(super) struct Subject {
    /// The package URL, which the bill also uses as the reference to it.
    pub(super) purl: String,
    /// The group of a Maven artifact.
    pub(super) group: Option<&'static str>,
    pub(super) name: &'static str,
    pub(super) version: String,
    /// Whether it is a program rather than a library.
    pub(super) is_application: bool,
}

/// Components, and which of them needs which. A key is a component's reference, which is its package URL.
#[derive(Default)]
pub(super) struct Graph {
    components: BTreeMap<String, Value>,
    needs: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    fn add(&mut self, reference: &str, component: Value) {
        self.components.insert(reference.to_owned(), component);
    }

    fn add_needs(&mut self, reference: &str, needed: impl IntoIterator<Item = String>) {
        self.needs.entry(reference.to_owned()).or_default().extend(needed);
    }

    /// Adds the components and the needs of another graph.
    pub(super) fn merge(&mut self, other: Self) {
        self.components.extend(other.components);
        for (reference, needed) in other.needs {
            self.add_needs(&reference, needed);
        }
    }

    /// Returns the bill of an artifact, with everything that it needs directly or indirectly. The same sources always
    /// have the same bill, so it has neither a time nor a serial number.
    pub(super) fn bill(&self, subject: &Subject) -> Result<Value> {
        let mut reached = BTreeSet::from([subject.purl.as_str()]);
        let mut next = vec![subject.purl.as_str()];
        while let Some(reference) = next.pop() {
            let needed = self.needs.get(reference).into_iter().flatten();
            next.extend(needed.map(String::as_str).filter(|needed| reached.insert(needed)));
        }
        let mut components = Vec::new();
        let mut dependencies = Vec::new();
        for reference in reached {
            if reference != subject.purl {
                let component = self.components.get(reference);
                components.push(component.with_context(|| format!("{reference} is needed, but unknown"))?);
            }
            let needed = self.needs.get(reference).cloned().unwrap_or_default();
            dependencies.push(json!({ "ref": reference, "dependsOn": needed }));
        }
        let kind = if subject.is_application { "application" } else { "library" };
        let mut root = json!({
            "type": kind,
            "bom-ref": subject.purl,
            "name": subject.name,
            "version": subject.version,
            "licenses": [{ "expression": LICENSE }],
            "purl": subject.purl,
        });
        if let Some(group) = subject.group {
            root["group"] = json!(group);
        }
        Ok(json!({
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": { "component": root },
            "components": components,
            "dependencies": dependencies,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject() -> Subject {
        let purl = "pkg:generic/a@1".to_owned();
        Subject { purl, group: Some("g"), name: "a", version: "1".to_owned(), is_application: false }
    }

    #[test]
    fn a_bill_lists_what_is_needed_directly_or_indirectly() {
        let mut graph = Graph::default();
        for name in ["b", "c", "unrelated"] {
            graph.add(name, json!({ "name": name }));
        }
        graph.add_needs("pkg:generic/a@1", ["b".to_owned()]);
        let mut other = Graph::default();
        other.add_needs("b", ["c".to_owned()]);
        other.add_needs("c", ["b".to_owned()]);
        other.add_needs("unrelated", ["c".to_owned()]);
        graph.merge(other);
        let bill = graph.bill(&subject()).unwrap();
        assert_eq!(bill["components"], json!([{ "name": "b" }, { "name": "c" }]));
        assert_eq!(
            bill["dependencies"],
            json!([
                { "ref": "b", "dependsOn": ["c"] },
                { "ref": "c", "dependsOn": ["b"] },
                { "ref": "pkg:generic/a@1", "dependsOn": ["b"] },
            ])
        );
        let root = &bill["metadata"]["component"];
        assert_eq!(
            (&root["group"], &root["name"], &root["purl"]),
            (&json!("g"), &json!("a"), &root["bom-ref"])
        );
    }

    #[test]
    fn a_component_that_nothing_describes_is_an_error() {
        let mut graph = Graph::default();
        graph.add_needs("pkg:generic/a@1", ["pkg:generic/b@1".to_owned()]);
        let error = graph.bill(&subject()).unwrap_err();
        assert_eq!(error.to_string(), "pkg:generic/b@1 is needed, but unknown");
    }
}
