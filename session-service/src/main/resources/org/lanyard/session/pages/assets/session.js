// A page of a session: when the session ends, wherever it is ended, the page goes.
(() => {
  "use strict";
  const afterwards = document.body.dataset.afterwards;
  const leave = (where) => location.replace(/^(\/(?!\/)|https?:\/\/)/.test(where) ? where : afterwards);

  const listen = () => {
    const events = new EventSource("/session/events");
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

  // Whoever has no session any more is sent elsewhere; then this page must not stay on the screen.
  const stillHere = async () => {
    try {
      const answer = await fetch("/me", { method: "HEAD", redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") {
        leave("");
        return;
      }
    } catch {
      // No connection: the page stays, and asks again.
    }
    setTimeout(listen, 3000);
  };

  // The way back to a page that the browser kept shows it without asking: ask.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });

  listen();
})();
