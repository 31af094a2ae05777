// The blocks of the page: what the server knows of each, what stands in the browser, and how it is shown.

import { data, make, sentence } from "./page.js";

export class Row {
  constructor(facts) {
    this.item = document.getElementById(`block-${facts.position}`);
    this.cell = this.item.querySelector(".target");
    this.reading = this.item.querySelector(".shown");
    this.text = facts.target;
    this.want = ""; // what is still to be sent: "save" or "confirm"
    this.isFlying = false; // a request is under way
    this.isConfirming = false;
    this.isStuck = false; // waits for a decision or for another text
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
  accept(facts) {
    Object.assign(this, facts);
    this.isConfirming = this.want === "confirm";
    this.isStuck = false;
    this.problem = "";
    this.conflict = null;
    this.show();
  }

  show() {
    const isOpen = this.item.classList.contains("on");
    this.item.className = ["seg", this.css, isOpen ? "on" : "", this.problem ? "failed" : ""].filter(Boolean).join(" ");
    this.item.querySelector(".st i").textContent = this.problem ? "!" : this.sign;
    this.item.querySelector(".st .word").textContent = this.problem ? sentence("refused") : this.stateWord;
    this.item.setAttribute("aria-label", `${this.label}, ${this.problem || this.stateWord}`);
    const link = this.reading.querySelector(".edit");
    link?.replaceChildren(...this.shownText());
    this.cell.querySelector(":scope > .problem")?.remove();
    if (this.problem && !isOpen) this.cell.append(make("p", { class: "problem" }, this.problem));
  }

  shownText() {
    const lines = this.isUnsaved || this.isStuck
      ? this.text.trim().split(/\n\s*\n/).filter(Boolean).map((text) => [{ text }])
      : this.paragraphs;
    if (!lines.length) {
      const attributes = { class: "empty", lang: document.documentElement.lang, dir: "auto" };
      return [make("span", attributes, sentence("empty"))];
    }
    return lines.map((runs) => make("span", { class: "para" }, ...runs.flatMap(shownRun)));
  }
}

function shownRun(run) {
  if (run.is_placeholder) return [make("span", { class: "hold" }, run.text)];
  let node = document.createTextNode(run.text);
  if (run.is_em) node = make("em", {}, node);
  if (run.is_strong) node = make("strong", {}, node);
  if (run.link) node = make("span", { class: "link" }, node);
  return run.ends_link ? [node, make("sup", { class: "hold" }, String(run.link))] : [node];
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
