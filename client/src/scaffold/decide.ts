import { l10n } from 'vscode';
import type { ScaffoldPlan, ScaffoldPlanParams } from '../../../server/src/lsp/messages.ts';
import { askOne } from './ask.ts';
import { askAboutFile, type Decisions, rolesWith } from './existing.ts';
import { type Pending, pendingFiles } from './pending.ts';
import type { ScaffoldPreview } from './preview.ts';
import type { Wish } from './questions.ts';
import type { ScaffoldServer } from './scaffold-server.ts';
import { type Outcome, type Step, walk } from './steps.ts';

/** What somebody has seen and wants to have. */
export interface Decided {
  readonly decisions: Decisions;
  readonly plan: ScaffoldPlan;
  readonly files: readonly Pending[];
}

export const planParams = ({ project, choices }: Wish, decisions: Decisions): ScaffoldPlanParams => ({
  uri: project.uri,
  stated: project.stated,
  choices,
  beside: rolesWith(decisions, 'beside'),
  kept: rolesWith(decisions, 'keep'),
});

/** Asks about each file that is in the way, shows all that would be written, and asks whether it should be. */
export async function decide(wish: Wish, server: ScaffoldServer, preview: ScaffoldPreview): Promise<Outcome<Decided>> {
  const planned = async (decisions: Decisions): Promise<Decided> => {
    const plan = await server.plan(planParams(wish, decisions));
    if (!plan) throw new Error(l10n.t('The project could not be read; the log says why.'));
    return { decisions, plan, files: await pendingFiles(plan.files) };
  };
  const first = await planned({});
  const inTheWay = first.files.filter(({ there }) => there === 'other');
  const steps: readonly Step<Decided>[] = [
    ...inTheWay.map((file, index): Step<Decided> => {
      const ask = askAboutFile(file, [index + 1, inTheWay.length], async (role, decisions) =>
        (await planned({ ...decisions, [role]: 'beside' })).files.find((each) => each.role === role),
      );
      return async (decided, canGoBack) => {
        const outcome = await ask(decided.decisions, canGoBack);
        return typeof outcome === 'string' ? outcome : { chosen: { ...decided, decisions: outcome.chosen } };
      };
    }),
    async ({ decisions }, canGoBack) => confirmed(wish, await planned(decisions), preview, canGoBack),
  ];
  return walk(steps, first, true);
}

async function confirmed(
  { project }: Wish,
  decided: Decided,
  preview: ScaffoldPreview,
  canGoBack: boolean,
): Promise<Outcome<Decided>> {
  const files = decided.files.filter(({ there }) => there !== 'same');
  if (files.length === 0) return { chosen: { ...decided, files } };
  await preview.show(l10n.t('Set-up for {0}', project.name), files);
  const names = files.map(({ path }) => path).join(', ');
  const count = files.length;
  const options = [
    {
      label: count === 1 ? l10n.t('Write this file') : l10n.t('Write these {0} files', count),
      description: names,
      value: true,
    },
    { label: l10n.t('Write nothing'), value: false },
  ];
  const question = l10n.t('Have a look; nothing is written yet');
  const outcome = await askOne({ question, canGoBack }, options);
  await preview.close();
  if (typeof outcome === 'string') return outcome;
  return outcome.chosen ? { chosen: { ...decided, files } } : 'cancelled';
}
