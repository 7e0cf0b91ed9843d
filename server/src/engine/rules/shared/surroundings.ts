import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { remembered } from '../../text/remembered.ts';

/** Programs that take requests in front of the app, or start several programs. */
const PROXIES =
  /(?:^|[^\w.-])(?:nginx|caddy|haproxy|traefik|apache2|httpd|envoy|varnish|supervisor|supervisord|s6-overlay|circusd?|honcho|cloudflared|ngrok|tailscale|unitd?)(?![\w])/i;

/** Something in the image besides the app may take the requests. */
export const bringsProxy: (stage: Stage) => boolean = remembered(
  (stage: Stage) =>
    stage.base.family === 'other' ||
    stage.ancestry.some((each) =>
      each.instructions.some(
        ({ kind, node }) =>
          (kind === 'run' || kind === 'copy' || kind === 'add' || kind === 'cmd' || kind === 'entrypoint') &&
          (PROXIES.test(node.args.text) || node.flags.some(({ value }) => PROXIES.test(value ?? ''))),
      ),
    ),
);

const COMPOSE = /(?:^|\/)(?:(?:docker-)?compose[^/]*|local|production|staging)\.ya?ml$/i;
const CLUSTER =
  /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml)$|(?:^|\/)(?:k8s|kubernetes|helm|charts|manifests|deploy|deployments?)\/.*\.ya?ml$/i;
const PLATFORM =
  /^(?:fly[^/]*\.toml|heroku\.ya?ml|app\.json|render\.ya?ml|railway\.(?:json|toml)|cloudbuild\.ya?ml|Procfile|\.platform\.app\.yaml|captain-definition)$/i;

const holds = ({ context }: ProjectFacts, pattern: RegExp): boolean =>
  context.known && context.value.below('.').some((path) => pattern.test(path));

/** A compose file or a cluster's manifest stands in the workspace: it may say how the image is started, checked and reached. */
export const isComposed = (facts: ProjectFacts): boolean => hasCompose(facts) || isClustered(facts);

export const hasCompose = ({ workspace }: ProjectFacts): boolean => workspace.known && hasComposeFile(workspace.value);

/** A cluster's manifest stands in the workspace. */
export const isClustered = ({ workspace }: ProjectFacts): boolean => workspace.known && hasManifest(workspace.value);

const hasComposeFile = remembered((paths: readonly string[]) => paths.some((path) => COMPOSE.test(path)));
const hasManifest = remembered((paths: readonly string[]) => paths.some((path) => CLUSTER.test(path)));

/** Files of a platform that gives the port to the app in a variable. */
export const givesPort = (facts: ProjectFacts): boolean => holds(facts, PLATFORM);
