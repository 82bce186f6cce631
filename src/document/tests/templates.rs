use super::*;

#[test]
fn lines_of_a_template_are_no_prose() {
    let text = "{% for a in b %}\nText {{ a }} hier.\n{% endfor %}{% if c %}\n\n{{ table }}\n\n{{< note >}}\nHinweis.\n{{< /note >}}\n\n{{% x %}}\n- Punkt\n";
    assert_eq!(outline(&document(text)), ["p | Text {{ a }} hier.", "p | Hinweis.", "ul li0 p | Punkt"]);
}

#[test]
fn a_value_inside_a_paragraph_and_tags_between_rows_stay() {
    assert_eq!(sentences(&document("Nimm\n{{ name }}\njetzt.\n")), ["Nimm {{ name }} jetzt."]);
    let table = document("| A |\n| - |\n| 1 |\n{% if x %}\n| 2 |\n");
    assert!(outline(&table).last().is_some_and(|last| last.contains("tr3")), "{:?}", outline(&table));
}

#[test]
fn a_value_of_mdx_alone_on_its_line_is_no_prose() {
    let text = "import A from './a.mdx'\n\nDavor.\n\n{MainExample}\n\nMit {A.b} hier.\n";
    assert_eq!(outline(&document(text)), ["p | Davor.", "p | Mit {A.b} hier."]);
    assert_eq!(sentences(&document("{MainExample}\n")), ["{MainExample}"]);
}

#[test]
fn blocks_between_slashes_are_alerts_and_tabs_with_titles() {
    let text = "/// note | Ein Titel\n\nA.\n\n///\n\n//// tab | Python 3.8+\n\n```python\nx = 1\n```\n\n/// tip\n\nB.\n\n///\n\n////\n\nC.\n";
    assert_eq!(
        outline(&document(text)),
        [
            "NOTE p | Ein Titel",
            "NOTE p | A.",
            "p | Python 3.8+",
            "code:python | x = 1\n",
            "TIP p | B.",
            "p | C."
        ]
    );
    assert_eq!(sentences(&document("/// this is a comment\n")), ["/// this is a comment"]);
}

#[test]
fn the_names_of_files_that_a_page_takes_in_are_no_prose() {
    let text = "A.\n\n--8<--\nports.md\n; lists.md\n\nguide/names.md:short\n--8<--\n\nB.\n\n{! inc/a.md !}\n\nC.\n\n> --8<-- \"x.md\"\n>\n> D.\n";
    let text = text.replace("; lists.md", ";lists.md");
    assert_eq!(outline(&document(&text)), ["p | A.", "p | B.", "p | C.", "quote p | D."]);
    // What opens no block is a line by itself.
    assert_eq!(sentences(&document("--8<--\nA sentence.\n--8<--\n")), ["A sentence."]);
    assert_eq!(outline(&document("Wow {! much !} here.\n")), ["p | Wow {! much !} here."]);
}

#[test]
fn code_between_two_lines_of_a_template_is_code() {
    let text = "A.\n\n{% highlight ruby %}\nputs 1\n\nputs 2\n{% endhighlight %}\nB.\n\n- C:\n\n  {{< code >}}\n  x = 1\n  {{< /code >}}\n\n{%- codeblock lang:js -%}\nlet a;\n{%- endcodeblock -%}\n";
    assert_eq!(
        outline(&document(text)),
        [
            "p | A.",
            "code:ruby | puts 1\n\nputs 2\n",
            "p | B.",
            "ul li0 p | C:",
            "ul li0 code: | x = 1\n",
            "code:js | let a;\n"
        ]
    );
    // Whatever the template is called, a language of code tells it; not so in a tab.
    let text = "{{< text bash >}}\n$ oven ls\n{{< /text >}}\n\n{{< sample syntax=yaml id=x >}}\na: 1\n{{< /sample >}}\n\n{{< tab bash >}}\nWords.\n{{< /tab >}}\n\n{{< note bold >}}\nMore.\n{{< /note >}}\n";
    assert_eq!(
        outline(&document(text)),
        ["code:bash | $ oven ls\n", "code:yaml | a: 1\n", "p | Words.", "p | More."]
    );
    // What is never closed is no code.
    assert_eq!(outline(&document("{% highlight ruby %}\nWords.\n")), ["p | Words."]);
    assert_eq!(
        outline(&document("{% code %}\nA.\n\n{% code %}\nB\n{% endcode %}\n")),
        ["p | A.", "code: | B\n"]
    );
}

#[test]
fn attributes_are_no_prose() {
    let text = "# Öfen\n{: .no_toc }\n\nEin Satz.\n{: #ports .wide}\n\n[Türen](t.md){: .button target=\"_blank\" } und *Griffe*{:.x}.\n\n- A\n{: .list}\n\n{ .annotate #here }\n";
    assert_eq!(sentences(&document(text)), ["Öfen", "Ein Satz.", "Türen und Griffe.", "A"]);
    // A set of words in braces is one, and so is what stands by itself in a line.
    assert_eq!(
        sentences(&document("{ Salz, Mehl }\n\nDas Paar {: a} bleibt.\n")),
        ["{ Salz, Mehl }", "Das Paar {: a} bleibt."]
    );
}
