/**
 * Images that run beside an application and hand out no files of it: databases, caches, brokers, mail catchers, and what looks into
 * them.
 * Sources: the official images on Docker Hub and the pages of the others; read on 2026-11-21.
 */
const BACKING: ReadonlySet<string> = new Set(
  `postgres postgis/postgis pgvector/pgvector timescale/timescaledb mysql mariadb percona mongo redis valkey/valkey redis/redis-stack
   redis/redis-stack-server eqalpha/keydb docker.dragonflydb.io/dragonflydb/dragonfly memcached rabbitmq nats kafka apache/kafka bitnami/kafka
   bitnami/postgresql bitnami/redis bitnami/rabbitmq bitnami/mysql bitnami/mariadb zookeeper confluentinc/cp-kafka
   confluentinc/cp-zookeeper elasticsearch docker.elastic.co/elasticsearch/elasticsearch opensearchproject/opensearch solr
   getmeili/meilisearch typesense/typesense adminer dpage/pgadmin4 phpmyadmin mongo-express mailhog/mailhog axllent/mailpit
   maildev/maildev mher/flower prom/prometheus grafana/grafana jaegertracing/all-in-one prodrigestivill/postgres-backup-local`.split(
    /\s+/,
  ),
);

/** By its reference: `postgres:18-alpine`, `docker.io/library/redis`. */
export function isBackingService(reference: string): boolean {
  const name = reference.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return BACKING.has(name.replace(/^(?:docker\.io\/)?(?:library\/)?/, ''));
}
