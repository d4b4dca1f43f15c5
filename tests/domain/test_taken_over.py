"""Gates that nobody reviewed here."""

import pytest

from cxdash.domain.stages import Stage
from cxdash.domain.taken_over import gates_words, unreviewed


@pytest.mark.parametrize(
    ("stage", "reviewed", "found"),
    [
        (Stage.IDEA, (), ()),
        (Stage.PILOT, (), (Stage.PILOT,)),
        (Stage.SCALE, (), (Stage.PILOT, Stage.PROOF, Stage.SCALE)),
        (Stage.PROOF, (Stage.PROOF,), (Stage.PILOT,)),
        (Stage.PROOF, (Stage.PILOT, Stage.PROOF, Stage.SCALE), ()),
    ],
)
def test_the_gates_behind_a_use_case_are_unreviewed_unless_decided_here(stage, reviewed, found):
    assert unreviewed(stage, reviewed) == found


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ((), ""),
        ((Stage.PILOT,), "gate to pilot"),
        ((Stage.PILOT, Stage.PROOF), "gates to pilot and proof"),
        ((Stage.PILOT, Stage.PROOF, Stage.SCALE), "gates to pilot, proof and scale"),
    ],
)
def test_gates_are_named_in_words(stages, words):
    assert gates_words(stages) == words
