"""A joint update's life as random steps, with what must hold after each: the machine of P7 and P8.

The reference is as plain as can be: what was typed, who signed what, what was published.
"""

import datetime as dt
from collections import Counter
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from commitments.actions import appoint_lead, end_lead
from network.workflow import Side
from progress.content import ASSESSMENT_OF, Content, fingerprint
from progress.keys import keys_on
from progress.models import ProgressUpdate, Publication, UpdateVersion
from progress.schedule.closing import close_periods
from progress.signing.actions import (
    SigningRefusedError,
    publish_alone,
    sign,
    withdraw_signature,
)
from progress.updates.actions import DraftRefusedError, StaleDraftError, save_draft
from tests.promises.joint_update_world import Known, World

SIDES = st.sampled_from(list(Side))
WORDS = st.sampled_from(
    ["Nothing yet.", "A draft was shared.", "The law was passed.", "- one\n- two"]
)
SILENCE = 14


class JointUpdate(RuleBasedStateMachine):
    """Edit, sign, reserve, withdraw, replace a lead, publish alone, correct, close, pass days."""

    world: World
    # How often each thing happened over all stories: a story without events shows nothing.
    ends: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.beginning = transaction.savepoint()
        self.known = Known()
        self.today = self.world.start
        self.leads = {side: people[0] for side, people in self.world.people.items()}
        self.world.set_day(self.today)

    def teardown(self) -> None:
        """Count what happened, and leave the database as it was."""
        for _number, ground in self.known.published[:1]:
            self.ends["published by both" if ground == "both_signed" else "published alone"] += 1
        self.ends["corrected"] += max(len(self.known.published) - 1, 0)
        self.ends["closed"] += self.known.is_closed
        transaction.savepoint_rollback(self.beginning)

    # --- What people do -------------------------------------------------------------------------
    @rule(
        side=SIDES,
        words=WORDS,
        completion=st.sampled_from(["substantial", "complete"]),
        back=st.integers(0, 2),
        reason=st.sampled_from(["", "A mistake"]),
    )
    def save(self, side: Side, words: str, completion: str, back: int, reason: str) -> None:
        """Save on the latest version, or on an older one."""
        latest = self._latest()
        number = latest.number if latest else 0
        base = max(number - back, 0)
        before = latest.content if latest else Content()
        said: dict[str, Any] = {"done": words, ASSESSMENT_OF[side]: completion}
        content = Content(**said)
        content = content.keeping_assessment_of(side.other, before)
        try:
            version = save_draft(
                by=self.leads[side],
                side=side,
                commitment=self.world.commitment,
                period=self.world.period,
                base=base,
                content=content,
                reason=reason,
            )
        except StaleDraftError:
            assert base != number
            return
        except DraftRefusedError:
            assert self._takes_no_draft(reason)
            return
        assert not self._takes_no_draft(reason)
        if version.number == number:
            assert version.canonical == latest.canonical
            return
        assert base == number
        self.known.versions.append(version.canonical)
        self.known.standing.clear()
        self.known.acted_on[side] = self.today

    @rule(side=SIDES, reservation=st.sampled_from(["", "Not on the fee"]), is_old=st.booleans())
    @precondition(lambda self: self.known.versions)
    def sign(self, side: Side, reservation: str, is_old: bool) -> None:
        """Sign the latest version, or one that was read earlier."""
        version = self._latest()
        if is_old:
            version = self._update().versions.order_by("number").first()
        by, count = self.leads[side], Publication.objects.count()
        try:
            sign(
                by=by,
                side=side,
                update=self._update(),
                number=version.number,
                content_hash=version.content_hash,
                reservation=reservation,
            )
        except SigningRefusedError:
            assert Publication.objects.count() == count
            return
        if self._is_published(version) and count == Publication.objects.count():
            return  # published before: at most a late signature was added
        assert version.number == len(self.known.versions), "an overtaken version took a signature"
        assert not self.known.is_closed
        if side not in self.known.standing:
            self.known.standing[side] = by
            self.known.signed_on[side] = self.known.acted_on[side] = self.today
        if set(self.known.standing) == set(Side) and not version.content.missing():
            self.known.published.append((version.number, "both_signed"))

    @rule(side=SIDES)
    @precondition(lambda self: self.known.versions)
    def withdraw(self, side: Side) -> None:
        """Take a signature back."""
        by = self.leads[side]
        try:
            withdraw_signature(by=by, update=self._update())
        except SigningRefusedError:
            on_latest = self._is_published(self._latest())
            assert on_latest or self.known.standing.get(side) != by
            return
        assert not self._is_published(self._latest())
        self.known.standing.pop(side, None)
        self.known.acted_on[side] = self.today

    @rule(side=SIDES)
    def replace_lead(self, side: Side) -> None:
        """Another person takes over; every signature on a draft is void."""
        old = self.leads[side]
        lead = self.world.commitment.leads.get(person=old, ends_on=None)
        end_lead(by=self.world.keepers[side], lead=lead, reason="Moved on")
        new = next(person for person in self.world.people[side] if person != old)
        appoint_lead(
            by=self.world.keepers[side],
            commitment=self.world.commitment,
            side=side,
            person=new,
            organisation=lead.organisation,
            reason="Takes over",
        )
        self.leads[side] = new
        if not self.known.versions or not self._is_published(self._latest()):
            self.known.standing.clear()

    @rule(side=SIDES)
    @precondition(lambda self: self.known.versions)
    def publish_alone(self, side: Side) -> None:
        """Publish for one side, when the other has been silent."""
        version = self._latest()
        try:
            publish_alone(
                by=self.leads[side],
                side=side,
                update=self._update(),
                number=version.number,
                content_hash=version.content_hash,
            )
        except SigningRefusedError:
            assert not self._may_publish_alone(side), "silence was over, and it was refused"
            return
        assert not self.known.published, "a correction was published alone"
        assert not self.known.is_closed
        assert set(self.known.standing) == {side}
        assert self._may_publish_alone(side)
        self.known.published.append((version.number, "one_side"))

    @rule(days=st.integers(1, 12))
    def pass_days(self, days: int) -> None:
        """Time goes on; the tracker looks at its calendar."""
        self.today += dt.timedelta(days=days)
        self.world.set_day(self.today)
        close_periods()
        if self.today > self.world.period.closes_on and not self.known.published:
            self.known.is_closed = True

    # Single steps seldom meet: these walk a stretch of the way that people walk.
    @rule(words=WORDS, order=st.permutations(list(Side)))
    def finish_and_sign(self, words: str, order: list[Side]) -> None:
        """Both sides write what they think, and both sign, whoever comes first."""
        for side in Side:
            self.save(side, words, "complete", 0, "A mistake")
        for side in order:
            if self.known.versions:
                self.sign(side, "", False)

    @rule(side=SIDES, words=WORDS)
    @precondition(lambda self: not self.known.published and not self.known.is_closed)
    def write_sign_and_wait(self, side: Side, words: str) -> None:
        """One side writes and signs after the due day, and waits for the other."""
        self.pass_days(max((self.world.period.due_on - self.today).days, 0) + 1)
        self.save(side, words, "complete", 0, "")
        if self.known.versions:
            self.sign(side, "", False)
            self.pass_days(SILENCE + 1)
            self.publish_alone(side)

    # --- What must hold -------------------------------------------------------------------------
    @invariant()
    def every_save_is_there(self) -> None:
        """No version is lost, changed or out of order, and each hashes to its text."""
        update = self._update()
        rows = list(update.versions.order_by("number")) if update else []
        assert [row.canonical for row in rows] == self.known.versions
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert all(row.content_hash == fingerprint(row.canonical) for row in rows)

    @invariant()
    def what_is_published_is_what_was_signed(self) -> None:
        """Each publication has its keys on its own hash, of different people and sides."""
        rows = Publication.objects.order_by("pk").select_related("version")
        assert [(row.version.number, row.ground) for row in rows] == self.known.published
        for row in rows:
            keys = row.keys
            assert {key.content_hash for key in keys} == {row.version.content_hash}
            assert all(key.version_id == row.version_id and not key.withdrawn_at for key in keys)
            assert len({key.person_id for key in keys}) == len({key.side for key in keys})
            assert len(keys) == (2 if row.ground == "both_signed" else 1)

    @invariant()
    def the_keys_are_as_people_left_them(self) -> None:
        """Only signatures on the latest text, given since the leads last changed, count."""
        latest = self._latest()
        if latest is None or self._is_published(latest):
            return
        turned = {
            key.side: key.signature.person
            for key in keys_on(latest, self.world.commitment)
            if key.signature
        }
        assert turned == self.known.standing

    @invariant()
    def the_status_says_what_happened(self) -> None:
        """Published exactly when there is a publication; not reported exactly when it closed."""
        update = self._update()
        if update is None:
            assert not self.known.published
            return
        assert update.is_published == bool(self.known.published)
        assert update.is_closed == self.known.is_closed
        public = ProgressUpdate.objects.published().filter(pk=update.pk).exists()
        assert public == bool(self.known.published)

    # --- Looking --------------------------------------------------------------------------------
    # Any: a step that needs one has made sure that it is there.
    def _update(self) -> Any:
        return ProgressUpdate.objects.filter(period=self.world.period).first()

    def _latest(self) -> Any:
        update = self._update()
        return update.latest_version() if update else None

    def _is_published(self, version: UpdateVersion) -> bool:
        return Publication.objects.filter(version=version).exists()

    def _may_publish_alone(self, side: Side) -> bool:
        if self.known.published or self.known.is_closed or set(self.known.standing) != {side}:
            return False
        silent = [self.world.period.due_on, self.known.signed_on[side]]
        silent += [self.known.acted_on[side.other]] if side.other in self.known.acted_on else []
        is_open = self.today <= self.world.period.closes_on
        return is_open and (self.today - max(silent)).days > SILENCE

    def _takes_no_draft(self, reason: str) -> bool:
        if self.known.published:
            return not reason
        return self.known.is_closed or self.today > self.world.period.closes_on
