import { isLookupError, Quanshi, type QuanshiAccount } from "mingpian";

export async function find(quanshi: Quanshi, email: string): Promise<QuanshiAccount | undefined> {
  // ANCHOR: handle
  try {
    const { found } = await quanshi.getUsersByEmailsMobiles({ emails: [email] });
    return found.get(email);
  } catch (error) {
    if (!isLookupError(error)) throw error;
    if (error.code === "UNAUTHENTICATED") return signInAgain();
    if (error.code === "INVALID_INPUT") return showBeside(error.field, error.message);
    // The lookup itself has already tried again. `retryable` says whether a later one may help.
    report(JSON.stringify(error));
    return showMessage(error.retryable ? "Try again later." : "This did not work.");
  }
  // ANCHOR_END: handle
}

/** What the app showed and reported. */
export const events: string[] = [];
const signInAgain = (): undefined => void events.push("sign in");
const showBeside = (field: string, message: string): undefined => void events.push(`${field}: ${message}`);
const showMessage = (text: string): undefined => void events.push(text);
const report = (json: string): void => void events.push((JSON.parse(json) as { code: string }).code);
