// Streamlit tells the server of a link at once, but a moment later of the field that was left for it and of the popover that
// was open beside it: the later word calls the page back that was just left, or leaves an empty one. So a popover is
// closed first, and a link is followed when everything else was told.

const FOLLOWED = Symbol.for("cxdash.followed");

document[FOLLOWED] ??= (() => {
  document.addEventListener("click", follow, true);
  return new WeakSet();
})();

function follow(event) {
  const link = event.target.closest?.('[data-testid="stSidebarNavLink"], [data-testid="stPageLink-NavLink"]');
  if (!link) return;
  if (document[FOLLOWED].delete(link)) {
    document.body.addEventListener("click", (again) => again.stopPropagation(), { once: true }); // no popover hears it
    return;
  }
  event.stopImmediatePropagation();
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser opens another tab, which Streamlit forbids
  event.preventDefault();
  if (!link.closest('[data-st-overlay-root="true"]')) closePopover();
  document[FOLLOWED].add(link);
  setTimeout(() => link.click()); // after what waits to be told, which waits as long
}

// A pointer goes down before it is clicked, or a popover that a space was typed in takes the click for its own.
function closePopover() {
  if (!document.querySelector('[data-testid="stPopoverBody"]')) return;
  document.dispatchEvent(new PointerEvent("pointerdown"));
  document.dispatchEvent(new MouseEvent("click"));
}
