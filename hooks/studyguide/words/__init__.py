"""What the program knows of languages: a folder for each, in which nothing is Python."""
