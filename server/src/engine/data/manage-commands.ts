/**
 * Commands of manage.py that have no static files collected, whatever the project: those of Django and of well-known packages.
 * Source: docs.djangoproject.com (5.2), and the documentation of the packages; read on 2026-11-21.
 */
const KNOWN = new Set(
  `changepassword check clearsessions compilemessages compress createcachetable createsuperuser dbshell diffsettings dumpdata
   ensure_adminuser findstatic flush inspectdb loaddata makemessages makemigrations migrate migrate_schemas optimizemigration
   process_tasks qcluster remove_stale_contenttypes rqworker run_huey runserver runserver_plus runworker sendtestemail shell shell_plus
   showmigrations sqlflush sqlmigrate sqlsequencereset squashmigrations startapp startproject tailwind test testserver
   update_index rebuild_index`.split(/\s+/),
);

/** Also those that people write to wait for a database. */
export const isKnownCommand = (action: string): boolean => KNOWN.has(action) || /^wait_?(?:for_?)?/.test(action);
