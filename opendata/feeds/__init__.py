"""News as Atom feeds and deadlines as calendars, for programs that follow the tracker."""
