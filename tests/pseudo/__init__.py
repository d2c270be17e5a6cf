"""A language made of the program's texts, to show that every word readers see comes from it.

In it every letter is strange: `[Ŵĥö îš ţĥéŕé ~~~~]`. The authors' words of the guide here are
strange too, without the brackets. So wherever two plain letters stand side by side, a word is fixed
in the program.
"""
