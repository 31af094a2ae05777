// Unsaved text is also kept in this browser, by person, block and revision, until the server has it.

import { data } from "./page.js";

const prefix = (row) => `workbench:${data.user}:${row.id}:`;
const keysOf = (storage, row) => Object.keys(storage).filter((key) => key.startsWith(prefix(row)));

/** A browser may refuse to keep anything; then the server alone has the text. */
function quietly(action) {
  try {
    return action(window.localStorage);
  } catch {
    return undefined;
  }
}

export function keep(row) {
  const text = JSON.stringify({ text: row.text, at: new Date().toISOString() });
  quietly((storage) => storage.setItem(prefix(row) + row.revision, text));
}

export function forget(row) {
  quietly((storage) => keysOf(storage, row).forEach((key) => storage.removeItem(key)));
}

/** Give what was kept for a block and never reached the server: {text, at, revision}, or nothing. */
export function keptFor(row) {
  return quietly((storage) => {
    const found = keysOf(storage, row)
      .map((key) => ({ ...JSON.parse(storage.getItem(key)), revision: Number(key.split(":").pop()) }))
      .sort((one, other) => one.at.localeCompare(other.at))
      .pop();
    if (found && found.text.trim() !== row.target.trim()) return found;
    forget(row);
    return undefined;
  });
}
