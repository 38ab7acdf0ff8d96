// The PIN pad, for one PIN or for an old and a new one. Digits live in arrays that are emptied as soon as they were sent, and
// are never shown.
import { speak, text } from "/assets/words.js";

const SHORTEST = 6;
const LONGEST = 8;
const STEPS = { pin: [""], change: ["old", "new", "again"] };
const LINE = 10;
const RUB_OUT = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8.5 6H20a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 20 18H8.5L2.5 12zM11.5 9.5l5 5m0-5-5 5"/></svg>';
const TICK = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m4.5 12.5 5 5 10-11"/></svg>';

export class Pad {
  #form;
  #on;
  #digits = [];
  #asked = "";
  #step = 0;
  #before = [];

  constructor(form, on) {
    this.#form = form;
    this.#on = on;
    const keys = form.querySelector("#keys");
    for (const name of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "ok"]) {
      keys.append(this.#key(name));
    }
    form.querySelector("#cancel").addEventListener("click", () => on.stop());
    form.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => this.#typed(event));
  }

  /** Follows the agent's state: shown afresh each time that a PIN is wanted. */
  show(now, before) {
    const pad = document.documentElement.dataset.pad;
    const asked = pad in STEPS ? pad : "";
    if (asked !== this.#asked || (asked && (now.state !== before.state || now.tries !== before.tries))) {
      this.#again(0);
      this.#form.classList.toggle("wrong", now.tries !== undefined);
      document.getElementById("stage").focus();
    }
    this.#asked = asked;
    this.#draw();
  }

  /** Back to this step; what was typed for it and later is forgotten. */
  #again(step) {
    this.#empty();
    this.#before.splice(step).forEach((digits) => digits.fill(0));
    this.#step = step;
  }

  #key(name) {
    const key = document.createElement("button");
    key.type = "button";
    key.className = name === "ok" ? "key ok" : "key";
    key.dataset.key = name;
    if (name === "ok") {
      key.innerHTML = TICK;
    } else if (name === "clear") {
      key.innerHTML = RUB_OUT;
    } else {
      key.textContent = name;
    }
    key.addEventListener("click", () => this.#press(name));
    return key;
  }

  #typed(event) {
    if (!this.#asked || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const name = /^[0-9]$/.test(event.key) ? event.key : { Backspace: "clear", Escape: "stop" }[event.key];
    // Enter presses the button that has the focus; anywhere else it means OK.
    const onButton = event.target instanceof HTMLButtonElement;
    if (name || (event.key === "Enter" && !onButton)) {
      event.preventDefault();
      this.#press(name ?? "ok");
    }
  }

  #press(name) {
    if (name === "stop") {
      this.#on.stop();
    } else if (name === "clear") {
      this.#digits.pop();
    } else if (name !== "ok" && this.#digits.length < LONGEST) {
      this.#digits.push(name.charCodeAt(0));
    } else if (name === "ok" && this.#digits.length >= SHORTEST) {
      this.#done();
    }
    this.#draw();
  }

  #done() {
    const steps = STEPS[this.#asked];
    const digits = Uint8Array.from(this.#digits);
    this.#empty();
    if (steps.length === 1) {
      this.#on.enter(digits);
      return;
    }
    this.#before.push(digits);
    if (this.#before.length < steps.length) {
      this.#step = this.#before.length;
      this.#form.classList.remove("wrong");
      this.#on.step(steps[this.#step]);
      return;
    }
    const [current, next, same] = this.#before;
    if (next.length === same.length && next.every((digit, place) => digit === same[place])) {
      const both = Uint8Array.from([...current, LINE, ...next]);
      this.#again(0);
      this.#on.change(both);
    } else {
      this.#again(1);
      this.#form.classList.add("wrong");
      this.#on.step("differ");
    }
  }

  #empty() {
    this.#digits.fill(0);
    this.#digits.length = 0;
    this.#draw();
  }

  #draw() {
    const typed = this.#digits.length;
    const dots = document.getElementById("dots");
    dots.replaceChildren(
      ...Array.from({ length: Math.max(SHORTEST, typed) }, (unused, place) => {
        const dot = document.createElement("span");
        dot.className = place < typed ? "dot on" : "dot";
        return dot;
      }),
    );
    const steps = document.getElementById("steps");
    steps.hidden = this.#asked !== "change";
    [...steps.children].forEach((one, place) => one.classList.toggle("now", place === this.#step));
    this.#form.querySelector(".ok").setAttribute("aria-disabled", String(typed < SHORTEST));
    this.#name();
  }

  #name() {
    const typed = this.#digits.length;
    const key = typed === 0 ? "pad.typed.0" : typed === 1 ? "pad.typed.one" : "pad.typed.many";
    document.getElementById("dots").setAttribute("aria-label", speak(key, { n: typed }));
    this.#form.querySelector('[data-key="clear"]').setAttribute("aria-label", text("pad.clear"));
    this.#form.querySelector('[data-key="ok"]').setAttribute("aria-label", text("pad.ok"));
  }
}
