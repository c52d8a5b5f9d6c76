"""Kyrgyz: its dates, numbers and names by suffixes, and questions in the place of what they ask."""
