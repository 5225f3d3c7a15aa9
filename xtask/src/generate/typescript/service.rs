//! Generates the class of a service, and its options.

use mingpian::RetrySafety;
use mingpian::providers::{OperationDocs, Provider};
use mingpian::record::CredentialsSchema;

use super::super::text::{camel, capital, line};
use super::doc::doc;
use super::operation::{self, answer};
use super::type_name;

/// Returns the names that the file of a service exports.
pub(super) fn names(provider: &Provider) -> Vec<String> {
    let prefix = capital(provider.name);
    let mut names = vec![prefix.clone(), format!("type {prefix}Options")];
    names.extend(operation::credentials(provider).map(|_| format!("type {prefix}Auth")));
    names
}

/// Returns the file of a service.
pub(super) fn file(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = imports(provider);
    auth(&mut out, &prefix, provider);
    options(&mut out, &prefix, provider);
    line(&mut out, "");
    doc(&mut out, "", &[provider.title], &[]);
    line(&mut out, format!("export class {prefix} {{\n  readonly #service: Service;\n"));
    if let Ok(url) = provider.base_url {
        let tag = format!("@param options The base URL defaults to `{url}`.");
        doc(&mut out, "  ", &[], &[&tag]);
    }
    let is_optional = operation::credentials(provider).is_none() && provider.base_url.is_ok();
    let default = if is_optional { " = {}" } else { "" };
    line(&mut out, format!("  constructor(options: {prefix}Options{default}) {{"));
    line(&mut out, "    this.#service = new Service(options);\n  }");
    for operation in provider.operations {
        match operation.is_by_identifier {
            false => one(&mut out, provider, operation),
            true => many(&mut out, provider, operation),
        }
    }
    line(&mut out, "}");
    out
}

fn imports(provider: &Provider) -> String {
    let is_many = provider.operations.iter().any(|operation| operation.is_by_identifier);
    let is_one = provider.operations.iter().any(|operation| !operation.is_by_identifier);
    let mut out = String::new();
    if is_many {
        line(&mut out, "import type { Answers, Page } from \"../answers.js\";");
    }
    let mut options = Vec::new();
    options
        .extend(operation::credentials(provider).filter(|schema| has_delegated(schema)).map(|_| "Authorize"));
    options.extend(is_one.then_some("CallOptions"));
    options.extend(is_many.then_some(["ListOptions", "Lists"]).into_iter().flatten());
    let is_renewable =
        |schema: &&CredentialsSchema| schema.variants.iter().any(|variant| variant.is_renewable);
    options.extend(operation::credentials(provider).filter(is_renewable).map(|_| "Renewable"));
    options.push("ServiceOptions");
    line(&mut out, format!("import type {{ {} }} from \"../options.js\";", options.join(", ")));
    line(&mut out, "import { Service } from \"../service.js\";");
    let prefix = capital(provider.name);
    let mut names = operation::names(provider);
    for OperationDocs { question, record, .. } in provider.operations {
        names.extend([question, record].map(|schema| format!("type {}", type_name(&prefix, schema))));
    }
    if let Some(schema) = operation::credentials(provider) {
        let ways = schema.variants.iter().filter(|variant| !variant.is_delegated);
        names.extend(ways.map(|variant| format!("type {prefix}{}", variant.name)));
    }
    line(&mut out, format!("import {{\n  {},\n}} from \"./{}.js\";", names.join(",\n  "), provider.name));
    out
}

fn has_delegated(schema: &CredentialsSchema) -> bool {
    schema.variants.iter().any(|variant| variant.is_delegated)
}

/// Writes the credentials of a service object. They include `authorize`, for apps whose own server signs.
fn auth(out: &mut String, prefix: &str, provider: &Provider) {
    let Some(schema) = operation::credentials(provider) else { return };
    let ways: Vec<_> = schema
        .variants
        .iter()
        .map(|variant| match variant.is_delegated {
            true => "{ readonly authorize: Authorize }".to_owned(),
            false if variant.is_renewable => format!("{prefix}{} & Renewable", variant.name),
            false => format!("{prefix}{}", variant.name),
        })
        .collect();
    line(out, "");
    let delegated = schema.variants.iter().find(|variant| variant.is_delegated);
    let note = delegated.map_or_else(String::new, |variant| format!(" For `authorize`: {}", variant.doc));
    doc(out, "", &[&format!("{}{note}", schema.doc)], &[]);
    line(out, format!("export type {prefix}Auth = {};", ways.join(" | ")));
}

fn options(out: &mut String, prefix: &str, provider: &Provider) {
    line(out, "");
    doc(out, "", &[&format!("The options of {{@link {prefix}}}.")], &[]);
    line(out, format!("export interface {prefix}Options extends ServiceOptions {{"));
    if let Err(reason) = provider.base_url {
        doc(out, "  ", &[&format!("The base URL of the service. There is no default: {reason}.")], &[]);
        line(out, "  readonly baseUrl: string;");
    }
    if operation::credentials(provider).is_some() {
        doc(out, "  ", &["The credentials."], &[]);
        line(out, format!("  readonly auth: {prefix}Auth;"));
    }
    line(out, "}");
}

fn one(out: &mut String, provider: &Provider, operation: &OperationDocs) {
    let prefix = capital(provider.name);
    let question = type_name(&prefix, operation.question);
    let is_optional = operation.question.fields.iter().all(|field| !field.required);
    let default = if is_optional { " = {}" } else { "" };
    line(out, "");
    let sharing = "While its request is in flight, other lookups of the same question on this object share it, \
                   because it must not be sent twice.";
    let text = match operation.metadata.retry_safety {
        RetrySafety::AtMostOnce => format!("{} {sharing}", operation.doc),
        RetrySafety::Idempotent => operation.doc.to_owned(),
    };
    doc(out, "  ", &[&text], &["@throws LookupError"]);
    line(
        out,
        format!(
            "  {}(question: {question}{default}, options?: CallOptions): Promise<{}> {{",
            operation.metadata.name,
            answer(&prefix, operation)
        ),
    );
    line(
        out,
        format!(
            "    return this.#service.one({}, question, options);\n  }}",
            operation::name(provider, operation)
        ),
    );
}

fn many(out: &mut String, provider: &Provider, operation: &OperationDocs) {
    let prefix = capital(provider.name);
    let (question, record) = (type_name(&prefix, operation.question), type_name(&prefix, operation.record));
    let constant = operation::name(provider, operation);
    let first = operation.metadata.lists.first().map_or_else(String::new, |list| camel(list.name));
    let whole = format!(
        "{} Lists may have any length, but at least one identifier is required. A request contains up to {} \
         identifiers of each list, and longer lists are split into several requests. If one of them fails, the \
         promise is rejected with its error, and the answers to the others are lost. Use {{@link pages}} to keep \
         them.",
        operation.doc, operation.metadata.max_per_list
    );
    line(out, "");
    doc(out, "  ", &[&whole], &["@throws LookupError"]);
    line(
        out,
        format!(
            "  {}(question: {question}, options?: ListOptions): Promise<Answers<{record}>> {{",
            operation.metadata.name
        ),
    );
    line(out, format!("    return this.#service.all({constant}, question, options);\n  }}\n"));
    let paragraphs = [
        format!(
            "{} Each page is the answer to one request and is returned when it arrives. The lookup reads only as \
             many identifiers as the next request needs, and a page that has not been taken counts as a request in \
             flight. Therefore, memory use does not grow with the number of identifiers. Nothing is sent before the \
             first page is requested. Leaving the loop cancels the requests in flight.",
            operation.doc
        ),
        format!(
            "A request that fails affects only its own identifiers, and `page.failed` lists them. After the last \
             page, the loop throws if the credentials were refused, if an identifier is not allowed (`{first}[3]` \
             means the fourth), if there are no identifiers, or if the signal was aborted. In these cases, nothing \
             more is sent."
        ),
    ];
    doc(out, "  ", &[&paragraphs[0], &paragraphs[1]], &["@throws LookupError"]);
    line(
        out,
        format!(
            "  pages(lists: Lists<{question}>, options?: ListOptions): \
             AsyncGenerator<Page<{question}, {record}>, void, undefined> {{"
        ),
    );
    line(out, format!("    return this.#service.pages({constant}, lists, options);\n  }}"));
}
