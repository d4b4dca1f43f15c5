// Dots: a person gives their own and sees no others until the vote is over. Then the groups stand in the order of their dots.

function drawVote(room) {
  const { data, seen } = room;
  const { left } = seen.dots;
  const gives = can(room, "dots.give");
  return [
    h(
      "p",
      { class: "tally" },
      gives ? h("strong", {}, `${left} of ${data.room.dots_each} dots left`) : "",
      gives ? " · " : "",
      `${data.dots.voted} of ${data.dots.of} have voted. Counts show when the vote is over.`,
    ),
    h(
      "ul",
      { class: "ballot", "aria-label": "Groups" },
      seen.groups.map((group) => ballotRow(room, group, gives)),
    ),
    seen.groups.length ? "" : h("p", { class: "none" }, "There is no group to vote for. Go back to Cluster and make one."),
  ];
}

function ballotRow(room, group, gives) {
  const dots = group.mine ?? 0;
  const give = (count) => {
    push(room.queue, { deed: "dots.give", group: group.id, dots: count });
    redraw(room);
  };
  const less = button("−", () => give(dots - 1), { key: "less", off: !dots, "aria-label": `One dot less for ${group.name}` });
  const more = button("+", () => give(dots + 1), {
    key: "more",
    off: room.seen.dots.left < 1,
    "aria-label": `One dot more for ${group.name}`,
  });
  const mine = h("span", { class: "dots", role: "img", "aria-label": `${dots} of your dots` }, "●".repeat(dots) || "–");
  return h(
    "li",
    { key: `group ${group.id}` },
    h("div", { class: "named" }, groupTitle(room, group), notesOf(room, group)),
    gives ? h("div", { class: "giving" }, less, mine, more) : "",
  );
}

function notesOf(room, group) {
  const own = room.seen.notes.filter((note) => note.group === group.id);
  if (!own.length) return h("p", { class: "by" }, "No notes");
  const words = own.length === 1 ? "1 note" : `${own.length} notes`;
  return h("details", { key: "notes", open: room.view === "projector" || undefined }, h("summary", {}, words), h("ul", {}, own.map((note) => h("li", { key: note.id }, note.text))));
}

function byDots(groups) {
  return [...groups].sort((one, other) => (other.dots ?? 0) - (one.dots ?? 0));
}

function dotsOf(group) {
  return group.dots === null || group.dots === undefined ? "" : `${group.dots} ${group.dots === 1 ? "dot" : "dots"}`;
}
