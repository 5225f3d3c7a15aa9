/** Returns a fresh WeChat code from the local services, or `undefined` if they are not available. */
export async function freshCode(): Promise<string | undefined> {
  try {
    const response = await fetch("/sandbox/codes", { method: "POST" });
    if (!response.ok) return undefined;
    const answer: unknown = await response.json();
    const code: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, "code") : undefined;
    return typeof code === "string" ? code : undefined;
  } catch {
    return undefined;
  }
}
