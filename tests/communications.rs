//! What the domain of unified communications brings, and when it counts.
#![cfg(feature = "communications")]

use std::ops::ControlFlow;
use unisono::checker::index;
use unisono::facts::{Domains, Value};
use unisono::language::lexicon;
use unisono::{Checker, Options};

fn concepts(locale: &str, text: &str) -> Vec<&'static str> {
    let indexed = index("", &format!("{locale}/page.md"), text.as_bytes());
    indexed.facts[0].cues.iter().map(|cue| lexicon::concepts()[cue.concept as usize].id).collect()
}

fn products(text: &str) -> Vec<&'static str> {
    let indexed = index("", "en/page.md", text.as_bytes());
    let facts = indexed.facts[0].facts.iter();
    facts
        .filter_map(|fact| match fact.value {
            Value::Product { product, .. } => Some(lexicon::products()[product as usize].id),
            _ => None,
        })
        .collect()
}

/// The rules that find something in an English page and its Chinese translation.
fn found(source: &str, target: &str, options: Options) -> Vec<&'static str> {
    let mut checker = Checker::new(options);
    checker.add("", "en/page.md", source.as_bytes());
    checker.add("", "zh-CN/page.md", target.as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    report.findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_name_is_not_torn_by_a_particle_that_ends_in_it() {
    for (locale, text) in
        [("zh-CN", "当中介服务器重新启动时"), ("zh-CN", "在此前端服务器上"), ("zh-TW", "以前端伺服器的身分")]
    {
        let found = concepts(locale, text);
        let named = found.contains(&"mediation-server") || found.contains(&"front-end-server");
        assert!(named && !found.contains(&"before"), "{text}: {found:?}");
    }
}

#[test]
fn names_of_other_languages_mean_the_same_product() {
    for text in ["Skype для бизнеса Server 2019", "비즈니스용 Skype 서버 2019", "商務用 Skype Server 2019"]
    {
        assert_eq!(products(text), ["skype-for-business-server"], "{text}");
    }
    assert_eq!(products("비즈니스용 Skype 2015 서버"), ["skype-for-business-server"]);
    assert_eq!(products("asynchronous Lyncher"), [""; 0]);
}

#[test]
fn its_words_count_where_pages_name_one_of_its_products() {
    let source = "# Lync Server 2013\n\nRestart the Edge Server after the update.\n";
    let target = "# Lync Server 2013\n\n更新后重新启动前端服务器。\n";
    assert_eq!(found(source, target, Options::default()), ["role-changed"]);
}

#[test]
fn its_words_are_ordinary_ones_elsewhere() {
    let source = "# Browsers\n\nRestart the Edge Server after the update.\n";
    let target = "# Browsers\n\n更新后重新启动前端服务器。\n";
    let options = || Options::default().with_source(unisono::language::Locale::parse("en"));
    assert!(!found(source, target, options()).contains(&"role-changed"));
    assert!(Domains::of_id("communications").is_some());
    assert!(found(source, target, options().with_domains(["communications"])).contains(&"role-changed"));
}

#[test]
fn a_page_that_names_a_product_makes_the_words_of_pages_before_it_count() {
    let mut checker = Checker::new(Options::default());
    checker.add("", "en/a.md", b"Restart the Edge Server after the update.\n");
    checker.add("", "de/a.md", "Starten Sie den Front-End-Server nach dem Update neu.\n".as_bytes());
    let check = |checker: &mut Checker| -> Vec<&'static str> {
        let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
        report.findings.iter().map(|finding| finding.rule).collect()
    };
    assert!(!check(&mut checker).contains(&"role-changed"));
    checker.add("", "en/z.md", b"This page is about Lync Server 2013.\n");
    assert!(check(&mut checker).contains(&"role-changed"));
}
