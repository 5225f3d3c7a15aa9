// Generated from the core's tables by `cargo xtask generate`; do not edit.

/** The account services that can be asked. */
export type Provider = "dmtz" | "mysoft" | "quanshi";
