// Sends one block at a time, again and again until the server has it, and says what became of it.

import { forget, keep } from "./drafts.js";
import { announce, data, make, sentence } from "./page.js";
import { rows } from "./rows.js";

const PAUSE = 1500;
const DELAYS = [2, 4, 8, 15, 30];
const timers = new Map();
const listeners = [];
const sign = document.getElementById("saved");
let failures = 0;
let retryTimer = 0;

/** Call back with a row whenever the server has answered about it. */
export function onAnswer(listener) {
  listeners.push(listener);
}

/** Note a text that was typed; it is sent when the typing pauses. */
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
export async function flush(options) {
  for (let round = 0; round < 4 && rows.some((row) => row.isUnsaved && !row.isStuck); round += 1) {
    await Promise.all(rows.map((row) => row.flight ?? saveNow(row, options)));
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

async function send(row, options = {}) {
  if (row.isFlying || !row.want || row.isStuck) return;
  const job = { text: row.text, action: row.want, base: row.revision };
  row.want = "";
  row.isFlying = true;
  show(sentence("saving"), "busy");
  row.flight = post({ segment: row.id, base: job.base, target: job.text, action: job.action }, options);
  const answer = await row.flight;
  row.flight = null;
  row.isFlying = false;
  if (answer.status === 200) succeed(row, job, answer.body);
  else fail(row, job, answer);
  listeners.forEach((listener) => listener(row, answer));
  if (answer.status === 200 && row.want) await send(row);
}

async function post(fields, { keepalive = false } = {}) {
  try {
    const response = await fetch(data.save, {
      method: "POST",
      credentials: "same-origin",
      keepalive,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(fields),
    });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return { status: response.status, body: isJson ? await response.json() : {} };
  } catch {
    return { status: 0, body: {} };
  }
}

/** Read the form token anew each time: signing in again changes it. */
export function token() {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${data.cookie}=`));
  return found ? decodeURIComponent(found.slice(data.cookie.length + 1))
    : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

function succeed(row, job, body) {
  if (failures) announce(sentence("savedAgain"));
  failures = 0;
  trouble("");
  const isNewer = Boolean(row.want);
  row.accept(body.row);
  if (!isNewer) {
    row.text = row.target;
    forget(row);
  }
  showProgress(body.progress);
  countChanges(row.revision - job.base);
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
    show(sentence("refused"), "failed");
    trouble(sentence("signedOut"), true);
    announce(sentence("signedOut"));
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

export function tryAgain() {
  rows.forEach((row) => saveNow(row));
}

function show(text, kind) {
  sign.textContent = text;
  sign.className = `saved ${kind}`.trim();
}

/** Show what keeps everything from being saved, with the ways out of it. */
function trouble(text, isSignedOut = false) {
  document.getElementById("trouble")?.remove();
  if (!text) return;
  const again = make("button", { class: "btn", type: "button" }, data.sentences.tryAgain);
  again.addEventListener("click", tryAgain);
  const login = make("a", { class: "btn", href: data.login, target: "_blank", rel: "noopener" }, data.sentences.signIn);
  const buttons = make("div", { class: "tools" }, ...(isSignedOut ? [login, again] : [again]));
  document.querySelector(".bar").append(make("div", { class: "alert bad", id: "trouble" }, make("p", {}, text), buttons));
}

function showProgress(progress) {
  const bar = document.getElementById("progress");
  bar.max = progress.total;
  bar.value = progress.done;
  document.getElementById("confirmed").textContent = progress.confirmed;
  document.getElementById("sizes").textContent = progress.sizes;
  document.getElementById("left-out").textContent = progress.leftOut;
  const left = document.getElementById("left");
  left.textContent = progress.left;
  if (progress.first) left.href = `?block=${progress.first}#target`;
  else left.removeAttribute("href");
}

/** Count one's own changes of the article; whatever others did must still be looked at before a step. */
function countChanges(number) {
  for (const field of document.querySelectorAll("input[name=revision]")) field.value = Number(field.value) + number;
}

window.addEventListener("online", tryAgain);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") rows.forEach((row) => saveNow(row, { keepalive: true }));
});
window.addEventListener("beforeunload", (event) => {
  if (rows.some((row) => row.isUnsaved)) event.preventDefault();
});
