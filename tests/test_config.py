"""Settings: defaults that work, `.env` beneath the environment, and clear words for what cannot work."""

import re
import stat
import subprocess
import sys

import pytest

from config import ROOT, ConfigError, load


@pytest.fixture
def loaded(tmp_path):
    """loaded(PORT="1"): settings from this environment and from tmp_path/.env."""
    return lambda **env: load(env, root=tmp_path)


def test_defaults_need_nothing(loaded, tmp_path):
    settings = loaded()
    assert settings.data_folder == tmp_path / "data"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/shangji.db"
    assert (settings.host, settings.port, settings.base_url) == ("127.0.0.1", 8000, "http://localhost:8000")
    assert settings.mail is None
    assert (settings.language, settings.currency, settings.time_zone) == ("en", "CNY", "Asia/Shanghai")
    assert settings.chart_source == "cdn"
    assert settings.import_limit == 100_000_000
    assert loaded(IMPORT_LIMIT_MB="2").import_limit == 2_000_000
    assert not settings.data_folder.exists()  # asking makes nothing


def test_the_environment_goes_before_the_file(loaded, tmp_path):
    (tmp_path / ".env").write_text("PORT=9000\nHOST=0.0.0.0\nSHANGJI_CURRENCY=USD\n", encoding="utf-8")
    settings = loaded(PORT="9100", SHANGJI_CURRENCY=" ")
    assert (settings.port, settings.host) == (9100, "0.0.0.0")
    assert settings.currency == "CNY"  # an empty value counts as none, and hides the file's
    assert settings.base_url == "http://localhost:9100"


def test_a_data_folder_with_a_space_is_a_valid_url(loaded, tmp_path):
    assert loaded(SHANGJI_DATA="my data").database_url == f"sqlite:///{tmp_path}/my%20data/shangji.db"


def test_mail(loaded):
    mail = loaded(MAIL_HOST="mail.example.com", MAIL_FROM="crm@example.com", MAIL_USER="u", MAIL_PASSWORD="p$x").mail
    assert (mail.host, mail.port, mail.tls, mail.sender) == ("mail.example.com", 587, "starttls", "crm@example.com")
    assert mail.password == "p$x"
    assert "p$x" not in repr(mail)
    assert loaded(MAIL_HOST="m", MAIL_FROM="a@b.c", MAIL_TLS="ssl").mail.port == 465


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"PORT": "http"}, "PORT"),
        ({"PORT": "0"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"BASE_URL": "crm.example.com"}, "BASE_URL"),
        ({"SHANGJI_LANGUAGE": "de"}, "SHANGJI_LANGUAGE"),
        ({"SHANGJI_CURRENCY": "yuan"}, "SHANGJI_CURRENCY"),
        ({"SHANGJI_TIME_ZONE": "Beijing"}, "SHANGJI_TIME_ZONE"),
        ({"SHANGJI_TIME_ZONE": "../etc/passwd"}, "SHANGJI_TIME_ZONE"),
        ({"CHART_SOURCE": "here"}, "CHART_SOURCE"),
        ({"IMPORT_LIMIT_MB": "0"}, "IMPORT_LIMIT_MB"),
        ({"IMPORT_LIMIT_MB": "10 MB"}, "IMPORT_LIMIT_MB"),
        ({"MAIL_HOST": "m"}, "MAIL_FROM"),
        ({"MAIL_HOST": "m", "MAIL_FROM": "a@b.c", "MAIL_USER": "u"}, "MAIL_PASSWORD"),
        ({"MAIL_HOST": "m", "MAIL_FROM": "a@b.c", "MAIL_TLS": "yes"}, "MAIL_TLS"),
        ({"MAIL_HOST": "m", "MAIL_FROM": "a@b.c", "MAIL_PORT": "x"}, "MAIL_PORT"),
    ],
)
def test_a_wrong_value_is_named_in_a_sentence(loaded, env, word):
    with pytest.raises(ConfigError, match=word) as refusal:
        loaded(**env)
    assert str(refusal.value).endswith(".")


def test_the_secret_is_made_once_for_its_owner_only(loaded):
    settings = loaded(SHANGJI_DATA="new/folder")
    assert len(settings.secret) == 32
    assert loaded(SHANGJI_DATA="new/folder").secret == settings.secret
    if sys.platform != "win32":
        assert stat.S_IMODE((settings.data_folder / "secret").stat().st_mode) == 0o600
        assert stat.S_IMODE(settings.data_folder.stat().st_mode) == 0o700


def test_processes_that_start_together_agree_on_the_secret(tmp_path):
    program = f"import config; print(config.load({{'SHANGJI_DATA': {str(tmp_path / 'data')!r}}}).secret.hex())"
    started = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE) for _ in range(4)]
    assert len({process.communicate(timeout=30)[0] for process in started}) == 1
    assert all(process.returncode == 0 for process in started)


def test_a_damaged_secret_is_not_used(loaded):
    settings = loaded()
    settings.folder().joinpath("secret").write_bytes(b"short")
    with pytest.raises(ConfigError, match="damaged"):
        _ = settings.secret


def test_a_data_folder_that_cannot_be_made_is_told(loaded, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ConfigError, match="SHANGJI_DATA"):
        loaded(SHANGJI_DATA="file/data").folder()


def test_every_setting_stands_in_the_example_and_in_the_readme():
    source = (ROOT / "config.py").read_text(encoding="utf-8")
    example, readme = ((ROOT / name).read_text(encoding="utf-8") for name in (".env.example", "README.md"))
    names = set(re.findall(r'"((?:SHANGJI_|MAIL_|DATABASE_|CHART_|BASE_|BACKUP_)?[A-Z]+(?:_[A-Z]+)*)"', source))
    names = {
        name
        for name in names
        if name.startswith(("SHANGJI_", "MAIL_", "DATABASE_", "CHART_", "BASE_", "BACKUP_", "HOST", "PORT"))
    }
    assert len(names) > 12
    for name in names:
        assert f"#{name}=" in example, name
        assert f"`{name}`" in readme, name
