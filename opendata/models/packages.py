"""The package of all datasets, made each night."""

from django.db import models


class DataPackage(models.Model):
    """One file with every public table as it stood when it was made. The last one is kept.

    It is in the database so that any number of web processes can serve it (docs/decisions/0008).
    """

    # The business day for which it was made.
    made_on = models.DateField(unique=True)
    made_at = models.DateTimeField()
    # By the name of each dataset, how many lines it has.
    lines = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("size in bytes")
    content = models.BinaryField()

    class Meta:
        """Latest first."""

        ordering = ("-made_on",)

    def __str__(self) -> str:
        return f"Package of {self.made_on:%-d %B %Y}"
