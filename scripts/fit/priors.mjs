// What is known of signs before any finding is read, in nats: too few findings show them for the readings alone to say
// it. A weight is shrunk towards its prior instead of towards nothing.

/** Of a sign for all kinds, and of a sign for one kind ("kind:sign"). */
export const priors = {
  // Both sides say the same, by another half of the opposition or by the other clause.
  'sign:negation-turns-it': -7,
  'sign:clause-exchanged': -7,
  'sign:answered-otherwise': -3,
  'sign:left-as-it-was': -2,
  // "Unless it is" says what "if it is not" does, and "if it is" its contrary.
  'sign:turned-evenly': -6,
  'sign:turned-by-opposite': -5,
  'sign:turned-once': 2,
  // A number keeps its unit, or both become others.
  'sign:of-same-number': 3,
  'sign:of-other-number': -5,
  // "Unless it is new" is "if it is not new"; "or" beside a negation is "and" in other languages.
  'condition-changed:negation-differs': -7,
  'alternative-changed:negation-stands': -3,
  'alternative-changed:start': -1,
  'opposite-term:negation-differs': -1,
  // "Not compatible" is "incompatible"; a word in the place of another stands where that stood.
  'term-changed:negation-differs': -3,
  'term-changed:other-place': -1,
  // No language says "must not" by "need not".
  'sign:forbids-and-frees': 2,
  // Nor by "may".
  'negation-missing:forbids-and-permits': 2,
  // A label has a capital in English, and is translated: "Save" is no name that "Speichern" replaced.
  'name-unlisted:name-told-by-source': -2.5,
  'name-changed:start': 1,
  // Two translations differ in their words more than either does from the source: of 90 findings that pages without a source
  // had on a site that nobody tuned for, and of which the other signs said that nine in ten are right, 13 were.
  'sign:without-source': -3.7,
  // A form that has no answer every second time says nothing by itself.
  'sign:gained-form-slips-480': -2,
  // A word is missing where the rest is there; where nothing is, it is another sentence.
  'word-missing:literal-none': -8,
  'word-missing:literal-low': -2,
  'word-missing:literal-unknown': -2,
  'word-missing:says-other-words': -0.5,
  // Where two sentences are not each other's rendering, that is what is to be told, not a word of them.
  'sign:unlike-clearly': -3,
  'sign:unlike': -1,
  'sentence-mismatch:unlike-clearly': 3,
  'sentence-mismatch:unlike': 1,
  'sentence-repeated:unlike-clearly': 3,
  'sentence-repeated:unlike': 1,
  'sentence-mismatch:literal-none': 1,
  'sentence-mismatch:mismatch-full': 5,
  'sentence-mismatch:mismatch-high': 4,
  'sentence-mismatch:mismatch-mid': 2,
};
