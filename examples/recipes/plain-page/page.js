import { isLookupError, Quanshi } from "mingpian";

const form = document.querySelector("form");
const output = document.querySelector("output");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { email, token } = Object.fromEntries(new FormData(form));
  output.textContent = "…";
  try {
    const quanshi = new Quanshi({ baseUrl: "/quanshi", auth: { token } });
    const { found } = await quanshi.getUsersByEmailsMobiles({ emails: [email] });
    output.textContent = found.get(email)?.profile.displayName ?? "not found";
  } catch (error) {
    if (!isLookupError(error)) throw error;
    output.textContent = error.code;
  }
});
