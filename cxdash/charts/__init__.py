"""Tables in, charts out: one module per page, drawn with Altair and kept as specifications."""
