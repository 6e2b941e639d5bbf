"""Anki packages, as a format."""

from coalition_quiz.exchange.anki.package import is_package
from coalition_quiz.exchange.anki.reading import read_package
from coalition_quiz.exchange.anki.writing import write_package
from coalition_quiz.exchange.model import Format

FORMATS = (Format("anki", "Anki package", ".apkg", is_package, read_package, write_package),)
