// Signs in with a key, or sets one up with an invitation. All words are in the page; this shows and hides them.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const invited = byId("ceremony").dataset.kind === "invitation";
  const useKey = byId("use-key");
  const status = byId("status");
  const problem = byId("problem");
  const title = document.title;

  class Problem extends Error {
    constructor(kind, code) {
      super(kind);
      this.kind = kind;
      this.code = code;
    }
  }

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const post = async (path, body, refusal = "refused") => {
    let answer;
    try {
      answer = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
    } catch {
      throw new Problem("unreachable");
    }
    const json = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Problem(answer.status < 500 ? refusal : "unreachable", json.support_code);
    }
    return json;
  };

  const withBytes = (descriptors) => (descriptors || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const sent = (credential) => {
    const { response } = credential;
    const fields = { clientDataJSON: text(response.clientDataJSON) };
    if (response.attestationObject) {
      fields.attestationObject = text(response.attestationObject);
      fields.transports = response.getTransports ? response.getTransports() : [];
    } else {
      fields.authenticatorData = text(response.authenticatorData);
      fields.signature = text(response.signature);
      fields.userHandle = response.userHandle ? text(response.userHandle) : null;
    }
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment || undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: fields,
    };
  };

  const ask = async (ceremony) => {
    status.textContent = status.dataset.waiting;
    try {
      return await ceremony();
    } catch (error) {
      throw new Problem(error.name === "InvalidStateError" ? "known" : "cancelled");
    } finally {
      status.textContent = status.dataset.checking;
    }
  };

  const enter = async (assertion) => {
    const { location: next } = await post("/session", { assertion });
    location.assign(next);
  };

  const signIn = async () => {
    const { challenge } = await post("/session/challenge", {});
    const { publicKey, ceremony } = await post("/webauthn/authentication/options", { challenge });
    const options = {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    };
    const credential = await ask(() => navigator.credentials.get({ publicKey: options }));
    const { assertion } = await post("/webauthn/authentication", { ceremony, response: sent(credential) });
    await enter(assertion);
  };

  let opened;

  const open = async (code) => {
    const invitation = await post("/invitation/open", { code }, "code");
    const { challenge, handle } = invitation;
    const options = await post("/webauthn/registration/options", { challenge, handle });
    opened = { invitation, ...options };
    byId("person").textContent = invitation.display_name || invitation.name;
    byId("step-code").hidden = true;
    byId("step-key").hidden = false;
    byId("advice").hidden = false;
    byId("hello").focus();
    status.textContent = "";
  };

  const register = async () => {
    const { invitation, publicKey, ceremony } = opened;
    const options = {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      excludeCredentials: withBytes(publicKey.excludeCredentials),
      // The service that checks keys never learns names: they are put in here, for the reader's own device.
      user: {
        id: bytes(publicKey.user.id),
        name: invitation.name,
        displayName: invitation.display_name || invitation.name,
      },
    };
    const credential = await ask(() => navigator.credentials.create({ publicKey: options }));
    const { assertion } = await post("/webauthn/registration", { ceremony, response: sent(credential) }, "expired");
    await enter(assertion);
  };

  const show = ({ kind, code }) => {
    for (const line of problem.querySelectorAll("[data-problem]")) {
      line.hidden = line.dataset.problem !== kind;
    }
    byId("support").hidden = !code;
    byId("support-code").textContent = code || "";
    problem.hidden = false;
    document.title = problem.dataset.title + title;
    problem.focus();
  };

  const field = (kind) => {
    if (!invited) {
      return;
    }
    const wrong = kind === "empty" || kind === "code";
    byId("code-group").classList.toggle("govuk-form-group--error", wrong);
    byId("code").classList.toggle("govuk-input--error", wrong);
    byId("code-error").hidden = !wrong;
    byId("code-error").textContent = wrong ? byId("code-error").dataset[kind] : "";
    byId("code").setAttribute("aria-invalid", String(wrong));
  };

  let busy = false;

  const run = async (work) => {
    if (busy) {
      return;
    }
    busy = true;
    useKey.setAttribute("aria-disabled", "true");
    problem.hidden = true;
    document.title = title;
    field("");
    status.textContent = status.dataset.checking;
    try {
      await work();
    } catch (error) {
      status.textContent = "";
      const found = error instanceof Problem ? error : new Problem("refused");
      field(found.kind);
      show(found);
    } finally {
      busy = false;
      useKey.removeAttribute("aria-disabled");
    }
  };

  if (!window.PublicKeyCredential) {
    show(new Problem("unsupported"));
    return;
  }
  useKey.addEventListener("click", () => run(invited ? register : signIn));
  if (!invited) {
    useKey.hidden = false;
    return;
  }

  const form = byId("code-form");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = byId("code").value.trim();
    run(() => (code ? open(code) : Promise.reject(new Problem("empty"))));
  });
  const fragment = location.hash.slice(1).trim();
  if (fragment) {
    // The code does not stay in the address bar, nor in the history.
    history.replaceState(null, "", location.pathname + location.search);
    byId("code").value = fragment;
    run(() => open(fragment));
  }
})();
