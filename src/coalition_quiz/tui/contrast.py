"""Readable text colours for pale themes. Pure."""

from collections.abc import Mapping

from textual.color import BLACK, WHITE, Color

CONTRAST = 4.5
"""The contrast ratio that WCAG 2.2 requires for text (success criterion 1.4.3, level AA)."""

QUIET_SHARE = 0.85
"""The opacity (0–1) of quiet text (see `literal.QUIET`)."""

_PAIRS = (("learn", "text-accent", "accent-muted"), ("act", "text-primary", "primary-muted"))
"""Variables of our own: each a text on a ground, mixed from two variables of the theme."""
_ANSI = {
    "learn": "ansi_black",
    "learn-ground": "ansi_bright_yellow",
    "act": "ansi_black",
    "act-ground": "ansi_white",
}
"""The same in themes of the terminal's own colours."""

_GROUNDS = ("background", "surface")
_NAMES = ("primary", "accent", "success", "warning", "error")
_SHARES = {
    "foreground": QUIET_SHARE,
    **dict.fromkeys((f"text-{name}" for name in _NAMES), 1.0),
}
_STEPS = 20
_DARKEST = 0.04045
"""The sRGB value below which the curve is linear (IEC 61966-2-1)."""


def readable(variables: Mapping[str, str]) -> dict[str, str]:
    """Mix each text colour with black or white until it is readable.

    Args:
        variables: of a theme. The terminal's own colours stay as they are.

    Returns:
        The changed variables, and our own.
    """
    grounds = [_color(variables.get(name, "")) for name in _GROUNDS]
    known = [ground for ground in grounds if ground is not None]
    changed = dict(_ANSI)
    for name, share in _SHARES.items():
        color = _color(variables.get(name, ""))
        if color is not None and known and not _is_readable(color, share, known):
            changed[name] = _stronger(color, share, known).hex
    for name, text, ground in _PAIRS:
        above, below = _color(variables.get(text, "")), _color(variables.get(ground, ""))
        if above is not None and below is not None:
            readable_above = (
                above if _is_readable(above, 1.0, [below]) else _stronger(above, 1.0, [below])
            )
            changed |= {name: readable_above.hex, f"{name}-ground": below.hex}
    return changed


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _stronger(color: Color, share: float, grounds: list[Color]) -> Color:
    end = WHITE if _luminance(grounds[0]) < _luminance(color) else BLACK
    mixed = (color.blend(end, step / _STEPS) for step in range(1, _STEPS))
    return next((each for each in mixed if _is_readable(each, share, grounds)), end)


def _is_readable(color: Color, share: float, grounds: list[Color]) -> bool:
    return all(contrast(ground.blend(color, share), ground) >= CONTRAST for ground in grounds)


def _color(value: str) -> Color | None:
    """Parse a hexadecimal colour. Other values are the terminal's or depend on another colour."""
    return Color.parse(value) if value.startswith("#") else None


def _luminance(color: Color) -> float:
    red, green, blue = map(_linear, color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= _DARKEST else float(((share + 0.055) / 1.055) ** 2.4)
