// Keeps what was clicked where the eye is: the file is read anew, and lines come and go inside the sheet, above it and
// below it, some of them only after the sheet itself was drawn anew. Stands before sheet.js, which calls it.

const SETTLED_MS = 3000; // a page that has not moved for so long is at rest
const ACTS = ["pointerdown", "wheel", "touchmove", "keydown", "resize"];

// From a click on the control named `at` until the page is at rest, or the person does something else.
function keep(state, at) {
  state.kept?.letGo.abort();
  const kept = { at, letGo: new AbortController(), until: 0, ...placeOf(state.root, at) };
  const { signal } = kept.letGo;
  for (const act of ACTS) window.addEventListener(act, () => kept.letGo.abort(), { signal, capture: true, passive: true });
  const look = (now) => {
    if (signal.aborted || !state.root.isConnected) return;
    if (putBack(state.root, kept) || state.busy) kept.until = now + SETTLED_MS;
    if (now < kept.until) requestAnimationFrame(look);
    else kept.letGo.abort();
  };
  state.kept = kept;
  requestAnimationFrame(look);
}

function isKept({ kept }) {
  return Boolean(kept) && !kept.letGo.signal.aborted;
}

// A sheet drawn anew scrolls within its own window first.
function keepInWindow({ root, kept }) {
  const view = root.querySelector(".window");
  const now = placeOf(root, kept.at);
  if (view && now.inView !== undefined && kept.inView !== undefined) view.scrollTop += now.inView - kept.inView;
}

function placeOf(root, at) {
  const control = root.querySelector(`[data-at="${CSS.escape(at)}"]`);
  const view = control?.closest(".window");
  const top = control?.getBoundingClientRect().top;
  return { top, inView: view ? top - view.getBoundingClientRect().top : undefined, start: root.firstElementChild.getBoundingClientRect().top };
}

// Says whether there was anything to do. Where the page cannot be scrolled any further, room is made instead.
function putBack(root, kept) {
  const moved = () => {
    const now = placeOf(root, kept.at);
    return now.top === undefined || kept.top === undefined ? now.start - kept.start : now.top - kept.top;
  };
  if (Math.abs(moved()) < 1) return false;
  const page = root.getRootNode().host?.closest('[data-testid="stMain"]');
  makeRoom(root, 0);
  page?.scrollBy(0, moved());
  const rest = moved();
  makeRoom(root, rest);
  if (rest > 0) page?.scrollBy(0, rest);
  return true;
}

function makeRoom(root, missing) {
  root.style.paddingTop = missing < 0 ? `${-missing}px` : "";
  root.style.paddingBottom = missing > 0 ? `${missing}px` : "";
}
