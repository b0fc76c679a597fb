"""The namespaces of OpenDocument."""

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE = (f"{_BASE}{name}:1.0}}" for name in ("office", "text", "table", "style"))
FO = f"{_BASE}xsl-fo-compatible:1.0}}"
