// The help column follows the field; it is asked for when the field rests, and never waited for.

import { byId, data } from "./page.js";

const PAUSE = 200;
let shown = data.current;
let timer = 0;

export function showHelp(row) {
  clearTimeout(timer);
  if (row.id !== shown) timer = setTimeout(() => load(row), PAUSE);
}

/** Load the column anew, after something in it changed. */
export async function load(row) {
  shown = row.id;
  const answer = await fetch(`${data.help}?block=${row.position}`).catch(() => null);
  if (!answer?.ok || answer.redirected || shown !== row.id) return;
  byId("help").innerHTML = await answer.text();
  document.dispatchEvent(new CustomEvent("bench:help", { detail: row }));
}
