//! Generates a class for each service, and its credentials.

use mingpian::RetrySafety;
use mingpian::providers::{OperationDocs, Provider};
use mingpian::record::{ChoiceSchema, CredentialsSchema, Field, FieldType, Variant};

use super::doc::{kdoc, params};
use super::{camel, capital, line, lower, parameter, ty, type_name};

/// Returns the service of a provider.
pub(super) fn service(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = "\nimport java.util.concurrent.CompletableFuture\n".to_owned();
    if provider.operations.iter().any(is_list) {
        line(&mut out, "import java.util.function.Consumer");
    }
    let is_delegated =
        |schema: &CredentialsSchema| schema.variants.iter().any(|variant| variant.is_delegated);
    let is_delegated =
        provider.operations.iter().filter_map(|operation| operation.credentials).any(is_delegated);
    if is_delegated {
        line(&mut out, "import java.util.function.Function");
    }
    let is_renewable =
        provider.operations.iter().filter_map(|operation| operation.credentials).any(is_renewable);
    if is_renewable {
        line(&mut out, "import java.util.function.Supplier");
    }
    line(&mut out, "import kotlinx.coroutines.CoroutineDispatcher\nimport kotlinx.coroutines.Dispatchers");
    if provider.operations.iter().any(is_list) {
        line(&mut out, "import kotlinx.coroutines.flow.Flow");
        line(&mut out, "import kotlinx.coroutines.flow.asFlow");
        line(&mut out, "import kotlinx.coroutines.flow.emptyFlow");
    }
    if is_delegated || is_renewable {
        line(&mut out, "import kotlinx.coroutines.future.await");
    }
    let credentials = provider.operations.iter().find_map(|operation| operation.credentials);
    line(&mut out, "");
    kdoc(&mut out, "", &[provider.title], &[]);
    line(&mut out, format!("public class {prefix} @JvmOverloads constructor("));
    if credentials.is_some() {
        kdoc(&mut out, "    ", &["The credentials."], &[]);
        line(&mut out, format!("    credentials: {prefix}Credentials,"));
    }
    kdoc(&mut out, "    ", &["The transport that sends the requests."], &[]);
    line(&mut out, "    transport: HttpTransport,");
    let (note, ty) = match provider.base_url {
        Ok(url) => (
            format!(
                "The base URL of the service: `https://...`, or `http://...` for a service on this machine. Defaults to `{url}`."
            ),
            "String? = null",
        ),
        Err(why) => (
            format!(
                "The base URL of the service: `https://...`, or `http://...` for a service on this machine. There is no default: {why}."
            ),
            "String",
        ),
    };
    kdoc(&mut out, "    ", &[&note], &[]);
    line(&mut out, format!("    baseUrl: {ty},"));
    kdoc(
        &mut out,
        "    ",
        &["The options of every lookup. Options that are passed to a single lookup take precedence."],
        &[],
    );
    line(&mut out, "    options: LookupOptions = LookupOptions(),");
    kdoc(
        &mut out,
        "    ",
        &[
            "The dispatcher that lookups run on. If it is a test dispatcher, pauses and time limits use its virtual time.",
        ],
        &[],
    );
    line(&mut out, "    dispatcher: CoroutineDispatcher = Dispatchers.Default,\n) {");
    let auth = match credentials {
        Some(_) => " { required(\"credentials\", credentials).auth }",
        None => "",
    };
    let id = provider.name.to_uppercase();
    line(
        &mut out,
        format!(
            "    private val service =\n        Service(Provider.{id}, transport, baseUrl, options, dispatcher){auth}"
        ),
    );
    for operation in provider.operations {
        lookups(&mut out, &prefix, operation);
        if is_list(operation) {
            pages(&mut out, &prefix, operation);
        }
    }
    line(&mut out, "}");
    if let Some(schema) = credentials {
        self::credentials(&mut out, &prefix, schema);
    }
    out
}

fn is_list(operation: &OperationDocs) -> bool {
    !operation.metadata.lists.is_empty()
}

/// Returns whether lookups of the same question share a request that may be sent only once.
fn shares(operation: &OperationDocs) -> bool {
    operation.metadata.retry_safety == RetrySafety::AtMostOnce
}

/// Returns the type of a complete answer.
fn answer(prefix: &str, operation: &OperationDocs) -> String {
    let record = type_name(prefix, operation.record);
    if operation.is_by_identifier { format!("Answers<{record}>") } else { record }
}

/// Writes two functions for the lookup: one that takes a question, and one that takes the question's members.
fn lookups(out: &mut String, prefix: &str, operation: &OperationDocs) {
    let (question, record) = (type_name(prefix, operation.question), type_name(prefix, operation.record));
    let (name, answer) = (operation.metadata.name, answer(prefix, operation));
    let mut throws = "@throws LookupException If the lookup fails.".to_owned();
    let mut about = operation.doc.to_owned();
    if shares(operation) {
        about += " The request is sent again only if it is certain that it was never sent. While it is in flight, \
                  other lookups of the same question on this object wait for the same answer, even if their options \
                  differ. The request is cancelled when all of its callers are cancelled.";
    }
    if is_list(operation) {
        let list = operation.metadata.lists.first().map_or("", |list| list.name);
        about += &format!(
            " Lists may have any length, but at least one identifier is required. A request contains up to {} \
             identifiers of each list, and longer lists are split into several requests. If one of them fails, its \
             exception is thrown, and the answers to the others are lost. Use [pages] to keep them.",
            operation.metadata.max_per_list
        );
        throws += &format!(
            " It is a [LookupException.InvalidInput] if an identifier is empty. `{list}[3]` means the fourth \
             identifier. In that case, nothing is sent."
        );
    }
    line(out, "");
    kdoc(out, "    ", &[&about], &[throws.clone()]);
    line(out, "    @Throws(LookupException::class)\n    @JvmOverloads");
    line(out, format!("    public suspend fun {name}("));
    line(out, format!("        request: {question},\n        options: LookupOptions = LookupOptions(),"));
    let ask = match operation.is_by_identifier {
        true => "answers",
        false if shares(operation) => "sharedRecord",
        false => "record",
    };
    line(
        out,
        format!(
            "    ): {answer} =\n        service.{ask}(\"{name}\", options, {{ required(\"request\", request).write(it) }}) {{\n            \
             {record}(this, it)\n        }}\n"
        ),
    );
    let fields = operation.question.fields;
    let mut tags = params(fields);
    tags.extend(["@param options The options of the lookup.".to_owned(), throws]);
    kdoc(
        out,
        "    ",
        &[&format!("{} This function takes the members of the request as parameters.", operation.doc)],
        &tags,
    );
    line(out, "    @Throws(LookupException::class)");
    line(out, format!("    public suspend fun {name}("));
    for field in fields {
        line(out, format!("        {},", parameter(field)));
    }
    line(out, "        options: LookupOptions = LookupOptions(),");
    let arguments: Vec<_> = fields.iter().map(|field| format!("{0} = {0}", camel(field.name))).collect();
    line(out, format!("    ): {answer} = {name}("));
    line(out, format!("        {question}(\n            {},\n        ),", arguments.join(",\n            ")));
    line(out, "        options,\n    )\n");
    let about = format!(
        "{} This function is for Java. If the lookup fails, the future fails with a [LookupException]. Cancelling \
            the future cancels the lookup.",
        operation.doc
    );
    kdoc(out, "    ", &[&about], &[]);
    line(out, "    @JvmOverloads");
    line(out, format!("    public fun {name}Async("));
    line(out, format!("        request: {question},\n        options: LookupOptions = LookupOptions(),"));
    line(out, format!("    ): CompletableFuture<{answer}> = service.future {{ {name}(request, options) }}"));
}

/// Writes the lookups that return pages.
fn pages(out: &mut String, prefix: &str, operation: &OperationDocs) {
    let (question, record) = (type_name(prefix, operation.question), type_name(prefix, operation.record));
    let fields = operation.question.fields;
    let list = operation.metadata.lists.first().map_or("", |list| list.name);
    let page = format!("Page<{record}, {question}>");
    let names: Vec<_> = fields.iter().map(|field| camel(field.name)).collect();
    line(out, "");
    kdoc(
        out,
        "    ",
        &[
            operation.doc,
            "The lists may have any length. Each page is the answer to one request and is emitted when it arrives. \
             The lookup takes only as many identifiers from the lists as the next request needs, and a page that has \
             not been collected counts as a request in flight. Therefore, memory use does not grow with the length \
             of the lists. To pass a sequence, call `asIterable()`, which keeps it lazy.",
            "Nothing is sent before the flow is collected. Each collection sends its own requests. When a collection \
             ends, its requests in flight are cancelled, and their connections are closed. A request that fails \
             affects only its own identifiers, and [Page.failed] lists them. Time limits apply to each request.",
            &format!(
                "After its last page, the flow throws a [LookupException] if the credentials were refused, if an \
                 identifier is empty (`{list}[3]` means the fourth), or if there are no identifiers. In these cases, \
                 nothing more is sent."
            ),
        ],
        &[],
    );
    declare(out, fields, "Iterable<String>", "emptyList()", &page);
    let flows: Vec<_> = names.iter().map(|name| format!("required(\"{name}\", {name}).asFlow()")).collect();
    line(
        out,
        format!(
            "        pages(\n            {},\n            options,\n        )\n",
            flows.join(",\n            ")
        ),
    );
    let later = "Returns pages for identifiers that arrive over time. A request is not sent until it is full or the \
        lists have ended. In everything else, this function is like the one for lists.";
    kdoc(out, "    ", &[later], &[]);
    declare(out, fields, "Flow<String>", "emptyFlow()", &page);
    line(out, format!("        service.pages(\n            \"{}\",", operation.metadata.name));
    let checked: Vec<_> = names.iter().map(|name| format!("required(\"{name}\", {name})")).collect();
    let checked = checked.join(",\n                ");
    line(
        out,
        format!("            options,\n            listOf(\n                {checked},\n            ),"),
    );
    let lists: Vec<_> = (0..names.len()).map(|position| format!("it[{position}]")).collect();
    line(out, format!("            {{ {question}({}) }},", lists.join(", ")));
    line(out, format!("        ) {{ {record}(this, it) }}\n"));
    kdoc(out, "    ", &["Returns pages for the lists of a request."], &[]);
    line(
        out,
        format!(
            "    public fun pages(
        request: {question},"
        ),
    );
    line(
        out,
        format!(
            "        options: LookupOptions = LookupOptions(),
    ): Flow<{page}> ="
        ),
    );
    let members = names.iter().map(|name| format!("required(\"{name}\", it.{name})"));
    let members: Vec<_> = members.collect();
    line(out, "        required(\"request\", request).let {");
    let members = members.join(",\n                ");
    line(
        out,
        format!(
            "            pages(\n                {members},\n                options,\n            )\n        }}\n"
        ),
    );
    let later = "Calls `onPage` with each page, on a thread of the service's dispatcher. This function is for Java. \
        The future completes after the last page. It fails with the exception that the flow would throw. Cancelling \
        the future cancels the requests in flight.";
    kdoc(out, "    ", &[later], &[]);
    line(out, "    @JvmOverloads\n    public fun pagesAsync(");
    line(out, format!("        request: {question},\n        onPage: Consumer<{page}>,"));
    line(
        out,
        "        options: LookupOptions = LookupOptions(),\n    ): CompletableFuture<Void?> = service.future {",
    );
    line(out, "        val take = required(\"onPage\", onPage)");
    line(out, "        pages(request, options).collect { take.accept(it) }\n        null\n    }");
}

fn declare(out: &mut String, fields: &[Field], ty: &str, empty: &str, page: &str) {
    line(out, "    public fun pages(");
    for field in fields {
        line(out, format!("        {}: {ty} = {empty},", camel(field.name)));
    }
    line(out, format!("        options: LookupOptions = LookupOptions(),\n    ): Flow<{page}> ="));
}

fn credentials(out: &mut String, prefix: &str, schema: &CredentialsSchema) {
    let name = format!("{prefix}Credentials");
    line(out, "");
    kdoc(out, "", &[&format!("{} The values cannot be read from this object.", schema.doc)], &[]);
    line(out, format!("public class {name} private constructor(internal val auth: Auth) {{"));
    line(out, format!("    override fun toString(): String = \"{name}($REDACTED)\"\n"));
    if is_renewable(schema) {
        renewing(out, &name);
    }
    line(out, "    public companion object {");
    for (position, variant) in schema.variants.iter().enumerate() {
        if position > 0 {
            line(out, "");
        }
        factory(out, prefix, &name, variant);
    }
    line(out, "    }\n}");
    for field in schema.variants.iter().flat_map(|variant| variant.fields) {
        if let FieldType::Choice(choice) = field.ty {
            words(out, prefix, choice);
        }
    }
}

fn is_renewable(schema: &CredentialsSchema) -> bool {
    schema.variants.iter().any(|variant| variant.is_renewable)
}

/// Writes the functions that return credentials whose token is renewed.
fn renewing(out: &mut String, name: &str) {
    let about = "Returns the same credentials with a function that renews their token. If the service refuses the \
        token, a lookup obtains a new one, at most once, and sends the refused requests again. Each of them uses \
        another of its attempts. Lookups with these credentials that need a new token at the same time share it, and \
        later lookups begin with it. If the credentials have no token, a lookup fails with \
        [LookupException.InvalidInput] for `renew`.";
    let tag = "@param renew Returns the new token, or `null` if there is none. Without a new token, the lookup fails \
        because the service refused the credentials. If the function throws, the exception is the cause of that \
        failure."
        .to_owned();
    kdoc(out, "    ", &[about], std::slice::from_ref(&tag));
    line(out, "    @JvmSynthetic\n    public fun renewing(");
    line(
        out,
        format!("        renew: suspend () -> String?,\n    ): {name} = {name}(auth.renewing(renew))\n"),
    );
    kdoc(out, "    ", &[about, "This is for Java."], &[tag]);
    line(out, "    public fun renewingAsync(");
    line(
        out,
        format!(
            "        renew: Supplier<CompletableFuture<String?>>,\n    ): {name} = renewing {{ required(\"renew\", renew).get().await() }}\n"
        ),
    );
}

fn factory(out: &mut String, prefix: &str, name: &str, variant: &Variant) {
    let member = lower(variant.name);
    if variant.is_delegated {
        let tag = "@param authorize Returns the headers that the server created for these parameters, or `null` if \
            the server refused to sign. If the function throws a [java.io.IOException], the attempt is treated as if \
            its connection had been interrupted. Any other exception ends the lookup and is the cause of its error.";
        kdoc(out, "        ", &[variant.doc], &[tag.to_owned()]);
        line(out, "        @JvmSynthetic\n        public fun authorize(");
        line(out, "            authorize: suspend (params: SigningParams) -> Map<String, String>?,");
        line(
            out,
            format!("        ): {name} = {name}(Auth(authorize) {{ it.member(\"{member}\", true) }})\n"),
        );
        kdoc(out, "        ", &[variant.doc, "This is for Java."], &[tag.to_owned()]);
        line(out, "        @JvmStatic\n        public fun authorizeAsync(");
        line(out, "            authorize: Function<SigningParams, CompletableFuture<Map<String, String>?>>,");
        line(
            out,
            format!(
                "        ): {name} = authorize {{ required(\"authorize\", authorize).apply(it).await() }}"
            ),
        );
        return;
    }
    kdoc(out, "        ", &[variant.doc], &params(variant.fields));
    let has_default = |field: &Field| !field.required || matches!(field.ty, FieldType::Choice(_));
    let overloads = if variant.fields.iter().any(has_default) { "        @JvmOverloads\n" } else { "" };
    line(out, format!("        @JvmStatic\n{overloads}        public fun {member}("));
    for field in variant.fields {
        let ty = ty(field, prefix);
        let (mark, default) = match field.ty {
            FieldType::Choice(choice) => {
                let word = choice.words.iter().find(|word| word.is_default);
                ("", word.map(|word| format!(" = {ty}.{}", upper(word.name))).unwrap_or_default())
            }
            _ if field.required => ("", String::new()),
            _ => ("?", " = null".to_owned()),
        };
        line(out, format!("            {}: {ty}{mark}{default},", camel(field.name)));
    }
    line(out, format!("        ): {name} = {name}(\n            Auth {{"));
    for field in variant.fields {
        let (key, name) = (field.keys.first().copied().unwrap_or_default(), camel(field.name));
        let written = match field.ty {
            FieldType::Choice(_) => format!("it.member(\"{key}\", required(\"{key}\", {name}).word)"),
            _ if field.required => format!("it.required(\"{key}\", {name})"),
            _ => format!("it.member(\"{key}\", {name})"),
        };
        line(out, format!("                {written}"));
    }
    line(out, "            },\n        )");
}

fn words(out: &mut String, prefix: &str, choice: &ChoiceSchema) {
    line(out, "");
    kdoc(out, "", &[choice.doc], &[]);
    line(out, format!("public enum class {prefix}{}(internal val word: String) {{", choice.name));
    for (position, word) in choice.words.iter().enumerate() {
        if position > 0 {
            line(out, "");
        }
        kdoc(out, "    ", &[&format!("`{}`: {}", word.word, lower(word.doc))], &[]);
        line(out, format!("    {}(\"{}\"),", upper(word.name), word.word));
    }
    line(out, "}");
}

/// Converts `AppId` to `APP_ID`.
fn upper(name: &str) -> String {
    let mut out = String::new();
    for (position, letter) in name.chars().enumerate() {
        if position > 0 && letter.is_uppercase() {
            out.push('_');
        }
        out.extend(letter.to_uppercase());
    }
    out
}
