"""The words of the documents: both written forms of everything, none of the other form's words, no figure in a text."""

import re
from string import Formatter

import pytest

from bot.documents.ord import alle_tekster
from bot.forms.flyt.sporsmaal import SPORSMAAL

from tests.documents.datasett import SVAR_SOKNAD, klage, soknad, svart
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


def test_every_text_is_used():
    from pathlib import Path

    import bot.documents

    folder = Path(bot.documents.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in [*folder.glob("*.py"), *folder.glob("maler/*")])
    built = ("lov.", "felt.", "felt_", "verdi.", "oppgave.", "rett.", "haand.", "ark.", "klage.emne.")
    unused = [key for key in alle_tekster() if f'"{key}"' not in source and not key.startswith(built)]
    assert unused == []
    named = {key.rsplit(".", 1)[1] for key in alle_tekster() if key.startswith(("oppgave.hode", "haand.", "ark."))}
    assert [name for name in named if not re.search(rf"[\"._]{name.removeprefix('hode_').removeprefix('overskrift_')}\b", source)] == []
