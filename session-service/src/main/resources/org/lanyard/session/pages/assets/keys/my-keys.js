// The page of somebody's keys: adds one, and asks for a fresh sign-in where that has to be. The rest are plain forms.
import { deaf } from "../session.js";
import { able, byId, run, say } from "./page.js";
import "./told.js";
import { create, creation, get, post, signIn } from "./webauthn.js";

const form = byId("add-form");
const fresh = byId("fresh");
const { csrf } = form.dataset;

/** What a choice of the page asks for, where the service wants nothing else (Level 3 §5.8.7). */
const WISHES = {
  any: {},
  "client-device": { attachment: "platform", hints: ["client-device"] },
  hybrid: { attachment: "cross-platform", hints: ["hybrid"] },
  "security-key": { attachment: "cross-platform", hints: ["security-key"] },
};

const HONEST = { fresh_sign_in_needed: "fresh" };

const wanted = (told) => {
  const wish = WISHES[form.elements.where.value];
  return {
    ...told,
    attachment: told?.attachment || wish.attachment,
    hints: told?.hints?.length ? told.hints : wish.hints,
  };
};

const add = async () => {
  const person = await post("/me/keys/options", { csrf }, "refused", HONEST);
  const options = await creation({ ...person, creation: wanted(person.creation) });
  say("waiting");
  const name = byId("new-name").value.trim();
  const { location: next } = await create(options, (assertion) => {
    say("checking");
    return post("/me/keys/add", { csrf, assertion, ...(name ? { name } : {}) }, "refused", HONEST);
  });
  location.replace(next);
};

const again = async () => {
  say("waiting");
  const used = await get();
  say("checking");
  // The new session takes the place of this one: its end is no news.
  deaf();
  await signIn(used);
  location.replace("/me/keys");
};

const askAgain = ({ kind }) => {
  if (kind === "fresh") {
    byId("problem").hidden = true;
    fresh.hidden = false;
    fresh.focus();
  }
};

if (able()) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(add, askAgain);
  });
  byId("fresh-button").addEventListener("click", () => run(again));
}
const told = document.querySelector(".govuk-error-summary[role=alert]:not([hidden]), .ly-told, #fresh:not([hidden])");
told?.focus();
