import { buildVariables } from '../build-variables.ts';
import { textFact } from '../facts.ts';
import { APP, type Layout, PORT, USER_ID, workdirOf } from '../layout.ts';
import { serverCommand, workersVariable } from '../server.ts';
import { collects } from '../static-files.ts';
import type { Plan } from '../types.ts';
import { VENV } from './builder.ts';
import { healthcheck } from './health.ts';
import { aptInstall, continued, execForm } from './lines.ts';

/** The stage that is shipped. */
export function finalStage(plan: Plan, layout: Layout, packages: readonly string[]): readonly string[] {
  const { survey, names } = plan;
  const workdir = workdirOf(plan);
  return [
    'FROM base AS final',
    `LABEL org.opencontainers.image.title="${survey.name}"`,
    ...aptInstall(packages),
    userLines(layout),
    `WORKDIR ${APP}`,
    `COPY --from=builder ${VENV} ${VENV}`,
    `COPY --chmod=0755 ${names.entrypoint} /usr/local/bin/entrypoint.sh`,
    survey.uncompiledMessages ? `COPY --from=messages ${APP} .` : 'COPY . .',
    ...(workdir === APP ? [] : [`WORKDIR ${workdir}`]),
    ...environmentLines(plan, layout),
    ...(collects(survey) ? [collectLine(plan, layout)] : []),
    `USER ${USER_ID}:${USER_ID}`,
    `EXPOSE ${PORT}`,
    'STOPSIGNAL SIGTERM',
    healthcheck(plan),
    'ENTRYPOINT ["entrypoint.sh"]',
    `CMD ${execForm(serverCommand(plan))}`,
  ];
}

/** The user, and the only folders that it may write to. */
function userLines({ owned, links }: Layout): string {
  const user = `--uid ${USER_ID} --gid ${USER_ID} --no-log-init --create-home --shell /usr/sbin/nologin`;
  const folders = owned.map(({ path }) => path).join(' ');
  return continued(`RUN groupadd --gid ${USER_ID} app`, [
    `&& useradd ${user} app`,
    ...(folders === '' ? [] : [`&& install --directory --owner=${USER_ID} --group=${USER_ID} ${folders}`]),
    ...links.map(({ path, target }) => `&& ln --symbolic ${target} ${path}`),
  ]);
}

/** What every process of the image is given. */
export function imageVariables(plan: Plan, layout: Layout): ReadonlyMap<string, string> {
  const settings = textFact(plan.survey, 'settingsModule')?.value;
  const workers = workersVariable(plan);
  return new Map([
    // Commands of manage.py, celery and the server work with the same ones.
    ...(settings !== undefined && !plan.survey.isUsual(settings)
      ? [['DJANGO_SETTINGS_MODULE', settings] as const]
      : []),
    ...layout.variables,
    ...(workers === undefined ? [] : [[workers, '2'] as const]),
  ]);
}

function environmentLines(plan: Plan, layout: Layout): readonly string[] {
  const [first, ...more] = [...imageVariables(plan, layout)].map(([name, value]) => `${name}=${value}`);
  return first === undefined ? [] : [continued(`ENV ${first}`, more)];
}

/** Collects static files with values that only live as long as this takes. */
export function collectLine(plan: Plan, layout: Layout): string {
  const given = new Set([...imageVariables(plan, layout).keys(), 'DJANGO_SETTINGS_MODULE']);
  const variables = buildVariables(plan, given);
  const command = 'python manage.py collectstatic --noinput';
  // Settings open their log files here as root, and the application has to go on writing to them.
  const handedOver = layout.logs.map((folder) => `&& chown --recursive ${USER_ID}:${USER_ID} ${folder}`);
  return variables.length === 0
    ? continued(`RUN ${command}`, handedOver)
    : continued(`RUN ${variables.join(' ')}`, [command, ...handedOver]);
}
