from celery import shared_task

from .models import Note


@shared_task
def write(text):
    Note.objects.create(text=text)
