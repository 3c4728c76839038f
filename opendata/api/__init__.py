"""The API: every dataset for programs, read only, described by OpenAPI and on pages."""
