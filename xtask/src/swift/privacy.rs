//! Checks that the privacy manifest declares the APIs that the library uses and for which Apple requires a reason.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use object::{Object as _, ObjectSymbol as _};
use plist::Value;

use super::SWIFT;
use crate::project::Project;

/// Apple's categories and the C functions in each, from Apple's page "Describing use of required reason API". The two
/// categories that are left out, keyboards and user defaults, have no C functions.
const CATEGORIES: [(&str, &[&str]); 3] = [
    (
        "NSPrivacyAccessedAPICategoryFileTimestamp",
        &[
            "stat",
            "fstat",
            "fstatat",
            "lstat",
            "getattrlist",
            "fgetattrlist",
            "getattrlistat",
            "getattrlistbulk",
        ],
    ),
    ("NSPrivacyAccessedAPICategorySystemBootTime", &["mach_absolute_time"]),
    (
        "NSPrivacyAccessedAPICategoryDiskSpace",
        &["statfs", "fstatfs", "statvfs", "fstatvfs", "getattrlist", "fgetattrlist", "getattrlistat"],
    ),
];

/// Fails if a linked library uses a category that the manifest does not declare, or the manifest declares one that it does
/// not use. App Store Connect reads an app's symbols in the same way.
pub(super) fn check(project: &Project, library: &Path) -> Result<()> {
    let bytes = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    let library = object::File::parse(&*bytes).context("cannot read the linked library")?;
    let imported = library.symbols().filter(|symbol| symbol.is_undefined());
    let names: Vec<_> = imported.map(|symbol| symbol.name()).collect::<Result<_, _>>()?;
    let used = categories(names.into_iter());
    let manifest = project.path(SWIFT).join("Sources/Mingpian/PrivacyInfo.xcprivacy");
    let manifest = Value::from_file(&manifest).context("cannot read the privacy manifest")?;
    let declared = declared(&manifest).context("the privacy manifest has no list of APIs")?;
    ensure!(used == declared, "the library uses {used:?}, but PrivacyInfo.xcprivacy declares {declared:?}");
    Ok(())
}

/// Returns the categories of the functions with these symbols, such as `_stat` or `_stat$INODE64`.
fn categories<'a>(symbols: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let functions = symbols.filter_map(|symbol| symbol.strip_prefix('_')?.split('$').next());
    let of = |function| CATEGORIES.into_iter().filter(move |(_, functions)| functions.contains(&function));
    functions.flat_map(of).map(|(category, _)| category.to_owned()).collect()
}

/// Returns the categories that a privacy manifest declares.
fn declared(manifest: &Value) -> Option<BTreeSet<String>> {
    let types = manifest.as_dictionary()?.get("NSPrivacyAccessedAPITypes")?.as_array()?;
    types
        .iter()
        .map(|entry| entry.as_dictionary()?.get("NSPrivacyAccessedAPIType")?.as_string().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_belong_to_categories() {
        let found = |symbols: &[&str]| categories(symbols.iter().copied());
        assert!(found(&["_open", "_statistics", "stat", "_clock_gettime"]).is_empty());
        assert_eq!(found(&["_fstat$INODE64"]), found(&["_stat"]));
        assert_eq!(found(&["_getattrlist"]).len(), 2);
    }

    #[test]
    fn declarations_are_read() {
        let manifest = br#"<plist version="1.0"><dict><key>NSPrivacyAccessedAPITypes</key><array>
            <dict><key>NSPrivacyAccessedAPIType</key><string>A</string></dict></array></dict></plist>"#;
        let manifest = Value::from_reader(std::io::Cursor::new(manifest)).unwrap();
        assert_eq!(declared(&manifest), Some(BTreeSet::from(["A".to_owned()])));
        assert_eq!(declared(&Value::Boolean(true)), None);
    }
}
