// The working view's comfort: everything here also works as ordinary forms, page by page.
// The server renders every row; this module sends forms, puts rows in their places, moves focus.

const bench = document.querySelector("#workbench");
const base = bench.dataset.base;
const say = bench.dataset;
const PAUSE = 900; // ms without a key before what was typed is kept
const NEWS = 20_000; // ms between questions about others' work
const undo = []; // {id, before}: what stood in a segment before each save of ours
let active = null;
let previewTimer = 0;

const rows = () => [...document.querySelectorAll(".wb-row:not([hidden])")];
const rowOf = (element) => element?.closest?.(".wb-row") ?? null;
const byId = (id) => document.getElementById(`segment-${id}`);
const fieldOf = (row) => row.querySelector(".wb-text");
const isDirty = (row) => fieldOf(row).value !== fieldOf(row).dataset.saved;
const parse = (html) => Object.assign(document.createElement("template"), { innerHTML: html.trim() }).content.firstElementChild;

function tell(row, text, { isError = false, action = null } = {}) {
  const place = row.querySelector(".wb-message");
  place.textContent = text;
  place.classList.toggle("is-error", isError);
  if (action) place.append(" ", action);
}

class LoggedOut extends Error {}

// A log-in in another tab gives the browser a new token; the forms here still hold the old one.
function withToken(body) {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (token) body.set("csrfmiddlewaretoken", token);
  return body;
}

function tellFailure(row, error) {
  const isOut = error instanceof LoggedOut;
  tell(row, isOut ? say.textLoggedOut : say.textLost, { isError: true, action: isOut ? logInLink() : null });
}

function logInLink() {
  const href = `${say.logIn}?next=${encodeURIComponent(say.home)}`;
  return Object.assign(document.createElement("a"), { href, target: "_blank", rel: "noopener", textContent: say.textLogIn });
}

async function ask(url, body) {
  const answer = await fetch(url, {
    method: body ? "POST" : "GET",
    body: body && withToken(body),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  if (isLogIn(answer)) throw new LoggedOut();
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(answer.status));
  return { status: answer.status, isFine: answer.ok, ...(await answer.json()) };
}

function isLogIn(answer) {
  if (answer.redirected) return new URL(answer.url).pathname === say.logIn;
  const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
  return answer.status === 401 || (answer.status === 403 && !isOurs);
}

// --- Putting in place what the server rendered ------------------------------------------------

function put(found) {
  for (const [id, html] of Object.entries(found.rows ?? {})) {
    const old = byId(id);
    const fresh = parse(html);
    const hadFocus = old.contains(document.activeElement);
    fresh.hidden = old.hidden;
    old.replaceWith(fresh);
    dress(fresh);
    if (old === active) {
      active = null;
      activate(fresh);
    }
    if (hadFocus) fieldOf(fresh).focus();
  }
  if (found.bar) {
    const bar = document.querySelector("#wb-bar");
    if (!bar.querySelector("details[open]")) bar.innerHTML = found.bar;
  }
}

function dress(root) {
  for (const element of root.querySelectorAll("[data-script-only]")) element.hidden = false;
  for (const field of root.querySelectorAll(".wb-text")) fit(field);
}

function fit(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + 2}px`;
}

// --- Moving about --------------------------------------------------------------------------------

function activate(row) {
  if (!row || row === active) return;
  leave(active);
  active?.classList.remove("is-active");
  active = row;
  row.classList.add("is-active");
  offer(row);
}

function leave(row) {
  if (row?.isConnected && isDirty(row)) keep(row);
}

function go(row) {
  if (!row) return;
  activate(row);
  const field = fieldOf(row);
  field.focus({ preventScroll: true });
  field.setSelectionRange(field.value.length, field.value.length);
  row.scrollIntoView({ block: "nearest" });
}

function step(by, wanted = () => true) {
  const all = rows();
  const at = active ? all.indexOf(active) : by > 0 ? -1 : all.length;
  const way = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  const found = way.find(wanted);
  go(found);
  return Boolean(found);
}

const isUnfinished = (row) => "unfinished" in row.dataset;
const isToJudge = (row) => row.querySelector("[data-accept], [data-adopt]") !== null;

function goOn(wanted) {
  if (step(1, wanted)) return true;
  const first = rows().find((row) => row !== active && wanted(row));
  if (first) go(first);
  return Boolean(first);
}

// --- Saving --------------------------------------------------------------------------------------

async function send(row, action, { form = row.querySelector(".wb-form"), extra = {} } = {}) {
  const body = new FormData(form);
  body.set("do", action);
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  window.clearTimeout(row.timer);
  begin(row);
  row.isBusy = true;
  tell(row, say.textSaving);
  try {
    const found = await ask(form.action, body);
    if (found.rows) put(found);
    const now = byId(row.dataset.id);
    if (found.message) tell(now, found.message, { isError: !found.isFine });
    if (found.isFine) showPreviewSoon();
    return found.isFine ? now : null;
  } catch (error) {
    tellFailure(row, error);
    return null;
  } finally {
    row.isBusy = false;
  }
}

// The answer to an older request must not cover what the last one said.
function begin(row) {
  row.turn = (row.turn ?? 0) + 1;
  return row.turn;
}

async function save(row, { andGoOn = false } = {}) {
  if (row.isBusy) return;
  const before = fieldOf(row).dataset.saved;
  const wasConflict = row.querySelector(".wb-conflict") !== null;
  const isAsItWas = !isDirty(row) && !wasConflict;
  if (isAsItWas && !isUnfinished(row)) {
    if (andGoOn) goOn(isUnfinished);
    return;
  }
  if (isAsItWas && !fieldOf(row).value.trim()) return;
  const saved = await send(row, "save");
  if (!saved) return;
  undo.push({ id: row.dataset.id, before });
  const text = saved.querySelector(".wb-message").textContent;
  const isLast = andGoOn && saved === active && !goOn(isUnfinished);
  tell(saved, isLast ? `${text} ${say.textLast}` : text, { action: undoButton() });
}

function undoButton() {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "wb-insert", textContent: say.textUndo });
  button.addEventListener("click", takeBack);
  return button;
}

async function takeBack() {
  const last = undo.pop();
  const row = last && byId(last.id);
  if (!row) return;
  go(row);
  const done = await send(row, "save", { extra: { text: last.before } });
  if (done) tell(done, say.textUndone);
  else undo.push(last);
}

async function judge(row) {
  const button = row.querySelector("[data-accept]") ?? row.querySelector("[data-adopt]");
  if (row.isBusy) return;
  if (!button) {
    goOn(isToJudge);
    return;
  }
  const done = await send(row, button.value);
  if (done && done === active) goOn(isToJudge);
}

// What is being typed is kept on the server, for its writer only; it counts once it is saved.
async function keep(row) {
  window.clearTimeout(row.timer);
  if (row.isBusy) return;
  const form = row.querySelector(".wb-form");
  const typed = fieldOf(row).value;
  const turn = begin(row);
  const isLast = () => row.isConnected && row.turn === turn;
  try {
    const found = await ask(`${base}segments/${row.dataset.id}/check/`, new FormData(form));
    if (!isLast() || fieldOf(row).value !== typed || !found.isFine) return;
    row.querySelector(".wb-warnings").innerHTML = found.html;
    tell(row, isDirty(row) ? say.textKept : "");
  } catch (error) {
    if (isLast()) tellFailure(row, error);
  }
}

function typed(row) {
  fit(fieldOf(row));
  row.classList.toggle("is-unsaved", isDirty(row));
  tell(row, isDirty(row) ? say.textTyped : "");
  window.clearTimeout(row.timer);
  row.timer = window.setTimeout(() => keep(row), PAUSE);
}

// --- Suggestions, tags, terms ---------------------------------------------------------------------

async function offer(row) {
  const place = row.querySelector("[data-help]");
  if (place.dataset.isAsked) return;
  place.dataset.isAsked = "yes";
  try {
    place.innerHTML = (await ask(place.dataset.help)).html;
  } catch {
    delete place.dataset.isAsked;
  }
}

async function askMachine(row, form) {
  const place = row.querySelector("[data-help]");
  const [button, told] = [form.querySelector("button"), form.querySelector("[role=status]")];
  const body = new FormData(form);
  body.delete("next"); // Where a browser without a script would be led.
  button.disabled = true;
  told.textContent = "…";
  try {
    const found = await ask(form.action, body);
    if (found.isFine) {
      delete place.dataset.isAsked;
      await offer(row);
      [...place.querySelectorAll("[data-use]")].find((offered) => offered.dataset.use === found.text)?.focus();
      return;
    }
    told.textContent = found.message;
  } catch (error) {
    told.textContent = error instanceof LoggedOut ? say.textLoggedOut : say.textNoAnswer;
    if (error instanceof LoggedOut) told.append(" ", logInLink());
  }
  button.disabled = false;
}

function write(row, text) {
  const field = fieldOf(row);
  field.focus();
  field.select();
  // Through the editor's own history, so that Ctrl+Z brings back what stood there.
  if (!document.execCommand("insertText", false, text)) field.value = text;
  typed(row);
}

function insert(row, opening, closing = "") {
  const field = fieldOf(row);
  field.focus();
  const { selectionStart: from, selectionEnd: to, value } = field;
  const text = `${opening}${value.slice(from, to)}${closing}`;
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
  if (closing && from === to) field.setSelectionRange(from + opening.length, from + opening.length);
  typed(row);
}

function use(row, number) {
  const found = row.querySelectorAll("[data-use]")[number - 1];
  if (found) write(row, found.dataset.use);
  return Boolean(found);
}

function takeOld(row) {
  const old = row.querySelector("[data-old]");
  if (old) write(row, old.textContent);
}

function copySource(row) {
  const tags = [...row.querySelectorAll(".wb-tags .wb-insert")];
  const opening = Object.fromEntries(tags.map((tag) => [tag.textContent, tag.dataset]));
  const parts = [...row.querySelector(".wb-source").childNodes].map((node) => {
    if (!node.classList?.contains("wb-tag")) return node.textContent.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const label = node.textContent;
    if (!label.startsWith("/")) return opening[label]?.opening ?? "";
    return `</${/^[a-z]+/.exec(label.slice(1))[0]}>`;
  });
  write(row, parts.join(""));
}

// --- Preview ---------------------------------------------------------------------------------------

const preview = document.querySelector("#wb-preview");

function togglePreview() {
  if (!preview) return;
  preview.hidden = !preview.hidden;
  document.querySelector("#wb-show-preview")?.setAttribute("aria-expanded", String(!preview.hidden));
  if (!preview.hidden) showPreview();
}

function showPreview() {
  preview.querySelector("iframe").src = `${preview.dataset.src}?${Date.now()}`;
}

function showPreviewSoon() {
  if (!preview || preview.hidden) return;
  window.clearTimeout(previewTimer);
  previewTimer = window.setTimeout(showPreview, 800);
}

// --- Others' work ----------------------------------------------------------------------------------

async function askForNews() {
  if (document.hidden) return;
  let stamps;
  try {
    ({ stamps } = await ask(`${base}status/`));
  } catch {
    return;
  }
  const here = [...document.querySelectorAll(".wb-row")];
  const isGone = here.some((row) => !(row.dataset.id in stamps));
  const notice = document.querySelector("#wb-notice");
  if (isGone) Object.assign(notice, { textContent: say.textGone, hidden: false });
  for (const row of here) await refresh(row, stamps[row.dataset.id]);
}

async function refresh(row, stamp) {
  if (stamp === undefined || stamp === row.dataset.stamp || row.isBusy) return;
  if (isDirty(row)) {
    tell(row, say.textOthers, { isError: true });
    return;
  }
  if (row.querySelector(".wb-comments textarea").value) return;
  try {
    put(await ask(`${base}segments/${row.dataset.id}/?show=${encodeURIComponent(say.show)}`));
  } catch {
    // The next question comes in a while.
  }
}

// --- Find --------------------------------------------------------------------------------------------

function find(text) {
  const wanted = text.trim().toLowerCase();
  for (const row of document.querySelectorAll(".wb-row")) {
    const words = `${row.querySelector(".wb-source").textContent} ${fieldOf(row).value}`;
    row.hidden = wanted !== "" && !words.toLowerCase().includes(wanted);
  }
}

// --- Keyboard ----------------------------------------------------------------------------------------

const help = document.querySelector("#wb-keys-dialog");

function comment(row) {
  const box = row.querySelector(".wb-comments");
  box.open = true;
  box.querySelector("textarea").focus();
}

// By the key's place, not its letter: Alt with a letter types another one on some keyboards.
const ALT = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  PageDown: () => goOn(isUnfinished),
  PageUp: () => step(-1, isUnfinished),
  KeyA: () => (active ? judge(active) : goOn(isToJudge)),
  KeyO: () => active && takeOld(active),
  KeyS: () => active && copySource(active),
  KeyZ: () => takeBack(),
  KeyC: () => active && comment(active),
  KeyP: () => togglePreview(),
  KeyH: () => help.showModal(),
};

function pressed(event) {
  if (help.open) return;
  const isTyping = event.target.matches?.("input, textarea, select");
  const isCommand = event.ctrlKey || event.metaKey;
  const isOurs = !event.target.closest?.(".wb-comments, .wb-more, .wb-overrides");
  let act = null;
  if (isCommand && !event.altKey && event.code === "Enter") act = () => commit(event.target, isOurs);
  else if (isCommand && !event.altKey && event.code === "KeyS") act = () => active && save(active);
  else if (event.altKey && !isCommand && !event.shiftKey) {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    act = digit ? () => active && use(active, Number(digit[1])) : ALT[event.code];
  } else if (!isTyping && event.key === "?") act = () => help.showModal();
  else if (!isTyping && event.key === "/") act = () => document.querySelector("#wb-find").focus();
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}

function commit(target, isOurs) {
  if (isOurs) active ? save(active, { andGoOn: true }) : goOn(isUnfinished);
  else target.form?.requestSubmit();
}

// --- Listening -----------------------------------------------------------------------------------------

function clicked(event) {
  const target = event.target.closest("button, a");
  const row = rowOf(event.target);
  if (target?.id === "wb-keys") help.showModal();
  else if (target?.id === "wb-show-preview" && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    togglePreview();
  } else if (row && target?.matches("[data-use]")) write(row, target.dataset.use);
  else if (row && target?.matches("[data-insert]")) insert(row, target.dataset.insert);
  else if (row && target?.matches("[data-opening]")) insert(row, target.dataset.opening, target.dataset.closing);
  else if (row && target?.matches("[data-take-old]")) takeOld(row);
  else if (row && !target && !event.target.closest("textarea, input, summary, label") && !String(window.getSelection())) go(row);
}

function submitted(event) {
  const row = rowOf(event.target);
  if (!row) return;
  event.preventDefault();
  if (event.target.matches("[data-question]")) {
    askMachine(row, event.target);
    return;
  }
  const action = event.submitter?.value ?? "save";
  if (action === "save") save(row);
  else if (action === "accept" || action === "adopt") judge(row);
  else {
    if (action === "discard") fieldOf(row).value = fieldOf(row).dataset.saved;
    send(row, action, { form: event.target });
  }
}

// The header's height is the admin's own matter; what sticks below it has to know.
function measure() {
  const header = document.querySelector("#main header, header.w-header")?.getBoundingClientRect().height ?? 0;
  const bar = document.querySelector("#wb-bar").getBoundingClientRect().height;
  bench.style.setProperty("--wb-top", `${header}px`);
  bench.style.setProperty("--wb-bar", `${header + bar}px`);
}

bench.classList.add("has-script");
measure();
new ResizeObserver(measure).observe(document.querySelector("#wb-bar"));
dress(bench);
document.addEventListener("keydown", pressed, true);
bench.addEventListener("click", clicked);
bench.addEventListener("submit", submitted);
bench.addEventListener("focusin", (event) => activate(rowOf(event.target)));
bench.addEventListener("input", (event) => {
  if (event.target.matches(".wb-text")) typed(rowOf(event.target));
  else if (event.target.id === "wb-find") find(event.target.value);
});
window.addEventListener("beforeunload", (event) => {
  if (rows().some((row) => isDirty(row) && row.querySelector(".wb-message").textContent !== say.textKept)) event.preventDefault();
});
window.setInterval(askForNews, NEWS);
go(byId(window.location.hash.replace("#segment-", "")) ?? rows().find(isUnfinished) ?? rows().find(isToJudge) ?? null);
if (!active) window.scrollTo(0, 0);
