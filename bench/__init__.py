"""Measures the program beside its peers; `python -m bench` writes docs/bench.md, docs/bench.json and the plots."""
