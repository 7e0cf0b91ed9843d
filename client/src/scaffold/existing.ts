import { l10n } from 'vscode';
import { askOne, type Option } from './ask.ts';
import type { Pending } from './pending.ts';
import type { Step } from './steps.ts';

/** What becomes of a file that is in the way, by its role. */
export type Decision = 'keep' | 'replace' | 'beside';
export type Decisions = Readonly<Record<string, Decision>>;

export const rolesWith = (decisions: Decisions, decision: Decision): readonly string[] =>
  Object.keys(decisions).filter((role) => decisions[role] === decision);

/** How a file would be called beside the one that is there; undefined where another name would be of no use. */
export type NameBeside = (role: string, decisions: Decisions) => Promise<Pending | undefined>;

/** Asks what becomes of a file that is there: without a word to the contrary it stays. */
export const askAboutFile =
  ({ role, path }: Pending, step: readonly [number, number], beside: NameBeside): Step<Decisions> =>
  async (decisions, canGoBack) => {
    const other = await beside(role, decisions);
    const options: readonly Option<Decision>[] = [
      { label: l10n.t('Keep it'), value: 'keep' },
      { label: l10n.t('Replace it'), value: 'replace', description: l10n.t('after a look at what changes') },
      ...(other && other.path !== path ? [besideOption(other)] : []),
    ];
    const question = l10n.t('{0} is there already', path);
    const first = options.find(({ value }) => value === decisions[role]);
    const outcome = await askOne({ question, canGoBack, step }, options, first);
    return typeof outcome === 'string' ? outcome : { chosen: { ...decisions, [role]: outcome.chosen } };
  };

const besideOption = ({ path, there }: Pending): Option<Decision> => ({
  label: l10n.t('Write {0} beside it', path),
  value: 'beside',
  ...(there === 'other' ? { description: l10n.t('replaces the one that is there') } : {}),
});
