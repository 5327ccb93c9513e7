"""The words of the documents: both written forms of everything, none of the other form's words, no figure in a text."""

import re
from string import Formatter

import pytest

from bot.documents import lag_html, lag_pdf
from bot.documents.datasett import timeplan
from bot.documents.ord import Ord, alle_tekster
from bot.forms.flyt.oppgave_lesing import SJELDEN
from bot.forms.flyt.sporsmaal import SPORSMAAL
from tests.documents.datasett import KOMMUNE, OPPGAVER, SVAR_SOKNAD, klage, soknad, svart
from tests.documents.lesing import page

NYNORSK = re.compile(
    r"\b(ikkje|eg|kva|korleis|kven|kvifor|frå|meir|berre|veka|veke|veker|timar|søkje\w*|vere|nokon|seie|treng|namn|stad|kvar|gong\w*"
    r"|dagar|månad\w*|måndag|tysdag|laurdag|sundag|sjølv|dersom|tenest\w*|opplysningar|oppgåve\w*|hjelpar\w*|einskild\w*|eigendel|verje"
    r"|personleg|skriv|lova|helsa|hjelpa|saka|klaga|kjem|tek|heile|vidare|opne|seinast|heimebesøk)\b",
    re.IGNORECASE,
)
BOKMAAL = re.compile(
    r"\b(ikke|jeg|hva|hvordan|hvem|hvorfor|fra|mer|bare|uke|uka|uker|timer|søke|søker|være|noen|si|trenger|navn|sted|hver|ganger"
    r"|dager|måneder|måned|måneden|mandag|tirsdag|lørdag|selv|hvis|tjenest\w*|opplysninger|oppgaver|hjelpere|egenandel|verge"
    r"|personlig|skriver|loven|helsen|hjelpen|saken|klagen|kommer|tar|hele|videre|åpne|senest|hjemmebesøk|den|et|en|noe|forvaltningsloven)\b",
    re.IGNORECASE,
)  # fmt: skip
WRONG = {"nb": NYNORSK, "nn": BOKMAAL}
# «Den det gjeld» is right in Nynorsk too, and so is «den dagen».
BOTH = {"den", "skriv"}
TEXTS = [(key, form, text) for key, forms in alle_tekster().items() for form, text in forms.items()]


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "form", "text"), TEXTS, ids=lambda part: str(part)[:40])
def test_no_word_of_the_other_written_form_stands_in_a_text(key, form, text):
    found = {match.group().lower() for match in WRONG[form].finditer(re.sub(r"\{\w+\}", "", text))}
    assert found - BOTH == set()


@pytest.mark.parametrize("key", alle_tekster())
def test_both_forms_fill_in_the_same(key):
    nb, nn = alle_tekster()[key]["nb"], alle_tekster()[key]["nn"]
    assert fields(nb) == fields(nn)


@pytest.mark.parametrize(("key", "form", "text"), TEXTS, ids=lambda part: str(part)[:40])
def test_no_figure_stands_in_a_text_but_the_paragraphs_of_the_law(key, form, text):
    assert key.startswith("lov.") or not re.search(r"\d", re.sub(r"\{\w+\}", "", text))


@pytest.mark.parametrize("key", {*SVAR_SOKNAD, *klage()["svar"]})
def test_every_answer_has_a_label_and_every_choice_its_words(key):
    texts = alle_tekster()
    assert f"felt.{key}" in texts
    assert [value for value in SPORSMAAL[key].valg if f"verdi.{key}.{value}" not in texts] == []


@pytest.mark.parametrize("make", [soknad, klage])
@pytest.mark.parametrize("maalform", ["nb", "nn"])
def test_a_whole_document_has_no_word_of_the_other_form(make, maalform):
    """What the citizen wrote is in neither form; it is taken out here."""
    said = {key: svart("–") for key, answer in make()["svar"].items() if SPORSMAAL[key].slag == "fritekst"}
    data = make(maalform, **said)
    for task in (data["svar"].get("oppgaver") or {"verdi": []})["verdi"]:
        task["navn"] = "–"
    if make is soknad:
        data["svar"]["timer"]["verdi"]["sagt"] = None
    elements = list(page(data).find("body").iter())
    text = " ".join([*page(data).find("body").itertext(), *(element.get("aria-label", "") for element in elements)])
    found = {match.group().lower() for match in WRONG[maalform].finditer(text)}
    assert found - BOTH == set()


@pytest.mark.parametrize(("key", "form", "text"), TEXTS, ids=lambda part: str(part)[:40])
def test_no_one_is_told_not_to_apply(key, form, text):
    assert not re.search(r"ikk?j?e? (å )?søke?j?e?\b|trenger ikke søke|nytter ikke|fylkesmann", text, re.IGNORECASE)


def every_kind_of_document():
    """Applications and complaints that between them take every way: every choice, every status, early and late."""
    for key, question in SPORSMAAL.items():
        for make in (soknad, klage):
            for value in question.valg if key in make()["svar"] else ():
                yield make(**{key: svart([value] if question.slag == "flervalg" else value)})
    yield soknad(
        hvem=svart("meg"), varighet=svart({"varig": True}), inntekt=svart({"kr": "400000"}), samtykke=svart(False)
    )
    yield soknad(inntekt=svart({"g": "3.5"}), oppgaver=None, natt={"verdi": "tja", "status": "ikke_forstatt"})
    yield klage(mottatt={"verdi": None, "status": "vet_ikke"}, vedtak=None, utsatt_iverksetting=svart(False))
    for day in ("2026-11-30", "2026-12-01"):
        yield klage() | {"dato": day, "klagefrist": {"siste_dag": "2026-11-30", "lever_senest": "2026-11-27"}}
    for outcome in ("rett", "rett_med_forbehold", "kommunen_vurderer", "uavklart"):
        conditions = [
            {"id": name, "status": "oppfylt", "paragraf": "§ 2-1"} for name in ("nodvendige_tjenester", "alder")
        ]
        yield soknad() | {"rett": {"utfall": outcome, "vilkar": conditions}}
    tasks = [
        {**OPPGAVER[0], "slag": "avlastning", "minutter": None, "hjelpere": 2, "natt": True},
        {**OPPGAVER[0], "slag": "helse", "minutter": 1, "per": "aar", "natt": True, "naar": None},
        {**OPPGAVER[0], "minutter": 30, "per": "maaned"},
        {**OPPGAVER[4], "ganger": 2, "minutter": 30},
        *({**OPPGAVER[0], "navn": name, "minutter": 10, "per": "aar", "ganger": n} for n, name in SJELDEN.items()),
    ]
    plan = timeplan(tasks)
    hours = {"timer_per_uke": str(plan.minutter_per_uke / 60), "uten_fast_dag": plan.uten_fast_dag}
    place = {**KOMMUNE, "adresse": "Prøveveien", "telefon": "00 00 00 00"}
    yield soknad(oppgaver=svart(tasks)) | {"timeplan": {**hours, "per_ukedag": list(plan.per_ukedag)}, "kommune": place}
    price = {"belop_per_maaned": "220", "lavest": "110", "tabell_fra": "2023-01-01"}
    yield soknad(vedlegg=svart(["ingen"]), fyller_ut=svart("verge")) | {"egenandel": price}
    yield klage(vedlegg_klage=svart(["ingen"]), fyller_ut=svart("selv"))


def test_every_text_is_used_by_some_document(monkeypatch):
    used = set()
    said = Ord.__call__

    def recorded(self, key, **values):
        used.add(key)
        return said(self, key, **values)

    monkeypatch.setattr(Ord, "__call__", recorded)
    for data in every_kind_of_document():
        lag_html(data)
    lag_pdf(soknad(situasjon=svart("漢")))
    assert {key for key in alle_tekster() if not key.startswith("lov.")} - used == set()
