"""The one shape that every clickable part of the page has."""

from __future__ import annotations

from html import escape


def button(body: str, act: str, css: str, key: str = "", **more: str) -> str:
    """A button that page.js answers by its data-act. `body` is HTML; everything else is escaped here (aria_label → aria-label)."""
    attributes = {"class": css, "data-act": act, "data-key": key, **{name.replace("_", "-"): value for name, value in more.items()}}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f'<button type="button" {written}>{body}</button>'
