import { baseImage } from './base-image.ts';
import { buildkit } from './buildkit.ts';
import { combiningLayers } from './combining-layers.ts';
import { distroless } from './distroless.ts';
import { dockerignore } from './dockerignore.ts';
import { entrypoint } from './entrypoint.ts';
import { healthAndConfiguration } from './health-and-configuration.ts';
import { layerModel } from './layer-model.ts';
import { layerOrder } from './layer-order.ts';
import { multiStageBuilds } from './multi-stage-builds.ts';
import { nonRoot } from './non-root.ts';
import { reproducibility } from './reproducibility.ts';
import { scanning } from './scanning.ts';
import { secrets } from './secrets.ts';
import { serverAndWorkers } from './server-and-workers.ts';
import { staticFiles } from './static-files.ts';
import type { Practice } from './types.ts';
import { uv } from './uv.ts';
import { wheels } from './wheels.ts';

/** What a good image of a Django project does, in the order in which one learns it. */
export const PRACTICES: readonly Practice[] = [
  multiStageBuilds,
  baseImage,
  layerOrder,
  dockerignore,
  nonRoot,
  secrets,
  staticFiles,
  serverAndWorkers,
  combiningLayers,
  scanning,
  reproducibility,
  layerModel,
  buildkit,
  distroless,
  healthAndConfiguration,
  uv,
  wheels,
  entrypoint,
];

export const findPractice = (id: string): Practice | undefined => PRACTICES.find((each) => each.id === id);
