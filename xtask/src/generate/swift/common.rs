//! Generates the Swift that is the same for every provider: options, error codes, profiles, and the registry.

use mingpian::providers::Provider;
use mingpian::record::{Field, FieldType, Record as _};
use mingpian::{ErrorCode, Options};

use super::super::errors::about;
use super::super::time::{self, is_time};
use super::fields::coding_keys;
use super::{Out, camel, text};

/// Returns the enum of the frozen codes.
pub(super) fn error_codes() -> String {
    let mut out = Out::default();
    let name = |code: ErrorCode| {
        let name = camel(&code.as_str().to_ascii_lowercase());
        if name == "internal" { "`internal`".to_owned() } else { name }
    };
    out.line("internal import MingpianCore\n");
    out.block("extension LookupError", |out| {
        out.doc("The codes of errors. They are the same in every language and never change.");
        out.block("public enum Code: String, Sendable, Hashable, Codable, CaseIterable", |out| {
            for (code, _, remedy) in ErrorCode::GLOSSARY {
                out.doc(&about(code, remedy, "isRetryable", "retryAfter"));
                out.line(format!("case {} = \"{code}\"", name(code)));
            }
        });
    });
    out.line("");
    out.block("extension LookupError.Code", |out| {
        out.doc("The number of the code in `NSError`. It never changes.");
        out.block("var number: Int", |out| {
            out.line("switch self {");
            for (code, ..) in ErrorCode::GLOSSARY {
                out.line(format!("case .{}: {}", name(code).replace('`', ""), number(code)));
            }
            out.line("}");
        });
        out.line("");
        out.block("init(_ code: MingpianCore.ErrorCode)", |out| {
            out.line("self =");
            out.inside(|out| {
                out.block("switch code", |out| {
                    out.level -= 1;
                    for (code, ..) in ErrorCode::GLOSSARY {
                        let name = name(code).replace('`', "");
                        out.line(format!("case .{name}: .{name}"));
                    }
                    out.level += 1;
                });
            });
        });
    });
    out.text
}

/// Returns the frozen number of a code. It is unrelated to the order of the cases.
fn number(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::InvalidInput => 1,
        ErrorCode::Unauthenticated => 2,
        ErrorCode::RateLimited => 3,
        ErrorCode::Rejected => 4,
        ErrorCode::HttpStatus => 5,
        ErrorCode::MalformedResponse => 6,
        ErrorCode::ResponseTooLarge => 7,
        ErrorCode::Transport => 8,
        ErrorCode::Cancelled => 9,
        ErrorCode::Internal => 10,
    }
}

/// The callbacks of the app.
const HOOKS: [&str; 2] = ["onRequest", "onAttempt"];

/// Returns the options of a lookup. The base URL is only an option of the service.
pub(super) fn options() -> String {
    let schema = Options::SCHEMA;
    let fields: Vec<_> = schema.fields.iter().filter(|field| field.name != "base_url").collect();
    let mut out = Out::default();
    out.doc(
        "The options of a lookup. An option that is absent has its default. Fractions of a millisecond are \
         ignored. The options of a lookup take precedence over those of its service.",
    );
    out.line("///");
    out.doc("No vendor documents limits for retries or parallel requests, so the defaults are our choice.");
    out.block("public struct LookupOptions: Sendable", |out| {
        for field in &fields {
            out.doc(&time::doc(field));
            out.line(format!("public var {}: {}?", name(field), ty(field)));
        }
        out.doc("Called with every attempt before it is sent, so that an app can show it.");
        out.line("public var onRequest: (@Sendable (RedactedRequest) -> Void)?");
        out.doc("Called after every attempt, for logs and metrics.");
        out.line("public var onAttempt: (@Sendable (Attempt) -> Void)?");
        out.line("");
        out.doc("Creates options with these members.");
        let parameter = |field: &&Field| format!("{}: {}? = nil", name(field), ty(field));
        let mut parameters: Vec<_> = fields.iter().map(parameter).collect();
        parameters.push("onRequest: (@Sendable (RedactedRequest) -> Void)? = nil".to_owned());
        parameters.push("onAttempt: (@Sendable (Attempt) -> Void)? = nil".to_owned());
        out.list("public init(", &parameters, ") {");
        let mut names: Vec<_> = fields.iter().map(|field| name(field)).collect();
        names.extend(HOOKS.map(str::to_owned));
        out.inside(|out| {
            for name in &names {
                out.line(format!("self.{name} = {name}"));
            }
        });
        out.line("}");
    });
    let names = fields.iter().map(|field| name(field)).chain(HOOKS.map(str::to_owned));
    let merged: Vec<_> = names.map(|name| format!("{name}: {name} ?? service.{name}")).collect();
    out.line("");
    out.block("extension LookupOptions", |out| {
        out.doc("Returns these options, completed with those of the service.");
        out.block("func over(_ service: LookupOptions) -> LookupOptions", |out| {
            out.list("LookupOptions(", &merged, ")");
        });
        out.line("");
        out.doc("Returns the options in the form that the core expects.");
        out.block("func core(baseUrl: String?) -> some Encodable", |out| {
            let values: Vec<_> = schema.fields.iter().map(core_value).collect();
            out.list("CoreOptions(", &values, ")");
        });
    });
    out.line("");
    out.block("private struct CoreOptions: Encodable", |out| {
        for field in schema.fields {
            let ty = if is_time(field) { "Int".to_owned() } else { ty(field) };
            out.line(format!("let {}: {ty}?", text::camel(field.name)));
        }
    });
    out.text
}

/// Returns the name without a unit, because a duration has its own type.
fn name(field: &Field) -> String {
    camel(field.name.trim_end_matches("_ms"))
}

fn ty(field: &Field) -> String {
    match field.ty {
        _ if is_time(field) => "Duration".to_owned(),
        FieldType::Bool => "Bool".to_owned(),
        FieldType::Int => "Int".to_owned(),
        FieldType::Text => "String".to_owned(),
        _ => unreachable!("an option is a text, a boolean, or a number"),
    }
}

fn core_value(field: &Field) -> String {
    let time = if is_time(field) { "?.milliseconds" } else { "" };
    let value = if field.name == "base_url" { text::camel(field.name) } else { name(field) };
    format!("{}: {value}{time}", text::camel(field.name))
}

/// The members of a profile: name, type, whether it is personal, and documentation.
const PROFILE: [(&str, &str, bool, &str); 8] = [
    ("provider", "Provider", false, "The provider that supplied the data."),
    ("id", "String", true, "The provider's own ID of the user."),
    ("displayName", "String?", true, "The display name."),
    ("phone", "String?", true, "The phone number, as the provider writes it."),
    ("email", "String?", true, "The email address."),
    ("avatarURL", "String?", true, "The URL of the picture."),
    ("organization", "String?", false, "The company or the department."),
    ("tenant", "String?", false, "The provider's customer that the user belongs to."),
];

/// Returns the names of the providers, and the profile, which is the same for all providers.
pub(super) fn profile(providers: &[Provider]) -> String {
    let mut out = Out::default();
    out.doc("A provider of an account service.");
    out.block(
        "public struct Provider: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible",
        |out| {
            for provider in providers {
                out.doc(provider.title);
                out.line(format!("public static let {0} = Provider(rawValue: \"{0}\")", provider.name));
            }
            out.line("");
            out.doc("The name of the provider, which is the same in every language.");
            out.line("public let rawValue: String\n");
            out.doc("Creates the provider with this name.");
            out.block("public init(rawValue: String)", |out| out.line("self.rawValue = rawValue"));
            out.line("");
            out.doc("The name of the provider.");
            out.line("public var description: String { rawValue }");
        },
    );
    out.line("");
    out.doc("The data about a person that every provider can supply. Each member is taken from the first of the provider's fields that is not empty.");
    out.block("public struct Profile: Sendable, Hashable, Codable, Identifiable", |out| {
        for (name, ty, is_personal, doc) in PROFILE {
            let personal = if is_personal { " Personal data." } else { "" };
            out.doc(&format!("{doc}{personal}"));
            out.line(format!("public let {name}: {ty}"));
        }
        coding_keys(out, &PROFILE.map(|(name, ..)| (name.to_owned(), name.replace("URL", "Url"))));
        out.line("");
        out.doc("Creates a profile with these members.");
        let default = |ty: &str| if ty.ends_with('?') { " = nil" } else { "" };
        let parameters = PROFILE.map(|(name, ty, ..)| format!("{name}: {ty}{}", default(ty)));
        out.list("public init(", &parameters, ") {");
        out.inside(|out| {
            for (name, ..) in PROFILE {
                out.line(format!("self.{name} = {name}"));
            }
        });
        out.line("}");
    });
    out.line("");
    out.block("extension Profile: Redacted", |out| {
        out.block("var members: [Member]", |out| {
            let members = PROFILE.map(|(name, _, is_personal, _)| {
                format!("Member(\"{name}\", {}{name})", if is_personal { "hiding: " } else { "" })
            });
            out.list("[", &members, "]");
        });
    });
    out.line("");
    out.doc("Returns the first candidate that is neither absent nor empty.");
    out.block("func line(_ candidates: String?...) -> String?", |out| {
        out.line("for case let candidate? in candidates where !candidate.isEmpty { return candidate }");
        out.line("return nil");
    });
    out.text
}
