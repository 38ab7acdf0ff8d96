// A page of a session: when the session ends, wherever it is ended, the page goes.
const afterwards = document.body.dataset.afterwards;
const leave = (where) => {
  const next = /^(\/(?!\/)|https?:\/\/)/.test(where) ? where : afterwards;
  if (window.opener && !next.startsWith("/")) {
    // A window that a kiosk's screen opened is closed; it must not become a second screen.
    window.close();
    location.replace("/signed-out?from=kiosk");
    return;
  }
  location.replace(next);
};

let events;

/** Hears no more of the session's end. */
export const deaf = () => events.close();

const listen = () => {
  events = new EventSource("/session/events");
  events.addEventListener("ended", (event) => {
    events.close();
    leave(event.data);
  });
  events.onerror = () => {
    // A lost connection is tried again by the browser; an answer that is no stream of events is not.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(stillHere, 3000);
    }
  };
};

/** A page that this session may read: where keys are missing, that of the keys alone. */
const own = location.pathname === "/me/keys" ? location.pathname : "/me";

// Whoever has no session any more is sent elsewhere; then this page must not stay on the screen.
const stillHere = async () => {
  try {
    const answer = await fetch(own, { method: "HEAD", redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") {
      leave("");
      return;
    }
  } catch {
    // No connection: the page stays, and asks again.
  }
  setTimeout(listen, 3000);
};

// Signing out by the button goes where the answer says: the news of it must not overtake that.
addEventListener("submit", (event) => event.defaultPrevented || deaf());

// The way back to a page that the browser kept shows it without asking: ask.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});

listen();
