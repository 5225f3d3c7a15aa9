//! Describes the codes of errors for all languages.

use mingpian::ErrorCode;

/// Returns what a code means and what to do about it. `retryable` and `retry_after` are the language's names of these
/// members.
pub(super) fn about(code: ErrorCode, remedy: &str, retryable: &str, retry_after: &str) -> String {
    let remedy = match remedy {
        "Nothing." => String::new(),
        _ => format!(" {remedy}").replace("retryable", retryable).replace("retry_after_ms", retry_after),
    };
    format!("{}{remedy}", meaning(code))
}

fn meaning(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::InvalidInput => "The question or an option is not allowed.",
        ErrorCode::Unauthenticated => "The provider refused the credentials.",
        ErrorCode::RateLimited => "The provider received too many requests.",
        ErrorCode::Rejected => "The provider rejected the request.",
        ErrorCode::HttpStatus => "The HTTP status of the response is unexpected.",
        ErrorCode::MalformedResponse => "The response is not what the provider documents.",
        ErrorCode::ResponseTooLarge => "The response is longer than the limit.",
        ErrorCode::Transport => "No response arrived.",
        ErrorCode::Cancelled => "The caller cancelled the lookup.",
        ErrorCode::Internal => "This library has a bug.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remedy_has_the_names_of_the_language() {
        let text = about(ErrorCode::RateLimited, "Wait for `retry_after_ms`.", "isRetryable", "retryAfter");
        assert_eq!(text, "The provider received too many requests. Wait for `retryAfter`.");
        assert_eq!(about(ErrorCode::Cancelled, "Nothing.", "", ""), "The caller cancelled the lookup.");
    }
}
