"""A conversation as a document that can be filed: every answer with the words that it was made from."""
