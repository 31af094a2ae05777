// What the rich-text editor needs on this site. Loaded before it, and no module: import maps come first.

"use strict";
{
  // The editor looks for its style element before it makes one, which the content policy would
  // forbid; this stands in for it, and its rules are in css/admin.css.
  const standIn = document.createElementNS(null, "style");
  standIn.setAttribute("data-tiptap-style", "");
  document.documentElement.append(standIn);

  // Its field has no name of its own for those who do not see the label above it.
  document.addEventListener("prose-editor:ready", (event) => {
    const { editor, textarea } = event.detail;
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    if (label) {
      label.id ||= `${textarea.id}-label`;
      editor.view.dom.setAttribute("aria-labelledby", label.id);
    }
  });
}
