import { Dmtz, Quanshi } from "mingpian";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Directory } from "./directory.jsx";
import { SignIn } from "./sign-in.jsx";

// The service object is outside of the components, because lookups share requests only if they use the same object.
const dmtz = new Dmtz({ baseUrl: "/dmtz" });
const quanshi = new Quanshi({ baseUrl: "/quanshi", auth: { token: "00112233445566778899aabbccddeeff" } });
const emails = Array.from({ length: 1_000 }, (_, n) => `person${n + 1}@example.com`);

function App() {
  const [shown, setShown] = useState("");
  const code = new URLSearchParams(location.search).get("code");
  return (
    <>
      <button id="show-sign-in" onClick={() => setShown("sign-in")}>Sign in</button>
      <button id="show-directory" onClick={() => setShown("directory")}>Directory</button>
      <button id="show-nothing" onClick={() => setShown("")}>Close</button>
      {shown === "sign-in" && <SignIn dmtz={dmtz} code={code} />}
      {shown === "directory" && <Directory quanshi={quanshi} emails={emails} />}
    </>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
