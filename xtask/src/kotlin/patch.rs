//! Makes the Kotlin that UniFFI generates faster, and fails if UniFFI's output has changed.

use anyhow::{Result, ensure};

/// The replacements: the original text, the new text, and the reason.
struct Patch {
    reason: &'static str,
    from: &'static str,
    to: &'static str,
}

const PATCHES: [Patch; 3] = [
    Patch {
        reason: "one status for each thread, because allocating native memory for every call takes longer than the call",
        from: "    var status = UniffiRustCallStatus()\n    val return_value = callback(status)\n",
        to: "    val status = uniffiCallStatus()\n    val return_value = callback(status)\n    uniffiReadCallStatus(status)\n",
    },
    Patch {
        reason: "the declaration of these statuses",
        from: "// Call a rust function that returns a Result<>.",
        to: "// JNA would write and read every member with every call. Only the code matters, unless a call fails.\n\
             private val uniffiCallStatuses = object : ThreadLocal<UniffiRustCallStatus>() {\n    \
                 override fun initialValue() = UniffiRustCallStatus().apply {\n        \
                     setAutoSynch(false)\n        \
                     write()\n    \
                 }\n\
             }\n\n\
             // A call inside another, which lowers an argument, has ended before the other begins.\n\
             private fun uniffiCallStatus(): UniffiRustCallStatus = uniffiCallStatuses.get()!!.apply {\n    \
                 if (isSuccess()) return@apply\n    \
                 code = UNIFFI_CALL_SUCCESS\n    \
                 error_buf.setValue(UNIFFI_NO_BUFFER)\n    \
                 write()\n\
             }\n\n\
             private fun uniffiReadCallStatus(status: UniffiRustCallStatus) {\n    \
                 if (status.pointer.getByte(0) != UNIFFI_CALL_SUCCESS) status.read()\n\
             }\n\n\
             private val UNIFFI_NO_BUFFER = RustBuffer.ByValue()\n\n\
             // Call a rust function that returns a Result<>.",
    },
    Patch {
        reason: "an encoder is slower than the JVM's own conversion; JsonWriter rejects unpaired surrogates",
        from: "        return Charsets.UTF_8.newEncoder().run {\n            \
               onMalformedInput(CodingErrorAction.REPORT)\n            encode(CharBuffer.wrap(value))\n        }\n",
        to: "        return ByteBuffer.wrap(value.toByteArray(Charsets.UTF_8))\n",
    },
];

/// Returns the Kotlin that UniFFI wrote with every patch applied.
pub(super) fn apply(mut kotlin: String) -> Result<String> {
    for Patch { reason, from, to } in PATCHES {
        let count = kotlin.matches(from).count();
        ensure!(
            count == 1,
            "the Kotlin that UniFFI generates has changed (expected 1 place for the patch \"{reason}\", found {count}): adapt {}",
            file!()
        );
        kotlin = kotlin.replacen(from, to, 1);
    }
    without_futures(&kotlin)
}

/// Removes the declarations of the 48 functions that call async functions of Rust. This library has no async functions,
/// but loading it binds every declared function, and more than half of them are these.
fn without_futures(kotlin: &str) -> Result<String> {
    let mut lines = kotlin.lines();
    let mut kept = String::with_capacity(kotlin.len());
    let mut removed = 0;
    while let Some(line) = lines.next() {
        if line.starts_with("    external fun ffi_") && line.contains("_rust_future_") {
            let end = lines.next().unwrap_or_default();
            ensure!(
                end.starts_with("    ): "),
                "the Kotlin that UniFFI generates has changed (expected the end of a declaration): adapt {}",
                file!()
            );
            removed += 1;
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let is_used = kept.contains("_rust_future_");
    ensure!(
        removed == 48 && !is_used,
        "the Kotlin that UniFFI generates has changed (expected 48 functions for futures, none of them used): adapt {}",
        file!()
    );
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> String {
        let last_first = PATCHES.iter().rev();
        let patched: String = last_first.map(|patch| format!("before\n{}after\n", patch.from)).collect();
        patched + "    external fun ffi_x_rust_future_poll(`handle`: Long,\n    ): Unit\n".repeat(48).as_str()
    }

    #[test]
    fn every_patch_is_applied() {
        let patched = apply(written()).unwrap();
        for Patch { to, .. } in PATCHES {
            assert!(patched.contains(to), "{to}");
        }
        assert!(!patched.contains("newEncoder"));
        assert!(!patched.contains("_rust_future_"));
    }

    #[test]
    fn futures_that_are_used_are_refused() {
        let used = written() + "    UniffiLib.ffi_x_rust_future_poll(0)\n";
        assert!(apply(used).unwrap_err().to_string().contains("functions for futures"));
    }

    #[test]
    fn other_kotlin_is_refused() {
        let changed = written().replace("newEncoder", "newDecoder");
        assert!(
            apply(changed).unwrap_err().to_string().contains("the Kotlin that UniFFI generates has changed")
        );
        assert!(apply(written() + &written()).is_err());
    }
}
