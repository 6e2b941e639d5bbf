"""The words for true and false, or yes and no, in many languages."""

import unicodedata

_TRUE = """
true yes / vrai vraie oui / wahr richtig ja / verdadero verdadera cierto sí / vero vera sì /
verdadeiro verdadeira sim / waar juist / sant ja / sand sandt / tosi kyllä / prawda tak / pravda
ano / igaz igen / adevărat da / правда верно да / вярно / правда так / αληθές σωστό ναι / doğru
evet / נכון אמת כן / صحيح صح نعم / درست بله / सही सच हाँ / 正しい 本当 はい 真 / 对 對 正确 正確 是 /
참 맞다 네 예 / benar ya / đúng / ถูก ใช่ / verum / cert
"""
_FALSE = """
false no / faux fausse non / falsch nein / falso falsa no / falso / falso falsa não nao / onwaar
onjuist nee / falskt falsk nej / epätosi väärin ei / fałsz nie / nepravda ne / hamis nem / fals
nu / ложь неверно нет / невярно не / неправда ні / ψευδές λάθος όχι / yanlış hayır / שקר
לא / خطأ خاطئ لا / نادرست نه / गलत ग़लत झूठ नहीं / 間違い うそ いいえ 偽 / 错 錯 错误 錯誤 否 不是 /
거짓 틀리다 아니요 / salah tidak / sai / ผิด ไม่ใช่ / falsum
"""
_MORE = {"לא נכון": False, "incorrect": False, "correct": True}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


TRUTH_WORDS = {
    **{_folded(word): True for word in _TRUE.replace("/", " ").split()},
    **{_folded(word): False for word in _FALSE.replace("/", " ").split()},
    **_MORE,
}
"""Whether a word says that a statement is true. No word says both in two languages."""


def truth_of(text: str) -> bool | None:
    """Return whether a word, in any language, says true or false; None for any other word."""
    return TRUTH_WORDS.get(_folded(text.strip()))
