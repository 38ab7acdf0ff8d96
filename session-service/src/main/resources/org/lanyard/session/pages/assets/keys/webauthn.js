// The ways between this page, the service and the browser's keys. All words are in the pages; here are only kinds of problems.

/** What went wrong: a kind that the page has words for, and perhaps the code that the office can look up. */
export class Problem extends Error {
  constructor(kind, code) {
    super(kind);
    this.kind = kind;
    this.code = code;
  }
}

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/**
 * Posts JSON and answers what came back.
 *
 * @param refusal the kind of problem that a refusal is, unless `honest` has one for the error that it names
 */
export const post = async (path, body, refusal = "refused", honest = {}) => {
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
    const needed = json.error === "key_not_allowed" && json.needed ? `needs-${json.needed}` : refusal;
    const kind = Object.hasOwn(honest, json.error) ? honest[json.error] : needed;
    throw new Problem(answer.status < 500 ? kind : "unreachable", json.support_code);
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

/** W3C WebAuthn Level 3 §5.1.3, §5.1.4: most of what may go wrong has one name, so that a page learns little of who is there. */
const KINDS = {
  InvalidStateError: "known",
  NotSupportedError: "unfit",
  ConstraintError: "unfit",
  SecurityError: "address",
  AbortError: "aborted",
};

const ask = async (ceremony) => {
  try {
    return await ceremony();
  } catch (error) {
    throw new Problem(Object.hasOwn(KINDS, error.name) ? KINDS[error.name] : "cancelled");
  }
};

/** Asks the browser for a key; answers what `finish` turns into a session. */
export const get = async ({ signal, mediation } = {}) => {
  const { challenge } = await post("/session/challenge", {});
  const { publicKey, ceremony } = await post("/webauthn/authentication/options", { challenge });
  const options = {
    ...publicKey,
    // What is signed is what the door said: the service that checks keys cannot put another's challenge in its place.
    challenge: bytes(challenge),
    allowCredentials: withBytes(publicKey.allowCredentials),
  };
  const credential = await ask(() => navigator.credentials.get({ publicKey: options, signal, mediation }));
  return { ceremony, response: sent(credential) };
};

/** Opens a session with what `get` answered; answers where it leads. */
export const signIn = async (used) => {
  const { assertion } = await post("/webauthn/authentication", used);
  return (await post("/session", { assertion })).location;
};

/** Options for a new key of somebody whom the service has told the page of. */
export const creation = async (person) => {
  const { challenge, handle, creation: wanted = {} } = person;
  const asked = { challenge, handle };
  for (const name of ["attestation", "hints", "attachment"]) {
    if (wanted[name] && wanted[name].length) {
      asked[name] = wanted[name];
    }
  }
  const { publicKey, ceremony } = await post("/webauthn/registration/options", asked);
  const name = person.display_name || person.name;
  return {
    ceremony,
    publicKey: {
      ...publicKey,
      challenge: bytes(challenge),
      excludeCredentials: (wanted.exclude || []).map((id) => ({ type: "public-key", id: bytes(id) })),
      // The service that checks keys never learns names: they are put in here, for the reader's own device.
      user: { id: bytes(handle), name: person.name, displayName: name },
    },
  };
};

const signal = async (method, details) => {
  try {
    await window.PublicKeyCredential?.[method]?.(details);
  } catch {
    // Whether the browser keeps its list in order is no matter of the page's.
  }
};

/** Level 3 §5.1.10.1. */
const unknown = (rpId, credentialId) => signal("signalUnknownCredential", { rpId, credentialId });

/** Has the browser make a key and the service check it; `settle` takes the assertion to the door. */
export const create = async ({ publicKey, ceremony }, settle) => {
  const credential = await ask(() => navigator.credentials.create({ publicKey }));
  try {
    const { assertion } = await post("/webauthn/registration", { ceremony, response: sent(credential) }, "expired");
    return await settle(assertion);
  } catch (problem) {
    if (problem.kind !== "unreachable") {
      // The browser keeps a passkey now that nobody here knows: it need not offer it.
      await unknown(publicKey.rp.id, credential.id);
    }
    throw problem;
  }
};

/** Tells the browser which keys are somebody's, and how they are called now (Level 3 §5.1.10.2, §5.1.10.3). */
export const current = async ({ rpId, userId, name, displayName, allAcceptedCredentialIds }) => {
  await signal("signalAllAcceptedCredentials", { rpId, userId, allAcceptedCredentialIds });
  await signal("signalCurrentUserDetails", { rpId, userId, name, displayName });
};
