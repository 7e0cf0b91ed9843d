import { imageCases } from '../../../scripts/images/cases/types.ts';

/** GitHub, as far as git knows. */
const GITCONFIG = `[url "file:///srv/"]
insteadOf = https://github.com/example-org/
`;

const SETUP = `import setuptools

setuptools.setup(name="django-shop", version="1.0", py_modules=["django_shop"])
`;

export default imageCases('git-requirement-no-git', {
  'a builder without git': {
    quick: true,
    files: { gitconfig: GITCONFIG, 'shop/setup.py': SETUP, 'shop/django_shop.py': '' },
    before: `FROM python:3.13-slim-trixie AS repository
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends git \\
    && rm -rf /var/lib/apt/lists/*
COPY shop /srv/django-shop
WORKDIR /srv/django-shop
RUN git init --initial-branch=main && git add . \\
    && git -c user.name=shop -c user.email=shop@example.com commit --message=first

FROM python:3.13-slim-trixie AS builder
RUN --mount=type=bind,from=repository,source=/srv/django-shop,target=/srv/django-shop \\
    --mount=type=bind,source=gitconfig,target=/etc/gitconfig \\
    pip install --no-cache-dir --target=/packages "django-shop @ git+https://github.com/example-org/django-shop@main"

FROM python:3.13-slim-trixie
COPY --from=builder /packages /packages
CMD ["python3"]
`,
    mends: { at: 'build', message: /Cannot find command 'git'/ },
    runs: ['PYTHONPATH=/packages python3 -c "import django_shop"'],
  },
});
