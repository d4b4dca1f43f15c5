"""How the app is served and how it looks: options that exist, text that can be read, colours that can be told apart."""

import itertools
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from streamlit import config

CONFIG = tomllib.loads((Path(__file__).parent.parent / ".streamlit/config.toml").read_text(encoding="utf-8"))
THEMES = ("light", "dark")

# How linear RGB looks when one kind of cone is missing: Machado, Oliveira and Fernandes (2009), table 1, severity 1.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array([[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]]),
    "deuteranopia": np.array([[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]),
    "tritanopia": np.array([[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]]),
}
# Distances in OKLab. At 0.02 two patches side by side are just seen as two; lines apart need several times that.
TOLD_APART = 0.075


def test_streamlit_knows_every_option_we_set():
    known = set(config.get_config_options())

    unknown = sorted(_options("", CONFIG) - known)

    assert unknown == []


def test_only_this_machine_reaches_the_app_and_nothing_is_told_to_others():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_every_background(theme):
    colours = CONFIG["theme"][theme]
    texts = {name: colour for name, colour in colours.items() if re.search(r"text|link", name, re.IGNORECASE)}

    too_faint = {
        (name, background)
        for name, colour in texts.items()
        for background in _backgrounds(colours)
        if _contrast(colour, background) < 4.5
    }

    assert too_faint == set()


def test_captions_can_be_read_though_they_are_drawn_with_three_fifths_of_the_text_s_strength():
    light = CONFIG["theme"]["light"]
    for background in (light["backgroundColor"], light["sidebar"]["backgroundColor"]):
        caption = 0.6 * _rgb(light["textColor"]) + 0.4 * _rgb(background)

        assert _ratio(caption, _rgb(background)) >= 4.5


@pytest.mark.parametrize(("theme", "enough"), [("light", 4.5), ("dark", 4.0)])
def test_the_label_of_a_primary_button_can_be_read(theme, enough):
    assert _contrast(CONFIG["theme"][theme]["primaryColor"], "#ffffff") >= enough


@pytest.mark.parametrize("theme", THEMES)
def test_chart_colours_stand_out_from_the_page(theme):
    colours = CONFIG["theme"][theme]

    contrasts = [_contrast(colour, colours["backgroundColor"]) for colour in colours["chartCategoricalColors"]]

    assert min(contrasts) >= 3


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", THEMES)
def test_chart_colours_can_be_told_apart(theme, sight):
    colours = CONFIG["theme"][theme]["chartCategoricalColors"]
    seen = [_oklab(SIGHT[sight] @ _linear(_rgb(colour))) for colour in colours]

    closest = min(np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2))

    assert closest >= TOLD_APART


def _options(prefix, values):
    """Return the dotted names of all options below a section."""
    names = set()
    for name, value in values.items():
        names |= _options(f"{prefix}{name}.", value) if isinstance(value, dict) else {f"{prefix}{name}"}
    return names


def _backgrounds(colours):
    return [
        colours["backgroundColor"],
        colours["secondaryBackgroundColor"],
        colours["sidebar"]["backgroundColor"],
        colours["sidebar"]["secondaryBackgroundColor"],
    ]


def _rgb(colour):
    return np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def _linear(rgb):
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def _contrast(colour, other):
    return _ratio(_rgb(colour), _rgb(other))


def _ratio(rgb, other):
    """Return the contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted(_linear(one) @ [0.2126, 0.7152, 0.0722] for one in (rgb, other))
    return (lighter + 0.05) / (darker + 0.05)


def _oklab(linear):
    """Return the colour in OKLab (Ottosson 2020), where distances are differences that people see."""
    cones = np.array([[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]])
    axes = np.array([[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]])
    return axes @ np.cbrt(cones @ np.clip(linear, 0, 1))
