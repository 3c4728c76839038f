"""All settings of the tracker, read from the environment (see .env.example)."""

import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from ogp_tracker import web_settings
from ogp_tracker.clock import parse_day

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def required(name: str) -> str:
    """Return the setting `name`, or stop with one line that names it."""
    try:
        value: str = env.str(name)
    except ImproperlyConfigured:
        value = ""
    if not value:
        sys.exit(
            f"Missing setting {name}: set it in the environment or in .env "
            "(.env.example explains each; `make run` needs none of them)."
        )
    return value


# --- The site -------------------------------------------------------------------------------
SECRET_KEY = required("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
TRACKER_TODAY = parse_day(env.str("TRACKER_TODAY", default=""))
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
# In its name feeds and calendars name what they hold; the name in SITE_URL when empty.
PERMANENT_NAME = env.str("PERMANENT_NAME", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE = SITE_URL.startswith("https://")

ROOT_URLCONF = "ogp_tracker.urls"
WSGI_APPLICATION = "ogp_tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "ogp_tracker",
    "mailroom",
    "network",
    "commitments",
    "progress",
    "opendata",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "corsheaders",
    "csp",
    "django_filters",
    "drf_spectacular",
    "rest_framework",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ogp_tracker.languages.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ogp_tracker.typed_text.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ogp_tracker.paths.NoNul",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ogp_tracker.context.site",
            ],
        },
    },
]

# --- Services -------------------------------------------------------------------------------
DATABASES = {"default": env.db_url_config(required("DATABASE_URL"))}
# psycopg's own pool: threads of one web process share a few connections.
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}
# Django prepares nothing by itself; mailroom.delivery.recording may.
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5

REDIS_URL = required("REDIS_URL")


def cache_beside(broker: str) -> str:
    """The logical database after the broker's on the same server: redis://host/0 gives .../1."""
    address, _, number = broker.rpartition("/")
    return f"{address}/{int(number) + 1}" if number.isdecimal() else f"{broker.rstrip('/')}/1"


# The cache is a second logical database (or, with CACHE_URL, a second server): the broker must
# never evict, a cache must be free to. While it is gone the database stands in for it.
CACHES = {
    "default": {
        "BACKEND": "ogp_tracker.outages.caching.SteadyCache",
        "LOCATION": env.str("CACHE_URL", default=cache_beside(REDIS_URL)),
        "KEY_PREFIX": "cache",
        # A page waits a second for it, and tries twice, because it may have been restarted.
        "OPTIONS": {
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
            "retry": Retry(NoBackoff(), 1),
        },
    },
    "spare": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ogp_tracker_spare_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# --- People and sign-in ---------------------------------------------------------------------
AUTH_USER_MODEL = "network.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "progress:your_work"
ACCOUNT_LOGOUT_REDIRECT_URL = "commitments:home"
ACCOUNT_ADAPTER = "network.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# People come in by invitation, which proves the address: nobody confirms it a second time.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
# An address nobody here has gets no letter either: the form must not mail strangers.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Open government tracker"

# --- E-mail ---------------------------------------------------------------------------------
# Three slashes before a whole path, which has a fourth: django-environ takes the first off.
vars().update(env.email("EMAIL_URL", default=f"filemail:///{BASE_DIR / 'var' / 'mail'}"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{MFA_TOTP_ISSUER} <tracker@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_REPLY_TO = env.str("MAIL_REPLY_TO", default="")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default=MAIL_REPLY_TO)
MAIL_SERVICE = env.str("MAIL_SERVICE", default="smtp")  # whatever EMAIL_URL names; or "notify"
NOTIFY_URL = env.str("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = env.str("NOTIFY_TEMPLATE_ID", default="")
MAIL_HOLD = env.bool("MAIL_HOLD", default=False)
# Who writes letters of which kind when they leave; who knows what is owed. (They name every app.)
MAIL_WRITERS: dict[str, str] = {
    "reminder": "mailroom.reminding.writing.write_reminder",
    "follow_request": "mailroom.following.emails.follow_request",
    "news": "mailroom.following.emails.news",
    "news_digest": "mailroom.following.emails.news_digest",
    "circulation": "network.circulation.emails.circulation",
    "blocker waits": "progress.blockers.writing.write_waits",
    "blocker went up": "progress.blockers.writing.write_went_up",
    "blocker answered": "progress.blockers.writing.write_answered",
    "reminder by hand": "progress.oversight.emails.write_reminder_by_hand",
}
REMINDER_SOURCES: list[str] = [
    "progress.reminding.updates",
    "progress.reminding.reviews",
    "progress.reminding.blockers",
]

# --- Silence: what /readyz looks at, beside the parts that outages.pulse listens to --------------
READINESS_CHECKS = ["mailroom.waiting.overdue"]
# Hours after which a backup is missed; 0 where none is taken by the tracker itself.
BACKUP_MAX_AGE_HOURS = env.int("BACKUP_MAX_AGE_HOURS", default=0)

# --- Celery: messages are wake-ups only, everything due is in the database ---------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# For ever: a worker that gave up would be one more thing to notice.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# What a dead worker had goes to another after five minutes; the broker looks every ten seconds.
CELERY_VISIBILITY_TIMEOUT = env.int("VISIBILITY_TIMEOUT", default=300)
UNACKED = {"unacked_restore_interval": 10, "unacked_restore_throttle": 1}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": CELERY_VISIBILITY_TIMEOUT}
CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS | UNACKED
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Seconds between two looks for mail that is due; a demonstration should not make people wait.
TICK_SECONDS = env.int("TICK_SECONDS", default=60)

# --- Language and time ----------------------------------------------------------------------
# Pages for everybody are in both, each with its own address; docs/decisions/0019 says why.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "ogp_tracker" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")
FORMAT_MODULE_PATH = ["ogp_tracker.formats"]

# --- Open data: any other site's scripts may read what is public, and nothing else --------------
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_URLS_REGEX = r"^/(data|api|feeds)/|\.(atom|ics)$"

# --- Static files ---------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ogp_tracker.storage.StaticFiles"},
}
WHITENOISE_USE_FINDERS = DEBUG

# --- Uploads: kept in the database, see docs/decisions/0008 -----------------------------------
FILE_UPLOAD_HANDLERS = [
    "ogp_tracker.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Security -------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_SSL_REDIRECT = SECURE and env.bool("SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "ogp_tracker.views.csrf_failure"
CONTENT_SECURITY_POLICY = web_settings.CONTENT_SECURITY_POLICY

# --- The API: read only, for everybody alike ----------------------------------------------------
# Requests from one address; 0 is no limit.
API_REQUESTS_PER_HOUR = env.int("API_REQUESTS_PER_HOUR", default=3600)
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=300)
REST_FRAMEWORK = web_settings.REST_FRAMEWORK
SPECTACULAR_SETTINGS = web_settings.description_of_the_api(SITE_URL)

# --- History --------------------------------------------------------------------------------
# A reason may be a whole sentence; the library's default column holds 100 characters.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
# Going back to an old row would go round every rule; ogp_tracker/admin.py refuses it, too.
SIMPLE_HISTORY_REVERT_DISABLED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
