"""The JSON Schema of a deck for editors, made from the same fields as the reader.

It never refuses a deck that the reader takes (see `values` for the one exception), but it takes
more. It cannot check that ids are unique, that a source is named, or that a wrong option differs
from the answer.
"""

import json

from coalition_quiz.decks.cards import COMMON, ID, SOURCE
from coalition_quiz.decks.deck import CARDS, KEYS
from coalition_quiz.decks.fields import AnyField, Field, Schema, record
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.kinds.shared import KindOfCard

_SHARED: tuple[AnyField, ...] = (ID, SOURCE, *COMMON.values())


def schema_text() -> str:
    """The schema as it is printed and shipped."""
    return json.dumps(deck_schema(), indent=2) + "\n"


def deck_schema() -> Schema:
    """The schema of a deck file, in JSON Schema 2020-12."""
    deck = record(KEYS.values())
    deck["properties"][CARDS.name]["items"] = {"$ref": "#/$defs/card"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "coalition-quiz deck",
        "description": "Cards to study with coalition-quiz.",
        **deck,
        "$defs": {
            "card": _card(),
            "shared": {"properties": record(_SHARED)["properties"]},
            **{kind: _kind(kind, spec) for kind, spec in KINDS.items()},
        },
    }


def _card() -> Schema:
    """Make the schema of any card. The first kind whose key the card has decides its fields.

    The kinds are tried one after another, not all at once. So an editor reports a mistake once and
    precisely, not as eleven kinds that do not fit the card.
    """
    schema = _kindless()
    for kind in reversed(KINDS):
        schema = {
            "if": {"type": "object", "required": [kind]},
            "then": {"$ref": f"#/$defs/{kind}"},
            "else": schema,
        }
    return {"title": "card", "type": "object", **schema}


def _kindless() -> Schema:
    """Describe a card of any kind; it must have exactly one."""
    message = f"A card has one of these keys, with its question: {', '.join(KINDS)}."
    prompts = {kind: _prompt(kind, spec) for kind, spec in KINDS.items()}
    return {
        "properties": {**_references(), **prompts},
        "anyOf": [{"required": [kind], "errorMessage": message} for kind in KINDS],
    }


def _kind(kind: str, spec: KindOfCard) -> Schema:
    own = record(spec.own)
    return {
        "title": f"{kind} card",
        **own,
        "properties": {kind: _prompt(kind, spec), **own["properties"], **_references()},
        "required": [kind, *own["required"]],
        **spec.rules,
    }


def _prompt(kind: str, spec: KindOfCard) -> Schema:
    return Field(kind, spec.prompt, spec.about).schema


def _references() -> Schema:
    return {field.name: {"$ref": f"#/$defs/shared/properties/{field.name}"} for field in _SHARED}
