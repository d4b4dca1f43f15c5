// What only who leads sees: the way through the phases, the timer, the cards' locks and pens, the end. And open points,
// and the way to the lead for everybody else.

const MINUTES = [1, 3, 5, 10];

function drawLead(room) {
  const steps = [...stepButtons(room), ...timerButtons(room), ...endButtons(room)];
  return steps.length ? h("div", { class: "lead", key: "lead", role: "toolbar", "aria-label": "Lead the workshop" }, steps) : "";
}

function stepButtons(room) {
  if (!can(room, "phase.move")) return [];
  const { phases, phase } = room.data.room;
  const at = phases.findIndex(({ key }) => key === phase);
  const step = (to, words, key, way) => to && button(words(to.label), () => act(room, { deed: "phase.move", to: to.key }), { key, class: way });
  return [
    step(phases[at - 1], (label) => `← ${label}`, "back", ""),
    step(phases[at + 1], (label) => `Next: ${label} →`, "next", "first"),
  ].filter(Boolean);
}

function timerButtons(room) {
  const { timer } = room.data.room;
  const does = (deed, words) => (can(room, deed) ? button(words, () => act(room, { deed }), { key: deed }) : "");
  if (timer.ends_at !== null) return [does("timer.pause", "Pause"), does("timer.stop", "Stop the timer")].filter(Boolean);
  if (timer.left !== null) return [does("timer.resume", "Go on"), does("timer.stop", "Stop the timer")].filter(Boolean);
  if (!can(room, "timer.start")) return [];
  const start = (minutes) =>
    button(`${minutes} min`, () => act(room, { deed: "timer.start", seconds: minutes * 60 }), {
      key: `timer ${minutes}`,
      "aria-label": `Start a timer of ${minutes} ${minutes === 1 ? "minute" : "minutes"}`,
    });
  return [h("span", { class: "by" }, "Timer"), ...MINUTES.map(start)];
}

function endButtons(room) {
  const found = [];
  if (can(room, "summon") && room.data.room.summoned) {
    found.push(button("Let all go", () => act(room, { deed: "summon", card: null }), { key: "let go" }));
  }
  if (!can(room, "room.close")) return found;
  if (!room.isClosing) return [...found, button("Close the room …", () => redraw(room, { isClosing: true }), { key: "close", class: "last" })];
  const close = () => {
    act(room, { deed: "room.close" });
    redraw(room, { isClosing: false });
  };
  return [
    ...found,
    h("span", { class: "last" }, "Close for everybody?"),
    button("Yes, close", close, { key: "close" }),
    button("No", () => redraw(room, { isClosing: false }), { key: "stay" }),
  ];
}

// For who does not lead: out of the way, and asked for, as it takes the room from somebody.
function takeLead(room) {
  const { me, room: about, people } = room.data;
  if (!can(room, "lead.take") || me?.leads) return "";
  const ask = (isTakingLead) => redraw(room, { isTakingLead });
  if (!room.isTakingLead) return button("Take the lead …", () => ask(true), { key: "lead.take", class: "quiet" });
  const take = () => {
    act(room, { deed: "lead.take" });
    ask(false);
  };
  const question = people.some(({ leads }) => leads) ? `${about.led_by} leads now. Take the lead?` : "Nobody leads now. Take the lead?";
  const answers = [button("Yes, take the lead", take, { key: "take" }), button("No", () => ask(false), { key: "leave" })];
  return h("div", { class: "ways", key: "lead.ask", role: "group", "aria-label": question }, h("span", {}, question), answers);
}

function act(room, edit) {
  push(room.queue, edit);
}

// --- on a card -------------------------------------------------------------------------------------------------------

function leadCard(room, card) {
  const { people, room: about } = room.data;
  const found = [];
  if (can(room, "summon") && about.summoned !== card.id) {
    found.push(button("Call all here", () => act(room, { deed: "summon", card: card.id }), { key: "summon", class: "quiet" }));
  }
  if (can(room, "card.lock")) {
    const lock = () => act(room, { deed: "card.lock", card: card.id, locked: !card.locked });
    found.push(button(card.locked ? "Unlock" : "Lock", lock, { key: "lock", class: "quiet" }));
  }
  if (can(room, "pen.hand")) {
    const to = [["", "Everybody"], ...people.map(({ id, name }) => [id, name])].filter(([id]) => id !== (card.pen ?? ""));
    const hand = (id) => act(room, { deed: "pen.hand", card: card.id, to: id === "" ? null : Number(id) });
    found.push(chooser("Pen to …", to, "Hand over the pen of this card", hand));
  }
  if (can(room, "card.remove") && !card.committed) {
    const remove = () => act(room, { deed: "card.remove", card: card.id });
    found.push(button("Take away", remove, { key: "remove", class: "quiet" }));
  }
  return found.length ? h("span", { class: "tools" }, found) : "";
}

// --- open points -----------------------------------------------------------------------------------------------------

function pointForm(room) {
  if (!can(room, "point.add")) return "";
  const send = (event) => {
    event.preventDefault();
    const form = event.target;
    const { text, person, due, card } = Object.fromEntries(new FormData(form));
    act(room, { deed: "point.add", text, person, due, card: card ? Number(card) : null });
    form.reset();
  };
  const cards = room.data.cards.map(({ id, fields }, at) => h("option", { value: id, key: id }, fields.title?.text || `Card ${at + 1}`));
  return h(
    "details",
    { class: "points", key: "points" },
    h("summary", {}, "Note an open point"),
    h(
      "form",
      { onsubmit: send, key: "form" },
      labelled("What is to be done", h("input", { key: "text", name: "text", required: true })),
      labelled("Who", h("input", { key: "person", name: "person", list: "people-names", required: true })),
      labelled("By when", h("input", { key: "due", name: "due", type: "date", required: true })),
      labelled("About", h("select", { key: "card", name: "card" }, h("option", { value: "", key: "" }, "The whole room"), cards)),
      h("button", { type: "submit", key: "send" }, "Add the point"),
    ),
  );
}

function labelled(words, input) {
  return h("label", { key: words }, h("span", {}, words), input);
}
