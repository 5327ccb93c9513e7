"""The published schema lets every right data set through and refuses the broken ones, saying what is wrong where."""

import copy

import pytest
from jsonschema import Draft202012Validator

from bot.documents import UgyldigDokumentdata, egne_svar, lag_html, lag_json, lag_pdf, skjema
from bot.forms.flyt.sporsmaal import FLYTER, SPORSMAAL
from tests.documents.datasett import SVAR_SOKNAD, klage, oppgave, soknad, svart


@pytest.mark.parametrize("name", ["bpa-soknad", "bpa-klage"])
def test_the_schema_itself_is_a_schema(name):
    Draft202012Validator.check_schema(skjema(name))


@pytest.mark.parametrize(("flow", "name"), [("soknad", "bpa-soknad"), ("klage", "bpa-klage")])
def test_the_schema_knows_every_question_of_its_flow_and_every_choice(flow, name):
    answers = skjema(name)["properties"]["svar"]["properties"]
    assert set(FLYTER[flow]) <= set(answers)
    for key, answer in answers.items():
        value = answer["then"]["properties"]["verdi"]
        if SPORSMAAL[key].slag == "valg":
            assert set(value["enum"]) == set(SPORSMAAL[key].valg), key
        if SPORSMAAL[key].slag == "flervalg":
            assert set(value["items"]["enum"]) == set(SPORSMAAL[key].valg), key


@pytest.mark.parametrize("key", SVAR_SOKNAD)
@pytest.mark.parametrize("status", ["vet_ikke", "hoppet_over", "ikke_forstatt"])
def test_every_answer_may_be_open(key, status):
    assert lag_json(soknad(**{key: {"verdi": None, "status": status}}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("alder", 0), ("alder", 120), ("varighet", {"varig": True}), ("varighet", {"mnd": 0}), ("inntekt", {"kr": "400000"}),
        ("inntekt", {"g": "3.5"}), ("timer_helse", {"per_uke": "2"}), ("omsorgsstonad", "0"), ("situasjon", "x" * 4000),
        ("vedlegg", ["ingen"]), ("timer", {"per_uke": "13.33333333333333333333333333"}),
    ],
)  # fmt: skip
def test_the_outermost_values_are_let_through(key, value):
    data = soknad(**{key: svart(value)})
    assert lag_json(data) and lag_html(data) and lag_pdf(data)


def test_a_shared_set_of_answers_is_cut_to_what_belongs_in_the_document():
    shared = {**SVAR_SOKNAD, **klage()["svar"]}
    assert "inntekt" not in egne_svar("bpa-klage", shared)
    assert "feil" not in egne_svar("bpa-soknad", shared)
    assert set(egne_svar("bpa-soknad", shared)) == set(SVAR_SOKNAD)


def changed(data, path, value):
    """A data set with one thing changed; `...` takes it away."""
    data = copy.deepcopy(data)
    *way, last = path
    spot = data
    for step in way:
        spot = spot[step]
    if value is ...:
        del spot[last]
    else:
        spot[last] = value
    return data


def answered(key):
    return ("svar", key, "verdi")


TASK = ("svar", "oppgaver", "verdi", 0)
BROKEN = [
    (soknad, ("skjema",), "bpa-noe", "skjema: fant «bpa-noe»"),
    (soknad, ("versjon",), 2, "versjon: fant 2, må være «1»"),
    (soknad, ("maalform",), "en", "maalform: fant \"en\", må være «nb» eller «nn»"),
    (soknad, ("dato",), "21.11.2026", "dato: fant \"21.11.2026\""),
    (soknad, ("dato",), "2026-02-30", "en dato som finnes"),
    (soknad, ("dato",), ..., "mangler «dato»"),
    (soknad, ("fodselsnummer",), "01017012345", "kjenner ikke «fodselsnummer»"),
    (soknad, ("kommune", "navn"), "", "kommune.navn: fant \"\", må ha minst 1 tegn"),
    (soknad, ("kommune", "nummer"), "310", "kommune.nummer"),
    (soknad, ("svar", "navn"), svart("Kari"), "svar: kjenner ikke «navn»"),
    (soknad, ("svar", "alder"), {"verdi": 17}, "svar.alder: mangler «status»"),
    (soknad, ("svar", "alder", "status"), "ok", "svar.alder.status: fant \"ok\""),
    (soknad, answered("alder"), 121, "svar.alder.verdi: fant 121, kan være høyst 120"),
    (soknad, answered("alder"), -1, "svar.alder.verdi: fant -1, må være minst 0"),
    (soknad, answered("alder"), "17", "svar.alder.verdi: fant \"17\", må være av typen «integer»"),
    (soknad, answered("alder"), None, "svar.alder.verdi: fant null"),
    (soknad, answered("hvem"), "naboen", "«meg» eller «barn» eller «annen»"),
    (soknad, answered("samtykke"), "ja", "svar.samtykke.verdi"),
    (soknad, answered("situasjon"), "x" * 4001, "svar.situasjon.verdi: fant \"xxx"),
    (soknad, answered("timer"), {"per_uke": "28,5"}, "svar.timer.verdi.per_uke: fant \"28,5\""),
    (soknad, answered("inntekt"), {"kr": "1", "g": "2"}, "bare ha én av «kr», «g», «medlemmer»"),
    (soknad, answered("varighet"), {}, "må ha «mnd» eller «varig»"),
    (soknad, answered("vedlegg"), ["epikrise", "epikrise"], "hver verdi kan stå bare én gang"),
    (soknad, answered("vedlegg"), ["epikrise", "ingen"], "«ingen» kan bare stå alene"),
    (soknad, (*TASK, "slag"), "hagearbeid", "svar.oppgaver.verdi.0.slag"),
    (soknad, (*TASK, "minutter"), 1441, "svar.oppgaver.verdi.0.minutter: fant 1441, kan være høyst 1440"),
    (soknad, (*TASK, "minutter"), 61, "timeplan.timer_per_uke: fant 2430 minutter, oppgavene gir 2437"),
    (soknad, (*TASK, "ukedager"), [0], "ukedager"),
    (soknad, ("timeplan",), None, "timeplan: mangler"),
    (soknad, ("timeplan", "timer_per_uke"), "40.4", "oppgavene gir 2430"),
    (soknad, ("timeplan", "per_ukedag"), [1] * 6, "timeplan.per_ukedag"),
    (soknad, ("timeplan", "per_ukedag"), [0] * 7, "timeplan.per_ukedag: fant [0, 0, 0, 0, 0, 0, 0] minutter"),
    (soknad, ("svar", "oppgaver", "status"), "hoppet_over", "svar.oppgaver.verdi"),
    (soknad, ("rett", "utfall"), "nei", "rett.utfall"),
    (soknad, ("egenandel", "belop_per_maaned"), 2027, "egenandel.belop_per_maaned"),
    (klage, answered("mottatt"), "2026-13-01", "svar.mottatt.verdi"),
    (klage, answered("mottatt"), "2026-11-30", "klagefrist.siste_dag: fant 2026-11-30, må være etter 2026-11-30"),
    (klage, ("klagefrist", "lever_senest"), "2026-12-01", "klagefrist.lever_senest"),
    (klage, ("svar", "mottatt"), {"verdi": None, "status": "vet_ikke"}, "klagefrist: må være null"),
    (klage, ("svar", "inntekt"), svart({"kr": "1"}), "svar: kjenner ikke «inntekt»"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "path", "value", "says"), BROKEN, ids=lambda part: str(part)[:40])
def test_a_broken_data_set_is_refused_and_the_error_says_what_is_wrong_where(make, path, value, says):
    data = changed(make(), path, value)
    says = says.replace("fant «bpa-noe»", 'fant "bpa-noe"')
    for make_document in (lag_json, lag_html, lag_pdf):
        with pytest.raises(UgyldigDokumentdata) as caught:
            make_document(data)
        assert says in str(caught.value)
        assert len(str(caught.value)) < 400


@pytest.mark.parametrize("data", [None, [], "tekst", {}, {"skjema": None}, {"skjema": ["bpa-soknad"]}])
def test_what_is_no_data_set_at_all_is_refused_too(data):
    with pytest.raises(UgyldigDokumentdata):
        lag_json(data)


def test_a_schedule_without_tasks_is_refused():
    data = soknad()
    del data["svar"]["oppgaver"]
    with pytest.raises(UgyldigDokumentdata, match="må være null"):
        lag_pdf(data)


def test_a_week_of_more_hours_than_a_week_can_hold_is_refused():
    data = soknad()
    data["svar"]["oppgaver"] = svart([oppgave("Alt", 1440, ganger=100, hjelpere=4)])
    with pytest.raises(UgyldigDokumentdata, match=r"svar\.oppgaver"):
        lag_pdf(data)


def paths(node, way=()):
    """The way to everything in a data set."""
    if way:
        yield way
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, child in children:
        yield from paths(child, (*way, name))


@pytest.mark.parametrize("make", [soknad, klage])
@pytest.mark.parametrize("junk", [None, [], {}, "x", -1, True, 1.5, [None], {"x": 1}], ids=str)
def test_junk_at_any_place_is_refused_or_let_through_and_never_fails_in_another_way(make, junk):
    for path in paths(make()):
        data = changed(make(), path, junk)
        try:
            lag_json(data)
        except UgyldigDokumentdata:
            continue
        assert lag_html(data)
