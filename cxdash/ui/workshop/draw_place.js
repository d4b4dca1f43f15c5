// Value against effort: everybody places each group by themselves; then the middle of all is drawn with how far they differ.

const SIDE = 640;
const EDGE = 72;
const SCALE = { least: 1, most: 10 };

function drawPlace(room) {
  const { data, seen } = room;
  const groups = byDots(seen.groups);
  const shown = groups.filter(({ spread }) => spread);
  const places = can(room, "place.put");
  const hint = shown.length ? "A mark is the middle of all, its bars hold the inner half." : "The middle shows when all have.";
  return [
    h("p", { class: "tally" }, `${data.placed.people} of ${data.placed.of} have placed every group. ${hint}`),
    h(
      "div",
      { class: shown.length ? "placing drawn" : "placing", key: "placing" },
      shown.length ? scatter(groups, shown) : "",
      h(
        "ol",
        { class: "places", "aria-label": "Groups" },
        groups.map((group, at) => placeRow(room, group, at + 1, places)),
      ),
    ),
    groups.length ? "" : h("p", { class: "none" }, "There is no group to place."),
  ];
}

function placeRow(room, group, rank, places) {
  const place = room.places[group.id] ?? group.place ?? { value: 5, effort: 5 };
  const put = () => {
    delete room.places[group.id];
    push(room.queue, { deed: "place.put", group: group.id, ...place });
    redraw(room);
  };
  return h(
    "li",
    { key: `group ${group.id}` },
    h(
      "div",
      { class: "named" },
      h("h4", {}, h("span", { class: "rank", "aria-hidden": "true" }, rank), group.name),
      h("p", { class: "by" }, dotsOf(group)),
    ),
    places
      ? h(
          "div",
          { class: "sliders" },
          ["value", "effort"].map((axis) => slider(room, group, place, axis, put)),
          group.place ? "" : button(`Place at value ${place.value}, effort ${place.effort}`, put, { key: "put", class: "first" }),
        )
      : "",
    group.spread ? spreadOf(group.spread) : "",
  );
}

function slider(room, group, place, axis, put) {
  const label = axis === "value" ? "Value" : "Effort";
  const id = `${axis}-${group.id}`;
  const moved = (event) => {
    room.places[group.id] = { ...place, [axis]: Number(event.target.value) };
    redraw(room);
  };
  const range = h("input", {
    type: "range",
    key: id,
    id,
    min: SCALE.least,
    max: SCALE.most,
    value: String(place[axis]),
    "aria-label": `${label} of ${group.name}`,
    oninput: moved,
    onchange: put,
  });
  return h("div", { class: "slider", key: axis }, h("label", { for: id }, label), range, h("output", {}, place[axis]));
}

function spreadOf({ n, value, effort, says }) {
  return h(
    "div",
    { class: "spread" },
    h("p", {}, `Value ${value[1]} (${value[0]} to ${value[2]}), effort ${effort[1]} (${effort[0]} to ${effort[2]}), placed by ${n}.`),
    says ? h("p", { class: "warns" }, says) : "",
  );
}

// --- the picture -----------------------------------------------------------------------------------------------------

function along(scale) {
  return EDGE + ((scale - SCALE.least) / (SCALE.most - SCALE.least)) * (SIDE - 2 * EDGE);
}

function scatter(groups, shown) {
  const middle = along((SCALE.least + SCALE.most) / 2);
  const words = (x, y, text, anchor) => h("text", { class: "corner", x, y, "text-anchor": anchor }, text);
  const says = shown.map(({ name, spread }) => `${name}: value ${spread.value[1]}, effort ${spread.effort[1]}`).join("; ");
  return h(
    "svg",
    { class: "scatter", viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": `Value against effort. ${says}.`, key: "scatter" },
    h("rect", { class: "frame", x: EDGE / 2, y: EDGE / 2, width: SIDE - EDGE, height: SIDE - EDGE }),
    h("line", { class: "cross", x1: middle, x2: middle, y1: EDGE / 2, y2: SIDE - EDGE / 2 }),
    h("line", { class: "cross", y1: middle, y2: middle, x1: EDGE / 2, x2: SIDE - EDGE / 2 }),
    words(EDGE * 0.65, EDGE * 0.8, "Do first", "start"),
    words(SIDE - EDGE * 0.65, EDGE * 0.8, "Plan well", "end"),
    words(EDGE * 0.65, SIDE - EDGE * 0.8, "When there is time", "start"),
    words(SIDE - EDGE * 0.65, SIDE - EDGE * 0.8, "Leave", "end"),
    h("text", { class: "axis", x: SIDE / 2, y: SIDE - 16, "text-anchor": "middle" }, "Effort →"),
    h("text", { class: "axis", x: 16, y: SIDE / 2, "text-anchor": "middle", transform: `rotate(-90 16 ${SIDE / 2})` }, "Value →"),
    shown.map((group) => mark(group, groups.indexOf(group) + 1, apart(group, shown))),
  );
}

// Groups on the same spot stand beside each other.
function apart(group, shown) {
  const same = shown.filter(({ spread }) => spread.value[1] === group.spread.value[1] && spread.effort[1] === group.spread.effort[1]);
  return (same.indexOf(group) - (same.length - 1) / 2) * 34;
}

function mark({ id, name, spread }, rank, aside) {
  const [left, x, right] = spread.effort.map(along).map((each) => each + aside);
  const [low, y, high] = spread.value.map((each) => SIDE - along(each));
  return h(
    "g",
    { class: spread.says ? "mark differs" : "mark", key: `mark ${id}` },
    h("title", {}, name),
    h("line", { x1: left, x2: right, y1: y, y2: y }),
    h("line", { x1: x, x2: x, y1: low, y2: high }),
    h("circle", { cx: x, cy: y, r: 16 }),
    h("text", { x, y, "text-anchor": "middle" }, rank),
  );
}
