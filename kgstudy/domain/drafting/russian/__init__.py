"""Russian: its dates, numbers and names by the forms of words, and how questions are put in it."""
