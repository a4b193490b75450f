# Shangji in an image: docker compose up --build. See docs/deploy.md.
FROM python:3.13-slim-bookworm AS build
WORKDIR /srv/shangji
COPY requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.13-slim-bookworm
# Any client not older than the server will do; only who uses PostgreSQL needs it: --build-arg EXTRA=postgresql-client
ARG EXTRA=""
RUN if [ -n "$EXTRA" ]; then \
      apt-get update && apt-get install -y --no-install-recommends $EXTRA && rm -rf /var/lib/apt/lists/*; \
    fi \
    && groupadd --system --gid 10001 shangji \
    && useradd --system --uid 10001 --gid shangji --no-create-home --home-dir /data --shell /usr/sbin/nologin shangji \
    && install -d -m 0700 -o shangji -g shangji /data
WORKDIR /srv/shangji
COPY --from=build /srv/shangji/.venv .venv
COPY . .
ENV PATH="/srv/shangji/.venv/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SHANGJI_DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# What is run in the place of the shell gets the signals.
CMD ["sh", "-c", "flask migrate && exec flask serve"]
