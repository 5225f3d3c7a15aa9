// Generated from the core's tables by `cargo xtask generate`; do not edit.

export { dmtzGetUserInfo } from "./dmtz.js";
export { mysoftGetUserInfo } from "./mysoft.js";
export { quanshiGetUsersByEmailsMobiles } from "./quanshi.js";
