// Offers the device's passkeys in the list that the browser opens at the field, and waits until one is chosen.
import { get } from "./webauthn.js";

/** The service's challenges live two minutes: an offer is made anew before that, while nobody is choosing from it. */
const ANEW = 90_000;

export class Autofill {
  /** @param chosen is called with what `get` answered */
  constructor(chosen) {
    this.chosen = chosen;
    this.waiting = null;
    this.since = 0;
    const look = () => this.#renew();
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    setInterval(look, 5_000);
  }

  static async possible() {
    try {
      return Boolean(await PublicKeyCredential.isConditionalMediationAvailable?.());
    } catch {
      return false;
    }
  }

  /** Offers, unless an offer stands. */
  offer() {
    if (this.waiting) {
      return;
    }
    const abort = new AbortController();
    this.since = Date.now();
    this.waiting = { abort, over: this.#wait(abort) };
  }

  async #wait(abort) {
    try {
      const used = await get({ signal: abort.signal, mediation: "conditional" });
      this.waiting = null;
      if (!abort.signal.aborted) {
        this.chosen(used);
      }
    } catch {
      // Nobody asked for this: the button says what is wrong.
    }
  }

  /** Takes the offer back; the browser waits for one answer at a time. */
  async stop() {
    const { waiting } = this;
    this.waiting = null;
    if (waiting) {
      waiting.abort.abort();
      await waiting.over;
    }
  }

  /** The browser's own window has the focus while somebody is choosing or proving who they are. */
  async #renew() {
    if (this.waiting && Date.now() - this.since > ANEW && !document.hidden && document.hasFocus()) {
      await this.stop();
      this.offer();
    }
  }
}
