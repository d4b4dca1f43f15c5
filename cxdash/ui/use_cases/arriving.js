// Brings a field into view that a link asked for: opens what it is folded away in, marks it, and puts the cursor there.
// The page is drawn piece by piece, so the field is looked for until it is there, and kept in view while more is drawn.

const LOOKS_FOR_MS = 8000;
const PREFERS_MS = 3500;
const STAYS_MS = 3000;
const STEP_MS = 120;
const TYPED_INTO = 'input:not([type=hidden], [disabled], [tabindex="-1"]), textarea:not([disabled]), [role=spinbutton]';
const PRESSED = "button:not([disabled]), summary, a[href]";
const MARK = "2px solid currentColor";
const GONE = ["pointerdown", "keydown", "wheel", "touchstart"];

export default function ({ data }) {
  if (!data || window.cxdashArrived === data.token) return;
  window.cxdashArrived = data.token;
  look(data, Date.now());
}

function look(data, began) {
  if (window.cxdashArrived !== data.token) return;
  const waited = Date.now() - began;
  const names = waited < PREFERS_MS ? data.names.slice(0, 1) : data.names;
  const found = first(names);
  if (found) {
    unfold(found);
    if (isDrawn(found)) return arrive(found, data);
  } else {
    data.folded.map((name) => first([name])).forEach((each) => each && open(each.querySelector("details")));
  }
  if (waited < LOOKS_FOR_MS) setTimeout(look, STEP_MS, data, began);
}

function first(names) {
  const keyed = [...document.querySelectorAll('[class*="st-key-"]')];
  for (const name of names) {
    const pattern = new RegExp(`^st-key-(?:${name})$`);
    const found = keyed.find((each) => [...each.classList].some((word) => pattern.test(word)));
    if (found) return found;
  }
  return null;
}

function unfold(element) {
  for (let at = element.closest("details"); at; at = at.parentElement.closest("details")) open(at);
}

function open(details) {
  if (details && !details.open) details.querySelector("summary")?.click();
}

function isDrawn(element) {
  return element.getClientRects().length > 0;
}

function arrive(found, data) {
  let element = found;
  const leave = () => {
    GONE.forEach((event) => window.removeEventListener(event, leave, true));
    element.style.outline = element.style.outlineOffset = "";
    window.cxdashLeft = data.token;
  };
  GONE.forEach((event) => window.addEventListener(event, leave, true));
  show(element);
  focus(element);
  const until = Date.now() + STAYS_MS;
  const hold = () => {
    if (window.cxdashLeft === data.token || window.cxdashArrived !== data.token) return;
    const now = first(data.names);
    if (now) show((element = now));
    // What is drawn anew while the page is still at work lets go of the focus, and a link that was pressed takes it back.
    if (now && !now.contains(document.activeElement)) focus(now);
    if (Date.now() < until) setTimeout(hold, STEP_MS);
  };
  setTimeout(hold, STEP_MS);
}

function focus(element) {
  (within(element, TYPED_INTO) ?? within(element, PRESSED))?.focus({ preventScroll: true });
}

function show(element) {
  element.style.outline = MARK;
  element.style.outlineOffset = "4px";
  element.style.borderRadius = "4px";
  const box = element.getBoundingClientRect();
  if (box.top < 80 || box.bottom > window.innerHeight - 20) {
    element.scrollIntoView({ block: box.height > window.innerHeight * 0.7 ? "start" : "center" });
  }
}

function within(element, selector) {
  const own = element.querySelector(selector);
  if (own) return own;
  for (const each of element.querySelectorAll("*")) {
    const shadowed = each.shadowRoot?.querySelector(selector);
    if (shadowed) return shadowed;
  }
  return null;
}
