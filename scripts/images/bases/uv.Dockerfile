# Stands in for ghcr.io/astral-sh/uv.
FROM python:3.13-slim-trixie AS wheel
ARG UV_VERSION
RUN pip install --no-cache-dir --target /wheel "uv==$UV_VERSION"

FROM scratch
COPY --from=wheel /wheel/bin/uv /wheel/bin/uvx /
