"""Addresses of pages to share, and of what the site says of itself."""

from django.urls import path

from opendata.sharing.views import embedding, sharing, statements

urlpatterns = [
    path("privacy/", statements.privacy, name="privacy"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("licence/", statements.licence, name="licence"),
    path("commitments/<slug:slug>/share/", sharing.commitment_share, name="commitment_share"),
    path("plans/<slug:slug>/share/", sharing.plan_share, name="plan_share"),
    path("embed/commitments/<slug:slug>/", embedding.commitment_embed, name="commitment_embed"),
    path("embed/plans/<slug:slug>/", embedding.plan_embed, name="plan_embed"),
]
