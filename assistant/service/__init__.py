"""The FastAPI service: the contract of docs/api.md over the desk's functions."""
