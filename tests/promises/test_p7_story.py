"""P7 and P8 as a story: random steps of both sides, what must hold checked after each."""

import pytest
from hypothesis import HealthCheck, Verbosity
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from network.workflow import RoleKind, Side
from tests import cast
from tests.promises.joint_update_story import JointUpdate
from tests.promises.joint_update_world import World
from tests.promises.sizes import size

STORIES, STEPS = size(10, 300), size(25, 60)


@pytest.mark.django_db
def test_p7_story(gail, cyrus, mia, sam, nora, bis, commitment, period, settings, capsys):
    gus = cast.person("Gus Grey", RoleKind.OFFICIAL, bis)

    def set_day(day):
        settings.TRACKER_TODAY = day

    class Story(JointUpdate):
        world = World(
            commitment=commitment,
            period=period,
            keepers={Side.GOVERNMENT: sam, Side.CIVIL_SOCIETY: nora},
            people={Side.GOVERNMENT: [gail, gus], Side.CIVIL_SOCIETY: [cyrus, mia]},
            set_day=set_day,
            start=cast.TODAY,
        )

    run_state_machine_as_test(
        Story,
        settings=hypothesis_settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            verbosity=Verbosity.quiet,
            suppress_health_check=list(HealthCheck),
        ),
    )
    told = ", ".join(f"{count} {what}" for what, count in sorted(JointUpdate.ends.items()))
    with capsys.disabled():
        print(f"\nP7 {STORIES} stories of up to {STEPS} steps 0 wrong ({told})")
    assert JointUpdate.ends["published by both"], "no story ever published: it shows nothing"
