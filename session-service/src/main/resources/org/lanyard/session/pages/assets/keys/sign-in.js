// Signs in with a key: by the button, or by a passkey that the browser offers at the field.
import { Autofill } from "./autofill.js";
import { able, byId, idle, run, say } from "./page.js";
import { get, signIn } from "./webauthn.js";

const enter = async (used) => {
  say("checking");
  location.assign(await signIn(used));
};

const start = async () => {
  const form = byId("key-form");
  form.hidden = false;
  const autofill = (await Autofill.possible()) ? new Autofill((used) => idle() && run(() => enter(used), again)) : null;
  const again = () => autofill?.offer();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(async () => {
      await autofill?.stop();
      say("waiting");
      await enter(await get());
    }, again);
  });
  byId("offer").hidden = !autofill;
  again();
};

if (able()) {
  start();
}
