"""Addresses of the app."""

from django.urls import include, path

from network.views import invitations, organisations, people, roles

app_name = "network"
urlpatterns = [
    path("", include("network.circulation.urls")),
    path("people/", people.person_list, name="person_list"),
    path("people/invite/", people.person_invite, name="person_invite"),
    path("people/<int:pk>/", people.person_detail, name="person_detail"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/invitation/", invitations.invitation_resend, name="invitation_resend"),
    path("people/<int:pk>/roles/give/", roles.role_give, name="role_give"),
    path("roles/<int:pk>/end/", roles.role_end, name="role_end"),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("organisations/add/", organisations.organisation_add, name="organisation_add"),
    path(
        "organisations/<slug:slug>/edit/", organisations.organisation_edit, name="organisation_edit"
    ),
]
