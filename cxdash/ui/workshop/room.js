// A workshop's room in the browser. queue.js, fields.js and draw_*.js stand before it in one module.
// It is given `data`: {kind: "door", code, says?, name?} before somebody is in, then {kind: "room", …} as this reader may
// see it, with ticket, answers, view ("room", "projector" or "guest"), link and qr (an SVG). It tells the page, by
// triggers: hello {code, secret, name}, edits [edit …] and rung (the newest number of the journal it knows of).
// People's words only ever become text and values. What is drawn is changed in place: nothing in use is made anew.

const rooms = new WeakMap();
const BEAT_MS = 500;
const HERE_MS = 10_000;
const POLL_MS = 1500;
const UP = "Time is up";
const ASKED_AT_MOST_MS = 3000;
const SILENT_MS = 5000;
const TRIED_AGAIN_MS = 20_000;
const UNSAID = new Set(["here", "draft.keep", "draft.drop"]); // done by itself, not by anybody
const MAINS = {
  capture: drawCapture,
  reveal: drawReveal,
  cluster: drawCluster,
  vote: drawVote,
  place: drawPlace,
  refine: drawCards,
  commit: drawCards,
};

export default function ({ data, parentElement, setTriggerValue }) {
  const room = rooms.get(parentElement) ?? begin(parentElement);
  room.tell = (name, value) => {
    try {
      setTriggerValue(name, value);
    } catch {
      // The connection is lost; whatever counts is told again.
    }
  };
  room.beats ||= setInterval(() => beat(room), BEAT_MS);
  if (data.kind === "door") atDoor(room, data);
  else take(room, data);
}

function begin(parentElement) {
  const root = h("div", { class: "room", lang: document.documentElement.lang || "en" });
  const room = {
    root: create(root), view: "room", code: "", kind: "friction", at: "", said: [], places: {}, fields: new Map(),
    keptThere: new Set(), bell: { heard: 0, heardAt: 0, asks: false, askedAt: 0, askedFor: 0, triedAt: 0 }, door: { code: "", says: "", saidAt: 0 }, hereAt: 0,
  };
  parentElement.append(room.root);
  listenToDrags(room);
  rooms.set(parentElement, room);
  return room;
}

// Everything that happens by itself: nothing of it lives longer than the room is on the page.
function beat(room) {
  if (!room.root.isConnected) {
    clearInterval(room.beats);
    room.beats = 0;
    hangUp(room);
    return;
  }
  const now = Date.now();
  if (room.data) showClock(room);
  if (room.waitsForDoor) hello(room, now);
  if (room.waitsForDoor || !room.data) return;
  resend(room.queue);
  listen(room, now);
  const isThere = room.data.me && room.data.room.open && !document.hidden;
  if (isThere && (now - room.hereAt >= HERE_MS || room.at !== room.hereWas)) sayHere(room, now);
}

function sayHere(room, now) {
  room.hereAt = now;
  room.hereWas = room.at;
  push(room.queue, { deed: "here", at: room.at });
}

// --- what arrives ----------------------------------------------------------------------------------------------------

function take(room, data) {
  const before = room.data;
  if (room.code !== data.room.code) enter(room, data.room.code);
  if (data.now !== before?.now) room.ahead = data.now * 1000 - Date.now();
  const wasOutside = !before || room.waitsForDoor;
  room.waitsForDoor = false;
  letIn(room, data);
  room.data = data;
  room.view = data.view ?? "room";
  room.bell.asks = false;
  const heard = answered(room.queue, data.answers);
  for (const [edit, answer] of heard) heardOf(room, edit, answer);
  redraw(room);
  const unseen = heard.filter(([edit, answer]) => isTrouble(answer) && room.fields.get(placeOf(edit))?.root.isConnected === false);
  for (const [edit, answer] of unseen) refuse(room, edit, answer); // its field is gone with the phase
  if (unseen.length) redraw(room);
  announce(room, before);
  bringBackInNewBox(room);
  if (wasOutside) flush(room.queue);
  listen(room, Date.now());
}

// Only the name under which somebody was let in is kept: a refused one would be refused after each reload.
function letIn(room, { key, room: { code }, me }) {
  const given = key ?? room.door.key;
  if (given && me) keepKey(code, { ...given, name: me.name });
  room.door = { code, says: "", saidAt: 0 };
}

function enter(room, code) {
  room.code = code;
  room.fields = new Map();
  room.data = undefined;
  room.queue = beginQueue(`cxdash.workshop.${code}.queue`, (edits) => room.tell("edits", edits));
}

function heardOf(room, edit, answer) {
  const field = room.fields.get(placeOf(edit));
  if (field?.pending === edit.sent) hear(field, edit, answer);
  else if (isTrouble(answer) && !UNSAID.has(edit.deed)) refuse(room, edit, answer);
  else if (!field && placeOf(edit) && draftOf(room, placeOf(edit))?.text === (edit.text ?? edit.name)) dropDraft(room, placeOf(edit));
}

function isTrouble({ outcome }) {
  return outcome === "refused" || outcome === "clash";
}

function refuse(room, edit, answer) {
  if (room.said.some(({ key }) => key === edit.sent)) return;
  const wasBack = edit.deed === "note.add" && bringBackNew(room, edit.text);
  const words = wasBack ? "" : (edit.text ?? edit.name ?? "");
  room.said = [...room.said, { key: edit.sent, says: answer.says || "This was not done.", words }].slice(-5);
}

// --- the bell --------------------------------------------------------------------------------------------------------

function listen(room, now) {
  const { bell, data } = room;
  if (bell.stream?.readyState === EventSource.CLOSED) hangUp(room);
  // A ticket that ended is not the end of the bell: there may be a newer one.
  if (!bell.stream && (now - bell.triedAt >= TRIED_AGAIN_MS || bell.ticket !== data.ticket)) connect(room, now);
  const isSilent = !bell.heardAt && now - bell.triedAt > SILENT_MS;
  const isDeaf = isSilent || bell.stream?.readyState !== EventSource.OPEN;
  const since = now - bell.askedAt;
  if (bell.asks && since < ASKED_AT_MOST_MS) return; // what rings meanwhile is asked for once the answer is there
  const isNews = bell.heard > data.rev && (bell.heard > bell.askedFor || since >= ASKED_AT_MOST_MS);
  if (isNews || (isDeaf && since >= POLL_MS && now - bell.triedAt >= POLL_MS)) ask(room, now);
}

function ask({ bell, data, queue, tell }, now) {
  Object.assign(bell, { asks: true, askedAt: now, askedFor: bell.heard });
  tell("rung", Math.max(bell.heard, data.rev));
  tellAgain(queue);
}

// The app may stand under a path of its own; the page is one step below it.
function connect(room, now) {
  const { bell, data } = room;
  bell.triedAt = now;
  bell.heardAt = 0;
  bell.ticket = data.ticket;
  if (!data.ticket) return;
  const here = window.location.href.split(/[?#]/)[0].replace(/\/+$/, "");
  bell.stream = new EventSource(new URL(`cx/events?ticket=${encodeURIComponent(data.ticket)}`, here));
  bell.stream.onmessage = ({ data: number }) => {
    bell.heardAt = Date.now();
    bell.heard = Math.max(bell.heard, Number(number) || 0);
    if (!room.waitsForDoor) listen(room, Date.now());
  };
}

function hangUp({ bell }) {
  bell.stream?.close();
  bell.stream = undefined;
}

// --- the door --------------------------------------------------------------------------------------------------------

function keyName(code) {
  return `cxdash.workshop.${code}`;
}

// Who somebody is in a room: a secret that this browser made, or was given, and the name under which it was let in.
function keyOf(code) {
  const kept = inStorage(localStorage, (storage) => JSON.parse(storage.getItem(keyName(code))));
  return typeof kept?.secret === "string" ? kept : { secret: unique(), name: "" };
}

function keepKey(code, key) {
  inStorage(localStorage, (storage) => storage.setItem(keyName(code), JSON.stringify(key)));
}

function atDoor(room, data) {
  const known = keyOf(data.code);
  room.door = { ...room.door, code: data.code, says: data.says || room.door.says };
  room.waitsForDoor = !room.door.says && Boolean(known.name);
  if (room.waitsForDoor) hello(room, Date.now());
  if (room.data && room.waitsForDoor) redraw(room);
  else {
    room.data = undefined;
    patch(room.root, [room.waitsForDoor ? connecting() : door(room, data)]);
  }
}

function hello(room, now) {
  if (now - room.door.saidAt < ASKED_AT_MOST_MS) return;
  room.door.saidAt = now;
  room.tell("hello", { code: room.door.code, ...keyOf(room.door.code) });
}

function join(room, event) {
  event.preventDefault();
  const told = Object.fromEntries(new FormData(event.target));
  const code = told.code.replace(/[\s-]/g, "").toUpperCase();
  const key = { ...keyOf(code), name: told.name.trim() };
  keepKey(code, { ...key, name: "" });
  room.door = { ...room.door, key, says: "" };
  room.tell("hello", { code, ...key });
}

function connecting() {
  return h("p", { class: "quietly", role: "status", key: "connecting" }, "Connecting again …");
}

function door(room, data) {
  const code = { key: "code", name: "code", value: data.code, required: true, autocomplete: "off", autocapitalize: "characters" };
  const name = { key: "name", name: "name", value: data.name ?? "", required: true, maxlength: 60, autocomplete: "name" };
  return h(
    "form",
    { class: "door", onsubmit: (event) => join(room, event), key: "door" },
    h("h3", {}, "Join the workshop"),
    labelled("Code of the room", h("input", code)),
    labelled("Your name, as the others will see it", h("input", name)),
    h("p", { class: "warns", role: "alert" }, room.door.says),
    h("button", { type: "submit", class: "first", key: "join" }, "Join"),
  );
}

// --- drawing ---------------------------------------------------------------------------------------------------------

function redraw(room, changes = {}) {
  Object.assign(room, changes);
  const { root, data } = room;
  if (!data) return;
  room.seen = asIfDone(data, room.queue.edits);
  root.className = `room ${room.view} ${data.room.phase}${root.classList.contains("deaf") ? " deaf" : ""}`;
  const hadFocus = root.getRootNode().activeElement;
  patch(root, [
    header(room),
    drawLead(room),
    messages(room),
    h("div", { class: "messages stray", role: "status", key: "stray" }),
    h("main", { key: "main", tabindex: "-1" }, (MAINS[data.room.phase] ?? drawReveal)(room)),
    foot(room),
    h("datalist", { id: "people-names", key: "people-names" }, (data.choices?.people ?? []).map((name) => h("option", { value: name, key: name }))),
  ]);
  patch(root.querySelector(".stray"), strayWords(room).map((each) => strayMessage(room, each))); // now it is known what is shown
  keepFocus(root, hadFocus);
  if (room.view === "projector") fit(root);
}

// Whoever works by keyboard does not fall out of the room when what they used is gone.
function keepFocus(root, before) {
  if (!before || root.getRootNode().activeElement) return;
  if (root.contains(before)) before.focus({ preventScroll: true });
  else root.querySelector("main")?.focus({ preventScroll: true });
}

function header(room) {
  const { room: about, me } = room.data;
  const at = about.phases.findIndex(({ key }) => key === about.phase);
  const steps = about.phases.map(({ key, label }, place) =>
    h("li", { key, "aria-current": place === at ? "step" : undefined, class: place < at ? "past" : "" }, h("span", {}, label)),
  );
  return h(
    "header",
    { key: "header" },
    h(
      "div",
      { class: "about" },
      h("h3", {}, about.title),
      h("p", { class: "code" }, "Code ", h("strong", {}, about.code)),
      room.waitsForDoor ? connecting() : "",
      people(room, me),
    ),
    h("ol", { class: "steps", "aria-label": "Phases" }, steps),
    h(
      "div",
      { class: "now" },
      h("p", { class: "says" }, about.says),
      clockText(room) ? h("p", { class: clockText(room) === UP ? "timer up" : "timer", role: "timer", key: "timer" }, clockText(room)) : "",
    ),
    h("p", { class: "aside", role: "status", key: "news" }, room.news ?? ""),
  );
}

function people({ data }, me) {
  const here = data.people.filter(({ here }) => here);
  const says = ({ id, name, leads }) => `${name}${id === me?.id ? " (you)" : ""}${leads ? ", leads" : ""}`;
  const faces = here.map((person) =>
    h("li", { key: person.id, class: person.leads ? "leads" : "", title: says(person) }, h("abbr", { "aria-label": says(person) }, initials(person.name))),
  );
  const names = here.map(says).join(", ");
  return h(
    "div",
    { class: "people" },
    h("ul", { "aria-label": "Who is here" }, faces),
    h("p", { class: "count", title: names }, `${here.length} here`),
  );
}

function initials(name) {
  const words = name.trim().split(/\s+/u);
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return ([...first][0] ?? "?").toUpperCase() + ([...last][0] ?? "").toUpperCase();
}

function messages(room) {
  const dismiss = (key) => redraw(room, { said: room.said.filter((each) => each.key !== key) });
  const said = room.said.map(({ key, says, words }) =>
    h("div", { key, class: "message" }, h("p", {}, says), words ? h("blockquote", {}, words) : "", button("Dismiss", () => dismiss(key), { key: "dismiss", class: "quiet" })),
  );
  return h("div", { class: "messages", role: "alert", key: "messages" }, said);
}

function foot(room) {
  const { data } = room;
  const undo = () => push(room.queue, { deed: "undo" });
  const rename = (event) => {
    event.preventDefault();
    push(room.queue, { deed: "name", name: new FormData(event.target).get("name").trim() });
    event.target.closest("details").open = false;
  };
  const form = () =>
    h(
      "details",
      { key: "name" },
      h("summary", {}, `You are ${data.me.name}`),
      h("form", { onsubmit: rename, key: "form" }, labelled("Your name", h("input", { key: "name", name: "name", value: data.me.name, maxlength: 60, required: true })), h("button", { type: "submit", key: "save" }, "Save")),
    );
  if (room.view !== "room") return "";
  return h(
    "footer",
    { key: "foot", class: "foot" },
    data.undo ? button("Undo", undo, { key: "undo" }) : "",
    data.undo ? h("span", { class: "by" }, data.undo.says) : "",
    takeLead(room),
    data.me && can(room, "name") ? form() : "",
  );
}

// What everybody needs before a room can fill: on the wall while notes are written.
function invitation({ data }) {
  const { link, room: about } = data;
  const qr = data.qr?.replace(/^<svg (?!.*xmlns)/, '<svg xmlns="http://www.w3.org/2000/svg" '); // or it is no picture
  return h(
    "section",
    { class: "invitation", key: "invitation" },
    qr ? h("img", { src: `data:image/svg+xml,${encodeURIComponent(qr)}`, alt: "QR code of the link to this room" }) : "",
    h("div", {}, h("p", {}, "Join with the code"), h("p", { class: "large-code" }, about.code), link ? h("p", { class: "link" }, link) : ""),
  );
}

// What stands on a wall cannot be scrolled: it is made smaller until it fits, down to what can still be read.
function fit(root) {
  for (let scale = 1; scale >= 0.6; scale -= 0.1) {
    root.style.setProperty("--scale", scale);
    if (root.getBoundingClientRect().bottom <= window.innerHeight) return;
  }
}

function announce(room, before) {
  const { room: about, cards } = room.data;
  if (before && before.room.phase !== about.phase) {
    room.isClosing = false;
    redraw(room, { news: `Now: ${about.phases.find(({ key }) => key === about.phase)?.label}. ${about.says}` });
  }
  if (about.summoned && before?.room.summoned !== about.summoned) {
    const title = cards.find(({ id }) => id === about.summoned)?.fields.title?.text;
    redraw(room, { news: `Everybody is called to the card ${title ?? ""}` });
    const isTyping = room.root.getRootNode().activeElement?.matches?.("input, textarea, select");
    if (!isTyping) room.root.querySelector(".summoned")?.scrollIntoView({ block: "center" });
  }
}

// --- the clock -------------------------------------------------------------------------------------------------------

// By the server's clock, which is the same for everybody.
function clockText({ data, ahead }) {
  const { ends_at: ends, left, seconds } = data.room.timer;
  if (!seconds && ends === null && left === null) return "";
  const rest = ends === null ? left : ends - (Date.now() + ahead) / 1000;
  if (rest === null) return "";
  if (rest <= 0) return UP;
  const whole = Math.ceil(rest);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}${ends === null ? " paused" : ""}`;
}

function showClock(room) {
  const clock = room.root.querySelector(".timer");
  const text = clockText(room);
  if (!clock || clock.textContent === text) return;
  clock.firstChild.data = text;
  clock.classList.toggle("up", text === UP);
}

function can(room, deed) {
  return room.view === "room" && room.data.may.includes(deed);
}

// --- the page in place -----------------------------------------------------------------------------------------------

const DRAWN = new Set(["svg", "g", "line", "circle", "rect", "text", "title"]);

// What is to be on the page: a tag, its attributes and children. `key` names it among its siblings from one drawing to
// the next; without one its place among those of its tag does.
function h(tag, attributes, ...children) {
  const found = children.flat(3).filter((child) => child || child === 0);
  return { tag, attributes, key: attributes.key, children: found.map((child) => (typeof child === "object" ? child : { tag: "#text", text: String(child) })) };
}

// `off` says that it can do nothing now; it keeps the focus, as a disabled one would not.
function button(words, press, { off, ...attributes } = {}) {
  return h("button", { type: "button", "aria-disabled": off ? "true" : undefined, onclick: off ? null : press, ...attributes }, words);
}

// A list that does something with what is chosen and then stands on its title again.
function chooser(title, options, label, choose, looks = "chooser") {
  const chosen = (event) => {
    const { value } = event.target;
    event.target.selectedIndex = 0;
    choose(value);
  };
  return h(
    "select",
    { key: title, class: looks, "aria-label": label, onchange: chosen },
    h("option", { key: "title", hidden: true, disabled: true, selected: true, value: title }, title),
    options.map(([value, name]) => h("option", { key: `option ${value}`, value }, name)),
  );
}

function create(child) {
  if (child.tag === "#text") return document.createTextNode(child.text);
  const made = DRAWN.has(child.tag) ? document.createElementNS("http://www.w3.org/2000/svg", child.tag) : document.createElement(child.tag);
  dress(made, child);
  return made;
}

function patch(parent, children) {
  const old = new Map([...parent.childNodes].map((child) => [child.cxName, child]));
  const counts = {};
  const nodes = children.filter(Boolean).map((child) => {
    const place = child.key ?? (counts[child.tag] = (counts[child.tag] ?? 0) + 1);
    const name = `${child.tag} ${typeof place} ${place}`;
    const known = child.element ?? old.get(name);
    const node = known ?? create(child);
    node.cxName = name;
    if (known && !child.element) dress(node, child);
    return node;
  });
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  order(parent, nodes);
}

// What holds the focus is not moved, for it would lose it: its neighbours are moved around it.
function order(parent, nodes) {
  const focused = parent.getRootNode().activeElement;
  let at = parent.firstChild;
  for (const node of nodes) {
    while (at && at !== node && node.parentNode === parent && node.contains(focused)) {
      const next = at.nextSibling;
      parent.append(at);
      at = next;
    }
    if (at === node) at = node.nextSibling;
    else parent.insertBefore(node, at);
  }
}

function dress(node, { tag, text, attributes, children }) {
  if (tag === "#text") {
    if (node.data !== text) node.data = text;
    return;
  }
  const isUsed = node.getRootNode().activeElement === node;
  for (const name of node.cxDressed ?? []) if (attributes[name] === undefined) setAttribute(node, name, undefined, isUsed);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value, isUsed);
  node.cxDressed = Object.keys(attributes);
  patch(node, children);
}

function setAttribute(node, name, value, isUsed) {
  if (name === "key") return;
  if (name.startsWith("on")) node[name] = value ? (event) => void value(event) : null; // false would cancel the event
  else if (name === "value" && node.tagName === "INPUT") {
    if (!isUsed && node.cxValue !== value) node.value = node.cxValue = value;
  } else if (value === true) node.setAttribute(name, "");
  else if (value === undefined || value === false || value === null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}
