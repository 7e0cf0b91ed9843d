import { type Known, known, unknown } from '../../text/known.ts';
import { normalName } from './names.ts';
import type { Group, ProjectSettings } from './types.ts';

export type Manager = 'pip' | 'uv' | 'poetry' | 'pipenv' | 'pdm';

/** What an install is told to take, in the words that all managers share. */
export interface Selection {
  /** `--extra`, `--extras`, `-E`; `all` for `--all-extras`. */
  readonly extras: readonly string[] | 'all';
  /** `--group`, `--with`, `--dev`; `all` for `--all-groups`. */
  readonly groups: readonly string[] | 'all';
  /** `--no-group`, `--without`; uv's `--no-dev` is `dev`. */
  readonly without: readonly string[];
  /** `--only-group`, `--only`: nothing else, `main` included only where it is named. */
  readonly only: readonly string[];
  /** `--no-default-groups`, `--prod`. */
  readonly noDefaultGroups: boolean;
}

/** What an install takes when it is told nothing. */
export const EVERYTHING_USUAL: Selection = { extras: [], groups: [], without: [], only: [], noDefaultGroups: false };

/** What is there to be taken. */
export interface Offer {
  readonly groups: readonly Pick<Group, 'name' | 'kind' | 'optional'>[];
  readonly settings: ProjectSettings | undefined;
}

export interface Choice {
  readonly main: boolean;
  readonly groups: readonly string[];
  readonly extras: readonly string[];
}

/** What a manager takes of what a project offers; unknown where its default groups are. */
export function choose(manager: Manager, offer: Offer, selection: Selection): Known<Choice> {
  const extras = selection.extras === 'all' ? namesOf(offer, 'extra') : selection.extras.map(normalName);
  const only = selection.only.map(normalName);
  if (only.length > 0)
    return known({ main: only.includes('main'), groups: only.filter((name) => name !== 'main'), extras });
  const without = new Set(selection.without.map(normalName));
  const asked = selection.groups === 'all' ? namesOf(offer, 'group') : selection.groups.map(normalName);
  const usual = selection.noDefaultGroups ? known([]) : defaultGroups(manager, offer);
  if (!usual.known && selection.groups !== 'all') return usual;
  const groups = new Set([...(usual.known ? usual.value : []), ...asked]);
  return known({ main: !without.has('main'), groups: [...groups].filter((name) => !without.has(name)), extras });
}

const namesOf = ({ groups }: Offer, kind: Group['kind']): readonly string[] =>
  groups.filter((group) => group.kind === kind).map(({ name }) => name);

function defaultGroups(manager: Manager, offer: Offer): Known<readonly string[]> {
  const groups = offer.groups.filter(({ kind }) => kind === 'group');
  switch (manager) {
    case 'uv': {
      if (!offer.settings) return unknown('the default groups stand in a pyproject.toml that is not read');
      const chosen = offer.settings.uvDefaultGroups;
      if (!chosen.known) return chosen;
      const there = new Set(groups.map(({ name }) => name));
      return known(chosen.value === 'all' ? [...there] : chosen.value.filter((name) => there.has(name)));
    }
    case 'poetry':
      return known(groups.filter(({ optional }) => !optional).map(({ name }) => name));
    case 'pdm':
      return known(groups.map(({ name }) => name));
    default:
      return known([]);
  }
}
