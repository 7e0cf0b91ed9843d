import type { ImageConfig } from './types.ts';

/** The part of an image's configuration that Docker and Buildah write alike. */
interface RawConfig {
  readonly User?: string;
  readonly Env?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly WorkingDir?: string;
  readonly ExposedPorts?: object | null;
  readonly Volumes?: object | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Healthcheck?: object | null;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[] | null;
  readonly OnBuild?: readonly string[] | null;
}

export function readConfig(raw: RawConfig): ImageConfig {
  const labels = Object.entries(raw.Labels ?? {}).filter(([name]) => name !== 'io.buildah.version');
  return {
    user: raw.User ?? '',
    env: raw.Env ?? [],
    entrypoint: raw.Entrypoint ?? [],
    cmd: raw.Cmd ?? [],
    workdir: raw.WorkingDir || '/',
    ports: Object.keys(raw.ExposedPorts ?? {}).sort(),
    volumes: Object.keys(raw.Volumes ?? {}).sort(),
    labels: Object.fromEntries(labels.sort()),
    healthcheck: raw.Healthcheck ? JSON.stringify(raw.Healthcheck) : '',
    stopSignal: raw.StopSignal ?? '',
    shell: raw.Shell ?? [],
    onbuild: raw.OnBuild ?? [],
  };
}
