// What is done beside the text without leaving the page: comments, forms of terms, findings that may stand.

import { load } from "./help.js";
import { announce, data, make } from "./page.js";
import { rows } from "./rows.js";
import { flush, token } from "./saving.js";

const place = document.getElementById("help");
const isOurs = (button) => button?.getAttribute("formaction") === data.aside;
const keyOf = (field) => `aside ${data.article} ${field.form?.elements.segment.value} ${field.name}`;

/** Fields that belong to the buttons of this module; what stands in them outlives the column. */
function fields() {
  return [...place.querySelectorAll('[name^="text "]')];
}

place.addEventListener("input", ({ target }) => {
  if (fields().includes(target)) sessionStorage.setItem(keyOf(target), target.value);
});
document.addEventListener("bench:help", restore);

function restore() {
  for (const field of fields()) {
    const kept = sessionStorage.getItem(keyOf(field));
    if (!kept) continue;
    field.value = kept;
    field.closest("details").open = true;
  }
}

// Before the form's own listener, which would leave the page.
document.addEventListener("submit", (event) => {
  if (!isOurs(event.submitter)) return;
  event.preventDefault();
  event.stopPropagation();
  send(event.submitter);
}, true);

async function send(button) {
  const row = rows.find((each) => each.id === Number(button.form.elements.segment.value));
  const field = document.getElementsByName(`text ${button.value}`)[0];
  button.parentElement.querySelector(":scope > .problem")?.remove();
  // Forms and findings are looked for in what the server has.
  if (!(await flush())) return;
  const body = { segment: row.id, action: button.value, text: field?.value ?? "" };
  const problem = await post(body);
  if (problem) {
    button.after(make("p", { class: "problem", role: "alert" }, problem));
    field?.focus();
    return;
  }
  if (field) sessionStorage.removeItem(keyOf(field));
  const heading = button.closest(".card")?.querySelector("h3").id;
  await load(row);
  document.getElementById(heading)?.focus();
  announce(data.sentences.done);
}

async function post(body) {
  try {
    const response = await fetch(data.aside, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
    });
    if (response.ok) return "";
    return (await response.json()).problem || data.sentences.refused;
  } catch {
    return data.sentences.refused;
  }
}

restore();
