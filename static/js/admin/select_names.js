// The choices with a search field have no name for those who do not see the label beside them.
const name = (select) => {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const shown = select.parentElement.querySelector(".select2-selection__rendered");
  if (label && shown) {
    label.id ||= `${select.id}-label`;
    for (const element of [shown, shown.closest(".select2-selection")]) {
      element.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    }
  }
};
const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name);

// They are made at a moment that no event tells, and again for every row that is added.
const isChoice = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(".select2, .inline-related");
new MutationObserver((changes) => {
  if (changes.some((change) => [...change.addedNodes].some(isChoice))) {
    nameAll();
  }
}).observe(document.body, { childList: true, subtree: true });
nameAll();
