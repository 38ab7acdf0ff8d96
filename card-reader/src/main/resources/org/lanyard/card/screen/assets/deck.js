// The demo's cards, where the reader is one in software.
import { speak, text } from "/assets/words.js";
import { current } from "/assets/stage.js";

let cards = [];

export function showDeck(deck, call) {
  cards = deck.cards;
  document.getElementById("deck").hidden = false;
  document.getElementById("cards").replaceChildren(...cards.map((card, place) => item(card, place, call)));
  const proof = document.getElementById("proof");
  proof.onclick = () => call("proof", { proof: proof.getAttribute("aria-checked") === "true" ? "tap" : "pin" });
}

export function updateDeck(now) {
  if (cards.length === 0) {
    return;
  }
  document.getElementById("proof").setAttribute("aria-checked", String(now.proof === "pin"));
  for (const card of cards) {
    const inside = now.inserted === card.id;
    card.element.classList.toggle("in", inside);
    card.tap.textContent = text("deck.tap");
    card.tap.setAttribute("aria-label", speak("deck.tap.of", { name: card.label }));
    card.put.textContent = text(inside ? "deck.remove" : "deck.insert");
    card.put.setAttribute("aria-label", speak(inside ? "deck.remove.of" : "deck.insert.of", { name: card.label }));
  }
  const hint = document.getElementById("hint");
  const pin = cards.find((card) => card.id === now.inserted)?.hint ?? "";
  hint.hidden = pin === "" || !["pin", "change_pin", "pin_too_easy"].includes(now.state);
  hint.textContent = speak("deck.pin", { pin });
}

function item(card, place, call) {
  card.element = document.createElement("li");
  card.element.className = `demo-card h${place % 6}`;
  const face = document.createElement("span");
  face.className = "face-of";
  face.setAttribute("aria-hidden", "true");
  face.textContent = card.label.split(/\s+/).map((name) => name[0]).slice(0, 2).join("");
  const who = document.createElement("div");
  who.className = "who";
  const name = document.createElement("b");
  name.textContent = card.label;
  const detail = document.createElement("span");
  detail.textContent = card.detail;
  who.append(name, detail);
  card.tap = button("tap", () => call("deck/tap", { card: card.id }));
  card.put = button("put", () =>
    current().inserted === card.id ? call("deck/remove") : call("deck/insert", { card: card.id }),
  );
  card.element.append(face, who, card.tap, card.put);
  return card.element;
}

function button(kind, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.addEventListener("click", press);
  return made;
}
