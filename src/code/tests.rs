use super::{Around, DivergenceKind, Syntax, compare, inline};

/// What differs, with the texts of both sides.
fn found<'t>(label: &str, source: &'t str, target: &'t str) -> Vec<(DivergenceKind, &'t str, &'t str)> {
    compare(Syntax::of(label, source), source, target, &())
        .into_iter()
        .map(|d| (d.kind, &source[d.source.range()], &target[d.target.range()]))
        .collect()
}

#[test]
fn what_people_translate_is_no_difference() {
    for (label, source, target) in [
        ("sh", "oven --heat 220 # hot", "oven --heat 220 # heiß"),
        ("sh", "ping <host name>", "ping <Hostname>"),
        ("sh", "bake <kind>[optional heat]", "bake <Art (kind)>[Hitze, falls nötig (optional heat)]"),
        ("sh", "pip install \"oven[all]\"", "pip install oven[all]"),
        ("js", "log('Drawing <Rack />');", "log('Dessin de <Rack />');"),
        ("js", "x = {y: `<img alt='say(\"it is hot\")'>`}", "x = {y: `<img alt='say(\"il est chaud\")'>`}"),
        ("console", "$ oven open\nRack 1\nRack 2\n", "$ oven open\n# tout\nRack 1\nRack 2\n"),
        ("sh", "oven open path/to/rack", "oven open ruta/a/la/rejilla"),
        ("", "bread_name = \"YourLoafName\"", "bread_name = \"NombreDeTuPan\""),
        ("sh", "oven login --key YOUR_KEY", "oven login --key TU_CLAVE"),
        ("sh", "oven open $RACK_NAME", "oven open $REJILLA"),
        ("sql", "SELECT a -- all\nFROM <table>;", "SELECT a -- alle\nFROM <Tabelle>"),
        ("js", "throw Error('No rack: ' + id);", "throw Error('Kein Rost: ' + id)"),
        ("js", "log(`Rack ${id} of ${all} is open`);", "log(`De ${all} rejillas, ${id} está abierta`);"),
        ("jsx", "return <p>Hot {x}</p>;", "return <p>{x} ist heiß</p>;"),
        ("jsx", "<Rack title=\"All racks\" alt='Open' />", "<Rack title=\"Alle Roste\" alt='Offen' />"),
        (
            "jsx",
            "<ul>\n  {/* all */}\n  <li>{' '}A</li>\n</ul>",
            "<ul>\n  {/* alle, auch\n  die alten */}\n  <li>B</li>\n</ul>",
        ),
        ("html", "<h1 title=\"Oven\">Hot</h1><!-- x -->", "<h1 title=\"Ofen\">Heiß</h1><!-- y -->"),
        ("vue", "<p :id=\"rack\">Hot {{ heat }}</p>", "<p :id=\"rack\">{{ heat }} Grad</p>"),
        (
            "vue",
            "<b :title=\"`${heat} degrees`\" @click=\"open\" />",
            "<b :title=\"`${heat} Grad`\" @click=\"open\" />",
        ),
        (
            "astro",
            "---\n// The rack\nconst title = \"My oven\";\n---\n<Rack title=\"Hot\" href=\"/a/b/\">See {title}</Rack>",
            "---\n// Der Rost\nconst title = \"Mein Ofen\";\n---\n<Rack title=\"Heiß\" href=\"/a/b/\">{title} ansehen</Rack>",
        ),
        (
            "svelte",
            "{#if hot}\n  <p>Hot {name}!</p>\n{:else}\n  <p>Cold</p>\n{/if}",
            "{#if hot}\n  <p>{name}, heiß!</p>\n{:else}\n  <p>Kalt</p>\n{/if}",
        ),
        ("css", "/* hot */\n.oven { color: red; }", "/* heiß */\n.oven { color: red }"),
        ("python", "\"\"\"Open it.\"\"\"\nopen(x)", "\"\"\"Öffne ihn.\"\"\"\nopen(x)"),
        ("lisp", "; hot\n(open x)", "; heiß\n(open x)"),
        (
            "",
            "oven list [flags]\n\n  -h, --help   help for list",
            "oven list [Optionen]\n\n  -h, --help   Hilfe zu list",
        ),
        ("", "feat: open the oven door", "feat: ouvre la porte du four"),
        (
            "",
            "oven/ - All of the oven.\n├── racks/ - What holds the trays, and\n|             the loaves on them.\n└── door.txt  # shut",
            "oven/ - Todo el horno.\n├── racks/ - Lo que sujeta las bandejas y los panes.\n└── door.txt  # cerrada",
        ),
        ("", "feat(door): add handle support", "feat(door): ajout de la poignée"),
        ("text", "The oven is hot.\nOpen it.", "Der Ofen ist heiß."),
        ("bash", "$ oven open --door", "oven open --door"),
        (
            "shell",
            "OVEN_HOST=<the host that the oven is running on>\nOVEN_DOOR=<the door of it>",
            "OVEN_HOST=<l'hôte sur lequel le four est exécuté>\nOVEN_DOOR=<la porte de celui-ci>",
        ),
        ("bash", "oven open --door", "$ oven open --door"),
        ("console", "$ oven open\nThe oven is open: 3 racks", "$ oven open\nDer Ofen ist offen"),
        (
            "",
            "<kind>[optional scope]: <text>\n\n[optional footer(s)]",
            "<tipo>[ámbito opcional]: <texto>\n\n[pie(s) opcional(es)]",
        ),
        (
            "",
            "BREAKING CHANGE: the `open` key is now used for all doors",
            "BREAKING CHANGE: la clave `open` ahora se usa en todas las puertas",
        ),
        ("html", "<html lang=\"en\"><p>Hot</p></html>", "<html><p>Heiß</p></html>"),
        ("js", "f('Sending: ' + x + '<b>Not sent</b>')", "f('正在发送：' + x + '<b>没有</b>')"),
        (
            "",
            "revert: let us never again speak of the oven",
            "revert: ne reparlons plus jamais de la porte de ce four",
        ),
        (
            "",
            "Note: the rack of this oven is not for bread",
            "Nota: la rejilla de este horno no es para el pan",
        ),
        (
            "",
            "fix: some small things\n\nsee the issue for details on the small things",
            "fix: petites choses\n\nvoir le problème pour les détails des petites choses",
        ),
        ("js", "f({ email: 'kim@example.com' })", "f({ email: 'ana@example.com' })"),
        ("python", "{!> ../src/oven.py!}", "{!../src/oven.py!}"),
        ("go", "{{/* hot */}}\nopen()", "{{/* heiß */}}\nopen()"),
        ("vba", "Bake 5 ' hot, for 12.5 minutes", "Bake 5 REM heiß, 12,5 Minuten lang"),
        ("visual-basic", "Rem All racks\nBake 5", "' Alle Roste\nBake 5"),
        (
            "",
            "int heat; /* The heat of the oven; it may be\n   above that of HOT_OVEN */\nbake(heat);",
            "int heat; /* Die Hitze des Ofens, die über der\n   von HOT_OVEN liegen kann */\nbake(heat);",
        ),
        ("c", "printf(\"Usage: %s <rack>...\\n\", me);", "printf(\"Aufruf: %s <Rost>...\\n\", me);"),
        ("c", "printf(\"\\\"%s\\\" is hot (%d)\\n\", x, y);", "printf(\"\\\"%s\\\" 뜨겁다 (%d)\\n\", x, y);"),
        ("", "part = [ \"#\" rack ]", "part = [ »#« rack ]"),
        ("c", "puts(\" [<rack> [<heat>]]\\n\");", "puts(\" [<Rost> [<Hitze>]]\\n\");"),
    ] {
        assert_eq!(found(label, source, target), [], "{source}");
        assert_eq!(found(label, source, source), [], "{source}");
    }
}

#[test]
fn what_a_machine_reads_is_told_at_its_place() {
    use DivergenceKind as K;
    for (label, source, target, kind, was, is) in [
        ("sh", "oven --heat 220 open", "oven --hitze 220 open", K::Became, "--heat", "--hitze"),
        ("sh", "oven --heat 220 open", "oven --heat 200 open", K::Became, "220", "200"),
        ("sh", "oven --heat 220 --fast", "oven --heat 220", K::Missing, "--fast", ""),
        ("sh", "oven list | sort", "oven list sort", K::Became, "|", ""),
        ("js", "rack.open(id);", "rack.close(id);", K::Became, "open", "close"),
        ("js", "rack.move(old, next);", "rack.move(next, old);", K::Moved, "old", ""),
        (
            "js",
            "import x from 'oven-rack';",
            "import x from 'ofen-rost';",
            K::Became,
            "oven-rack",
            "ofen-rost",
        ),
        ("jsx", "<p className=\"hot\">Hot</p>", "<p className=\"heiss\">Heiß</p>", K::Became, "hot", "heiss"),
        (
            "js",
            "f(); // call rack_open first",
            "f(); // zuerst rack_close",
            K::Mentioned,
            "rack_open",
            "rack_close",
        ),
        (
            "",
            "oven/\n├── rack.md   # The rack\n└── door/",
            "oven/\n├── rost.md   # Der Rost\n└── door/",
            K::Became,
            "rack.md",
            "rost.md",
        ),
        ("console", "$ oven open\nDone", "$ oven close\nFertig", K::Became, "open", "close"),
        ("vba", "Bake 5 ' hot", "Backe 5 ' heiß", K::Became, "Bake", "Backe"),
        ("vba", "x = \"5' hot\"", "y = \"5' heiß\"", K::Became, "x", "y"),
        (
            "c",
            "printf(\"%s: %d\\n\", x, y);",
            "printf(\"%d: %s\\n\", x, y);",
            K::Became,
            "%s: %d\\n",
            "%d: %s\\n",
        ),
    ] {
        let told = found(label, source, target);
        assert_eq!(told.len(), 1, "{target}: {told:?}");
        assert_eq!((told[0].0, told[0].1), (kind, was), "{target}");
        if kind != K::Moved {
            assert_eq!(told[0].2, is, "{target}");
        }
    }
}

#[test]
fn an_older_sample_is_one_difference() {
    let source = "import { Oven, Rack } from 'oven';\n\nconst oven = new Oven();\noven.insert(new Rack());\noven.bake({ heat: 220 });\n";
    let target = "import { Oven } from 'oven';\n\nconst oven = Oven();\noven.bake(220);\n";
    let told = found("js", source, target);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, DivergenceKind::Other);
    assert!(
        told[0].1.starts_with("import { Oven, Rack } from 'oven';\n")
            && told[0].1.ends_with("oven.bake({ heat: 220 });")
    );
    assert!(
        told[0].2.starts_with("import { Oven } from 'oven';\n") && told[0].2.ends_with("oven.bake(220);")
    );
}

#[test]
fn output_that_has_lines_beyond_those_of_the_other_is_another_sample() {
    let shorter = "$ oven list\nRack at the top: hot\nRack below it: cold\nNothing else\n";
    let longer = "$ oven list\nLooking for racks\nRack at the top: hot\nRack below it: cold\nNothing else\n";
    let told = found("console", shorter, longer);
    assert_eq!(told, [(DivergenceKind::Other, "Rack at the top: hot", "Looking for racks")]);
    let told = found("console", longer, shorter);
    assert_eq!(told, [(DivergenceKind::Other, "Looking for racks", "Rack at the top: hot")]);
}

#[test]
fn a_name_of_the_example_that_is_another_throughout_is_a_note() {
    let source = "function Greeting() { return 1; }\nuse(Greeting);";
    let target = source.replace("Greeting", "Saludo");
    let told = found("js", source, &target);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, DivergenceKind::Renamed);
}

/// Pages that explain `heat` as `hitze`, in English and German.
struct Explained;

impl Around for Explained {
    fn renames(&self, was: &str, is: &str) -> bool {
        (was, is) == ("heat", "hitze")
    }

    fn is_said(&self, word: &str) -> bool {
        ["Since", "earlier"].contains(&word)
    }

    fn is_answered(&self, word: &str) -> bool {
        ["und"].contains(&word)
    }
}

fn kinds(label: &str, source: &str, target: &str) -> Vec<DivergenceKind> {
    let told = compare(Syntax::of(label, source), source, target, &Explained);
    told.into_iter().map(|divergence| divergence.kind).collect()
}

#[test]
fn a_parameter_that_the_pages_explain_under_another_name_is_a_note() {
    use DivergenceKind as K;
    assert_eq!(
        kinds("", "int bake(rack *rack, int heat);", "int bake(rack *rack, int hitze);"),
        [K::Renamed]
    );
    assert_eq!(kinds("", "int bake(int n, int x[.heat]);", "int bake(int n, int x[.hitze]);"), [K::Renamed]);
    assert_eq!(kinds("vba", "Bake (heat As Long)", "Bake (hitze As Long)"), [K::Renamed]);
    assert_eq!(
        kinds("vba", "Bake (rack As Long, n As Integer)", "Bake (rost As Long, n As Integer)"),
        [K::Renamed]
    );
    let dim = "Dim heat\nheat = 5\nBake heat";
    assert_eq!(kinds("vba", dim, &dim.replace("heat", "temperatur")), [K::Renamed]);
    assert_eq!(kinds("vba", "Bake (n As Long)", "Bake (n As Integer)"), [K::Became]);
    // What is called, and what nothing explains, is as it was.
    assert_eq!(kinds("", "heat(rack);", "hitze(rack);"), [K::Became]);
    assert_eq!(kinds("", "int bake(int rack);", "int bake(int rost);"), [K::Became]);
    assert_eq!(kinds("sh", "oven bake heat", "oven bake hitze"), [K::Became]);
}

#[test]
fn words_of_a_language_between_lines_of_code_are_for_people() {
    assert_eq!(kinds("", "Since oven 2.10:\n    HOT >= 3", "Ab Oven 2.10:\n    HOT >= 3"), []);
    assert_eq!(kinds("", "oven 2.10 and earlier:\n    HOT >= 3", "Oven 2.10 und älter:\n    HOT >= 3"), []);
    // What a machine asks for in words, and a line of code, is not.
    assert_ne!(kinds("", "SELECT a AND b", "SELECT a UND b"), []);
    assert_ne!(kinds("", "Baked-by: K\nRefs: #123", "Backt und: K\nRefs: #123"), []);
    assert_ne!(kinds("", "Since = oven;", "Ab = oven;"), []);
}

#[test]
fn inline_code_agrees_in_all_but_placeholders_and_texts() {
    let nothing = |_: &str| false;
    for (source, target) in [
        ("tar xf {{path/to/source.tar}}", "tar xf {{ruta/al/archivo.tar}}"),
        ("<Room name=\"travel\" />", "<Room name=\"viaje\" />"),
        ("<p>The first.</p>", "<p>El primero.</p>"),
        ("a file of yours", "un archivo tuyo"),
        ("key => value", "clave => valor"),
        ("{open}…{close}", "{open}...{close}"),
        ("oven -q 'rack ~ \"{{pattern}}\"' 'x={{id}}.y'", "oven -q 'rack ~ \"{{patrón}}\"' 'x={{número}}.y'"),
        ("oven open {{id|rack_name}}", "oven open {{id|nombre}}"),
        ("</>{{pattern}}<Enter>", "</>{{patrón}}<Enter>"),
        ("{{ .Values.oven}}", "{{ .Values.oven }}"),
        ("oven log {{--since=rack_id}}", "oven log {{--since=número_rejilla}}"),
        ("oven set {{heat=high}} {{./bake.sh}}", "oven set {{calor=alto}} {{./hornear.sh}}"),
        ("oven open {{name|uuid}}", "oven open {{nombre|uuid}}"),
        ("oven say {{en|fr|...}}", "oven say {{idioma}}"),
        ("oven log --since \"{{3 days ago|2021-05-13}}\"", "oven log --since=\"{{3일_전|2021-05-13}}\""),
        ("oven heat 220", "oven heat {{220}}"),
        ("{name}-{year}-oven.stl", "{nombre}-{año}-oven.stl"),
        ("300", "3xx"),
        (
            "✅ The \"north\" rack is open at rack:1234...",
            "✅ La rejilla \"north\" está abierta en rack:1234...",
        ),
        ("rack heat: 0.15s", "calor rejilla: 0.15s"),
        ("example.md", "ejemplo.md"),
        ("{x: 10, y: 10, z:10}", "{x: 10, y: 10, z: 10}"),
        ("oven read --add /{{path/to/rack}}", "oven read --add {{ruta/absoluta/a/la/rejilla}}"),
        ("oven read /{{path/to/rack}}", "oven read {{/ruta/a/la/rejilla}}"),
        ("oven load {{path/to/rack}}.apk", "oven load {{ruta del archivo APK}}"),
        ("oven '{{.[index1], .[index2], ...}}'", "oven '{{.[índice1], .[índice2], ...}}'"),
        (
            "{{cat path/to/rack.json}} | oven {{--arg \"name1\" \"value1\" ...}} '{{. + $ARGS.named}}'",
            "{{cat ruta/a/rejilla.json}} | oven {{--arg \"nombre1\" \"valor1\" ...}} '{{. + $ARGS.named}}'",
        ),
        ("brew upgrade {{formula|cask}}", "brew upgrade {{формула|каск}}"),
        ("awk '{print \"Name\" $1}' /etc/oven", "awk '{print \"Nombre\" $1}' /etc/oven"),
    ] {
        assert!(inline::agree(source, target, &nothing), "{target}");
    }
    for (source, target) in [
        ("tar xf {{path/to/source.tar}}", "tar cf {{ruta/al/archivo.tar}}"),
        ("Enabled", "Aktiviert"),
        ("oven -f {{on|off}}", "oven -f {{hot|cold}}"),
        ("/ovens/{oven_id}", "/ovens/{ovens_id}"),
        ("oven log {{--since=rack_id}}", "oven log {{--until=rack_id}}"),
        ("300", "404"),
        ("oven load {{path/to/rack}}.apk", "oven load {{ruta/a/la/rejilla}}"),
        ("oven load {{path/to/rack}}.apk", "oven load {{ruta/a/la/rejilla}}.zip"),
        ("\"isOpen\"", "\"isClosed\""),
        ("ping <host>", "ping"),
    ] {
        assert!(target == "ping" || !inline::agree(source, target, &nothing), "{target}");
        assert_ne!(inline::key(source), inline::key(target), "{target}");
    }
    assert!(inline::same_call("open(rack, heat?)", "open(rejilla, calor?)"));
    assert!(!inline::same_call("open(rack)", "close(rack)"));
    assert!(inline::is_one_of("oven {{[-l|--list]}} {{[-a|--all]}} {{rack}}", "oven --list -a {{rejilla}}"));
    assert!(!inline::is_one_of("oven {{[-l|--list]}} {{rack}}", "oven --open {{rejilla}}"));
    assert!(!inline::agree("\"none\"", "\"auto\"", &|literal| literal == "auto"));
    for (source, target) in
        [("run();", "run()"), ("\"x\"", "“x”"), ("ping <host>", "ping <Rechner>"), ("has()", "has( )")]
    {
        assert_eq!(inline::key(source), inline::key(target), "{target}");
    }
    assert_ne!(inline::key("run()"), inline::key("run"));
}

#[test]
fn long_samples_are_read_and_compared_in_one_go() {
    for part in [
        "<a ", "<p>", "\"", "“", "{{", "[a ", "'x ", "{#", "${", "/* ", "a  b ", "A NAME ", "`${`", "</",
        "x: y ", "' ", "» ",
    ] {
        let source = part.repeat(20_000);
        for label in ["", "sh", "js", "vue", "console", "vba"] {
            let target = format!("{source}x");
            assert!(found(label, &source, &target).len() < 3);
        }
        let _ = inline::agree(&source, &format!("b{source}"), &|_| false);
    }
}

proptest::proptest! {
    #[test]
    fn no_pair_of_texts_makes_the_comparison_panic_or_point_outside(
        source in "([-$@{}()\\[\\]'\"`|;,<>=#/ \n:!.*“ä中]|--a|</p>|<p |\\$ |\\{\\{|\\}\\}|<!--|/\\*|path/to|[a-zA-Z0-9_]){0,40}",
        target in "([-$@{}()\\[\\]'\"`|;,<>=#/ \n:!.*“ä中]|--a|</p>|<p |\\$ |\\{\\{|\\}\\}|<!--|/\\*|path/to|[a-zA-Z0-9_]){0,40}"
    ) {
        for label in ["", "sh", "js", "html", "vue", "text", "console", "sql", "yaml", "lisp", "vba"] {
            for (_, was, is) in found(label, &source, &target) {
                proptest::prop_assert!(was.len() <= source.len() && is.len() <= target.len());
            }
            proptest::prop_assert!(found(label, &source, &source).is_empty());
        }
        let _ = inline::agree(&source, &target, &|_| false);
        let _ = inline::key(&source);
        let _ = inline::divergences(&source, &target);
    }
}

#[test]
fn a_name_in_a_tree_is_no_word_for_people() {
    let (source, target) =
        ("├── racks/ - What holds the trays\n└── door/", "├── rejillas/ - Lo que sujeta\n└── door/");
    assert_eq!(found("", source, target), [(DivergenceKind::Became, "racks", "rejillas")]);
}
