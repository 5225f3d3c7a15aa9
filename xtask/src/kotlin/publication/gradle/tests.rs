//! Checks the generated metadata against the rules of the specification.

use std::collections::BTreeSet;

use super::super::artifact::artifacts;
use super::*;

const VERSIONS: &str = "<stdlib.version>1.2.3</stdlib.version><coroutines.version>2.3.4</coroutines.version>\
    <jna.version>3.4.5</jna.version><okhttp.version>4.5.6</okhttp.version>";

/// Returns files whose content is the end of their names.
fn files<'a>(endings: &[&'a str]) -> Vec<(&'a str, Digests)> {
    endings.iter().map(|ending| (*ending, Digests::of(ending.as_bytes()))).collect()
}

fn both() -> [(String, Value); 2] {
    let endings =
        [&[".jar", ".aar", "-sources.jar", "-javadoc.jar"][..], &[".jar", "-sources.jar", "-javadoc.jar"]];
    let [core, okhttp] = artifacts(VERSIONS).unwrap();
    [(core, endings[0]), (okhttp, endings[1])].map(|(artifact, endings)| {
        let text = metadata(&artifact, &files(endings)).unwrap();
        let value = serde_json::from_str(&text).unwrap();
        (text, value)
    })
}

/// Returns the members of an object, and checks that all of them are known.
fn members<'a>(value: &'a Value, required: &[&str], optional: &[&str]) -> &'a serde_json::Map<String, Value> {
    let object = value.as_object().unwrap();
    for name in required {
        assert!(object.contains_key(*name), "no {name} in {value}");
    }
    for name in object.keys() {
        assert!(required.iter().chain(optional).any(|known| known == name), "{name} in {value}");
    }
    object
}

fn texts(value: &Value, names: &[&str]) {
    for name in names {
        assert!(value[name].as_str().is_some_and(|text| !text.is_empty()), "{name} in {value}");
    }
}

fn check_file(file: &Value, urls: &mut BTreeSet<String>) {
    members(file, &["name", "url", "size", "md5", "sha1", "sha256", "sha512"], &[]);
    texts(file, &["name", "url"]);
    assert!(file["size"].is_u64());
    for (kind, digits) in [("md5", 32), ("sha1", 40), ("sha256", 64), ("sha512", 128)] {
        let digest = file[kind].as_str().unwrap();
        assert!(digest.len() == digits && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{kind}");
    }
    urls.insert(file["url"].as_str().unwrap().to_owned());
}

fn check_dependency(dependency: &Value) {
    members(dependency, &["group", "module", "version"], &["thirdPartyCompatibility"]);
    texts(dependency, &["group", "module"]);
    members(&dependency["version"], &["requires"], &[]);
    texts(&dependency["version"], &["requires"]);
    if let Some(compatibility) = dependency.get("thirdPartyCompatibility") {
        members(compatibility, &["artifactSelector"], &[]);
        members(&compatibility["artifactSelector"], &["name", "type", "extension"], &["classifier"]);
    }
}

#[test]
fn the_metadata_follows_the_specification() {
    for (text, value) in both() {
        assert!(
            text.trim_start_matches(['{', ' ', '\n']).starts_with("\"formatVersion\": \"1.1\""),
            "{text}"
        );
        members(&value, &["formatVersion", "component", "variants"], &[]);
        members(&value["component"], &["group", "module", "version"], &[]);
        texts(&value["component"], &["group", "module", "version"]);
        let (mut names, mut attributes, mut urls) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for variant in value["variants"].as_array().unwrap() {
            members(variant, &["name", "attributes", "files"], &["dependencies"]);
            texts(variant, &["name"]);
            assert!(names.insert(variant["name"].to_string()), "two variants of one name");
            let own = variant["attributes"].as_object().unwrap();
            assert!(!own.is_empty() && own.values().all(|value| value.is_string() || value.is_i64()));
            assert!(attributes.insert(variant["attributes"].to_string()), "two variants for one purpose");
            variant["files"].as_array().unwrap().iter().for_each(|file| check_file(file, &mut urls));
            variant
                .get("dependencies")
                .into_iter()
                .flat_map(|all| all.as_array().unwrap())
                .for_each(check_dependency);
        }
        let name = value["component"]["module"].as_str().unwrap();
        assert!(urls.iter().all(|url| url.starts_with(&format!("{name}-{VERSION}"))), "{urls:?}");
    }
}

fn variant<'a>(metadata: &'a Value, name: &str) -> &'a Value {
    let variants = metadata["variants"].as_array().unwrap();
    variants.iter().find(|variant| variant["name"] == name).unwrap_or_else(|| panic!("no variant {name}"))
}

fn summary(metadata: &Value, name: &str) -> (String, Vec<String>) {
    let variant = variant(metadata, name);
    let dependency = |each: &Value| {
        let kind = each.pointer("/thirdPartyCompatibility/artifactSelector/extension");
        let kind = kind.map_or(String::new(), |kind| format!("@{}", kind.as_str().unwrap()));
        format!("{}{kind}", each["module"].as_str().unwrap())
    };
    let dependencies = variant["dependencies"].as_array().unwrap().iter().map(dependency).collect();
    (variant["files"][0]["url"].as_str().unwrap().to_owned(), dependencies)
}

#[test]
fn android_and_the_jvm_have_their_own_files() {
    let [(_, core), (_, okhttp)] = both();
    let expect = |metadata: &Value, name: &str, file: &str, dependencies: &[&str]| {
        let file = file.replace("VERSION", VERSION);
        let dependencies: Vec<String> = dependencies.iter().map(|each| (*each).to_owned()).collect();
        assert_eq!(summary(metadata, name), (file, dependencies), "{name}");
    };
    let api = ["kotlin-stdlib", "kotlinx-coroutines-core"];
    expect(&core, "jvmApi", "mingpian-VERSION.jar", &api);
    expect(&core, "jvmRuntime", "mingpian-VERSION.jar", &[api[0], api[1], "jna"]);
    expect(&core, "androidApi", "mingpian-VERSION.aar", &api);
    expect(&core, "androidRuntime", "mingpian-VERSION.aar", &[api[0], api[1], "jna@aar"]);
    for name in ["api", "runtime"] {
        expect(&okhttp, name, "mingpian-okhttp-VERSION.jar", &["mingpian", "okhttp"]);
    }
    let environment = |name: &str| core_attribute(&core, name, "org.gradle.jvm.environment");
    assert_eq!(environment("jvmRuntime"), "standard-jvm");
    assert_eq!(environment("androidRuntime"), "android");
    assert_eq!(core_attribute(&core, "sources", "org.gradle.docstype"), "sources");
}

fn core_attribute(metadata: &Value, name: &str, attribute: &str) -> String {
    variant(metadata, name)["attributes"][attribute].as_str().unwrap().to_owned()
}

#[test]
fn without_an_aar_android_has_no_variant() {
    let [core, _] = artifacts(VERSIONS).unwrap();
    let text = metadata(&core, &files(&[".jar"])).unwrap();
    assert!(!text.contains("android") && text.contains("jvmRuntime"));
    assert!(metadata(&core, &files(&[".aar"])).is_err());
}
