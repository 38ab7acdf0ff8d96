// Sets up a first key with an invitation: its code and the second one, then the key.
import { FirstKey } from "./first-key.js";
import { able, byId, run } from "./page.js";
import { Problem, post } from "./webauthn.js";

/** What the service says to whoever has both codes right, or has tried too often. */
const HONEST = { invitation_redeemed: "used", invitation_over: "over", slow_down: "slow" };

const form = byId("code-form");
const code = byId("code");
const second = byId("second");
const single = byId("single");

const redeem = () => {
  const codes = { code: code.value.trim(), second: single.checked ? "" : second.value.trim() };
  return post("/invitation/open", codes, "code", HONEST);
};

const open = async (key) => {
  if (!code.value.trim()) {
    throw new Problem("empty");
  }
  if (!second.value.trim() && !single.checked) {
    throw new Problem("second");
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
  const ask = () => {
    byId("second-group").hidden = single.checked;
  };
  single.addEventListener("change", ask);
  // A link from the office, whose code is all that is needed, says so.
  const [fragment, only] = location.hash.slice(1).trim().split(".");
  if (fragment) {
    // The code does not stay in the address bar, nor in the history.
    history.replaceState(null, "", location.pathname + location.search);
    code.value = fragment;
    byId("from-link").hidden = false;
    single.checked = only === "only";
    ask();
    (single.checked ? form.querySelector("button") : second).focus();
  }
}
