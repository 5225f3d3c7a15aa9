import { isLookupError } from "mingpian";
import { useCallback } from "react";
import { useLookup } from "./use-lookup.js";

/** Shows the person that a WeChat code belongs to. */
export function SignIn({ dmtz, code }) {
  const ask = useCallback((signal) => dmtz.getUserInfo({ code }, { signal }), [dmtz, code]);
  const { answer, error } = useLookup(ask);
  // After an error, only a fresh code can succeed.
  if (error) return <p id="sign-in">{isLookupError(error) ? error.code : "an error of this page"}</p>;
  return <p id="sign-in">{answer ? `Hello, ${answer.profile.displayName}` : "…"}</p>;
}
