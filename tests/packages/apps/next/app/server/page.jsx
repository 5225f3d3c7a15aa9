// A server component.
import { ask } from "../../common/ask.mjs";

export default async function Page({ searchParams }) {
  const { origin } = await searchParams;
  return <pre>{JSON.stringify(await ask(origin))}</pre>;
}
