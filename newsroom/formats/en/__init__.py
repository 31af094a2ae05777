"""English without a country: day before month, a clock of twenty-four hours, as `articles.dates` writes."""
