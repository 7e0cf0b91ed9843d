import { expect, test } from 'vitest';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import { healthPaths } from '../../../../server/src/engine/project/python/urls.ts';

const routes = (text: string): unknown => {
  const paths = healthPaths(readModule(text));
  return paths.known ? paths.value.map(({ path, includes }) => [path, includes]) : paths.why;
};

test.each<readonly [name: string, text: string, expected: unknown]>([
  [
    'startproject and more',
    `from django.urls import include, path, re_path
urlpatterns = [
    path("admin/", admin.site.urls),
    path("health/", health),
    path("blog/", include("blog.urls")),
    path("api/", include(("api.urls", "api"), namespace="v1")),
    path("", include(router.urls)),
    path("users/<int:pk>/", user),
    re_path(r"^live/$", live),
    re_path(r"^(?P<x>\\d+)/", number),
    url(r"^a\\.b$", old),
    url(r"^open", old),
    url(r"^shop/", include("shop.urls")),
    path(route="ready", view=ready),
]
urlpatterns += static(settings.MEDIA_URL)
if settings.DEBUG:
    urlpatterns = [path("__debug__/", include(debug_toolbar.urls))] + urlpatterns
`,
    [
      ['admin/', null],
      ['health/', undefined],
      ['blog/', 'blog.urls'],
      ['api/', 'api.urls'],
      ['', null],
      [undefined, undefined],
      ['live/', undefined],
      [undefined, undefined],
      ['a.b', undefined],
      [undefined, undefined],
      ['shop/', 'shop.urls'],
      ['ready', undefined],
      ['__debug__/', null],
    ],
  ],
  [
    'appended',
    'urlpatterns = []\nurlpatterns.append(path("a", b))\nurlpatterns.extend([path("c", d)])',
    [
      ['a', undefined],
      ['c', undefined],
    ],
  ],
  ['worked out', 'urlpatterns = [path(p, v) for p, v in x]', 'some of its routes are worked out when it runs'],
  ['with languages', 'urlpatterns = i18n_patterns(path("a", b))', 'some of its routes begin with a language'],
  ['from elsewhere', 'from .base import *\n', 'it takes all names of another module'],
  ['broken', 'urlpatterns = [path("a" b)]', 'a line of it cannot be read'],
])('%s', (_name, text, expected) => {
  expect(routes(text)).toEqual(expected);
});
