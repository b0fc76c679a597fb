"""A file becomes a Report: read, clean, describe, split."""
