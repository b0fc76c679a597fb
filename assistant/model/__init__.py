"""A language model as an option: which one, where it runs, and what happens when it fails."""

from assistant.model.model import LanguageModel, ModelFailed, ModelState
from assistant.model.opened import described, open_model
from vectorstore.breaker import Breaker

__all__ = ["Breaker", "LanguageModel", "ModelFailed", "ModelState", "described", "open_model"]
