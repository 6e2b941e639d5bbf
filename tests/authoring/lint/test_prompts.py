"""Rules about prompts: which cards they report, which not, and where they point."""

import json
import re
from itertools import count

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text
from coalition_quiz.decks.diagnostics import Diagnostic

TODAY = Edtf(2026, 11, 23)
HEAD = "format: 1\ndeck: prompts\ntitle: Prompts\n"


def found(code: str, cards: str, language: str = "en") -> list[Diagnostic]:
    """Return the findings of one rule in some cards."""
    numbers = count()
    named = re.sub("^- ", lambda _: f"- id: card{next(numbers)}\n  ", cards, flags=re.MULTILINE)
    result = read_text(f"{HEAD}language: {language}\ncards:\n{named}", "deck.yaml")
    assert result.diagnostics == ()
    return list(lint(result, TODAY, {}, frozenset([code])))


def pointed_at(each: Diagnostic) -> str:
    """Return the piece of the line that is marked."""
    return each.excerpt[each.caret : each.caret + each.length]


def quoted(text: str) -> str:
    """Write a text as YAML on one line."""
    return json.dumps(text, ensure_ascii=False)


def typed(prompt: str, answer: str = "someone", *lines: str) -> str:
    """Write a card with a typed answer."""
    fields = "".join(f"  {line}\n" for line in lines)
    return f"- typed: {quoted(prompt)}\n  answer: {quoted(answer)}\n{fields}"


def front(prompt: str, back: str = "Something else.", *lines: str) -> str:
    """Write a flashcard."""
    fields = "".join(f"  {line}\n" for line in lines)
    return f"- front: {quoted(prompt)}\n  back: {quoted(back)}\n{fields}"


def choice(prompt: str, answer: str = "one", *wrong: str) -> str:
    """Write a card with options."""
    options = "".join(f"    - {quoted(each)}\n" for each in wrong or ("two", "three"))
    return f"- choice: {quoted(prompt)}\n  answer: {quoted(answer)}\n  wrong:\n{options}"


def truth(prompt: str, answer: str = "true") -> str:
    """Write a card with a statement."""
    return f"- truth: {quoted(prompt)}\n  answer: {answer}\n"


def cloze(text: str) -> str:
    """Write a card with gaps."""
    return f"- cloze: {quoted(text)}\n"


FLAGGED = [
    # Q102
    ("Q102", typed("When and where was it signed?"), "When and where"),
    ("Q102", front("In 1215, who and why sealed it?"), "who and why"),
    ("Q102", typed("Who wrote Hamlet, and when?"), "and when"),
    ("Q102", front("What is a monad and what does it do?"), "and what does"),
    ("Q102", front("How does a lock work, and in which century was it built?"), "and in which c"),
    ("Q102", typed("who wrote the national anthem and what year"), "and what year"),
    ("Q102", front("What is a lock? What is it used for?"), "What is it used for"),
    ("Q102", front("Are there locks here? How many are there?"), "How many are there"),
    ("Q102", choice("What is the earliest writing and where did it begin?"), "and where did"),
    ("Q102", typed("In which city and in which year was Mozart born?"), "and in which year"),
    ("Q102", typed("What are the capital and the currency of Japan?"), "and the currency"),
    ("Q102", typed("Between which states is it, and when was it dug?"), "and when was"),
    ("Q102", typed("Who wrote Hamlet? And when?"), "And when"),
    ("Q102", typed("Name the author and the year of Hamlet."), "and the year"),
    ("Q102", typed("If a side is 3, what is its area and what is its height?"), "and what is"),
    ("Q102", typed("It is a square. What is its area and what is its side?"), "and what is"),
    # Q103
    ("Q103", typed("Is the Danube longer than the Rhine?", "Yes"), "Is the"),
    ("Q103", front("Did the Beatles play in Rome?", "Yes, in 1965."), "Did the"),
    ("Q103", front("In Python, can a tuple be changed?", "No."), "can a"),
    ("Q103", front("Is JavaScript case-sensitive", "Yes - it is."), "Is JavaScript"),
    ("Q103", typed("The Rhine is long. True or false?", "True"), "True or false"),
    ("Q103", typed("The Rhine is long. True/False?", "False"), "True/False"),
    ("Q103", choice("Is there a difference?", "Yes", "No"), "Yes"),
    ("Q103", choice("The Rhine is long.", "true", "false"), "true"),
    # Q104
    ("Q104", front("Describe the tides."), "Describe"),
    ("Q104", front("Briefly explain how locks work."), "explain"),
    ("Q104", front("discuss the causes of the war"), "discuss"),
    ("Q104", typed("Tell us all about the Rhine."), "Tell us all about"),
    ("Q104", front("What do you know about Rome?"), "What do you know about"),
    ("Q104", front("Give a short overview of the war."), "Give a short overview of"),
    ("Q104", front("Compare and contrast cats and dogs."), "Compare and contrast"),
    ("Q104", front("Compare mitosis and meiosis."), "Compare"),
    ("Q104", front("Outline the water cycle."), "Outline"),
    ("Q104", front("Could you explain osmosis?"), "explain"),
    # Q105
    ("Q105", typed("Did he win?"), "Did he"),
    ("Q105", typed("Name his most famous book."), "his"),
    ("Q105", typed("As above, what is it for?"), "As above"),
    ("Q105", typed("In the picture, which is larger?"), "In the picture"),
    ("Q105", typed("Where was he born?"), "was he"),
    ("Q105", typed("In what year did she become queen of Spain?"), "did she"),
    ("Q105", typed("In which city is it?"), "is it"),
    ("Q105", typed("What is its capital?"), "is its"),
    ("Q105", typed("How many times did they win?"), "did they"),
    ("Q105", typed("When did this event take place?"), "did this"),
    ("Q105", typed("What is it called?"), "is it"),
    ("Q105", typed("Who wrote it?"), "wrote it"),
    ("Q105", typed("Which actor played this role?"), "played this role"),
    ("Q105", typed("What is this?"), "is this"),
    ("Q105", truth("He was born in Ulm."), "He"),
    ("Q105", truth("This event was the first of its kind."), "This event"),
    ("Q105", truth("It is located in Spain."), "It"),
    ("Q105", cloze("He discovered penicillin in [1928]."), "He"),
    ("Q105", typed("Which of the following rivers is longest?"), "the following"),
    ("Q105", typed("Which of these won the title?"), "of these"),
    ("Q105", front("What is the output of the following loop"), "the following"),
    ("Q105", choice("Which of the above is a river?"), "the above"),
    ("Q105", choice("Which process is shown below?"), "shown below"),
    ("Q105", typed("Who painted the latter?"), "the latter"),
    # Q106
    ("Q106", typed("Which canal is the canal of Kiel?", "Kiel Canal"), "canal"),
    ("Q106", typed("On which key is Bahia Honda state park?", "Bahia Honda"), "Bahia Honda"),
    ("Q106", typed("What kind of place is Brown's town?", "a town"), "town"),
    ("Q106", front("What does the word sleeper cell mean here?", "A sleeper cell."), "cell"),
    ("Q106", choice("Which word names a process that keeps privacy?", "Privacy"), "privacy"),
    ("Q106", typed("Which town in Paris, on the Seine, is the capital?", "Paris"), "Paris"),
    ("Q106", typed("Which city is the seat of the EU, near Brussels Zoo?", "Brussels"), "Brussels"),
    ("Q106", typed("Does Mars or Venus rain, and which planet is Saturn?", "Saturn"), "Saturn"),
    (
        "Q106",
        typed("Which canal lies between Kiel and Hamburg, the Kiel Canal?", "Kiel Canal"),
        "Kiel Canal",
    ),
    ("Q106", "- date: In which year were the 1936 Olympic games?\n  answer: 1936\n", "1936"),
    (
        "Q106",
        typed("Which union is called the EUR union?", "Europe", "accept: [EUR]"),
        "EUR",
    ),
    ("Q106", cloze("The [Volga] is long, and the Volga ends in Russia."), "Volga"),
    ("Q106", cloze("[Paris] is large. [Paris|city] is old."), "Paris"),
    ("Q106", cloze("The capital is [Paris|Paris or another]."), "Paris or another"),
    ("Q106", typed("Which city?", "Rome", "hint: It is called rome there."), "rome"),
    ("Q106", "- number: How many?\n  answer: 35,404\n  hint: Nearly 35,404.\n", "35,404"),
    # Q107
    ("Q107", choice("Which of these is not a planet?"), "is not"),
    ("Q107", choice("Which river does not flow through Germany?"), "does not"),
    ("Q107", choice("All of these are rivers except:"), "except"),
    ("Q107", choice("All are true of the Rhine, except for…"), "except"),
    ("Q107", choice("Which pair don't meet?"), "don't"),
    ("Q107", typed("which crusade did not make it to jerusalem"), "did not"),
    ("Q107", "- list: Which planets are not named after gods?\n  answer: [Earth]\n", "are not"),
    # Q108
    ("Q108", truth("Lightning rarely strikes here."), "rarely"),
    ("Q108", truth("Foxes usually sleep by day."), "usually"),
    ("Q108", choice("Which is true?", "Trials are usually short.", "Trials are long."), "usually"),
    ("Q108", choice("Which is true?", "Trials are short.", "They are often long."), "often"),
    # Q109
    ("Q109", typed("What is it?", "a") + typed("what  is it", "b"), "typed"),
    ("Q109", typed("What is it?", "a") + typed("What is it?", "a"), "typed"),
    ("Q109", truth("It is so.") + truth("It is so.", "false"), "truth"),
    ("Q109", front("Ulm", "A city", "both: true") + front("Bonn", "A city", "both: true"), "front"),
    ("Q109", choice("Which one?", "a", "b", "c") + choice("Which one?", "b", "a", "d"), "choice"),
    ("Q109", choice("Which one?", "a", "b", "c") + choice("Which one?", "a", "b", "d"), "choice"),
    ("Q109", cloze("[One] is small.") + cloze("[Two] is small."), "cloze"),
    (
        "Q109",
        cloze("At a [divergent] boundary plates [part].")
        + cloze("At a [divergent] boundary plates [slide]."),
        "cloze",
    ),
    # Q110
    (
        "Q110",
        typed("What is hypothermia?", "cold") + typed("What is hyperthermia?", "heat"),
        "hyperthermia",
    ),
    (
        "Q110",
        front("Find the duplicate element in an array", "One way.")
        + front("Find the duplicate elements in an array", "Another way."),
        "elements",
    ),
    (
        "Q110",
        typed("Which feast comes before Easter?", "Lent")
        + typed("Which feast comes after Easter?", "Pentecost"),
        "after",
    ),
    (
        "Q110",
        typed("Which rule turns Celsius into Kelvin?", "plus")
        + typed("Which rule turns Kelvin into Celsius?", "minus"),
        "typed",
    ),
]

SILENT = [
    # Q102
    ("Q102", typed("What is the difference between what is meant and what is said?")),
    ("Q102", typed("Who was the woman who ruled Egypt and who was killed by a snake?")),
    ("Q102", typed("Which river rises here and flows into the sea?")),
    ("Q102", front("What determines when and where it rains?")),
    ("Q102", front("What is the nullish operator (??)?")),
    ("Q102", typed('Who said: "What is truth? What is it for?"?')),
    ("Q102", choice("Which film is used? A or B?")),
    ("Q102", "- list: Which rivers, and where do they end?\n  answer: [Rhine]\n"),
    ("Q102", typed("Which country is meant?? It is small.")),
    ("Q102", typed("What is the capital and largest city of Peru?")),
    ("Q102", typed("What is the capital and the largest city of Peru?")),
    ("Q102", typed("Name the father and founder of geometry.")),
    ("Q102", typed("What is the ebb and the flow of a tide called?")),
    # Q103
    ("Q103", typed("Is it larger or smaller?", "larger")),
    ("Q103", typed("Which group sang of a lonely heart?", "Yes")),
    ("Q103", front("What does Vader say to Luke?", "No, I am your father.")),
    ("Q103", front("Forget-me-not", "True love")),
    ("Q103", choice("Did the court decide well?", "No, it is void.", "Yes, it is law.")),
    ("Q103", choice("What does 3 > 2 print?", "true", "false", "an error")),
    ("Q103", truth("Is the Rhine long?")),
    # Q104
    ("Q104", front("Describe", "beschreiben")),
    ("Q104", front("to explain", "erklären")),
    ("Q104", front("Describe (French)", "décrire")),
    ("Q104", front("Explain yourself! (in French)", "Explique-toi !")),
    ("Q104", front("Explain yourself!", "Explique-toi !")),
    ("Q104", front("explain to me", "erklär mir", "both: true")),
    ("Q104", front("Compare 3/4 and 5/6: which is larger?", "5/6")),
    ("Q104", front("What does the Bible describe as good?")),
    ("Q104", typed("Name the two families in Romeo and Juliet.")),
    ("Q104", choice("Describe the colour of the sky.")),
    # Q105
    ("Q105", typed("In which city was Macron when he made his proposal?")),
    ("Q105", typed("Why is it called a hamburger?")),
    ("Q105", front("Did he win?", "A-t-il gagné ?")),
    ("Q105", typed("Does he who laughs last laugh best?")),
    ("Q105", typed("Name a king and his wife.")),
    ("Q105", typed("Name their members: the Beatles.")),
    ("Q105", typed("In the picture 'Guernica', what is on the left?")),
    ("Q105", typed("Before 1900, who ruled?")),
    ("Q105", typed("How long does it take to get there?")),
    ("Q105", typed("What is it called when rivers meet?")),
    ("Q105", typed("What time is it?")),
    ("Q105", typed("Where is it humid every day?")),
    ("Q105", typed("What does it mean to be free?")),
    ("Q105", typed("Who wrote 'It'?")),
    ("Q105", typed("How does this work in JavaScript?")),
    ("Q105", typed("This element has six protons. What is it?")),
    ("Q105", typed("This was the first film of the Beatles?")),
    ("Q105", typed("Did the Titanic sink on its maiden voyage?")),
    ("Q105", front("Where does he live?", "Où habite-t-il ?")),
    ("Q105", front("She walks in beauty, like the night", "Of cloudless climes")),
    ("Q105", truth("They say that he who laughs last laughs best.")),
    ("Q105", cloze("He was the first emperor of Rome: [Augustus].")),
    ("Q105", cloze("This [organelle] is where sugar is burnt.")),
    ("Q105", choice("Which of these is a river?")),
    ("Q105", choice("Which of the following is a river?")),
    ("Q105", typed("Which of the following is larger: the Rhine or the Elbe?")),
    ("Q105", typed("Who was king in the following year?")),
    ("Q105", typed("Of the Rhine and the Elbe, how long is the latter?")),
    ("Q105", typed("Who was the former president of Peru?")),
    ("Q105", "- match: What is this?\n  pairs:\n    a: b\n    c: d\n"),
    # Q106
    ("Q106", typed("The capital of Djibouti is …", "Djibouti")),
    ("Q106", typed("Which is larger, France or Spain?", "France")),
    ("Q106", typed("What is the capital of the Republic of Mexico?", "Mexico")),
    ("Q106", typed("What is Singapore's own capital city called?", "Singapore")),
    ("Q106", typed("What is the plural of the noun sheep?", "sheep")),
    ("Q106", choice("Which lies between Earth and Jupiter here?", "Jupiter")),
    ("Q106", typed("Which of the two, input/output, is a mouse?", "input")),
    ("Q106", typed("Which country is it? 1. spain 2. france", "france")),
    ("Q106", typed("What is the output of 'HELLO'.upper() here?", "hello")),
    ("Q106", typed("hotel", "hotel")),
    ("Q106", typed("Is, am, are: which goes with “you”?", "are")),
    ("Q106", typed("Do and make: which goes with a cake?", "make")),
    ("Q106", typed("Sao Tome and Principe", "Sao Tome")),
    ("Q106", typed("What is Mario's surname?", "Mario")),
    ("Q106", typed("Which part of meiosis is the first of all?", "meiosis I")),
    ("Q106", typed("Which digit ends the power 7 of 25 here?", "7")),
    ("Q106", front("Which ghost has been shown to exist?", "No ghost has been shown to exist.")),
    ("Q106", choice("Which steroids of I, II and III are real?", "I and III", "I only")),
    ("Q106", choice("Which of Mars and Venus is nearer?", "Venus", "Mars")),
    ("Q106", cloze("[3] and 3 make [6].")),
    ("Q106", cloze("The [art] of the party.")),
    ("Q106", typed("Which city?", "Rome", "hint: It is in Romania.")),
    ("Q106", choice("Which?", "Rome", "Ulm") + "  hint: Not all of Rome and Ulm is new.\n"),
    # Q107
    ("Q107", choice("Which of these is NOT a planet?")),
    ("Q107", choice("All of these are rivers EXCEPT:")),
    ("Q107", choice("Which law says that you must not steal?")),
    ("Q107", choice("Which man who did not swim reached the shore?")),
    ("Q107", choice("Why do some rivers not have a delta?")),
    ("Q107", choice("A skin peels all over except the palms. What is the cause?")),
    ("Q107", typed("who is the author of the beautiful ones are not yet born")),
    ("Q107", typed("who was in papa don't preach video")),
    ("Q107", typed('Who says "I do not tolerate cowardice."?')),
    ("Q107", choice("Which of these words does not belong in this group?")),
    ("Q107", choice("Which notable exception is another planet?")),
    # Q108
    ("Q108", truth("Iron is the most frequently used metal.")),
    ("Q108", truth("Rain falls more often in Bergen than in Oslo.")),
    ("Q108", truth("It sometimes snows in Rome.")),
    ("Q108", choice("What do they often do?", "They often sing.", "Nothing")),
    ("Q108", choice("Which?", "Though often ill, he reigned.", "He died.")),
    ("Q108", truth("The group is usually called Daesh.")),
    ("Q108", truth("The song “Often” is by Abel Tesfaye.")),
    ("Q108", choice("What is the mode?", "The number that is most often met", "The mean")),
    ("Q108", choice("How often?", "often", "sometimes")),
    ("Q108", choice("Which?", "It usually rains.", "It usually snows.")),
    (
        "Q108",
        choice("Which?", "Terms that are used without care, and often are read amiss", "None"),
    ),
    ("Q108", typed("Which fruit is usually made into marmalade?")),
    # Q109
    ("Q109", typed("What is it?", "a") + front("What is it?", "a")),
    ("Q109", typed("What is C++ for?", "a") + typed("What is C# for?", "b")),
    ("Q109", typed("Co", "cobalt") + typed("CO", "carbon monoxide")),
    ("Q109", typed("1", "one") + typed("1.", "first")),
    (
        "Q109",
        choice("Which is a planet?", "Mars", "Io") + choice("Which is a planet?", "Venus", "Moon"),
    ),
    ("Q109", choice("What is odd?", "Violin", "Oboe") + choice("What is odd?", "Violin", "Piano")),
    ("Q109", cloze("Region: [one]. Place: [Ulm].") + cloze("Region: [two]. Place: [Rome].")),
    ("Q109", cloze("[One|number] is small.") + cloze("[Ant|animal] is small.")),
    (
        "Q109",
        "- order: Sort these.\n  answer: [a, b]\n- order: Sort these.\n  answer: [c, d]\n",
    ),
    ("Q109", front("Ulm", "Ulm", "both: true")),
    # Q110
    ("Q110", typed("Who found radium?", "Curie") + typed("When was radium found?", "1898")),
    ("Q110", typed("Capital of France?", "Paris") + typed("Capital of Spain?", "Madrid")),
    (
        "Q110",
        typed("Which is the 3rd planet?", "Earth") + typed("Which is the 4th planet?", "Mars"),
    ),
    (
        "Q110",
        typed("What does == compare in JS?", "a") + typed("What does === compare in JS?", "b"),
    ),
    ("Q110", typed("Who leads the US army?", "a") + typed("Who leads the army?", "b")),
    ("Q110", typed("How many members has it?", "9") + typed("It has how many members?", "9")),
    ("Q110", typed("What is it?", "a") + typed("What is it?", "b")),
    ("Q110", choice("Which one is true?", "a") + choice("Which one is not true?", "b")),
]


@pytest.mark.parametrize(("code", "cards", "piece"), FLAGGED)
def test_problem_is_reported(code: str, cards: str, piece: str) -> None:
    """The rule reports the card once, and marks the exact piece."""
    [each] = found(code, cards)
    assert pointed_at(each).startswith(piece)
    assert not each.excerpt[each.caret - 1].isalnum()


@pytest.mark.parametrize(("code", "cards"), SILENT)
def test_good_card_is_not_reported(code: str, cards: str) -> None:
    """The rule does not report cards that only look similar."""
    assert found(code, cards) == []


@pytest.mark.parametrize("code", ["Q102", "Q103", "Q104", "Q105", "Q106", "Q107", "Q108", "Q110"])
def test_language_of_the_deck(code: str) -> None:
    """Rules with English words check English decks only."""
    cards = "".join(cards for each, cards, _ in FLAGGED if each == code)
    assert found(code, cards, "en-GB")
    assert found(code, cards, "fr") == []


def test_names_the_other_card() -> None:
    """If two cards ask the same, the second names the first and what differs."""
    [again] = found("Q109", typed("What is it?", "a") + typed("What is it?", "a"))
    assert again.message == "this question is the same as the one on line 6"
    [other] = found("Q109", typed("What is it?", "a") + typed("What is it?", "b"))
    assert other.message == f"{again.message}, but has a different answer"


def test_names_the_difference() -> None:
    """If two prompts are similar, the second names the difference."""
    one = typed("Which feast comes before Easter?", "Lent")
    [small] = found("Q110", one + typed("Which feast comes after Easter?", "Pentecost"))
    assert "on line 6 only in `after`," in small.message
    [less] = found("Q110", one + typed("Which feast comes Easter?", "Pentecost"))
    assert "only in small words," in less.message
    [order] = found("Q110", one + typed("Which feast before Easter comes?", "Pentecost"))
    assert "only in the order of words," in order.message


def test_many_equal_prompts() -> None:
    """10,000 equal prompts are reported without comparing all pairs."""
    assert len(found("Q109", typed("What is it?") * 3_000)) == 2_999
