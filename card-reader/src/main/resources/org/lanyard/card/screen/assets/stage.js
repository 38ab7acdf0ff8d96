// The picture's state and the words under it.
import { speak, text } from "/assets/words.js";

let shown = { state: "starting", proof: "tap" };

const PADS = { pin: "pin", change_pin: "change", pin_too_easy: "change", pass: "pass" };

export function current() {
  return shown;
}

export function render(now) {
  shown = now;
  const root = document.documentElement;
  root.dataset.state = now.state;
  root.dataset.by = now.pass ? "pass" : now.by ?? (now.inserted || now.proof === "pin" ? "contact" : "contactless");
  root.dataset.cause = now.cause ?? "";
  root.dataset.pad = PADS[now.state] ?? "";
  root.dataset.proof = now.proof;
  say("headline", headline(now));
  say("help", help(now));
  document.title = `${headline(now)} · Lanyard`;

  const goes = document.getElementById("goes");
  const tries = now.step ? undefined : now.tries;
  goes.hidden = tries === undefined;
  if (tries !== undefined) {
    say("goes-text", tries === 1 ? text("goes.one") : speak("goes.many", { n: tries }));
    document.getElementById("pips").replaceChildren(...Array.from({ length: tries }, pip));
  }
  const code = document.getElementById("code");
  code.hidden = now.code === undefined;
  say("code-value", now.code ?? "");
}

/** Which of several things is asked for one after the other, or what was wrong with it. */
export function step(name) {
  render({ ...shown, step: name });
}

function headline(now) {
  if (now.step) {
    return text(`change_pin.title.${now.step}`);
  }
  if (now.tries !== undefined) {
    return text("pin.title.wrong");
  }
  return now.proof === "pin" ? text(`${now.state}.title.pin`, `${now.state}.title`) : text(`${now.state}.title`);
}

function help(now) {
  const { state, cause, card, proof } = now;
  if (now.step) {
    return text(`change_pin.help.${now.step}`);
  }
  if (now.tries !== undefined) {
    return "";
  }
  if (state === "picture") {
    return text(`picture.${now.picture}`, "picture.unknown");
  }
  const keys = [`${state}.help`];
  if (card && state === "goodbye") {
    keys.unshift("goodbye.help.card");
  }
  if (now.by) {
    keys.unshift(`${state}.help.${now.by}`);
  }
  if (now.pass) {
    keys.unshift(`${state}.help.pass`);
  }
  if (proof === "pin") {
    keys.unshift(`${state}.help.pin`);
  }
  if (cause) {
    keys.unshift(`${state}.help.${cause}`);
  }
  return text(...keys);
}

// A live region reads what changes: the same words again are not news.
function say(id, words) {
  const element = document.getElementById(id);
  if (element.textContent !== words) {
    element.textContent = words;
  }
}

function pip() {
  const span = document.createElement("span");
  span.className = "pip";
  return span;
}
