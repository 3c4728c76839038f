"""What kinds of letter are called on pages: most have names that are words already."""

IN_WORDS = {
    "follow_request": "request to confirm",
    "news_digest": "news of a week or a month",
}


def in_words(kind: str) -> str:
    """The name of a kind as people read it."""
    return IN_WORDS.get(kind, kind.replace("_", " "))
