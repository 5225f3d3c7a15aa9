import { isLookupError } from "mingpian";
import { useCallback } from "react";
import { useLookup } from "./use-lookup.js";

/** Shows who is behind a WeChat code. */
export function SignIn({ dmtz, code }) {
  const ask = useCallback((signal) => dmtz.getUserInfo({ code }, { signal }), [dmtz, code]);
  const { answer, error } = useLookup(ask);
  // Only a fresh code helps.
  if (error) return <p id="sign-in">{isLookupError(error) ? error.code : "an error of this page"}</p>;
  return <p id="sign-in">{answer ? `Hello, ${answer.profile.displayName}` : "…"}</p>;
}
