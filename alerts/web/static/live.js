// Brings the page up to date every few seconds while it is looked at; without scripts it still reads.
"use strict";
const EVERY = 3000;
async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  const shown = document.getElementById("live");
  if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
}
if (location.pathname === "/" || location.pathname.startsWith("/incident/")) setInterval(refresh, EVERY);
