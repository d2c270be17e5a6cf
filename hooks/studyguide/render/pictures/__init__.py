"""Pictures drawn from the model as SVG, the same for the website and for paper.

Each picture is a function from the site to a `Picture`: drawings for each kind of sheet, what they
show in words, and their data as a table. Nothing is drawn that guide.json does not hold.
"""
