// The window with the pupil's session: opened by a form's POST with the hand-over code, closed when the agent says so.

import { call } from "/assets/agent.js";

const NAME = "lanyard-session";
let session = null;
// Whether a session that the agent tells of has to have a window here.
let due = true;

export function handOver({ code, uri }) {
  due = true;
  session = window.open("about:blank", NAME, place());
  const form = document.createElement("form");
  form.method = "post";
  form.action = uri;
  // Where pop-ups are blocked, the session takes this window, and the service brings it back here at the end.
  form.target = session ? NAME : "_self";
  due = session !== null;
  if (!due) {
    // On its way before this page leaves.
    call("own-window");
  }
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "code";
  field.value = code;
  const language = document.createElement("input");
  language.type = "hidden";
  language.name = "lang";
  language.value = document.documentElement.lang;
  form.append(field, language);
  document.body.append(form);
  form.submit();
  form.remove();
}

/**
 * Whether a session that the agent holds open can be seen: its window was closed by hand, or this page was loaded anew and
 * has no window.
 */
export function isOutOfSight() {
  return due && (session === null || session.closed);
}

/** Closes the session's window; done when it is closed, or won't be. */
export async function closeSession() {
  due = false;
  session?.close();
  for (let waited = 0; session && !session.closed && waited < 500; waited += 25) {
    await new Promise((done) => setTimeout(done, 25));
  }
  session = null;
}

/** A session that ended may bring its own window back here: that one isn't a second screen. */
export async function leaveIfExtra() {
  if (window.name === NAME && window.opener) {
    window.close();
    await new Promise((done) => setTimeout(done, 1000));
  }
  window.name = "lanyard-kiosk";
}

// With the demo's deck: beside this window if the screen has room, else over the picture, so that the cards stay in
// reach. At a real kiosk: a whole window, as the browser makes them.
function place() {
  const deck = document.getElementById("deck");
  if (deck.hidden) {
    return "";
  }
  const width = Math.max(360, Math.min(760, window.innerWidth - deck.offsetWidth));
  const right = window.screenX + window.outerWidth;
  const free = screen.availLeft + screen.availWidth - right;
  const left = free >= 420 ? right : window.screenX;
  const height = Math.min(window.outerHeight, screen.availHeight);
  return `popup,width=${free >= 420 ? Math.min(free, 900) : width},height=${height},left=${left},top=${window.screenY}`;
}
