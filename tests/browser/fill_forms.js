// Fills forms as somebody does who types code into every field for texts, and sends them.
// `window.zxFill(form, level)`: level 0 fills all there is room for, 1 a little, for the fields
// that were refused; 2 leaves those as they were. `window.zxRound(address, payloads)` reads a page,
// fills each of its forms and sends it, until it is taken or nothing is left to fill.
{
  const RICH = "input[data-draftail-input], input[type=hidden][value^='{\"blocks\":']";
  const TEXT = "input[type=text], input[type=search], input[type=url], input[type=tel], input:not([type]), textarea, input[type=hidden][name$='-table']" + `, ${RICH}`;
  const KEPT = /slug|^count-|locale|csrf|^next$|page_number|query|initial|TOTAL|ORDER|-id$|-type$|token|password|username|postcode|latitude|longitude|coordinates|rspo|phone|_at$|_on$|date|time|hours|starts|ends|day|until|opens|closes|url_path|website$/i;
  let turn = 0;

  const room = (field, level) => level ? 60 : field.maxLength > 0 ? field.maxLength : field.localName === "textarea" || field.type === "hidden" ? 3000 : 240;

  function texts(payloads, most) {
    let text = "";
    for (let tries = 0; tries < payloads.length; tries += 1) {
      const next = payloads[turn % payloads.length];
      if (text && text.length + next.length + 1 > most) break;
      turn += 1;
      if (next.length + 1 > most) continue;
      text += (text ? " " : "") + next;
    }
    return text;
  }

  function richText(field, payloads) {
    const blocks = texts(payloads, 1500).split(/(?<=№\d\d) /).map((text, number) => ({
      key: `zx${number}${turn}`, text, type: "unstyled", depth: 0,
      inlineStyleRanges: [], data: {},
      entityRanges: number ? [] : [{ offset: 0, length: Math.min(text.length, 9), key: 0 }],
    }));
    const entityMap = { 0: { type: "LINK", mutability: "MUTABLE", data: { url: "javascript:zx(25)" } } };
    return JSON.stringify({ blocks, entityMap });
  }

  function table(field, payloads) {
    const known = JSON.parse(field.value);
    return JSON.stringify({ ...known, data: known.data.map((row) => row.map(() => texts(payloads, 90))) });
  }

  function value(field, payloads, level) {
    if (field.name.endsWith("-table")) return table(field, payloads);
    return field.matches(RICH) ? richText(field, payloads) : texts(payloads, room(field, level));
  }

  const fills = (field) => !field.disabled && !field.readOnly && !KEPT.test(field.name)
    && !field.name.includes("__prefix__");

  window.zxFill = (form, payloads, refused = new Map()) => {
    const names = [];
    for (const field of form.querySelectorAll(TEXT)) {
      if (!field.name || !fills(field)) continue;
      const level = refused.get(field.name) ?? 0;
      if (level > 1) continue;
      field.value = value(field, payloads, level);
      names.push(field.name);
    }
    return names;
  };

  // For a form of the page that is shown: fills it and says which fields it filled.
  window.zxShown = (selector, payloads, refused) => {
    const form = document.querySelector(selector);
    if (!form) return null;
    const names = window.zxFill(form, payloads, new Map(Object.entries(refused)));
    complete(form);
    return names;
  };
  window.zxSend = (selector) => {
    const form = document.querySelector(selector);
    const button = sends(form);
    form.noValidate = true;  // The server's word is asked for, not the browser's.
    if (button) form.requestSubmit(button); else form.requestSubmit();
  };
  window.zxBad = () => [...document.querySelectorAll(TEXT)].filter(isBad).map(({ name }) => name);

  // What a form needs besides texts, where nothing stands in it yet.
  function complete(form) {
    for (const field of form.querySelectorAll("select")) {
      if (!field.multiple && !field.value) field.value = [...field.options].find(({ value }) => value)?.value ?? "";
      if (field.multiple && field.required && field.selectedIndex < 0) field.selectedIndex = 0;
    }
    const first = { date: "2030-01-07", email: "zx@example.org", number: "1", url: "https://example.org/", tel: "+48 000 000 000", time: "10:00", "datetime-local": "2030-01-07T10:00" };
    for (const field of form.querySelectorAll("input")) {
      if (!field.value && field.required && first[field.type]) field.value = first[field.type];
      if (/^count-/.test(field.name)) field.value = "3";
      if (field.type === "checkbox" && field.required) field.checked = true;
      if (field.type === "radio" && field.required && !form.querySelector(`[name="${field.name}"]:checked`)) field.checked = true;
    }
  }

  // The field's own frame only: a block that is refused marks the whole body as well.
  const isBad = (field) => {
    const own = field.closest(".w-field, .field");
    return field.matches("[aria-invalid=true]")
      || Boolean(own?.matches(".w-field--error, .error, .field-error, .field--error") || own?.querySelector(".error-message, .errorlist"));
  };

  async function read(address, options) {
    const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" }, ...options });
    const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
    return { answer, page: new DOMParser().parseFromString(isPage ? await answer.text() : "", "text/html") };
  }

  const formsOf = (page) => [...page.querySelectorAll("main form, .w-tabs form, body > form")]
    .filter((form) => form.method === "post" && form.querySelector(TEXT)
    // Blocks are made by scripts: their forms are filled where they are shown.
    && !form.querySelector("[data-block]") && !form.querySelector("input[type=file][required]"));

  const sends = (form) => form.querySelector("[name=action-publish]") ?? form.querySelector("button[type=submit], button:not([type]), input[type=submit]");

  window.zxRound = async (address, payloads) => {
    // What leads to the site on another origin is no page of the admin.
    const { answer, page } = await read(address).catch(() => ({ answer: {} }));
    if (!answer.ok || !page.querySelector("main")) return [];
    const count = Math.min(formsOf(page).length, 4);
    const done = [{ address, names: [] }];
    for (let number = 0; number < count; number += 1) done.push(await one(address, number, payloads));
    return done;
  };

  async function one(address, number, payloads) {
    const refused = new Map();
    for (let tries = 0; tries < 4; tries += 1) {
      const form = formsOf((await read(address)).page)[number];
      if (!form) return { address, number, gone: true, names: [] };
      const names = window.zxFill(form, payloads, refused);
      complete(form);
      const button = sends(form);
      const body = new FormData(form);
      if (button?.name) body.set(button.name, button.value);
      const target = new URL(button?.getAttribute("formaction") || form.getAttribute("action") || "", new URL(address, location.href));
      const { answer, page } = await read(target, { method: "POST", body: form.enctype === "multipart/form-data" ? body : new URLSearchParams(body) });
      const bad = [...page.querySelectorAll(TEXT)].filter(isBad).map(({ name }) => name);
      if (answer.status === 200 || answer.status < 400) {
        if (answer.redirected || !bad.length) return { address, number, status: answer.status, names, refused: [...refused.keys()], redirected: answer.redirected };
      }
      const known = bad.length ? bad : names;
      for (const name of known) refused.set(name, (refused.get(name) ?? 0) + 1);
      if (!names.some((name) => (refused.get(name) ?? 0) < 2)) return { address, number, status: answer.status, names: [], refused: [...refused.keys()], said: [...page.querySelectorAll(".error-message, .w-field__errors, .errorlist, .messages .error, .help-critical, main h1")].map(({ textContent }) => textContent.trim()).join(" | ").slice(0, 300) };
    }
    return { address, number, status: 0, names: [], refused: [...refused.keys()] };
  }
}
