import { isLookupError, Quanshi } from "mingpian";
import { ask } from "./common/ask.mjs";

/** Returns the error code of a lookup whose service has a fault. */
async function codeOf(origin, fault, options, call) {
  const auth = { token: "00112233445566778899aabbccddeeff" };
  const quanshi = new Quanshi({ baseUrl: `${origin}/fault/${fault}/quanshi`, auth, ...options });
  try {
    await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] }, call);
  } catch (error) {
    return isLookupError(error) ? error.code : String(error);
  }
}

export default {
  async fetch(request, { ORIGIN }) {
    const codes = {
      redirected: await codeOf(ORIGIN, "redirect:302"),
      large: await codeOf(ORIGIN, "huge-chunked", { maxBodyBytes: 1000 }),
      aborted: await codeOf(ORIGIN, "hang", {}, { signal: AbortSignal.timeout(100) }),
    };
    return Response.json({ outcome: await ask(ORIGIN), codes });
  },
};
