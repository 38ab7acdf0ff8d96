// The words, from one bundle a language. A text that a bundle lacks is empty, never a key.

const bundles = new Map();
let language = "";

async function bundle(tag) {
  if (!bundles.has(tag)) {
    const answer = await fetch(`/assets/messages/${tag}.json`);
    bundles.set(tag, await answer.json());
  }
  return bundles.get(tag);
}

/** The first of the keys that there is a text for. */
export function text(...keys) {
  const words = bundles.get(language) ?? {};
  for (const key of keys) {
    if (key in words) {
      return words[key];
    }
  }
  return "";
}

export function speak(key, values) {
  return text(key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Puts every fixed text of the page in this language. */
export async function applyLanguage(tag) {
  if (tag === language) {
    return;
  }
  await bundle(tag);
  language = tag;
  document.documentElement.lang = tag;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = text(element.dataset.text);
  }
  const other = await bundle(tag === "en" ? "cy" : "en");
  const button = document.getElementById("language");
  button.textContent = other.name;
  button.lang = tag === "en" ? "cy" : "en";
}
