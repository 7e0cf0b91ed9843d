import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, type AnalysisInput, analyze } from '../engine/analyze.ts';
import { resolveConfig } from '../engine/config/resolve.ts';
import type { ResolvedConfig } from '../engine/config/types.ts';
import { namedDocumentKind } from '../engine/documents.ts';
import { tooLarge } from '../engine/limits.ts';
import { buildModel } from '../engine/model/build.ts';
import { noFacts } from '../engine/project/facts.ts';
import type { ProjectFacts } from '../engine/project/types.ts';
import { RULES } from '../engine/rules/index.ts';
import { parseDockerfile } from '../engine/syntax/parse.ts';
import { type ConfigFile, excludes } from '../host/config-files.ts';
import { type Folders, nameOf, type Place } from './folders.ts';
import type { FactsInput, Project, Projects } from './projects.ts';
import type { Settings, SettingsCache } from './settings.ts';

/** A document and what the engine says of it. The document still has the text that was analysed. */
export interface Check {
  readonly document: TextDocument;
  readonly version: number;
  readonly input: AnalysisInput;
  readonly analysis: Analysis;
  /** The folder that holds the document. */
  readonly place: Place | undefined;
}

/** A document that is not analysed, and why. */
export interface NoCheck {
  readonly document: TextDocument;
  readonly off: string;
}

export interface CheckerHost {
  readonly document: (uri: string) => TextDocument | undefined;
  readonly folders: Folders;
  readonly projects: Projects;
  readonly settings: SettingsCache;
  readonly today: () => string;
  /** Facts that were still being read when an answer was due have arrived. */
  readonly factsArrived: (uri: string) => void;
  /** The configuration file that a document has now. */
  readonly configFileRead: (place: Place, file: ConfigFile | undefined) => void;
  /** Better late than without facts: for clients that cannot be told to ask again. */
  readonly waitForFacts: boolean;
}

interface Remembered {
  readonly key: string;
  readonly config: ResolvedConfig;
  readonly check: Check;
}

/** Analyses documents, each version once. */
export class Checker {
  readonly #host: CheckerHost;
  readonly #checks = new Map<string, Remembered>();
  readonly #facts = new Map<string, { readonly key: string; readonly facts: ProjectFacts }>();
  readonly #configs = new WeakMap<Settings, Map<ConfigFile | undefined, ResolvedConfig>>();

  constructor(host: CheckerHost) {
    this.#host = host;
  }

  /**
   * What there is to say of a document now; undefined when it is not open. Settings and the configuration file are waited for,
   * since findings that somebody has turned off must not flash up. Facts are not.
   */
  async check(uri: string): Promise<Check | NoCheck | undefined> {
    const { folders, projects, settings } = this.#host;
    const place = folders.placeOf(uri);
    const project = place && projects.at(place);
    const [wanted, file] = await Promise.all([settings.of(uri), place && project?.configFiles.find(place.path)]);
    if (place) this.#host.configFileRead(place, file);
    // Only now: the document may have been edited or closed while we waited.
    const document = this.#host.document(uri);
    if (!document) return undefined;
    const off = whyOff(document, place, wanted, file);
    return off === undefined ? this.#analysed(document, place, project, this.#config(wanted, file)) : { document, off };
  }

  closed(uri: string): void {
    this.#checks.delete(uri);
    this.#facts.delete(uri);
  }

  #config(settings: Settings, file: ConfigFile | undefined): ResolvedConfig {
    const configs = this.#configs.get(settings) ?? new Map<ConfigFile | undefined, ResolvedConfig>();
    this.#configs.set(settings, configs);
    const { workspace, user } = settings;
    const config = configs.get(file) ?? resolveConfig(RULES, { workspace, file: file?.layer, user });
    configs.set(file, config);
    return config;
  }

  async #analysed(
    document: TextDocument,
    place: Place | undefined,
    project: Project | undefined,
    config: ResolvedConfig,
  ): Promise<Check | NoCheck | undefined> {
    const { uri, version } = document;
    const today = this.#host.today();
    const key = `${project?.state} ${version} ${today}`;
    const remembered = this.#checks.get(uri);
    if (remembered?.key === key && remembered.config === config) return remembered.check;
    const text = document.getText();
    const path = place?.path ?? nameOf(uri);
    const model = tooLarge(text) === undefined ? buildModel(parseDockerfile(text), path) : undefined;
    const known = await this.#knownFacts(document, project, { path, text, ...(model ? { model } : {}) });
    // While facts were waited for, somebody may have typed on.
    if (document.version !== version) return this.check(uri);
    const input: AnalysisInput = { text, path, config, today, facts: known.facts, ...(model ? { model } : {}) };
    const check: Check = { document, version, input, analysis: analyze(input), place };
    if (known.settled) this.#checks.set(uri, { key, config, check });
    return check;
  }

  /** Facts as far as they are read; those of an earlier text are better than none. */
  async #knownFacts(
    document: TextDocument,
    project: Project | undefined,
    input: FactsInput,
  ): Promise<{ facts: ProjectFacts; settled: boolean }> {
    if (!project) return { facts: noFacts, settled: true };
    const { uri, version } = document;
    const key = `${project.state} ${version}`;
    const earlier = this.#facts.get(uri);
    if (earlier?.key === key) return { facts: earlier.facts, settled: true };
    const reading = project.facts(input);
    // When everything has been read before, the promise is fulfilled already and wins the race.
    const facts = await (this.#host.waitForFacts ? reading : Promise.race([reading, undefined]));
    if (facts) {
      this.#facts.set(uri, { key, facts });
      return { facts, settled: true };
    }
    const arrived = (late: ProjectFacts): void => {
      // For another text than the document has by now: its own check has asked for its own facts.
      if (this.#host.document(uri) !== document || document.version !== version) return;
      this.#facts.set(uri, { key, facts: late });
      this.#host.factsArrived(uri);
    };
    reading.then(arrived).catch(() => arrived(noFacts));
    return { facts: earlier?.facts ?? noFacts, settled: false };
  }
}

function whyOff(
  document: TextDocument,
  place: Place | undefined,
  settings: Settings,
  file: ConfigFile | undefined,
): string | undefined {
  if (!settings.enable) return 'Turned off by the setting djangoDockerfile.enable.';
  if (place && file && excludes(file, place.path)) return `Excluded by ${file.path}.`;
  const kind = namedDocumentKind(place?.path ?? nameOf(document.uri));
  return kind === 'dockerfile' ? undefined : 'By its name it is no Dockerfile.';
}
