// The review page with a script: marks without a reload, and the keys. Without one every mark is a button that posts.

const form = document.getElementById("review");
const says = document.getElementById("says");
const progress = document.getElementById("read");
const blocks = [...form.querySelectorAll("#blocks > .seg")];
const changed = blocks.filter((block) => "changed" in block.dataset);

/** Say something to those who listen to the page. */
function announce(text) {
  says.textContent = "";
  setTimeout(() => { says.textContent = text; }, 50);
}

function isRead(block) {
  return block.querySelector(".mark")?.getAttribute("aria-pressed") === "true";
}

function count() {
  const readable = changed.filter((block) => "readable" in block.dataset);
  const values = { done: readable.filter(isRead).length, total: readable.length };
  progress.textContent = progress.dataset.pattern.replace(/\{(\w+)\}/g, (_whole, key) => values[key]);
}

/** Mark a block as read, or take the mark away; give whether the server did it. */
async function mark(block) {
  const button = block.querySelector(".mark");
  if (!button) return true;
  let answer;
  try {
    answer = await fetch(form.dataset.read, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      },
      body: JSON.stringify({ mark: button.value }),
    });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(answer.status);
  } catch {
    form.requestSubmit(button); // the server's own page says what is the matter, and keeps what was typed
    return false;
  }
  const told = await answer.json();
  if (!answer.ok) {
    announce(told.problem);
    showProblem(block, told.problem);
    return false;
  }
  const [key, revision] = told.mark.replace("-", "").split(":");
  button.value = told.mark;
  button.setAttribute("aria-pressed", String(told.mark.startsWith("-")));
  block.classList.toggle("is-read", told.mark.startsWith("-"));
  form.elements.revision.value = Number(form.elements.revision.value) + told.steps;
  form.elements.seen.value = form.elements.seen.value.replace(new RegExp(`\\b${key}:\\d+`), `${key}:${revision}`);
  count();
  announce(progress.textContent);
  return true;
}

function showProblem(block, problem) {
  block.querySelector(".problem")?.remove();
  const said = document.createElement("p");
  said.className = "problem late";
  said.textContent = problem;
  block.querySelector(".side.target").append(said);
}

/** Go to the changed block before or behind the one that has the focus. */
function go(distance) {
  const current = document.activeElement?.closest?.("#blocks > .seg");
  const place = changed.indexOf(current);
  const start = place < 0 && distance > 0 ? -1 : place < 0 ? changed.length : place;
  const next = changed[Math.min(Math.max(start + distance, 0), changed.length - 1)];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function press(event) {
  if (event.isComposing || event.keyCode === 229 || event.getModifierState("AltGraph")) return;
  const isWriting = event.target.matches("textarea, select, input:not([type=hidden])");
  if (event.altKey && !event.ctrlKey && !event.metaKey && !isWriting && /^Arrow(Down|Up)$/.test(event.key)) {
    event.preventDefault();
    go(event.key === "ArrowDown" ? 1 : -1);
  }
  const block = event.target.closest("#blocks > .seg");
  if (block && !isWriting && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault();
    if (isRead(block)) go(1);
    else mark(block).then((isDone) => isDone && go(1));
  }
}

// What another script put back into a field must not hide behind its button.
form.querySelectorAll("details.say textarea").forEach((field) => { field.closest("details").open ||= Boolean(field.value); });
document.querySelectorAll("[data-script]").forEach((part) => { part.hidden = false; });
if (/Mac|iP/.test(navigator.platform)) {
  for (const key of document.querySelectorAll("kbd[data-mac]")) key.textContent = key.dataset.mac;
}
form.addEventListener("click", (event) => {
  const button = event.target.closest(".mark");
  if (!button) return;
  event.preventDefault();
  mark(button.closest(".seg"));
});
if ("keys" in form.dataset) document.addEventListener("keydown", press);
