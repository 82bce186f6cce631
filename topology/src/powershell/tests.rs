//! What the reader makes of scripts, and that nothing makes it panic or lose its way.

use super::syntax::{Command, Fault, FaultKind, Pipeline, Script, Stage, Value, ValueKind};
use super::{parse, recognises};

/// The commands of a script in a short form: `Get-CsUser[-Identity=kim][Global]`.
fn commands(text: &str) -> Vec<String> {
    let script = parse(text);
    let mut found = Vec::new();
    for pipeline in &script.pipelines {
        for stage in &pipeline.stages {
            if let Stage::Command(command) = stage {
                found.push(short(text, command));
            }
        }
    }
    found
}

fn short(text: &str, command: &Command) -> String {
    let mut short = text[command.name.range()].to_owned();
    for argument in &command.arguments {
        let name = argument.parameter.map_or("", |name| &text[name.range()]);
        let value = argument.value.as_ref().map_or("", |value| &text[value.span.range()]);
        let joint = if name.is_empty() || value.is_empty() { "" } else { "=" };
        short.push_str(&format!("[{name}{joint}{value}]"));
    }
    short
}

fn faults(text: &str) -> Vec<(FaultKind, &str)> {
    parse(text).faults.iter().map(|fault| (fault.kind, &text[fault.span.range()])).collect()
}

#[test]
fn parameters_take_the_value_behind_them_and_switches_take_none() {
    assert_eq!(
        commands(
            "New-CsXmppAllowedPartner -Domain fabrikam.com -Force -SaslNegotiation:Optional -Confirm:$false"
        ),
        [
            "New-CsXmppAllowedPartner[-Domain=fabrikam.com][-Force][-SaslNegotiation=Optional][-Confirm=$false]"
        ]
    );
    assert_eq!(
        commands("Publish-CsTopology -Verbose report.html"),
        ["Publish-CsTopology[-Verbose][report.html]"]
    );
}

#[test]
fn backticks_pipes_and_semicolons_join_and_part_commands() {
    let text = "Get-CsUser `\n  -OnLyncServer |\n  Grant-CsExternalAccessPolicy -PolicyName 'Remote users'; Enable-CsTopology\n| Out-Null\n";
    assert_eq!(
        commands(text),
        [
            "Get-CsUser[-OnLyncServer]",
            "Grant-CsExternalAccessPolicy[-PolicyName='Remote users']",
            "Enable-CsTopology",
            "Out-Null"
        ]
    );
    assert_eq!(parse(text).faults, []);
}

#[test]
fn arrays_hashtables_blocks_and_splatting_are_values() {
    let text = "$new = @{ Domain = 'a.com'; Names = \"b\", \"c\" }\nNew-CsXmppAllowedPartner @new\nGet-CsUser -Filter {Enabled -eq $true} | Where-Object { $_.RegistrarPool -like \"*2013*\" }\nSet-CsX -Tests @(1, 2), (Get-CsSite).Identity";
    let script = parse(text);
    assert_eq!(script.faults, [], "{text}");
    let Some(Pipeline { assigned: Some(target), stages, .. }) = script.pipelines.first() else {
        panic!("an assignment")
    };
    assert_eq!(&text[target.span.range()], "$new");
    let [Stage::Expression(Value { kind: ValueKind::Hashtable(entries), .. })] = stages.as_slice() else {
        panic!("a hashtable")
    };
    assert_eq!(entries.len(), 2);
    assert_eq!(
        commands(text),
        [
            "New-CsXmppAllowedPartner[@new]",
            "Get-CsUser[-Filter={Enabled -eq $true}]",
            "Where-Object[{ $_.RegistrarPool -like \"*2013*\" }]",
            "Set-CsX[-Tests=@(1, 2), (Get-CsSite).Identity]"
        ]
    );
}

#[test]
fn comments_stand_apart() {
    let text = "# first\nGet-CsSite # the sites\n<# a\nblock #> Get-CsPool";
    let script = parse(text);
    assert_eq!(commands(text), ["Get-CsSite", "Get-CsPool"]);
    let comments: Vec<&str> = script.comments.iter().map(|span| &text[span.range()]).collect();
    assert_eq!(comments, ["# first", "# the sites", "<# a\nblock #>"]);
}

#[test]
fn syntax_diagrams_and_placeholders_are_read() {
    let text = "Set-CsDialPlan [-Identity <name of the plan>] [[-Kind] <string> {A | B}] -Size <# of lines> [-Force]";
    assert_eq!(
        commands(text),
        [
            "Set-CsDialPlan[[-Identity <name of the plan>]][[[-Kind] <string> {A | B}]][-Size=<# of lines>][[-Force]]"
        ]
    );
    assert_eq!(parse(text).faults, []);
}

#[test]
fn strings_end_where_powershell_ends_them() {
    let text = "Set-CsX -A \"say \"\"yes\"\" now\" -B 'it''s' -C \"a `\" b\" -D \"$($x[\"k\"]) end\" -E “typographic” -F @\"\nhere \"string\"\n\"@";
    let script = parse(text);
    assert_eq!(script.faults, []);
    let [Pipeline { stages, .. }] = script.pipelines.as_slice() else { panic!("one pipeline") };
    let [Stage::Command(command)] = stages.as_slice() else { panic!("one command") };
    assert_eq!(command.arguments.len(), 6, "{}", short(text, command));
}

#[test]
fn scripts_with_keywords_and_expressions_have_no_faults() {
    for text in [
        "if ($a -eq 1) { Get-CsSite } elseif ($b) { 2 } else { 3 }",
        "foreach ($pool in Get-CsPool) {\n  Write-Host $pool.Identity\n}",
        "for ($i = 0; $i -lt 10; $i++) { $sum += $i }",
        "function Get-Home([string]$Name, $Kind = 'user') { return (Get-CsUser $Name).RegistrarPool }",
        "param(\n  [Parameter(Mandatory=$true)][string]$Name\n)",
        "try { Enable-CsTopology } catch { throw $_ } finally { Stop-Transcript }",
        "$x = [int]\"5\" + 1..3\n[math]::Round(1.5)",
        "& 'C:\\Program Files\\tool.exe' /quiet 2>&1 > log.txt",
        ". .\\functions.ps1",
        "$env:Path; ${a b}; $a[0].B.C('x', 1); @(1,2).Count",
        "$u | % { $_.Name } | ? Name -like 'a*'",
        "Get-Service 'MSSQL$RTC' | Stop-Service",
        "$a = Get-Date -Format \"yyyy\"; -not $a; !$b; -$c",
        "dir | Select-Object @{Name='Size';Expression={$_.Length / 1KB}}",
        "icacls c:\\x --% /grant a:(b)",
    ] {
        assert_eq!(faults(text), [], "{text}");
    }
}

#[test]
fn what_is_broken_is_a_fault_at_its_place() {
    for (text, kind, place) in [
        ("Get-CsUser -Identity \"kim", FaultKind::OpenQuote, "\"kim"),
        ("Get-CsUser -Identity kim\"\nGet-CsSite", FaultKind::OpenQuote, "\""),
        ("Get-CsUser -Filter {Enabled", FaultKind::OpenBracket, "{"),
        ("Get-CsUser -Filter Enabled}", FaultKind::StrayBracket, "}"),
        ("Get-CsUser －Identity kim", FaultKind::Foreign('-'), "－"),
        ("Get-CsUser -Identity “kim” ｜ Out-Null", FaultKind::Foreign('|'), "｜"),
        ("Get-CsUser -Identity «kim»", FaultKind::Foreign('"'), "«"),
        ("Get-CsUser - Identity kim", FaultKind::LoneDash, "-"),
        ("Get-CsUser -Identity &quot;kim&quot;", FaultKind::Entity, "&quot;"),
        ("Get-CsUser |", FaultKind::NothingJoined, ""),
        ("Get-CsUser\n  -Identity kim", FaultKind::NotContinued, "-Identity"),
        ("Get-CsUser -Identity $ kim", FaultKind::Unexpected, "$"),
    ] {
        assert_eq!(faults(text).first(), Some(&(kind, place)), "{text}: {:?}", faults(text));
    }
}

#[test]
fn a_dropped_quotation_mark_does_not_hide_the_next_command() {
    let text = "Set-CsUser -Identity \"Kim -Enabled $true\nGet-CsUser -Identity \"Kim\"\n";
    assert_eq!(commands(text).len(), 2);
    assert_eq!(faults(text).len(), 1);
}

#[test]
fn powershell_is_told_by_its_label_or_by_what_it_says() {
    assert!(recognises("iisreset", "PowerShell"));
    assert!(recognises("Get-CsSite", ""));
    assert!(recognises("PS C:\\> hostname\n$a = 1", "console"));
    assert!(!recognises("{\"a\": 1}", ""));
    assert!(!recognises("Get-CsSite", "json"));
    assert!(!recognises("A sentence - with a dash.", ""));
}

/// All spans of a script lie in the text, at the ends of characters.
fn check_spans(text: &str, script: &Script) {
    fn value(text: &str, value: &Value) {
        let _ = &text[value.span.range()];
    }
    for Fault { span, .. } in &script.faults {
        let _ = &text[span.range()];
    }
    for span in script.comments.iter().chain(&script.output) {
        let _ = &text[span.range()];
    }
    for pipeline in &script.pipelines {
        let _ = &text[pipeline.span.range()];
        for stage in &pipeline.stages {
            match stage {
                Stage::Command(command) => {
                    let _ = &text[command.span.range()];
                    for argument in &command.arguments {
                        let _ = argument.parameter.map(|span| &text[span.range()]);
                        if let Some(of) = &argument.value {
                            value(text, of);
                        }
                    }
                }
                Stage::Expression(of) => value(text, of),
            }
        }
    }
}

#[test]
fn hostile_texts_are_read_in_one_go() {
    for unit in [
        "(",
        "\"$(",
        "@{a=",
        "[",
        "{",
        "'",
        "\"",
        "<",
        "<#",
        "-",
        "|",
        ",",
        "`\n",
        "－",
        "$(\"",
        "&",
        "@\"\n",
        ")",
        "]",
        "}",
        "PS C:\\> ",
        "a : b\n",
        "$a.",
        "::",
        "=",
        "「",
        "[-A <",
    ] {
        let text = unit.repeat(20_000);
        let script = parse(&text);
        check_spans(&text, &script);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic_or_point_outside(
        text in "([-$@{}()\\[\\]'\"`|;,&<>=#. \n:]|Get-CsUser|-Identity|PS C:\\\\>|<#|#>|@\"\n|\"@|[a-zé－「」。]){0,60}"
    ) {
        let script = parse(&text);
        check_spans(&text, &script);
        proptest::prop_assert_eq!(&script, &parse(&text));
    }
}

/// What scripts do to a deployment.
mod deployment {
    use crate::model::{Deployment, FaultKind, RecordData, RouteKind};
    use crate::{Origin, read};

    fn deployment(text: &str) -> Deployment {
        let mut deployment = Deployment::default();
        read(&mut deployment, text, Origin { label: "powershell".to_owned(), ..Origin::default() });
        deployment.settle();
        deployment
    }

    fn faults(text: &str) -> Vec<(FaultKind, String)> {
        deployment(text).faults.into_iter().map(|fault| (fault.kind, fault.message.text())).collect()
    }

    #[test]
    fn a_partner_has_what_its_cmdlets_say_and_else_the_defaults() {
        let found = deployment(
            "New-CsXmppAllowedPartner -Domain fabrikam.com -PartnerType Federated -SaslNegotiation NotSupported -SupportDialbackNegotiation $false\n\
             Set-CsXmppAllowedPartner fabrikam.com -TlsNegotiation Optional -AdditionalDomains @{Add=\"a.fabrikam.com\",\"b.fabrikam.com\"}\n\
             New-CsXmppAllowedPartner contoso.net\nRemove-CsXmppAllowedPartner -Identity contoso.net\n",
        );
        let [partner] = found.partners.as_slice() else { panic!("{:?}", found.partners) };
        assert_eq!(partner.domain, "fabrikam.com");
        assert_eq!(partner.partner_type.as_ref().map(|v| v.value.as_str()), Some("Federated"));
        assert_eq!(partner.sasl.as_ref().map(|v| v.value.as_str()), Some("NotSupported"));
        assert_eq!(partner.tls.as_ref().map(|v| v.value.as_str()), Some("Optional"));
        assert_eq!(partner.dialback.as_ref().map(|v| v.value), Some(false));
        assert_eq!(partner.additional_domains.len(), 2);
        assert_eq!(found.faults, []);
    }

    #[test]
    fn variables_and_splatting_are_resolved() {
        let text = "$edge = \"edge01.contoso.com\"\n$new = @{ Domain = 'fabrikam.com'; TlsNegotiation = 'Optional' }\nNew-CsXmppAllowedPartner @new\nSet-CsSite -Identity Redmond -XmppFederationRoute \"EdgeServer:$edge\"\nMove-CsUser -Identity kim@contoso.com -Target $pool\n";
        let found = deployment(text);
        assert_eq!(found.partners[0].tls.as_ref().map(|v| v.value.as_str()), Some("Optional"));
        let route = &found.routes[0];
        assert_eq!(
            (route.site.as_str(), route.kind, route.fqdn()),
            ("Redmond", RouteKind::Xmpp, "edge01.contoso.com")
        );
        assert_eq!(found.users, [], "a variable nobody knows is no pool");
        assert_eq!(found.commands.len(), 3);
    }

    #[test]
    fn policies_grants_and_moves_are_read_through_pipelines() {
        let found = deployment(
            "New-CsExternalAccessPolicy -Identity Xmpp -EnableFederationAccess $true -EnableXmppAccess:$true\n\
             Set-CsExternalAccessPolicy -EnableXmppAccess $false\n\
             Get-CsUser -Filter {Enabled -eq $true} | Grant-CsExternalAccessPolicy -PolicyName Xmpp\n\
             Get-CsUser -Identity kim@contoso.com | Move-CsUser -Target \"pool2013.contoso.com\" -Confirm:$false\n",
        );
        let policy = found.find_policy("tag:xmpp").expect("the policy");
        assert_eq!(policy.xmpp.as_ref().map(|v| v.value), Some(true));
        assert_eq!(policy.federation.as_ref().map(|v| v.value), Some(true));
        assert_eq!(found.find_policy("Global").and_then(|p| p.xmpp.as_ref()).map(|v| v.value), Some(false));
        let users: Vec<_> = found.users.iter().map(|user| (user.identity.as_str(), user.moved)).collect();
        assert_eq!(users, [("*", false), ("kim@contoso.com", true)]);
        assert_eq!(found.commands[3].input, Some(2));
    }

    #[test]
    fn what_a_transcript_prints_is_read_as_well() {
        let found = deployment(
            "PS C:\\> Get-CsUser kim | Select-Object SipAddress, RegistrarPool\n\nSipAddress    : sip:kim@contoso.com\nRegistrarPool : pool2013.contoso.com\n\n\
             PS C:\\> Get-CsExternalAccessPolicy\n\nIdentity                  : Tag:Remote\nEnableFederationAccess    : True\nEnableXmppAccess          : False\n",
        );
        assert_eq!(found.users[0].identity, "kim@contoso.com");
        assert_eq!(found.users[0].pool.as_ref().map(|v| v.value.as_str()), Some("pool2013.contoso.com"));
        assert_eq!(found.find_policy("Remote").and_then(|p| p.xmpp.as_ref()).map(|v| v.value), Some(false));
    }

    #[test]
    fn records_made_by_scripts_are_records() {
        let found = deployment(
            "Add-DnsServerResourceRecord -Srv -Name _xmpp-server._tcp -ZoneName contoso.com -DomainName xmpp.contoso.com -Priority 0 -Weight 0 -Port 5269\n\
             Add-DnsServerResourceRecordA -Name xmpp -ZoneName contoso.com -IPv4Address 192.0.2.10\n\
             dnscmd . /recordadd fabrikam.com _xmpp-server._tcp SRV 0 0 5269 xmpp.fabrikam.com.\n",
        );
        let owners: Vec<&str> = found.records.iter().map(|record| record.owner.value.as_str()).collect();
        assert_eq!(
            owners,
            ["_xmpp-server._tcp.contoso.com", "xmpp.contoso.com", "_xmpp-server._tcp.fabrikam.com"]
        );
        let RecordData::Srv { port, target, .. } = &found.records[2].data else { panic!("an SRV record") };
        assert_eq!(port.as_ref().map(|v| v.value), Some(5269));
        assert_eq!(target.as_ref().map(|v| v.value.as_str()), Some("xmpp.fabrikam.com"));
    }

    #[test]
    fn misspelt_names_and_localized_numbers_are_faults_with_what_was_meant() {
        for (text, kind, part) in [
            (
                "New-CsExtenalAccessPolicy -Identity x",
                FaultKind::Command,
                "no cmdlet New-CsExtenalAccessPolicy",
            ),
            (
                "Set-CsExternalAccessPolicy -EnableFederationAcces $true",
                FaultKind::Command,
                "no parameter -EnableFederationAcces",
            ),
            (
                "Set-CsSite -XmppExternalFederationRoute \"EdgeServer:e.contoso.com\"",
                FaultKind::Command,
                "-XmppExternalFederationRoute",
            ),
            ("New-CsXmppAllowedPartner -TlsNegotiation Optional", FaultKind::Command, "names no partner"),
            ("New-CsXmppAllowedPartner -Domain a.com -Identity a.com", FaultKind::Command, "twice"),
            (
                "Set-CsEdgeServer -Identity EdgeServer:e.contoso.com -XmppListeningPort 5.269",
                FaultKind::Localized,
                "5.269",
            ),
            ("Get-CsUser －Identity kim", FaultKind::Localized, "U+FF0D"),
            ("Get-CsUser -Identity \"kim", FaultKind::Unreadable, "quotation mark"),
        ] {
            let found = faults(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].0 == kind && found[0].1.contains(part), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_syntax_diagram_leaves_no_partner_and_no_fault() {
        let found =
            deployment("New-CsXmppAllowedPartner -Domain <domain> [-TlsNegotiation <Required | Optional>]");
        assert_eq!(found.partners, []);
        assert_eq!(found.faults, []);
    }
}

#[test]
fn parameters_of_functions_are_read_with_their_types_and_attributes() {
    for declared in [
        "[string[]]$Names",
        "[Parameter(Mandatory = $true, ValueFromPipeline = $true)]\n    [ValidateSet('Federated', 'PublicVerified')]\n    [string[]]$Names,\n    [Parameter()][int]$Limit = 5,\n    [switch]$Force",
        "[System.Collections.Generic.Dictionary[string, int]]$Table = @{}",
        "[ValidateRange(1, 65535)] [int[,]] $Grid",
        "[Alias(\"Pool\")][ValidateNotNullOrEmpty()]$Target",
    ] {
        let text = format!(
            "function New-Partner {{\n  [CmdletBinding(SupportsShouldProcess = $true)]\n  [OutputType([string[]])]\n  param(\n    {declared}\n  )\n  New-CsXmppAllowedPartner -Domain a.com\n}}\n"
        );
        assert_eq!(faults(&text), [], "{declared}");
        let mut names = Vec::new();
        parse(&text).each_command(&mut |command| names.push(text[command.name.range()].to_owned()));
        assert!(names.contains(&"New-CsXmppAllowedPartner".to_owned()), "{declared}: {names:?}");
    }
}
