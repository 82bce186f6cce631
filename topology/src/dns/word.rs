//! The words of a page that records are made of: names of services and hosts, addresses, numbers, types;
//! without the markup that stands in and around them.

use crate::powershell::folded;
use unisono::source::Span;

/// A word, its markup taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As a machine reads it.
    pub text: String,
    /// Where, in the text as given.
    pub span: Span,
    /// What it is.
    pub kind: WordKind,
    /// Whether it is put together of pieces that a translation has torn apart.
    pub torn: bool,
}

/// Kinds of [`Word`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    /// `_xmpp-server._tcp.contoso.com`
    Service,
    /// `xmpp.contoso.com`
    Host,
    /// `192.0.2.10`, `2001:db8::1`
    Address,
    /// `5269`, `5.269`, `5 269`
    Number,
    /// `SRV`, `A`, `A/AAAA`, `CNAME`
    Type,
    /// Anything else.
    Other,
}

/// Whether a text names a service: `_xmpp-server._tcp`, its underscores escaped or not; also where a
/// translation has torn it (`\_xmpp-server。 \_tcp`).
#[must_use]
pub(crate) fn names_service(text: &str) -> bool {
    const JOINTS: [char; 5] = ['\\', '*', ' ', '\u{a0}', '\u{3000}'];
    memchr::memchr_iter(b'_', text.as_bytes()).any(|at| {
        let behind = text[at + 1..].trim_start_matches(JOINTS);
        // "tcp", "udp", "tls"; and what a slip of the pen makes of them.
        let letters = behind.bytes().take_while(u8::is_ascii_alphabetic).count();
        let ends = letters == 3 && !behind[3..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if !ends {
            return false;
        }
        let before = text[..at].trim_end_matches(JOINTS);
        let label = before.strip_suffix('.').or(before.strip_suffix('。')).unwrap_or_default();
        let length = label.bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        length > 0 && label[..label.len() - length].trim_end_matches(' ').ends_with('_')
    })
}

/// The length of the longest name (RFC 1035, 2.3.4).
const LONGEST_NAME: usize = 255;

/// Tags that stand inside words; any other ends one.
const INLINE: &[&str] = &["b", "code", "em", "i", "span", "strong", "sub", "sup", "u", "a"];

/// Tags of HTML that break a line or a cell.
const BREAKING: &[&str] =
    &["br", "div", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"];

/// The words of a stretch.
pub(super) fn words(text: &str, within: Span) -> Vec<Word> {
    let mut reader = Reader {
        text,
        at: within.start as usize,
        end: within.end as usize,
        word: String::new(),
        start: 0,
        last: 0,
        words: Vec::new(),
    };
    reader.read();
    mend_services(text, reader.words)
}

/// Puts the names of services together that a translation has torn: `\_xmpp-server。 \_tcp。 contoso .com`.
fn mend_services(text: &str, words: Vec<Word>) -> Vec<Word> {
    let mut mended: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let Some(last) = mended.last_mut().filter(|last| last.text.starts_with('_')) else {
            mended.push(word);
            continue;
        };
        let gap = &text[last.span.end as usize..(word.span.start.max(last.span.end)) as usize];
        let gap: String = gap
            .replace("<span>", "")
            .replace("</span>", "")
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\\' | '*'))
            .map(folded)
            .collect();
        let torn = gap == "." || gap.is_empty() && (word.text.starts_with('.') || last.text.ends_with('_'));
        // Only up to the end of a name: a sentence may end behind one as well.
        let label = word.text.trim_start_matches(['_', '.']);
        let is_label = word.text == "_" && gap == "."
            || !label.is_empty()
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'<' | b'>'));
        let protocol =
            ["tcp", "udp", "tls"].iter().any(|protocol| label.to_ascii_lowercase().starts_with(protocol));
        let whole = last.kind == WordKind::Service;
        if !torn
            || !is_label
            || !(protocol || whole || word.text == "_" || last.text.ends_with('_'))
            || last.text.len() > LONGEST_NAME
        {
            mended.push(word);
            continue;
        }
        last.text.push_str(&gap);
        last.text.push_str(&word.text);
        last.span.end = word.span.end;
        last.torn = true;
        last.kind = kind(&last.text);
    }
    mended
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// The word so far, where its first character is and where its last ends.
    word: String,
    start: usize,
    last: usize,
    words: Vec<Word>,
}

impl Reader<'_> {
    fn read(&mut self) {
        while self.at < self.end {
            let rest = &self.text[self.at..self.end];
            let Some(c) = rest.chars().next() else { break };
            let length = c.len_utf8();
            match c {
                '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => self.at += 1,
                '*' | '`' => self.at += 1,
                '<' => self.tag(rest),
                '&' => self.entity(rest),
                _ => {
                    let plain = folded(c);
                    let joins = c.is_ascii_alphanumeric()
                        || matches!(plain, '_' | '-' | '.' | '/' | ':')
                        || c != plain && plain.is_ascii_alphanumeric();
                    // A group of digits goes on behind a blank: `5 269`.
                    let grouped = matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
                        && self.group_goes_on(&rest[length..]);
                    if joins || grouped {
                        self.push(c, length);
                    } else {
                        self.finish();
                        self.at += length;
                    }
                }
            }
        }
        self.finish();
    }

    fn push(&mut self, c: char, length: usize) {
        if self.word.is_empty() {
            self.start = self.at;
        }
        self.word.push(c);
        self.at += length;
        self.last = self.at;
    }

    /// Whether the word is one to three digits and exactly three more stand here.
    fn group_goes_on(&self, behind: &str) -> bool {
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let ends = !behind[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '.' || c == '/');
        (1..=3).contains(&self.word.len())
            && self.word.bytes().all(|b| b.is_ascii_digit())
            && self.word != "0"
            && digits == 3
            && ends
    }

    /// Takes a tag, or a placeholder, which is part of the word: `<sipdomain>`.
    fn tag(&mut self, rest: &str) {
        const LONGEST: usize = 400;
        let near = &rest.as_bytes()[..rest.len().min(LONGEST)];
        let Some(close) = memchr::memchr(b'>', near) else {
            self.finish();
            self.at += 1;
            return;
        };
        let name = rest[1..close].trim_start_matches('/');
        let name = name.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let is = |tags: &[&str]| tags.iter().any(|tag| tag.eq_ignore_ascii_case(name));
        if is(BREAKING) || name.starts_with('!') {
            self.finish();
        } else if !is(INLINE) {
            if self.word.is_empty() {
                self.start = self.at;
            }
            self.word.push_str("<>");
            self.last = self.at + close + 1;
        }
        self.at += close + 1;
    }

    fn entity(&mut self, rest: &str) {
        for (entity, is) in [("&lt;", '<'), ("&gt;", '>'), ("&nbsp;", ' '), ("&#95;", '_'), ("&#46;", '.')] {
            if rest.starts_with(entity) {
                if is == ' ' {
                    self.finish();
                    self.at += entity.len();
                } else {
                    self.push(is, entity.len());
                }
                return;
            }
        }
        self.finish();
        self.at += 1;
    }

    fn finish(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.word);
        let (mut start, mut end) = (self.start, self.last);
        // Punctuation of the sentence, and the underscores of emphasis.
        let behind = text.len() - text.trim_end_matches(['.', ':', '/', '-', '：', '．', '。']).len();
        if behind > 0 && text.len() > behind && self.text[..end].ends_with(&text[text.len() - behind..]) {
            text.truncate(text.len() - behind);
            end -= behind;
        }
        if text.ends_with('_') && text.len() > 1 {
            text.pop();
            end -= usize::from(self.text[..end].ends_with('_'));
            if let Some(bare) = text.strip_prefix('_') {
                text = bare.to_owned();
                start += 1;
            }
        }
        let kind = kind(&text);
        self.words.push(Word { text, span: Span::new(start as u32, end as u32), kind, torn: false });
    }
}

/// What a word is.
fn kind(text: &str) -> WordKind {
    if matches!(text, "SRV" | "A" | "AAAA" | "CNAME")
        || text.contains('/') && text.split('/').all(|part| matches!(part, "A" | "AAAA" | "CNAME"))
    {
        return WordKind::Type;
    }
    if is_address(text) {
        return WordKind::Address;
    }
    if crate::localized::number(text).is_some() {
        return WordKind::Number;
    }
    let plain: String = text.chars().map(folded).collect();
    if plain.starts_with('_') && plain.contains("._") {
        return WordKind::Service;
    }
    if is_host(&plain) { WordKind::Host } else { WordKind::Other }
}

/// Whether a text is an IPv4 or IPv6 address.
#[must_use]
pub(super) fn is_address(text: &str) -> bool {
    text.parse::<std::net::IpAddr>().is_ok()
}

/// Whether a text is the name of a host: labels with dots between them, the last one in letters.
#[must_use]
pub(super) fn is_host(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let last = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && last.len() > 1
        && last.bytes().all(|b| b.is_ascii_alphabetic())
        && text.split('.').all(|label| {
            !label.is_empty()
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'<' | b'>'))
        })
}
