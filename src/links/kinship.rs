//! What two destinations have to do with each other that are not written alike.

use super::address::{Form, is_id, name, tells_a_page};
use super::destination::Destination;
use crate::facts::features::bare;

/// What the destination of a translation has to do with that of the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// The same page.
    Same,
    /// The same page, but another section of it.
    Section,
    /// The same page under the address it has now, or had: another host, owner or repository.
    Moved {
        /// What the address of the translation begins with.
        from: String,
        /// What the reference has for it.
        to: String,
    },
    /// One may lead to the other, or not: an id, or a part of what chooses the page.
    Untold,
    /// Two pages.
    Other,
}

/// Hosts where an address begins with an owner and a repository.
const FORGES: &[&str] = &["bitbucket.org", "codeberg.org", "gitee.com", "github.com", "gitlab.com", "sr.ht"];

/// Labels of hosts that tell what is there, and not whose it is.
const COMMON_LABELS: &[&str] = &[
    "api",
    "blog",
    "chat",
    "community",
    "developer",
    "docs",
    "download",
    "forum",
    "help",
    "learn",
    "support",
    "wiki",
];

impl Destination {
    /// What a translation's destination has to do with the reference's.
    pub(crate) fn kinship(&self, source: &Self) -> Kinship {
        if self.broken && !source.broken {
            return Kinship::Other;
        }
        if self.is(source) {
            let (ours, theirs) = (numbers(&self.fragment), numbers(&source.fragment));
            let other = !ours.is_empty() && !theirs.is_empty() && ours != theirs;
            return if other { Kinship::Section } else { Kinship::Same };
        }
        let remote = |of: &Self| of.form == Form::Remote;
        let (ours, theirs) = (name(&self.path), name(&source.path));
        if remote(self) && remote(source) {
            if let Some(moved) = moved(self, source) {
                return moved;
            }
            if self.host == source.host && self.path == source.path && less(&self.query, &source.query) {
                return Kinship::Untold;
            }
        } else if remote(self) != remote(source) && ours == theirs && (tells_a_page(ours) || is_id(ours)) {
            // The same article on another host: its name is all that stays.
            return Kinship::Same;
        } else if remote(self) != remote(source) && ours == theirs && self.own {
            return Kinship::Untold;
        }
        // An id against an id is another page. A page of the set that stands for an id is chosen; an id that
        // stands for a page was left from an older edition, mostly.
        if self.opaque != source.opaque && (self.opaque || self.form != Form::Relative) {
            return Kinship::Untold;
        }
        Kinship::Other
    }
}

impl Destination {
    /// Whether its page is named for a text.
    fn is_named_for(&self, text: &str) -> bool {
        let name = bare(name(&self.path));
        name.len() > 3 && name == bare(text)
    }

    /// Whether the pages of both are named for the texts of their links, this one in the translation's language, as wikis and
    /// generators of manuals do: "[Doors](doors.html)" and "[Portes](portes.fr.html)".
    pub(crate) fn is_named_as(&self, source: &Self, [text, of_source]: [&str; 2]) -> bool {
        self.own && self.is_named_for(text) && source.is_named_for(of_source)
    }

    /// What a site may count or call anew in each language, what the reference has and what this has: two pages or places that
    /// differ in nothing but numbers, by the word before the first one, or pages named in two languages behind texts that are
    /// the name of the reference's, "[Doors](doors.html)" and "[Doors](portes.fr.html)".
    pub(crate) fn counted(&self, source: &Self, texts: [&str; 2]) -> Option<[String; 3]> {
        if self.form == Form::Remote || source.form == Form::Remote {
            return None;
        }
        if self.own && texts.iter().all(|text| source.is_named_for(text)) {
            return Some(["#".to_owned(), source.path.clone(), self.path.clone()]);
        }
        let [is, was] = [self, source].map(|of| [&of.neutral, "#", &of.fragment].concat());
        if !marks(&is).eq(marks(&was)) {
            return None;
        }
        let digit = |c: char| c.is_ascii_digit();
        let same = is.bytes().zip(was.bytes()).take_while(|(a, b)| a == b).count();
        let before = is.get(..same)?.trim_end_matches(digit);
        let word = &before[before.trim_end_matches(char::is_alphabetic).len()..];
        let number = |of: &str| numbers(&of[before.len()..]).first().map(|&number| number.to_owned());
        Some([["#0", word].concat(), number(&was)?, number(&is)?])
    }
}

/// What is left of an address without its digits.
fn marks(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(|byte| !byte.is_ascii_digit())
}

/// Whether the smaller of two lists, both in order, is a part of the other.
fn less(one: &[String], two: &[String]) -> bool {
    let (small, large) = if one.len() < two.len() { (one, two) } else { (two, one) };
    small.iter().all(|part| large.contains(part))
}

/// Which page has moved where, if it has: both name a host.
fn moved(target: &Destination, source: &Destination) -> Option<Kinship> {
    let ours: Vec<&str> = target.path.split('/').filter(|part| !part.is_empty()).collect();
    let theirs: Vec<&str> = source.path.split('/').filter(|part| !part.is_empty()).collect();
    let tail = ours.iter().rev().zip(theirs.iter().rev()).take_while(|(a, b)| a == b).count();
    let (head, was) = (&ours[..ours.len() - tail], &theirs[..theirs.len() - tail]);
    let numbered = target.host != source.host && same_text(target, source);
    if target.query != source.query || !numbered && numbers(&head.join("/")) != numbers(&was.join("/")) {
        return None;
    }
    let last = name(&source.path);
    let telling = tail >= 1 && (tells_a_page(last) || is_id(last));
    let has = if target.host != source.host {
        let kin = same_name(&target.host, &source.host);
        // Without a path, or with the same one, the name of the host has to tell.
        tail >= 2 || telling || kin && head.is_empty() && was.is_empty() || numbered
    } else if FORGES.contains(&target.host.as_str()) {
        forge_moved(&ours, &theirs, tail)
    } else {
        let start = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        start >= 2 && tail >= 1 && start < ours.len()
    };
    let address = |host: &str, head: &[&str]| {
        let mut parts = vec![host];
        parts.extend(head);
        parts.join("/")
    };
    // Of an owner that was renamed, all repositories are told as one; what follows is the same.
    let keep = |head: &[&str], all: &[&str]| {
        if FORGES.contains(&target.host.as_str()) && target.host == source.host {
            head.len().max(2).min(all.len())
        } else {
            head.len()
        }
    };
    has.then(|| Kinship::Moved {
        from: address(&target.host, &ours[..keep(head, &ours)]),
        to: address(&source.host, &theirs[..keep(was, &theirs)]),
    })
}

/// Whether two addresses name one numbered text ("rfc2119"), on hosts of one owner or in the translation's language.
fn same_text(target: &Destination, source: &Destination) -> bool {
    let (ours, theirs) = (name(&target.path), name(&source.path));
    let numbered = theirs.len() >= 5 && theirs.bytes().filter(u8::is_ascii_digit).count() >= 3;
    let owner = |host: &str| {
        host.rmatch_indices('.').nth(1).map_or(host.to_owned(), |(at, _)| host[at + 1..].to_owned())
    };
    numbered
        && (ours == theirs && owner(&target.host) == owner(&source.host)
            || target.own && ours.starts_with(theirs))
}

/// Whether what stands in a repository is the same in another, or on another branch or in another folder of it.
fn forge_moved(ours: &[&str], theirs: &[&str], tail: usize) -> bool {
    if ours.len() < 2 || theirs.len() < 2 {
        return false;
    }
    let same = |a: &str, b: &str| a.len() == b.len() && a == b;
    if ours[..2] != theirs[..2] {
        // The whole rest of the address, or the repository under another owner.
        let (rest, other) = (&ours[2..], &theirs[2..]);
        return rest == other && (!rest.is_empty() || same(ours[1], theirs[1])) || tail >= 2;
    }
    let branch =
        |parts: &[&str]| parts.get(2).is_some_and(|kind| matches!(*kind, "blob" | "tree" | "raw" | "edit"));
    tail >= 2 || tail >= 1 && branch(ours) && branch(theirs) && ours.get(4..) == theirs.get(4..)
}

/// Whether two hosts have one name: "gates.contoso.com" and "gates.fabrikam.org", "gate.dev" and "gatejs.dev".
fn same_name(one: &str, two: &str) -> bool {
    let labels = |host: &str| host.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (one, two) = (labels(one), labels(two));
    let first = one[0] == two[0] && one[0].len() >= 4 && !COMMON_LABELS.contains(&one[0].as_str());
    let (Some(at), true) = (one.len().checked_sub(2), one.len() == two.len()) else { return first };
    let (ours, theirs) = (&one[at], &two[at]);
    let shared = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
    let begun = shared >= 4 && shared == ours.len().min(theirs.len());
    first || one[..at] == two[..at] && (begun || shared >= 6)
}

/// The numbers in a part of an address.
fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Locale;
    use crate::links::destination::Site;

    fn kinship(target: &str, source: &str) -> Kinship {
        let (en, de) = (Locale::parse("en-US").expect("a tag"), Locale::parse("de-DE").expect("a tag"));
        let site = Site::of(["de-DE/page.md", "en-US/page.md"], [&de, &en], std::iter::empty());
        let read = |written| Destination::of(written, &site);
        read(target).kinship(&read(source))
    }

    #[test]
    fn one_page_is_one_whatever_dresses_its_address() {
        for (target, source) in [
            ("https://docs.contoso.com/de-de/ports?view=latest", "/ports?"),
            ("./ports.md#liste", "ports.md#list"),
            ("/ports?toc=/a/toc.json&id=4", "/ports?id=4&toc=%2fa%2ftoc.json"),
            ("https://docs.contoso.com/gateways/update-a-gateway", "update-a-gateway.md"),
            ("https://contoso.com/library/gg123456%28v=ocs.14%29.aspx", "/old/gg123456(v=ocs.14)"),
            ("https://blogs.contoso.com/2014/10/22/closing-old-ports/", "/archive/blogs/closing-old-ports"),
        ] {
            assert_eq!(kinship(target, source), Kinship::Same, "{target} {source}");
        }
    }

    #[test]
    fn an_id_does_not_tell_where_it_leads() {
        for (target, source) in [
            ("https://docs.contoso.com/library/7c10ce08-0068-4b22-8ecc-33e94811c900.aspx", "/plan-gateways"),
            ("https://docs.contoso.com/library/gg123456(v=ocs.14).aspx", "plan-gateways.md"),
            ("https://go.microsoft.com/fwlink/p/?LinkId=12345", "/plan-gateways"),
            ("/plan-gateways", "https://aka.ms/gateways"),
            ("https://contoso.com/GWLIST", "../certification/overview.md"),
        ] {
            assert_eq!(kinship(target, source), Kinship::Untold, "{target} {source}");
        }
    }

    #[test]
    fn another_page_is_another_page() {
        for (target, source) in [
            ("configure-proxy.md", "configure-gateway.md"),
            ("../proxy/ports.md", "../gateway/ports.md"),
            ("https://aka.ms/proxies", "https://aka.ms/gateways"),
            ("https://go.microsoft.com/fwlink/?LinkId=1", "https://go.microsoft.com/fwlink/?LinkId=2"),
            ("index.md", "https://aka.ms/gateways"),
            ("https://a.contoso.com/overview", "https://b.contoso.com/overview"),
            ("/ports?id=4", "/ports?id=5"),
        ] {
            assert_eq!(kinship(target, source), Kinship::Other, "{target} {source}");
        }
    }

    #[test]
    fn a_page_that_stands_elsewhere_under_its_name_has_moved() {
        for (target, source, from, to) in [
            (
                "https://github.com/fabrikam/gate/pull/26025",
                "https://github.com/contoso/gate/pull/26025",
                "github.com/fabrikam/gate",
                "github.com/contoso/gate",
            ),
            (
                "https://github.com/contoso/gate/blob/master/docs/ports.md",
                "https://github.com/contoso/gate/blob/main/docs/ports.md",
                "github.com/contoso/gate/blob/master",
                "github.com/contoso/gate/blob/main",
            ),
            ("https://gatejs.dev/guide/ports", "https://gate.dev/guide/ports", "gatejs.dev", "gate.dev"),
            (
                "https://tools.fabrikam.org/html/rfc2119",
                "https://www.fabrikam.org/rfc/rfc2119.txt",
                "tools.fabrikam.org/html/rfc2119",
                "fabrikam.org/rfc/rfc2119.txt",
            ),
            ("http://gates.pocoo.org", "https://gates.contoso.com", "gates.pocoo.org", "gates.contoso.com"),
        ] {
            let moved = Kinship::Moved { from: from.to_owned(), to: to.to_owned() };
            assert_eq!(kinship(target, source), moved, "{target} {source}");
        }
        for (target, source) in [
            (
                "https://github.com/contoso/gate/blob/v5/ports.md",
                "https://github.com/contoso/gate/blob/v6/ports.md",
            ),
            ("https://github.com/contoso/gate", "https://github.com/contoso/proxy"),
            ("https://docs.contoso.com/v5/install-a-gate", "https://docs.contoso.com/v6/install-a-gate"),
            ("https://docs.contoso.com", "https://docs.fabrikam.com"),
        ] {
            assert_eq!(kinship(target, source), Kinship::Other, "{target} {source}");
        }
    }

    #[test]
    fn a_section_is_told_by_its_numbers_alone() {
        for (target, source, other) in [
            ("/log.md#v031-mai-2013", "/log.md#v030-may-2013", true),
            ("/log.md#v030-mai-2013", "/log.md#v030-may-2013", false),
            ("/log.md#beispiel", "/log.md#example-2", false),
        ] {
            assert_eq!(kinship(target, source) == Kinship::Section, other, "{target} {source}");
        }
    }
}
