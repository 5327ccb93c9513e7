"""What goes into the engine and what comes out: plain data, no words for citizens."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Innspill:
    """What the citizen did: typed text, or pressed the button with this id."""

    tekst: str = ""
    valg: str | None = None


@dataclass(frozen=True)
class Valg:
    """A button: its id, and the response key of its title without "utter_"."""

    id: str
    kode: str


@dataclass(frozen=True)
class Melding:
    """One message: its response key without "utter_", its values as plain data, its buttons."""

    kode: str
    verdier: dict[str, Any] = field(default_factory=dict)
    valg: tuple[Valg, ...] = ()


@dataclass(frozen=True)
class Rad:
    """One row of the check: status is "ikke_svart" for a question that has not been asked yet."""

    nokkel: str
    slag: str
    status: str
    verdi: Any = None

    def as_dict(self) -> dict[str, Any]:
        return {"nokkel": self.nokkel, "slag": self.slag, "status": self.status, "verdi": self.verdi}


@dataclass(frozen=True)
class Utfall:
    """The state after a turn, what to say, and the flow whose result is to be shown now, if any."""

    tilstand: dict[str, Any]
    meldinger: list[Melding]
    ferdig: str | None = None
