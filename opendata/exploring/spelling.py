"""Words that nobody wrote, and the words that were probably meant."""

import difflib
import re
from collections import Counter

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.db import connection, transaction
from django.db.models import F, Value

from opendata.exploring.asking import fitting, plain_words, question
from opendata.models import SearchText

# Share of three-letter pieces that a known word must have in common with the one that was typed.
ALIKE_PIECES = 0.4
# How alike the two must be in the end, letter by letter (difflib's ratio, 1.0 for the same).
ALIKE = 0.7
# Short words look like too many others; more than a few wrong words are no typing mistake.
SHORTEST, MOST_WORDS = 4, 6
# Rows that are looked at for words alike.
ROWS = 200


def corrected(words: str) -> str:
    """`words` with each unknown word replaced by the likest known one; "" where nothing is better.

    Known are only words of what readers may see.
    """
    typed = [word for word in plain_words(words) if len(word) >= SHORTEST][:MOST_WORDS]
    meant = {word: _likest(word) for word in typed if not _is_known(word)}
    better = words
    for word, known in meant.items():
        if known:
            better = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", known, better)
    return better if better != words and _finds(better) else ""


def _is_known(word: str) -> bool:
    return SearchText.objects.public().filter(vector=question(word)).exists()


def _finds(words: str) -> bool:
    return SearchText.objects.public().filter(fitting(words)).exists()


@transaction.atomic
def _likest(word: str) -> str:
    """The known word that looks most like `word`; of two the one that is used more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE_PIECES)]
        )
    word = word.lower()
    alike = TrigramWordSimilar(F("words"), Value(word))
    rows = SearchText.objects.public().exclude(words="").filter(alike)[:ROWS]
    used = Counter(known for row in rows.values_list("words", flat=True) for known in row.split())
    likest = max(used, key=lambda known: (_likeness(word, known), used[known]), default="")
    return likest if _likeness(word, likest) >= ALIKE else ""


def _likeness(word: str, known: str) -> float:
    # Quick bounds first: most of the words of a row look nothing like it.
    matcher = difflib.SequenceMatcher(None, word, known, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
