"""What programs fetch again and again: feeds and calendars."""
