// The tests that go into the files of names: language, sentence, right rendering, wrong one.

export const TESTS = {
  country: [
    [
      'fr',
      'The spare ovens are in Ireland.',
      'Les fours de rechange se trouvent en Irlande.',
      'Les fours de rechange se trouvent en Islande.',
    ],
    [
      'de',
      'The Austrian office answers all letters.',
      'Das österreichische Büro beantwortet alle Briefe.',
      'Das australische Büro beantwortet alle Briefe.',
    ],
    [
      'ru',
      'The spare parts come from the United Kingdom.',
      'Запасные части поступают из Великобритании.',
      'Запасные части поступают из Финляндии.',
    ],
    ['pl', 'The factory was moved to Russia.', 'Fabrykę przeniesiono do Rosji.', 'Fabrykę przeniesiono do Rumunii.'],
    ['cs', 'The tickets are valid in China.', 'Vstupenky platí v Číně.', 'Vstupenky platí v Peru.'],
    ['tr', 'The course was opened in Italy.', 'Kurs İtalya’da açıldı.', 'Kurs Danimarka’da açıldı.'],
    ['uk', 'The seeds come from Egypt.', 'Насіння надходить з Єгипту.', 'Насіння надходить з Іспанії.'],
    ['ja', 'The tea is grown in India.', 'この茶はインドで栽培されています。', 'この茶は中国で栽培されています。'],
    [
      'ko',
      'The violins are made in Germany.',
      '바이올린은 독일에서 만들어집니다.',
      '바이올린은 일본에서 만들어집니다.',
    ],
    ['ar', 'The carpets are woven in Iran.', 'يُنسج السجاد في إيران.', 'يُنسج السجاد في المغرب.'],
  ],
  language: [
    [
      'ru',
      'The handbook is also published in Dutch.',
      'Справочник издаётся и на нидерландском языке.',
      'Справочник издаётся и на немецком языке.',
    ],
    ['it', 'The choir sings in German.', 'Il coro canta in tedesco.', 'Il coro canta in spagnolo.'],
    ['zh-TW', 'The menu is printed in French.', '菜單以法文印刷。', '菜單以德文印刷。'],
  ],
  city: [
    ['ko', 'The course takes place in Vienna.', '강좌는 비엔나에서 열립니다.', '강좌는 베를린에서 열립니다.'],
    ['nl', 'The train leaves for Brussels.', 'De trein vertrekt naar Brussel.', 'De trein vertrekt naar Londen.'],
    ['pl', 'The choir has come from Moscow.', 'Chór przyjechał z Moskwy.', 'Chór przyjechał z Pragi.'],
  ],
  script: [
    [
      'de',
      'The labels are printed in Cyrillic.',
      'Die Etiketten sind kyrillisch gedruckt.',
      'Die Etiketten sind in Devanagari gedruckt.',
    ],
  ],
  currency: [
    [
      'es',
      'The fee is paid in Japanese yen.',
      'La tarifa se paga en yenes japoneses.',
      'La tarifa se paga en rublos rusos.',
    ],
  ],
};
