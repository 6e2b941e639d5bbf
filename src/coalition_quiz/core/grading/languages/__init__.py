"""How answers are written in other languages than English.

The rules for English are in the modules of `grading`; none of them applies here. `cldr` is the
only module that loads Babel, and only a deck in another language needs it.
"""
