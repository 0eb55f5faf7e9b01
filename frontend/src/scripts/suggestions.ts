// Titles below the search field while somebody types, and the key that leads to the field.
// Without it the form works the same. The pattern is the WAI's combobox with a list of options.
const WAIT_MS = 150;
const field = document.querySelector<HTMLInputElement>(".search-form input");
const form = field?.form;

if (field && form) {
  const list = document.createElement("ul");
  list.id = `${field.id}-list`;
  list.role = "listbox";
  list.ariaLabel = form.ariaLabel;
  form.append(list);
  let options: HTMLElement[] = [];
  let chosen = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = new AbortController();

  const choose = (index: number) => {
    chosen = index;
    for (const [at, option] of options.entries()) option.ariaSelected = `${at === index}`;
    options[index]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[index]?.id ?? "");
  };
  const show = (items: { text: string; lang: string; html_url: string }[]) => {
    options = items.map(({ text, lang, html_url }, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.role = "option";
      option.lang = lang;
      option.textContent = text;
      option.onclick = () => location.assign(html_url);
      return option;
    });
    list.replaceChildren(...options);
    field.ariaExpanded = `${options.length > 0}`;
    choose(-1);
  };
  const stop = () => {
    clearTimeout(timer);
    asked.abort();
    show([]);
  };
  const ask = async () => {
    asked = new AbortController();
    const query = new URLSearchParams({ q: field.value.trim() });
    try {
      const answer = await fetch(`${form.action}suggestions/?${query}`, { signal: asked.signal });
      show(answer.ok ? (await answer.json()).items : []);
    } catch {} // Somebody types on, or the network is away.
  };

  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "false";
  field.setAttribute("aria-controls", list.id);
  list.onmousedown = (event) => event.preventDefault(); // The field keeps the focus.
  field.onblur = stop;
  field.oninput = () => {
    clearTimeout(timer);
    asked.abort();
    if (field.value.trim().length > 1) timer = setTimeout(ask, WAIT_MS);
    else show([]);
  };
  field.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !options.length) return;
    if (step) choose(((chosen + step + 1 + options.length + 1) % (options.length + 1)) - 1);
    else if (event.key === "Escape") stop();
    else if (event.key === "Enter" && chosen >= 0) options[chosen]?.click();
    else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", (event) => {
    const typing = (event.target as HTMLElement).closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    field.focus();
  });
}
