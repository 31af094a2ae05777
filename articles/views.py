"""Public pages."""
from django.http import Http404
def _stub(request, **kw): raise Http404
choose_language = front = tag = person = original = section = article = article_text = _stub
def not_found(request, exception): 
    from django.http import HttpResponseNotFound
    return HttpResponseNotFound("404")
