"""Schemathesis asks what the description allows, and what it does not, and believes nothing.

Off are the checks of what a public read API has not: signing in, and changing or deleting things.
The description names no plan, theme or organisation, for they are data. Here those that exist are
written into it, so that what fits the description is answered and not only refused.
"""

import copy
import os

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode

from ogp_tracker.wsgi import application
from opendata.api.schema import whole_schema
from opendata.tables import DATASETS

pytestmark = pytest.mark.django_db
