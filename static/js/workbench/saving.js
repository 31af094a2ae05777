// Sends a block until the server has it, and says what became of it.

import { forget, keep } from "./drafts.js";
import { announce, byId, data, sentence } from "./page.js";
import { rows } from "./rows.js";
import { post } from "./server.js";

const PAUSE = 1500;
const DELAYS = [2, 4, 8, 15, 30];
const timers = new Map();
const listeners = [];
const sign = byId("saved");
const trouble = byId("trouble");
let failures = 0;
let retryTimer = 0;

/** Call back with a row whenever the server has answered about it. */
export function onAnswer(listener) {
  listeners.push(listener);
}

/** Note what was typed; it is sent when the typing pauses. */
export function typed(row, text, { isHeld = false } = {}) {
  row.text = text;
  row.want = "save";
  if (row.problem && !row.conflict) row.isStuck = false;
  keep(row);
  clearTimeout(timers.get(row));
  if (!isHeld) timers.set(row, setTimeout(() => send(row), PAUSE));
}

/** Send what is waiting for a block at once. */
export function saveNow(row, options) {
  clearTimeout(timers.get(row));
  return send(row, options);
}

export function confirm(row, text) {
  row.text = text;
  row.want = "confirm";
  row.isConfirming = true;
  keep(row);
  return saveNow(row);
}

/** Send everything; give whether the server has it all. */
export async function flush() {
  for (let round = 0; round < 4 && rows.some((row) => row.isUnsaved && !row.isStuck); round += 1) {
    await Promise.all(rows.map((row) => row.flight ?? saveNow(row)));
    if (failures) break;
  }
  return !rows.some((row) => row.isUnsaved);
}

/** Keep theirs after a conflict; mine goes into the block's history. */
export function useTheirs(row) {
  row.want = "use_theirs";
  row.isStuck = false;
  row.revision = row.conflict.revision;
  return saveNow(row);
}

async function send(row, options) {
  if (row.isFlying || !row.want || row.isStuck) return;
  const job = { segment: row.id, target: row.text, action: row.want, base: row.revision };
  row.want = "";
  row.isFlying = true;
  show(sentence("saving"), "busy");
  row.flight = post(data.save, job, options);
  const answer = await row.flight;
  row.flight = null;
  row.isFlying = false;
  if (answer.status === 200) succeed(row, job, answer.body);
  else fail(row, job, answer);
  listeners.forEach((listener) => listener(row));
  if (answer.status === 200 && row.want) await send(row);
}

function succeed(row, job, body) {
  if (failures) announce(sentence("savedAgain"));
  failures = 0;
  trouble.hidden = true;
  const isNewer = Boolean(row.want);
  row.accept(body.row);
  if (!isNewer) {
    row.text = row.target;
    forget(row);
  }
  showProgress(body.progress);
  // One's own changes of the article; whatever others did must still be looked at before a step.
  for (const field of document.querySelectorAll("input[name=revision]")) {
    field.value = Number(field.value) + row.revision - job.base;
  }
  if (!rows.some((each) => each.isUnsaved)) show(body.saved, "");
}

function fail(row, job, { status, body }) {
  row.want ||= job.action;
  row.isConfirming = false;
  if (status === 409) {
    row.isStuck = true;
    row.conflict = body;
    row.problem = sentence("conflict", { label: row.label });
    if (row.want === "use_theirs") row.want = "save";
  } else if ([400, 404, 413].includes(status) || body.code === "refused") {
    row.isStuck = true;
    row.problem = body.problem || sentence("refused");
  } else if (status === 401 || status === 403) {
    failures += 1;
    trouble.hidden = false;
    show(sentence("refused"), "failed");
    announce(trouble.querySelector("p").textContent);
    return;
  } else {
    retryLater();
    row.show();
    return;
  }
  show(sentence("refused"), "failed");
  announce(row.problem);
  row.show();
}

function retryLater() {
  const seconds = DELAYS[Math.min(failures, DELAYS.length - 1)];
  failures += 1;
  const said = navigator.onLine ? sentence("notSaved", { seconds }) : sentence("offline");
  show(said, "failed");
  if (failures === 1) announce(said);
  clearTimeout(retryTimer);
  retryTimer = setTimeout(tryAgain, seconds * 1000);
}

function tryAgain() {
  rows.forEach((row) => saveNow(row));
}

function show(text, kind) {
  sign.textContent = text;
  sign.className = `saved ${kind}`;
}

function showProgress(progress) {
  byId("progress").max = progress.total;
  byId("progress").value = progress.done;
  for (const id of ["confirmed", "sizes", "leftOut", "left"]) byId(id).textContent = progress[id];
  if (progress.first) byId("left").href = `?block=${progress.first}#target`;
  else byId("left").removeAttribute("href");
}

trouble.querySelector("button").addEventListener("click", tryAgain);
window.addEventListener("online", tryAgain);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") rows.forEach((row) => saveNow(row, { keepalive: true }));
});
window.addEventListener("beforeunload", (event) => {
  if (rows.some((row) => row.isUnsaved)) event.preventDefault();
});
