//! Generates the error codes, an exception for each, and the kinds of transport failures.

use mingpian::{ErrorCode, TransportErrorKind};

use super::super::errors::about;
use super::doc::kdoc;
use super::{capital, line};
use crate::kotlin::coordinates::GROUP;

/// The members of an exception: name, type, the expression that creates it from the core's report, and doc.
const MEMBERS: [(&str, &str, &str, &str); 10] = [
    (
        "code",
        "ErrorCode",
        "ErrorCode.entries[failure.code.ordinal]",
        "The code of the error, which is the same in every language.",
    ),
    (
        "retryable",
        "Boolean",
        "failure.retryable",
        "Whether the same lookup is safe to repeat and may succeed later.",
    ),
    ("provider", "Provider?", "failure.provider?.let(Provider::of)", "The service that was asked."),
    (
        "field",
        "String?",
        "failure.field",
        "The field that is not allowed, or the path to the value that cannot be read, with `*` for the keys of maps.",
    ),
    (
        "kind",
        "TransportKind?",
        "failure.kind?.let { TransportKind.entries[it.ordinal] }",
        "How the transport failed.",
    ),
    ("status", "Int?", "failure.status", "The HTTP status."),
    ("providerCode", "Long?", "failure.providerCode", "The service's own code."),
    (
        "providerText",
        "String?",
        "failure.providerText",
        "The service's own text, at most 200 characters. Text that may be personal is replaced with `[redacted]`.",
    ),
    (
        "requestId",
        "String?",
        "failure.requestId",
        "The ID by which the service's support team can identify the request.",
    ),
    (
        "retryAfterMs",
        "Long?",
        "failure.retryAfterMs",
        "How long the service asks clients to wait before the next request, in milliseconds.",
    ),
];

/// Returns the codes.
pub(super) fn codes() -> String {
    let mut out = "\n".to_owned();
    kdoc(
        &mut out,
        "",
        &["The codes of errors. The names are the same in every language, and they never change."],
        &[],
    );
    line(&mut out, "public enum class ErrorCode {");
    for (position, (code, _, remedy)) in ErrorCode::GLOSSARY.into_iter().enumerate() {
        out.push_str(if position > 0 { "\n" } else { "" });
        kdoc(&mut out, "    ", &[&advice(code, remedy)], &[]);
        line(&mut out, format!("    {code},"));
    }
    line(&mut out, "}");
    out
}

/// Returns the exception with a class for each code.
pub(super) fn exceptions() -> String {
    let mut out = format!(
        "\nimport {GROUP}.core.LookupFailure\nimport kotlinx.coroutines.CopyableThrowable\n\
         import kotlinx.coroutines.ExperimentalCoroutinesApi\n\n"
    );
    let about = [
        "Thrown if a lookup fails. Every member is safe to log, because none contains a URL, a body, an identifier, \
         or a secret. The cause is the transport's own error, which may contain a host name.",
        "If its coroutine is cancelled, a lookup throws a [kotlinx.coroutines.CancellationException] instead, as \
         usual in Kotlin.",
    ];
    kdoc(&mut out, "", &about, &[]);
    line(&mut out, "@OptIn(ExperimentalCoroutinesApi::class)");
    line(
        &mut out,
        "public sealed class LookupException private constructor(\n    \
         @Transient private val failure: LookupFailure,\n    cause: Throwable?,\n\
         ) : Exception(failure.message, cause), CopyableThrowable<LookupException> {",
    );
    kdoc(&mut out, "    ", &["A description of the error in English, for logs and developers."], &[]);
    line(&mut out, "    override val message: String = failure.message");
    for (name, ty, value, doc) in MEMBERS {
        let open = if matches!(name, "field" | "kind") { "open " } else { "" };
        line(&mut out, "");
        kdoc(&mut out, "    ", &[doc], &[]);
        line(&mut out, format!("    public {open}val {name}: {ty} = {value}"));
    }
    let copy = "Returns a copy with the stack trace of another coroutine. The cause is the same.";
    line(&mut out, "");
    kdoc(&mut out, "    ", &[copy], &[]);
    line(&mut out, "    override fun createCopy(): LookupException = lookupException(failure, cause)");
    for (code, _, remedy) in ErrorCode::GLOSSARY {
        line(&mut out, "");
        kdoc(&mut out, "    ", &[&advice(code, remedy)], &[]);
        line(
            &mut out,
            format!(
                "    public class {} internal constructor(failure: LookupFailure, cause: Throwable?) :",
                class(code)
            ),
        );
        let body = match code {
            ErrorCode::InvalidInput | ErrorCode::MalformedResponse => {
                " {\n        override val field: String get() = super.field.orEmpty()\n    }"
            }
            ErrorCode::Transport => {
                " {\n        override val kind: TransportKind get() = checkNotNull(super.kind)\n    }"
            }
            _ => "",
        };
        line(&mut out, format!("        LookupException(failure, cause){body}"));
    }
    line(&mut out, "}\n");
    line(
        &mut out,
        "internal fun lookupException(failure: LookupFailure, cause: Throwable?): LookupException = when (failure.code) {",
    );
    for (code, ..) in ErrorCode::GLOSSARY {
        line(
            &mut out,
            format!("    {GROUP}.core.ErrorCode.{code} -> LookupException.{}(failure, cause)", class(code)),
        );
    }
    line(&mut out, "}");
    out
}

/// Returns the kinds of transport failures.
pub(super) fn kinds() -> String {
    let mut out = "\n".to_owned();
    kdoc(&mut out, "", &["The ways in which a transport can fail."], &[]);
    line(&mut out, "public enum class TransportKind {");
    for kind in TransportErrorKind::ALL {
        let doc = match kind {
            TransportErrorKind::Offline => "There is no network, or the host name was not found.",
            TransportErrorKind::Refused => "The connection was refused.",
            TransportErrorKind::Timeout => "No response arrived in time.",
            TransportErrorKind::Interrupted => "The connection was interrupted.",
            TransportErrorKind::TooLarge => {
                "The body exceeded [HttpRequest.maxBodyBytes] and was not read to its end."
            }
        };
        let note = match kind {
            TransportErrorKind::TooLarge => "",
            _ if kind.is_unsent() => " It is certain that the request was never sent.",
            _ => " The service may have received the request.",
        };
        kdoc(&mut out, "    ", &[&format!("{doc}{note}")], &[]);
        line(&mut out, format!("    {},\n", kind.as_str().to_uppercase()));
    }
    out.pop();
    line(&mut out, "    ;\n");
    line(
        &mut out,
        format!(
            "    internal fun lower(): {GROUP}.core.TransportKind = {GROUP}.core.TransportKind.entries[ordinal]\n}}"
        ),
    );
    out
}

fn advice(code: ErrorCode, remedy: &str) -> String {
    about(code, remedy, "retryable", "retryAfterMs")
}

/// Converts `INVALID_INPUT` to `InvalidInput`.
fn class(code: ErrorCode) -> String {
    code.as_str().split('_').map(|word| capital(&word.to_lowercase())).collect()
}
