//! What a run can be told, and how a program says it.

use crate::changed::Scope;
use crate::document::Page;
use crate::facts::{Domains, Lexicons};
use crate::finding::Severity;
use crate::glossary::Glossary;
use crate::guidance::Pack;
use crate::keep::{Keep, is_like};
use crate::language::Locale;
use crate::learning::Learning;
use crate::links::Redirects;
use crate::message::Catalogue;
use crate::order::OrderedMap;
use crate::source::position::PositionEncoding;
use std::borrow::Cow;

/// What a run can be told. [`Options::default`] is right for most; what is to be otherwise is said by methods, which take
/// the options and give them back:
///
/// ```
/// use unisono::{Checker, Locale, Options, Override, Severity};
///
/// let options = Options::default()
///     .with_source(Locale::parse("en-US"))
///     .with_rule("untranslated", Severity::Error)
///     .with_rule("product-name-case", None)
///     .with_kept_term("Night Desk")
///     .with_override(Override::of("blog/*").with_rule("number-changed", Severity::Note));
/// let checker = Checker::new(options);
/// assert!(checker.pages().is_empty());
/// ```
///
/// A file of [settings](crate::Config) has them, too.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The locale the others are compared with.
    pub(crate) source: Option<Locale>,
    /// Path templates, tried before the built-in ones; see [`crate::set::Layout::templates`].
    pub(crate) templates: Vec<String>,
    /// Roots that hold the pages of one locale, or the source; see [`crate::set::Layout::roots`].
    pub(crate) roots: OrderedMap<String, Option<Locale>>,
    /// Severity of single rules; `None` turns a rule off.
    pub(crate) rules: OrderedMap<String, Option<Severity>>,
    /// What is left in the source's language by intent.
    pub(crate) keep: Keep,
    /// The gravest severity that findings of a language have, `None` where it is not told of at all; rules that are
    /// set keep theirs.
    pub(crate) languages: Vec<(Locale, Option<Severity>)>,
    /// Addresses of the site that lead on to others.
    pub(crate) redirects: Redirects,
    /// Glossaries of the user.
    pub(crate) glossaries: Vec<Glossary>,
    /// Guidance packs besides the built-in ones; one of the same id takes a built-in one's place.
    pub(crate) packs: Vec<Pack>,
    /// Ids of the packs asked for. A deployment is held against these instead of those of the versions it
    /// holds; so is every page, whatever its edition. Beside a deployment, pages that tell their edition
    /// keep it: what they state is shown as the guidance of their own version.
    pub(crate) apply: Vec<String>,
    /// Whether the report carries the picture of the deployment.
    pub(crate) topology_picture: bool,
    /// The locale whose sentences are shown for the claims of a topology; `None` for all.
    pub(crate) claim_locale: Option<Locale>,
    /// The sentences of findings in another language than English; see [`crate::report::wordings`].
    pub(crate) messages: Catalogue,
    /// Unit of columns and offsets in the report.
    pub(crate) encoding: PositionEncoding,
    /// Languages whose lexicon is left aside.
    pub(crate) without_lexicon: Lexicons,
    /// The domains whose words count, whatever the pages are about; `None` for those whose products the pages name.
    pub(crate) domains: Option<Domains>,
    /// Whether a run learns from its own pages.
    pub(crate) learning: Learning,
    /// Whether findings that follow from another one are told beside it, and not folded into it.
    pub(crate) expand: bool,
    /// Findings that were weighed and are less probable than this, from 0 to 100, are left out. A rule whose
    /// severity is set by `rules` is told all the same.
    pub(crate) min_confidence: u8,
    /// The day it is, `2026-11-29`, for what is dismissed until a day; without one nothing ends.
    pub(crate) today: Option<String>,
    /// Settings of some pages, the later ones before the earlier.
    pub(crate) overrides: Vec<Override>,
    /// Whether a page has to say why it has findings ignored.
    pub(crate) require_reason: bool,
    /// How much around a change is told of, where [`Checker::changed`](crate::Checker::changed) tells of one.
    pub(crate) changed_scope: Scope,
}

/// Settings of some pages; see [`Options::with_override`].
///
/// ```
/// use unisono::{Options, Override, Severity};
///
/// let blog = Override::of("blog/*").and_of("news/*").with_rule("step-missing", Severity::Note).with_min_confidence(90);
/// let options = Options::default().with_override(blog);
/// # let _ = options;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// Patterns of paths below the root, `*` for anything.
    pub(crate) paths: Vec<String>,
    /// As [`Options::with_rule`].
    pub(crate) rules: OrderedMap<String, Option<Severity>>,
    /// As [`Options::with_min_confidence`].
    pub(crate) min_confidence: Option<u8>,
}

impl Options {
    /// The severities of rules on a page, by its path below the root.
    pub(crate) fn rules_of(&self, page: &Page) -> Cow<'_, OrderedMap<String, Option<Severity>>> {
        let mut rules = Cow::Borrowed(&self.rules);
        for own in self.overrides_of(page).filter(|own| !own.rules.is_empty()) {
            rules.to_mut().extend(own.rules.clone());
        }
        rules
    }

    /// The least confidence that is told on a page.
    pub(crate) fn min_confidence_of(&self, page: &Page) -> u8 {
        self.overrides_of(page).filter_map(|own| own.min_confidence).last().unwrap_or(self.min_confidence)
    }

    fn overrides_of<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = &'a Override> {
        let path = page.below_root();
        self.overrides.iter().filter(move |own| own.paths.iter().any(|pattern| is_like(pattern, path)))
    }
}

/// A severity, or `None` for none at all.
type Level = Option<Severity>;

/// How a program says them.
impl Options {
    /// The locale that the others are compared with; without one the reference is looked for in each set.
    #[must_use]
    pub fn with_source(mut self, locale: impl Into<Option<Locale>>) -> Self {
        self.source = locale.into();
        self
    }

    /// A template of paths, `docs/{locale}/**`, which is tried after those that were given before, and before the built-in
    /// ones.
    #[must_use]
    pub fn with_template(mut self, template: impl Into<String>) -> Self {
        self.templates.push(template.into());
        self
    }

    /// A root that holds the pages of one locale; `None` for that of the source. Its name is the `root` that pages are
    /// [added](crate::Checker::add) with.
    #[must_use]
    pub fn with_root(mut self, root: impl Into<String>, locale: impl Into<Option<Locale>>) -> Self {
        self.roots.insert(root.into(), locale.into());
        self
    }

    /// The severity of a rule; `None` turns it off.
    #[must_use]
    pub fn with_rule(mut self, rule: impl Into<String>, severity: impl Into<Level>) -> Self {
        self.rules.insert(rule.into(), severity.into());
        self
    }

    /// A word or a name that is left in the source's language by intent, in any case of its letters.
    #[must_use]
    pub fn with_kept_term(mut self, term: impl Into<String>) -> Self {
        self.keep.terms.push(term.into());
        self
    }

    /// Sentences that are left in the source's language by intent, by a pattern in which `*` stands for anything.
    #[must_use]
    pub fn with_kept_sentence(mut self, pattern: impl Into<String>) -> Self {
        self.keep.sentences.push(pattern.into());
        self
    }

    /// Pages that are left in the source's language by intent, by a pattern of their paths below the root.
    #[must_use]
    pub fn with_kept_page(mut self, pattern: impl Into<String>) -> Self {
        self.keep.pages.push(pattern.into());
        self
    }

    /// The gravest severity that findings of a language have; `None` tells none of them. Rules that are
    /// [set](Self::with_rule) keep theirs.
    #[must_use]
    pub fn with_language(mut self, locale: Locale, severity: impl Into<Level>) -> Self {
        self.languages.push((locale, severity.into()));
        self
    }

    /// An address of the site that leads on to another; `*` at the end of both stands for anything.
    #[must_use]
    pub fn with_redirect(mut self, from: &str, to: &str) -> Self {
        self.redirects.add(from, to);
        self
    }

    /// A glossary, besides those that were given before.
    #[must_use]
    pub fn with_glossary(mut self, glossary: Glossary) -> Self {
        self.glossaries.push(glossary);
        self
    }

    /// A guidance pack, besides the built-in ones; it takes the place of a built-in one of the same id.
    #[must_use]
    pub fn with_pack(mut self, pack: Pack) -> Self {
        self.packs.push(pack);
        self
    }

    /// A pack, by its id, that every page and deployment is held against, whatever its version.
    #[must_use]
    pub fn with_applied_pack(mut self, id: impl Into<String>) -> Self {
        self.apply.push(id.into());
        self
    }

    /// Whether the report carries a picture of the deployment. It does not, unless told.
    #[must_use]
    pub fn with_topology_picture(mut self, wanted: bool) -> Self {
        self.topology_picture = wanted;
        self
    }

    /// The locale whose sentences are shown for the claims of a topology; `None` for all.
    #[must_use]
    pub fn with_claim_locale(mut self, locale: impl Into<Option<Locale>>) -> Self {
        self.claim_locale = locale.into();
        self
    }

    /// What findings say, in another language than English.
    #[must_use]
    pub fn with_messages(mut self, messages: Catalogue) -> Self {
        self.messages = messages;
        self
    }

    /// The unit of columns and offsets; units of UTF-16, unless told.
    #[must_use]
    pub fn with_encoding(mut self, encoding: PositionEncoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Leaves all lexicons aside: nothing that only words tell is found.
    #[must_use]
    pub fn without_lexicons(mut self) -> Self {
        self.without_lexicon = Lexicons::All;
        self
    }

    /// Leaves the lexicon that serves a locale aside, and those that were left aside before.
    #[must_use]
    pub fn without_lexicon_of(mut self, locale: Locale) -> Self {
        match &mut self.without_lexicon {
            Lexicons::None => self.without_lexicon = Lexicons::Of(vec![locale]),
            Lexicons::Of(locales) => locales.push(locale),
            Lexicons::All => {}
        }
        self
    }

    /// The fields whose words count, by their ids, whatever the pages are about; without this, those whose products the
    /// pages name. An id that no field has is passed over.
    #[must_use]
    pub fn with_domains<'a>(mut self, ids: impl IntoIterator<Item = &'a str>) -> Self {
        self.domains = Some(ids.into_iter().filter_map(Domains::of_id).fold(Domains::NONE, Domains::and));
        self
    }

    /// Whether a run learns from its own pages.
    #[must_use]
    pub fn with_learning(mut self, learning: Learning) -> Self {
        self.learning = learning;
        self
    }

    /// Whether findings that follow from another one are told beside it, and not folded into it.
    #[must_use]
    pub fn with_expand(mut self, wanted: bool) -> Self {
        self.expand = wanted;
        self
    }

    /// Findings that were weighed and are less probable than this, in hundredths, are left out; at most 100.
    #[must_use]
    pub fn with_min_confidence(mut self, least: u8) -> Self {
        self.min_confidence = least.min(100);
        self
    }

    /// The day it is, `2026-11-29`, for what is dismissed until a day; without one nothing ends.
    #[must_use]
    pub fn with_today(mut self, day: impl Into<String>) -> Self {
        self.today = Some(day.into());
        self
    }

    /// Settings of some pages; they go before those that were given before.
    #[must_use]
    pub fn with_override(mut self, own: Override) -> Self {
        self.overrides.push(own);
        self
    }

    /// Whether a page has to say why it has findings ignored.
    #[must_use]
    pub fn with_required_reason(mut self, required: bool) -> Self {
        self.require_reason = required;
        self
    }

    /// Whether all of a page is told of that [changed](crate::Checker::changed), and not only the sentences that did.
    #[must_use]
    pub fn with_whole_changed_pages(mut self, whole: bool) -> Self {
        self.changed_scope = if whole { Scope::Page } else { Scope::Sentence };
        self
    }
}

impl Override {
    /// Settings of the pages whose path below the root is like a pattern, in which `*` stands for anything.
    #[must_use]
    pub fn of(pattern: impl Into<String>) -> Self {
        Self { paths: vec![pattern.into()], ..Self::default() }
    }

    /// The same settings for other pages, too.
    #[must_use]
    pub fn and_of(mut self, pattern: impl Into<String>) -> Self {
        self.paths.push(pattern.into());
        self
    }

    /// As [`Options::with_rule`].
    #[must_use]
    pub fn with_rule(mut self, rule: impl Into<String>, severity: impl Into<Level>) -> Self {
        self.rules.insert(rule.into(), severity.into());
        self
    }

    /// As [`Options::with_min_confidence`].
    #[must_use]
    pub fn with_min_confidence(mut self, least: u8) -> Self {
        self.min_confidence = Some(least.min(100));
        self
    }
}
