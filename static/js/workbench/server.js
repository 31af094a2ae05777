// Asking the server: JSON there and back, with the form token.

import { data } from "./page.js";

/** Give {status, body}; status 0 when nobody answered. */
export async function post(address, fields, { keepalive = false } = {}) {
  try {
    const response = await fetch(address, {
      method: "POST",
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
