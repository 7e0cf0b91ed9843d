#!/bin/sh
# A server with an empty database, for the user that the variables of its official image name.
#
#   server.sh postgresql | mysql | mariadb | redis
set -eu

case $1 in
postgresql)
  programs=$(echo /usr/lib/postgresql/*/bin)
  data=/var/lib/postgresql/data
  printf '%s' "$POSTGRES_PASSWORD" > /tmp/password
  "$programs/initdb" --pgdata="$data" --encoding=UTF8 --locale=C.UTF-8 --auth=scram-sha-256 \
    --username="$POSTGRES_USER" --pwfile=/tmp/password > /dev/null
  echo "CREATE DATABASE \"$POSTGRES_DB\"" | "$programs/postgres" --single -D "$data" postgres > /dev/null
  exec "$programs/postgres" -D "$data" -k /tmp -c listen_addresses='*'
  ;;
mysql | mariadb)
  name=${MARIADB_DATABASE:-${MYSQL_DATABASE:-}} user=${MARIADB_USER:-${MYSQL_USER:-}} password=${MARIADB_PASSWORD:-${MYSQL_PASSWORD:-}}
  mariadb-install-db --skip-test-db > /dev/null
  cat > /tmp/init.sql <<SQL
CREATE DATABASE \`$name\`;
CREATE USER '$user'@'%' IDENTIFIED BY '$password';
GRANT ALL ON \`$name\`.* TO '$user'@'%';
SQL
  exec mariadbd --init-file=/tmp/init.sql --bind-address=0.0.0.0 --skip-name-resolve
  ;;
redis)
  exec redis-server --bind 0.0.0.0 --protected-mode no --save ''
  ;;
esac
