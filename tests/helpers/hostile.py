"""A deck whose every text tries to be markup, to run off the screen, or to turn its direction."""

EVIL = "[/x] [@click=app.quit]go[/] [red]r list[int] אבג \u200f \U0001f468\u200d\U0001f469 $x [b"

DECK = f"""\
format: 1
deck: hostile
title: '{EVIL} title'
sources:
  s:
    title: '{EVIL} source'
    url: 'https://example.org/[/x]'
    sections:
      - {{title: '{EVIL} section', summary: '{EVIL} summary', place: '{EVIL} place', from: 2014}}
cards:
  - id: changed
    truth: '{EVIL} {"W" * 200}'
    answer: true
    why: '{EVIL} why'
    hint: '{EVIL} hint'
    source: 's, {EVIL} place'
    according_to: '{EVIL} someone'
    disputed: '{EVIL} disputed'
    changed: {{on: 2023-10, was: '{EVIL} was'}}
    review_by: 2020
    tags: ['{EVIL[:30]}', x]
  - id: gone
    truth: '{EVIL} gone'
    answer: true
    retired: {{on: 2023-10, why: '{EVIL} why'}}
"""

_LONG = "so long a sentence that it wraps on every terminal there is " * 4

EVERY_KIND = f"""\
{DECK}\
  - id: choice
    choice: '{EVIL} choice'
    answer: '{EVIL} right {"R" * 90}'
    wrong: {{'{EVIL} wrong': '{EVIL} feedback', '{_LONG}': , 'c': '{_LONG}'}}
  - id: many
    choice: 'Which of these are even?'
    answer: ['2', '4', '6', '8', '10', '12']
    wrong: ['1', '3', '5', '7', '9', '11']
  - id: typed
    typed: '{EVIL} typed'
    answer: '[b]x list[int]'
    hint: '{_LONG}'
  - id: number
    number: '{EVIL} number'
    answer: 7
    unit: '[m]'
  - id: date
    date: '{EVIL} date, {_LONG}'
    answer: 1998-05
  - id: order
    order: '{EVIL} order'
    answer: ['{EVIL} one', '{EVIL} two', 'three']
  - id: match
    match: '{EVIL} match'
    pairs: {{'{EVIL} a': '[/x] 1', 'b': '{_LONG}'}}
  - id: list
    list: '{EVIL} list'
    answer: ['[red]', '[/x]', 'int']
    need: 2
  - id: front
    front: '{EVIL} front'
    back: '{EVIL} back {_LONG}'
  - id: cloze
    cloze: '{EVIL.replace("[", "(").replace("]", ")")} the [gap|a $hint] is here'
"""
"""The same with a card of each other kind."""
