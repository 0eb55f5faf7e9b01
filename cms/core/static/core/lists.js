// Every cell of a list knows the head of its column, for screens that show rows as cards; a table
// wider than its place scrolls in a box that a keyboard reaches.
const LISTS = "main table";

function label(table) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map(wordsOf);
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  for (const row of rows) {
    if (row.cells.length !== heads.length) continue;
    [...row.cells].forEach((cell, number) => {
      if (heads[number] && !cell.dataset.label && !cell.matches(".title")) cell.dataset.label = heads[number];
    });
  }
}

// Heads that only screen readers hear say what anybody sees.
function wordsOf(head) {
  const own = head.cloneNode(true);
  for (const hidden of own.querySelectorAll(".w-sr-only, input, svg")) hidden.remove();
  return own.textContent.replace(/\s+/g, " ").trim();
}

function box(table) {
  const frame = table.closest(".desk-scroll, .board-scroll, .exchange__scroll, .table-scroll") ?? wrapped(table);
  if (!frame) return;
  const scrolls = frame.scrollWidth > frame.clientWidth + 1;
  frame.toggleAttribute("data-scrolls", scrolls);
  if (!scrolls) return frame.removeAttribute("tabindex");
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", table.caption?.textContent.trim() || document.title);
}

function wrapped(table) {
  const place = table.parentElement;
  if (!place.clientWidth || table.scrollWidth <= place.clientWidth + 1) return null;
  const frame = Object.assign(document.createElement("div"), { className: "table-scroll" });
  table.before(frame);
  frame.append(table);
  return frame;
}

function arrange() {
  const tables = [...document.querySelectorAll(LISTS)];
  tables.forEach(label);
  tables.forEach(box);
}

arrange();
document.addEventListener("w-swap:success", arrange);
let isWaiting = false;
addEventListener("resize", () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => { isWaiting = false; arrange(); });
});
