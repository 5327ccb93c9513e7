"""The one data set behind PDF, HTML and JSON: checked against the published schema and against itself.

Errors: UgyldigDokumentdata, naming the field, what was found and what is allowed.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from jsonschema.exceptions import ValidationError, best_match  # type: ignore[import-untyped]

from bot.calculator.errors import UgyldigInndata
from bot.calculator.timeplan import Oppgave, TimeplanResult, beregn_timeplan

from .feil import UgyldigDokumentdata

Data = dict[str, Any]
SKJEMAER = {"bpa-soknad": "soknad", "bpa-klage": "klage"}
_FOLDER = Path(__file__).with_name("skjema")
_FELT_I_OPPGAVE = ("navn", "slag", "minutter", "ganger", "per", "hjelpere", "natt")
_LONGEST_QUOTE = 80


@lru_cache(maxsize=len(SKJEMAER))
def skjema(navn: str) -> Data:
    """The published JSON Schema of «bpa-soknad» or «bpa-klage»."""
    content: Data = json.loads((_FOLDER / f"{SKJEMAER[navn]}.schema.json").read_text(encoding="utf-8"))
    return content


def egne_svar(navn: str, svar: Mapping[str, Any]) -> Data:
    """The answers that belong in this document: a complaint carries no income, an application no complaint."""
    tillatt = skjema(navn)["properties"]["svar"]["properties"]
    return {nokkel: verdi for nokkel, verdi in svar.items() if nokkel in tillatt}


def sjekket(data: object) -> Data:
    """The data set when it follows its schema and its figures agree with its tasks. Raises UgyldigDokumentdata."""
    if not isinstance(data, dict):
        raise UgyldigDokumentdata("", f"fant {_sitat(data)}, må være et objekt")
    navn = data.get("skjema")
    if not isinstance(navn, str) or navn not in SKJEMAER:
        raise UgyldigDokumentdata("skjema", f"fant {_sitat(navn)}, må være {_eller(list(SKJEMAER))}")
    validator = Draft202012Validator(skjema(navn), format_checker=FormatChecker(formats=("date",)))
    feil = best_match(validator.iter_errors(data))
    if feil is not None:
        raise _oversatt(feil)
    _sjekk_timeplan(data)
    _sjekk_frist(data)
    _sjekk_vedlegg(data)
    return data


def besvart(data: Data, nokkel: str) -> Any:
    """The value that was answered, None when it was not."""
    svar = data["svar"].get(nokkel) or {}
    return svar.get("verdi") if svar.get("status") == "svart" else None


def timeplan(oppgaver: Sequence[Mapping[str, Any]]) -> TimeplanResult:
    """The tasks that have a time, counted by the calculator. Raises UgyldigInndata."""
    return beregn_timeplan(
        [
            Oppgave(
                **{felt: oppgave[felt] for felt in _FELT_I_OPPGAVE if felt in oppgave},
                ukedager=tuple(oppgave.get("ukedager") or ()),
            )
            for oppgave in oppgaver
            if oppgave["minutter"] is not None
        ]
    )


def _sjekk_timeplan(data: Data) -> None:
    """A document must never show one sum of hours and draw another."""
    oppgaver, oppgitt = besvart(data, "oppgaver"), data.get("timeplan")
    if oppgaver is None:
        if oppgitt is not None:
            raise UgyldigDokumentdata("timeplan", "må være null når svar.oppgaver ikke er besvart")
        return
    if oppgitt is None:
        raise UgyldigDokumentdata("timeplan", "mangler, men svar.oppgaver er besvart")
    try:
        regnet = timeplan(oppgaver)
    except UgyldigInndata as feil:
        raise UgyldigDokumentdata("svar.oppgaver.verdi", str(feil)) from feil
    minutter = round(Decimal(oppgitt["timer_per_uke"]) * 60)
    for felt, fant, riktig in (
        ("timer_per_uke", minutter, regnet.minutter_per_uke),
        ("per_ukedag", oppgitt["per_ukedag"], list(regnet.per_ukedag)),
        ("uten_fast_dag", oppgitt["uten_fast_dag"], regnet.uten_fast_dag),
    ):
        if fant != riktig:
            raise UgyldigDokumentdata(f"timeplan.{felt}", f"fant {fant} minutter, oppgavene gir {riktig}")


def _sjekk_frist(data: Data) -> None:
    frist, mottatt = data.get("klagefrist"), besvart(data, "mottatt")
    if not frist:
        return
    if mottatt is None:
        raise UgyldigDokumentdata("klagefrist", "må være null når svar.mottatt ikke er besvart")
    if not mottatt < frist["siste_dag"]:
        raise UgyldigDokumentdata("klagefrist.siste_dag", f"fant {frist['siste_dag']}, må være etter {mottatt}")
    if frist["lever_senest"] > frist["siste_dag"]:
        raise UgyldigDokumentdata(
            "klagefrist.lever_senest", f"fant {frist['lever_senest']}, kan ikke være etter {frist['siste_dag']}"
        )


def _sjekk_vedlegg(data: Data) -> None:
    for nokkel in ("vedlegg", "vedlegg_klage"):
        valgt = besvart(data, nokkel) or []
        if "ingen" in valgt and len(valgt) > 1:
            raise UgyldigDokumentdata(f"svar.{nokkel}.verdi", f"fant {_sitat(valgt)}, «ingen» kan bare stå alene")


def _oversatt(feil: ValidationError) -> UgyldigDokumentdata:
    """jsonschema's error in Norwegian, without the whole data set in it."""
    fant, grense = f"fant {_sitat(feil.instance)}, ", feil.validator_value
    felt = ".".join(str(ledd) for ledd in feil.absolute_path)
    if feil.validator == "required":
        mangler = [navn for navn in grense if navn not in feil.instance]
        return UgyldigDokumentdata(felt, f"mangler {_liste(mangler)}")
    if feil.validator == "additionalProperties":
        ukjente = [navn for navn in feil.instance if navn not in feil.schema["properties"]]
        return UgyldigDokumentdata(felt, f"kjenner ikke {_liste(ukjente)}")
    regler: dict[str, Callable[[], str]] = {
        "type": lambda: f"må være av typen {_eller(grense if isinstance(grense, list) else [grense])}",
        "enum": lambda: f"må være {_eller(grense)}",
        "const": lambda: f"må være {_eller([grense])}",
        "minimum": lambda: f"må være minst {grense}",
        "maximum": lambda: f"kan være høyst {grense}",
        "minLength": lambda: f"må ha minst {grense} tegn",
        "maxLength": lambda: f"har {len(feil.instance)} tegn, kan ha høyst {grense}",
        "minItems": lambda: f"må ha minst {grense}",
        "maxItems": lambda: f"kan ha høyst {grense}",
        "minProperties": lambda: f"må ha {_eller(list(feil.schema['properties']))}",
        "maxProperties": lambda: f"kan bare ha én av {_liste(list(feil.schema['properties']))}",
        "uniqueItems": lambda: "hver verdi kan stå bare én gang",
        "format": lambda: "må være en dato som finnes, som 2026-11-21",
        "pattern": lambda: f"må ha formen {grense}",
    }
    return UgyldigDokumentdata(felt, fant + regler[feil.validator]())


def _sitat(verdi: object) -> str:
    tekst = json.dumps(verdi, ensure_ascii=False, default=str)
    return tekst if len(tekst) <= _LONGEST_QUOTE else tekst[:_LONGEST_QUOTE] + " …"


def _liste(navn: Sequence[str]) -> str:
    return ", ".join(f"«{ett}»" for ett in navn)


def _eller(verdier: Sequence[object]) -> str:
    return " eller ".join("null" if verdi is None else f"«{verdi}»" for verdi in verdier)
