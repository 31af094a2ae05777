// What link previews will show of a picture, while its focal point is moved: by a click, or in the two fields.
const picture = document.querySelector(".focal");
const fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));

const place = (selector, values) => {
  const shape = picture.querySelector(selector);
  Object.entries(values).forEach(([name, value]) => shape.setAttribute(name, value));
};

const draw = () => {
  const [x, y] = fields.map((field) => Math.min(1, Math.max(0, Number(field.value))));
  const { width, height } = picture.viewBox.baseVal;
  const ratio = Number(picture.dataset.ratio);
  const cut = { width: Math.min(width, height * ratio), height: Math.min(height, width / ratio) };
  const left = (width - cut.width) * x;
  const top = (height - cut.height) * y;
  place(".focal-cut", { x: left, y: top, ...cut });
  place(".focal-square", { x: left + (cut.width - cut.height) / 2, y: top, width: cut.height, height: cut.height });
  place(".focal-point", { cx: width * x, cy: height * y });
};

if (picture && fields.every(Boolean)) {
  picture.classList.add("is-movable");
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    fields[0].value = ((event.clientX - box.left) / box.width).toFixed(2);
    fields[1].value = ((event.clientY - box.top) / box.height).toFixed(2);
    fields.forEach((field) => field.dispatchEvent(new Event("input", { bubbles: true })));
  });
  fields.forEach((field) => field.addEventListener("input", draw));
  draw();
}
