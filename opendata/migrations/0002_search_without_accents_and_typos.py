"""Words without accents, and words that look alike: both extensions come with PostgreSQL.

They are trusted: the owner of the database may create them.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

FORWARD = """
CREATE TEXT SEARCH CONFIGURATION opendata_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION opendata_english
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION opendata_as_written (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION opendata_as_written
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple;
"""

BACKWARD = """
DROP TEXT SEARCH CONFIGURATION opendata_as_written;
DROP TEXT SEARCH CONFIGURATION opendata_english;
"""


class Migration(migrations.Migration):
    dependencies = (("opendata", "0001_data_package"),)
    operations = (
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(FORWARD, BACKWARD),
    )
