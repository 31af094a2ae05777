// What is done beside the text without leaving the page: comments, forms of terms, findings that may stand.

import { load } from "./help.js";
import { announce, byId, data, make, sentence } from "./page.js";
import { rows } from "./rows.js";
import { flush } from "./saving.js";
import { post } from "./server.js";

const place = byId("help");
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
  const fields = { segment: row.id, action: button.value, text: field?.value ?? "" };
  const { status, body } = await post(data.aside, fields);
  if (status !== 200) {
    button.after(make("p", { class: "problem", role: "alert" }, body.problem || sentence("refused")));
    field?.focus();
    return;
  }
  if (field) sessionStorage.removeItem(keyOf(field));
  const heading = button.closest(".card")?.querySelector("h3").id;
  await load(row);
  document.dispatchEvent(new CustomEvent("bench:done"));
  (byId(heading) ?? byId("target"))?.focus();
  announce(sentence("done"));
}

restore();
