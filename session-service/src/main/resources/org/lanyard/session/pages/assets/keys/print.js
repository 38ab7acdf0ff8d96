// The page of one-time codes, which are shown once: the way to the printer.
import "../session.js";

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());
