'use strict';
// Filters: what does not fit is hidden, and so is a page of which nothing is left.
const form = document.getElementById('filters');
const cards = [...document.querySelectorAll('main > section > article')];
const texts = cards.map((card) =>
  `${card.parentElement.querySelector('h2').textContent} ${card.textContent}`.toLowerCase(),
);
const show = () => {
  const data = new FormData(form);
  const severities = new Set(data.getAll('severity'));
  const [locale, rule, text] = ['locale', 'rule', 'text'].map((name) => data.get(name));
  const words = text.toLowerCase().trim();
  let shown = 0;
  cards.forEach((card, at) => {
    const own = card.dataset;
    const fits =
      severities.has(own.severity) &&
      (locale === '' || own.locale === locale) &&
      (rule === '' || own.rule === rule) &&
      texts[at].includes(words);
    card.hidden = !fits;
    shown += fits ? 1 : 0;
  });
  for (const page of document.querySelectorAll('main > section')) {
    page.hidden = page.querySelector('article:not([hidden])') === null;
  }
  document.getElementById('count').value = `${shown} of ${cards.length}`;
  document.getElementById('nothing').hidden = shown > 0 || cards.length === 0;
};
if (cards.length > 0) {
  form.hidden = false;
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  // What the browser filled in again counts, too.
  show();
}
