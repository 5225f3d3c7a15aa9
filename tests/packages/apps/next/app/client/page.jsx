"use client";
// A client component, which a server renders first.
import { useEffect } from "react";
import { ask } from "../../common/ask.mjs";

export default function Page() {
  useEffect(() => {
    const origin = new URL(location.href).searchParams.get("origin");
    globalThis.outcome ??= ask(origin);
  }, []);
  return <p>client</p>;
}
