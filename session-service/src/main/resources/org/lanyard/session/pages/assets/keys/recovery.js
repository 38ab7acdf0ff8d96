// Sets up a new key with a one-time code that its owner printed.
import { FirstKey } from "./first-key.js";
import { able, byId, run } from "./page.js";
import { Problem, post } from "./webauthn.js";

const form = byId("code-form");
const code = byId("code");

const redeem = () => post("/recovery/open", { code: code.value.trim() }, "printed", { slow_down: "slow" });

const open = async (key) => {
  if (!code.value.trim()) {
    throw new Problem("empty");
  }
  await key.open();
};

if (able()) {
  const key = new FirstKey(redeem);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(() => open(key));
  });
}
