"""Asks the web server on this machine whether it is well; Docker runs this as a module."""

import http.client
import os
import sys
from urllib.parse import urlsplit


def answers(port: int) -> bool:
    """Whether the web server on `port` is up and can ask its database.

    It is asked as the proxy in front would, so that neither the host check nor the redirect to
    https gets in the way.
    """
    site = urlsplit(os.environ.get("SITE_URL") or "http://localhost")
    headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/healthz", headers=headers)
        return line.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(0 if answers(int(os.environ.get("PORT") or "8000")) else 1)
