// Marks all rows at once, and shows what to do with rows when some are marked; the board works without it.
const form = document.querySelector("[data-board]");
const header = document.querySelector(".w-slim-header");
const label = form?.querySelector("[data-board-all]");

// The head of the table sticks below the admin's header, whose height depends on its title.
if (form && header) {
  const measure = () => form.style.setProperty("--board-header", `${header.offsetHeight}px`);
  new ResizeObserver(measure).observe(header);
  measure();
}

if (label) {
  const all = label.querySelector("input");
  const marks = [...form.querySelectorAll(".board-mark input")];
  const count = form.querySelector("[data-board-count]");
  const bulk = form.querySelector("[data-board-bulk]");

  const tell = () => {
    const marked = marks.filter((mark) => mark.checked).length;
    all.checked = marked === marks.length;
    all.indeterminate = marked > 0 && marked < marks.length;
    bulk.hidden = marked === 0;
    count.textContent = count.dataset.some.replace("#", marked);
  };

  // Shift and click marks the rows between, as in a mail program.
  let last = -1;
  form.addEventListener("click", (event) => {
    const at = marks.indexOf(event.target);
    if (at < 0) return;
    if (event.shiftKey && last >= 0) {
      const [from, to] = [Math.min(at, last), Math.max(at, last)];
      marks.slice(from, to + 1).forEach((mark) => { mark.checked = marks[at].checked; });
    }
    last = at;
  });
  // A person sets the languages: theirs, of those that were ticked, or all of theirs.
  const person = form.querySelector("[data-board-person]");
  const ticks = [...bulk.querySelectorAll("input[name=locales]")];
  person?.addEventListener("change", () => {
    const codes = person.selectedOptions[0].dataset.codes?.split(" ");
    if (!codes) return;
    const both = ticks.filter((tick) => tick.checked && codes.includes(tick.value));
    ticks.forEach((tick) => { tick.checked = both.length ? both.includes(tick) : codes.length === 1 && codes.includes(tick.value); });
  });

  form.addEventListener("change", (event) => {
    if (event.target === all) marks.forEach((mark) => { mark.checked = all.checked; });
    tell();
  });
  window.addEventListener("pageshow", tell);
  label.hidden = false;
  tell();
}
