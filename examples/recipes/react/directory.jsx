import { useCallback, useState } from "react";
import { useLookup } from "./use-lookup.js";

/** Looks up many people, and shows the progress. */
export function Directory({ quanshi, emails }) {
  const [done, setDone] = useState(0);
  const ask = useCallback(
    async (signal) => {
      let found = 0;
      const failed = [];
      for await (const page of quanshi.pages({ emails }, { signal, onProgress: setDone })) {
        found += page.found.size;
        if (page.failed) failed.push(page.failed.error.code);
      }
      return { found, failed };
    },
    [quanshi, emails],
  );
  const { answer, error } = useLookup(ask);
  return (
    <section id="directory">
      <progress value={done} max={emails.length} />
      <p>{error ? String(error) : answer ? `${answer.found} found, ${answer.failed.length} requests failed` : `${done} of ${emails.length}`}</p>
    </section>
  );
}
