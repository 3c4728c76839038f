"""How long things may take on the way out (docs/decisions/0013 says why)."""

import datetime as dt

# A worker that says nothing for this long is taken to be dead.
LEASE = dt.timedelta(seconds=60)
# A message in the hands of the mail service is counted as lost after this time. What was sent may
# be recorded only after the next message was prepared, and a mail server may take 20 seconds for
# each of its answers, twice over where the connection has to be opened again.
HANDING_LEASE = dt.timedelta(minutes=10)
# But it does not wait for the next message longer than this.
RECORD_SECONDS = 2
# How many messages one commit claims, and for how many seconds a worker goes on with them: less
# than the lease, so that the last of them is still its own.
BATCH = 100
BATCH_SECONDS = 30
# One round of a worker: it ends well within the broker's visibility timeout, and lets go in time
# when the worker is asked to stop.
ROUND_MESSAGES = 2000
ROUND_SECONDS = 40
# How long to wait after the first, second, third and fourth attempt; there is one attempt more.
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
MOST_ATTEMPTS = len(PAUSES) + 1
# A mail service that is asked may not know yet what it took a moment ago: "not found" counts only
# when the lease has been over for this long.
LOOKUP_LAG = dt.timedelta(minutes=2)
# It forgets after a week, so later it is no longer asked. The day between is for safety.
ASKABLE_FOR = dt.timedelta(days=6)
