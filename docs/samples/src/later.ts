// ANCHOR: later
export async function lookUp(email: string): Promise<string | undefined> {
  const { Quanshi } = await import("mingpian");
  const quanshi = new Quanshi({ baseUrl: "http://127.0.0.1:8787/quanshi", auth: { token: await token() } });
  const { found } = await quanshi.getUsersByEmailsMobiles({ emails: [email] });
  return found.get(email)?.profile.displayName;
}
// ANCHOR_END: later

/** Stands for what an app has a token from. */
const token = async (): Promise<string> => "00112233445566778899aabbccddeeff";
