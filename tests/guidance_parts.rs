//! Claims that are told over two sentences, or by a list with its introduction.
#![cfg(feature = "communications")]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use unisono::language::Locale;
use unisono::{Checker, Options, Report};

fn check(pages: &[(&str, &str)]) -> Report {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    for (tag, text) in pages {
        checker.add("", &format!("{tag}/page.md"), text.as_bytes());
    }
    checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it")
}

/// The verdicts of a claim, by locale.
fn cells(report: &Report, claim: &str) -> BTreeMap<String, &'static str> {
    let matrix = &report.matrix;
    let mut cells = BTreeMap::new();
    for row in &matrix.rows {
        for (version, found) in matrix.versions.iter().zip(&row.claims) {
            let Some(found) = found.as_ref().filter(|found| found.id == claim) else { continue };
            for (locale, cell) in version.locales.iter().zip(&found.cells) {
                cells.extend(cell.as_ref().map(|cell| (locale.clone(), cell.verdict)));
            }
        }
    }
    cells
}

/// What a language says in parts, and the same turned round: the claim, the language, what is right, what is not, and
/// what the latter reads as. English comes first.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// An introduction, and items that end its sentence.
const LISTS: [Told; 8] = [
    (
        "X19-05b",
        "en",
        "XMPP users should not be:\n\n- deleted\n- moved to a Skype for Business Server 2019 pool",
        "XMPP users should be:\n\n- deleted\n- moved to a Skype for Business Server 2019 pool",
        "contradicted",
    ),
    (
        "X19-05b",
        "de",
        "XMPP-Benutzer sollten nicht:\n\n- gelöscht werden\n- in einen Skype for Business Server 2019-Pool verschoben werden",
        "XMPP-Benutzer sollten:\n\n- gelöscht werden\n- in einen Skype for Business Server 2019-Pool verschoben werden",
        "contradicted",
    ),
    (
        "X19-05b",
        "fr",
        "Les utilisateurs XMPP ne doivent pas être :\n\n- supprimés\n- déplacés vers un pool Skype Entreprise Server 2019",
        "Les utilisateurs XMPP doivent être :\n\n- supprimés\n- déplacés vers un pool Skype Entreprise Server 2019",
        "contradicted",
    ),
    (
        "X19-05b",
        "es",
        "Los usuarios de XMPP no deben:\n\n- eliminarse\n- moverse a un grupo de servidores de Skype Empresarial Server 2019",
        "Los usuarios de XMPP deben:\n\n- eliminarse\n- moverse a un grupo de servidores de Skype Empresarial Server 2019",
        "contradicted",
    ),
    (
        "X19-05b",
        "pt-BR",
        "Os usuários de XMPP não devem ser:\n\n- excluídos\n- movidos para um pool do Skype for Business Server 2019",
        "Os usuários de XMPP devem ser:\n\n- excluídos\n- movidos para um pool do Skype for Business Server 2019",
        "contradicted",
    ),
    (
        "X19-05b",
        "ru",
        "Пользователей XMPP не следует:\n\n- удалять\n- перемещать в пул Skype для бизнеса Server 2019",
        "Пользователей XMPP следует:\n\n- удалять\n- перемещать в пул Skype для бизнеса Server 2019",
        "contradicted",
    ),
    (
        "X19-05b",
        "ja",
        "XMPP ユーザーについて、次のことを行わないでください:\n\n- 削除する\n- Skype for Business Server 2019 プールに移動する",
        "XMPP ユーザーについて、次のことを行ってください:\n\n- 削除する\n- Skype for Business Server 2019 プールに移動する",
        "contradicted",
    ),
    (
        "X19-05b",
        "zh-CN",
        "不应对 XMPP 用户执行以下操作：\n\n- 删除\n- 移动到 Skype for Business Server 2019 池",
        "应对 XMPP 用户执行以下操作：\n\n- 删除\n- 移动到 Skype for Business Server 2019 池",
        "contradicted",
    ),
];

/// Two sentences, of which the second takes the first up.
const PAIRS: [Told; 7] = [
    (
        "X19-05b",
        "en",
        "Some users have contacts in an XMPP network. Do not move them to a Skype for Business Server 2019 pool.",
        "Some users have contacts in an XMPP network. Move them to a Skype for Business Server 2019 pool.",
        "contradicted",
    ),
    (
        "X19-05b",
        "de",
        "Manche Benutzer haben Kontakte in einem XMPP-Netz. Verschieben Sie sie nicht in einen Skype for Business Server 2019-Pool.",
        "Manche Benutzer haben Kontakte in einem XMPP-Netz. Verschieben Sie sie in einen Skype for Business Server 2019-Pool.",
        "contradicted",
    ),
    (
        "X19-05b",
        "fr",
        "Certains utilisateurs ont des contacts dans un réseau XMPP. Ne les déplacez pas vers un pool Skype Entreprise Server 2019.",
        "Certains utilisateurs ont des contacts dans un réseau XMPP. Déplacez-les vers un pool Skype Entreprise Server 2019.",
        "contradicted",
    ),
    (
        "X19-05b",
        "es",
        "Algunos usuarios tienen contactos en una red XMPP. No los mueva a un grupo de servidores de Skype Empresarial Server 2019.",
        "Algunos usuarios tienen contactos en una red XMPP. No es necesario moverlos a un grupo de servidores de Skype Empresarial Server 2019.",
        "contradicted",
    ),
    (
        "X19-05b",
        "ru",
        "У некоторых пользователей есть контакты в сети XMPP. Не перемещайте их в пул Skype для бизнеса Server 2019.",
        "У некоторых пользователей есть контакты в сети XMPP. Переместите их в пул Skype для бизнеса Server 2019.",
        "contradicted",
    ),
    (
        "X19-05b",
        "ja",
        "XMPP ネットワークに連絡先を持つユーザーがいます。Skype for Business Server 2019 プールに移動しないでください。",
        "XMPP ネットワークに連絡先を持つユーザーがいます。Skype for Business Server 2019 プールに移動してください。",
        "contradicted",
    ),
    (
        "X19-05b",
        "zh-CN",
        "有些用户在 XMPP 网络中有联系人。请勿将他们移动到 Skype for Business Server 2019 池。",
        "有些用户在 XMPP 网络中有联系人。请将他们移动到 Skype for Business Server 2019 池。",
        "contradicted",
    ),
];

/// Two sentences, of which the second says what comes next.
const ORDERS: [Told; 6] = [
    (
        "X13-10",
        "en",
        "Move all users to the Lync Server 2013 deployment. Only then begin with these steps.",
        "Begin with these steps. Only then move all users to the Lync Server 2013 deployment.",
        "contradicted",
    ),
    (
        "X13-10",
        "de",
        "Verschieben Sie alle Benutzer in die Bereitstellung von Lync Server 2013. Erst danach beginnen Sie mit diesen Schritten.",
        "Beginnen Sie mit diesen Schritten. Erst danach verschieben Sie alle Benutzer in die Bereitstellung von Lync Server 2013.",
        "contradicted",
    ),
    (
        "X13-10",
        "fr",
        "Déplacez tous les utilisateurs vers le déploiement Lync Server 2013. Ensuite seulement, commencez ces étapes.",
        "Commencez ces étapes. Ensuite seulement, déplacez tous les utilisateurs vers le déploiement Lync Server 2013.",
        "contradicted",
    ),
    (
        "X13-10",
        "es",
        "Mueva todos los usuarios a la implementación de Lync Server 2013. Solo después comience con estos pasos.",
        "Comience con estos pasos. Solo después mueva todos los usuarios a la implementación de Lync Server 2013.",
        "contradicted",
    ),
    (
        "X13-10",
        "ja",
        "すべてのユーザーを Lync Server 2013 の展開に移動します。その後にのみ、この手順を開始します。",
        "この手順を開始します。その後にのみ、すべてのユーザーを Lync Server 2013 の展開に移動します。",
        "contradicted",
    ),
    (
        "X13-10",
        "zh-CN",
        "将所有用户移动到 Lync Server 2013 部署。之后才能开始这些步骤。",
        "开始这些步骤。之后才能将所有用户移动到 Lync Server 2013 部署。",
        "contradicted",
    ),
];

/// The same without "only".
const NEXT: [Told; 5] = [
    (
        "X13-10",
        "en",
        "Move all users to the Lync Server 2013 deployment. After that, begin with these steps.",
        "Begin with these steps. After that, move all users to the Lync Server 2013 deployment.",
        "contradicted",
    ),
    (
        "X13-10",
        "ru",
        "Переместите всех пользователей в развертывание Lync Server 2013. После этого начните эти действия.",
        "Начните эти действия. После этого переместите всех пользователей в развертывание Lync Server 2013.",
        "contradicted",
    ),
    (
        "X13-10",
        "it",
        "Spostare tutti gli utenti nella distribuzione di Lync Server 2013. Successivamente, iniziare questi passaggi.",
        "Iniziare questi passaggi. Successivamente, spostare tutti gli utenti nella distribuzione di Lync Server 2013.",
        "contradicted",
    ),
    (
        "X13-10",
        "pt-BR",
        "Mova todos os usuários para a implantação do Lync Server 2013. Depois, comece estas etapas.",
        "Comece estas etapas. Depois, mova todos os usuários para a implantação do Lync Server 2013.",
        "contradicted",
    ),
    (
        "X13-10",
        "ko",
        "모든 사용자를 Lync Server 2013 배포로 이동합니다. 그 후에 이 단계를 시작합니다.",
        "이 단계를 시작합니다. 그 후에 모든 사용자를 Lync Server 2013 배포로 이동합니다.",
        "contradicted",
    ),
];

/// Reads each language, as it should be and turned round, beside the English that is right.
fn disagreements(heading: &str, told: &[Told]) -> Vec<String> {
    let page = |text: &str| format!("# {heading}\n\n{text}\n");
    let english = page(told[0].2);
    let mut wrong = Vec::new();
    for (claim, tag, right, turned, verdict) in told {
        // English is what the others are read against.
        let cases =
            if *tag == "en" { &[(*right, "stated")][..] } else { &[(*right, "stated"), (*turned, *verdict)] };
        for &(text, expected) in cases {
            let own = page(text);
            let beside = page(told[1].2);
            let pages =
                if *tag == "en" { [("en", &own), ("de", &beside)] } else { [("en", &english), (*tag, &own)] };
            let pages: Vec<(&str, &str)> = pages.iter().map(|page| (page.0, page.1.as_str())).collect();
            let found = cells(&check(&pages), claim);
            if found.get(*tag).copied() != Some(expected) {
                wrong.push(format!("{tag}: {found:?}, not {expected}: {text}"));
            }
        }
    }
    wrong
}

#[test]
fn an_item_of_a_list_is_read_with_what_introduces_the_list() {
    let wrong = disagreements("XMPP in Skype for Business Server 2019", &LISTS);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_claim_that_two_sentences_tell_is_read_in_both() {
    let wrong = disagreements("XMPP in Skype for Business Server 2019", &PAIRS);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_second_sentence_begins_with_tells_the_order() {
    let mut wrong = disagreements("XMPP in Lync Server 2013", &ORDERS);
    wrong.extend(disagreements("XMPP in Lync Server 2013", &NEXT));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_wording_of_an_item_is_quoted_with_its_introduction() {
    let report = check(&[
        ("en", &format!("# XMPP in Skype for Business Server 2019\n\n{}\n", LISTS[0].2)),
        ("de", &format!("# XMPP in Skype for Business Server 2019\n\n{}\n", LISTS[1].3)),
    ]);
    let answer = report.matrix.answer.expect("the page is held against the pack");
    let told = answer.differences.iter().map(|difference| difference.sentence.as_str()).collect::<Vec<_>>();
    let both = |sentence: &&str| {
        sentence.contains("XMPP users should not be: moved to a Skype")
            && sentence.contains("XMPP-Benutzer sollten: in einen")
    };
    assert_eq!(told.iter().filter(|sentence| both(sentence)).count(), 1, "{told:#?}");
}

#[test]
fn what_two_sentences_of_a_page_name_together_is_no_guidance_of_another_version() {
    let page = "# XMPP in Skype for Business Server 2019\n\nTo go on with XMPP, keep a legacy version (Lync Server 2013). \
                The XMPP feature is installed as a proxy on the legacy Edge Server and as a gateway on the legacy Front \
                End Server.\n";
    let report = check(&[("en", page)]);
    let told: Vec<_> =
        report.findings.iter().map(|finding| (finding.rule, finding.message.as_str())).collect();
    assert_eq!(told, [], "{told:?}");
    assert_eq!(cells(&report, "X19-04").get("en"), Some(&"stated"));
}
