"""Triggers keep the table of what can be found, in the transaction of whatever changed.

For each kind there is one function, opendata_search_<kind>s(ids), that makes the rows of those
things what they should be. Triggers call it with what a statement changed, and the command
`rebuild_search` with everything, so both say the same. The functions are text to the database:
they do not stand in the way of a later migration that changes a column.
"""

from django.db import migrations

# What is searched of the things whose id is among `things`: kind, table, and a query for thing,
# plan, commitment, organisation, codes, title, another title, body, what else finds it (names of
# others, by which it is found last), the day, and whether its words help those who mistype one.
PLANS = """
    SELECT plan.id, plan.id, NULL::bigint, NULL::bigint,
        ARRAY[plan.number::text, lower(plan.ogp_id)], plan.title, '',
        concat_ws(E'\\n', plan.country, plan.period_text, array_to_string(plan.notes, E'\\n')),
        '', plan.published_on, true
    FROM commitments_actionplan AS plan WHERE plan.id = ANY(things)"""

COMMITMENTS = """
    SELECT commitment.id, NULL::bigint, commitment.id, NULL::bigint,
        ARRAY[lower(commitment.number), lower(commitment.ogp_id)], commitment.title,
        commitment.government_title,
        concat_ws(E'\\n', commitment.summary, commitment.problem,
            commitment.how_it_helps),
        concat_ws(E'\\n', theme.name, array_to_string(commitment.policy_areas, E'\\n'), (
            SELECT string_agg(concat_ws(' ', one.name, one.abbreviation), E'\\n' ORDER BY one.id)
            FROM commitments_participation AS part
            JOIN network_organisation AS one ON one.id = part.organisation_id
            WHERE part.commitment_id = commitment.id)),
        coalesce(commitment.started_early_on, commitment.added_on, plan.published_on), true
    FROM commitments_commitment AS commitment
    JOIN commitments_theme AS theme ON theme.id = commitment.theme_id
    JOIN commitments_actionplan AS plan ON plan.id = commitment.plan_id
    WHERE commitment.id = ANY(things)"""

MILESTONES = """
    SELECT milestone.id, NULL::bigint, milestone.commitment_id, NULL::bigint,
        ARRAY[lower(milestone.ref)], milestone.title, '', '', '', milestone.due_on, true
    FROM commitments_milestone AS milestone WHERE milestone.id = ANY(things)"""

# The version published last. A text with an escaped NUL is one that PostgreSQL cannot read.
UPDATES = """
    SELECT one.id, NULL::bigint, one.commitment_id, NULL::bigint, '{}'::text[], '', '',
        concat_ws(E'\\n', said.facts ->> 'done', said.facts ->> 'next_steps',
            said.facts ->> 'challenges', said.facts ->> 'help_wanted',
            said.facts ->> 'involvement', (
                SELECT string_agg(line.value ->> 'note', E'\\n' ORDER BY line.key)
                FROM jsonb_each(said.facts -> 'milestones') AS line)),
        '', (last.published_at AT TIME ZONE plan.time_zone)::date, false
    FROM progress_progressupdate AS one
    JOIN commitments_commitment AS commitment ON commitment.id = one.commitment_id
    JOIN commitments_actionplan AS plan ON plan.id = commitment.plan_id
    CROSS JOIN LATERAL (
        SELECT publication.version_id, publication.published_at
        FROM progress_publication AS publication WHERE publication.update_id = one.id
        ORDER BY publication.published_at DESC, publication.id DESC LIMIT 1) AS last
    JOIN progress_updateversion AS version ON version.id = last.version_id
    CROSS JOIN LATERAL (
        SELECT CASE WHEN strpos(version.canonical, '\\u0000') > 0 THEN '{}'
            ELSE version.canonical END::jsonb AS facts) AS said
    WHERE one.id = ANY(things)"""

# Never the private detail.
BLOCKERS = """
    SELECT blocker.id, NULL::bigint, blocker.commitment_id, NULL::bigint, '{}'::text[],
        blocker.title, '',
        concat_ws(E'\\n', blocker.summary, blocker.would_help, blocker.closing_words),
        '', blocker.raised_on, true
    FROM progress_blocker AS blocker WHERE blocker.id = ANY(things)"""

# A note that is for the leads alone has no row.
NOTES = """
    SELECT note.id, NULL::bigint, note.commitment_id, NULL::bigint, '{}'::text[], '', '',
        note.text,
        '', note.happened_on, false
    FROM progress_diarynote AS note
    WHERE note.published_at IS NOT NULL AND note.id = ANY(things)"""

ORGANISATIONS = """
    SELECT one.id, NULL::bigint, NULL::bigint, one.id, ARRAY[lower(one.abbreviation)], one.name,
        '', '', one.abbreviation, NULL::date, true
    FROM network_organisation AS one WHERE one.id = ANY(things)"""

KINDS = (
    ("plan", "commitments_actionplan", PLANS),
    ("commitment", "commitments_commitment", COMMITMENTS),
    ("milestone", "commitments_milestone", MILESTONES),
    ("update", "progress_progressupdate", UPDATES),
    ("blocker", "progress_blocker", BLOCKERS),
    ("note", "progress_diarynote", NOTES),
    ("organisation", "network_organisation", ORGANISATIONS),
)

# The things are locked first: whoever changes one at the same time has committed when its words
# are read, or waits. A text beyond all measure is searched by its beginning: PostgreSQL refuses a
# vector of more than a megabyte, and an update must not fail over that.
MAKE = """
CREATE FUNCTION opendata_search_{kind}s(things bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(things) = 0 THEN
        RETURN;
    END IF;
    PERFORM 1 FROM {table} WHERE id = ANY(things) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM opendata_searchtext AS kept
        WHERE kept.kind = '{kind}' AND kept.thing = ANY(things) AND NOT EXISTS (
            SELECT FROM ({query}) AS said (thing) WHERE said.thing = kept.thing);
    INSERT INTO opendata_searchtext AS kept (kind, thing, plan_id, commitment_id, organisation_id,
        codes, title, body, words, day, vector)
    SELECT '{kind}', said.thing, said.plan, said.commitment, said.organisation,
        array_remove(said.codes, ''), said.title, left(said.body, 100000),
        CASE WHEN said.has_words THEN
            opendata_words(
                concat_ws(' ', said.title, said.other_title, left(said.body, 100000), said.beside))
        ELSE '' END,
        said.day,
        setweight(to_tsvector('opendata_english',
            concat_ws(' ', said.title, said.other_title, array_to_string(said.codes, ' '))), 'A')
        || setweight(to_tsvector('opendata_english', left(said.body, 100000)), 'B')
        || setweight(to_tsvector('opendata_english', left(said.beside, 10000)), 'D')
    FROM ({query}) AS said (thing, plan, commitment, organisation, codes, title, other_title,
        body, beside, day,
        has_words)
    ORDER BY said.thing
    ON CONFLICT (kind, thing) DO UPDATE SET
        plan_id = excluded.plan_id, commitment_id = excluded.commitment_id,
        organisation_id = excluded.organisation_id, codes = excluded.codes, title = excluded.title,
        body = excluded.body, words = excluded.words, day = excluded.day, vector = excluded.vector
    WHERE (kept.plan_id, kept.commitment_id, kept.organisation_id, kept.codes, kept.title,
            kept.body, kept.words, kept.day, kept.vector)
        IS DISTINCT FROM (excluded.plan_id, excluded.commitment_id, excluded.organisation_id,
            excluded.codes, excluded.title, excluded.body, excluded.words, excluded.day,
            excluded.vector);
END $$;
"""

# Words that somebody may mistype: four letters or more, no numbers, each once.
WORDS = """
CREATE FUNCTION opendata_words(text text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(string_agg(word, ' ' ORDER BY word), '')
    FROM unnest(tsvector_to_array(to_tsvector('opendata_as_written', left(text, 120000)))) AS word
    WHERE word ~ '^[[:alpha:]]{4,40}$'
$$;
"""

# Which things a changed row of a table concerns, by kind: a query on `changed`, what was inserted,
# updated or deleted. After an update `former` holds the same rows as they were.
ITSELF = "SELECT id FROM changed"
EVERY_CHANGE = (
    ("commitments_actionplan", "plan", ITSELF),
    ("commitments_commitment", "commitment", ITSELF),
    ("commitments_milestone", "milestone", ITSELF),
    ("commitments_participation", "commitment", "SELECT commitment_id FROM changed"),
    ("progress_progressupdate", "update", ITSELF),
    ("progress_publication", "update", "SELECT update_id FROM changed"),
    ("progress_blocker", "blocker", ITSELF),
    ("progress_diarynote", "note", ITSELF),
    ("network_organisation", "organisation", ITSELF),
)
# What else an update of a row concerns, where it changed one of the columns.
ON_UPDATE = (
    (
        "commitments_actionplan", "commitment", ("published_on",),
        "SELECT id FROM commitments_commitment WHERE plan_id IN (SELECT id FROM other)",
    ),
    (
        "commitments_actionplan", "update", ("time_zone",),
        """SELECT one.id FROM progress_progressupdate AS one
            JOIN commitments_commitment AS commitment ON commitment.id = one.commitment_id
            WHERE commitment.plan_id IN (SELECT id FROM other)""",
    ),
    (
        "commitments_commitment", "update", ("plan_id",),
        "SELECT id FROM progress_progressupdate WHERE commitment_id IN (SELECT id FROM other)",
    ),
    (
        "commitments_theme", "commitment", ("name",),
        "SELECT id FROM commitments_commitment WHERE theme_id IN (SELECT id FROM other)",
    ),
    (
        "commitments_participation", "commitment", ("commitment_id",),
        "SELECT former.commitment_id FROM former JOIN other ON other.id = former.id",
    ),
    (
        "network_organisation", "commitment", ("name", "abbreviation"),
        """SELECT commitment_id FROM commitments_participation
            WHERE organisation_id IN (SELECT id FROM other)""",
    ),
)  # fmt: skip

# The rows that an update changed in those columns.
OTHER = """WITH other AS (
        SELECT changed.* FROM changed JOIN former ON former.id = changed.id
        WHERE ({now}) IS DISTINCT FROM ({then})) """
CALL = "PERFORM opendata_search_{kind}s(ARRAY({query}));"
ON_CHANGE = """
CREATE FUNCTION opendata_{table}_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {calls}
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER search_follows_{event} AFTER {event} ON {table} {rows}
    FOR EACH STATEMENT EXECUTE FUNCTION opendata_{function}();
"""
ROWS = {
    "INSERT": "REFERENCING NEW TABLE AS changed",
    "UPDATE": "REFERENCING OLD TABLE AS former NEW TABLE AS changed",
    "DELETE": "REFERENCING OLD TABLE AS changed",
}


def _functions() -> str:
    made = [WORDS]
    made += [MAKE.format(kind=kind, table=table, query=query) for kind, table, query in KINDS]
    for table, kind, query in EVERY_CHANGE:
        made.append(ON_CHANGE.format(table=table, calls=CALL.format(kind=kind, query=query)))
    for table in _updated():
        calls = "\n    ".join(_cascade(*rest) for name, *rest in ON_UPDATE if name == table)
        made.append(ON_CHANGE.format(table=f"{table}_columns", calls=calls))
    return "".join(made)


def _cascade(kind: str, columns: tuple[str, ...], query: str) -> str:
    now, then = (", ".join(f"{table}.{one}" for one in columns) for table in ("changed", "former"))
    other = OTHER.format(now=now, then=then)
    return CALL.format(kind=kind, query=other + query)


def _updated() -> list[str]:
    return list(dict.fromkeys(table for table, *_ in ON_UPDATE))


def _triggers() -> str:
    made = [
        TRIGGER.format(event=event, table=table, rows=rows, function=f"{table}_changed")
        for table, *_ in EVERY_CHANGE
        for event, rows in ROWS.items()
    ]
    made += [
        f"CREATE TRIGGER search_follows_columns AFTER UPDATE ON {table} {ROWS['UPDATE']}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION opendata_{table}_columns_changed();"
        for table in _updated()
    ]
    return "".join(made)


FILL = "SELECT opendata_search_{kind}s(ARRAY(SELECT id FROM {table}));"


def _backward() -> str:
    functions = [f"opendata_{table}_changed()" for table, *_ in EVERY_CHANGE]
    functions += [f"opendata_{table}_columns_changed()" for table in _updated()]
    functions += [f"opendata_search_{kind}s(bigint[])" for kind, *_ in KINDS]
    functions.append("opendata_words(text)")
    return "".join(f"DROP FUNCTION {one} CASCADE;" for one in functions)


class Migration(migrations.Migration):
    dependencies = (
        ("opendata", "0003_search_text"),
        ("progress", "0019_labels_of_steps_are_not_trusted"),
    )
    operations = (
        migrations.RunSQL(_functions(), _backward()),
        migrations.RunSQL(_triggers(), migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                FILL.format(kind=kind, table=table), "DELETE FROM opendata_searchtext"
            )
            for kind, table, _ in KINDS
        ),
    )
