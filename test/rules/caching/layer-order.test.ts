import rule from '../../../server/src/engine/rules/caching/layer-order.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\nWORKDIR /app\n';
const DEPS = 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';
const APT =
  'RUN apt-get update && apt-get install --yes --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n';
const MARKED = `«${APT.trim()}»\n`;
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';

testRule(rule, {
  valid: {
    'what changes least comes first': `${FROM}${APT}RUN useradd app\n${DEPS}COPY . .\n${SHIP}`,
    'behind an install of named packages': `${FROM}RUN pip install uv==0.12.5\n${APT}${DEPS}${SHIP}`,
    'a removal belongs behind the install': `${FROM}${DEPS}RUN apt-get purge --yes gcc\n${SHIP}`,
    'an install that needs the source': `${FROM}COPY . .\nRUN apt-get update && apt-get install --yes ./local.deb\n${SHIP}`,
    'a list of packages from the source': `${FROM}COPY . .\nRUN xargs apt-get install --yes <packages.txt\n${SHIP}`,
    'other work besides': `${FROM}COPY . .\nRUN apt-get update && apt-get install --yes gettext && python manage.py compilemessages\n${SHIP}`,
    'a user and the owner of the source': `${FROM}COPY . .\nRUN useradd app && chown -R app /app\n${SHIP}`,
    'a user where USER names him': `${FROM}COPY . .\nRUN useradd app\nUSER app\n${SHIP}`,
    'a mount of the source': `${FROM}${DEPS}RUN --mount=type=bind,target=/src apt-get install --yes libpq5\n${SHIP}`,
    'a package that is downloaded': `${FROM}${DEPS}RUN curl -o /tmp/x.deb https://example.com/x.deb && apt-get install --yes gcc\n${SHIP}`,
    'a script is copied, nothing that changes often': `${FROM}COPY install.sh /\n${APT}${SHIP}`,
    'another stage': `${FROM.replace('\n', ' AS a\n')}${DEPS}${FROM}${APT}COPY --from=a /a /a\n${SHIP}`,
    'a stage that is not Python': `FROM node:24\nCOPY . .\n${APT}FROM python:3.13\n${SHIP}`,
    'a text nobody reads': `${FROM}COPY . .\nRUN apt-get install "\n${SHIP}`,
    'a file is written': `${FROM}COPY . .\nRUN apt-get update >/app/log && apt-get install --yes gcc\n${SHIP}`,
  },
  invalid: {
    'packages behind the requirements': {
      code: `${FROM}${DEPS}${MARKED}COPY . .\n${SHIP}`,
      message: 'System packages are installed again whenever the lines above change: they belong in front of them',
      related: ['RUN pip install --no-cache-dir -r requirements.txt'],
      title: 'Move it in front of what changes often',
      fixed: `${FROM}${APT}${DEPS}COPY . .\n${SHIP}`,
    },
    'a user behind the source, comments': {
      code: `${FROM}# code\nCOPY . .\n\n# user\n«RUN adduser --disabled-password --gecos '' app»\nRUN chown -R app .\nUSER app\n${SHIP}`,
      message: 'The user is created again whenever the lines above change: this belongs in front of them',
      fixed: `${FROM}# user\nRUN adduser --disabled-password --gecos '' app\n# code\nCOPY . .\n\nRUN chown -R app .\nUSER app\n${SHIP}`,
    },
    'one finding a stage, one fix after another': {
      code: `${FROM}${DEPS}COPY . .\n${MARKED}RUN useradd app\n${SHIP}`,
      fixed: `${FROM}${APT}RUN useradd app\n${DEPS}COPY . .\n${SHIP}`,
    },
    'wheels of another stage': {
      code: `${FROM}COPY --from=builder /wheels /wheels\nRUN pip install --no-cache-dir --no-index /wheels/*.whl\n${MARKED}${SHIP}`,
      fixed: `${FROM}${APT}COPY --from=builder /wheels /wheels\nRUN pip install --no-cache-dir --no-index /wheels/*.whl\n${SHIP}`,
    },
    Alpine: {
      code: `FROM python:3.13-alpine\nWORKDIR /app\nCOPY . .\n«RUN apk add --no-cache libpq»\n${SHIP}`,
    },
    'other work between': {
      code: `${FROM}COPY . .\nRUN python manage.py collectstatic --noinput\n«RUN useradd app»\n${SHIP}`,
      fixed: null,
    },
    'another user between': {
      code: `${FROM}COPY . .\nUSER root\n«RUN useradd app»\n${SHIP}`,
      fixed: null,
    },
    'a variable that the work needs': {
      code: `${FROM}COPY . .\nARG UID=1000\n«RUN useradd --uid $UID app»\n${SHIP}`,
      fixed: null,
    },
    'a variable that it does not need': {
      code: `${FROM}COPY . .\nENV A=b\nEXPOSE 8000\n«RUN useradd app»\n${SHIP}`,
      fixed: `${FROM}RUN useradd app\nCOPY . .\nENV A=b\nEXPOSE 8000\n${SHIP}`,
    },
    'a tree that may hold what apt reads': {
      code: `${FROM}COPY rootfs/ /\n${DEPS}${MARKED}${SHIP}`,
      fixed: null,
    },
    'a folder between': {
      code: `${FROM}COPY . .\nWORKDIR /srv\n«RUN useradd app && mkdir media»\n${SHIP}`,
      fixed: null,
    },
    'a heredoc': {
      code: `${FROM}COPY . .\n«RUN <<EOF\nuseradd app\nEOF»\n${SHIP}`,
      fixed: null,
    },
  },
});
