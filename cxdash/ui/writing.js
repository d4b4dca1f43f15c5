// A text that grows as it is written. It tells what is typed after a short pause, and what is to be kept when the person
// leaves it or presses Ctrl+Enter, each time beside the text they began from. A text in work is never written over.
// People's words only ever become values and text nodes, never markup.

const states = new WeakMap();
const PAUSE_MS = 250;
const NAMED = /(?:^|\s)@([\p{L}\p{M}.'’-]*(?: [\p{L}\p{M}.'’-]*)?)$/u;
const OFFERED_AT_MOST = 5;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let state = states.get(parentElement);
  if (!state) {
    state = begin(parentElement);
    states.set(parentElement, state);
  }
  state.data = data;
  state.tellDraft = (draft) => setStateValue("draft", draft);
  state.tellKept = (kept) => setTriggerValue("kept", kept);
  draw(state);
}

function begin(parentElement) {
  const label = document.createElement("label");
  const area = document.createElement("textarea");
  const names = document.createElement("ul");
  const send = document.createElement("button");
  const root = document.createElement("div");
  area.id = "text";
  label.htmlFor = area.id;
  names.setAttribute("role", "listbox");
  names.setAttribute("aria-label", "People");
  send.type = "button";
  root.className = "writing";
  root.append(label, area, names, send);
  parentElement.append(root);
  const state = { root, label, area, names, send, base: "", waiting: 0, timer: 0, chosen: 0 };
  area.addEventListener("focus", () => (state.base = area.value));
  area.addEventListener("input", () => typed(state));
  area.addEventListener("keydown", (event) => pressed(state, event));
  area.addEventListener("blur", () => left(state));
  send.addEventListener("click", () => keep(state));
  new ResizeObserver(() => grow(area)).observe(root);
  return state;
}

function draw(state) {
  const { data, area, label, send } = state;
  label.textContent = data.label;
  area.placeholder = data.placeholder;
  area.rows = data.rows;
  area.maxLength = data.longest;
  send.textContent = data.send;
  send.hidden = !data.send;
  const inWork = area.getRootNode().activeElement === area;
  if (data.heard >= state.waiting) state.waiting = 0;
  if (!inWork && !state.waiting && !state.timer && area.value !== data.text) {
    area.value = data.text;
    state.base = data.text;
  }
  grow(area);
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function typed(state) {
  grow(state.area);
  offer(state);
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
