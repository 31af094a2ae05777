"""All settings, driven by the environment (`docs/reference/settings.md` lists the variables)."""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from articles.languages import CALENDARS, NUMERALS, language
from newsroom.environment import Environment
from newsroom.static_files import name_version

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = Environment(VAR_DIR / "local.env")

# The three that decide what this process is -----------------------------------------------

DEBUG = env.flag("NEWSROOM_DEBUG", default=False)
DEMO = env.flag("NEWSROOM_DEMO", default=False)

SECRET_KEY = env.text("NEWSROOM_SECRET_KEY")
if not SECRET_KEY:
    if not (DEBUG or DEMO):
        message = (
            "NEWSROOM_SECRET_KEY is empty. Set it to a long random text, or run `make run`, which makes one."
        )
        raise ImproperlyConfigured(message)
    SECRET_KEY = "for development and demonstration only"  # noqa: S105 - never used outside them

ALLOWED_HOSTS = env.words("NEWSROOM_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

# Languages: one setting, then `migrate` ---------------------------------------------------

NEWSROOM_LANGUAGES = env.languages("NEWSROOM_LANGUAGES", "en,sv,ar,de,fi,fr,es,ru,zh-hans,fa")
LANGUAGES = [(code, language(code).name) for code in NEWSROOM_LANGUAGES]
# The newsroom's own language: what names fall back to in the admin.
LANGUAGE_CODE = NEWSROOM_LANGUAGES[0]
# What an edition dates and counts by, where it is not what its language does.
NEWSROOM_CALENDARS = env.per_language("NEWSROOM_CALENDARS", CALENDARS)
NEWSROOM_NUMERALS = env.per_language("NEWSROOM_NUMERALS", NUMERALS)
LANGUAGES_BIDI = [code for code in NEWSROOM_LANGUAGES if language(code).direction == "rtl"]
# The admin speaks these; the readers' chrome speaks every edition's language.
INTERFACE_LANGUAGES = ("en", "sv")
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE = "Europe/Stockholm"

MODELTRANSLATION_LANGUAGES = NEWSROOM_LANGUAGES
MODELTRANSLATION_DEFAULT_LANGUAGE = NEWSROOM_LANGUAGES[0]
MODELTRANSLATION_TRANSLATION_FILES = ["articles.translated_names"]
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": NEWSROOM_LANGUAGES}

# Applications -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",
    "newsroom",
    "translations",
    "articles",
    "taggit",
    "django_prose_editor",
    "rules",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.compressed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.language_of_request",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "newsroom.middleware.response_headers",
    "newsroom.middleware.ConditionalAnswers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
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
                "articles.context.site",
            ],
        },
    },
]

# Data ---------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}",
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Opening the file and telling SQLite of Django's functions takes longer than most answers.
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    # Take the write lock when a transaction starts, so that two editors who publish at the
    # same moment queue up instead of one being told that the database is locked.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    INSTALLED_APPS.append("django.contrib.postgres")
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 12, "timeout": 10},
        "options": "-c statement_timeout=30s -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s",
    }

REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "newsroom.caching.FailOpenRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Source maps are read by people who look for a fault, and take most of the time to compress.
WHITENOISE_ADD_HEADERS_FUNCTION = name_version
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The review of a long piece is one form with a few fields for every paragraph.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# What the higher packages have a say in ----------------------------------------------------

# Answers `may(user, verb, object)` and `visible(user, queryset)` for `articles.rights`.
RIGHTS = "translations.rights"

# Those of the gates of publication that somebody who may set four eyes aside sets aside.
FOUR_EYES_GATES = ["articles.gates.approver_is_no_author", "translations.gates.approver_is_no_translator"]
# Asked, in this order, before anything is handed in or published. Each takes the publication that
# is asked for and yields a sentence for every reason why it may not go on.
HAND_IN_GATES = ["translations.gates.nothing_must_be_mended"]
PUBLICATION_GATES = [
    "articles.gates.text_is_complete",
    "articles.gates.family_is_not_stopped",
    "articles.gates.attribution_is_complete",
    "articles.clearances.rights_are_cleared",
    "translations.gates.every_segment_is_settled",
    "translations.gates.nothing_must_be_mended",
    *FOUR_EYES_GATES,
]

# Run in this order inside a step's transaction. Each takes the event and writes rows only.
AFTER_STEP = [
    "translations.assignments.follow_step",
    "translations.notices.follow_step",
    "articles.search.index.follow_step",
    "newsroom.deliveries.follow_step",
]

# Run in the transaction that writes notices. Each takes the list of them and writes rows only.
AFTER_REPORT = ["translations.notices.tell_of_report"]
AFTER_NOTICES = ["newsroom.mail.follow_notices"]

# The panels of the admin's first page, in this order. Each takes an `articles.admin.first_desk.Visit`
# and yields panels; all of them together have fifteen queries.
FIRST_DESK = [
    "articles.admin.endings.panel",
    "translations.admin.panels.changed_originals",
    "articles.admin.second_looks.panel",
    "translations.admin.panels.work",
    "translations.admin.panels.waiting_for_review",
    "translations.admin.panels.scheduled",
    "translations.admin.panels.originals",
]

# What the worker does with a `Delivery` of each kind.
DELIVERY_HANDLERS = {
    "announce": "newsroom.announcements.announce",
    "websub": "newsroom.websub.ping",
    "mail": "newsroom.mail.send_one",
    "digest": "newsroom.mail.send_digest",
    "invitation": "newsroom.invitations.send",
}

# Fetching originals -------------------------------------------------------------------------

NEWSROOM_FETCH_ALLOW = env.addresses("NEWSROOM_FETCH_ALLOW")
NEWSROOM_USER_AGENT = env.text("NEWSROOM_USER_AGENT") or "NewsroomBot/0.1 (reads originals for translation)"
NEWSROOM_FETCH_DELAY = env.seconds("NEWSROOM_FETCH_DELAY", default=2.0)

# The site ----------------------------------------------------------------------------------

SITE_NAME = env.text("NEWSROOM_SITE_NAME") or "Morgonkajen"
# Where readers find the site; what is sent without a request (pings to the hub) needs it.
SITE_ADDRESS = env.web_address("NEWSROOM_SITE_ADDRESS").rstrip("/")
# Whom to tell of a weakness, as `mailto:` or `https://`.
NEWSROOM_SECURITY_CONTACT = env.text("NEWSROOM_SECURITY_CONTACT").strip()
# Whom to ask for permission to publish a piece elsewhere, as `mailto:` or `https://`.
NEWSROOM_CONTACT = env.text("NEWSROOM_CONTACT").strip()
# Whom feeds name for WebSub, and who is told at once when they change.
NEWSROOM_WEBSUB_HUB = env.web_address("NEWSROOM_WEBSUB_HUB")
if NEWSROOM_WEBSUB_HUB and not SITE_ADDRESS:
    message = "NEWSROOM_WEBSUB_HUB is set: say in NEWSROOM_SITE_ADDRESS where readers find the site."
    raise ImproperlyConfigured(message)

# Mail: written only where a server takes it ------------------------------------------------

MAIL_SERVER = env.mail_server("NEWSROOM_MAIL_SERVER")
NEWSROOM_SENDS_MAIL = MAIL_SERVER.host != ""
if NEWSROOM_SENDS_MAIL and not SITE_ADDRESS:
    message = "NEWSROOM_MAIL_SERVER is set: say in NEWSROOM_SITE_ADDRESS where links in mails lead."
    raise ImproperlyConfigured(message)
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.is_upgraded, MAIL_SERVER.is_encrypted
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("NEWSROOM_MAIL_FROM").strip() or f"newsroom@{MAIL_SERVER.host or 'localhost'}"

# Safety ------------------------------------------------------------------------------------

IS_HTTPS = env.flag("NEWSROOM_HTTPS", default=False)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IS_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # A proxy in front may send readers to https itself.
    SECURE_SSL_REDIRECT = env.flag("NEWSROOM_HTTPS_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
# How many proxies of our own add the address that they saw to X-Forwarded-For; limits count by it.
NEWSROOM_PROXIES = env.number("NEWSROOM_PROXIES", default=1 if IS_HTTPS else 0, most=9)
CSRF_TRUSTED_ORIGINS = env.words("NEWSROOM_TRUSTED_ORIGINS")

# The public policy; `newsroom.middleware` widens it for the admin, whose own scripts carry a nonce.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "img-src": [SELF],
        "style-src": [SELF],
        "script-src": [SELF],
        "manifest-src": [SELF],
        # What judges a page from within it asks for robots.txt.
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "img-src": [SELF, "data:"],
    "style-src": [SELF],
    "script-src": [SELF, NONCE],
    "connect-src": [SELF],
    "font-src": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

# Tags and rich text ------------------------------------------------------------------------

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

# A text that the admin shows at the top of every page.
ADMIN_TITLE = _("Newsroom")
