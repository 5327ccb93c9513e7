"""What the words around an amount of kroner make of it: income, merely an amount, a price, or something else."""

from typing import Literal

from bot.forms.facts.message import CLAUSE_ENDS, COMMON, NUMBER, SENTENCE_ENDS, Message, Quantity
from bot.forms.vocabulary import vocabulary

# "belop": somebody has it, whatever it is. "annet": no income (wealth, debt, a case number). "": nothing describes it.
Cue = Literal["inntekt", "belop", "pris", "annet", ""]

_WORDS = vocabulary("inntekt")
_WAGE, _HAS, _PAY, _PRICE, _OTHER = (_WORDS[group] for group in ("lonn", "har", "betale", "pris", "annet"))
_ABOUT_MONEY = _WAGE | _HAS | _PAY | _PRICE | _WORDS["om_penger"]
_SMALL_WORDS = _WORDS["smaaord"] | _WORDS["kroner"] | COMMON["maaneder"] | {NUMBER}
_PHRASE_ENDS = CLAUSE_ENDS | _WORDS["ny_setning"] | {NUMBER}
_PHRASE, _SENTENCE, _SHORT_MESSAGE = 6, 20, 3  # words looked at
# 116 006, 116 111, 116 117, 116 123 and the other European help lines.
_HELP_LINES = range(116_001, 116_200)
# Eight digits without a word about them are a telephone number.
_FEWEST_OF_A_TELEPHONE = 10_000_000


def denied(message: Message, quantity: Quantity, after: int) -> bool:
    """«tjener ikke 400 000», «gikk opp med 100 000», «100 000 mer», «60 % av 500 000», «G er 130 160»."""
    before = message.before(quantity.first)
    change = before[:1] == ["med"] and _WORDS["endring"] & set(before)
    share = before[:1] == ["av"] and _WORDS["prosent"] & set(before[1:2])
    of_g = before == ["er", "g"]
    return (
        bool(COMMON["ikke"] & set(before[:2]) or change or share or of_g)
        or message.word(after) in _WORDS["endring_etter"]
    )


def cue_of(message: Message, quantity: Quantity, after: int, inherited: Cue) -> Cue:
    """The words after the amount («i trygd», «på bok») say it best, then the nearest before it.

    `inherited` is what the amount before it in the sentence is: «mannen tjener 300 og jeg 250».
    """
    link = ""
    for word in message.after(after, stop=_PHRASE_ENDS, limit=_PHRASE):
        if word in _WAGE:
            return "inntekt"
        if (word in _OTHER and link not in _WORDS["foer"]) or (word in _PRICE and link == "i"):
            return "annet"
        link = word
    cue = _cue_before(message, quantity)
    return "inntekt" if inherited == "inntekt" and cue in ("belop", "") else cue


def _cue_before(message: Message, quantity: Quantity) -> Cue:
    described, nearer = True, ""
    for word in message.before(quantity.first, stop=SENTENCE_ENDS | {NUMBER}, limit=_SENTENCE):
        if word in _WAGE:
            return "inntekt"
        if word in _OTHER:
            return "annet"
        if word in _PAY:
            return "annet" if described else ""
        if word in _PRICE:
            return "pris" if described else ""
        if word in _HAS:
            return "belop"
        if word in _WORDS["skille"] and nearer != "lag":  # «om lag»
            described = False
        nearer = word
    return ""


def could_be_income(message: Message, quantity: Quantity, after: int, cue: Cue, marked: bool) -> bool:
    """Whether an amount may be an income at all; one that nothing describes needs to stand by itself or among prices.

    `marked`: kroner or thousands were said. A number that is not must look like an amount («467 812», «400000»).
    """
    if cue != "":
        return True
    grouped = not message.text[quantity.start : quantity.end].isdigit()
    looks_so = (grouped or quantity.low % 1000 == 0) and quantity.low not in _HELP_LINES
    if not marked and (not looks_so or quantity.high >= _FEWEST_OF_A_TELEPHONE):
        return False
    clause = {*message.before(quantity.first), *message.after(after)}
    around = message.before(quantity.first, stop=SENTENCE_ENDS, limit=_SENTENCE)
    sentence = {*around, *message.after(after, stop=SENTENCE_ENDS, limit=_SENTENCE)}
    return bool(sentence & _ABOUT_MONEY) or clause <= _SMALL_WORDS or len(message.words) <= _SHORT_MESSAGE
