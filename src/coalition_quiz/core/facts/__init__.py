"""Facts of a text, found by rules: dates, numbers, quotations, names, places, who said what.

Dates and numbers are read by the parsers that grade answers. Names are found by capitals and lists.
"""
