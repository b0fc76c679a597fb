"""Vietnamese text as both sides of every comparison read it."""
