// Who else works here, and in which block; asked now and then, while somebody looks at the page.

import { data, make } from "./page.js";
import { post } from "./server.js";

const EVERY = 20_000;
let place = data.current;

export function here(row) {
  place = row.id;
}

async function tell() {
  if (document.visibilityState !== "visible") return;
  const { body } = await post(data.presence, { segment: place ?? "" });
  if (!body.others) return;
  document.querySelectorAll(".seg .who").forEach((who) => who.remove());
  for (const { segment, text } of body.others) {
    document.querySelector(`[data-segment="${segment}"] .st`)?.append(make("span", { class: "who" }, text));
  }
}

tell();
setInterval(tell, EVERY);
