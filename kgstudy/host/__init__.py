"""This computer: its folders, its clock, and the files that came with the program."""
