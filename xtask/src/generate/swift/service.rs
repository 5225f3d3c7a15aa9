//! Generates a provider's service object, its questions, and its credentials.

use mingpian::RetrySafety;
use mingpian::providers::{OperationDocs, Provider};
use mingpian::record::{ChoiceSchema, CredentialsSchema, Field, FieldType, Variant};

use super::fields::{self, default, doc, doc_text, initializer, is_secret, member_names, optional, printed};
use super::{Out, acronyms, camel, capital, lower};

pub(super) fn file(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = Out::default();
    out.line("import Foundation\n");
    service(&mut out, &prefix, provider);
    if let Some(schema) = credentials_of(provider) {
        credentials(&mut out, &prefix, schema);
    }
    for operation in provider.operations {
        question(&mut out, &prefix, operation);
    }
    out.text
}

fn credentials_of(provider: &Provider) -> Option<&'static CredentialsSchema> {
    provider.operations.iter().find_map(|operation| operation.credentials)
}

fn service(out: &mut Out, prefix: &str, provider: &Provider) {
    let has_credentials = credentials_of(provider).is_some();
    out.doc(provider.title);
    out.line("///");
    out.doc(
        "Create a service object once. It can be used from any task. If a lookup measures how far the service's \
         clock is ahead, later lookups use the result.",
    );
    out.block(format!("public struct {prefix}: Sendable"), |out| {
        let limit = provider.operations.iter().find(|operation| operation.is_by_identifier);
        if let Some(operation) = limit {
            out.doc("The maximum number of identifiers from each list in one request. Longer lists are split into \
                several requests.");
            out.line(format!("public static let maxPerList = {}\n", operation.metadata.max_per_list));
        }
        out.line("let service: Service\n");
        create(out, prefix, provider, has_credentials);
        for operation in provider.operations {
            lookup(out, prefix, operation);
            if operation.is_by_identifier {
                pages(out, prefix, operation);
            }
        }
    });
    out.line("");
    let members = if has_credentials { "[Member(\"auth\", hiding: service.auth)]" } else { "[]" };
    out.block(format!("extension {prefix}: Redacted"), |out| {
        out.line(format!("var members: [Member] {{ {members} }}"));
    });
}

/// Writes the initializers: the public one, and one that also takes the dependencies of the host.
fn create(out: &mut Out, prefix: &str, provider: &Provider, has_credentials: bool) {
    let (base_url, base_url_doc) = match provider.base_url {
        Ok(url) => ("baseURL: URL? = nil".to_owned(), format!("Defaults to `{url}`.")),
        Err(why) => ("baseURL: URL".to_owned(), format!("There is no default: {why}.")),
    };
    let about = "The base URL of the service: `https://...`, or `http://...` for a service on this machine. If it \
                 contains a path, the path is placed before the path of the operation.";
    let mut parameters = vec![
        (base_url, format!("{about} {base_url_doc}")),
        ("options: LookupOptions = LookupOptions()".to_owned(), "The options of every lookup.".to_owned()),
        (
            "transport: any HTTPTransport = URLSessionTransport.shared".to_owned(),
            "The transport that sends the requests.".to_owned(),
        ),
    ];
    if has_credentials {
        // Required parameters come first.
        let position = usize::from(provider.base_url.is_err());
        parameters.insert(position, (format!("auth: {prefix}Credentials"), "The credentials.".to_owned()));
    }
    let names = parameters
        .iter()
        .map(|(parameter, doc)| (parameter.split(':').next().unwrap_or_default().to_owned(), doc.clone()));
    out.doc("Creates a service object.");
    out.parameters(&names.collect::<Vec<_>>());
    let mut list: Vec<_> = parameters.into_iter().map(|(parameter, _)| parameter).collect();
    let mark = if provider.base_url.is_ok() { "?" } else { "" };
    let given = format!("baseURL{mark}.absoluteString");
    let assign = |out: &mut Out, base_url: &str, host: &str| {
        let auth = if has_credentials { " auth: auth.core," } else { "" };
        out.line("service = Service(");
        out.inside(|out| {
            out.line(format!(
                "provider: \"{}\",{auth} baseUrl: {base_url}, options: options, transport: transport{host})",
                provider.name
            ));
        });
    };
    out.list("public init(", &list, ") {");
    out.inside(|out| assign(out, &given, ""));
    out.line("}\n");
    list.push("host: Host".to_owned());
    let plain: Vec<_> = list.iter().map(|parameter| without_default(parameter)).collect();
    out.line(format!("init({}) {{", plain.join(", ")));
    out.inside(|out| assign(out, "baseUrl", ", host: host"));
    out.line("}");
}

/// Returns a parameter of the initializer for tests. It has no default, and the base URL may be `nil`.
fn without_default(parameter: &str) -> &str {
    match parameter.split(" = ").next().unwrap_or_default() {
        "baseURL: URL" | "baseURL: URL?" => "baseUrl: String?",
        parameter => parameter,
    }
}

/// Writes two functions for a lookup: one that takes the question, and one that takes its fields.
fn lookup(out: &mut Out, prefix: &str, operation: &OperationDocs) {
    let (name, function) = (operation.metadata.name, function(operation));
    let question = operation.question;
    let (answer, method) = match operation.is_by_identifier {
        true => (format!("Answers<{prefix}{}>", operation.record.name), "answers"),
        false if shares(operation) => (format!("{prefix}{}", operation.record.name), "sharedRecord"),
        false => (format!("{prefix}{}", operation.record.name), "record"),
    };
    let fields: Vec<_> = question.fields.iter().collect();
    let options = "options: LookupOptions = LookupOptions()".to_owned();
    let signature = |out: &mut Out, mut parameters: Vec<String>, body: &dyn Fn(&mut Out)| {
        parameters.push(options.clone());
        out.list(
            format!("public func {function}("),
            &parameters,
            &format!(") async throws(LookupError) -> {answer} {{"),
        );
        out.inside(body);
        out.line("}");
    };
    out.line("");
    about(out, operation);
    throws(out);
    signature(out, vec![format!("_ request: {prefix}{}", question.name)], &|out| {
        out.line(format!("try await service.{method}(\"{name}\", request, options)"))
    });
    out.line("");
    about(out, operation);
    let mut docs: Vec<_> = fields.iter().map(|field| (camel(field.name), doc_text(field))).collect();
    docs.push(("options".to_owned(), "The options of this lookup.".to_owned()));
    out.parameters(&docs);
    throws(out);
    signature(out, fields::parameters(&fields, prefix), &|out| {
        let request = format!("let request = {prefix}{}(", question.name);
        let arguments = fields.iter().map(|field| format!("{0}: {0}", camel(field.name)));
        out.list(request, &arguments.collect::<Vec<_>>(), ")");
        out.line(format!("return try await {function}(request, options: options)"));
    });
}

/// Returns whether lookups of the same question share a request that may be sent only once.
fn shares(operation: &OperationDocs) -> bool {
    operation.metadata.retry_safety == RetrySafety::AtMostOnce
}

/// Returns the name in Apple's style: `getUserInfo` becomes `userInfo`, and the words after `By` are left out, because
/// they are in the parameters.
fn function(operation: &OperationDocs) -> String {
    let name = operation.metadata.name;
    let name = name.strip_prefix("get").unwrap_or(name);
    lower(name.split("By").next().unwrap_or(name))
}

fn about(out: &mut Out, operation: &OperationDocs) {
    out.doc(&format!("{} The vendor calls it `{}`.", operation.doc, operation.metadata.name));
    if shares(operation) {
        out.line("///");
        out.doc(
            "The request is sent again only if it is certain that it was never sent. While it is in flight, other \
             lookups of the same question on this object wait for the same answer, even if their options differ. The \
             request is cancelled when all of its callers are cancelled.",
        );
    }
    if operation.is_by_identifier {
        out.line("///");
        out.doc(
            "Lists may have any length. If they do not fit into one request, they are split into several, and the \
             time limits apply to each. If one of them fails, its error is thrown, and the answers to the others are \
             lost. Use ``Pages`` to keep them.",
        );
    }
}

/// Writes the documentation of what a lookup throws.
fn throws(out: &mut Out) {
    let text = "The reason why there is no answer. If the task is cancelled, the code is \
        ``LookupError/Code-swift.enum/cancelled``. Typed errors cannot be a `CancellationError`.";
    out.line("///");
    out.wrapped("/// - Throws: ", "///   ", text);
}

/// Writes the lookups of lists of any length: in memory, in sequences, and in asynchronous sequences.
fn pages(out: &mut Out, prefix: &str, operation: &OperationDocs) {
    let name = operation.metadata.name;
    let question = format!("{prefix}{}", operation.question.name);
    let pages = format!("Pages<{prefix}{}, {question}>", operation.record.name);
    let lists: Vec<_> = operation.question.fields.iter().map(|field| camel(field.name)).collect();
    let first = lists.first().map_or("", String::as_str);
    let rest = [
        "options: LookupOptions = LookupOptions()".to_owned(),
        "onProgress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil".to_owned(),
    ];
    let options_doc = (
        "options".to_owned(),
        "The options of the lookup. Time limits apply to each \
        request."
            .to_owned(),
    );
    let progress = |total: &str| {
        (
            "onProgress".to_owned(),
            format!(
                "Called with each page. Its arguments are the number of identifiers that have an answer and {total}."
            ),
        )
    };
    let body = |out: &mut Out, source: &str| {
        let sources: Vec<_> = lists.iter().map(|list| source.replace("LIST", list)).collect();
        let arguments = [format!("\"{name}\""), format!("[{}]", sources.join(", "))];
        out.list(
            "service.pages(",
            &[&arguments[..], &["options".to_owned(), "onProgress".to_owned()]].concat(),
            ")",
        );
    };

    out.line("");
    out.doc(
        "Looks up any number of identifiers from lists in memory, and returns the answers as pages. An identifier \
         that occurs several times in a list is requested once.",
    );
    out.line("///");
    out.line("/// ```swift");
    out.line(format!("/// for try await page in {}.pages(.init({first}: {first})) {{", lower(prefix)));
    out.line("///     page.found.forEach { store($0, $1.profile) }");
    out.line("///     if let failed = page.failed { later.append(failed.request) }");
    out.line("/// }");
    out.line("/// ```");
    out.parameters(&[
        ("request".to_owned(), "The identifiers, at least one.".to_owned()),
        options_doc.clone(),
        progress("the number of all identifiers"),
    ]);
    let mut parameters = vec![format!("_ request: {question}")];
    parameters.extend(rest.clone());
    out.list("public func pages(", &parameters, &format!(") -> {pages} {{"));
    out.inside(|out| body(out, "Source(all: request.LIST)"));
    out.line("}");

    let docs: Vec<_> = operation
        .question
        .fields
        .iter()
        .map(|field| (camel(field.name), doc_text(field)))
        .chain([options_doc, progress("the number of those that were read so far")])
        .collect();
    out.line("");
    out.doc(
        "Looks up any number of identifiers from sequences that are read as needed, and returns the answers as \
         pages. Only the identifiers of the requests in flight and of the next request are held in memory.",
    );
    out.line("///");
    out.doc(
        "An identifier that occurs again while it is held is requested only once. If it occurs again later, it is \
         requested \
         again. An empty identifier ends the loop with `INVALID_INPUT`, after the pages of the requests in flight.",
    );
    out.line("///");
    out.line("/// ```swift");
    out.line("/// let people = (1...100_000).lazy.map { \"person\\($0)\" }");
    out.line(format!("/// for try await page in {}.pages({first}: people) {{ … }}", lower(prefix)));
    out.line("/// ```");
    out.line("///");
    out.doc(
        "The sequences are read in another task. A sequence that contains a closure from an actor-isolated context \
         belongs to that actor. Create such a sequence in a nonisolated function instead.",
    );
    out.parameters(&docs);
    let sequence =
        |list: &String| format!("{list}: sending some Sequence<String> = EmptyCollection<String>()");
    let mut parameters: Vec<_> = lists.iter().map(sequence).collect();
    parameters.extend(rest.clone());
    out.list("public func pages(", &parameters, &format!(") -> {pages} {{"));
    out.inside(|out| body(out, "Source(LIST)"));
    out.line("}");

    out.line("");
    out.doc(
        "Looks up any number of identifiers from asynchronous sequences, and returns the answers as pages. A request \
         is not sent until it is full or the sequences have ended. If a sequence throws, the loop throws \
         `INVALID_INPUT` after the pages that have already arrived. Its ``LookupError/underlyingError`` is the error \
         of the sequence.",
    );
    out.parameters(&docs);
    let generic = |list: &String| format!("{}: AsyncSequence & Sendable", capital(list));
    let generics: Vec<_> = lists.iter().map(generic).collect();
    let parameter = |list: &String| format!("{list}: {} = AsyncStream<String> {{ nil }}", capital(list));
    let mut parameters: Vec<_> = lists.iter().map(parameter).collect();
    parameters.extend(rest);
    let elements: Vec<_> = lists.iter().map(|list| format!("{}.Element == String", capital(list))).collect();
    out.list("public func pages<", &generics, ">(");
    out.list_rest(&parameters, &format!(") -> {pages}"));
    out.line(format!("where {} {{", elements.join(", ")));
    out.inside(|out| body(out, "Source(async: LIST, \"LIST\")"));
    out.line("}");
}

fn credentials(out: &mut Out, prefix: &str, schema: &CredentialsSchema) {
    let name = format!("{prefix}Credentials");
    out.line("");
    out.doc(&format!("{} The values cannot be read from this object.", schema.doc));
    out.block(format!("public struct {name}: Sendable"), |out| {
        out.line("let core: Auth");
        for variant in schema.variants {
            out.line("");
            factory(out, &name, variant);
        }
        if schema.variants.iter().any(|variant| variant.is_renewable) {
            renewing(out, &name);
        }
        for variant in schema.variants {
            for field in variant.fields {
                if let FieldType::Choice(choice) = field.ty {
                    words(out, choice);
                }
            }
        }
    });
    out.line("");
    out.block(format!("extension {name}: Redacted"), |out| {
        out.line("var members: [Member] { [Member(\"credentials\", hiding: core)] }");
    });
}

/// Writes the function that returns credentials whose token is renewed.
fn renewing(out: &mut Out, name: &str) {
    out.line("");
    out.doc(
        "Returns the same credentials with a function that renews their token. If the provider refuses the token, a \
         lookup obtains a new one, at most once, and sends the refused requests again. Each of them uses another of \
         its attempts. Lookups with these credentials that need a new token at the same time share it, and later \
         lookups begin with it. If the credentials have no token, a lookup fails with `INVALID_INPUT` for `renew`.",
    );
    out.parameters(&[("renew".to_owned(), "Obtains a new token.".to_owned())]);
    out.block(format!("public func renewing(_ renew: @escaping RenewToken) -> {name}"), |out| {
        out.line(format!("{name}(core: core.renewing(renew))"));
    });
}

/// Writes the function that makes credentials of one kind.
fn factory(out: &mut Out, name: &str, variant: &Variant) {
    out.doc(variant.doc);
    if variant.is_delegated {
        out.parameters(&[("sign".to_owned(), "Asks the app's own server for a signature.".to_owned())]);
        out.block(format!("public static func authorize(_ sign: @escaping Authorize) -> {name}"), |out| {
            let member = lower(variant.name);
            out.line(format!("{name}(core: Auth(json: json([\"{member}\": true]), authorize: sign))"));
        });
        return;
    }
    let function = lower(variant.name);
    let docs: Vec<_> = variant.fields.iter().map(|field| (camel(field.name), field.doc.to_owned())).collect();
    out.parameters(&docs);
    let parameter = |field: &Field| {
        let (name, key) = (camel(field.name), field.keys.first().copied().unwrap_or_default());
        // `token(_ token:)`, `in place:`
        let label = match () {
            () if name == function => "_ ".to_owned(),
            () if key != super::text::camel(field.name) => format!("{key} "),
            () => String::new(),
        };
        format!("{label}{name}: {}{}", optional(field, ""), default(field))
    };
    let parameters: Vec<_> = variant.fields.iter().map(parameter).collect();
    out.block(format!("public static func {function}({}) -> {name}", parameters.join(", ")), |out| {
        let member = |field: &Field| {
            let raw = if matches!(field.ty, FieldType::Choice(_)) { ".rawValue" } else { "" };
            format!("\"{}\": {}{raw}", field.keys.first().copied().unwrap_or_default(), camel(field.name))
        };
        let members: Vec<_> = variant.fields.iter().map(member).collect();
        out.line(format!("let members = [{}]", members.join(", ")));
        out.line(format!("return {name}(core: Auth(json: json(members)))"));
    });
}

fn words(out: &mut Out, choice: &ChoiceSchema) {
    out.line("");
    out.doc(choice.doc);
    let name = acronyms(choice.name);
    out.block(format!("public enum {name}: String, Sendable, Hashable, CaseIterable"), |out| {
        for word in choice.words {
            out.doc(&format!("`{}`: {}", word.word, lower(word.doc)));
            out.line(format!("case {} = \"{}\"", acronyms(&lower(word.name)), word.word));
        }
    });
}

/// Writes the question. Its fields are variables, so that it can be filled in step by step.
fn question(out: &mut Out, prefix: &str, operation: &OperationDocs) {
    let schema = operation.question;
    let name = format!("{prefix}{}", schema.name);
    let fields: Vec<_> = schema.fields.iter().collect();
    let is_open = fields.iter().all(|field| !is_secret(field));
    out.line("");
    out.doc(schema.doc);
    // A question that is stored must not contain a secret.
    let codable = if is_open { "Codable" } else { "Encodable" };
    out.block(format!("public struct {name}: Sendable, Hashable, {codable}"), |out| {
        for field in &fields {
            doc(out, field);
            out.line(format!("public var {}: {}", camel(field.name), optional(field, prefix)));
        }
        let names = fields::names(&fields);
        if fields::differ(&names) {
            fields::coding_keys(out, &names);
        }
        initializer(out, prefix, &fields, false, |out| {
            for name in member_names(&fields, false) {
                out.line(format!("self.{name} = {name}"));
            }
        });
    });
    if operation.is_by_identifier {
        out.line("");
        out.block(format!("extension {name}: ListQuestion"), |out| {
            out.block("init(lists: [[String]])", |out| {
                let arguments = fields
                    .iter()
                    .enumerate()
                    .map(|(position, field)| format!("{}: lists[{position}]", camel(field.name)));
                out.line(format!("self.init({})", arguments.collect::<Vec<_>>().join(", ")));
            });
            out.line("");
            out.block("var lists: KeyValuePairs<String, [String]>", |out| {
                let lists =
                    fields::names(&fields).into_iter().map(|(name, key)| format!("\"{key}\": {name}"));
                out.line(format!("[{}]", lists.collect::<Vec<_>>().join(", ")));
            });
        });
    }
    printed(out, &name, &fields, &[]);
}
