"""What a simulated citizen does between the answers, and what the assistant must do then."""

from typing import Any

from tests.conversations.simulert import fasit
from tests.conversations.simulert.person import FLERVALG, FRITEKST, Person, ytringer
from tests.conversations.simulert.svar import Svar
from tests.conversations.simulert.tur import FLYTER

HENDELSER = (
    "side", "hvorfor", "hvor_langt", "svarene", "pause", "tilbake", "tull", "smaaprat", "rett_opp", "endre", "avbryt_nei",
    "bytt", "maalform", "krise", "paa_nytt", "lagre",
)  # fmt: skip
_RARE = {"bytt": 0.5, "maalform": 0.3, "krise": 0.2, "paa_nytt": 0.2}
_ONCE = {"bytt", "maalform", "krise", "paa_nytt"}


class Hendelser(Svar):
    """One method per thing that may come in between; each is named in HENDELSER."""

    def _hendelse(self) -> str | None:
        if self.stadig is not None:
            return self.stadig if self._kan(self.stadig) else None
        if self.rng.random() > 0.3:
            return None
        event = self.rng.choice(HENDELSER)
        return event if self._kan(event) and self.rng.random() < _RARE.get(event, 1) else None

    def _kan(self, event: str) -> bool:
        if event in _ONCE and self.gjort[event]:
            return False
        if event in ("tull", "smaaprat"):  # to an open question they are an answer
            return self.sporsmal not in (*FRITEKST, "oppgaver", "sjekk")
        if event in ("rett_opp", "endre"):
            return bool(self._rettbare())
        if event == "tilbake":
            return self.sporsmal not in ("sjekk", "oppgaver") and not self._delvis()
        return not (event in ("paa_nytt", "bytt") and (self.stabel or self._delvis()))

    def _delvis(self) -> bool:
        """Whether an answer in several turns is on its way."""
        return self.sporsmal in FLERVALG and self.sporsmal in self.sagt

    def _samme(self, before: str | None, event: str) -> None:
        if event in ("tilbake", "bytt", "paa_nytt", "rett_opp", "endre"):
            return
        if self.sporsmal != before:
            self.galt(
                "spurt_igjen" if self.sporsmal in self.sagt else "blandet",
                f"after {event}: {before} -> {self.sporsmal}",
            )

    def _side(self) -> None:
        self.si(self.p.si("sidesporsmaal"))

    def _hvorfor(self) -> None:
        if not self._trykker("!hvorfor"):
            self.si(self.p.si("kommando", "hvorfor"))
        if not any(code.startswith("flyt_hvorfor_") for code in self.koder):
            self.galt("taus", "no reason given")

    def _hvor_langt(self) -> None:
        self.si(self.p.si("kommando", "hvor_langt"))
        if "flyt_fremdrift" not in self.koder:
            self.galt("taus", "not told how far")

    def _svarene(self) -> None:
        self.si(self.p.si("kommando", "svarene"))
        if not self.koder & {"flyt_svar_saa_langt", "flyt_sjekk_svar"}:
            self.galt("taus", "answers not shown")

    def _pause(self) -> None:
        key = self.sporsmal
        self.si(self.p.si("kommando", "pause"))
        if "flyt_pauset" not in self.koder:
            self.galt("taus", "no pause")
        if self.rng.random() < 0.5:
            self.si(self.p.si("sidesporsmaal"))
            if self.koder & {f"flyt_sp_{key}", f"flyt_sp_{key}_annen"}:
                self.galt("spurt_igjen", f"{key} asked during a pause")
        if not self._trykker("!fortsett"):
            self.si(self.p.si("kommando", "fortsett"))

    def _tilbake(self) -> None:
        before = self.sporsmal
        if not self._trykker("!tilbake"):
            self.si(self.p.si("kommando", "tilbake"))
        if "flyt_tilbake_foerst" in self.koder:
            return
        key = self.sporsmal
        if key not in self.sagt:
            self.galt("blandet", f"back from {before} leads to {key}")
            return
        # Look back at it and keep it.
        self.aapen.add(key)
        if key == "oppgaver":
            self.si(self.p.si("kommando", "ferdig"))
            if self.sporsmal == key:
                self.si(self.p.si("kommando", "ferdig"))
        elif key in FLERVALG and self.sagt[key][0] == "svart":
            self.trykk(f"{key}:!ferdig")
        elif not self.trykk(f"{key}:!behold"):
            self.si(self.p.si("kommando", "fortsett"))
        self.aapen.discard(key)
        if self.sporsmal != before:
            self.galt("blandet", f"back to {key} and kept; then {self.sporsmal}, not {before}")

    def _tull(self) -> None:
        self.si(self.rng.choice(ytringer()["tull"]))

    def _smaaprat(self) -> None:
        self.si(self.rng.choice(ytringer()["smaaprat"]))

    def _krise(self) -> None:
        before = self.sporsmal
        self.si(self.p.si("krise"))
        if not any("113" in message["text"] for message in self.meldinger):
            self.galt("galt_svar", "no emergency number in a crisis")
        self.sporsmal = before

    def _avbryt_nei(self) -> None:
        self.si(self.p.si("kommando", "avbryt"))
        if "flyt_avbryt_sikker" not in self.koder:
            self.galt("taus", "not asked whether to stop")
        self.si("nei")

    def _maalform(self) -> None:
        form = "nb" if self.p.form == "nn" else "nn"
        self.bedt_form = form
        self.si(self.rng.choice(ytringer()["maalform"][form]))

    def _rett_opp(self) -> None:
        """«nei, jeg mente 45 år»: the answer given last, of a kind that tells itself."""
        last = [key for key in self.sagt if self.sagt[key][0] == "svart"][-1:]
        key = last[0] if last and last[0] in self._rettbare() and last[0] in ("alder", "timer", "varighet") else None
        if key is None:
            self._endre()
            return
        new = self._ny_verdi(key)
        plain = Person("", self.p.stil, self.rng, self.p.fakta).sagt(key, new)
        plain = f"{new} år" if key == "alder" else plain
        # «nei alltid» and, to an open question, «nei 80 år» could be the answer to the present question.
        clear = any(char.isdigit() for char in plain) and self.sporsmal not in FRITEKST
        said = self.p.si("mente") if clear else {"nb": "nei, jeg mente {ny}", "nn": "nei, eg meinte {ny}"}[self.p.form]
        self._rettet(key, new, said.format(ny=plain))

    def _endre(self) -> None:
        """«endre alderen til 70», at once or by asking for the question again."""
        key = self.rng.choice(self._rettbare())
        new = self._ny_verdi(key)
        names = self.p.si("felt", key)
        if self.rng.random() < 0.7 and key not in ("husstand", "vedtak", "arbeidsleder"):
            self._rettet(key, new, self.p.si("endre").format(felt=names, ny=self.p.sagt(key, new)))
            return
        before = self.sporsmal
        self.si(f"endre {names}")
        if self.sporsmal != key:
            self.galt("taus", f"asked to change {key}, was asked {self.sporsmal}")
            return
        self.aapen.add(key)
        self._svar(key)
        self._etter_rettelse(before)

    def _rettet(self, key: str, new: Any, said: str) -> None:
        before = self.sporsmal
        self.sagt[key] = ("svart", new)
        self.si(said)
        if "flyt_enhet_timer" in self.koder:
            self.si(self.p.si("enhet", new.per))
        self._etter_rettelse(before)

    def _etter_rettelse(self, before: str | None) -> None:
        """Parts told earlier may no longer fit in the whole; then they are asked again."""
        if "flyt_deler_for_store" in self.koder:
            for part in ("timer_helse", "timer_iblant"):
                self.sagt.pop(part, None)
        elif self.sporsmal != before and self.sporsmal in self.sagt:
            self.galt("spurt_igjen", f"after a correction: {before} -> {self.sporsmal}")

    def _bytt(self) -> None:
        """Another flow; this one comes back when that one ends."""
        other = self.rng.choice([one for one in FLYTER if one != self.flyt and one not in self.ferdige])
        self.stabel.append(self.flyt or "")
        self.flyt = other
        self.si(self.p.si("bytt", other))
        if "flyt_bytter" not in self.koder:
            self.galt("taus", f"did not change to {other}")

    def _paa_nytt(self) -> None:
        self.si(self.p.si("kommando", "paa_nytt"))
        if "flyt_paa_nytt_sikker" not in self.koder:
            self.galt("taus", "not asked whether to begin anew")
        kept = {key for flow in self.ferdige for key in fasit.SPORSMAAL[flow]}
        self.sagt = {key: told for key, told in self.sagt.items() if key in kept}
        self.si("ja")
