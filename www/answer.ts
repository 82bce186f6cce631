/** The answer to "do they agree?", in one sentence. */
import type { Finding, Report, Severity } from 'unisono';
import type { Session } from './session.js';
import { count, listed, number, t } from './words.js';

/** How the answer is meant: it has the colour of a severity, or that of agreement. */
export interface Answer {
  text: string;
  like: Severity | 'agree' | 'none';
}

/** What a report says, in one sentence. */
export function answerOf({ results, partial }: Session): Answer {
  const { report } = results;
  const { summary, topology } = report;
  // What is wrong with a deployment is no disagreement of languages.
  const pagesToo = summary.pages > 0;
  const open = results.open.filter(({ path }) => !pagesToo || results.topologyKind(path) === undefined);
  const answer = told(open, report, partial);
  const broken = topology?.claims.filter(({ status }) => status === 'broken').length ?? 0;
  return pagesToo && broken > 0 ? { ...answer, text: `${answer.text} ${count(broken, 'answer.deployment')}` } : answer;
}

function told(open: readonly Finding[], { summary, topology }: Report, partial: boolean): Answer {
  const of = (severity: Severity) => open.filter((finding) => finding.severity === severity);
  const [errors, warnings, notes] = [of('error'), of('warning'), of('note')];
  const like = errors.length > 0 ? 'error' : warnings.length > 0 ? 'warning' : notes.length > 0 ? 'note' : 'agree';
  const figures = [
    errors.length > 0 && count(errors.length, 'error'),
    warnings.length > 0 && count(warnings.length, 'warning'),
    errors.length + warnings.length === 0 && notes.length > 0 && count(notes.length, 'note'),
  ].filter((text) => text !== false);
  if (partial) {
    const found = figures.length > 0 ? listed(figures) : count(0, 'finding');
    return { text: t('answer.partial', { found, pages: count(summary.pages, 'page') }), like };
  }
  const locales = new Set(summary.sets.flatMap(({ documents }) => documents.map(({ locale }) => locale)));
  if (summary.pages === 0 && topology) {
    const broken = topology.claims.filter(({ status }) => status === 'broken').length;
    return broken === 0 && open.length === 0
      ? { text: t('answer.deployment-good'), like: 'agree' }
      : { text: count(broken, 'answer.deployment'), like };
  }
  if (like === 'agree') {
    const alone = summary.sets.every(({ reference }) => reference === 'alone');
    if (summary.sentences === 0 && alone) return { text: t('answer.nothing-to-compare'), like: 'none' };
    return {
      text: t('answer.agree', { pages: count(summary.pages, 'page'), languages: count(locales.size, 'language') }),
      like,
    };
  }
  const worst = like === 'error' ? errors : like === 'warning' ? warnings : notes;
  const concerned = new Set(worst.map(({ locale }) => locale).filter(Boolean));
  return {
    text: t(`answer.${like}`, {
      found: listed(figures),
      some: number(concerned.size),
      languages: count(locales.size, 'language'),
      pages: count(summary.pages, 'page'),
    }),
    like,
  };
}
