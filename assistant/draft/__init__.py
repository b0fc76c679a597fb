"""Drafts made of what reports say: outline, sections, every sentence with its source."""
