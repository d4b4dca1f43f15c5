// A field that many people write: what is typed is saved after a pause and when the field is left, beside the text that
// it began from. A field in work is never written over; what others wrote meanwhile is said beside it, and where both
// cannot stand, both are shown. Unsaved words outlive a reload here and in the room's own store.

const SAVED_AFTER_MS = 1500;
const KEPT_AFTER_MS = 600;

// `spec`: place, label, text (as stored), by, writes, edit(text, base) and perhaps lines, longest, list, options, large.
function fieldOf(room, spec) {
  const known = room.fields.get(spec.place);
  const field = known ?? beginField(room, spec);
  field.spec = spec;
  showField(field);
  if (spec.writes && !field.isBack) bringBack(field);
  return { element: field.root, tag: "field", key: spec.place };
}

function beginField(room, spec) {
  const tag = spec.options ? "select" : spec.lines ? "textarea" : "input";
  const input = Object.assign(document.createElement(tag), { id: `field-${spec.place.replace(/\W/g, "-")}` });
  const label = Object.assign(document.createElement("label"), { htmlFor: input.id });
  const notice = Object.assign(document.createElement("div"), { className: "notice" });
  const root = Object.assign(document.createElement("div"), { className: "field" });
  notice.setAttribute("role", "status");
  root.append(label, input, notice);
  const field = { room, spec, root, label, input, notice, base: "", pending: "", timers: {}, said: "", trouble: null };
  input.addEventListener("focus", () => begun(field));
  input.addEventListener("input", () => typed(field));
  input.addEventListener("blur", () => left(field));
  input.addEventListener("keydown", (event) => pressed(field, event));
  input.addEventListener("compositionstart", () => (field.composing = true));
  input.addEventListener("compositionend", () => {
    field.composing = false;
    typed(field);
  });
  room.fields.set(spec.place, field);
  return field;
}

function showField(field) {
  const { input, label, spec, root } = field;
  label.textContent = spec.label;
  root.classList.toggle("large", Boolean(spec.large));
  if (spec.lines) input.rows = spec.lines;
  if (spec.longest) input.maxLength = spec.longest;
  if (spec.list) input.setAttribute("list", spec.list);
  if (spec.options) {
    showOptions(field);
    input.disabled = !spec.writes;
  } else {
    input.readOnly = !spec.writes;
    input.placeholder = spec.writes ? "" : "–";
  }
  if (isAtRest(field)) {
    if (input.value !== spec.text) input.value = spec.text;
    field.base = spec.text;
    grow(input);
  }
  sayBeside(field);
}

function showOptions({ input, spec }) {
  const options = spec.options.some(([value]) => value === spec.text) ? spec.options : [[spec.text, spec.text], ...spec.options];
  const told = JSON.stringify(options);
  if (input.dataset.told === told || isFocused(input)) return;
  input.dataset.told = told;
  input.replaceChildren(...options.map(([value, name]) => new Option(name, value, false, value === spec.text)));
}

function isFocused(input) {
  return input.getRootNode().activeElement === input;
}

function isAtRest(field) {
  return !isFocused(field.input) && !field.pending && !field.trouble && !isWritten(field);
}

// Whether it holds words that the room does not have yet.
function isWritten({ input, base, timers }) {
  return Boolean(timers.save) && input.value !== base;
}

function grow(input) {
  if (input.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

// --- writing ---------------------------------------------------------------------------------------------------------

function begun(field) {
  field.room.at = field.spec.place;
  if (!field.pending && !field.trouble && field.input.value === field.spec.text) field.base = field.spec.text;
  field.said = "";
}

function typed(field) {
  const { input, room, spec } = field;
  grow(input);
  keepHere(field);
  if (field.composing) return;
  if (spec.options) {
    save(field);
    return;
  }
  after(field, "keep", KEPT_AFTER_MS, () => keepThere(room, spec.place, input.value, field.base));
  after(field, "save", SAVED_AFTER_MS, () => save(field));
  sayBeside(field);
}

function pressed(field, event) {
  if (event.key !== "Enter" || event.isComposing || (field.spec.lines > 1 && !event.ctrlKey && !event.metaKey)) return;
  event.preventDefault();
  save(field);
}

function left(field) {
  field.room.at = "";
  field.composing = false;
  save(field);
  if (!field.pending) showField(field);
}

function save(field) {
  const { input, room, spec, base } = field;
  if (field.composing || field.pending || field.trouble) return;
  stop(field);
  if (input.value === base) {
    if (spec.writes) forget(field);
    return;
  }
  if (!spec.writes) {
    field.trouble = { kind: "refused", says: "You may not write here at the moment. Your words are kept.", theirs: spec.text };
    sayBeside(field);
    return;
  }
  field.pending = push(room.queue, spec.edit(input.value, base)).sent;
  sayBeside(field);
}

function after(field, name, ms, act) {
  clearTimeout(field.timers[name]);
  field.timers[name] = setTimeout(() => {
    field.timers[name] = 0;
    act();
  }, ms);
}

function stop(field) {
  for (const name of Object.keys(field.timers)) {
    clearTimeout(field.timers[name]);
    field.timers[name] = 0;
  }
}

// --- answers ---------------------------------------------------------------------------------------------------------

// Where an edit was written: the name of its field.
function placeOf(edit) {
  if (edit.deed === "piece.write") return `card ${edit.card}/${edit.field}`;
  if (edit.deed === "note.write") return `note ${edit.note}`;
  return edit.deed === "group.name" ? `group ${edit.group}` : "";
}

function hear(field, edit, answer) {
  const text = edit.text ?? edit.name;
  field.pending = "";
  if (answer.outcome === "clash" || answer.outcome === "refused") {
    const theirs = answer.stored ?? field.spec.text;
    field.trouble = { kind: answer.outcome, says: answer.says, theirs, isMerging: false };
    keepHere(field);
    if (answer.outcome === "clash") field.room.keptThere.add(field.spec.place); // the room keeps both, until one is chosen
    return;
  }
  // Typed since: what is stored now has this text in it, so it is what the next words began from.
  field.base = text;
  if (field.input.value === text) {
    if (edit.deed === "piece.write") field.room.keptThere.delete(field.spec.place); // the room dropped it with the write
    forget(field);
    field.base = isFocused(field.input) ? text : field.spec.text;
  } else {
    keepHere(field);
    after(field, "save", SAVED_AFTER_MS, () => save(field));
  }
  if (answer.outcome === "merged") field.said = answer.says || "Somebody else wrote here too. Both changes are kept:";
}

function solve(field, text, base) {
  field.trouble = null;
  field.input.value = text;
  field.base = base;
  keepHere(field);
  save(field);
  showField(field);
}

// --- what stands beside it -------------------------------------------------------------------------------------------

function sayBeside(field) {
  const wanted = beside(field);
  field.root.classList.toggle("troubled", Boolean(field.trouble));
  field.root.classList.toggle("waits", Boolean(field.pending));
  patch(field.notice, wanted);
}

function beside(field) {
  const { input, spec, room, base, trouble, said } = field;
  if (trouble) return trouble.kind === "clash" ? clash(field) : refused(field);
  if (said) return [h("p", {}, said), isFocused(input) ? h("blockquote", {}, spec.text) : ""].filter(Boolean);
  const isOthers = spec.text !== base && !field.pending && spec.by !== room.data.me?.name;
  if (!isFocused(input) || !isOthers) return [];
  const what = h("blockquote", {}, nameOf(spec, spec.text));
  return [h("p", {}, `${spec.by ?? "Somebody"} changed this meanwhile. Yours is kept; what is stored now:`), what];
}

function nameOf({ options }, value) {
  return options?.find(([option]) => option === value)?.[1] || value || "(nothing)";
}

function clash(field) {
  const { input, spec, trouble } = field;
  const theirs = trouble.theirs;
  const pane = (title, text) => h("div", { class: "pane", key: title }, h("h6", {}, title), h("p", {}, nameOf(spec, text)));
  const merge = () => {
    trouble.isMerging = true;
    sayBeside(field);
    input.focus();
  };
  const ways = trouble.isMerging
    ? [button("Save what is in the field", () => solve(field, input.value, theirs), { key: "keep" })]
    : [button("Keep mine", () => solve(field, input.value, theirs), { key: "keep" })];
  ways.push(button("Take theirs", () => solve(field, theirs, theirs), { key: "take" }));
  if (!spec.options && !trouble.isMerging) ways.push(button("Edit a merge", merge, { key: "merge" }));
  return [
    h("p", { class: "warns" }, trouble.says || "Somebody changed the same words. Nothing is lost: choose what stands."),
    h("div", { class: "panes" }, pane("Yours", input.value), pane(`Stored now${spec.by ? `, by ${spec.by}` : ""}`, theirs)),
    h("div", { class: "ways" }, ways),
  ];
}

function refused(field) {
  const { input, spec, trouble, base } = field;
  return [
    h("p", { class: "warns" }, `Not saved. ${trouble.says ?? ""}`),
    h(
      "div",
      { class: "ways" },
      button("Try again", () => solve(field, input.value, base), { key: "again" }),
      button("Take what is stored", () => solve(field, spec.text, spec.text), { key: "take" }),
    ),
  ];
}

// --- unsaved words ---------------------------------------------------------------------------------------------------

function draftName(room, place) {
  return `cxdash.workshop.${room.code}.draft.${place}`;
}

function keepHere({ room, spec, input, base }) {
  keepDraft(room, spec.place, input.value, base);
}

function keepDraft(room, place, text, base) {
  inStorage(localStorage, (storage) => storage.setItem(draftName(room, place), JSON.stringify({ text, base })));
}

function keepThere(room, place, text, base) {
  room.keptThere.add(place);
  push(room.queue, { deed: "draft.keep", place, text, base });
}

function forget({ room, spec }) {
  dropDraft(room, spec.place);
}

function dropDraft(room, place) {
  inStorage(localStorage, (storage) => storage.removeItem(draftName(room, place)));
  if (room.keptThere.delete(place)) push(room.queue, { deed: "draft.drop", place });
}

function draftOf(room, place) {
  const here = inStorage(localStorage, (storage) => JSON.parse(storage.getItem(draftName(room, place))));
  if (room.data.drafts?.[place]) room.keptThere.add(place);
  return typeof here?.text === "string" ? here : room.data.drafts?.[place];
}

// Words that were typed before a reload are sent as they would have been; the room says what comes of them.
function bringBack(field) {
  const { room, spec, input } = field;
  field.isBack = true;
  const kept = draftOf(room, spec.place);
  if (!kept) return;
  const sent = room.queue.edits.findLast((edit) => placeOf(edit) === spec.place);
  if (kept.text === spec.text && !sent) {
    forget(field);
    return;
  }
  input.value = kept.text;
  field.base = kept.base ?? spec.text;
  field.said = "Your unsaved words are back.";
  if (sent) field.pending = sent.sent;
  else save(field);
  grow(input);
}

// Words typed in this browser that nothing on the screen holds: their card is locked or gone, their phase or the room over.
function strayWords(room) {
  const { data, view } = room;
  if (view !== "room" && (view === "projector" || data.room.open)) return [];
  const begin = draftName(room, "");
  const names = inStorage(localStorage, (storage) => Object.keys(storage).filter((name) => name.startsWith(begin))) ?? [];
  return names
    .map((name) => name.slice(begin.length))
    .map((place) => ({ place, text: draftOf(room, place)?.text ?? "" }))
    .filter(({ place, text }) => text.trim() && !isHeld(room, place, text) && !room.said.some(({ words }) => words === text));
}

function isHeld(room, place, text) {
  if (place === NEW_NOTE) return Boolean(room.root.querySelector("#new-note"));
  const field = room.fields.get(place);
  return Boolean(field?.root.isConnected) && (field.spec.writes || field.input.value === text);
}

function strayMessage(room, { place, text }) {
  const giveUp = () => {
    dropDraft(room, place);
    redraw(room);
  };
  const add = () => {
    push(room.queue, { deed: "note.add", kind: room.kind, text: text.trim() });
    giveUp();
  };
  const isNote = place === NEW_NOTE && can(room, "note.add");
  return h(
    "div",
    { key: place, class: "message" },
    h("p", {}, "You typed this and it was not saved. This browser keeps it."),
    h("blockquote", {}, text),
    isNote ? button("Add it as a note", add, { key: "add", class: "quiet" }) : "",
    button("Give it up", giveUp, { key: "drop", class: "quiet" }),
  );
}
