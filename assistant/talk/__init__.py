"""Conversations: what a follow-up means, and what is asked back."""
