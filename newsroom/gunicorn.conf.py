"""How gunicorn serves the site: threads, an end that lets answers finish, workers that are renewed."""  # noqa: N999 - gunicorn's own name

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
wsgi_app = "newsroom.wsgi:application"

worker_class = "gthread"
# The site is read once and shared by the workers: a quicker start, and less memory.
preload_app = True
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# The heartbeat of a worker must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a file without a name

timeout = 30
# Below the ten seconds that a container is given to stop.
graceful_timeout = 8
keepalive = 5

# A worker that has grown is replaced; the jitter keeps two from leaving at once.
max_requests = 5000
max_requests_jitter = 500

control_socket_disable = True
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "info")
