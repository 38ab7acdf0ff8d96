// At a kiosk whose screen gave its own window to the session: back to the screen, for the next card. A window that the
// screen opened closes instead: it must not become a second screen.
(() => {
  "use strict";
  const back = document.getElementById("back");
  if (window.opener) {
    back.hidden = true;
    setTimeout(() => window.close(), 3000);
  } else {
    setTimeout(() => location.replace(back.href), 3000);
  }
})();
