import { isBackingService } from '../../../data/backing-services.ts';
import type { Model } from '../../../model/types.ts';
import type { ComposeService } from '../../../project/compose/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { textAt } from '../../../text/span.ts';
import { servedPort } from '../listening.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';
import { bringsProxy, givesPort, hasCompose, isClustered } from '../surroundings.ts';

/** How an image is reached. `directly`: compose publishes the port of its server. `somehow`: nothing in sight says. */
export type Reached = 'directly' | 'somehow';

/** Undefined where something else may take the requests, and hand out files. */
export function reachedBy(process: DjangoProcess, model: Model, facts: ProjectFacts): Reached | undefined {
  if (!facts.workspace.known || facts.workspace.value.some((path) => SERVES.test(path))) return undefined;
  if (isClustered(facts) || givesPort(facts) || mayBeServedBy(process, model)) return undefined;
  return hasCompose(facts) ? reachedInCompose(process, facts) : 'somehow';
}

/** Names of servers of files, and what describes machines that are not seen here. */
const SERVES =
  /(?:^|[/_.-])(?:nginx|caddy\w*|apache2?|httpd|traefik|haproxy|openresty|lighttpd|varnish|cloudfront|ansible|terraform|\.?ebextensions)(?:$|[/_.-])|\.tf$|(?:^|\/)(?:serverless\.ya?ml|app\.ya?ml|zappa_settings\.\w+|vercel\.json|netlify\.toml|cdk\.json|Vagrantfile|fabfile\.py)$/i;

const SERVER_IMAGE = /(?:nginx|caddy|apache|httpd|traefik|haproxy|openresty|lighttpd)/i;

/** Another image of the file may be the one that serves, or a volume hands the files on. */
const mayBeServedBy = ({ started }: DjangoProcess, model: Model): boolean =>
  bringsProxy(started.start.stage) ||
  model.stages.some(({ base }) => SERVER_IMAGE.test(base.label)) ||
  model.stages.some((stage) => stage.instructions.some(({ kind }) => kind === 'volume'));

function reachedInCompose(process: DjangoProcess, facts: ProjectFacts): Reached | undefined {
  const own = process.environment.services;
  if (!own?.length || !facts.services.known || !facts.composeServices.known) return undefined;
  const built = new Set(facts.composeServices.value.map(({ name }) => name.value));
  const others = facts.services.value.filter(({ name }) => !built.has(name.value));
  if (!others.every(isBacking) || facts.composeServices.value.some(handsFilesOn)) return undefined;
  const served = servedPort(process.started, facts);
  const port = served.known ? served.value.port : undefined;
  return own.some((service) => publishes(service, port, facts)) ? 'directly' : 'somehow';
}

const isBacking = ({ image, build, hidden }: ComposeService): boolean =>
  build === undefined && hidden === undefined && image?.value.known === true && isBackingService(image.value.value);

/** A volume of static files is there for somebody else to read. */
const handsFilesOn = ({ volumes }: ComposeService): boolean =>
  volumes.some(({ source, target }) =>
    [source, target].some((path) => path?.known === true && /static|assets|public/i.test(path.value)),
  );

/** For every visitor, not for a proxy on the same machine. */
const publishes = ({ ports }: ComposeService, port: number | undefined, facts: ProjectFacts): boolean =>
  ports.some(({ container, host, from }) => {
    const source = facts.source(from.path);
    const isLocal = !source.known || /127\.0\.0\.1|localhost|host_ip/.test(textAt(source.value, from.span));
    return host?.known === true && container.known && container.value === port && !isLocal;
  });
