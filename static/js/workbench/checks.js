// What the checks say about the text in the field, soon after the typing stops, and how many blocks must be fixed.

import { byId, data, sentence } from "./page.js";
import { rows } from "./rows.js";
import { post } from "./server.js";

const PAUSE = 800;
let timer = 0;

/** Ask about a block when nobody has typed for a while; `place` shows what is found. */
export function check(row, place, pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const text = row.text;
    const { status, body } = await post(data.check, { segment: row.id, target: text });
    if (status !== 200 || row.text !== text) return;
    note(row, body.blocks);
    // Another block may be open by now.
    if (row.cell.contains(place)) place.innerHTML = body.html;
  }, pause);
}

function note(row, isBad) {
  row.mustBeFixed = isBad;
  row.show();
  const bad = rows.filter((each) => each.mustBeFixed);
  const link = byId("to-fix");
  link.hidden = !bad.length;
  link.textContent = sentence("toFix", { count: bad.length });
  if (bad.length) link.href = `?block=${bad[0].position}#target`;
}

/** Learn which blocks must be fixed; the page does not wait for it. */
export async function learn() {
  const answer = await fetch(data.check).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { blocked } = await answer.json();
  rows.filter((row) => blocked.includes(row.id)).forEach((row) => note(row, true));
}
