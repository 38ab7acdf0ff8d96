// The three switches at the top: sound, contrast, language.
import { enableSound } from "/assets/sound.js";

export function tools(on) {
  const sound = document.getElementById("sound");
  sound.addEventListener("click", () => enableSound(toggle(sound)));
  const contrast = document.getElementById("contrast");
  if (matchMedia("(prefers-contrast: more)").matches) {
    setContrast(contrast, true);
  }
  contrast.addEventListener("click", () => setContrast(contrast, contrast.getAttribute("aria-pressed") !== "true"));
  const language = document.getElementById("language");
  language.addEventListener("click", () => on.language(language.lang));
}

function toggle(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  return on;
}

function setContrast(button, high) {
  button.setAttribute("aria-pressed", String(high));
  document.documentElement.dataset.contrast = high ? "high" : "normal";
}
