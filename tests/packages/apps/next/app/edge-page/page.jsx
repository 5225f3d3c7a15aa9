// A server component in the edge runtime.
import { ask } from "../../common/ask.mjs";

export const runtime = "edge";

export default async function Page({ searchParams }) {
  const { origin } = await searchParams;
  return <pre>{JSON.stringify(await ask(origin))}</pre>;
}
