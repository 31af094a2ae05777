// The one field that is open: it wanders from block to block, and never waits for the network.

import { check } from "./checks.js";
import { panelOf } from "./conflict.js";
import { forget, keptFor } from "./drafts.js";
import { showHelp } from "./help.js";
import { announce, byId, data, make, nameKeys, sentence, submitAgain } from "./page.js";
import { here } from "./presence.js";
import { neighbour, rows, unfinishedAfter } from "./rows.js";
import { confirm, flush, onAnswer, saveNow, typed } from "./saving.js";

const form = byId("editor-template").content.querySelector("form").cloneNode(true);
const part = (name) => form.querySelector(name);
const field = form.elements.target;
const problems = part(".problems");
const checks = part("#checks");
let current = null;
let isLeaving = false;

part(".characters").hidden = false;
field.removeAttribute("autofocus");
nameKeys(form);

/** Open a block; `text` stands for what is saved when something else is to be shown. */
export function open(row, { text = row.text } = {}) {
  if (current && current !== row) close();
  current = row;
  row.item.classList.add("on");
  row.item.setAttribute("aria-current", "true");
  row.reading.hidden = true;
  row.cell.querySelector(":scope > .problem")?.remove();
  row.cell.append(form);
  part("label").textContent = sentence("inLanguage", { label: row.label, language: data.language });
  part(".arrange").hidden = row.isPlain;
  part(".decorative").hidden = row.kind !== "alternative_text";
  part(".front-page").hidden = row.kind !== "headline";
  field.placeholder = row.fallback;
  field.rows = row.isPlain ? 2 : 5;
  field.value = text;
  part(".leave").open = false;
  form.elements.reason.value = "";
  checks.replaceChildren();
  fill();
  showConflict();
  showHelp(row);
  here(row);
  if (text) check(row, checks, 0);
  // Without a fragment: a browser that still loads the page would take the focus to it.
  history.replaceState(null, "", `?block=${row.position}`);
  field.focus({ preventScroll: true });
  field.setSelectionRange(field.value.length, field.value.length);
  row.item.scrollIntoView({ block: "nearest" });
}

/** Leave the block that is open; what stands in it is sent. */
function close() {
  const row = current;
  commit();
  current = null;
  removePanel(row);
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
  part(".count").textContent = sentence("count", { size: length, original: current.originalSize });
  part(".front-page").textContent = text;
  const limit = current.item.querySelector(".limit");
  if (!limit) return;
  limit.textContent = sentence("limit", { length: characters, limit: current.softLimit });
  limit.classList.toggle("over", characters > current.softLimit);
  limit.classList.toggle("far", characters > current.hardLimit);
}

function removePanel(row) {
  row.cell.querySelector(".decide")?.remove();
}

function showConflict() {
  const row = current;
  removePanel(row);
  if (!row.conflict) return;
  form.before(panelOf(row, (isKept) => {
    if (current !== row) return;
    if (!isKept) {
      removePanel(row);
      write(row.text);
    }
    fill();
    field.focus();
  }));
}

function goOn({ confirms }) {
  const row = current;
  if (confirms && !field.value.trim() && !row.isMeta) {
    problems.replaceChildren(make("p", {}, sentence("isEmpty")));
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return;
  }
  if (row.conflict) {
    row.cell.querySelector(".decide button").focus();
    return;
  }
  row.isStuck = false;
  if (confirms) confirm(row, field.value);
  const next = unfinishedAfter(row);
  const said = confirms ? `${sentence("confirmed", { label: row.label })} ` : "";
  if (next) {
    goTo(next, said);
  } else {
    close();
    announce(said + sentence("allConfirmed"));
    byId("send")?.focus();
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
  if (row) goTo(row);
}

function goTo(row, said = "") {
  open(row);
  announce(said + sentence("nowAt", { label: row.label, total: rows.length }));
}

function copy() {
  field.focus();
  field.select();
  insert(current.source);
}

// What the buttons do, by their value; the keys do the same.
const ACTIONS = {
  confirm: () => goOn({ confirms: true }),
  draft: () => goOn({ confirms: false }),
  save: commit,
  copy,
  next: () => move(1),
  previous: () => move(-1),
};

field.addEventListener("input", () => {
  field.removeAttribute("aria-invalid");
  problems.replaceChildren();
  const isEmptied = current.state === "confirmed" && !field.value.trim() && !current.mayBeEmptied;
  typed(current, field.value, { isHeld: isEmptied });
  showCount();
  check(current, checks);
});
field.addEventListener("blur", () => { if (current) commit(); });

/** Name what a key asks for; an input method that composes, and AltGr, which types letters, come first. */
function asked(event) {
  if (event.isComposing || event.keyCode === 229 || event.getModifierState("AltGraph")) return "";
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  const isAlt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (event.key === "Enter" && isCommand) return event.shiftKey ? "draft" : "confirm";
  if (event.key.toLowerCase() === "s" && isCommand && !event.shiftKey) return "save";
  if (isAlt) return { ArrowDown: "next", ArrowUp: "previous" }[event.key] ?? "";
  return isCommand && event.ctrlKey ? event.code : "";
}

form.addEventListener("keydown", (event) => {
  if (!data.hasKeys) return;
  const wanted = asked(event);
  const match = /^Digit[1-3]$/.test(wanted) && document.querySelector(`[data-match="${wanted.at(-1)}"]`);
  if (!match && !ACTIONS[wanted]) return;
  event.preventDefault();
  if (match) match.click();
  else ACTIONS[wanted]();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !data.hasKeys || !current || event.isComposing || event.target === field) return;
  event.target.closest("details")?.removeAttribute("open");
  field.focus();
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
  if (button.hasAttribute("formaction")) leave(button);
  else ACTIONS[button.value]?.();
});

/** Leave for a page of its own; everything is saved first. */
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

/** Send everything; what the server does not take is opened again. */
export async function saveAll() {
  if (await flush()) return true;
  const row = rows.find((each) => each.isUnsaved);
  if (row !== current) open(row);
  announce(row.problem || sentence("refused"));
  return false;
}

document.addEventListener("bench:done", () => { if (current) check(current, checks, 0); });

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
    const [restore, discard] = ["restoreIt", "discardIt"].map((name) => (
      make("button", { class: "btn", type: "button" }, sentence(name))));
    const offer = make("div", { class: "offer" }, make("span", {}, sentence("restore", { time })), restore, discard);
    restore.onclick = () => {
      offer.remove();
      row.revision = kept.revision;
      open(row, { text: kept.text });
      typed(row, kept.text);
      saveNow(row);
    };
    discard.onclick = () => {
      offer.remove();
      forget(row);
    };
    row.cell.prepend(offer);
  }
}
