"""Slides for people: a finding as the title, one native chart, text that fits its place."""
