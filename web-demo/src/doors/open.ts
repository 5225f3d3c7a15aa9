import type { Door, DoorName } from "./door";
import { typescriptDoor } from "./typescript";

/** Returns a door. The Rust door is another WebAssembly module, which is loaded when it is first used. */
export async function openDoor(name: DoorName): Promise<Door> {
  return name === "rust" ? (await import("./rust")).openRustDoor() : typescriptDoor;
}
