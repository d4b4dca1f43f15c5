// A text that grows as it is written. It tells what is typed after a short pause, and what is to be kept when the person
// leaves it or presses Ctrl+Enter, each time beside the text they began from. A text in work is never written over.
// People's words only ever become values and text nodes, never markup.

const states = new WeakMap();
const PAUSE_MS = 250;
const NAMED = /(?:^|\s)@([\p{L}\p{M}.'’-]*(?: [\p{L}\p{M}.'’-]*)?)$/u;
const OFFERED_AT_MOST = 5;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const isNew = !states.has(parentElement);
  if (isNew) states.set(parentElement, begin(parentElement));
  const state = states.get(parentElement);
  state.data = data;
  sweep(state);
  state.tellDraft = (draft) => setStateValue("draft", draft);
  state.tellKept = (kept) => setTriggerValue("kept", kept);
  draw(state);
  if (isNew) bringBack(state);
}

function begin(parentElement) {
  const label = document.createElement("label");
  const area = document.createElement("textarea");
  const names = document.createElement("ul");
  const send = document.createElement("button");
  const notice = document.createElement("div");
  const root = document.createElement("div");
  area.id = "text";
  label.htmlFor = area.id;
  names.setAttribute("role", "listbox");
  names.setAttribute("aria-label", "People");
  send.type = "button";
  notice.className = "notice";
  notice.setAttribute("role", "status");
  root.className = "writing";
  root.append(label, area, notice, names, send);
  parentElement.append(root);
  const state = { root, label, area, notice, names, send, base: "", first: "", shown: null, waiting: 0, timer: 0, chosen: 0 };
  area.addEventListener("focus", () => beginFrom(state));
  area.addEventListener("input", () => typed(state));
  area.addEventListener("keydown", (event) => pressed(state, event));
  area.addEventListener("blur", () => left(state));
  send.addEventListener("click", () => keep(state));
  new ResizeObserver(() => grow(area)).observe(root);
  guard(state);
  return state;
}

// Words that were brought back are still those of an edit begun earlier.
function beginFrom(state) {
  if (!state.notice.hasChildNodes()) state.base = state.area.value;
}

function draw(state) {
  const { data, area, label, send } = state;
  label.textContent = data.label;
  area.placeholder = data.placeholder;
  area.rows = data.rows;
  area.maxLength = data.longest;
  send.textContent = data.send;
  send.hidden = !data.send;
  if (data.heard >= state.waiting) state.waiting = 0;
  if (isAtRest(state) && isToBeShown(state)) show(state);
  grow(area);
}

function isAtRest(state) {
  return !isInWork(state) && !state.waiting && !state.timer && !state.notice.hasChildNodes();
}

// What a form began from says nothing against what was typed over it; only another beginning does.
function isToBeShown({ area, data, shown }) {
  if (data.stored !== null || !shown) return area.value !== data.text;
  return data.text !== shown.text || data.edition !== shown.edition;
}

function show(state) {
  const { area, data, shown } = state;
  area.value = data.text;
  state.base = data.text;
  state.shown = data;
  if (!shown) state.first = data.text;
  else remember(state);
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function typed(state) {
  grow(state.area);
  offer(state);
  remember(state);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => tellDraft(state), PAUSE_MS);
}

function tellDraft(state) {
  clearTimeout(state.timer);
  state.timer = 0;
  state.tellDraft(state.area.value);
}

function left(state) {
  setTimeout(() => offer(state, true), 200); // a click on a name comes first
  if (state.data.keeps && state.area.value !== state.base) keep(state);
  else if (state.timer) tellDraft(state);
}

function keep(state) {
  clearTimeout(state.timer);
  state.timer = 0;
  if (state.data.send && !state.area.value.trim()) return;
  state.notice.replaceChildren();
  state.waiting = Date.now();
  state.tellKept({ text: state.area.value, base: state.base, at: state.waiting });
  state.base = state.area.value;
}

function pressed(state, event) {
  const offered = [...state.names.children];
  if (offered.length && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    choose(state, (state.chosen + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
  } else if (offered.length && ["Enter", "Tab"].includes(event.key) && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    take(state, offered[state.chosen].textContent);
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (state.data.send || (state.data.keeps && state.area.value !== state.base)) keep(state);
  } else if (event.key === "Escape") {
    if (offered.length) offer(state, true);
    else if (state.data.keeps) {
      state.area.value = state.base;
      typed(state);
    }
  }
}

// --- people who may be named -----------------------------------------------------------------------------------------

function offer(state, close = false) {
  const before = state.area.value.slice(0, state.area.selectionStart);
  const asked = close ? undefined : NAMED.exec(before)?.[1];
  const fits = (name) => ` ${name.toLowerCase()}`.includes(` ${asked.toLowerCase()}`);
  const found = asked === undefined ? [] : state.data.names.filter((name) => fits(name) && name !== asked);
  state.names.replaceChildren(...found.slice(0, OFFERED_AT_MOST).map((name, at) => row(state, name, at)));
  choose(state, 0);
}

function row(state, name, at) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.textContent = name;
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the text keeps the focus
    take(state, name);
  });
  item.addEventListener("pointerenter", () => choose(state, at));
  return item;
}

function choose(state, at) {
  state.chosen = at;
  [...state.names.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
}

function take(state, name) {
  const { area } = state;
  const before = area.value.slice(0, area.selectionStart).replace(/@[^@]*$/u, `@${name} `);
  area.value = before + area.value.slice(area.selectionStart);
  area.setSelectionRange(before.length, before.length);
  area.focus();
  typed(state);
}
