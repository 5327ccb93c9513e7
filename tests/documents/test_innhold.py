"""Every answer stands in the PDF, on the page and in the JSON, whatever it is made of."""

import json
import random
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents import dokument, lag_html, lag_json, lag_pdf
from bot.documents.innhold import Innhold
from bot.forms.flyt.sporsmaal import FLYTER, SPORSMAAL
from tests.documents.datasett import OPPGAVER, klage, oppgave, soknad, svart
from tests.documents.lesing import html_text, pdf, pdf_text, squeezed
from tests.hanging import must_end

FRITEKST = [key for key in FLYTER["soknad"] if SPORSMAAL[key].slag == "fritekst"]
LONGEST = 4000  # characters of an answer


FORMATS = {"pdf": pdf_text, "html": html_text}


@pytest.fixture(params=FORMATS)
def text_of(request):
    return FORMATS[request.param]


SAID = {
    "nb": [
        "Barnet mitt", "Forelder", "17 år", "Fikk innvilget BPA før aldersgrensen", "Spise selv, styre elektrisk rullestol",
        "Ærlig talt er det øde og ålreit på én gang.", "Og en linje til.", "Hjemmesykepleie to ganger i døgnet.",
        "Da kan hun gå på speideren uten mamma.", "Ja, av og til", "Ja, hele tiden", "2 år og 6 måneder",
        "En nærstående", "En privat leverandør", "Legeerklæring og uttalelse fra ergoterapeut",
        "28 til 30 timer i uka (skrevet: «4 timer om dagen»)", "3,5 timer i uka", "Ektefelle eller samboer",
        "300 000 kr og 250 000 kr: 550 000 kr i året til sammen", "48 000 kr i året", "6,5 timer i uka",
        "40,5 timer i uka", "38,5 timer i uka", "66,08 timer i måneden", "Stå opp, dusj og påkledning (personlig stell)",
        "3 ganger om dagen", "tirsdag og fredag", "1,25 timer", "Hjelp uten fast dag", "2 027 kr i måneden",
        "1. januar 2023", "innen 1 måned", "Fristen er 4 uker", "Ikke send på e-post", "Fødselsnummer (elleve siffer)",
        "Fredrikstad kommune, tildelingskontoret", "www.fredrikstad.kommune.no", "Laget 21. november 2026",
    ],
    "nn": [
        "Barnet mitt", "17 år", "Fekk innvilga BPA før aldersgrensa", "Ja, heile tida", "2 år og 6 månader", "Ein nærståande",
        "Legeerklæring og fråsegn frå ergoterapeut", "28 til 30 timar i veka (skrive: «4 timer om dagen»)",
        "300 000 kr og 250 000 kr: 550 000 kr i året til saman", "40,5 timar i veka", "66,08 timar i månaden",
        "3 gonger om dagen", "tysdag og fredag", "måndag og torsdag", "innan 1 månad", "Fristen er 4 veker",
        "Ikkje send på e-post", "Laga 21. november 2026",
    ],
}  # fmt: skip


@pytest.mark.parametrize("maalform", ["nb", "nn"])
def test_every_answer_of_an_application_stands_in_words_in_pdf_and_page(text_of, maalform):
    text = squeezed(text_of(soknad(maalform)))
    assert [said for said in SAID[maalform] if squeezed(said) not in text] == []


def test_every_task_stands_with_its_name_and_its_hours(text_of):
    text = squeezed(text_of(soknad()))
    hours = ["7", "8,75", "8,75", "3,5", "4", "2,5", "4", "2"]
    for task, in_a_week in zip(OPPGAVER, hours, strict=True):
        assert squeezed(task["navn"]) in text
        assert in_a_week in text


def test_a_week_of_40_5_hours_is_40_comma_5_for_people_and_40_point_5_for_machines(text_of):
    assert squeezed("Hjelp i alt 40,5 timer i uka") in squeezed(text_of(soknad()))
    assert json.loads(lag_json(soknad()))["timeplan"]["timer_per_uke"] == "40.5"


@pytest.mark.parametrize("make", [soknad, klage])
def test_the_json_is_the_data_set_itself(make):
    assert json.loads(lag_json(make())) == make()


def test_a_complaint_is_a_letter_with_decision_dates_reasons_wish_and_attachments(text_of):
    text = squeezed(text_of(klage()))
    parts = [
        "Klage på vedtak om å redusere BPA", "Til Fredrikstad kommune, tildelingskontoret", "mandag 2. november 2026",
        "mandag 30. november 2026", "innen fristen på 4 uker", "Timene er kuttet fra 38 til 20 uten at noe har endret seg.",
        "Kommunen har ikke snakket med legen.", "At timene blir som før.", "utsatt iverksetting", "forvaltningsloven § 42",
        "sendes videre til Statsforvalteren", "Kopi av vedtaket", "Uttalelse fra noen som kjenner saken",
        "Skriftlig fullmakt, underskrevet av den det gjelder", "Underskrift", "Datoen på vedtaket", "En annen person",
    ]  # fmt: skip
    assert [part for part in parts if squeezed(part) not in text] == []


def test_on_the_last_day_a_complaint_is_in_time_and_the_day_after_it_asks_to_be_taken_all_the_same(text_of):
    data = klage()
    data["dato"] = "2026-11-30"
    assert squeezed("skrevet innen fristen") in squeezed(text_of(data))
    data["dato"] = "2026-12-01"
    late = squeezed(text_of(data))
    assert squeezed("likevel blir behandlet (forvaltningsloven § 31)") in late
    assert squeezed("skrevet innen fristen") not in late


def test_a_deadline_on_a_sunday_says_which_day_to_deliver_before(text_of):
    data = klage(mottatt=svart("2026-11-01"))
    data["klagefrist"] = {"siste_dag": "2026-11-29", "lever_senest": "2026-11-27"}
    assert squeezed("senest fredag 27. november 2026") in squeezed(text_of(data))


def test_without_a_date_the_complaint_names_the_weeks_and_no_last_day(text_of):
    text = squeezed(text_of(klage(mottatt={"verdi": None, "status": "vet_ikke"})))
    assert squeezed("Du har 4 uker på deg") in text
    assert squeezed("Siste dag") not in text


@pytest.mark.parametrize("key", FLYTER["soknad"])
def test_an_answer_that_is_missing_is_named_as_not_answered(text_of, key):
    data = soknad(**{key: {"verdi": None, "status": "hoppet_over"}})
    text = text_of(data)
    assert squeezed("Ikke besvart") in squeezed(text)
    assert Innhold(data).felt(key) in Innhold(data).ubesvart()


def test_every_row_of_an_empty_application_is_named_on_the_cover_list(text_of):
    data = soknad(**dict.fromkeys([*FLYTER["soknad"], *FLYTER["rett"], *FLYTER["egenandel"]]))
    content = Innhold(data)
    assert len(content.ubesvart()) == len(FLYTER["soknad"]) - len(["fyller_ut", "bpa_for_67", "foreldreansvar"])
    cover = squeezed(text_of(data)).split(squeezed("Til Fredrikstad kommune,"))[0]
    assert [label for label in content.ubesvart() if squeezed(label) not in cover] == []


def test_what_was_said_and_not_understood_is_kept(text_of):
    data = soknad(alder={"verdi": "gammel nok", "status": "ikke_forstatt"})
    assert squeezed("Ikke besvart. Skrevet i chatten: «gammel nok»") in squeezed(text_of(data))


def test_one_who_does_not_know_is_shown_as_not_knowing(text_of):
    assert squeezed("Ikke besvart (vet ikke)") in squeezed(text_of(soknad(natt={"verdi": None, "status": "vet_ikke"})))


def test_no_question_of_others_is_named_when_one_applies_for_oneself():
    data = soknad(hvem=svart("meg"), fyller_ut=None, alder=svart(66), bpa_for_67=None, foreldreansvar=None)
    assert Innhold(data).ubesvart() == []
    data["svar"]["alder"] = svart(67)
    assert Innhold(data).ubesvart() == ["Fikk innvilget BPA før aldersgrensen"]


TRICKY = {
    "norwegian": "Æ e i a æ å! Øyvind på Åsgårdstrand, čáhci, Øygarden, naïve, Müller, ŋ og ŧ.",
    "typst markup": '#import "x.typ" #{1+1} = Overskrift *fet* _kursiv_ `kode` $x^2$ \\ ~ @ref <merke> // /* */ - + 1. "',
    "signs": "«»{}[]#$*_`\\ &amp; <b>fet</b> <script>alert(1)</script> {{ 7*7 }} {% raw %} ${x} %s {0}",
    "emoji": "Takk 😀👍🏽 🧑‍🦽 ❤️ 🇳🇴",
    "other alphabets": "Привіт, Ελλάδα, שלום, مرحبا",
    "lists": "- én\n- to\n\n= tre\n\n  fire   fem",
}


@pytest.mark.parametrize("key", FRITEKST)
@pytest.mark.parametrize("name", ["norwegian", "typst markup", "signs", "lists"])
def test_no_sign_of_a_free_answer_is_lost_or_read_as_markup(text_of, name, key):
    assert squeezed(TRICKY[name]) in squeezed(text_of(soknad(**{key: svart(TRICKY[name])})))


@pytest.mark.parametrize("key", ["feil", "hvorfor", "onske"])
def test_no_sign_of_a_complaint_is_lost(text_of, key):
    said = TRICKY["typst markup"] + TRICKY["norwegian"]
    assert squeezed(said) in squeezed(text_of(klage(**{key: svart(said)})))


def test_markup_in_the_name_of_a_task_and_in_what_was_said_about_hours_is_text(text_of):
    name = "#panic() <b>Dusj</b> «æøå» 😀"
    data = soknad(timer=svart({"per_uke": "28", "til": None, "sagt": "#{4} *timer*"}))
    data["svar"]["oppgaver"]["verdi"][0]["navn"] = name
    text = squeezed(text_of(data))
    assert squeezed(name) in text
    assert squeezed("#{4} *timer*") in text


def test_emoji_stand_as_drawn_and_the_page_keeps_every_sign_of_them():
    data = soknad(situasjon=svart(TRICKY["emoji"]))
    assert squeezed(TRICKY["emoji"]) in squeezed(html_text(data))
    text = pdf_text(data)
    assert [sign for sign in "😀👍🧑🦽❤" if sign not in text] == []
    assert "[U+" not in text


def test_cyrillic_and_greek_stand_in_the_pdf_and_letters_from_the_right_in_their_own_order():
    text = pdf_text(soknad(situasjon=svart(TRICKY["other alphabets"])))
    assert "Привіт, Ελλάδα" in text
    assert "[U+" not in text


def test_a_sign_that_no_font_has_stands_as_its_code_with_a_note_and_whole_on_the_page():
    data = soknad(situasjon=svart("Jeg heter 漢."))
    assert squeezed("Jeg heter [U+6F22].") in squeezed(pdf_text(data))
    assert "koden sin i hakeparentes" in pdf_text(data)
    assert "Jeg heter 漢." in html_text(data)
    assert "koden sin i hakeparentes" not in pdf_text(soknad(situasjon=svart("Jeg skriver [U+6F22] selv.")))


def test_signs_that_turn_the_text_around_are_shown_nowhere_and_kept_in_the_json(text_of):
    said = "Jeg vil \u202eikke\u202c ha \u2066BPA\u2069\x00\x07\x1b[31m."
    data = soknad(situasjon=svart(said))
    assert squeezed("Jeg vil ikke ha BPA[31m.") in squeezed(text_of(data))
    assert not set(text_of(data)) & set("\u202e\u202c\u2066\u2069\x00\x07\x1b")
    assert json.loads(lag_json(data))["svar"]["situasjon"]["verdi"] == said


def test_half_a_character_breaks_nothing(text_of):
    data = soknad(situasjon=svart("før \ud83d etter"))
    assert squeezed("før \ufffd etter") in squeezed(text_of(data))
    assert json.loads(lag_json(data)) == data


@pytest.mark.parametrize("word", ["a" * LONGEST, "Æ" * LONGEST, "https://eksempel.no/" + "x" * 500, "_" * 200])
def test_a_very_long_word_stands_whole_and_inside_the_margins(text_of, word):
    data = soknad(situasjon=svart(word))
    assert squeezed(word) in squeezed(text_of(data))
    spots = []
    for page in pdf(data).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: spots.append((tm[4], tm[5], len(text.strip()))))
    assert max(length for _, _, length in spots) < 120


@pytest.mark.parametrize("key", FRITEKST)
def test_the_longest_answer_stands_whole(text_of, key):
    words = ["øvelse", "ålesund", "«sitat»", "Ærfugl", "12.5", "#tagg"]
    dice = random.Random(7)
    said = "".join(f"{dice.choice(words)} " for _ in range(LONGEST))[: LONGEST - 1] + "."
    assert len(said) == LONGEST
    assert squeezed(said) in squeezed(text_of(soknad(**{key: svart(said)})))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=200))
def test_no_text_whatever_stops_a_document(said):
    data = soknad(situasjon=svart(said))
    assert lag_pdf(data).startswith(b"%PDF")
    assert lag_html(data)
    assert json.loads(lag_json(data)) == data


def test_signs_that_no_font_has_together_still_give_a_document():
    text = pdf_text(soknad(situasjon=svart("😀\u0335\u0337 é ế 漢\u0301 slutt")))
    assert "slutt" in text


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "S")), min_size=1, max_size=300))
def test_every_latin_letter_and_sign_stands_in_the_pdf_as_it_was_written(said):
    shown = unicodedata.normalize("NFC", said)
    assert squeezed(shown) in squeezed(pdf_text(soknad(situasjon=svart(said))))


def test_a_task_without_a_time_is_named_and_counts_nothing(text_of):
    data = soknad(oppgaver=svart([*OPPGAVER, oppgave("Gå tur", None)]))
    text = squeezed(text_of(data))
    assert squeezed("Gå tur (personlig stell)") in text
    assert squeezed("hver dag Ikke oppgitt Ikke oppgitt") in text
    assert squeezed("40,5 timer i uka") in text


@pytest.mark.parametrize("make", [soknad, klage])
def test_a_document_of_the_longest_answers_is_drawn_to_its_end(make):
    said = svart("Lang tekst med æøå. " * 200)
    with must_end():
        lag_pdf(make(**dict.fromkeys(FRITEKST if make is soknad else ("feil", "hvorfor", "onske"), said)))


def test_the_same_data_give_the_same_bytes():
    assert lag_pdf(soknad()) == lag_pdf(soknad())


def test_a_document_asks_for_no_name_number_or_address():
    lines = [field for block in dokument(soknad()).blokker if block["slag"] == "for_haand" for field in block["felter"]]
    assert lines == [
        "Navn", "Fødselsnummer (elleve siffer)", "Adresse", "Postnummer og sted", "Telefon",
        "Navn", "Adresse", "Postnummer og sted", "Telefon", "Sted og dato", "Underskrift", "Navn",
    ]  # fmt: skip
