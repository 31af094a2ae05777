// Two texts for one block: mine stands in the field, theirs and what was before above it.

import { make, sentence } from "./page.js";
import { saveNow, useTheirs } from "./saving.js";

const pattern = document.getElementById("conflict-template").content.querySelector(".conflict");
const TAGS = { added: "ins", removed: "del" };

/** Give the panel of a row's conflict; `chosen` is called when one of its buttons was pressed. */
export function panelOf(row, chosen) {
  const { theirs, name, time, before, parts, problem } = row.conflict;
  const panel = pattern.cloneNode(true);
  panel.querySelector(".problem b").textContent = problem;
  panel.querySelector(".theirs-by").textContent = sentence("theirs", { name, time });
  const shown = parts.map(({ kind, text }) => (TAGS[kind] ? make(TAGS[kind], {}, text) : text));
  panel.querySelector(".theirs").replaceChildren(...(shown.length ? shown : [theirs]));
  panel.querySelector(".before").textContent = before;
  panel.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-choose]")?.dataset.choose;
    if (choice) choose(row, choice, panel, chosen);
  });
  return panel;
}

async function choose(row, choice, panel, chosen) {
  const { revision } = row.conflict;
  if (choice === "theirs") {
    await useTheirs(row);
    chosen();
    return;
  }
  row.revision = revision;
  row.isStuck = false;
  row.problem = "";
  if (choice === "together") {
    // Their text stays in sight while mine is being changed; the next save goes on from theirs.
    panel.querySelector(".tools").remove();
    row.conflict = null;
    row.show();
    chosen(true);
    return;
  }
  row.conflict = null;
  row.want ||= "save";
  await saveNow(row);
  chosen();
}
