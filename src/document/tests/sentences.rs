use super::*;
use crate::language::Locale;

/// The sentences of one paragraph in a language.
fn split(language: &str, text: &str) -> Vec<String> {
    let locale = Locale::parse(language).expect("a locale");
    let page = read("", "a.md", text.as_bytes(), Some(&locale));
    sentences(&page.documents[0]).into_iter().map(str::to_owned).collect()
}

/// Asserts that `text` is cut at its `|`s and nowhere else.
fn cut(language: &str, text: &str) {
    let wanted: Vec<&str> = text.split('|').map(str::trim).collect();
    assert_eq!(split(language, &text.replace('|', "")), wanted, "{language}");
}

#[test]
fn terminators_before_a_space_end_a_sentence() {
    cut("en", "One. |Two! |Three? |Four… |Five... |Six");
    cut("ru", "Это первое предложение. |А это второе! |И третье?");
    cut("es", "¿Qué es? |¡Hola! |Fin.");
}

#[test]
fn wide_terminators_need_no_space() {
    cut("ja", "最初の文です。|次の文です！|最後ですか？|はい");
    cut("zh-CN", "第一句。|第二句！|第三句？");
    cut("zh-CN", "在 Windows Server 2019 中不可用。 |SMTP 功能已弃用。");
}

#[test]
fn versions_numbers_file_names_and_addresses_hold_together() {
    cut(
        "en",
        "Version 5.0 and 16.0.9126.2152 work. |Run setup.exe in C:\\Temp.d now. |See sip.contoso.com for 1.5 hours.",
    );
    cut("de", "Öffnen Sie z.B. web.config. |Danach nicht.");
}

#[test]
fn abbreviations_do_not_end_a_sentence() {
    cut("en", "Use a server, e.g. Exchange or i.e. This one vs. That. |Done.");
    cut("de", "Das ist z. B. Exchange bzw. Outlook, d. h. Server. |Fertig.");
    cut("de", "Siehe Nr. 5 und ca. 10 Server. |Gut.");
    cut("ru", "Это сервер, т. е. Exchange и т. п. |Готово.".replace("и т. п. |", "и др. |").as_str());
}

#[test]
fn an_abbreviation_that_may_close_a_sentence_does_before_a_capital() {
    cut("en", "Install Word, Excel, etc. |This takes time.");
    cut("en", "Word, Excel, etc. are installed.");
    cut("en", "It comes from a trusted CA. |The server checks it.");
    cut("ru", "Обновление за ноябрь 2015 г. |Чтобы включить его, продолжайте.");
}

#[test]
fn initials_and_list_labels_do_not_end_a_sentence() {
    cut("en", "Written by J. Smith in York. |Later changed.");
    assert_eq!(split("en", "1\\. First thing. Second thing.\n"), ["1. First thing.", "Second thing."]);
    cut("en", "a. Review it. |Go on.");
    let cell = "| A |\n|---|\n| 1. Eins tun. <br/> 2. Zwei tun. |\n";
    assert_eq!(split("de", cell), ["A", "1. Eins tun.", "2. Zwei tun."]);
}

#[test]
fn a_short_vowel_is_a_word_and_not_an_initial() {
    cut("it", "Viene eseguita così com'è. |Nella maggior parte dei casi funziona.");
}

#[test]
fn ordinals_before_a_month_hold_together() {
    cut("de", "Das gilt ab dem 1. Januar 2019. |Danach gilt Version 5. |Ende.");
}

#[test]
fn a_number_in_a_heading_is_no_end() {
    assert_eq!(split("en", "## Step 1. Install the server\n"), ["Step 1. Install the server"]);
}

#[test]
fn a_full_stop_before_a_lower_case_word_is_no_end() {
    cut("en", "The sites of Dewey LLC. will be moved. |Soon.");
    cut("en", "Set it first. |msRTCSIP-Line is next.");
    cut("en", "Is it on? |then turn it off.");
    cut("en", "Talk to AOL and Yahoo! users. |Or not.");
}

#[test]
fn closing_marks_belong_to_the_sentence_before() {
    cut("en", "He said \"No.\" |She left. (It was late.) |Then.".replace("left. (", "left. |(").as_str());
    cut("de", "Er sagte „Nein.“ |Dann ging er.");
    cut("ja", "「保存」を選びます。（任意です。）|次へ進みます。".replace("ます。（", "ます。|（").as_str());
}

#[test]
fn a_quotation_inside_a_sentence_does_not_end_it() {
    cut("ja", "「完了。」と表示されます。|次へ。");
    cut("en", "If they ask (\"How often?\") you can answer. |Good.");
    cut("ja", "[参照...] ボタンをクリックします。|終わり。");
}

#[test]
fn the_title_of_a_link_inside_a_sentence_does_not_end_it() {
    assert_eq!(
        split("ko", "[통화 라우팅이란?](a.md) 에 대해 [문의?](b.md) 에서 알아보세요. 다음.\n"),
        ["통화 라우팅이란?", "에 대해 문의? 에서 알아보세요.", "다음."]
    );
    assert_eq!(split("en", "See [What is it?](a.md) for more.\n"), ["See What is it? for more."]);
}

#[test]
fn nothing_ends_inside_code() {
    assert_eq!(
        split("en", "Run `Get-X. Now! Then` twice. Good.\n"),
        ["Run Get-X. Now! Then twice.", "Good."]
    );
    assert_eq!(split("en", "It is done. `get-x` returns it.\n"), ["It is done.", "get-x returns it."]);
}

#[test]
fn a_colon_or_semicolon_ends_nothing() {
    cut("en", "Do this: Click it; Then go. |Done.");
}

#[test]
fn punctuation_alone_belongs_to_the_sentence_before() {
    assert_eq!(
        split("fr", "Cliquez sur **Valider** . Puis fermez.\n"),
        ["Cliquez sur Valider .", "Puis fermez."]
    );
    assert_eq!(split("en", "One.<br/>...\n"), ["One. ..."]);
}

#[test]
fn what_stands_in_code_behind_an_end_belongs_to_the_next_sentence() {
    let page =
        document("最初の文です。`.` は現在の範囲です。`*.example.com` も使えます。\n\nOne. `...` two.\n");
    assert_eq!(
        sentences(&page),
        ["最初の文です。", ". は現在の範囲です。", "*.example.com も使えます。", "One.", "... two."]
    );
}

#[test]
fn a_number_torn_apart_is_not_cut_into_sentences() {
    cut("fr", "La version 16 . 0 . 9126 . 2152 ou supérieure. |Fin.");
}

#[test]
fn what_stands_in_brackets_behind_a_question_belongs_to_the_heading() {
    assert_eq!(
        sentences(&document("## Wie heiß ist er? (How hot is it)\n")),
        ["Wie heiß ist er? (How hot is it)"]
    );
    assert_eq!(
        sentences(&document("Wie heiß ist er? (Das steht im Heft.)\n")),
        ["Wie heiß ist er?", "(Das steht im Heft.)"]
    );
}
