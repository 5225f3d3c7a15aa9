//! Checks the rules for the layout of the core: layers, the length of files and macros, and which files may name a
//! provider.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const MAX_LINES: usize = 500;
const MAX_MACRO_LINES: usize = 30;

/// The layers from the top down. A file may only import from its own layer and from those below. Every module that is
/// not listed is in the lowest layer.
const LAYERS: &[&str] = &["lib", "providers", "engine", "operation", "auth", "http", "record"];

/// The path of a module or an item from the root of its crate, such as `engine::lookup::Lookup`.
type Names = Vec<String>;

/// Returns the text of the files of a folder that have one of these extensions, by their path in the folder.
fn files(folder: &str, extensions: &[&str]) -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (mut folders, mut files) = (vec![root.clone()], BTreeMap::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let name = path.file_name().unwrap();
                if name != "target" && name != "node_modules" {
                    folders.push(path);
                }
            } else if extensions
                .iter()
                .any(|extension| path.extension().is_some_and(|other| other == *extension))
            {
                let text = std::fs::read_to_string(&path).unwrap();
                files.insert(path.strip_prefix(&root).unwrap().to_owned(), text);
            }
        }
    }
    assert!(!files.is_empty(), "{folder} has no files");
    files
}

/// Returns a file's text without comments and without its unit tests, which come last.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

/// Returns the module of a file: `engine::lookup` for `engine/lookup.rs`, and `engine` for `engine/mod.rs`.
fn module(path: &Path) -> Names {
    let path = path.with_extension("");
    let mut names: Names = path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|name| name == "mod" || name == "lib") {
        names.pop();
    }
    names
}

/// The modules of a crate.
struct Crate {
    code: BTreeMap<Names, String>,
    /// The names that modules re-export, with their origins.
    exports: BTreeMap<Names, Names>,
}

impl Crate {
    fn read(folder: &str) -> Self {
        // The folder `json` in `src` is a separate crate.
        let files = files(folder, &["rs"]);
        let own = files.iter().filter(|(path, _)| folder != "src" || !path.starts_with("json"));
        let code: BTreeMap<_, _> = own.map(|(path, text)| (module(path), code(text))).collect();
        let mut exports = BTreeMap::new();
        for (module, text) in &code {
            for (at, _) in text.match_indices("use ") {
                for path in paths(text[at + 4..].trim_start_matches("self::")) {
                    let from = [module.clone(), path.clone()].concat();
                    if let Some(item) = path.last()
                        && code.contains_key(&from[..from.len() - 1])
                        && from.len() > module.len() + 1
                    {
                        exports.insert([module.clone(), vec![item.clone()]].concat(), from);
                    }
                }
            }
        }
        Self { code, exports }
    }

    /// Returns the module that declares the item of a path, if it is in this crate.
    fn declarer(&self, mut path: Names) -> Option<Names> {
        for _ in 0..8 {
            let known = (0..=path.len()).rev().find(|len| self.code.contains_key(&path[..*len]))?;
            let item = path[..path.len().min(known + 1)].to_vec();
            match self.exports.get(&item) {
                Some(from) => path = [from.clone(), path[item.len()..].to_vec()].concat(),
                None => return (known > 0).then(|| path[..known].to_vec()),
            }
        }
        panic!("{} is re-exported in a circle", path.join("::"));
    }

    /// Returns the modules whose items each module uses.
    fn imports(&self) -> BTreeMap<Names, BTreeSet<Names>> {
        let imports = |(own, text): (&Names, &String)| {
            let parent = own.split_last().map_or(&[][..], |(_, parent)| parent);
            let mut found = BTreeSet::new();
            for (marker, base) in [("crate::", &[][..]), ("super::", parent)] {
                for (at, _) in text.match_indices(marker) {
                    let before = text[..at].chars().next_back().unwrap_or(' ');
                    if before.is_alphanumeric() || before == '_' {
                        continue;
                    }
                    let paths = paths(&text[at + marker.len()..]);
                    let paths = paths.into_iter().map(|path| [base, &path].concat());
                    found.extend(paths.filter_map(|path| self.declarer(path)).filter(|other| other != own));
                }
            }
            (own.clone(), found)
        };
        self.code.iter().map(imports).collect()
    }
}

/// Returns the paths at the beginning of a text: `a::{b::C, d}` has `a::b::C` and `a::d`.
fn paths(text: &str) -> Vec<Names> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if let Some(group) = rest.strip_prefix('{').filter(|_| name.is_empty()) {
        return entries(group).iter().flat_map(|entry| paths(entry)).collect();
    }
    let inner = rest.strip_prefix("::").map_or(vec![Vec::new()], paths);
    inner.into_iter().map(|path| [vec![name.to_owned()], path].concat()).collect()
}

/// Splits the entries of a group in braces, whose opening brace was passed.
fn entries(group: &str) -> Vec<String> {
    let (mut depth, mut entries) = (0, vec![String::new()]);
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                entries.push(String::new());
                continue;
            }
            _ => {}
        }
        entries.last_mut().unwrap().push(character);
    }
    entries.iter().map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect()
}

fn layer(module: &Names) -> usize {
    let name = module.first().map_or("lib", String::as_str);
    LAYERS.iter().position(|layer| *layer == name).unwrap_or(LAYERS.len())
}

#[test]
fn no_import_points_upward() {
    let imports = Crate::read("src").imports();
    let imports = imports.iter().flat_map(|(own, others)| others.iter().map(move |other| (own, other)));
    let upward: Vec<_> = imports
        .filter(|(own, other)| layer(own) > layer(other))
        .map(|(own, other)| format!("{} imports from {}", own.join("::"), other.join("::")))
        .collect();
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn no_files_import_from_each_other() {
    for folder in ["src", "src/json", "derive/src"] {
        let mut left = Crate::read(folder).imports();
        assert!(left.values().any(|others| !others.is_empty()), "no imports were found in {folder}");
        // Removes the files that import from none of the remaining ones.
        loop {
            let is_free = |(_, others): &(&Names, &BTreeSet<Names>)| others.is_empty();
            let free: BTreeSet<Names> = left.iter().filter(is_free).map(|(own, _)| own.clone()).collect();
            if free.is_empty() {
                break;
            }
            left.retain(|own, _| !free.contains(own));
            left.values_mut().for_each(|others| others.retain(|other| !free.contains(other)));
        }
        assert!(left.is_empty(), "{folder}: these files import from a circle: {left:#?}");
    }
}

#[test]
fn no_file_is_too_long() {
    for folder in ["src", "derive/src", "tests", "examples"] {
        for (path, text) in files(folder, &["rs", "mjs"]) {
            let lines = text.lines().count();
            assert!(lines <= MAX_LINES, "{folder}/{} has {lines} lines", path.display());
        }
    }
}

#[test]
fn no_macro_is_too_long() {
    for folder in ["src", "derive/src"] {
        for (path, text) in files(folder, &["rs"]) {
            let lines: Vec<_> = text.lines().collect();
            let starts =
                lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with("macro_rules!"));
            for (start, line) in starts {
                let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
                let length = lines[start..].iter().position(|line| *line == end).unwrap() + 1;
                assert!(length <= MAX_MACRO_LINES, "{folder}/{}: {length} lines: {line}", path.display());
            }
        }
    }
}

#[test]
fn only_the_files_of_providers_name_a_provider() {
    // The example in the crate's documentation names a provider.
    for folder in ["src", "derive/src"] {
        let mut files = files(folder, &["rs"]);
        files.retain(|path, _| !path.starts_with("providers"));
        for (path, text) in files {
            let is_example = path.ends_with("lib.rs");
            let text =
                if is_example { code(&text) } else { text.split("#[cfg(test)]").next().unwrap().to_owned() };
            for name in mingpian::providers::ALL.iter().map(|provider| provider.name) {
                assert!(!text.to_lowercase().contains(name), "{folder}/{} names {name}", path.display());
            }
        }
    }
}
