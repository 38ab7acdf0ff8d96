// Tells the browser how this person's keys stand now, so that it offers those that work, by the name of today.
import "../session.js";
import { current } from "./webauthn.js";

const { rp, user, name, fullName, accepted } = document.getElementById("signals").dataset;

current({
  rpId: rp,
  userId: user,
  name,
  displayName: fullName,
  allAcceptedCredentialIds: accepted ? accepted.split(" ") : [],
});
