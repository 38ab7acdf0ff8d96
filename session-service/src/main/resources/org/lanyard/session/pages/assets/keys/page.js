// What a page with a key's ceremony shows: that it waits, and what went wrong.
import { Problem } from "./webauthn.js";

export const byId = (id) => document.getElementById(id);

const status = byId("status");
const problem = byId("problem");
const title = document.title;
let busy = false;

export const say = (words) => {
  status.textContent = words ? status.dataset[words] : "";
};

export const show = ({ kind, code }) => {
  for (const line of problem.querySelectorAll("[data-problem]")) {
    line.hidden = line.dataset.problem !== kind;
  }
  byId("support").hidden = !code;
  byId("support-code").textContent = code || "";
  problem.hidden = false;
  document.title = problem.dataset.title + title;
  problem.focus();
};

const clear = () => {
  problem.hidden = true;
  document.title = title;
};

/** Puts the words of a problem beside the fields that it is about: each `.govuk-error-message` has its words as data. */
const fields = (kind) => {
  for (const message of document.querySelectorAll(".govuk-error-message[data-for]")) {
    const words = message.dataset[kind];
    const input = byId(message.dataset.for);
    message.hidden = !words;
    message.textContent = words || "";
    input.closest(".govuk-form-group").classList.toggle("govuk-form-group--error", Boolean(words));
    input.classList.toggle("govuk-input--error", Boolean(words));
    input.setAttribute("aria-invalid", String(Boolean(words)));
  }
};

/** Does one thing at a time; a second press is none. What goes wrong is shown, and `afterwards` is told of it. */
export const run = async (work, afterwards = () => {}) => {
  if (busy) {
    return;
  }
  busy = true;
  const buttons = document.querySelectorAll("#ceremony button");
  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  clear();
  fields("");
  say("checking");
  try {
    await work();
  } catch (error) {
    say("");
    const found = error instanceof Problem ? error : new Problem("refused");
    fields(found.kind);
    show(found);
    afterwards(found);
  } finally {
    busy = false;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  }
};

export const idle = () => !busy;

/** Whether this browser knows keys at all; says so where it does not. */
export const able = () => {
  if (!window.PublicKeyCredential) {
    show(new Problem("unsupported"));
    return false;
  }
  return true;
};
