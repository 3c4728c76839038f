# The front-end package, as locked; Node.js stays in this stage.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

# The Python the tests run on.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt
COPY . .
COPY --from=packages /app/node_modules node_modules
# The settings want an address for each server; none of them is asked while files are collected.
RUN python -m ogp_tracker.assets \
  && python -m ogp_tracker.languages.catalogues \
  && rm -r node_modules \
  && SECRET_KEY=unused DATABASE_URL=postgres://unused/unused REDIS_URL=redis://unused \
     python manage.py collectstatic --no-input --verbosity 0 \
  && python -m compileall -q .

FROM python:3.11-slim-bookworm
# Nobody can write to the code, not even the tracker itself.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin tracker
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=3 \
  CMD ["python", "-m", "ogp_tracker.health"]
CMD ["granian", "--interface", "wsgi", "ogp_tracker.wsgi:application", "--host=0.0.0.0", "--port=8000", \
     "--workers=2", "--blocking-threads=2", "--access-log"]
