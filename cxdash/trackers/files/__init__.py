"""Files in: guarded before any parser, then read into grids of cells, whatever their format."""
