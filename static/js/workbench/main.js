// The workbench with a script. Without one the same page is a form for one block at a time.

import "./aside.js";
import { learn } from "./checks.js";
import { open, offerKept, saveAll } from "./editor.js";
import { byId, data, nameKeys, submitAgain } from "./page.js";
import { rowAt, rows } from "./rows.js";
import { typed } from "./saving.js";

function start() {
  offerKept();
  const written = byId("editor");
  const row = rows.find((each) => each.id === data.current);
  if (!written || !row) return;
  const text = written.elements.target.value;
  written.remove();
  open(row, { text });
  // What came back unsaved from a form, or was typed before this script was there.
  if (text !== row.target) typed(row, text);
}

/** Whatever leads away from the page waits until the server has everything. */
async function saveFirst(event) {
  const form = event.target;
  if (form.dataset.isSaved || form.id === "editor" || !form.closest("#content")) return;
  event.preventDefault();
  const button = event.submitter;
  if (!(await saveAll())) return;
  // Its block may have been saved since the page was made.
  const row = rows.find((each) => each.id === Number(form.elements.segment?.value));
  if (row) form.elements.base.value = row.revision;
  form.dataset.isSaved = "yes";
  submitAgain(form, button?.form === form ? button : undefined);
}

/** The preview shows what the server has, so it gets everything first. */
async function previewSaved(event) {
  const link = event.target.closest("#preview");
  if (!link || !rows.some((row) => row.isUnsaved)) return;
  event.preventDefault();
  if (await saveAll()) window.open(link.href, "_blank", "noopener");
}

function openFromLink(event) {
  const link = event.target.closest('a[href^="?block="]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const row = rowAt(new URLSearchParams(link.search).get("block"));
  if (!row) return;
  event.preventDefault();
  open(row);
}

nameKeys(document);
document.querySelectorAll("[data-script]").forEach((part) => { part.hidden = false; });
// A conflict that the server laid out is decided with its own buttons.
if (!document.querySelector("#content .conflict")) {
  const send = byId("send");
  send?.setAttribute("form", "send-form");
  send?.removeAttribute("formaction");
  document.addEventListener("click", openFromLink);
  document.addEventListener("click", previewSaved);
  document.addEventListener("submit", saveFirst);
  start();
  learn();
}
