// One sheet as it was understood: draws what picture.py gives, tells what was clicked. People's words only ever become
// text nodes and attributes, never markup. While the file is read anew the old picture stays; staying.js stands before.

const states = new WeakMap();
const SECONDS_AT_MOST = 60;
const TABLES_ABOVE = 3; // more than that stand in the grid, each over its table

export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement);
  if (!state) {
    state = { root: node("div", { class: "sheet", "aria-busy": "false" }), opened: new Set(), asked: 0, busy: 0 };
    parentElement.append(state.root);
    states.set(parentElement, state);
  }
  state.tell = (said, at) => tell(state, { said, at }, setTriggerValue);
  state.data = data;
  const answered = state.busy && data.heard >= state.asked;
  if (answered) rest(state);
  draw(state, parentElement);
  if (answered && state.next) state.tell(state.next.said, state.next.at);
}

function node(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return made;
}

// --- telling and waiting ---------------------------------------------------------------------------------------------

function tell(state, click, setTriggerValue) {
  keep(state, click.at);
  state.next = state.busy ? click : undefined; // what is said while the file is read waits its turn
  if (state.busy) return;
  state.asked = Date.now();
  const shown = () => {
    const seconds = Math.round((Date.now() - state.asked) / 1000);
    if (seconds > SECONDS_AT_MOST) rest(state);
    else state.status.textContent = seconds < 1 ? "" : `Reading anew … ${seconds} s`;
    state.root.classList.toggle("waits", Boolean(state.busy) && seconds >= 1);
  };
  state.busy = setInterval(shown, 250);
  state.root.setAttribute("aria-busy", "true");
  setTriggerValue("said", { ...click.said, at: state.asked });
}

function rest(state) {
  clearInterval(state.busy);
  state.busy = 0;
  state.root.setAttribute("aria-busy", "false");
  state.root.classList.remove("waits");
  state.status.textContent = "";
}

// --- drawing ---------------------------------------------------------------------------------------------------------

function draw(state, parent) {
  const { root, data } = state;
  const focused = parent.activeElement?.dataset.at;
  const { scrollLeft: left, scrollTop: top } = root.querySelector(".window") ?? {};
  root.classList.toggle("unused", !data.used);
  state.status ??= node("p", { class: "status", role: "status" });
  state.message = node("p", { class: "message", role: "status" });
  const window = node(
    "div",
    { class: "window", tabindex: 0, role: "region", "aria-label": `Sheet ${data.name}` },
    node("table", {}, letters(data), body(state, parent)),
  );
  root.replaceChildren(
    ...data.notes.map((note) => node("p", {}, note)),
    ...(data.tables.length > TABLES_ABOVE ? [] : data.tables.map((table, place) => strip(state, table, place === 0))),
    data.tables.length > TABLES_ABOVE || !data.tables.length ? bar(state) : "",
    node("div", { class: "frame" }, state.status, data.rows.length ? window : ""),
    state.message,
    foot(state),
  );
  window.scrollLeft = left ?? start(window, data);
  window.scrollTop = top ?? 0;
  if (focused) root.querySelector(`[data-at="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (isKept(state)) keepInWindow(state);
  else makeRoom(root, 0);
}

// Where the first table begins, so that empty columns before it do not fill a narrow window.
function start(window, { heads }) {
  const first = Math.min(...heads.flatMap(({ cells }) => Object.keys(cells)).map(Number));
  const [corner, ...columns] = window.querySelectorAll("thead tr > *");
  return Number.isFinite(first) ? columns[first].offsetLeft - corner.offsetWidth : 0;
}

function button(state, text, said, at, more = {}) {
  return node("button", { type: "button", "data-at": at, onclick: () => state.tell(said, at), ...more }, text);
}

function choice(state, { at, name, options, chosen, said }) {
  const list = options.map(([value, words]) => node("option", { value, selected: value === chosen }, words));
  const changed = (event) => state.tell({ ...said, answer: event.target.value }, at);
  return node("select", { "data-at": at, "aria-label": name, title: name, onchange: changed }, list);
}

// What may be done to the whole sheet.
function bar(state) {
  const { data } = state;
  const use = data.used ? "Leave this sheet out" : "Read this sheet";
  return node(
    "span",
    { class: "bar" },
    data.changed ? button(state, "As first understood", { do: "first" }, "first") : "",
    data.rows.length ? button(state, use, { do: "sheet", read: !data.used }, "use") : "",
  );
}

function strip(state, table, isFirst) {
  const layout = choice(state, {
    at: `layout ${table.at}`,
    name: `Layout of the table ${table.range}`,
    options: state.data.layouts,
    chosen: table.layout,
    said: { do: "layout", table: table.at },
  });
  const totals = table.totals && [
    node("span", { class: "aside" }, table.totals.words),
    button(state, table.totals.button, { do: "totals", table: table.at, read: table.totals.read }, `totals ${table.at}`),
  ];
  return node(
    "div",
    { class: "strip", role: "group", "aria-label": `Table ${table.range}` },
    node("b", {}, table.range),
    layout,
    node("span", {}, table.words),
    table.doubt ? node("span", { class: "doubt" }, table.doubt) : "",
    totals || "",
    isFirst ? bar(state) : "",
    table.questions.map((question) => doubtful(state, table, question)),
  );
}

// What is asked about a table, with its likely answers; the first is what was taken.
function doubtful(state, table, { key, text, answers }) {
  const answer = ([value, words], place) =>
    button(state, words, { do: "answer", table: table.at, question: key, answer: value }, `answer ${key} ${value}`, { "aria-pressed": String(place === 0) });
  return node("div", { class: "asked", role: "group", "aria-label": text }, node("span", { class: "doubt" }, text), answers.map(answer));
}

function letters(data) {
  const head = (column) =>
    node("th", { scope: "col", class: column.hidden ? "hidden" : "" }, column.letter, column.hidden ? " hidden" : "");
  return node("thead", {}, node("tr", {}, node("td", { class: "corner" }), data.columns.map(head)));
}

function body(state, parent) {
  const { rows, heads, height } = state.data;
  const lines = [];
  let last = 0;
  for (const row of rows) {
    if (!row.shown && !state.opened.has(row.number)) continue;
    if (row.number > last + 1) lines.push(gap(state, parent, last + 1, row.number - 1));
    lines.push(...stripLine(state, row.number));
    const meanings = heads.find((head) => head.row === row.number);
    if (meanings) lines.push(meaningLine(state, meanings));
    lines.push(line(state, row));
    last = row.number;
  }
  if (last < height) lines.push(gap(state, parent, last + 1, height));
  return node("tbody", {}, lines);
}

function stripLine(state, row) {
  const { tables, columns } = state.data;
  const starts = tables.length > TABLES_ABOVE ? tables.filter((table) => table.top === row) : [];
  if (!starts.length) return [];
  const strips = node("div", {}, starts.map((table) => strip(state, table)));
  return [node("tr", { class: "strips" }, node("td", { colspan: columns.length + 1 }, strips))];
}

function gap(state, parent, first, last) {
  const held = state.data.rows.filter((row) => row.number >= first && row.number <= last).map((row) => row.number);
  const words = first === last ? `Row ${first}` : `Rows ${first} to ${last}`;
  const open = () => {
    for (const number of held) state.opened.add(number);
    draw(state, parent);
  };
  const shows = held.length === last - first + 1 ? `Show ${words.toLowerCase()}` : `Show ${held.length} more`;
  const more = node("button", { type: "button", "data-at": `gap ${first}`, onclick: open }, shows);
  const cell = node("td", { colspan: state.data.columns.length + 1 });
  cell.append(node("span", {}, "⋯ ", held.length ? (held.length === last - first + 1 ? "" : `${words} `) : words));
  if (held.length) cell.append(more);
  return node("tr", { class: "gap" }, cell);
}

function meaningLine(state, { row, cells }) {
  const place = (_, column) => {
    const cell = cells[column];
    if (!cell) return node("td", {});
    const select = choice(state, {
      at: `column ${cell.table} ${cell.letter}`,
      name: `Meaning of column ${cell.letter}${cell.label ? `, ${cell.label}` : ""}`,
      options: state.data.options[cell.options],
      chosen: cell.field,
      said: { do: "column", table: cell.table, letter: cell.letter },
    });
    return node("td", { class: cell.part }, select);
  };
  return node(
    "tr",
    { class: "meanings" },
    node("th", { scope: "row" }, node("span", { class: "role" }, "meaning")),
    state.data.columns.map(place),
  );
}

function line(state, row) {
  const role = row.role ? node("span", { class: "role" }, row.role) : "";
  const number = rowButton(state, row, row.table, row.header, `row ${row.number}`);
  const cells = state.data.columns.map((column, place) => cellOf(state, row, column, place));
  const classes = [row.role.includes("total") ? "total" : "", row.hidden ? "hidden" : ""].join(" ").trim();
  return node("tr", { class: classes }, node("th", { scope: "row" }, number, role), cells);
}

function rowButton(state, row, table, header, at) {
  const name = header ? `Row ${row.number} is a header row: take it out` : `Make row ${row.number} a header row`;
  return button(state, String(row.number), { do: "header", table, row: row.number }, at, {
    class: "number",
    "aria-pressed": String(header),
    "aria-label": name,
    title: name,
  });
}

function cellOf(state, row, column, place) {
  const aside = row.asides?.[place];
  if (aside) return node("td", { class: "aside" }, rowButton(state, row, aside.table, aside.header, `row ${row.number} ${place}`));
  const wrong = row.wrong?.[place];
  const text = row.texts[place] ?? "";
  const part = [row.parts[place], wrong ? "wrong" : "", column.hidden ? "hidden" : "", isTitle(row, place) ? "title" : ""].join(" ").trim();
  if (!wrong) return node("td", { class: part, title: text.length > 24 ? text : undefined }, text);
  const address = `${column.letter}${row.number}`;
  const say = () => (state.message.textContent = `${address}: ${wrong}`);
  const mark = node(
    "button",
    { type: "button", class: "mark", "data-at": address, "aria-label": `${address} to mend`, onclick: say },
    "!",
  );
  return node("td", { class: part, title: wrong }, mark, text);
}

// A text outside of tables with nothing beside it runs on over the empty cells, as in a workbook; these are its cells.
function isTitle({ parts, texts }, place) {
  return parts[place] === " " && texts.slice(0, place + 1).some(Boolean) && !texts.slice(place + 1).some(Boolean);
}

function foot(state) {
  const { data } = state;
  const legend = data.legend.map(([part, words]) => node("span", {}, node("i", { class: part }), words));
  return node("div", { class: "foot" }, node("span", { class: "legend" }, legend), data.more);
}
