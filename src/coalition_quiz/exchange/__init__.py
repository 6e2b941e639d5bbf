"""Other programs' formats: bytes in, cards and reviews out, and back.

One module per format. None of them knows the library, the history or a file system.
"""
