//! Generates the options of a lookup.

use mingpian::Options;
use mingpian::record::{Field, Record as _};

use super::super::time::{doc, is_time};
use super::doc::kdoc;
use super::{camel, line, ty};

/// The callbacks of the app: name, type, the type in Java, and doc.
const HOOKS: [(&str, &str, &str, &str); 3] = [
    (
        "onRequest",
        "(RedactedRequest) -> Unit",
        "Consumer<RedactedRequest>",
        "Called with every attempt before it is sent, so that an app can show it. If it throws, the lookup ends with that exception.",
    ),
    (
        "onAttempt",
        "(Attempt) -> Unit",
        "Consumer<Attempt>",
        "Called after every attempt, for logs and metrics. If it throws, the lookup ends with that exception.",
    ),
    (
        "onProgress",
        "(done: Long, total: Long) -> Unit",
        "BiConsumer<Long, Long>",
        "Called when the lookup makes progress, on a thread of the service's dispatcher. `total` is the number of \
         identifiers that were taken from the lists so far, and `done` is the number of those that have an answer. \
         If it throws, the lookup ends with that exception.",
    ),
];

/// Returns the options of a lookup, and their builder for Java.
pub(super) fn options() -> String {
    // The base URL is an option of the service, and not of a lookup.
    let fields: Vec<_> = Options::SCHEMA.fields.iter().filter(|field| field.name != "base_url").collect();
    let hooks = || HOOKS.iter().map(|(name, ..)| (*name).to_owned());
    let names: Vec<_> = fields.iter().map(|field| name(field)).chain(hooks()).collect();
    let mut out = "\nimport java.util.function.BiConsumer\nimport java.util.function.Consumer\n\
                   import kotlin.time.Duration\nimport kotlin.time.Duration.Companion.milliseconds\n\n"
        .to_owned();
    let about = "The options of a lookup. Fractions of a millisecond are ignored. An option that is absent \
        has the value from the options of the service, or its default if that is absent, too. If a value is not \
        allowed, the lookup fails with [LookupException.InvalidInput], which names the option.";
    kdoc(&mut out, "", &[about], &[]);
    line(&mut out, "public data class LookupOptions(");
    for field in &fields {
        kdoc(&mut out, "    ", &[&doc(field)], &[]);
        line(&mut out, format!("    public val {}: {}? = null,", name(field), kotlin_type(field)));
    }
    for (name, ty, _, doc) in HOOKS {
        kdoc(&mut out, "    ", &[doc], &[]);
        line(&mut out, format!("    public val {name}: ({ty})? = null,"));
    }
    line(&mut out, ") {");
    kdoc(&mut out, "    ", &["Returns these options, completed with the other options."], &[]);
    line(&mut out, "    internal fun over(others: LookupOptions): LookupOptions = LookupOptions(");
    for name in &names {
        line(&mut out, format!("        {name} = {name} ?: others.{name},"));
    }
    line(&mut out, "    )\n\n    internal fun write(json: JsonWriter) {");
    for field in &fields {
        let unit = if is_time(field) { "?.inWholeMilliseconds" } else { "" };
        line(&mut out, format!("        json.member(\"{}\", {}{unit})", camel(field.name), name(field)));
    }
    line(&mut out, "    }\n");
    let shown = fields.iter().map(|field| format!("{0}=${0}", name(field)));
    let shown: Vec<_> = shown.chain(hooks().map(|name| format!("{name}=${{hidden({name})}}"))).collect();
    line(&mut out, "    override fun toString(): String =\n        \"LookupOptions(\" +");
    line(&mut out, format!("            \"{})\"\n", shown.join(", \" +\n            \"")));
    builder(&mut out, &fields);
    line(&mut out, "}");
    out
}

/// Writes the builder for Java, which has no named arguments and cannot use Kotlin's `Duration`.
fn builder(out: &mut String, fields: &[&Field]) {
    kdoc(out, "    ", &["Builds options in Java. In Kotlin, use the constructor."], &[]);
    line(out, "    public class Builder internal constructor() {");
    line(out, "        private var options = LookupOptions()\n");
    for field in fields {
        let (ty, unit) = (ty(field, ""), if is_time(field) { ".milliseconds" } else { "" });
        kdoc(out, "        ", &[&doc(field)], &[]);
        line(out, format!("        public fun {0}({0}: {ty}): Builder =", camel(field.name)));
        line(
            out,
            format!(
                "            apply {{ options = options.copy({} = {}{unit}) }}\n",
                name(field),
                camel(field.name)
            ),
        );
    }
    for (name, _, listener, doc) in HOOKS {
        kdoc(out, "        ", &[doc], &[]);
        line(out, format!("        public fun {name}({name}: {listener}?): Builder ="));
        line(
            out,
            format!(
                "            apply {{ options = options.copy({name} = {name}?.let {{ it::accept }}) }}\n"
            ),
        );
    }
    kdoc(out, "        ", &["Returns the options."], &[]);
    line(out, "        public fun build(): LookupOptions = options\n    }\n");
    line(out, "    public companion object {");
    kdoc(out, "        ", &["Returns a builder without options, for Java."], &[]);
    line(out, "        @JvmStatic\n        public fun builder(): Builder = Builder()\n    }");
}

/// Returns the name without a unit, because a duration has its own type.
fn name(field: &Field) -> String {
    camel(field.name.trim_end_matches("_ms"))
}

fn kotlin_type(field: &Field) -> String {
    if is_time(field) { "Duration".to_owned() } else { ty(field, "") }
}
