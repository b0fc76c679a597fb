"""An answer in a model's words, each sentence checked against what it cites."""

from assistant.prose.write import Writer, Written

__all__ = ["Writer", "Written"]
