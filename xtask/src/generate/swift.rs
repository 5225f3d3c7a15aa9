//! The Swift of the tables: a struct, a reader of the index and what it prints for each record.

use mingpian::providers::Provider;
use mingpian::record::{Cell, Class, Page, ProfilePage, Row};

use super::text::{PROFILE, camel, capital, columns, is_always_there, line};

/// The file of one provider.
pub(super) fn file(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = String::from(
        "// Generated from the tables in src/providers by `cargo xtask generate`; do not edit.\n\n\
         internal import MingpianCore\n",
    );
    request(&mut out, &prefix, provider.request);
    for page in provider.records {
        if let Some(secrets) = page.secrets {
            group_of_secrets(&mut out, &prefix, page, secrets);
        }
        record(&mut out, &prefix, page);
        reader(&mut out, &prefix, page);
        let rows: Vec<_> = open(page).collect();
        printed(&mut out, &format!("{prefix}{}", page.name), &rows, page.secrets.is_some());
        if let Some(profile) = page.profile {
            profile_member(&mut out, &prefix, page, profile);
        }
    }
    if let Some(envelope) = provider.envelope {
        envelope_columns(&mut out, &prefix, envelope);
    }
    out
}

/// What is asked for: variables, so that it can be filled in step by step.
fn request(out: &mut String, prefix: &str, page: &Page) {
    let name = format!("{prefix}{}", page.name);
    line(out, format!("\n/// {}", page.doc.trim()));
    line(out, format!("public struct {name}: Sendable, Hashable {{"));
    for row in page.rows {
        doc(out, row, "");
        line(out, format!("    public var {}: {}", camel(row.field), optional(row, prefix)));
    }
    let rows: Vec<_> = page.rows.iter().collect();
    initializer(out, prefix, &rows);
    line(out, "}");
    line(out, format!("\nextension {name} {{\n    /// As the core takes it."));
    line(out, format!("    var core: MingpianCore.{name} {{\n        MingpianCore.{name}("));
    for (at, row) in rows.iter().enumerate() {
        let field = camel(row.field);
        let comma = if at + 1 < rows.len() { "," } else { "" };
        match row.cell {
            Cell::Int if row.required => line(out, format!("            {field}: Int64({field}){comma}")),
            Cell::Int => line(out, format!("            {field}: {field}.map(Int64.init){comma}")),
            _ => line(out, format!("            {field}: {field}{comma}")),
        }
    }
    line(out, "        )\n    }\n}");
    printed(out, &name, &rows, false);
}

fn group_of_secrets(out: &mut String, prefix: &str, page: &Page, secrets: &str) {
    let name = format!("{prefix}{secrets}");
    line(
        out,
        format!(
            "\n/// What ``{prefix}{}`` carries and an app should not hold. It prints redacted, and is neither compared nor encoded.\n\
             public struct {name}: Sendable {{",
            page.name
        ),
    );
    let rows: Vec<_> = page.rows.iter().filter(|row| row.class == Class::Secret).collect();
    for row in &rows {
        line(out, format!("    /// {}", row.doc));
        line(out, format!("    public let {}: {}?", camel(row.field), ty(row, prefix)));
    }
    line(out, "}");
    printed(out, &name, &rows, false);
}

fn record(out: &mut String, prefix: &str, page: &Page) {
    line(out, format!("\n/// {}", page.doc.trim()));
    line(out, format!("public struct {prefix}{}: Sendable, Hashable, Codable {{", page.name));
    let rows: Vec<_> = open(page).collect();
    for row in &rows {
        let note = if matches!(row.cell, Cell::Any) { " What is no string is its JSON text." } else { "" };
        doc(out, row, note);
        line(out, format!("    public let {}: {}", camel(row.field), optional(row, prefix)));
    }
    if let Some(secrets) = page.secrets {
        line(
            out,
            format!(
                "    /// What the vendor sent and an app should not hold: only with ``LookupOptions/includeSecrets``.\n\
                \x20   public var secrets: {prefix}{secrets}? {{ withheld.value }}\n\
                \x20   private var withheld = Withheld<{prefix}{secrets}>()\n"
            ),
        );
        line(out, "    private enum CodingKeys: CodingKey {");
        for row in &rows {
            line(out, format!("        case {}", camel(row.field)));
        }
        line(out, "    }");
    }
    initializer(out, prefix, &rows);
    line(out, "}");
}

/// With what a member is when nothing is said of it, wherever the table knows that.
fn initializer(out: &mut String, prefix: &str, rows: &[&Row]) {
    line(out, "\n    /// With these members.");
    line(out, "    public init(");
    for (at, row) in rows.iter().enumerate() {
        let default = match row.default {
            Some(default) => format!(" = {default}"),
            None if is_always_there(row) && !row.required => " = []".to_owned(),
            None if row.required => String::new(),
            None => " = nil".to_owned(),
        };
        let comma = if at + 1 < rows.len() { "," } else { "" };
        line(out, format!("        {}: {}{default}{comma}", camel(row.field), optional(row, prefix)));
    }
    line(out, "    ) {");
    for row in rows {
        line(out, format!("        self.{0} = {0}", camel(row.field)));
    }
    line(out, "    }");
}

fn reader(out: &mut String, prefix: &str, page: &Page) {
    line(out, format!("\nextension {prefix}{}: Readable {{\n    init(_ row: Row) {{", page.name));
    let rows: Vec<_> = columns(page).collect();
    for (at, row) in rows.iter().filter(|(_, row)| row.class != Class::Secret) {
        line(out, format!("        {} = {}", camel(row.field), value(row, *at)));
    }
    if let Some(secrets) = page.secrets {
        line(out, "        guard row.hasSecrets else { return }");
        line(out, format!("        withheld.value = {prefix}{secrets}("));
        let secret: Vec<_> = rows.iter().filter(|(_, row)| row.class == Class::Secret).collect();
        for (nth, (at, row)) in secret.iter().enumerate() {
            let comma = if nth + 1 < secret.len() { "," } else { "" };
            line(out, format!("            {}: {}{comma}", camel(row.field), value(row, *at)));
        }
        line(out, "        )");
    }
    line(out, "    }\n}");
}

/// What is printed of it: of what is not public only whether it is there.
fn printed(out: &mut String, name: &str, rows: &[&Row], has_secrets: bool) {
    line(out, format!("\nextension {name}: Redacted {{\n    var members: [Member] {{\n        ["));
    for row in rows {
        let field = camel(row.field);
        match row.class {
            Class::Public => line(out, format!("            Member(\"{field}\", {field}),")),
            _ => line(out, format!("            Member(\"{field}\", hiding: {field}),")),
        }
    }
    if has_secrets {
        line(out, "            Member(\"secrets\", hiding: secrets),");
    }
    line(out, "        ]\n    }\n}");
}

fn profile_member(out: &mut String, prefix: &str, page: &Page, profile: &ProfilePage) {
    line(
        out,
        format!(
            "\nextension {prefix}{} {{\n\
            \x20   /// What every provider can say of a person. Personal data.\n\
            \x20   public var profile: Profile {{\n\
            \x20       Profile(\n\
            \x20           provider: .{},",
            page.name, profile.provider
        ),
    );
    let is_number = page.rows.iter().any(|row| row.field == profile.id && matches!(row.cell, Cell::Int));
    let id = camel(profile.id);
    let id = if is_number { format!("String({id})") } else { id };
    line(out, format!("            id: {id},"));
    for (nth, member) in PROFILE.iter().enumerate() {
        let found = profile.members.iter().find(|(name, _)| name == member);
        let candidates =
            found.into_iter().flat_map(|(_, candidates)| candidates.iter()).map(|path| match path {
                [field] => camel(field),
                [list, field] => format!("{}.first?.{}", camel(list), camel(field)),
                _ => unreachable!("a candidate is a field, or a field of a list's first entry"),
            });
        let all: Vec<_> = candidates.collect();
        let value = if all.is_empty() { "nil".to_owned() } else { format!("line({})", all.join(", ")) };
        let comma = if nth + 1 < PROFILE.len() { "," } else { "" };
        line(out, format!("            {}: {value}{comma}", camel(member)));
    }
    line(out, "        )\n    }\n}");
}

/// The names behind the columns that a host has to name or to find by itself.
fn envelope_columns(out: &mut String, prefix: &str, envelope: &Page) {
    for row in envelope.rows {
        let Cell::Map(page) = row.cell else { continue };
        line(
            out,
            format!(
                "\nextension {prefix}{} {{\n    /// The keys, in the order of the index's columns.\n    static let columns = [",
                page.name
            ),
        );
        for wire in page.rows.iter().flat_map(|row| row.wire) {
            line(out, format!("        \"{wire}\","));
        }
        line(out, "    ]\n}");
    }
    line(
        out,
        format!(
            "\n/// {} Where its columns stand in its row.\nenum {prefix}{} {{",
            envelope.doc.trim(),
            envelope.name
        ),
    );
    for (at, row) in columns(envelope) {
        line(out, format!("    static let {} = {at}", camel(row.field)));
    }
    line(out, "}");
}

fn open(page: &Page) -> impl Iterator<Item = &Row> {
    page.rows.iter().filter(|row| row.class != Class::Secret)
}

fn value(row: &Row, at: usize) -> String {
    let place = match row.wire.len() {
        1 => at.to_string(),
        _ => format!("row.either({at}, {})", at + 2),
    };
    let value = match row.cell {
        Cell::Text | Cell::Any => format!("row.text({place})"),
        Cell::Flag => format!("row.flag({place})"),
        Cell::Int | Cell::Verdict => format!("row.int({place})"),
        Cell::Texts => format!("row.texts({place})"),
        Cell::Embedded(_) => format!("row.embedded({place})"),
        Cell::One(_) => format!("row.one({place})"),
        Cell::List(_) => format!("row.list({place})"),
        Cell::Map(_) => unreachable!("a map is a provider's own affair"),
    };
    match (row.default, row.cell) {
        (Some(default), _) => format!("{value} ?? {default}"),
        // The core hands out no row without them.
        (None, Cell::Text | Cell::Any) if row.required => format!("{value} ?? \"\""),
        (None, Cell::Int | Cell::Verdict) if row.required => format!("{value} ?? 0"),
        (None, _) if row.required && !is_always_there_by_kind(row) => {
            unreachable!("a required field is a text or a number so far")
        }
        _ => value,
    }
}

fn is_always_there_by_kind(row: &Row) -> bool {
    matches!(row.cell, Cell::List(_) | Cell::Texts)
}

fn optional(row: &Row, prefix: &str) -> String {
    let ty = ty(row, prefix);
    if is_always_there(row) { ty } else { ty + "?" }
}

fn ty(row: &Row, prefix: &str) -> String {
    match row.cell {
        Cell::Text | Cell::Any => "String".to_owned(),
        Cell::Flag => "Bool".to_owned(),
        Cell::Int | Cell::Verdict => "Int".to_owned(),
        Cell::Texts => "[String]".to_owned(),
        Cell::Embedded(page) => format!("Embedded<{prefix}{}>", page.name),
        Cell::One(page) => format!("{prefix}{}", page.name),
        Cell::List(page) => format!("[{prefix}{}]", page.name),
        Cell::Map(_) => unreachable!("a map is a provider's own affair"),
    }
}

fn doc(out: &mut String, row: &Row, note: &str) {
    let personal = if row.class == Class::Personal { " Personal data." } else { "" };
    line(out, format!("    /// {}{note}{personal}", row.doc));
}
