// What stands where in the navigation of the docs site: by what a reader wants, with the words shown for each page.
//
// A file is named by its path in the repository; what begins with `site:` is made by `generated.mjs`.

export const groups = [
  {
    title: 'Start',
    pages: [
      ['README.md', 'What Unisono is'],
      ['docs/sets.md', 'Document sets'],
      ['docs/pages.md', 'How pages are read'],
      ['docs/configuration.md', 'Settings'],
      ['site:settings.html', 'All settings, one by one'],
      ['site:languages.html', 'Languages'],
      ['docs/page.md', 'The page for the browser'],
      ['docs/glossary.md', 'What the words mean'],
    ],
  },
  {
    title: 'In CI and builds',
    pages: [
      ['docs/ci.md', 'In CI'],
      ['docs/plugins.md', 'In the build of a site'],
      ['docs/freshness.md', 'How old translations are'],
      ['docs/upgrading.md', 'Upgrading'],
      ['CHANGELOG.md', 'Changelog'],
    ],
  },
  {
    title: 'While you write',
    pages: [
      ['docs/editors.md', 'In editors'],
      ['docs/fixing.md', 'Fixes'],
      ['docs/glossaries.md', 'Glossaries'],
      ['docs/learning.md', 'Learning'],
    ],
  },
  {
    title: 'Dismissing',
    pages: [
      ['docs/dismissing.md', 'Setting findings aside'],
      ['docs/fingerprints.md', 'Fingerprints'],
    ],
  },
  {
    title: 'Rules',
    pages: [
      ['docs/rules.md', 'All rules'],
      ['docs/accuracy.md', 'Accuracy'],
      ['docs/calibration.md', 'Calibration'],
      ['docs/precision.md', 'Findings that were read'],
      ['docs/performance.md', 'How long it takes'],
    ],
  },
  {
    title: 'Packs',
    pages: [
      ['docs/packs.md', 'Guidance packs'],
      ['docs/domains.md', 'Domains'],
    ],
  },
  {
    title: 'Topologies',
    pages: [
      ['docs/topology.md', 'Topologies'],
      ['docs/topology-form.md', 'Deployments in JSON and YAML'],
    ],
  },
  { title: 'JSON', pages: [['docs/json.md', 'The JSON report']] },
  {
    title: 'Internals',
    pages: [
      ['ARCHITECTURE.md', 'Architecture'],
      ['docs/lexicons.md', 'Lexicons'],
      ['docs/scoring.md', 'Scoring'],
      ['CONTRIBUTING.md', 'Contributing'],
      ['CODE_OF_CONDUCT.md', 'Code of conduct'],
      ['SECURITY.md', 'Security'],
    ],
  },
];
