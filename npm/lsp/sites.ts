/** The sites of a workspace, and the sets whose pages are open. */
import { dirname, relative } from 'node:path';
import { configuration } from '../command/config.js';
import { type PageFile, pageName } from '../command/files.js';
import type { Report } from '../types.js';
import { OpenSet, type OpenText, PageGone } from './open-set.js';
import { Site } from './site.js';

/** A page that was checked with its set. */
export interface Checked {
  site: Site;
  page: PageFile;
  set: OpenSet;
  report: Report;
}

export class Sites {
  readonly #paths: readonly string[];
  /** Says that a whole site is being read, and, by calling what it gives, that it has been. */
  readonly #reading: () => Promise<() => void>;
  /** By the files of their configuration. */
  readonly #sites = new Map<string, Site>();
  /** By the names of their pages. */
  readonly #sets = new Map<string, { site: Site; set: OpenSet }>();
  /** Files that are in no site, as it was read last. */
  readonly #strangers = new Set<string>();

  constructor(paths: readonly string[], reading: () => Promise<() => void>) {
    this.#paths = paths;
    this.#reading = reading;
  }

  /**
   * Checks a file, links followed, with the pages that are one document with it; undefined where it is no page of a site.
   * `openText` gives the text of a file that an editor holds.
   */
  async check(file: string, openText: (file: string) => OpenText | undefined): Promise<Checked | undefined> {
    try {
      return await this.#check(file, openText);
    } catch (problem) {
      if (!(problem instanceof PageGone)) throw problem;
      this.forget();
      return this.#check(file, openText);
    }
  }

  async #check(file: string, openText: (file: string) => OpenText | undefined): Promise<Checked | undefined> {
    const { configFile } = await configuration(undefined, [relative('', file)]);
    const site = await this.#siteOf(configFile, file);
    const page = site.pageOf(file);
    if (page === undefined) return undefined;
    const pages = site.together(page);
    const key = JSON.stringify([configFile, pages.map(pageName)]);
    let kept = this.#sets.get(key);
    if (kept?.site !== site) {
      kept?.set.free();
      kept = { site, set: await OpenSet.of(site, pages) };
      this.#sets.set(key, kept);
    }
    const report = await kept.set.check((one) => openText(site.fileOf(one)));
    return { site, page, set: kept.set, report };
  }

  async #siteOf(configFile: string | undefined, file: string): Promise<Site> {
    const key = configFile ?? '';
    const known = this.#sites.get(key);
    if (known !== undefined && !(await known.stale())) {
      // A page that is new makes it worth a second look, but only one.
      if (known.pageOf(file) !== undefined || this.#strangers.has(file)) return known;
    }
    const done = await this.#reading();
    try {
      const site = await Site.read(configFile, this.#pathsFor(configFile));
      this.#sites.set(key, site);
      if (site.pageOf(file) === undefined) this.#strangers.add(file);
      return site;
    } finally {
      done();
    }
  }

  /** The paths that are named count for the configuration of the workspace; one further down has its own folder. */
  #pathsFor(configFile: string | undefined): readonly string[] {
    return configFile === undefined || dirname(configFile) === '.' ? this.#paths : [];
  }

  /** Pages came or went: what is one document is found out again when it is asked for. */
  forget(): void {
    this.#sites.clear();
    this.#strangers.clear();
    this.keepOnly([]);
  }

  /** Lets the sets go of which no page is open. */
  keepOnly(open: readonly OpenSet[]): void {
    for (const [key, { set }] of this.#sets) {
      if (open.includes(set)) continue;
      set.free();
      this.#sets.delete(key);
    }
  }
}
