import asyncio

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.views.decorators.csrf import csrf_exempt

from .models import Note


def index(request):
    """Uses the database, and the cache where there is one."""
    if "default" in settings.CACHES:
        cache.set("seen", "yes")
        assert cache.get("seen") == "yes"
    style = format_html('<link rel="stylesheet" href="{}">', static("notes/site.css"))
    notes = Note.objects.values_list("text")
    return HttpResponse(style + format_html_join("", "<p>{}</p>", notes))


@csrf_exempt
def upload(request):
    note = Note.objects.create(text="uploaded", attachment=request.FILES["file"])
    return HttpResponse(note.attachment.path, content_type="text/plain")


def later(request):
    """Leaves the work to a worker."""
    from .tasks import write

    write.delay("written by the worker")
    return HttpResponse("queued", content_type="text/plain")


async def pulse(request):
    await asyncio.sleep(0)
    return HttpResponse("alive", content_type="text/plain")
