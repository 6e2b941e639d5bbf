"""A good deck of every kind, and edits of decks as of a careless hand, or of an evil one."""

Change = tuple[str, tuple[int, int], bytes | None]
"""What is done, where (a byte or a line, and how many), and what is put in."""

DECK = """\
format: 1
deck: edited
title: A deck to edit
language: fr
meanings: en
articles: [an, "x'"]
strict: {word: [accents, articles], answer: case}
as_of: 2023-10
sources:
  atlas: {title: A small atlas, published: 2023, url: https://example.org/atlas}
pools:
  cities: [Paris, Lyon, Lille, Nantes]
timelines:
  treaties:
    - {date: 1992-02, event: The treaty is signed}
    - {date: 1993-11, event: The treaty takes effect}
cards:
  - id: front
    front: "Which river \\u2014 of all?"
    back: The Seine
    both: true
  - id: choice
    choice: Which city is the capital of France?
    answer: Paris
    wrong:
      Lyon: Lyon is the second-largest urban area.
      Lille:
    why: Shown after the answer.
    source: atlas, chapter 2
    tags: [cities]
  - {choice: Which of these is Norman?, answer: [Rouen], from: cities, options: 3}
  - truth: The Seine flows through 'Paris'.
    answer: yes
  - typed: Where does the president live?
    answer: Élysée
    accept: [Elysee, the Élysée]
  - {number: How many?, answer: '35,404', within: 5%, unit: strikes}
  - {date: When?, answer: 2014-22, changed: {on: 2015, was: unknown}}
  - order: Put them in order.
    answer:
      - first
      - second
  - {order: And these., from: treaties, draw: 2}
  - match: Join them.
    pairs: {France: Paris, Spain: Madrid}
  - list: Name two neighbours.
    answer: [Belgium, [Germany, Deutschland], Spain]
    need: 2
  - cloze: |
      The [Seine] flows through [Paris|a city],
      \\[as\\] everybody knows.
    accept: {Seine: la Seine}
    was: [river, old/river]
  - {id: élève, word: [un élève, une élève], means: [pupil, student], note: Of a school.}
  - typed: [station, railway station]
    answer: la gare
    both: true
    strict: [spelling, punctuation]
  - {date: And when?, answer: 14 juillet 1789, as_of: octobre 2023}
  - {number: How much?, answer: "3,50 €", within: '2,5 %'}
  - {truth: [It flows., It runs.], answer: vrai}
""".encode()
ODDITIES = [
    *(bytes([byte]) for byte in b"\0\t\n\r\x1b\"'#%&*,-:<>?@[\\]`{|}!~\x80\xc3\xff"),
    *(text.encode() for text in ("\x85", "\u2028", "\u202e", "\ufeff", "\u200d", "漢")),
    *(text.encode() for text in ("\u00a0", "\u3000", "\uff1a", "•", "–")),
    *(b"\n---\n", b": ", b" #", b"\n  - ", b"<<: ", b'"\\e"', b"[" * 40, b"{{", b"&a ", b"*a "),
]


def edited(changes: list[Change], deck: bytes = DECK) -> bytes:
    """A deck after some changes."""
    data = deck
    for what, (at, length), put_in in changes:
        if what.endswith("lines"):
            lines = data.splitlines(keepends=True)
            kept = lines[at : at + length] * (2 if what == "repeat lines" else 0)
            data = b"".join([*lines[:at], *kept, *lines[at + length :]])
        elif what == "insert":
            data = data[:at] + (put_in or b"") + data[at:]
        else:
            kept_bytes = data[at : at + length] * (2 if what == "repeat" else 0)
            data = data[:at] + kept_bytes + data[at + length :]
    return data
