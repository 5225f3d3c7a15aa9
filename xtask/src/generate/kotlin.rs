//! The Kotlin of the tables: a class for each request and record, and a reader of the index for each record.

use mingpian::ErrorCode;
use mingpian::providers::Provider;
use mingpian::record::{Cell, Class, Page, ProfilePage, Row};

use super::text::{PROFILE, camel, capital, columns, is_always_there, line};

const HEAD: &str =
    "// Generated from the core's tables by `cargo xtask generate`; do not edit.\n\npackage mingpian\n";

/// The file of one provider.
pub(super) fn file(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = HEAD.to_owned();
    request(&mut out, &prefix, provider);
    for page in provider.records {
        class(&mut out, &prefix, page);
        if let Some(secrets) = page.secrets {
            secrets_class(&mut out, &prefix, page, secrets);
        }
        reader(&mut out, &prefix, page);
    }
    if let Some(envelope) = provider.envelope {
        envelope_columns(&mut out, &prefix, envelope);
    }
    out
}

/// The file of the errors' codes.
pub(super) fn codes() -> String {
    let mut out = HEAD.to_owned();
    line(&mut out, "\n/** What went wrong, the same names in every language. They never change. */");
    line(&mut out, "public enum class ErrorCode {");
    for (code, fault, remedy) in ErrorCode::GLOSSARY {
        line(&mut out, format!("    /** Whose fault: {fault} What to do: {remedy} */\n    {code},\n"));
    }
    out.truncate(out.len() - 1);
    line(&mut out, "}");
    out
}

fn request(out: &mut String, prefix: &str, provider: &Provider) {
    let page = provider.request;
    let name = format!("{prefix}{}", page.name);
    line(out, format!("\n/** {} It prints redacted. */\npublic data class {name}(", page.doc.trim()));
    for row in page.rows {
        doc(out, row, "");
        line(out, format!("    public val {},", parameter(row)));
    }
    line(out, format!(") {{\n    override fun toString(): String = \"{name}($REDACTED)\"\n"));
    line(out, format!("    internal fun lower(): mingpian.core.{name} = mingpian.core.{name}("));
    for row in page.rows {
        line(out, format!("        {0} = {0},", camel(row.field)));
    }
    line(out, "    )\n}");

    let operation = lower(page.name);
    // A provider whose answer is a map hands out what became of each key, in a class written by hand.
    let answer = match (provider.envelope, provider.records) {
        (None, [record, ..]) => format!("{prefix}{}", record.name),
        _ => format!("{prefix}Users"),
    };
    line(
        out,
        format!("\n/**\n * The same, with the request's members as parameters: {}\n *", page.doc.trim()),
    );
    for row in page.rows {
        line(out, format!(" * @param {} {}{}", camel(row.field), row.doc, personal(row)));
    }
    line(
        out,
        format!(
            " * @param options How the lookup is carried out.\n * @throws LookupException Why there is no answer.\n */\n\
             public suspend fun {prefix}.{operation}("
        ),
    );
    for row in page.rows {
        line(out, format!("    {},", parameter(row)));
    }
    line(
        out,
        format!("    options: LookupOptions = LookupOptions(),\n): {answer} = {operation}(\n    {name}("),
    );
    for row in page.rows {
        line(out, format!("        {0} = {0},", camel(row.field)));
    }
    line(out, "    ),\n    options,\n)");
}

fn parameter(row: &Row) -> String {
    let (field, ty) = (camel(row.field), ty(row, ""));
    match row.cell {
        Cell::Texts => format!("{field}: {ty} = emptyList()"),
        _ if row.required => format!("{field}: {ty}"),
        _ => format!("{field}: {ty}? = null"),
    }
}

fn class(out: &mut String, prefix: &str, page: &Page) {
    let name = format!("{prefix}{}", page.name);
    line(out, format!("\n/** {} Only what is public prints. */\npublic data class {name}(", page.doc.trim()));
    for row in open(page) {
        let note = if matches!(row.cell, Cell::Any) { " What is no string is its JSON text." } else { "" };
        doc(out, row, note);
        let absent = if is_always_there(row) { "" } else { "?" };
        line(out, format!("    public val {}: {}{absent},", camel(row.field), ty(row, prefix)));
    }
    if let Some(secrets) = page.secrets {
        line(
            out,
            "    /** What the vendor sent and an app should not hold: only with [LookupOptions.includeSecrets]. */",
        );
        line(out, format!("    public val secrets: {prefix}{secrets}?,"));
    }
    line(out, ") {");
    if let Some(profile) = page.profile {
        profile_member(out, page, profile);
    }
    let shown: Vec<_> = open(page)
        .map(|row| match row.class {
            Class::Public => format!("{0}=${0}", camel(row.field)),
            _ => format!("{0}=${{hidden({0})}}", camel(row.field)),
        })
        .chain(page.secrets.map(|_| "secrets=${hidden(secrets)}".to_owned()))
        .collect();
    line(out, format!("    override fun toString(): String =\n        \"{name}(\" +"));
    line(out, format!("            \"{})\"\n}}", shown.join(", \" +\n            \"")));
}

fn profile_member(out: &mut String, page: &Page, profile: &ProfilePage) {
    let is_number = page.rows.iter().any(|row| row.field == profile.id && matches!(row.cell, Cell::Int));
    let id = camel(profile.id) + if is_number { ".toString()" } else { "" };
    line(out, "    /** What every provider can say of a person. Personal data. */");
    line(out, "    public val profile: Profile");
    line(out, "        get() = Profile(");
    line(out, format!("            provider = \"{}\",\n            id = {id},", profile.provider));
    for member in PROFILE {
        let found = profile.members.iter().find(|(name, _)| *name == member);
        let candidates: Vec<_> = found
            .into_iter()
            .flat_map(|(_, candidates)| candidates.iter())
            .map(|path| match path {
                [field] => camel(field),
                [list, field] => format!("{}.firstOrNull()?.{}", camel(list), camel(field)),
                _ => unreachable!("a candidate is a field, or a field of a list's first entry"),
            })
            .collect();
        let value = match candidates.is_empty() {
            true => "null".to_owned(),
            false => format!("firstLine({})", candidates.join(", ")),
        };
        line(out, format!("            {} = {value},", camel(member)));
    }
    line(out, "        )\n");
}

fn secrets_class(out: &mut String, prefix: &str, page: &Page, secrets: &str) {
    let name = format!("{prefix}{secrets}");
    line(
        out,
        format!(
            "\n/** What [{prefix}{}] carries and an app should not hold. It prints redacted. */\n\
             public data class {name}(",
            page.name
        ),
    );
    for row in secret(page) {
        line(
            out,
            format!("    /** {} */\n    public val {}: {}?,", row.doc, camel(row.field), ty(row, prefix)),
        );
    }
    line(out, format!(") {{\n    override fun toString(): String = \"{name}($REDACTED)\"\n}}"));
}

fn reader(out: &mut String, prefix: &str, page: &Page) {
    let name = format!("{prefix}{}", page.name);
    line(out, format!("\ninternal fun Cells.read{name}(row: Int): {name} = {name}("));
    let rows: Vec<_> = columns(page).collect();
    for (at, row) in rows.iter().filter(|(_, row)| row.class != Class::Secret) {
        line(out, format!("    {} = {},", camel(row.field), value(row, *at, prefix)));
    }
    if let Some(secrets) = page.secrets {
        line(out, format!("    secrets = if (hasSecrets) {prefix}{secrets}("));
        for (at, row) in rows.iter().filter(|(_, row)| row.class == Class::Secret) {
            line(out, format!("        {} = {},", camel(row.field), value(row, *at, prefix)));
        }
        line(out, "    ) else null,");
    }
    line(out, ")");
}

/// The names behind the columns that a host has to name or to find by itself.
fn envelope_columns(out: &mut String, prefix: &str, envelope: &Page) {
    for row in envelope.rows {
        let Cell::Map(page) = row.cell else { continue };
        let name = format!("{prefix}{}", page.name);
        line(
            out,
            format!(
                "\n/** The keys of [{name}], in the order of its columns. */\n\
                 internal val {}Columns: Array<String> = arrayOf(",
                lower(&name)
            ),
        );
        for wire in page.rows.iter().flat_map(|row| row.wire) {
            line(out, format!("    \"{wire}\","));
        }
        line(out, ")");
    }
    let name = format!("{prefix}{}", envelope.name);
    line(
        out,
        format!(
            "\n/** {} Where its columns stand in its row. */\ninternal object {name} {{",
            envelope.doc.trim()
        ),
    );
    for (at, row) in columns(envelope) {
        line(out, format!("    const val {}: Int = {at}", row.field.to_uppercase()));
    }
    line(out, "}");
}

fn value(row: &Row, at: usize, prefix: &str) -> String {
    let place = match row.wire.len() {
        1 => format!("row + {at}"),
        _ => format!("either(row + {at}, row + {})", at + 2),
    };
    let value = match row.cell {
        Cell::Text | Cell::Any => format!("text({place})"),
        Cell::Flag => format!("flag({place})"),
        Cell::Int | Cell::Verdict => format!("int({place})"),
        Cell::Texts => format!("texts({place})"),
        Cell::Embedded(page) => format!("embedded({place}) {{ read{prefix}{}(it) }}", page.name),
        Cell::One(page) => format!("one({place}) {{ read{prefix}{}(it) }}", page.name),
        Cell::List(page) => format!("list({place}) {{ read{prefix}{}(it) }}", page.name),
        Cell::Map(_) => unreachable!("a map is a provider's own affair"),
    };
    match (row.default, row.cell) {
        (Some(default), Cell::Int) => format!("{value} ?: {default}L"),
        (Some(default), _) => format!("{value} ?: {default}"),
        (None, _) if row.required => value + "!!",
        (None, _) => value,
    }
}

fn ty(row: &Row, prefix: &str) -> String {
    match row.cell {
        Cell::Text | Cell::Any => "String".to_owned(),
        Cell::Flag => "Boolean".to_owned(),
        Cell::Int | Cell::Verdict => "Long".to_owned(),
        Cell::Texts => "List<String>".to_owned(),
        Cell::Embedded(page) => format!("Embedded<{prefix}{}>", page.name),
        Cell::One(page) => format!("{prefix}{}", page.name),
        Cell::List(page) => format!("List<{prefix}{}>", page.name),
        Cell::Map(_) => unreachable!("a map is a provider's own affair"),
    }
}

fn open(page: &Page) -> impl Iterator<Item = &Row> {
    page.rows.iter().filter(|row| row.class != Class::Secret)
}

fn secret(page: &Page) -> impl Iterator<Item = &Row> {
    page.rows.iter().filter(|row| row.class == Class::Secret)
}

fn doc(out: &mut String, row: &Row, note: &str) {
    line(out, format!("    /** {}{note}{} */", row.doc, personal(row)));
}

fn personal(row: &Row) -> &'static str {
    if row.class == Class::Personal { " Personal data." } else { "" }
}

/// `QuanshiAccount` → `quanshiAccount`
fn lower(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_lowercase() + rest
}
