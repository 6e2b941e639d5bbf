"""The scripts and styles of the pages of a test."""

from importlib.resources import files


def read_page(name: str) -> str:
    """Read one of the files beside this module."""
    return (files(__package__) / name).read_text("utf-8")
