"""The few sentences the channel itself says, in Bokmål and Nynorsk, from meldinger.yml."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dateutil import tz
from ruamel.yaml import YAML

from bot import wording

WORDS_FILE = Path(__file__).with_name("meldinger.yml")
MAALFORMER = ("nb", "nn")
_DEFAULT = "nb"
_NORWEGIAN_TIME = tz.gettz("Europe/Oslo")


class Texts:
    """Sentences by key and målform ("nb" or "nn")."""

    def __init__(self, path: Path = WORDS_FILE) -> None:
        self._words: dict[str, dict[str, str]] = YAML(typ="safe").load(path)

    def say(self, key: str, maalform: str, **values: object) -> str:
        """The sentence for `key`, its placeholders filled in; a time stands there as people say it.

        Raises KeyError for a key that is not in the file.
        """
        said = {
            name: _moment(value, maalform) if isinstance(value, datetime) else value for name, value in values.items()
        }
        return self._words[key][maalform].strip().format(**said)

    def masked(self, kinds: Sequence[str], maalform: str) -> str:
        """The notice that personal data was hidden, naming the kinds (keys `maskert_<kind>`)."""
        names = [self.say(f"maskert_{kind}", maalform) for kind in kinds]
        listed = " og ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        return self.say("maskert", maalform, hva=listed)


def _moment(time: datetime, maalform: str) -> str:
    """Day and Norwegian time of day, in words."""
    local = time.astimezone(_NORWEGIAN_TIME)
    return f"{wording.day(local.date(), maalform)} klokka {local:%H.%M}"


def preferred_maalform(accept_language: str | None) -> str:
    """ "nn" when the browser's Accept-Language ranks Nynorsk above Bokmål, otherwise "nb"."""
    ranked = []
    for position, part in enumerate((accept_language or "").split(",")):
        tag, _, quality = part.strip().partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if language in (*MAALFORMER, "no") and weight > 0:
            ranked.append((-weight, position, language))
    return "nn" if ranked and min(ranked)[2] == "nn" else _DEFAULT
