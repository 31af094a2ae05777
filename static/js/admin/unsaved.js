// Nothing typed is lost: ask before a page with unsaved text is left, and keep what was sent until it
// is known to be stored (a session may have ended, the network may have failed). Loaded before the
// editor of the page, which takes over what this puts back.

"use strict";
{
  const PREFIX = "unsaved:";
  const form = document.querySelector("#content-main > form, form.step-form");
  // A page that answers at several addresses names the one where it is found again.
  const key = PREFIX + (form?.dataset.page ?? location.pathname);

  const fields = () =>
    [...form.elements].filter(
      (field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type),
    );

  const isBox = (field) => field.type === "checkbox" || field.type === "radio";

  function sent() {
    const values = fields().map((field) => [field.name, field.value, isBox(field) ? field.checked : true]);
    return { revision: form.elements.revision?.value ?? "", values };
  }

  function putBack(values) {
    let differs = false;
    const open = fields();
    for (const [name, value, isOn] of values) {
      const field = open.find((each) => each.name === name && (!isBox(each) || each.value === value));
      if (field && isBox(field) && field.checked !== isOn) {
        field.checked = isOn;
        differs = true;
      } else if (field && !isBox(field) && field.value !== value) {
        field.value = value;
        differs = true;
      }
    }
    return differs;
  }

  function recover() {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    sessionStorage.removeItem(key);
    // Another revision: it was stored, or the page shows both texts already.
    return kept?.revision === (form.elements.revision?.value ?? "") && putBack(kept.values);
  }

  if (document.querySelector(".messagelist .success")) {
    Object.keys(sessionStorage)
      .filter((name) => name.startsWith(PREFIX))
      .forEach((name) => sessionStorage.removeItem(name));
  }

  if (form) {
    let changed = recover();
    document.querySelector("#put-back")?.toggleAttribute("hidden", !changed);
    const note = (event) => {
      changed ||= event.target.closest("form") === form;
    };
    form.addEventListener("input", note);
    form.addEventListener("change", note);
    form.addEventListener("submit", () => {
      changed = false;
      sessionStorage.setItem(key, JSON.stringify(sent()));
    });
    window.addEventListener("beforeunload", (event) => {
      if (changed) {
        event.preventDefault();
      }
    });
  }
}
