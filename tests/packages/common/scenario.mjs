// Defines the scenario of every app. The app passes the package, because the way in which it loads the package is
// tested.

const TOKEN = "00112233445566778899aabbccddeeff";
const SECRET = { appId: "demo-app", secretKey: "demo-secret-key" };

/** Identifiers for three requests. */
const EMAILS = Array.from({ length: 421 }, (_, n) => `person${n + 1}@example.com`);

/** The expected answers of the local services. Their README describes person N. */
export const EXPECTED = {
  token: { found: ["person1@example.com"], id: "80000001", notFound: ["nobody@example.com"] },
  dmtz: { provider: "dmtz", spent: "REJECTED" },
  mysoft: { provider: "mysoft", id: "200002" },
  many: 421,
  pages: [200, 200, 21],
  delegated: ["person3@example.com"],
  signed: ["10000000004"],
  error: { code: "INVALID_INPUT", isInvalidInput: true, field: "emails[0]" },
};

/**
 * Performs lookups at each service, in every way, and returns an outcome that must equal `EXPECTED`.
 *
 * @param {typeof import("mingpian") & Partial<typeof import("mingpian/server")>} library The package. Without a
 * `QuanshiSigner`, only the local services sign.
 * @param {string} origin The origin of the local services.
 * @param {{ fetch?: typeof fetch }} [options] The options of every service.
 */
export async function scenario(library, origin, options = {}) {
  const { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi, QuanshiSigner } = library;
  const { fetch = globalThis.fetch } = options;
  const quanshi = (auth) => new Quanshi({ ...options, baseUrl: `${origin}/quanshi`, auth });
  const post = async (path, body) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };
  const failure = (promise) =>
    promise.then(
      () => ({ code: "no error" }),
      (error) => {
        if (!isLookupError(error)) throw error;
        return error;
      },
    );

  const byToken = quanshi({ token: TOKEN });
  const two = await byToken.getUsersByEmailsMobiles({ emails: ["person1@example.com", "nobody@example.com"] });

  const { code } = await post("/sandbox/codes", { person: 2 });
  const dmtz = new Dmtz({ ...options, baseUrl: `${origin}/dmtz` });
  const byCode = await dmtz.getUserInfo({ code });
  const spent = await failure(dmtz.getUserInfo({ code }));

  const mysoft = new Mysoft({ ...options, baseUrl: `${origin}/mysoft`, auth: { accessToken: "demo token+/=&?" } });
  const user = await mysoft.getUserInfo({ wzsUserId: "wzs-person-2" });

  const many = await byToken.getUsersByEmailsMobiles({ emails: EMAILS });
  const pages = [];
  for await (const page of byToken.pages({ emails: EMAILS })) pages.push(page.found.size);

  const authorize = (params) => post("/app/quanshi/authorize", params);
  const delegated = await quanshi({ authorize }).getUsersByEmailsMobiles({ emails: ["person3@example.com"] });
  const signer = QuanshiSigner && new QuanshiSigner(SECRET);
  const ownServer = signer ? { authorize: (params) => signer.authorize(params) } : SECRET;
  const signed = await quanshi(ownServer).getUsersByEmailsMobiles({ mobiles: ["10000000004"] });

  const error = await failure(byToken.getUsersByEmailsMobiles({ emails: [5] }));
  return {
    token: { found: [...two.found.keys()], id: two.found.get("person1@example.com").profile.id, notFound: two.notFound },
    dmtz: { provider: byCode.profile.provider, spent: spent.code },
    mysoft: { provider: user.profile.provider, id: user.profile.id },
    many: many.found.size,
    pages: pages.sort((a, b) => b - a),
    delegated: [...delegated.found.keys()],
    signed: [...signed.found.keys()],
    error: { code: error.code, isInvalidInput: error instanceof InvalidInputError, field: error.field },
  };
}
