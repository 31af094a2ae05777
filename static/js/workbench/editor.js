// The one field that is open: it wanders from block to block, and never waits for the network.

import { panelOf } from "./conflict.js";
import { forget, keptFor } from "./drafts.js";
import { showHelp } from "./help.js";
import { announce, data, make, nameKeys, sentence, submitAgain } from "./page.js";
import { neighbour, rows, unfinishedAfter } from "./rows.js";
import { confirm, flush, onAnswer, saveNow, typed } from "./saving.js";

const form = document.getElementById("editor-template").content.querySelector("form").cloneNode(true);
const field = form.elements.target;
const label = form.querySelector("label");
const problems = form.querySelector(".problems");
const count = form.querySelector(".count");
let current = null;
let isLeaving = false;

form.querySelector(".characters").hidden = false;
field.removeAttribute("autofocus");
nameKeys(form);

/** Open a block; `text` stands for what is saved when something else is to be shown. */
export function open(row, { text = row.text, isFocused = true } = {}) {
  if (current && current !== row) close();
  current = row;
  row.item.classList.add("on");
  row.item.setAttribute("aria-current", "true");
  row.reading.hidden = true;
  row.cell.querySelector(":scope > .problem")?.remove();
  row.cell.append(form);
  label.textContent = sentence("inLanguage", { label: row.label, language: data.language });
  form.querySelector(".arrange").hidden = row.isPlain;
  form.querySelector(".decorative").hidden = row.kind !== "alternative_text";
  form.querySelector(".front-page").hidden = row.kind !== "headline";
  field.placeholder = row.fallback;
  field.rows = row.isPlain ? 2 : 5;
  field.value = text;
  form.querySelector(".leave").open = false;
  form.elements.reason.value = "";
  fill();
  showConflict();
  showHelp(row);
  // Without a fragment: a browser that still loads the page would take the focus to it.
  history.replaceState(null, "", `?block=${row.position}`);
  if (isFocused) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    row.item.scrollIntoView({ block: "nearest" });
  }
}

/** Leave the block that is open; what stands in it is sent. */
export function close() {
  const row = current;
  if (!row) return;
  commit();
  current = null;
  row.cell.querySelector(".conflict")?.remove();
  form.remove();
  row.item.classList.remove("on");
  row.item.removeAttribute("aria-current");
  row.reading.hidden = false;
  row.show();
}

/** Send what stands in the field; a confirmed text is not emptied without being asked about. */
function commit() {
  const isEmptied = current.state === "confirmed" && current.want && !field.value.trim();
  if (isEmptied && !current.mayBeEmptied) {
    if (window.confirm(sentence("emptied"))) current.mayBeEmptied = true;
    else {
      write(current.target);
      current.text = current.target;
      current.want = "";
      forget(current);
    }
  }
  return saveNow(current);
}

function fill() {
  form.elements.segment.value = current.id;
  form.elements.base.value = current.revision;
  problems.replaceChildren(...(current.problem && !current.conflict ? [make("p", {}, current.problem)] : []));
  field.toggleAttribute("aria-invalid", Boolean(current.problem));
  showCount();
}

function showCount() {
  const text = field.value.trim();
  const characters = [...text].length;
  const size = data.sentences.unit === "words" ? text.split(/\s+/).filter(Boolean).length
    : [...text.replace(/\s/g, "")].length;
  const length = sentence(size === 1 ? "one" : "many", { count: size });
  count.textContent = sentence("count", { size: length, original: current.originalSize });
  form.querySelector(".front-page").textContent = text;
  const limit = current.item.querySelector(".limit");
  if (limit) {
    limit.textContent = sentence("limit", { length: characters, limit: current.softLimit });
    limit.classList.toggle("over", characters > current.softLimit);
    limit.classList.toggle("far", characters > current.hardLimit);
  }
}

function showConflict() {
  current.cell.querySelector(".conflict")?.remove();
  if (!current.conflict) return;
  const row = current;
  form.before(panelOf(row, (isKept) => {
    if (current !== row) return;
    if (!isKept) {
      row.cell.querySelector(".conflict")?.remove();
      write(row.text);
    }
    fill();
    field.focus();
  }));
}

function confirmCurrent({ asDraft = false } = {}) {
  const row = current;
  if (!asDraft && !field.value.trim() && !row.isMeta) {
    problems.replaceChildren(make("p", {}, sentence("isEmpty")));
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return;
  }
  if (row.conflict) {
    row.cell.querySelector(".conflict button").focus();
    return;
  }
  row.isStuck = false;
  if (!asDraft) confirm(row, field.value);
  const next = unfinishedAfter(row);
  const said = asDraft ? "" : `${sentence("confirmed", { label: row.label })} `;
  if (next) {
    open(next);
    announce(said + sentence("nowAt", { label: next.label, total: rows.length }));
  } else {
    close();
    announce(said + sentence("allConfirmed"));
    document.getElementById("send")?.focus();
  }
}

/** Write into the field so that Ctrl+Z takes it back. */
function insert(text) {
  field.focus();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
  }
}

function write(text) {
  field.value = text;
  showCount();
}

function move(distance) {
  const row = neighbour(current, distance);
  if (!row) return;
  open(row);
  announce(sentence("nowAt", { label: row.label, total: rows.length }));
}

field.addEventListener("input", () => {
  field.removeAttribute("aria-invalid");
  problems.replaceChildren();
  const isEmptied = current.state === "confirmed" && !field.value.trim() && !current.mayBeEmptied;
  typed(current, field.value, { isHeld: isEmptied });
  showCount();
});
field.addEventListener("blur", () => { if (current) commit(); });

form.addEventListener("keydown", (event) => {
  // An input method that is composing, and AltGr, which types letters, come before any key of ours.
  if (event.isComposing || event.keyCode === 229 || event.getModifierState("AltGraph")) return;
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  const isAlt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const actions = {
    Enter: isCommand && (() => confirmCurrent({ asDraft: event.shiftKey })),
    s: isCommand && !event.shiftKey && commit,
    ArrowDown: isAlt && (() => move(1)),
    ArrowUp: isAlt && (() => move(-1)),
  };
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

form.addEventListener("click", ({ target }) => {
  const text = target.closest("[data-insert]")?.dataset.insert;
  if (text) insert(text);
});

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (isLeaving || !button) return;
  event.preventDefault();
  event.stopPropagation();
  if (button.value === "confirm") confirmCurrent();
  if (button.value === "save") commit();
  if (button.value === "copy") {
    field.focus();
    field.select();
    insert(current.source);
  }
  if (button.hasAttribute("formaction")) leave(button);
});

/** What changes more than a text is a page of its own: everything is saved first. */
async function leave(button) {
  if (button.value === "leave_out" && !form.elements.reason.value.trim()) {
    form.elements.reason.focus();
    return;
  }
  if (!(await saveAll())) return;
  form.elements.base.value = current.revision;
  isLeaving = true;
  submitAgain(form, button);
}

/** Send everything before something leads away; what the server does not take is opened again. */
export async function saveAll() {
  if (await flush()) return true;
  const row = rows.find((each) => each.isUnsaved);
  if (row !== current) open(row);
  announce(row.problem || sentence("refused"));
  return false;
}

onAnswer((row) => {
  if (row !== current) return;
  fill();
  if (!row.conflict) return;
  showConflict();
  row.item.scrollIntoView({ block: "nearest" });
});

/** Offer what this browser kept and the server never got. */
export function offerKept() {
  for (const row of rows) {
    const kept = keptFor(row);
    if (!kept) continue;
    const time = new Date(kept.at).toTimeString().slice(0, 5);
    const restore = make("button", { class: "btn", type: "button" }, data.sentences.restoreIt);
    const discard = make("button", { class: "btn", type: "button" }, data.sentences.discardIt);
    const offer = make("div", { class: "offer" }, make("span", {}, sentence("restore", { time })), restore, discard);
    restore.addEventListener("click", () => {
      offer.remove();
      row.revision = kept.revision;
      open(row, { text: kept.text });
      typed(row, kept.text);
      saveNow(row);
    });
    discard.addEventListener("click", () => {
      offer.remove();
      forget(row);
    });
    row.cell.prepend(offer);
  }
}
