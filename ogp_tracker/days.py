"""Days in addresses: `<day:day>` in a urls.py is a calendar day, written 2014-04-30."""

import datetime as dt


class DayConverter:
    """A calendar day, written 2014-04-30; ogp_tracker/urls.py registers it once, as "day"."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        """Read the day; ValueError (an unknown address) when there is no such day."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date | str) -> str:
        """Write the day."""
        return value if isinstance(value, str) else value.isoformat()
