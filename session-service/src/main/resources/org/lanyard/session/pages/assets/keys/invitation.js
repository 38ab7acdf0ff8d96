// Sets up a first key with an invitation: its code and the second one, then the key.
import { able, byId, run, say } from "./page.js";
import { Problem, create, creation, post } from "./webauthn.js";

/** What the service says to whoever has both codes right, or has tried too often. */
const HONEST = { invitation_redeemed: "used", invitation_over: "over", slow_down: "slow" };

/** The service's challenges live two minutes. */
const ANEW = 90_000;

const form = byId("code-form");
const code = byId("code");
const second = byId("second");
const single = byId("single");
let opened;
let since;

const invite = async () => {
  const codes = { code: code.value.trim(), second: single.checked ? "" : second.value.trim() };
  const invitation = await post("/invitation/open", codes, "code", HONEST);
  opened = await creation(invitation);
  since = Date.now();
  return invitation;
};

const open = async () => {
  if (!code.value.trim()) {
    throw new Problem("empty");
  }
  if (!second.value.trim() && !single.checked) {
    throw new Problem("second");
  }
  const { name, display_name: fullName } = await invite();
  byId("person").textContent = fullName || name;
  byId("step-code").hidden = true;
  byId("step-key").hidden = false;
  byId("advice").hidden = false;
  byId("hello").focus();
  say("");
};

const register = async () => {
  if (Date.now() - since > ANEW) {
    await invite();
  }
  say("waiting");
  await create(opened, (assertion) => {
    say("checking");
    return post("/session", { assertion });
  });
  location.assign("/me/keys/new");
};

if (able()) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(open);
  });
  single.addEventListener("change", () => {
    byId("second-group").hidden = single.checked;
  });
  byId("use-key").addEventListener("click", () => run(register));
  const fragment = location.hash.slice(1).trim();
  if (fragment) {
    // The code does not stay in the address bar, nor in the history.
    history.replaceState(null, "", location.pathname + location.search);
    code.value = fragment;
    byId("from-link").hidden = false;
    second.focus();
  }
}
