# Stands in for the images of PostgreSQL, MySQL, MariaDB and Redis: Debian's packages of them, set up by the same variables.
FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends mariadb-client-compat mariadb-server postgresql redis-server \
    && rm -rf /var/lib/apt/lists/* /var/lib/mysql /var/lib/postgresql \
    && install --directory --owner=mysql /var/lib/mysql /run/mysqld \
    && install --directory --owner=postgres /var/lib/postgresql
COPY --chmod=0755 server.sh /usr/local/bin/server.sh
ENTRYPOINT ["server.sh"]
