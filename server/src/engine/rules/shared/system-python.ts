import type { ImageFacts } from '../../data/images.ts';

/** What installs or builds for the Python of the distribution. That Python alone is often there for other programs' sake. */
const PYTHON_OF_THE_SYSTEM =
  /^(?:lib)?python(?:\d(?:\.\d+)?)?-(?:full|dev|venv|pip|setuptools|wheel|virtualenv|distutils)$|^python-dev-is-python3$|^py3-(?:pip|setuptools|wheel|virtualenv)$/;

/** Libraries of a Django project that distributions package for their own Python. */
const LIBRARIES =
  /^(?:python3|py3)-(?:django|psycopg|psycopg2|mysqldb|mysqlclient|pil|pillow|lxml|ldap|gdal|cffi|cryptography|redis|celery|gunicorn)$/;

/** The image's own Python lies in /usr/local: what the distribution packages is for another one. */
const hasOwnPython = ({ family, python }: Pick<ImageFacts, 'family' | 'python'>): boolean =>
  family === 'python' || (family === 'uv' && python.known);

/** A package that belongs to a Python that is not the image's. */
export const isSystemPython = (base: Pick<ImageFacts, 'family' | 'python'>, name: string): boolean =>
  hasOwnPython(base) && (PYTHON_OF_THE_SYSTEM.test(name) || LIBRARIES.test(name));
