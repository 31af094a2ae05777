// Two texts for one block: mine stands in the field, theirs and what was before above it.

import { make } from "./page.js";
import { saveNow, useTheirs } from "./saving.js";

/** Give the panel of a row's conflict; `chosen` is called when one of its buttons was pressed. */
export function panelOf(row, chosen) {
  const panel = make("div", { class: "decide" });
  panel.innerHTML = row.conflict.html;
  panel.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-choose]")?.dataset.choose;
    if (choice) choose(row, choice, panel, chosen);
  });
  return panel;
}

async function choose(row, choice, panel, chosen) {
  if (choice === "theirs") {
    await useTheirs(row);
    chosen();
    return;
  }
  row.revision = row.conflict.revision;
  row.isStuck = false;
  row.problem = "";
  row.conflict = null;
  if (choice === "together") {
    // Their text stays in sight while mine is being changed; the next save goes on from theirs.
    panel.querySelector(".tools").remove();
    row.show();
    chosen(true);
    return;
  }
  row.want ||= "save";
  await saveNow(row);
  chosen();
}
