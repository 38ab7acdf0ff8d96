// The picture by which the card's owner is asked whether it is they who stand here.
import { speak, text } from "/assets/words.js";

const owner = document.getElementById("owner");

export function showOwner(now) {
  if (now.state !== "picture") {
    owner.removeAttribute("src");
    return;
  }
  const source = `/screen/picture?name=${encodeURIComponent(now.picture)}`;
  if (owner.getAttribute("src") !== source) {
    owner.src = source;
  }
  const name = text(`picture.${now.picture}`, "picture.unknown");
  document.getElementById("mine").setAttribute("aria-label", speak("picture.yes", { name }));
}
