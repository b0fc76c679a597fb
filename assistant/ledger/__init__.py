"""Answers that are looked up, added and compared in the ledger of figures."""
