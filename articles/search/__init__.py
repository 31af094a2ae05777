"""Searching: the same words on both databases, published text and working text strictly apart."""
