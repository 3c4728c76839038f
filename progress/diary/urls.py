"""Addresses of the diary."""

from django.urls import path

from progress.diary.views import notes

DIARY = "commitments/<slug:slug>/diary/"
urlpatterns = [
    # Readers
    path(DIARY, notes.diary_list, name="diary_list"),
    # Whoever writes in it
    path(f"{DIARY}add/", notes.note_add, name="note_add"),
    path(f"{DIARY}<int:pk>/edit/", notes.note_edit, name="note_edit"),
    path(f"{DIARY}<int:pk>/publish/", notes.note_publish, name="note_publish"),
    path(f"{DIARY}<int:pk>/remove/", notes.note_remove, name="note_remove"),
]
