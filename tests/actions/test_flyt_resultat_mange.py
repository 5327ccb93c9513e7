"""A thousand citizens drawn from seeds: right, price, deadline and papers are the calculator's for the same facts.

The facts and what they must give come from the simulated citizen (tests/conversations/simulert), which knows nothing of
the flows; here they are put into a flow's state as it keeps them, without the dialogue engine.
"""

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from actions.flyt_resultat import results
from bot import settings
from bot.context import kommune, rates
from bot.documents.fra_flyt import datasett
from bot.forms.flyt.flyt import ny
from bot.forms.flyt.oppgave_lesing import les_oppgaver, som_oppgave
from bot.forms.flyt.oppgave_ord import omraade
from bot.forms.flyt.sporsmaal import SPORSMAAL
from tests.conversations.simulert import fasit
from tests.conversations.simulert.person import FRITEKST, STILER, TIMER, Person, ytringer
from tests.documents.lesing import html_text, pdf_text, squeezed

SEEDS = range(1000)


def kept(key: str, told: Any) -> Any:
    """What a flow keeps of what the person tells."""
    if key in TIMER:
        per_uke, til = told.per_uke(), told.per_uke(told.til) if told.til else None
        plain = {"tall": str(told.antall), "per": told.per} if told.per == "maaned" else {}
        return {"per_uke": str(per_uke), "til": None if til is None else str(til), "sagt": "", **plain}
    if key == "varighet":
        return {"varig": True} if told == "varig" else {"mnd": told}
    if key == "inntekt":
        return {"g": str(told)} if isinstance(told, Decimal) else {"kr": str(told)}
    if key == "omsorgsstonad":
        return str(told)
    if key == "mottatt":
        return told.isoformat()
    if key == "oppgaver":
        return [task(one) for one in told]
    return told


def task(told: dict[str, Any]) -> dict[str, Any]:
    (read,) = les_oppgaver(told["bokmaal"])
    return {"navn": read.navn, "slag": told["slag"], **som_oppgave(read), "omraade": omraade(read.navn)}


def citizen(flyt: str, seed: int) -> tuple[dict[str, tuple[str, Any]], dict[str, Any]]:
    """What was told, and the state of the flow that heard it; some answers are left out."""
    person = Person.av(flyt, STILER[seed % len(STILER)], Random(seed))
    told = {
        key: (person.utelatt[key], None) if key in person.utelatt else ("svart", person.fakta[key])
        for key in fasit.SPORSMAAL[flyt]
    }
    told = {key: answer for key, answer in told.items() if fasit.gjelder(key, told)}
    if (whole := fasit.verdi(told, "timer")) is not None:  # the flow hears of no more hours of a part than in all
        parts = [part for key in ("timer_helse", "timer_iblant") if (part := fasit.verdi(told, key)) is not None]
        if sum(part.per_uke() for part in parts) > whole.per_uke(whole.til):
            told = {key: answer for key, answer in told.items() if key not in ("timer_helse", "timer_iblant")}
    answers = {
        key: {"verdi": None if value is None else kept(key, value), "status": status}
        for key, (status, value) in told.items()
    }
    return told, {**ny(), "ferdig": [flyt], "svar": answers}


def figures(*replies: Any) -> set[str]:
    """Every word and figure of the replies."""
    found, left = set(), [part for reply in replies for part in (reply.values, reply.paragraphs)]
    while left:
        one = left.pop()
        left += one.values() if isinstance(one, dict) else one if isinstance(one, list) else []
        found |= {one.replace("\u00a0", " ")} if isinstance(one, str) else set()
    return found


def test_the_right_is_the_calculators_for_1000_citizens():
    outcomes = set()
    for seed in SEEDS:
        told, state = citizen("rett", seed)
        (reply,) = results("rett", state, "nb")
        outcome = reply.response.removeprefix("utter_flyt_rett_")
        assert outcome == fasit.rett(told), (seed, told)
        outcomes.add(outcome)
    assert outcomes == {"rett", "rett_med_forbehold", "kommunen_vurderer", "uavklart", "uavklart_bpa_for_67"}


def test_the_price_is_the_calculators_for_1000_citizens():
    for seed in SEEDS:
        told, state = citizen("egenandel", seed)
        said = figures(*results("egenandel", state, "nb"))
        for figure in fasit.egenandel(told):
            assert figure.removesuffix(" per time") in said, (seed, figure, told)


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_the_deadline_is_the_calculators_for_1000_citizens(form):
    for seed in SEEDS:
        told, state = citizen("klage", seed)
        last = fasit.siste_dag(told, form)
        assert last is None or last in figures(*results("klage", state, form)), (seed, last)


def test_the_hours_of_an_application_are_the_calculators_for_1000_citizens():
    for seed in SEEDS:
        told, state = citizen("soknad", seed)
        data = datasett(state, "soknad", "nb", settings.today(), rates(), kommune())
        plan = fasit.ukeplan(told)
        assert (data["timeplan"] is None) == (plan is None), seed
        assert plan is None or round(float(data["timeplan"]["timer_per_uke"]) * 60) == plan.minutter_per_uke, seed


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("flyt", ["soknad", "klage"])
def test_every_answer_given_stands_in_the_pdf_and_on_the_page(flyt, seed):
    told, state = citizen(flyt, seed)
    data = datasett(state, flyt, "nb", settings.today(), rates(), kommune())
    paper, screen = squeezed(pdf_text(data)), squeezed(html_text(data))
    for key, (status, value) in told.items():
        for words in said_of(key, value) if status == "svart" else []:
            assert squeezed(words) in paper and squeezed(words) in screen, (key, words)


def said_of(key: str, value: Any) -> list[str]:
    """What must be read of the answer: free text to the letter, each task's name, the figure of an age."""
    if key in FRITEKST:
        return [value.strip()]
    if key == "oppgaver":
        return [task(one)["navn"] for one in value]
    return [f"{value} år"] if key == "alder" else []


def test_the_tasks_of_the_simulated_citizens_are_all_read_as_one_task_each():
    assert all(len(les_oppgaver(one["bokmaal"])) == 1 for one in ytringer()["oppgaver"])
    assert set(fasit.SPORSMAAL["soknad"]) <= set(SPORSMAAL)
