"""Addresses for search engines and for the editors of other sites."""

from django.urls import path

from opendata.sharing.views import machines

urlpatterns = [
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_part, name="sitemap_part"),
    path("oembed", machines.oembed, name="oembed"),
]
