#!/bin/sh
# What somebody does who begins a project: Django's own commands, and a first model.
#
#   start.sh MODELS TARGET
set -eu
mkdir -p "$2"
cd "$2"
django-admin startproject config .
python manage.py startapp notes
cp "$1" notes/models.py
sed -i "s/^    'django.contrib.staticfiles',/&\n    'notes',/" config/settings.py
python manage.py makemigrations notes
find . -name __pycache__ -exec rm -rf {} +
