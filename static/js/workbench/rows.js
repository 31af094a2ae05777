// The blocks of the page: what the server knows of each, what stands in the browser, and how it is shown.

import { byId, data, make, sentence } from "./page.js";

export class Row {
  constructor(facts) {
    this.item = byId(`block-${facts.position}`);
    this.cell = this.item.querySelector(".target");
    this.reading = this.item.querySelector(".shown");
    this.text = facts.target;
    this.want = ""; // what is still to be sent: "save" or "confirm"
    this.isFlying = false; // a request is under way
    this.isConfirming = false;
    this.isStuck = false; // waits for a decision or for another text
    this.mustBeFixed = false; // a check says so
    this.conflict = null;
    this.problem = "";
    Object.assign(this, facts);
  }

  get isUnsaved() {
    return Boolean(this.want) || this.isFlying;
  }

  get isDone() {
    return this.isFinished || this.isConfirming;
  }

  /** Take over what the server says after a save. */
  accept({ html, ...facts }) {
    Object.assign(this, facts);
    this.reading.innerHTML = html;
    this.isConfirming = this.want === "confirm";
    this.isStuck = false;
    this.problem = "";
    this.conflict = null;
    this.show();
  }

  show() {
    const isOpen = this.item.classList.contains("on");
    const word = this.problem ? sentence("refused") : this.mustBeFixed ? sentence("mustFix") : this.stateWord;
    const isBad = this.problem || this.mustBeFixed;
    this.item.className = `seg ${isBad ? "failed" : this.css} ${isOpen ? "on" : ""}`;
    this.item.querySelector(".st i").textContent = isBad ? "!" : this.sign;
    this.item.querySelector(".st .word").textContent = word;
    this.item.setAttribute("aria-label", `${this.label}, ${this.problem || word}`);
    const link = this.reading.querySelector(".edit");
    const raw = this.isUnsaved || this.isStuck;
    if (link && raw) link.textContent = this.text.trim() || sentence("empty");
    link?.classList.toggle("raw", raw);
    this.cell.querySelector(":scope > .problem")?.remove();
    if (this.problem && !isOpen) this.cell.append(make("p", { class: "problem" }, this.problem));
  }
}

export const rows = data.rows.filter((facts) => facts.isOpen).map((facts) => new Row(facts));

/** Give the next block that is not finished, from the top again at the end. */
export function unfinishedAfter(row) {
  const place = rows.indexOf(row);
  return [...rows.slice(place + 1), ...rows.slice(0, place)].find((each) => !each.isDone);
}

export function neighbour(row, distance) {
  return rows[rows.indexOf(row) + distance];
}

export function rowAt(position) {
  return rows.find((row) => row.position === Number(position));
}
