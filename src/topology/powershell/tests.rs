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
