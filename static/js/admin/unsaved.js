// Ask before a page is left on which something was typed and not saved.
const form = document.querySelector("#content-main > form");
let changed = false;

if (form) {
  const note = (event) => {
    if (event.target.closest("form") === form) {
      changed = true;
    }
  };
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) {
      event.preventDefault();
    }
  });
}
