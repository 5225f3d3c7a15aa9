// Generated from the core's tables by `cargo xtask generate`; do not edit.

export { Dmtz, type DmtzOptions } from "./dmtz.service.js";
export { Mysoft, type MysoftOptions, type MysoftAuth } from "./mysoft.service.js";
export { Quanshi, type QuanshiOptions, type QuanshiAuth } from "./quanshi.service.js";
