"""Swedish: the month as a word, as `articles.dates` writes."""
