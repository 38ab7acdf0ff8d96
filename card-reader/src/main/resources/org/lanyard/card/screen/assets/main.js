// The kiosk's page: follows the agent's states, and says to the agent what the person in front of it does.
import { call, open, connect } from "/assets/agent.js";
import { applyLanguage } from "/assets/words.js";
import { render, current, step } from "/assets/stage.js";
import { Pad } from "/assets/pad.js";
import { PassPad } from "/assets/pass.js";
import { showOwner } from "/assets/owner.js";
import { handOver, closeSession, isOutOfSight, leaveIfExtra } from "/assets/session.js";
import { showDeck, updateDeck } from "/assets/deck.js";
import { sound } from "/assets/sound.js";
import { tools } from "/assets/tools.js";

const pad = new Pad(document.getElementById("pad"), {
  enter: (digits) => call("pin", digits),
  change: (digits) => call("change", digits),
  step,
  stop: () => call("sign-out"),
});
const passes = new PassPad(document.getElementById("pass"), {
  enter: (pass) => call("pass", { pass }),
  stop: () => call("sign-out"),
});

async function begin() {
  await leaveIfExtra();
  const picture = await fetch("/assets/picture.svg");
  document.getElementById("picture").innerHTML = await picture.text();
  const card = document.getElementById("card");
  document.getElementById("card-in").replaceChildren(...[...card.childNodes].map((part) => part.cloneNode(true)));
  await applyLanguage("en");
  tools({ language: (tag) => call("language", { language: tag }) });
  const says = { "sign-out": "sign-out", stop: "sign-out", forgot: "pass/choose", change: "change/choose" };
  for (const [button, name] of Object.entries(says)) {
    document.getElementById(button).addEventListener("click", () => call(name));
  }
  document.getElementById("mine").addEventListener("click", () => call("picture", { mine: true }));
  document.getElementById("not-me").addEventListener("click", () => call("picture", { mine: false }));
  document.getElementById("use-here").addEventListener("click", follow);
  await open();
  follow();
}

function follow() {
  connect({
    state: show,
    deck: (deck) => showDeck(deck, call),
    // In the order in which they came: a window that is being closed isn't opened again meanwhile.
    handover: (grant) => inOrder(() => handOver(grant)),
    close: () =>
      inOrder(async () => {
        await closeSession();
        await call("closed");
      }),
    moved: () => show({ state: "moved" }),
    locked: () => show({ state: "locked" }),
    lost: () => show({ state: "lost" }),
  });
}

let last = Promise.resolve();

function inOrder(work) {
  last = last.then(work);
}

async function show(now) {
  const before = current();
  await applyLanguage(now.language ?? document.documentElement.lang);
  // What the page finds out by itself (lost, moved, locked) says nothing of what the kiosk asks for.
  // The same again, as when only the card's presence changed, leaves whoever types where they are.
  const same = now.state === before.state && now.tries === before.tries;
  render({ proof: before.proof, ...now, step: same ? before.step : undefined });
  pad.show(now, before);
  passes.show(now);
  showOwner(now);
  updateDeck(now);
  if (now.state !== before.state) {
    sound(now.state);
  }
  clearInterval(watch);
  if (now.state === "welcome") {
    inOrder(endIfOutOfSight);
    watch = setInterval(endIfOutOfSight, 500);
  }
}

let watch;

/** Whoever closes the window has finished; and nobody comes back to a session that no window shows. */
function endIfOutOfSight() {
  if (current().state === "welcome" && isOutOfSight()) {
    clearInterval(watch);
    call("sign-out");
  }
}

begin();
