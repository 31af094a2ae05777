// What the server wrote into the page for this script, and the few things that every module needs.

export const data = JSON.parse(document.getElementById("bench-data").textContent);

export const byId = (id) => document.getElementById(id);

/** Give a sentence of the interface language, its {braces} filled. */
export function sentence(name, values = {}) {
  return data.sentences[name].replace(/\{(\w+)\}/g, (_whole, key) => values[key] ?? "");
}

/** Make an element from text and other nodes: what people typed is never read as HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Say something to those who listen to the page. */
export function announce(text) {
  byId("says").textContent = "";
  // A region that gets the same words again says nothing: empty it first, fill it in the next turn.
  setTimeout(() => { byId("says").textContent = text; }, 50);
}

/** Name the keys as the keyboard of this machine does. */
export function nameKeys(place) {
  if (!/Mac|iP/.test(navigator.platform)) return;
  for (const key of place.querySelectorAll("kbd[data-mac]")) key.textContent = key.dataset.mac;
}

/** Submit a form whose submission was put off; while its event still lasts a browser does nothing. */
export function submitAgain(form, button) {
  setTimeout(() => form.requestSubmit(button));
}
