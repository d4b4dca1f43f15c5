// The board: a lane for each stage, a card for each use case. Cards are links; a card dropped on the next lane opens the
// gate review of its use case, on any other lane the board says why not: nothing is ever moved here.
// People's words only ever become text nodes and attribute values, never markup.

const states = new WeakMap();
const REST = "rest";

export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement);
  if (!state) {
    state = begin(parentElement);
    states.set(parentElement, state);
  }
  state.open = (slug, view) => setTriggerValue("opened", { slug, view });
  const text = new TextDecoder().decode(data);
  if (text !== state.text) {
    state.text = text;
    draw(state, JSON.parse(text));
  }
}

function node(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== "") made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return made;
}

function begin(parentElement) {
  const field = node("input", { type: "search", id: "find", autocomplete: "off" });
  const fits = node("p", { class: "fits", role: "status" });
  const bar = node("div", { class: "bar" }, node("label", { for: "find" }, "Find a card"), field, fits);
  const jump = node("nav", { class: "jump", "aria-label": "Stages" });
  const lanes = node("div", { class: "lanes" });
  const rest = node("details", { class: "rest" });
  const said = node("p", { class: "said", role: "alert" });
  const root = node("div", { class: "board" }, bar, jump, lanes, rest, said);
  parentElement.append(root);
  const state = { root, field, fits, jump, lanes, rest, said, text: "", cards: [], dragged: undefined };
  field.addEventListener("input", () => find(state));
  root.addEventListener("click", (event) => clicked(state, event));
  root.addEventListener("keydown", (event) => event.key === "Escape" && say(state, ""));
  root.addEventListener("dragstart", (event) => lifted(state, event));
  root.addEventListener("dragend", () => letGo(state));
  for (const kind of ["dragenter", "dragover"]) root.addEventListener(kind, (event) => over(state, event));
  root.addEventListener("drop", (event) => dropped(state, event));
  return state;
}

// --- drawing ---------------------------------------------------------------------------------------------------------

function draw(state, told) {
  state.told = told;
  state.cards = [];
  const before = new Map([...state.lanes.children].map((each) => [each.dataset.stage, each.querySelector("ul").scrollTop]));
  state.lanes.replaceChildren(...told.lanes.map((each) => lane(state, each)));
  for (const each of state.lanes.children) each.querySelector("ul").scrollTop = before.get(each.dataset.stage) ?? 0;
  state.jump.replaceChildren(...told.lanes.map((each, at) => jumpTo(state, each, at)));
  drawRest(state, told.rest);
  find(state);
}

function lane(state, told) {
  const id = `lane-${told.stage}`;
  const heading = node("h4", { id }, told.label, node("span", { class: "active" }, told.active));
  const head = node("header", {}, heading, line("says", told.says), line("value", told.value));
  const none = line("none", told.cards.length ? "No card fits." : "No use case is here.");
  const list = node("ul", { class: "cards", "aria-labelledby": id, tabindex: "0" }, told.cards.map((each) => card(state, each)));
  return node(
    "section",
    { class: "lane", "data-stage": told.stage, "aria-labelledby": id },
    head,
    none,
    list,
    node("p", { class: "hint", "aria-hidden": "true" }),
  );
}

// On a phone the lanes lie beside each other and are swiped; a button leads to each.
function jumpTo(state, told, at) {
  const button = node("button", { type: "button" }, `${told.label} ${told.cards.length}`);
  button.addEventListener("click", () => state.lanes.children[at].scrollIntoView({ block: "nearest", inline: "start" }));
  return button;
}

function card(state, told) {
  const made = node(
    "li",
    { class: told.late ? "card late" : "card", draggable: "true", "data-slug": told.slug },
    node("h5", {}, link(told.slug, told.title)),
    node("p", { class: "days" }, told.days, told.late ? node("strong", {}, " · past the policy") : ""),
    told.share ? gauge(told) : "",
    line("shown", told.shown),
    told.gate ? line("gate", told.gate) : "",
    told.trouble.length ? trouble(told.trouble) : "",
    node("div", { class: "foot" }, owners(told.owners), told.review ? review(told) : ""),
  );
  state.cards.push({ made, words: told.words });
  return made;
}

function line(name, words) {
  return words ? node("p", { class: name }, words) : "";
}

function gauge(told) {
  const bar = node("div", { class: "gauge", "aria-hidden": "true" }, node("i", {}));
  bar.firstChild.style.width = `${Math.round(told.share * 100)}%`;
  return bar;
}

function trouble(found) {
  const words = [...new Set(found.map(([word]) => word))];
  const evidence = found.map(([, sentence]) => node("li", {}, sentence));
  return node("details", { class: "trouble" }, node("summary", {}, words.join(" · ")), node("ul", {}, evidence));
}

function owners(found) {
  const missing = found.filter(([, there]) => !there).map(([name]) => name);
  const says = missing.length ? `Nobody answers for ${listed(missing)}` : "All four owners are named";
  const marks = found.map(([name, there]) =>
    node("span", { class: there ? "there" : "missing", "aria-hidden": "true" }, name[0].toUpperCase()),
  );
  return node("span", { class: "owners", role: "img", "aria-label": says, title: says }, marks);
}

function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function review(told) {
  const ask = link(told.slug, told.review, "Gate");
  ask.className = "ask";
  ask.append(node("span", { class: "aside" }, ` of ${told.title}`));
  return ask;
}

function link(slug, words, view = "") {
  const query = new URLSearchParams(view ? { use_case: slug, view } : { use_case: slug });
  return node("a", { href: `use_cases?${query}`, draggable: "false", "data-slug": slug, "data-view": view }, words);
}

function drawRest(state, found) {
  const items = found.map((told) => {
    const learned = told.learning ? `Learned: ${told.learning}` : "Nobody has written down what was learned.";
    const made = node("li", {}, link(told.slug, told.title), node("p", {}, `${told.says}. ${learned}`));
    state.cards.push({ made, words: told.words });
    return made;
  });
  const title = `Parked, stopped and retired: ${found.length}`;
  state.rest.replaceChildren(node("summary", { "data-lane": REST }, title), node("ul", {}, items));
  state.rest.hidden = !found.length;
}

// --- finding ---------------------------------------------------------------------------------------------------------

function find(state) {
  const plain = state.field.value.toLowerCase().replace(/[^\p{L}\p{N}%#]+/gu, " ");
  const wanted = plain.split(" ").filter(Boolean);
  let fitting = 0;
  for (const { made, words } of state.cards) {
    made.hidden = !wanted.every((word) => words.includes(word));
    if (!made.hidden) fitting += 1;
  }
  state.fits.textContent = wanted.length ? `${fitting} of ${state.cards.length} fit` : "";
  for (const each of state.lanes.children) {
    each.classList.toggle("empty", !each.querySelector(".card:not([hidden])"));
  }
  if (wanted.length && state.rest.querySelector("li:not([hidden])")) state.rest.open = true;
}

// --- opening ---------------------------------------------------------------------------------------------------------

function clicked(state, event) {
  say(state, "");
  const anchor = event.target.closest("a[data-slug]");
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // the browser's own ways
  event.preventDefault();
  state.open(anchor.dataset.slug, anchor.dataset.view ?? "");
}

// --- taking a card to another lane -----------------------------------------------------------------------------------

function lifted(state, event) {
  const made = event.target.closest?.(".card");
  if (!made) return;
  const from = made.closest(".lane").dataset.stage;
  const told = state.told.lanes.find((each) => each.stage === from);
  const title = made.querySelector("h5").textContent;
  state.dragged = { made, slug: made.dataset.slug, title, from, next: told.next };
  event.dataTransfer.setData("text/plain", title);
  event.dataTransfer.effectAllowed = "move";
  made.classList.add("lifted");
  say(state, "");
}

function place(event) {
  const lane = event.target.closest?.(".lane");
  if (lane) return { stage: lane.dataset.stage, lane };
  return event.target.closest?.(".rest") ? { stage: REST } : undefined;
}

function over(state, event) {
  const at = state.dragged && place(event);
  for (const each of state.lanes.children) {
    if (each !== at?.lane) each.classList.remove("asks", "refuses");
  }
  if (!at) return;
  event.preventDefault(); // lets it be dropped, also where the answer is no
  event.dataTransfer.dropEffect = "move";
  if (!at.lane || at.stage === state.dragged.from) return;
  const asks = at.stage === state.dragged.next;
  at.lane.classList.add(asks ? "asks" : "refuses");
  const hint = at.lane.querySelector(".hint");
  hint.textContent = asks ? "Drop to ask for the gate review" : refusal(state, at.stage);
}

function dropped(state, event) {
  const at = state.dragged && place(event);
  if (!at) return;
  event.preventDefault();
  const { slug, title, from, next } = state.dragged;
  letGo(state);
  if (at.stage === next) state.open(slug, "Gate");
  else if (at.stage !== from) say(state, `“${title}” stays in ${from}. ${refusal(state, at.stage, from)}`);
}

function refusal(state, to, from = state.dragged.from) {
  return state.told.refusals[from]?.[to] ?? "";
}

function letGo(state) {
  state.dragged?.made.classList.remove("lifted");
  state.dragged = undefined;
  for (const each of state.lanes.children) each.classList.remove("asks", "refuses");
}

// What is said stays until the next click, drag or Escape.
function say(state, words) {
  state.said.textContent = words;
}
