"""A web server on loopback that answers as a test says."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Answers(BaseHTTPRequestHandler):
    """Answers each path with what `server.answers` holds: (status, headers, body) or a function."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path, (404, {}, b""))
        self.close_connection = True
        try:
            if callable(answer):
                answer(self)
            else:
                self.answer(*answer)
        except OSError:
            pass  # the client went away, as it should

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body)), "Connection": "close"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def serving(settings, answers):
    """Serve on a free port that the settings let through; gives the server, its address in `.url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    server.answers = answers
    server.asked = []
    server.url = f"http://127.0.0.1:{server.server_port}"
    settings.NEWSROOM_FETCH_ALLOW = frozenset({f"127.0.0.1:{server.server_port}"})
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def html(body, **headers):
    """Answer with a page."""
    content = body if isinstance(body, bytes) else body.encode()
    return 200, {"Content-Type": "text/html; charset=utf-8"} | headers, content
