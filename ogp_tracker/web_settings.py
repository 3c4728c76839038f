"""Settings of the libraries that stand between the tracker and the web; settings.py takes them."""

from typing import Any

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY = {
    # Django's admin is the one place whose own pages need inline styles.
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# The API is read only, and the same for everybody.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "opendata.api.schema.DatasetSchema",
    "DEFAULT_THROTTLE_CLASSES": ["opendata.api.throttling.FairShare"],
    "EXCEPTION_HANDLER": "opendata.api.errors.answer_error",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}


def description_of_the_api(site_url: str) -> dict[str, Any]:
    """What drf-spectacular needs to describe the API of the site at `site_url`."""
    return {
        "TITLE": "Open government tracker",
        "VERSION": "1",
        "DESCRIPTION": "What is promised in open government action plans, and how it is going. "
        "Everybody can read everything, without a key. Names, meanings and kinds of fields stay as "
        "they are for ever; new fields, filters and datasets may come.",
        "LICENSE": {
            "name": "Open Government Licence v3.0",
            "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        },
        "EXTERNAL_DOCS": {"description": "How to use the API", "url": f"{site_url}/api/"},
        "SERVERS": [{"url": site_url}],
        "PREPROCESSING_HOOKS": ["opendata.api.schema.one_path_a_dataset"],
        # Codes stay with their columns, which say what they mean.
        "POSTPROCESSING_HOOKS": [],
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "SORT_OPERATION_PARAMETERS": False,
    }
