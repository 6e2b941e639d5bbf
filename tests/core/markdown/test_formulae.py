"""Formulae as Unicode and as MathML."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from latex2mathml import commands

from coalition_quiz.core.markdown.formula import as_mathml, read_formula
from coalition_quiz.core.markdown.formula_text import as_unicode

FORMULAE = [
    ("x^2", "x²"),
    ("E=mc^2", "E = mc²"),
    ("H_2O", "H₂O"),
    (r"\mathrm{CO_2}", "CO₂"),
    ("x_{n+1}", "xₙ₊₁"),
    ("x_1^2", "x₁²"),
    (r"\frac{a}{b+1}", "a/(b + 1)"),
    (r"\frac{1}{2}x", "1/2 x"),
    (r"\sqrt{x+1}", "√(x + 1)"),
    (r"\sqrt[3]{x}", "∛x"),
    (r"\sqrt[5]{x}", "⁵√x"),
    (r"\sum_{i=1}^n i^2", "∑ᵢ₌₁ⁿ i²"),
    (r"\lim_{x\to0} f(x)", "lim_(x → 0) f(x)"),
    (r"\sin 2x+\cos^2 x", "sin 2x + cos² x"),
    (r"e^{i\pi}+1=0", "e^(iπ) + 1 = 0"),
    ("x=-1", "x = −1"),
    ("a-b", "a − b"),
    (r"90^\circ", "90°"),
    ("f'(x)", "f′(x)"),
    (r"\vec{v}", "v⃗"),
    (r"\overline{AB}", "A̅B̅"),
    (r"\binom{n}{k}", "(n over k)"),
    (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a, b; c, d)"),
    (r"\text{if } x>0", "if x > 0"),
    (r"x \in \mathbb{R}", "x ∈ ℝ"),
    # Not readable: shown as it is.
    (r"\frac{1}{2", r"$\frac{1}{2$"),
    (r"\frac{1}", r"$\frac{1}$"),
    (r"\ce{H2O}", r"$\ce{H2O}$"),
]


@pytest.mark.parametrize(("latex", "text"), FORMULAE)
def test_unicode(latex: str, text: str) -> None:
    assert as_unicode(latex) == text


@pytest.mark.parametrize(
    ("latex", "mathml"),
    [
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        (r"\text{<b>}", "<mtext>&lt;b&gt;</mtext>"),
        (r"\href{javascript:alert(1)}{x}", "<mi>x</mi>"),
        (r"\style{color:red}{x}", "<mi>x</mi>"),
        (r"\ce{<b>}", r"<code>\ce{&lt;b&gt;}</code>"),
    ],
)
def test_mathml(latex: str, mathml: str) -> None:
    """It has no address, no style and no class."""
    written = as_mathml(latex)
    assert mathml in written
    assert not any(word in written for word in ("href", "style=", "class", "javascript"))


NAMES = [each for each in vars(commands).values() if isinstance(each, str) and each[:1] == "\\"]
PIECES = st.sampled_from([*NAMES, *"{}^_&[]'+-=<>ab12 ", "\\\\", "\\left(", "\\right)", "\\frac"])


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_latex(latex: str) -> None:
    """Whatever the parser of LaTeX does, there is a text and well-formed MathML."""
    assert as_unicode(latex) or not latex.strip()
    root = ET.fromstring(as_mathml(latex))  # noqa: S314 - it is our own
    assert root.tag == ("math" if read_formula(latex) else "code")
