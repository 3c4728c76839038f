"""Static files under names that carry their hash, so that browsers may keep them for ever."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports between JavaScript modules to the hashed names."""

    support_js_module_import_aggregation = True
    # A page must not fail because a file was not collected (tests, a first start).
    manifest_strict = False

    def hashed_name(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Return the name with its hash, or as it is while nothing has been collected."""
        try:
            hashed: str = super().hashed_name(name, *args, **kwargs)
        except ValueError:
            return name
        return hashed
