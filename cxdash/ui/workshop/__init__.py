"""The workshop in the browser: the room that everybody edits, its door, its bell, and what is left of it afterwards."""
