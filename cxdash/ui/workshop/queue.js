// What somebody did, kept in this tab of the browser until the room has answered it: sent again after a reload, after a
// lost connection and while no answer comes. The room does an edit that it gets twice once. Stands first of the files
// that become one module; room.js, the last, says how they hang together.

const RESENT_AFTER_MS = 3000;
const NEXT_AFTER_MS = 250; // while an answer is awaited: an edit a keystroke would bring many messages
const AT_ONCE = 50;
const PASSING = new Set(["here", "draft.keep"]); // of these only the newest counts, also after a reload

function beginQueue(name, send) {
  const kept = inStorage(sessionStorage, (storage) => JSON.parse(storage.getItem(name)));
  return { name, send, edits: Array.isArray(kept) ? kept : [], sentAt: 0, told: 0, timer: 0 };
}

function push(queue, edit) {
  const made = { sent: unique(), ...edit };
  queue.edits = [...queue.edits.filter((older) => !replaces(made, older)), made];
  keepQueue(queue);
  flush(queue);
  return made;
}

// Whether an edit says all that an older one said, so that the older one need not arrive.
function replaces(newer, older) {
  if (["draft.drop", "draft.keep"].includes(newer.deed)) return older.deed === "draft.keep" && older.place === newer.place;
  if (["dots.give", "place.put"].includes(newer.deed)) return older.deed === newer.deed && older.group === newer.group;
  return newer.deed === "here" && older.deed === "here";
}

// Always all that is unanswered, in its order: a message may be lost under the next one.
function flush(queue) {
  clearTimeout(queue.timer);
  if (!queue.edits.length) return;
  const rest = queue.told ? queue.sentAt + NEXT_AFTER_MS - Date.now() : 0;
  if (rest > 0) {
    queue.timer = setTimeout(() => flush(queue), rest);
    return;
  }
  tellAll(queue);
}

// Beside another message of this tab: one that still waits at the server gives way to the next, whatever that carries.
function tellAgain(queue) {
  if (queue.told && queue.edits.length) tellAll(queue);
}

function tellAll(queue) {
  const edits = queue.edits.slice(0, AT_ONCE);
  queue.sentAt = Date.now();
  queue.told = edits.length;
  queue.send(edits);
}

function resend(queue) {
  if (queue.edits.length && Date.now() - queue.sentAt >= RESENT_AFTER_MS) flush(queue);
}

// Takes the answered edits out and returns each with its answer.
function answered(queue, answers = {}) {
  const done = queue.edits.filter(({ sent }) => Object.hasOwn(answers, sent)).map((edit) => [edit, answers[edit.sent]]);
  if (!done.length) return done;
  queue.edits = queue.edits.filter(({ sent }) => !Object.hasOwn(answers, sent));
  queue.told = Math.max(0, queue.told - done.length);
  keepQueue(queue);
  if (!queue.told) flush(queue);
  return done;
}

function keepQueue(queue) {
  const lasting = queue.edits.filter(({ deed }) => !PASSING.has(deed));
  inStorage(sessionStorage, (storage) => {
    if (lasting.length) storage.setItem(queue.name, JSON.stringify(lasting));
    else storage.removeItem(queue.name);
  });
}

// A room in a local network has plain http, where crypto.randomUUID is missing.
function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A browser may forbid storage, or have none left: then words are kept as long as the page is.
function inStorage(storage, use) {
  try {
    return use(storage);
  } catch {
    return null;
  }
}

// What somebody did shows at once, before the room has answered.
const AT_ONCE_SHOWN = {
  "note.add": (seen, { sent, kind, text }) => {
    seen.notes = [...seen.notes, { id: sent, kind, text, by: null, mine: true, group: null, waits: true }];
  },
  "note.withdraw": (seen, { note }) => {
    seen.notes = seen.notes.filter(({ id }) => id !== note);
  },
  "note.group": (seen, { note, group }) => {
    seen.notes = seen.notes.map((each) => (each.id === note ? { ...each, group } : each));
  },
  "dots.give": (seen, { group, dots }) => {
    const before = seen.groups.find(({ id }) => id === group)?.mine ?? 0;
    seen.dots = { ...seen.dots, left: seen.dots.left + before - dots };
    seen.groups = seen.groups.map((each) => (each.id === group ? { ...each, mine: dots } : each));
  },
  "place.put": (seen, { group, value, effort }) => {
    seen.groups = seen.groups.map((each) => (each.id === group ? { ...each, place: { value, effort } } : each));
  },
};

function asIfDone(data, edits) {
  const seen = { ...data };
  for (const edit of edits) AT_ONCE_SHOWN[edit.deed]?.(seen, edit);
  return seen;
}
