"""The demo newsroom: invented people, publications and pieces, brought in by the product's own actions."""
