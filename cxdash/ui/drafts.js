// Unsaved words, kept in this tab of the browser until they are saved or given up, and offered back after the page was
// loaded anew or left. Stands before writing.js, which calls it. `stored` is what the database holds of the field; null
// where nothing is stored before the whole form is.

// How often the server said of each draft that it is done with; as long-lived as its own count: until a reload.
const done = (globalThis[Symbol.for("cxdash.drafts")] ??= new Map());

function remember(state) {
  const { area, data } = state;
  const isNothing = data.stored === null ? !area.value.trim() || area.value === state.first : area.value === state.base;
  if (isNothing) forget(state);
  else inStorage(data.draft, (storage) => storage.setItem(data.draft, JSON.stringify({ text: area.value, base: state.base })));
}

function forget(state) {
  state.notice.replaceChildren();
  inStorage(state.data.draft, (storage) => storage.removeItem(state.data.draft));
}

// Drops what was stored or given up since the last look, also of fields that are on the page no more.
function sweep(state) {
  for (const [name, times] of Object.entries(state.data.done)) {
    if ((done.get(name) ?? 0) >= times) continue;
    done.set(name, times);
    inStorage(name, (storage) => storage.removeItem(name));
    if (name !== state.data.draft) continue;
    state.notice.replaceChildren();
    if (isInWork(state)) remember(state); // what was typed since
  }
}

// Brings unsaved words back into a field that was just made; where something newer is stored, both are shown.
function bringBack(state) {
  const { stored, draft } = state.data;
  const kept = inStorage(draft, (storage) => JSON.parse(storage.getItem(draft)));
  if (typeof kept?.text !== "string" || typeof kept.base !== "string") return;
  if (kept.text.trim() === (stored ?? state.area.value).trim()) {
    forget(state);
  } else if (stored === null || kept.base.trim() === stored.trim()) {
    write(state, kept.text, kept.base);
    const save = stored === null ? [] : [["Save", () => keep(state)]];
    ask(state, ["Your unsaved words are back."], [...save, ["Discard", () => giveUp(state)]]);
  } else {
    const sentences = ["This was changed since you wrote your words.", `Yours: ${kept.text}`, `Theirs, stored now: ${stored}`];
    const takeMine = () => {
      write(state, kept.text, stored);
      keep(state);
    };
    ask(state, sentences, [["Keep mine", takeMine], ["Take theirs", () => giveUp(state)]]);
  }
}

function giveUp(state) {
  write(state, state.data.stored ?? state.first, state.data.stored ?? state.first);
  forget(state);
  state.area.focus();
}

// Puts words into the field, and tells them to the page as if they had been typed.
function write(state, words, base) {
  state.area.value = words;
  state.base = base;
  grow(state.area);
  tellDraft(state);
}

function ask(state, sentences, ways) {
  const said = sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence }));
  const buttons = ways.map(([words, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", act);
    return button;
  });
  state.notice.replaceChildren(...said, ...buttons);
}

// The browser's own question before a tab with words in work is closed or loaded anew.
function guard(state) {
  const leave = new AbortController();
  const asked = (event) => {
    if (!state.root.isConnected) leave.abort();
    else if (isInWork(state) && isUnsaved(state)) event.preventDefault();
  };
  window.addEventListener("beforeunload", asked, { signal: leave.signal });
}

function isUnsaved({ area, base, first, waiting, data }) {
  return !waiting && area.value !== (data.stored === null ? first : base) && Boolean(data.stored !== null || area.value.trim());
}

function isInWork({ area }) {
  return area.getRootNode().activeElement === area;
}

// A browser may forbid storage, or have none left: then words are kept as long as the page is.
function inStorage(name, use) {
  if (!name) return null;
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
