// At a kiosk whose screen gave its own window to the session: back to the screen, for the next card. In a window that the
// screen opened, the screen closes itself there.
(() => {
  "use strict";
  const back = document.getElementById("back");
  setTimeout(() => location.replace(back.href), 3000);
})();
