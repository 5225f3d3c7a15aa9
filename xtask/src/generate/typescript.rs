//! The TypeScript of the tables: an interface and a reader of the index for each record.

use mingpian::providers::Provider;
use mingpian::record::{Cell, Class, Page, ProfilePage, Row};

use super::text::{PROFILE, camel, capital, columns, is_always_there, line};

/// The file of one provider.
pub(super) fn file(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = String::from(
        "// Generated from the tables in src/providers by `cargo xtask generate`; do not edit.\n\n\
         import type { Profile } from \"../profile.js\";\n\
         import * as read from \"../read.js\";\n",
    );
    request(&mut out, &prefix, provider.request);
    for page in provider.records {
        if let Some(secrets) = page.secrets {
            secrets_interface(&mut out, &prefix, page, secrets);
        }
        interface(&mut out, &prefix, page);
        reader(&mut out, &prefix, page);
    }
    if let Some(envelope) = provider.envelope {
        envelope_columns(&mut out, &prefix, envelope);
    }
    out
}

fn request(out: &mut String, prefix: &str, page: &Page) {
    line(out, format!("\n/** {} */\nexport interface {prefix}{} {{", page.doc.trim(), page.name));
    for row in page.rows {
        let ty = ty(row, prefix);
        let field = camel(row.field);
        doc(out, row, "");
        match row.required {
            true => line(out, format!("  readonly {field}: {ty};")),
            false => line(out, format!("  readonly {field}?: {ty} | undefined;")),
        }
    }
    line(out, "}");
}

fn secrets_interface(out: &mut String, prefix: &str, page: &Page, secrets: &str) {
    line(
        out,
        format!(
            "\n/** What {{@link {prefix}{}}} carries and an app should not hold. It is not enumerable and prints redacted. */\n\
             export interface {prefix}{secrets} {{",
            page.name
        ),
    );
    for row in page.rows.iter().filter(|row| row.class == Class::Secret) {
        line(out, format!("  /** {} */", row.doc));
        line(out, format!("  readonly {}: {} | undefined;", camel(row.field), ty(row, prefix)));
    }
    line(out, "}");
}

fn interface(out: &mut String, prefix: &str, page: &Page) {
    line(out, format!("\n/** {} */\nexport interface {prefix}{} {{", page.doc.trim(), page.name));
    for row in page.rows.iter().filter(|row| row.class != Class::Secret) {
        let note = if matches!(row.cell, Cell::Any) { " What is no string is its JSON text." } else { "" };
        doc(out, row, note);
        let absent = if is_always_there(row) { "" } else { " | undefined" };
        line(out, format!("  readonly {}: {}{absent};", camel(row.field), ty(row, prefix)));
    }
    if let Some(secrets) = page.secrets {
        line(out, "  /** What the vendor sent and an app should not hold: only with `includeSecrets`. */");
        line(out, format!("  readonly secrets: {prefix}{secrets} | undefined;"));
    }
    if page.profile.is_some() {
        line(out, "  /** What every provider can say of a person. Personal data. */");
        line(out, "  readonly profile: Profile;");
    }
    line(out, "}");
}

fn reader(out: &mut String, prefix: &str, page: &Page) {
    let name = format!("{prefix}{}", page.name);
    let head = format!("\nexport const read{name}: read.Read<{name}> = (s, t, i) => ");
    let fields = |row: &&(usize, &Row)| row.1.class != Class::Secret;
    let rows: Vec<_> = columns(page).collect();
    let Some(profile) = page.profile else {
        line(out, head + "({");
        members(out, "  ", rows.iter().filter(fields), |row, at| value(row, at, prefix));
        secrets(out, "  ", page, &rows, prefix);
        line(out, "});");
        return;
    };
    let shown = |row: &Row| row.field == profile.id || candidates(profile).any(|field| field == row.field);
    line(out, head + "{");
    for (at, row) in rows.iter().filter(|(_, row)| shown(row)) {
        line(out, format!("  const {} = {};", camel(row.field), value(row, *at, prefix)));
    }
    line(out, "  return {");
    for (at, row) in rows.iter().filter(fields) {
        match shown(row) {
            true => line(out, format!("    {},", camel(row.field))),
            false => line(out, format!("    {}: {},", camel(row.field), value(row, *at, prefix))),
        }
    }
    secrets(out, "    ", page, &rows, prefix);
    profile_member(out, page, profile);
    line(out, "  };\n};");
}

fn secrets(out: &mut String, indent: &str, page: &Page, rows: &[(usize, &Row)], prefix: &str) {
    if page.secrets.is_some() {
        line(out, format!("{indent}secrets: read.secrets(t, () => ({{"));
        let secret = rows.iter().filter(|(_, row)| row.class == Class::Secret);
        members(out, &format!("{indent}  "), secret, |row, at| value(row, at, prefix));
        line(out, format!("{indent}}})),"));
    }
}

fn profile_member(out: &mut String, page: &Page, profile: &ProfilePage) {
    let id = camel(profile.id);
    let is_number = page.rows.iter().any(|row| row.field == profile.id && matches!(row.cell, Cell::Int));
    let id = if is_number { format!("String({id})") } else { id };
    line(out, format!("    profile: {{\n      provider: \"{}\",\n      id: {id},", profile.provider));
    for member in PROFILE {
        let found = profile.members.iter().find(|(name, _)| *name == member);
        let candidates =
            found.into_iter().flat_map(|(_, candidates)| candidates.iter()).map(|path| match path {
                [field] => camel(field),
                [list, field] => format!("{}[0]?.{}", camel(list), camel(field)),
                _ => unreachable!("a candidate is a field, or a field of a list's first entry"),
            });
        let all: Vec<_> = candidates.chain(["undefined".to_owned()]).collect();
        line(out, format!("      {}: {},", camel(member), all.join(" || ")));
    }
    line(out, "    },");
}

/// The names behind the columns that a host has to name or to find by itself.
fn envelope_columns(out: &mut String, prefix: &str, envelope: &Page) {
    for row in envelope.rows {
        let Cell::Map(page) = row.cell else { continue };
        let name = format!("{prefix}{}", page.name);
        line(
            out,
            format!(
                "\n/** The keys of {{@link {name}}}, in the order of its columns. */\n\
                 export const {name}Columns: readonly string[] = ["
            ),
        );
        for wire in page.rows.iter().flat_map(|row| row.wire) {
            line(out, format!("  \"{wire}\","));
        }
        line(out, "];");
    }
    line(
        out,
        format!(
            "\n/** {} Where its columns stand in its row. */\nexport const {prefix}{} = {{",
            envelope.doc.trim(),
            envelope.name
        ),
    );
    for (at, row) in columns(envelope) {
        line(out, format!("  {}: {at},", camel(row.field)));
    }
    line(out, "} as const;");
}

fn members<'a>(
    out: &mut String,
    indent: &str,
    rows: impl Iterator<Item = &'a (usize, &'a Row)>,
    value: impl Fn(&Row, usize) -> String,
) {
    for (at, row) in rows {
        line(out, format!("{indent}{}: {},", camel(row.field), value(row, *at)));
    }
}

fn candidates(profile: &ProfilePage) -> impl Iterator<Item = &str> {
    profile.members.iter().flat_map(|(_, paths)| paths.iter()).filter_map(|path| path.first().copied())
}

fn value(row: &Row, at: usize, prefix: &str) -> String {
    let place = match row.wire.len() {
        1 => format!("i + {at}"),
        _ => format!("read.either(t, i + {at}, i + {})", at + 2),
    };
    let value = match row.cell {
        Cell::Text | Cell::Any => format!("read.text(s, t, {place})"),
        Cell::Flag => format!("read.flag(t, {place})"),
        Cell::Int | Cell::Verdict => format!("read.int(t, {place})"),
        Cell::Texts => format!("read.texts(s, t, {place})"),
        Cell::Embedded(page) => format!("read.embedded(s, t, {place}, read{prefix}{})", page.name),
        Cell::One(page) => format!("read.one(s, t, {place}, read{prefix}{})", page.name),
        Cell::List(page) => format!("read.list(s, t, {place}, read{prefix}{})", page.name),
        Cell::Map(_) => unreachable!("a map is a provider's own affair"),
    };
    match row.default {
        Some(default) => format!("{value} ?? {default}"),
        None if row.required => value + "!",
        None => value,
    }
}

fn ty(row: &Row, prefix: &str) -> String {
    match row.cell {
        Cell::Text | Cell::Any => "string".to_owned(),
        Cell::Flag => "boolean".to_owned(),
        Cell::Int | Cell::Verdict => "number".to_owned(),
        Cell::Texts => "readonly string[]".to_owned(),
        Cell::Embedded(page) => format!("read.Embedded<{prefix}{}>", page.name),
        Cell::One(page) => format!("{prefix}{}", page.name),
        Cell::List(page) => format!("readonly {prefix}{}[]", page.name),
        Cell::Map(_) => unreachable!("a map is a provider's own affair"),
    }
}

fn doc(out: &mut String, row: &Row, note: &str) {
    let personal = if row.class == Class::Personal { " Personal data." } else { "" };
    line(out, format!("  /** {}{note}{personal} */", row.doc));
}
