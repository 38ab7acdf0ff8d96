// Speaks with the agent on this machine. The link's token is worth one cookie, and leaves the address at once.

/** Spends the token in the address, if there is one. */
export async function open() {
  const token = location.hash.slice(1);
  if (token === "") {
    return;
  }
  history.replaceState(null, "", "/");
  await fetch("/screen/open", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  }).catch(() => {});
}

/** Calls the agent; bytes go as they are, anything else as JSON. */
export async function call(name, body) {
  const bytes = body instanceof Uint8Array;
  try {
    await fetch(`/screen/${name}`, {
      method: "POST",
      headers: { "Content-Type": bytes ? "application/octet-stream" : "application/json" },
      body: bytes ? body : JSON.stringify(body ?? {}),
      keepalive: true,
    });
  } catch {
    // The agent is gone: the stream says so.
  } finally {
    if (bytes) {
      body.fill(0);
    }
  }
}

let source;
let waiting;

/** Follows the agent's events, for as long as this is the screen. */
export function connect(on) {
  source?.close();
  here();
  source = new EventSource("/screen/events");
  for (const name of ["state", "deck", "handover", "close"]) {
    source.addEventListener(name, (event) => {
      here();
      on[name](JSON.parse(event.data));
    });
  }
  source.addEventListener("moved", () => {
    source.close();
    on.moved();
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) {
      // Answered, but not with a stream: this browser isn't the one that spent the link.
      here();
      on.locked();
    } else {
      // The browser tries again each second, and says so each time: only the first counts.
      waiting ??= setTimeout(on.lost, 1500);
    }
  });
}

function here() {
  clearTimeout(waiting);
  waiting = undefined;
}
