"""Settings: every environment variable is read here, and nowhere else."""

import os
import secrets
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parent
IN_CHECKOUT = (CHECKOUT / "procedures").is_dir()


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def folder(name: str, default: Path) -> Path:
    return Path(text(name) or default).absolute()


def switch(name: str) -> bool:
    value = text(name, "0").lower()
    if value not in ("0", "1", "true", "false", ""):
        raise SystemExit(f"{name} phải là 0 hoặc 1, không phải “{value}”.")
    return value in ("1", "true")


def kept_secret(path: Path) -> str:
    """A secret of this installation, made once and kept in a file only we can read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def database(url: str) -> dict[str, object]:
    """Django's database settings from a postgresql:// URL; socket folders are percent-encoded."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SystemExit("MOTCUA_DATABASE_URL phải bắt đầu bằng postgresql://")
    pairs = (item.partition("=") for item in parts.query.split("&") if item)
    options = {key: unquote(value) for key, _, value in pairs}
    host = options.pop("host", "") or unquote(parts.netloc.rpartition("@")[2].split(":")[0])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": host,
        "PORT": parts.port or "",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # Planned once for each connection: the policies make planning dearer than the asking.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, **options},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


HOME = folder(
    "MOTCUA_HOME", CHECKOUT / "var" if IN_CHECKOUT else Path.home() / ".local/share/motcua"
)
MOTCUA_FILES = folder("MOTCUA_FILES", HOME / "files")
MOTCUA_ERASED = folder("MOTCUA_ERASED", HOME / "erased.txt")
MOTCUA_KEYS = folder("MOTCUA_KEYS", HOME / "keys")
MOTCUA_ADDRESS = text("MOTCUA_ADDRESS", "http://localhost:8000").rstrip("/")
MOTCUA_OVERLAY = text("MOTCUA_PROCEDURES")
MOTCUA_POPULATION_URL = text("MOTCUA_POPULATION_URL", "http://127.0.0.1:8101")
HELP_PHONE = text("MOTCUA_HELP_PHONE", "0218 3 000 000")
NOTICE = text("MOTCUA_NOTICE")
HELP_HOURS = text("MOTCUA_HELP_HOURS", "từ 7 giờ 30, thứ Hai đến thứ Sáu")
MOTCUA_EIDENTITY_URL = text("MOTCUA_EIDENTITY_URL", "http://127.0.0.1:8102")
MOTCUA_EIDENTITY_CLIENT = text("MOTCUA_EIDENTITY_CLIENT", "motcua")
MOTCUA_EIDENTITY_SECRET = text("MOTCUA_EIDENTITY_SECRET")
MOTCUA_SIGNER_URL = text("MOTCUA_SIGNER_URL", "http://127.0.0.1:8103")
MOTCUA_SIGNER_SECRET = text("MOTCUA_SIGNER_SECRET")
MOTCUA_TSA_URL = text("MOTCUA_TSA_URL")
MOTCUA_PROOF_RELAY = text("MOTCUA_PROOF_RELAY")
MOTCUA_SMS_URL = text("MOTCUA_SMS_URL", "http://127.0.0.1:8104")
MOTCUA_AGENCY_URL = text("MOTCUA_AGENCY_URL", "http://127.0.0.1:8105")
MOTCUA_PORTAL_URL = text("MOTCUA_PORTAL_URL", "http://127.0.0.1:8107")
MOTCUA_POST_URL = text("MOTCUA_POST_URL")
MOTCUA_CLAMAV_SOCKET = text("MOTCUA_CLAMAV_SOCKET")
MOTCUA_TESSERACT = shutil.which(text("MOTCUA_TESSERACT", "tesseract")) or ""

PROCEDURES = CHECKOUT / "procedures" if IN_CHECKOUT else PACKAGE / "_data/procedures"
COUNTRY = CHECKOUT / "country" if IN_CHECKOUT else PACKAGE / "_data/country"

DEBUG = switch("MOTCUA_DEBUG")
SECRET_KEY = kept_secret(MOTCUA_KEYS / "web.secret")
ALLOWED_HOSTS = [urlsplit(MOTCUA_ADDRESS).hostname or "localhost", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [MOTCUA_ADDRESS]
SECURE = MOTCUA_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "motcua.records",
    "motcua.doors.shared",
]
MIDDLEWARE = [
    "motcua.site.clock.stamp_requests",
    "motcua.site.guard.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "motcua.doors.shared.look.LookMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "motcua.site.guard.known",
    "motcua.site.guard.Doorkeeper",
]
ROOT_URLCONF = "motcua.site.urls"
WSGI_APPLICATION = "motcua.site.wsgi.application"
DOORS = ("citizen", "counter", "sign", "verify", "office", "partner")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE / "site" / "templates",
            *(PACKAGE / "doors" / door / "templates" for door in DOORS),
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "motcua.site.guard.page",
            ],
        },
    }
]
DATABASES = {
    "default": database(text("MOTCUA_DATABASE_URL", "postgresql://motcua_web@localhost/motcua"))
}
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = False

SESSION_ENGINE = "motcua.site.session"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "motcua.site.guard.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SILENCED_SYSTEM_CHECKS = ["models.W042"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_TEMP_DIR = None
MAX_UPLOAD = 25_000_000
"""Bytes a single attachment may have; the page says so before anything is chosen."""
MAX_REQUEST = 60_000_000
"""Bytes a whole request may have; a longer one is refused before it is read."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "motcua.site.log.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"motcua": {"level": "INFO"}, "procrastinate": {"level": "WARNING"}},
}
