"""The check of what a language model wrote: a sentence reaches the reader only with what its cited words hold."""

from assistant.check.check import Fault, fault_of
from assistant.check.source import Source, sources_of
from assistant.check.split import whole_sentences

__all__ = ["Fault", "Source", "fault_of", "sources_of", "whole_sentences"]
