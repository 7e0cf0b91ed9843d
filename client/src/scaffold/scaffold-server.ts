import type { Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  SCAFFOLD_PLAN_REQUEST,
  SCAFFOLD_PROJECTS_REQUEST,
  type ScaffoldParams,
  type ScaffoldPlan,
  type ScaffoldPlanParams,
  type ScaffoldProject,
  type StatedProject,
} from '../../../server/src/lsp/messages.ts';

/** The server, asked about set-ups. Each question waits until it is up. */
export class ScaffoldServer {
  readonly #client: BaseLanguageClient;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  /** The projects in a folder or around it, or all; or the one that somebody says is there. */
  async projects(folder: Uri | undefined, stated: StatedProject | null = null): Promise<readonly ScaffoldProject[]> {
    await this.#client.start();
    const uri = folder ? this.#client.code2ProtocolConverter.asUri(folder) : null;
    const params: ScaffoldParams = { uri, stated };
    return this.#client.sendRequest<readonly ScaffoldProject[]>(SCAFFOLD_PROJECTS_REQUEST, params);
  }

  /** Null where the project is no longer there. */
  async plan(params: ScaffoldPlanParams): Promise<ScaffoldPlan | null> {
    await this.#client.start();
    return this.#client.sendRequest<ScaffoldPlan | null>(SCAFFOLD_PLAN_REQUEST, params);
  }
}
