import rule from '../../../server/src/engine/rules/caching/cleanup-in-later-layer.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';

const stays = (what: string): string =>
  `${what} came in an earlier layer and stays in the image: removing it here frees nothing`;

testRule(rule, {
  valid: {
    'brought and removed in one RUN': `${FROM}RUN apt-get install --yes gcc && pip install x && apt-get purge --yes gcc\n${SHIP}`,
    'a package of the base image': `${FROM}RUN apt-get purge --yes perl && pip uninstall --yes pip\n${SHIP}`,
    'packages nobody can name': `${FROM}RUN apt-get install --yes gcc\nRUN apt-get purge --yes $PACKAGES\n${SHIP}`,
    'what nobody needs any more': `${FROM}RUN apt-get install --yes gcc\nRUN apt-get autoremove --yes\n${SHIP}`,
    'a file of a package': `${FROM}RUN apt-get install --yes nginx\nRUN rm /etc/nginx/sites-enabled/default\n${SHIP}`,
    'a file beside a copied one': `${FROM}COPY docker/nginx.conf /etc/nginx/conf.d/\nRUN rm /etc/nginx/conf.d/default.conf\n${SHIP}`,
    'installed and purged in two RUNs, each': `${FROM}RUN apt-get install --yes gcc && pip install a && apt-get purge --yes gcc\nRUN apt-get install --yes gcc && pip install b && apt-get purge --yes gcc\nRUN apt-get purge --yes gcc\n${SHIP}`,
    'the lists of apt': `${FROM}RUN apt-get update\nRUN rm -rf /var/lib/apt/lists/* /tmp/* /root/.cache\n${SHIP}`,
    'a part of what was copied, as far as anybody knows': `${FROM}COPY . /app\nRUN rm -rf /app/node_modules\n${SHIP}`,
    'a part that the context does not have': {
      code: `${FROM}COPY . /app\nRUN rm -rf /app/node_modules\n${SHIP}`,
      files: { 'manage.py': '' },
    },
    'it is made anew': `${FROM}COPY static /app/static\nRUN rm -rf /app/static && cp -r /dist /app/static\n${SHIP}`,
    'a part of what another stage holds': `${FROM}COPY --from=build /install /usr/local\nRUN rm -rf /usr/local/lib/python3.13/test\n${SHIP}`,
    'only sometimes': `${FROM}COPY wheels /wheels\nRUN if [ -n "$X" ]; then rm -rf /wheels; fi\n${SHIP}`,
    'a cache mount': `${FROM}COPY wheels /wheels\nRUN --mount=type=cache,target=/wheels rm -rf /wheels\n${SHIP}`,
    'another stage': `${FROM.trim()} AS a\nCOPY wheels /wheels\n${FROM}RUN rm -rf /wheels\n${SHIP}`,
    'behind the RUN': `${FROM}RUN rm -rf /wheels\nCOPY wheels /wheels\n${SHIP}`,
    'a path nobody can name': `${FROM}COPY wheels /wheels\nRUN rm -rf $WHEELS ~/wheels\n${SHIP}`,
    'a download to another place': `${FROM}RUN curl -o /tmp/a.tgz https://example.com/a.tgz; curl https://example.com/b.tgz; wget -P /srv https://example.com/c.tgz; git status\nRUN rm /tmp/b.tgz /c.tgz\n${SHIP}`,
    'a virtual package of the same RUN': 'FROM python:3.13-alpine\nRUN apk add --virtual .deps gcc && apk del .deps\n',
  },
  invalid: {
    'a compiler': {
      code: `${FROM}RUN apt-get update && apt-get install --yes gcc libpq-dev\nRUN pip install psycopg\nRUN «apt-get purge --yes gcc»\n${SHIP}`,
      message: stays('gcc'),
      related: ['RUN apt-get update && apt-get install --yes gcc libpq-dev'],
      title: 'Remove it in the RUN that brings it',
      fixed: `${FROM}RUN apt-get update \\\n    && apt-get install --yes gcc libpq-dev \\\n    && pip install psycopg \\\n    && apt-get purge --yes gcc\n${SHIP}`,
    },
    'packages in a variable': {
      code: `${FROM}ENV DEPS="gcc g++"\nRUN apt-get install --yes $DEPS\nCOPY a b\nRUN «apt-get remove --yes $DEPS»\n${SHIP}`,
      message: stays('gcc'),
      fixed: null,
    },
    'a virtual package of Alpine': {
      code: `FROM python:3.13-alpine\nRUN apk add --no-cache --virtual .deps gcc\nCOPY . .\nRUN «apk del .deps»\n${SHIP}`,
      message: stays('.deps'),
      fixed: null,
    },
    'a Python package': {
      code: `${FROM}RUN pip install poetry\nCOPY pyproject.toml .\nRUN poetry install && «pip uninstall --yes poetry»\n${SHIP}`,
      message: stays('poetry'),
    },
    'copied wheels': {
      code: `${FROM.trim()} AS builder\nRUN pip wheel -w /wheels django\n${FROM}COPY --from=builder /wheels /wheels\nRUN pip install --no-index /wheels/*.whl && «rm -rf /wheels»\n${SHIP}`,
      message: stays('/wheels'),
      related: ['COPY --from=builder /wheels /wheels'],
      fixed: null,
    },
    'the content of a folder': {
      code: `${FROM}COPY wheels/ /tmp/wheels/\nRUN «rm -rf /tmp/wheels/*»\n${SHIP}`,
      message: stays('/tmp/wheels'),
    },
    'the folder above': {
      code: `${FROM}COPY data.tar.gz /tmp/build/\nRUN «rm -rf /tmp/build»\n${SHIP}`,
    },
    'an archive by name': {
      code: `${FROM}COPY data.tar.gz /tmp/\nRUN tar -xf /tmp/data.tar.gz && «rm /tmp/data.tar.gz»\n${SHIP}`,
    },
    'downloads and clones': {
      code: `${FROM}RUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz\nRUN cd /opt && curl -O https://example.com/b.tgz && wget https://example.com/c.zip\nRUN git clone --depth 1 https://example.com/d.git\nRUN git clone https://example.com/e.git /src/e\nRUN pip download -d /pkgs django\nENV A=b\nRUN «rm /tmp/a.tgz»\nRUN «rm /opt/b.tgz»\nRUN «rm /opt/c.zip»\nRUN «rm -rf d»\nRUN «rm -rf /src»\nRUN «rm -rf /pkgs»\n${SHIP}`,
      message: [
        stays('/tmp/a.tgz'),
        stays('/opt/b.tgz'),
        stays('/opt/c.zip'),
        stays('/d'),
        stays('/src'),
        stays('/pkgs'),
      ],
      fixed: null,
    },
    'an address that is copied': {
      code: `${FROM}ADD https://example.com/a.tgz /tmp/a.tgz\nRUN «rm /tmp/a.tgz»\n${SHIP}`,
    },
    'a copied script': {
      code: `${FROM}COPY install.sh /tmp/\nRUN /tmp/install.sh && «rm /tmp/install.sh»\n${SHIP}`,
      severity: 'hint',
      message: stays('/tmp/install.sh'),
    },
    'a copied script under a name of its own': {
      code: `${FROM}COPY docker/install.sh /setup\nRUN /setup && «rm /setup»\n${SHIP}`,
      severity: 'hint',
    },
    'a downloaded script': {
      code: `${FROM}RUN curl -o /tmp/x.sh https://example.com/x.sh\nCOPY a b\nRUN «rm /tmp/x.sh»\n${SHIP}`,
      severity: 'hint',
    },
    'a part of the source': {
      code: `${FROM}WORKDIR /app\nCOPY . .\nRUN «rm -rf tests»\n${SHIP}`,
      files: { 'manage.py': '', 'tests/test_app.py': '' },
      severity: 'hint',
      message: stays('/app/tests'),
    },
    'a large thing and a small one': {
      code: `${FROM}COPY install.sh /tmp/\nCOPY wheels /wheels\nRUN rm /tmp/install.sh && «rm -rf /wheels»\n${SHIP}`,
    },
    'brought in a parent stage': {
      code: `${FROM.trim()} AS base\nRUN apt-get install --yes gcc\nFROM base\nRUN «apt-get purge --yes gcc»\n${SHIP}`,
      fixed: null,
    },
    'other flags': {
      code: `${FROM}RUN --network=host apt-get install --yes gcc\nRUN «apt-get purge --yes gcc»\n${SHIP}`,
      fixed: null,
    },
    'a builder': {
      code: `${FROM.trim()} AS builder\nRUN apt-get install --yes gcc\nCOPY a b\nRUN «apt-get purge --yes gcc»\n${FROM}COPY --from=builder /a /a\n${SHIP}`,
      severity: 'hint',
    },
  },
});
