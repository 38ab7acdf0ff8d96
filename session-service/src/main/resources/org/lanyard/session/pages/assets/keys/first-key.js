// The second half of an invitation and of a recovery: whoever was let in by a code sets up a key.
import { byId, run, say } from "./page.js";
import { create, creation, post } from "./webauthn.js";

/** The service's challenges live two minutes. */
const ANEW = 90_000;

export class FirstKey {
  /** @param redeem posts the code; answers who it is, and what a key is made with */
  constructor(redeem) {
    this.redeem = redeem;
    byId("use-key").addEventListener("click", () => run(() => this.#register()));
  }

  /** Opens with the code, and shows the step of the key. */
  async open() {
    const { name, display_name: fullName } = await this.#redeem();
    byId("person").textContent = fullName || name;
    byId("step-code").hidden = true;
    byId("step-key").hidden = false;
    byId("hello").focus();
    say("");
  }

  async #redeem() {
    const person = await this.redeem();
    this.options = await creation(person);
    this.since = Date.now();
    return person;
  }

  async #register() {
    if (Date.now() - this.since > ANEW) {
      await this.#redeem();
    }
    say("waiting");
    await create(this.options, (assertion) => {
      say("checking");
      return post("/session", { assertion });
    });
    location.assign("/me/keys/new");
  }
}
