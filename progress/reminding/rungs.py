"""Who is reminded of an update, and when: the ladder, rung by rung."""

from mailroom.ladders import Ladder

# Those who write and sign, on both sides.
LEADS = Ladder((28, 14, 7, 1, 0, -3))
# Then whoever keeps track of a department that leads the commitment in government.
RELATIONSHIP_MANAGERS = Ladder((-7,))
# Then everybody on duty in the secretariat.
SECRETARIAT = Ladder((-14,))
# Before a decision on the schedule is to be looked at again, and after: the secretariat.
REVIEWS = Ladder((28, 7, 0, -7))
