"""A question becomes an Answer: understand, retrieve, answer, check."""
