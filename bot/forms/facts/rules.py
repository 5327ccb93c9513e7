"""Words that ask for the rule itself («kravet om 32 timer», «må man ha ...»), and so tell nothing about a person."""

from bot.forms.facts.message import Message
from bot.forms.vocabulary import vocabulary

_WORDS = vocabulary("regel")


def asks_for_the_rule(message: Message, first: int, next_at: int) -> bool:
    """Whether the clause around those places asks what the rule is, rather than telling a fact."""
    before, after = message.before(first), message.after(next_at)
    return bool(_WORDS["regel"] & {*before, *after}) or _obliged(before[::-1])


def _obliged(clause: list[str]) -> bool:
    """«må man ha 32 timer» asks for the rule; «jeg må ha 32 timer» tells a need."""
    for at, word in enumerate(clause):
        following = clause[at + 1 : at + 4]
        who = word in _WORDS["maa_han"] or (word in _WORDS["maa"] and bool(_WORDS["hvem"] & set(following[:1])))
        if who and _WORDS["ha"] & set(following):
            return True
    return False
