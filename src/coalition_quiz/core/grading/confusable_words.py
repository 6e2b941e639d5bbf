"""Words that a slip of the pen would turn into one another, though both are words."""

from functools import lru_cache

_LOOKALIKES = """
angel angle / acetic ascetic / bight blight bright / board broad / canon cannon / cloths clothes /
ethic ethnic / expect except / forth fourth / hart heart / holly holy / humus hummus / lama llama
/ moral mortal / ordinance ordnance / patent patient / spare sparse / spite sprite / venous venus
/ viscous viscus / baring barring / brain bran / brain brian / carter crater / carton cartoon /
casual causal / cation caution / chord cord / coma comma / coral corral / country county / dairy
diary / decent descent / desert dessert / diner dinner / discreet discrete / facial fascial /
filing filling / furry fury / genius genus / hoping hopping / iconic ionic ironic / immorality
immortality / insulin inulin / later latter / lightening lightning / linear liner / loose lose /
maize maze / marital martial / martian martin / meiosis miosis / mental metal / minister minster /
mucous mucus / palace place plaice / perineal peritoneal / planet plant / planing planning /
poplar popular / prostate prostrate / pubic public / quiet quite / raise rise / relay replay /
sacred scared / salon saloon / silver sliver / staring starring / statue stature statute / striped
stripped / sturgeon surgeon / styria syria / super supper / thorough through / thrust trust /
tired tried / trail trial / trophic tropic / trying tying / vellum velum / venal venial / wales
whales / word world / human humane / urban urbane / moral morale / local locale / rational
rationale / artist artiste / german germane / franc france / corps corpse / breath breathe / cloth
clothe / wreath wreathe / sooth soothe / divers diverse / revers reverse / secret secrete / grand
grande / envelop envelope / confirmation conformation / complementary complimentary
"""


def are_two_words(one: str, other: str) -> bool:
    """Whether two folded words are known to be different words that look alike."""
    return other in _groups().get(one, frozenset())


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for line in _LOOKALIKES.split("/"):
        words = frozenset(line.split())
        for word in words:
            groups[word] = groups.get(word, frozenset()) | words
    return groups
