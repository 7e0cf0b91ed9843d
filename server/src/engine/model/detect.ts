import type { ProjectFacts } from '../project/types.ts';
import type { Model, Stage } from './types.ts';

/** Why a Dockerfile is judged, or why not. */
export type Verdict =
  /** Its own text or its project shows Django. */
  | 'django'
  /** A Python image, no project known: the rules that need none apply. */
  | 'python'
  /** It belongs to a project that is not Django's. */
  | 'other-project'
  /** No Python image: a front end, a proxy, a database. */
  | 'other-image'
  /** Nothing to judge yet: no FROM, or a base nobody can name. */
  | 'unclear';

export interface Detection {
  readonly verdict: Verdict;
  readonly judged: boolean;
  /** One line for the status item. */
  readonly reason: string;
}

/** Words that only Django Dockerfiles have. */
const DJANGO_SIGN = /\bmanage\.py\b|\bdjango-admin\b|\bDJANGO_SETTINGS_MODULE\b|\bcollectstatic\b|\bmakemigrations\b/i;
/** The name alone, which a proxy's or a monitor's files have as well. */
const DJANGO_NAME = /django/i;
/** Dotted modules of servers are mostly Django's, but other frameworks have them too. */
const SERVER_MODULE = /\w\.(?:wsgi|asgi)\b/;

/** The text without comments, which often speak of what the file is not. */
function shows(model: Model, sign: RegExp): boolean {
  const { text, instructions } = model.syntax;
  return instructions.some(
    (node) =>
      sign.test(node.args.text) ||
      node.heredocs.some((heredoc) => sign.test(text.slice(heredoc.body.start, heredoc.body.end))),
  );
}

const judged = (verdict: Verdict, reason: string): Detection => ({ verdict, judged: true, reason });
const ignored = (verdict: Verdict, reason: string): Detection => ({ verdict, judged: false, reason });

/** Decides whether a Dockerfile is one of a Django project. `always` judges whatever it is. */
export function detect(model: Model, facts: ProjectFacts, mode: 'auto' | 'always'): Detection {
  const found = decide(model, facts);
  return mode === 'always' && !found.judged ? { ...found, judged: true } : found;
}

const isPython = (stage: Stage): boolean => stage.isPython.known && stage.isPython.value;
const isNoPython = (stage: Stage): boolean => stage.isPython.known && !stage.isPython.value;

function decide(model: Model, { django }: ProjectFacts): Detection {
  if (model.stages.length === 0) return ignored('unclear', 'The file has no FROM yet.');
  if (model.stages.every(isNoPython)) return ignored('other-image', 'No Python image is built here.');
  const isOthers = django.known && !django.value;
  const isNamed = model.stages.some(isPython) && shows(model, DJANGO_NAME);
  if (isNamed || shows(model, DJANGO_SIGN) || (!isOthers && shows(model, SERVER_MODULE)))
    return judged('django', 'The Dockerfile itself shows Django.');
  // Nothing in the text tells: the images that come out of it have to be Python's.
  const leaves = model.stages.filter(({ role, shipsLayers }) => role !== 'builds' || shipsLayers);
  if (leaves.every(isNoPython)) return ignored('other-image', 'No Python image is built here.');
  if (!leaves.some(isPython)) return ignored('unclear', 'Nothing shows that a Python image is built here.');
  if (!django.known) return judged('python', 'A Python image; no project is known around it.');
  return django.value
    ? judged('django', 'The Dockerfile belongs to a Django project.')
    : ignored('other-project', 'The project around it is not a Django project.');
}
