# One image for the web server, the worker and the migrations; docker-compose.yml says which is which.
FROM python:3.12-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/newsroom
RUN python -m venv /opt/venv
COPY requirements/production.lock requirements/
RUN /opt/venv/bin/pip install --no-deps --require-hashes --requirement requirements/production.lock
COPY . .
# The secret is one of the build alone: nothing that is made here depends on it.
RUN /opt/venv/bin/python deploy/local/messages.py compile \
    && NEWSROOM_SECRET_KEY=build /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && NEWSROOM_SECRET_KEY=build /opt/venv/bin/python manage.py maintenance_page var/static/503.html \
    && mkdir -p var/media


FROM python:3.12-slim

ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000
WORKDIR /srv/newsroom
RUN useradd --system --uid 10001 --home-dir /srv/newsroom --shell /usr/sbin/nologin newsroom
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/newsroom .
# Pictures are all that the site writes to a disk.
RUN chown -R newsroom: var/media
USER newsroom
EXPOSE 8000
VOLUME /srv/newsroom/var/media
CMD ["gunicorn", "--config", "newsroom/gunicorn.conf.py"]
