import type { Stage } from '../../model/types.ts';
import type { Severity } from '../define.ts';

/** What stays in a layer matters in an image that ships; in builders and development images it is a hint. */
export const layerSeverity = (stage: Stage, shipping: Severity): Severity => (stage.shipsLayers ? shipping : 'hint');
