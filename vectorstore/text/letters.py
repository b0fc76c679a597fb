"""Vietnamese letters as character classes: the code points alternate upper and lower, so no range is right."""

_RANGES = (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))
UPPER = "".join(chr(code) for code in _RANGES if chr(code).isupper())
LOWER = "".join(chr(code) for code in _RANGES if chr(code).islower() and chr(code) not in "ªº")
