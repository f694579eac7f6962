"""The site's settings. Nothing secret is written here; what an installation may change comes from `YUANHENG_…`."""

from __future__ import annotations

import os
import sys

from csp.constants import NONCE, NONE, SELF

from yuanheng.web.maps.basemap import base_map_from

from . import paths
from .database import django_databases
from .secret import secret

DEBUG = os.environ.get("YUANHENG_DEBUG") == "1"
SECRET_KEY = os.environ.get("YUANHENG_SECRET_KEY") or secret("django")
HTTPS = os.environ.get("YUANHENG_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("YUANHENG_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "yuanheng.web.base",
    "yuanheng.web.enterprises",
    "yuanheng.web.ledger",
    "yuanheng.web.runs",
    "yuanheng.web.cultivation",
    "yuanheng.web.cases",
    "yuanheng.web.projects",
    "yuanheng.web.tenancies",
    "yuanheng.web.admission",
    "yuanheng.web.delivery",
    "yuanheng.web.approvals",
    "yuanheng.web.carriers",
    "yuanheng.web.land",
    "yuanheng.web.works",
    "yuanheng.web.maps",
    "yuanheng.web.channels",
    "yuanheng.web.investment",
    "yuanheng.web.rewards",
    "yuanheng.web.policies",
    "yuanheng.web.plan",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "yuanheng.web.base.middleware.SessionLimitMiddleware",
    "yuanheng.web.base.middleware.AccessMiddleware",
]

ROOT_URLCONF = "yuanheng.web.site.urls"
WSGI_APPLICATION = "yuanheng.web.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "yuanheng.web.base.frame.frame",
            ],
            "builtins": ["yuanheng.web.base.templatetags.yh", "django.templatetags.static"],
        },
    }
]

DATABASES = django_databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in ------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "base.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "yuanheng.web.base.passwords.MixedCharactersValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "base:home"
ACCOUNT_ADAPTER = "yuanheng.web.base.signin.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = False  # the lock-out in base/signin.py is kept in the database, so every process sees it
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "园衡"
YUANHENG_SIGN_IN = {"failures": 5, "failures_per_address": 40, "minutes": 15}

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "yuanheng.web.base.views.errors.csrf_failed"
CSRF_COOKIE_HTTPONLY = False  # htmx reads the token from the page, but forms in tests read the cookie
YUANHENG_IDLE_MINUTES = 60
YUANHENG_SESSIONS_PER_USER = 3

# Headers ------------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# A raster map below ours widens two of these, for the map's page alone (web/maps/views.py).
YUANHENG_BASE_MAP = base_map_from(os.environ)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# Language and time: stored in UTC, shown in Shanghai -----------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = ["yuanheng.web.site.formats"]

# Static files -------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = paths.folder("static")
STATICFILES_DIRS = [paths.assets_folder()] if paths.assets_folder().is_dir() else []
WHITENOISE_USE_FINDERS = os.environ.get("YUANHENG_COLLECTED") != "1"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Uploads ------------------------------------------------------------------------------------------------------------
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_PERMISSIONS = 0o600
YUANHENG_FILE_LIMIT = 200 * 2**20

SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"] if not HTTPS else []

PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# Mail and messages ---------------------------------------------------------------------------------------------------
# On a closed network nothing is set, nothing is sent, and people are told by notices. See docs/architecture-web.md.
YUANHENG_MAIL = os.environ.get("YUANHENG_MAIL_HOST", "")
YUANHENG_WEBHOOK = os.environ.get("YUANHENG_WEBHOOK", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if YUANHENG_MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST = YUANHENG_MAIL or "localhost"
EMAIL_PORT = int(os.environ.get("YUANHENG_MAIL_PORT", "465"))
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_HOST_USER = os.environ.get("YUANHENG_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("YUANHENG_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("YUANHENG_MAIL_FROM", EMAIL_HOST_USER or "yuanheng@localhost")
