// Cards: what becomes a use case. Everybody writes in them at once, a field each; what is missing is said as it is written.

const FIELDS = ["title", "statement", "metric", "target", "technology", "operations", "commercial"];
const LINES = { title: 1, statement: 3 };

function drawCards(room) {
  const { cards, room: about, groups } = room.data;
  const without = can(room, "card.make") ? byDots(groups).filter(({ card }) => !card) : [];
  return [
    cards.length ? "" : h("p", { class: "none" }, "There is no card yet. Whoever leads makes one of a group."),
    h(
      "div",
      { class: "cards", key: "cards" },
      cards.map((card, at) => cardOf(room, card, at + 1, about.summoned === card.id)),
    ),
    without.length ? cardMaker(room, without) : "",
    pointForm(room),
  ];
}

function cardMaker(room, groups) {
  const options = groups.map((group) => [group.id, [group.name, dotsOf(group)].filter(Boolean).join(" · ")]);
  const make = (group) => push(room.queue, { deed: "card.make", group: Number(group) });
  return h("p", { class: "foot" }, chooser("Make a card of …", options, "Make a card of another group", make, "chooser wide"));
}

function cardOf(room, card, number, isSummoned) {
  const title = card.fields.title?.text || `Card ${number}`;
  const names = FIELDS.filter((name) => card.fields[name]);
  return h(
    "article",
    { class: isSummoned ? "card summoned" : "card", key: `card ${card.id}`, "data-card": card.id, "aria-label": title },
    h("div", { class: "foot" }, h("span", { class: "rank" }, number), marksOf(room, card, isSummoned), leadCard(room, card)),
    names.map((name) => [pieceOf(room, card, name), presenceIn(room, card, name), name === "statement" ? lintOf(room, card) : ""]),
    lacksOf(room, card),
    becomes(room, card),
  );
}

function marksOf(room, card, isSummoned) {
  const pen = room.data.people.find(({ id }) => id === card.pen);
  const marks = [
    isSummoned && "Everybody here",
    card.locked && "Locked",
    pen && `Pen: ${pen.id === room.data.me?.id ? "you" : pen.name}`,
    card.use_case && `Changes: ${card.use_case.title}`,
  ];
  return h("span", { class: "marks" }, marks.filter(Boolean).map((words) => h("span", { class: "mark", key: words }, words)));
}

function pieceOf(room, card, name) {
  const { text, label, by, choices } = card.fields[name];
  const metrics = () => [["", "No metric yet"], ...room.data.choices.metric];
  return fieldOf(room, {
    place: `card ${card.id}/${name}`,
    label,
    text,
    by,
    writes: card.writes && can(room, "piece.write"),
    lines: LINES[name],
    large: name === "title",
    list: choices === "people" ? "people-names" : undefined,
    options: choices === "metric" ? metrics() : undefined,
    edit: (written, base) => ({ deed: "piece.write", card: card.id, field: name, text: written, base }),
  });
}

function presenceIn(room, card, name) {
  const place = `card ${card.id}/${name}`;
  const here = room.data.people.filter(({ id, here, at }) => here && at === place && id !== room.data.me?.id);
  if (!here.length) return "";
  return h("p", { class: "presence", key: `in ${name}` }, `${listed(here.map(({ name }) => name))} ${here.length > 1 ? "are" : "is"} here`);
}

function lintOf(room, card) {
  const { lint } = card;
  if (!lint || !card.fields.statement.text) return "";
  if (lint.passes) return h("p", { class: "passes", key: "lint" }, "✓ The statement says what is wanted.");
  return h(
    "div",
    { class: "lint", key: "lint" },
    h("ul", {}, lint.says.map((sentence) => h("li", { key: sentence }, sentence))),
    lint.rewrite ? suggestion(room, card) : "",
  );
}

function suggestion(room, card) {
  const { rewrite } = card.lint;
  const take = () => {
    const field = room.fields.get(`card ${card.id}/statement`);
    solve(field, rewrite, field.pending || field.trouble ? field.base : card.fields.statement.text);
  };
  const use = card.writes && can(room, "piece.write") ? button("Use this wording", take, { key: "use", class: "quiet" }) : "";
  return h("div", { class: "rewrite" }, h("p", {}, "For example: ", h("em", {}, rewrite)), use);
}

function lacksOf(room, card) {
  if (card.committed || !card.lacks?.length) return "";
  return h(
    "details",
    { class: "lacks", key: "lacks", open: room.view === "projector" || undefined },
    h("summary", {}, card.lacks.length === 1 ? "1 thing is missing" : `${card.lacks.length} things are missing`),
    h("ul", {}, card.lacks.map((sentence) => h("li", { key: sentence }, sentence))),
  );
}

function becomes(room, card) {
  if (card.committed) {
    const href = `use_cases?${new URLSearchParams({ use_case: card.committed.slug })}`;
    const link = h("a", { href, target: "_blank", rel: "noopener" }, card.committed.title);
    const became = h("p", { class: "passes", key: "became" }, "✓ Committed as ", link);
    if (!card.changed) return became;
    return [became, h("p", { class: "warns", key: "changed" }, "It was written on since. That is not committed yet."), commitButton(room, card)];
  }
  return commitButton(room, card);
}

function commitButton(room, card) {
  if (!can(room, "card.commit")) return "";
  const commit = () => push(room.queue, { deed: "card.commit", card: card.id });
  return button(card.use_case ? "Commit the changes" : "Commit as a use case", commit, { key: "commit", class: "first" });
}

function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
