//! Every notation in which records are written.

use crate::model::{Deployment, FaultKind, RecordData};
use crate::{Origin, read};

fn deployment(text: &str) -> Deployment {
    let mut deployment = Deployment::default();
    read(&mut deployment, text, Origin::default());
    deployment
}

/// The records of a text in a short form: `owner SRV 0 0 5269 host`, `-` for what is not said.
fn records(text: &str) -> Vec<String> {
    let deployment = deployment(text);
    let number = |value: &Option<crate::Located<u32>>| {
        value.as_ref().map_or("-".to_owned(), |value| value.value.to_string())
    };
    let word = |value: &Option<crate::Located<String>>| {
        value.as_ref().map_or("-".to_owned(), |value| {
            assert!(!text[value.place.span.range()].is_empty());
            value.value.clone()
        })
    };
    deployment
        .records
        .iter()
        .map(|record| {
            let owner = &record.owner.value;
            assert!(record.place.span.end as usize <= text.len());
            match &record.data {
                RecordData::Srv { priority, weight, port, target } => {
                    format!(
                        "{owner} SRV {} {} {} {}",
                        number(priority),
                        number(weight),
                        number(port),
                        word(target)
                    )
                }
                RecordData::Address(address) => format!("{owner} A {}", word(address)),
                RecordData::Alias(host) => format!("{owner} CNAME {}", word(host)),
            }
        })
        .collect()
}

#[test]
fn a_zone_file_is_read_with_its_origin_and_repeated_owners() {
    let zone = "$ORIGIN contoso.com.\n$TTL 3600\n@ IN SOA ns1 admin ( 1 2 3 4 5 )\n; XMPP\n_xmpp-server._tcp 3600 IN SRV 0 5 5269 xmpp\n                   IN SRV 10 5 5269 xmpp2.contoso.net.\nxmpp IN A 192.0.2.10 ; the Edge\n     IN AAAA 2001:db8::10\nsip  CNAME access.contoso.com.\n";
    assert_eq!(
        records(zone),
        [
            "_xmpp-server._tcp.contoso.com SRV 0 5 5269 xmpp.contoso.com",
            "_xmpp-server._tcp.contoso.com SRV 10 5 5269 xmpp2.contoso.net",
            "xmpp.contoso.com A 192.0.2.10",
            "xmpp.contoso.com A 2001:db8::10",
            "sip.contoso.com CNAME access.contoso.com",
        ]
    );
    assert_eq!(deployment(zone).faults, []);
}

#[test]
fn the_short_answers_of_dig_belong_to_their_questions() {
    let text = "$ dig +short SRV _xmpp-server._tcp.contoso.com\n0 0 5269 xmpp.contoso.com.\n\n$ dig @192.0.2.53 +short xmpp.contoso.com\n192.0.2.10\n192.0.2.11\n";
    assert_eq!(
        records(text),
        [
            "_xmpp-server._tcp.contoso.com SRV 0 0 5269 xmpp.contoso.com",
            "xmpp.contoso.com A 192.0.2.10",
            "xmpp.contoso.com A 192.0.2.11",
        ]
    );
}

#[test]
fn what_nslookup_prints_is_read_on_windows_and_elsewhere() {
    let windows = "> set type=srv\n> _xmpp-server._tcp.contoso.com\nServer:  dns.contoso.com\nAddress:  192.0.2.1\n\n_xmpp-server._tcp.contoso.com   SRV service location:\n          priority       = 0\n          weight         = 0\n          port           = 5269\n          svr hostname   = xmpp.contoso.com\nxmpp.contoso.com        internet address = 192.0.2.10\n";
    assert_eq!(
        records(windows),
        ["_xmpp-server._tcp.contoso.com SRV 0 0 5269 xmpp.contoso.com", "xmpp.contoso.com A 192.0.2.10"]
    );
    let german = windows.replace("priority ", "Priorität").replace("svr hostname", "Hostname");
    assert_eq!(records(&german).len(), 2);
    let other = "Server:\t192.0.2.1\nAddress:\t192.0.2.1#53\n\n_xmpp-server._tcp.contoso.com\tservice = 0 0 5269 xmpp.contoso.com.\n\nName:\txmpp.contoso.com\nAddress: 192.0.2.10\nwww.contoso.com\tcanonical name = web.contoso.com.\n";
    assert_eq!(
        records(other),
        [
            "_xmpp-server._tcp.contoso.com SRV 0 0 5269 xmpp.contoso.com",
            "xmpp.contoso.com A 192.0.2.10",
            "www.contoso.com CNAME web.contoso.com"
        ]
    );
}

#[test]
fn what_resolve_dnsname_prints_is_read_as_table_and_as_list() {
    let table = "PS C:\\> Resolve-DnsName -Type SRV _xmpp-server._tcp.contoso.com\n\nName                           Type TTL  Section NameTarget       Priority Weight Port\n----                           ---- ---  ------- ----------       -------- ------ ----\n_xmpp-server._tcp.contoso.com  SRV  3600 Answer  xmpp.contoso.com 0        0      5269\n\nName      : xmpp.contoso.com\nQueryType : A\nTTL       : 3600\nSection   : Additional\nIPAddress : 192.0.2.10\n";
    assert_eq!(
        records(table),
        ["_xmpp-server._tcp.contoso.com SRV 0 0 5269 xmpp.contoso.com", "xmpp.contoso.com A 192.0.2.10"]
    );
    let list = "Name       : _xmpp-server._tcp.contoso.com\nType       : SRV\nTTL        : 3600\nNameTarget : xmpp.contoso.com\nPriority   : 0\nWeight     : 0\nPort       : 5269\n";
    assert_eq!(records(list), ["_xmpp-server._tcp.contoso.com SRV 0 0 5269 xmpp.contoso.com"]);
}

#[test]
fn rows_of_tables_are_records_in_any_language() {
    let markdown = "|Type|Name|Ziel|Anmerkung|\n|:--|:--|:--|:--|\n|SRV|\\_xmpp-server.\\_tcp.*<sipdomain>* <br/>\\_xmpp-server.\\_tcp.*<span></span>contoso<span></span>.com* <br/>Port 5269|FQDN<br/> *Access1.<span></span>contoso<span></span>.com*|Skype for Business Server 2019|\n|A/AAAA|*Access1.contoso.com*|DNS LB: 192.0.2.10, 192.0.2.11|\n|CNAME|sip.contoso.com|_Access1.contoso.com_|\n";
    assert_eq!(
        records(markdown),
        [
            "_xmpp-server._tcp.contoso.com SRV - - 5269 Access1.contoso.com",
            "Access1.contoso.com A 192.0.2.10",
            "sip.contoso.com CNAME Access1.contoso.com"
        ]
    );
    let html = "<table>\n<tr><th>Запись</th><th>Имя</th><th>Порт</th><th>Узел</th></tr>\n<tr>\n<td>SRV</td>\n<td>_xmpp-server._tcp.contoso.com</td>\n<td>5269</td>\n<td><p>xmpp.contoso.com</p></td>\n</tr>\n<tr><td>A</td><td>xmpp.contoso.com</td><td>192.0.2.10</td></tr>\n</table>\n";
    assert_eq!(
        records(html),
        ["_xmpp-server._tcp.contoso.com SRV - - 5269 xmpp.contoso.com", "xmpp.contoso.com A 192.0.2.10"]
    );
}

#[test]
fn a_sentence_that_names_a_service_with_its_port_or_host_is_a_record() {
    for (text, record) in [
        (
            "Create an SRV record for \\_xmpp-server.\\_tcp.contoso.com that points to xmpp.contoso.com on port 5269 of Lync Server 2013.",
            "_xmpp-server._tcp.contoso.com SRV - - 5269 xmpp.contoso.com",
        ),
        (
            "Erstellen Sie für die Domäne contoso.com einen Eintrag `_xmpp-server._tcp.contoso.com` (5269) mit dem Ziel **xmpp.contoso.com**.",
            "_xmpp-server._tcp.contoso.com SRV - - 5269 xmpp.contoso.com",
        ),
        (
            "ポート5269で_xmpp-server._tcp.contoso.comのレコードを作成します。",
            "_xmpp-server._tcp.contoso.com SRV - - 5269 -",
        ),
        ("The record \\_xmpp-server.\\_tcp.<domain> uses port 5269.", "_xmpp-server._tcp.<> SRV - - 5269 -"),
    ] {
        assert_eq!(records(text), [record], "{text}");
    }
    let mentioned = deployment("The record \\_xmpp-server.\\_tcp is explained below.");
    assert!(mentioned.records.is_empty() && mentioned.faults.len() == 1);
}

#[test]
fn numbers_and_names_in_the_way_of_a_language_are_faults() {
    for text in [
        "_xmpp-server._tcp.contoso.com. IN SRV 0 0 5.269 xmpp.contoso.com.",
        "_xmpp-server._tcp.contoso.com. IN SRV 0 0 5 269 xmpp.contoso.com.",
        "|SRV|_xmpp-server._tcp.contoso.com|5 269|xmpp.contoso.com|",
        "Le port 5 269 de _xmpp-server._tcp.contoso.com mène à xmpp.contoso.com.",
    ] {
        let found = deployment(text);
        let kinds: Vec<FaultKind> = found.faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, [FaultKind::Localized], "{text}: {:?}", found.faults);
        let RecordData::Srv { port: Some(port), .. } = &found.records[0].data else { panic!("{text}") };
        assert_eq!(port.value, 5269, "{text}");
    }
    let found = deployment("_xmpp‑server._tcp.contoso.com. IN SRV 0 0 5269 xmpp.contoso.com.");
    assert_eq!(found.faults.len(), 1, "{:?}", found.faults);
}

#[test]
fn a_name_that_a_translation_has_torn_is_read_and_a_fault() {
    for text in [
        "|SRV|\\_xmpp-server。 \\_tcp。*<span></span> contoso <span></span> .com* <br/>ポート 5269|FQDN|",
        "|SRV|\\_xmpp-server. \\_ tcp. *<span></span> contoso <span></span> .com* <br/>Порт 5269<br/>Порт 5269|FQDN|",
    ] {
        assert_eq!(records(text), ["_xmpp-server._tcp.contoso.com SRV - - 5269 -"], "{text}");
        let kinds: Vec<FaultKind> = deployment(text).faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, [FaultKind::Localized], "{text}");
    }
    let sound = "Sie heißt _xmpp-server._tcp.contoso.com. Contoso nutzt Port 5269.";
    assert_eq!(deployment(sound).faults.len(), 1, "only that no record can be read");
}

#[test]
fn records_in_a_list_are_read() {
    assert_eq!(
        records(
            "- \\_xmpp-server.\\_tcp.contoso.com. 86400 IN SRV 0 0 5269 xmpp.contoso.com\n* xmpp.contoso.com. 86400 IN A 192.0.2.10\n"
        ),
        ["_xmpp-server._tcp.contoso.com SRV 0 0 5269 xmpp.contoso.com", "xmpp.contoso.com A 192.0.2.10"]
    );
}

#[test]
fn hostile_texts_are_read_in_one_go() {
    for unit in [
        "_a._tcp.b.c ",
        "|",
        "<td>",
        "<tr>\n",
        "<",
        "&lt;",
        "\\",
        "a.b ",
        "SRV ",
        "x IN SRV 0 0 1 h\n",
        "1 234",
        "= ",
        "_x._tcp.a.b SRV l:\n",
    ] {
        let text = format!("_a._tcp {}", unit.repeat(20_000));
        let found = deployment(&text);
        assert!(found.records.iter().all(|record| record.place.span.end as usize <= text.len()));
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic_or_point_outside(
        text in "(_xmpp-server\\._tcp|contoso\\.com|SRV|[|\\\\*`<>&;=:. \n/_-]|<td>|<tr>|</tr>|5 269|５|é|。|IN|A|0){0,40}"
    ) {
        let found = deployment(&text);
        for record in &found.records {
            let _ = &text[record.place.span.range()];
            let _ = &text[record.owner.place.span.range()];
        }
    }
}
