"""Under which licence everything here is given away."""

# As SPDX and Open Definition name it.
NAME = "OGL-UK-3.0"
TITLE = "Open Government Licence v3.0"
URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
