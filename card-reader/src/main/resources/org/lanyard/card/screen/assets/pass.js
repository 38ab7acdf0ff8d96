// The lesson pass: typed on big keys or a keyboard, or scanned by a scanner that types like one.
import { speak, text } from "/assets/words.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;
// A scanner types faster than anybody: what comes more slowly while no pass is asked for was not meant for it.
const SCANNER_MILLIS = 120;
const RUB_OUT = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8.5 6H20a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 20 18H8.5L2.5 12zM11.5 9.5l5 5m0-5-5 5"/></svg>';
const TICK = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m4.5 12.5 5 5 10-11"/></svg>';

export class PassPad {
  #on;
  #state = "";
  #typed = "";
  #last = 0;

  constructor(form, on) {
    this.#on = on;
    for (const name of [...ALPHABET, "clear", "ok"]) {
      form.querySelector("#letters").append(this.#key(name));
    }
    form.querySelector("#pass-stop").addEventListener("click", () => on.stop());
    form.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => this.#typing(event), true);
  }

  show(now) {
    if (now.state !== this.#state) {
      this.#state = now.state;
      this.#typed = "";
      if (now.state === "pass") {
        document.getElementById("stage").focus();
      }
    }
    this.#draw();
  }

  #key(name) {
    const key = document.createElement("button");
    key.type = "button";
    key.className = name === "ok" ? "key ok" : "key";
    key.dataset.letter = name;
    if (name.length > 1) {
      key.innerHTML = name === "ok" ? TICK : RUB_OUT;
    } else {
      key.textContent = name;
    }
    key.addEventListener("click", () => this.#press(name));
    return key;
  }

  #typing(event) {
    const asked = this.#state === "pass";
    if ((!asked && this.#state !== "idle") || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (!asked && event.timeStamp - this.#last > SCANNER_MILLIS) {
      this.#typed = "";
    }
    this.#last = event.timeStamp;
    const letter = read(event.key);
    if (event.key === "Enter" && this.#typed.length === LENGTH) {
      event.preventDefault();
      this.#press("ok");
    } else if (!asked && event.key === "Enter") {
      this.#typed = "";
    } else if (asked && event.key === "Backspace") {
      event.preventDefault();
      this.#press("clear");
    } else if (asked && event.key === "Escape") {
      this.#on.stop();
    } else if (letter !== "") {
      this.#press(letter);
    }
  }

  #press(name) {
    if (name === "clear") {
      this.#typed = this.#typed.slice(0, -1);
    } else if (name !== "ok" && this.#typed.length < LENGTH) {
      this.#typed += name;
    } else if (name === "ok" && this.#typed.length === LENGTH) {
      const pass = this.#typed;
      this.#typed = "";
      this.#on.enter(pass);
    }
    this.#draw();
  }

  #draw() {
    const slots = document.getElementById("slots");
    slots.replaceChildren(
      ...Array.from({ length: LENGTH }, (unused, place) => {
        const slot = document.createElement("span");
        slot.className = place < this.#typed.length ? "slot on" : "slot";
        slot.textContent = this.#typed[place] ?? "";
        return slot;
      }),
    );
    const code = [...this.#typed].join(" ");
    slots.setAttribute("aria-label", speak("passpad.typed", { n: this.#typed.length, code }));
    document.querySelector('[data-letter="clear"]').setAttribute("aria-label", text("pad.clear"));
    const ok = document.querySelector('[data-letter="ok"]');
    ok.setAttribute("aria-label", text("pad.ok"));
    ok.setAttribute("aria-disabled", String(this.#typed.length < LENGTH));
  }
}

/** One letter of a pass; what looks like another is read as that one. */
function read(key) {
  const letter = key.length === 1 ? key.toUpperCase() : "";
  const meant = { I: "1", L: "1", O: "0" }[letter] ?? letter;
  return meant !== "" && ALPHABET.includes(meant) ? meant : "";
}
