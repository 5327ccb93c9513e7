"""Our Norwegian pipeline: what it scored, that it loads from the checkout, and what it says about plain sentences."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

ROOT = Path(__file__).parents[2]
PIPELINE = ROOT / "bot" / "nlu" / "nb_bpa"
TREEBANKS = ROOT.parent / "shared" / "nb"
MAX_BYTES = 36_000_000
RECORD = json.loads((PIPELINE / "scores.json").read_text(encoding="utf-8"))
SCORES = RECORD["scores"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(PIPELINE)


@pytest.mark.parametrize(
    ("form", "measure", "least"),
    [
        ("bokmaal", "pos_acc", 0.960),
        ("bokmaal", "morph_acc", 0.947),
        ("bokmaal", "lemma_acc", 0.960),
        ("bokmaal", "ents_f", 0.75),
        ("nynorsk", "pos_acc", 0.953),
        ("nynorsk", "lemma_acc", 0.958),
        ("nynorsk", "ents_f", 0.68),
    ],
)
def test_the_recorded_dev_score_is_at_least(form: str, measure: str, least: float) -> None:
    assert SCORES[form]["dev"][measure] >= least


# Collected only beside the treebanks, which may not be republished; everything else here runs anywhere.
if TREEBANKS.is_dir():

    @pytest.mark.slow
    def test_the_recorded_dev_scores_are_what_the_pipeline_scores_today() -> None:
        from tools.spacy_pipeline.measure import measure_all

        for form, parts in measure_all(PIPELINE, TREEBANKS, parts=("dev",)).items():
            assert parts["dev"] == pytest.approx(SCORES[form]["dev"], abs=0.001), form


def test_the_readme_shows_the_recorded_scores() -> None:
    readme = (PIPELINE / "README.md").read_text(encoding="utf-8")
    for form, name in (("bokmaal", "Bokmål"), ("nynorsk", "Nynorsk")):
        for part in ("dev", "test"):
            row = SCORES[form][part]
            cells = (row[measure] for measure in ("pos_acc", "morph_acc", "lemma_acc", "ents_f", "ents_f_lower"))
            expected = f"| **nb_bpa** | {name} {part} | " + " | ".join(
                f"{cell:.4f}".removeprefix("0") for cell in cells
            )
            assert expected in readme


def test_meta_names_the_pipeline_its_licence_and_every_source() -> None:
    meta = json.loads((PIPELINE / "meta.json").read_text(encoding="utf-8"))
    assert f"{meta['lang']}_{meta['name']} {meta['version']}" == RECORD["pipeline"]
    assert meta["license"] == "CC BY-SA 4.0"
    credited = " ".join(source["name"] for source in meta["sources"])
    for name in ("NDT", "NorNE", "UD Norwegian Bokmaal", "UD Norwegian Nynorsk", "NoReC", "Laws", "Common Voice"):
        assert name in credited
    assert meta["performance"] == SCORES["bokmaal"]["dev"]


def test_the_directory_is_at_most_36_megabytes() -> None:
    assert sum(path.stat().st_size for path in PIPELINE.rglob("*") if path.is_file()) <= MAX_BYTES


def test_no_file_holds_a_path_of_the_machine_that_trained_it() -> None:
    machine_path = re.compile(rb"/(?:home|root|tmp|var|Users|mnt|opt)/|" + re.escape(str(ROOT.parent)).encode())
    offenders = [path.name for path in PIPELINE.rglob("*") if path.is_file() and machine_path.search(path.read_bytes())]
    assert offenders == []


def test_the_string_table_does_not_list_the_words_of_the_treebanks() -> None:
    words = json.loads((PIPELINE / "vocab" / "strings.json").read_text(encoding="utf-8"))
    assert "assistent" not in words
    assert len(words) < 5_000


@pytest.mark.parametrize(
    ("sentence", "lemmas"),
    [
        ("Eg treng hjelp kvar dag.", "eg trenge hjelp kvar dag ."),
        ("Mora mi bur i Bergen og treng assistentar om natta.", "mor min bu i Bergen og trenge assistent om natt ."),
        ("Ho søkte, men fekk ikkje svar.", "ho søkje , men få ikkje svar ."),
        ("Kan kommunen avslå søknaden min?", "kunne kommune avslå søknad min ?"),
        ("Han klaget på vedtakene.", "han klage på vedtak ."),
        ("Vi ansetter assistenter om natta.", "vi ansette assistent om natt ."),
        ("kor mange timar får eg", "kor mange time få eg"),
        ("hva koster det i timen", "hva koste det i time"),
    ],
)
def test_words_are_led_back_to_their_lemmas(nlp: Language, sentence: str, lemmas: str) -> None:
    assert [token.lemma_ for token in nlp(sentence)] == lemmas.split()


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("Jeg trenger hjelp hver dag.", "PRON VERB NOUN DET NOUN PUNCT"),
        ("Eg har to barn og bur i Sogndal.", "PRON VERB NUM NOUN CCONJ VERB ADP PROPN PUNCT"),
        ("Kan kommunen avslå søknaden min?", "AUX NOUN VERB NOUN PRON PUNCT"),
    ],
)
def test_words_get_their_universal_part_of_speech(nlp: Language, sentence: str, tags: str) -> None:
    assert [token.pos_ for token in nlp(sentence)] == tags.split()


def test_a_definite_plural_noun_gets_its_morphology(nlp: Language) -> None:
    noun = nlp("Assistentene jobber i helgene.")[0]
    assert noun.morph.to_dict() == {"Definite": "Def", "Gender": "Masc", "Number": "Plur"}


def test_persons_and_places_are_found(nlp: Language) -> None:
    found = {(entity.text, entity.label_) for entity in nlp("Kari Nordmann flyttet fra Oslo til Bergen.").ents}
    assert found == {("Kari Nordmann", "PER"), ("Oslo", "GPE_LOC"), ("Bergen", "GPE_LOC")}


def test_two_sentences_are_two(nlp: Language) -> None:
    assert len(list(nlp("Jeg fikk avslag. Hvor lang er klagefristen?").sents)) == 2


def test_each_message_word_has_a_vector_of_100_numbers(nlp: Language) -> None:
    for token in nlp("eg treng brukarstyrt personleg assistanse"):
        assert token.vector.shape == (100,)
        assert token.vector_norm > 0


def test_both_tok2vecs_look_vectors_up_in_lower_case(nlp: Language) -> None:
    layers = [layer for name in ("tok2vec", "ner") for layer in nlp.get_pipe(name).model.walk()]
    assert [layer.attrs["key_attr"] for layer in layers if layer.name == "static_vectors"] == ["LOWER", "LOWER"]


def test_a_misspelt_word_nobody_has_seen_lies_near_the_right_one(nlp: Language) -> None:
    def likeness(one: str, other: str) -> float:
        a, b = (nlp.vocab.get_vector(word) for word in (one, other))
        return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))

    assert "assistannse" not in nlp.vocab.strings
    assert likeness("assistannse", "assistanse") > 0.5 > likeness("assistannse", "fotball")
    assert likeness("kommunne", "kommune") > 0.5 > likeness("kommunne", "gitar")
