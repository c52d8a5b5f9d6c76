"""English: its dates, numbers and names, and how questions are put in it."""
