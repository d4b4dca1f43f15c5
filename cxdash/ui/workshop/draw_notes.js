// Notes: written alone, shown to everybody, put into groups. A note is dragged, or moved with the list that stands on it.

const KINDS = [
  ["friction", "Friction", "What hurts our customers or us?"],
  ["idea", "Idea", "What could we do about it?"],
];
const LONGEST_NOTE = 500;
const LONGEST_GROUP = 80;

function drawCapture(room) {
  const { data, seen } = room;
  const mine = seen.notes.filter(({ mine }) => mine).reverse();
  if (room.view !== "room") return [invitation(room), curtain(data)];
  return [
    composer(room),
    h("h4", {}, mine.length ? `Your notes (${mine.length})` : "You have not written a note yet"),
    h("ul", { class: "notes", "aria-label": "Your notes" }, mine.map((note) => noteCard(room, note))),
    curtain(data),
  ];
}

function curtain({ behind }) {
  if (!behind?.notes) return h("p", { class: "curtain" }, "Nobody else has written yet. What is written shows to all at the reveal.");
  const notes = `${behind.notes} ${behind.notes === 1 ? "note" : "notes"}`;
  const people = `${behind.people} ${behind.people === 1 ? "person" : "people"}`;
  return h("p", { class: "curtain" }, h("strong", {}, notes), ` behind the curtain, from ${people}.`);
}

function composer(room) {
  if (!can(room, "note.add")) return "";
  const hint = KINDS.find(([kind]) => kind === room.kind)[2];
  const switches = KINDS.map(([kind, label]) =>
    button(label, () => redraw(room, { kind }), { key: kind, "aria-pressed": String(room.kind === kind), class: `kind ${kind}` }),
  );
  const box = h("textarea", {
    key: "new",
    id: "new-note",
    rows: 2,
    maxlength: LONGEST_NOTE,
    placeholder: `${hint} Enter adds it.`,
    oninput: (event) => keepNew(room, event.target.value),
    onkeydown: (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing && addNote(room, event),
  });
  return h(
    "div",
    { class: "composer", key: "composer" },
    h("div", { class: "switch", role: "group", "aria-label": "Kind of note" }, switches),
    h("label", { for: "new-note", class: "aside" }, "A new note"),
    box,
    button("Add note", (event) => addNote(room, event), { key: "add", class: "first" }),
  );
}

const NEW_NOTE = "note new";

function keepNew(room, text) {
  clearTimeout(room.newTimer);
  if (!text) return dropDraft(room, NEW_NOTE);
  keepDraft(room, NEW_NOTE, text, "");
  room.newTimer = setTimeout(() => keepThere(room, NEW_NOTE, text, ""), KEPT_AFTER_MS);
  return undefined;
}

function addNote(room, event) {
  event.preventDefault();
  const box = room.root.querySelector("#new-note");
  const text = box.value.trim();
  box.focus();
  if (!text) return;
  clearTimeout(room.newTimer);
  box.value = "";
  push(room.queue, { deed: "note.add", kind: room.kind, text });
  dropDraft(room, NEW_NOTE);
  redraw(room);
}

// A phase that has no box for new notes took it away; what was typed in it is in the next one.
function bringBackInNewBox(room) {
  const box = room.root.querySelector("#new-note");
  if (box === room.newBox) return;
  room.newBox = box;
  bringBackNew(room);
}

// A note that was refused goes back where it was typed, if nothing else is typed there by now.
function bringBackNew(room, text = draftOf(room, NEW_NOTE)?.text) {
  const box = room.root.querySelector("#new-note");
  if (!text || !box || box.value) return false;
  box.value = text;
  return true;
}

function noteCard(room, note) {
  const writes = note.mine && !note.waits && can(room, "note.write");
  const [, label] = KINDS.find(([kind]) => kind === note.kind) ?? ["", note.kind];
  const withdraw = () => {
    push(room.queue, { deed: "note.withdraw", note: note.id });
    redraw(room);
  };
  const isMoved = can(room, "note.group") && !note.waits;
  return h(
    "li",
    { class: `note ${note.kind}`, key: `note ${note.id}`, "data-note": note.id, draggable: isMoved ? "true" : undefined },
    h("span", { class: "kind" }, label),
    writes ? noteField(room, note) : h("p", { class: "text", key: "text" }, note.text),
    h(
      "div",
      { class: "foot" },
      h("span", { class: "by" }, note.waits ? "Being sent …" : (note.by ?? (note.mine ? "You" : ""))),
      isMoved ? mover(room, note) : "",
      writes && can(room, "note.withdraw")
        ? button("Withdraw", withdraw, { key: "withdraw", class: "quiet", "aria-label": `Withdraw the note: ${note.text}` })
        : "",
    ),
  );
}

function noteField(room, note) {
  return fieldOf(room, {
    place: `note ${note.id}`,
    label: "Your note",
    text: note.text,
    by: note.by,
    writes: true,
    lines: 2,
    longest: LONGEST_NOTE,
    edit: (text, base) => ({ deed: "note.write", note: note.id, text, base }),
  });
}

function drawReveal(room) {
  const { notes } = room.seen;
  return [
    composer(room),
    h(
      "div",
      { class: "halves", key: "halves" },
      KINDS.map(([kind, label]) => {
        const found = notes.filter((note) => note.kind === kind);
        const heading = label === "Idea" ? "Ideas" : label;
        return h(
          "section",
          { key: kind, "aria-label": heading },
          h("h4", {}, `${heading} (${found.length})`),
          found.length
            ? h("ul", { class: "notes" }, found.map((note) => noteCard(room, note)))
            : h("p", { class: "none" }, "Nobody wrote one."),
        );
      }),
    ),
  ];
}

// --- groups ----------------------------------------------------------------------------------------------------------

function drawCluster(room) {
  const { notes, groups } = room.seen;
  const loose = notes.filter(({ group }) => group === null);
  const may = can(room, "note.group");
  return [
    may ? h("p", { class: "hint" }, "Drag a note onto a group, or onto another note to begin one. Or choose “Move to” on it.") : "",
    h(
      "div",
      { class: "columns", key: "columns" },
      loose.length || !groups.length ? column(room, null, "Not grouped yet", loose, []) : "",
      groups.map((group) => groupColumn(room, group)),
      may ? newColumn(room) : "",
    ),
  ];
}

function groupColumn(room, group) {
  const own = room.seen.notes.filter((note) => note.group === group.id);
  const others = room.seen.groups.filter(({ id }) => id !== group.id);
  const merge =
    can(room, "group.merge") && others.length
      ? chooser("Merge into …", others.map(({ id, name }) => [id, name]), `Merge ${group.name} into another group`, (into) =>
          push(room.queue, { deed: "group.merge", group: group.id, into: Number(into) }),
        )
      : "";
  return column(room, group.id, groupTitle(room, group), own, [merge]);
}

// The name of a group, as a field where this reader may put it right.
function groupTitle(room, group) {
  return can(room, "group.name") ? groupField(room, group) : h("h4", {}, group.name);
}

function groupField(room, group) {
  return fieldOf(room, {
    place: `group ${group.id}`,
    label: "Name of the group",
    text: group.name,
    by: null,
    writes: true,
    lines: 1,
    large: true,
    longest: LONGEST_GROUP,
    edit: (name, base) => ({ deed: "group.name", group: group.id, name, base }),
  });
}

function column(room, group, name, notes, tools) {
  return h(
    "section",
    { class: group === null ? "column loose" : "column", key: `group ${group}`, "data-group": group ?? "" },
    typeof name === "string" ? h("h4", {}, name) : name,
    h("div", { class: "foot" }, h("span", {}, `${notes.length} ${notes.length === 1 ? "note" : "notes"}`), tools),
    h("ul", { class: "notes" }, notes.map((note) => noteCard(room, note))),
  );
}

function newColumn(room) {
  const make = () => push(room.queue, { deed: "group.make", notes: [], name: "" });
  return h(
    "section",
    { class: "column new", key: "group new", "data-group": "new" },
    button("New group", make, { key: "make" }),
    h("p", { class: "hint" }, "Or drop a note here"),
  );
}

function mover(room, note) {
  const targets = room.seen.groups.filter(({ id }) => id !== note.group).map(({ id, name }) => [id, name]);
  if (note.group !== null) targets.push(["", "No group"]);
  targets.push(["new", "A new group"]);
  return chooser("Move to …", targets, `Move the note: ${note.text}`, (to) => moveNote(room, note.id, to));
}

function moveNote(room, note, to) {
  if (to === "new") push(room.queue, { deed: "group.make", notes: [note], name: "" });
  else push(room.queue, { deed: "note.group", note, group: to === "" ? null : Number(to) });
  redraw(room);
}

// --- dragging --------------------------------------------------------------------------------------------------------

function listenToDrags(room) {
  const { root } = room;
  root.addEventListener("dragstart", (event) => {
    const lifted = event.target.closest?.("[data-note][draggable]");
    if (!lifted) return;
    room.lifted = Number(lifted.dataset.note);
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.effectAllowed = "move";
  });
  for (const kind of ["dragenter", "dragover"]) {
    root.addEventListener(kind, (event) => {
      if (!room.lifted || !markTarget(room, event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
    });
  }
  root.addEventListener("dragend", () => letGo(room));
  root.addEventListener("drop", (event) => room.lifted && dropped(room, event));
}

function markTarget(room, event) {
  const at = event.target.closest?.("[data-group]");
  for (const each of room.root.querySelectorAll(".asks")) if (each !== at) each.classList.remove("asks");
  at?.classList.add("asks");
  return at;
}

function letGo(room) {
  room.lifted = undefined;
  for (const each of room.root.querySelectorAll(".asks")) each.classList.remove("asks");
}

function dropped(room, event) {
  const at = event.target.closest("[data-group]");
  if (!at) return;
  event.preventDefault();
  const note = room.lifted;
  const onto = Number(event.target.closest("[data-note]")?.dataset.note);
  letGo(room);
  if (at.dataset.group === "" && onto && onto !== note) push(room.queue, { deed: "group.make", notes: [onto, note], name: "" });
  else if (String(room.seen.notes.find(({ id }) => id === note)?.group ?? "") !== at.dataset.group) {
    moveNote(room, note, at.dataset.group);
  }
}
