"""Addresses of feeds and calendars; each is named after the page it belongs to."""

from django.urls import path

from opendata.feeds.views import calendars, feeds, things

urlpatterns = [
    path("feeds/news.atom", feeds.news_feed, name="news_feed"),
    path("feeds/commitments.atom", feeds.commitments_feed, name="commitments_feed"),
    path("feeds/organisations.atom", feeds.organisations_feed, name="organisations_feed"),
    path("feeds/plans.atom", feeds.plans_feed, name="plans_feed"),
    path("feeds/updates.atom", feeds.updates_feed, name="updates_feed"),
    path("feeds/blockers.atom", feeds.blockers_feed, name="blockers_feed"),
    path("feeds/lateness.atom", feeds.lateness_feed, name="lateness_feed"),
    path("feeds/vacancies.atom", feeds.vacancies_feed, name="vacancies_feed"),
    path("feeds/circulations.atom", feeds.circulations_feed, name="circulations_feed"),
    path("feeds/commitments/<slug:slug>.atom", things.commitment_feed, name="commitment_feed"),
    path(
        "feeds/commitments/<slug:slug>/history.atom",
        things.commitment_history_feed,
        name="commitment_history_feed",
    ),
    path("feeds/commitments/<slug:slug>/diary.atom", things.diary_feed, name="diary_feed"),
    path("feeds/plans/<slug:slug>.atom", things.plan_feed, name="plan_feed"),
    path(
        "feeds/plans/<slug:slug>/history.atom", things.plan_history_feed, name="plan_history_feed"
    ),
    path("feeds/plans/<slug:slug>/themes/<slug:theme>.atom", things.theme_feed, name="theme_feed"),
    path(
        "feeds/organisations/<slug:slug>.atom", things.organisation_feed, name="organisation_feed"
    ),
    path("feeds/deadlines.ics", calendars.deadlines_calendar, name="deadlines_calendar"),
    path("feeds/commitments.ics", calendars.commitments_calendar, name="commitments_calendar"),
    path(
        "feeds/commitments/<slug:slug>.ics",
        calendars.commitment_calendar,
        name="commitment_calendar",
    ),
    path("feeds/plans/<slug:slug>.ics", calendars.plan_calendar, name="plan_calendar"),
    path(
        "feeds/organisations/<slug:slug>.ics",
        calendars.organisation_calendar,
        name="organisation_calendar",
    ),
]
