// One page in ten languages, as long as one likes.

/** Sentences that say the same thing; `#` stands for a number. */
const sentences = {
  'en-US': [
    'Open port # on the server before you start the service.',
    'You must not restart the gateway while # calls are active.',
    'The backup copy is kept for # days after the migration.',
    'If the certificate expires within # days, renew it.',
    'Only members of this group can export more than # records.',
    'Run `tool sync --limit #` and wait for the report.',
    'The new version supports # users or more.',
    'For details see [step #](https://example.org/guide/#).',
  ],
  'de-DE': [
    'Öffnen Sie Port # auf dem Server, bevor Sie den Dienst starten.',
    'Sie dürfen das Gateway nicht neu starten, während # Anrufe aktiv sind.',
    'Die Sicherungskopie wird nach der Migration # Tage aufbewahrt.',
    'Wenn das Zertifikat innerhalb von # Tagen abläuft, erneuern Sie es.',
    'Nur Mitglieder dieser Gruppe können mehr als # Datensätze exportieren.',
    'Führen Sie `tool sync --limit #` aus und warten Sie auf den Bericht.',
    'Die neue Version unterstützt # Benutzer oder mehr.',
    'Einzelheiten finden Sie unter [Schritt #](https://example.org/guide/#).',
  ],
  'es-ES': [
    'Abra el puerto # en el servidor antes de iniciar el servicio.',
    'No debe reiniciar la puerta de enlace mientras haya # llamadas activas.',
    'La copia de seguridad se conserva # días después de la migración.',
    'Si el certificado caduca en # días, renuévelo.',
    'Solo los miembros de este grupo pueden exportar más de # registros.',
    'Ejecute `tool sync --limit #` y espere el informe.',
    'La nueva versión admite # usuarios o más.',
    'Para más información, consulte el [paso #](https://example.org/guide/#).',
  ],
  'fr-FR': [
    'Ouvrez le port # sur le serveur avant de démarrer le service.',
    'Vous ne devez pas redémarrer la passerelle tant que # appels sont actifs.',
    'La copie de sauvegarde est conservée # jours après la migration.',
    'Si le certificat expire dans # jours, renouvelez-le.',
    'Seuls les membres de ce groupe peuvent exporter plus de # enregistrements.',
    'Exécutez `tool sync --limit #` et attendez le rapport.',
    'La nouvelle version prend en charge # utilisateurs ou plus.',
    "Pour plus d'informations, voir [l'étape #](https://example.org/guide/#).",
  ],
  'it-IT': [
    'Aprire la porta # sul server prima di avviare il servizio.',
    'Non è consentito riavviare il gateway mentre # chiamate sono attive.',
    'La copia di backup viene conservata per # giorni dopo la migrazione.',
    'Se il certificato scade entro # giorni, rinnovarlo.',
    'Solo i membri di questo gruppo possono esportare più di # record.',
    'Eseguire `tool sync --limit #` e attendere il report.',
    'La nuova versione supporta # utenti o più.',
    'Per i dettagli vedere il [passaggio #](https://example.org/guide/#).',
  ],
  'ja-JP': [
    'サービスを開始する前に、サーバーでポート # を開きます。',
    '# 件の通話がアクティブな間は、ゲートウェイを再起動してはなりません。',
    'バックアップ コピーは移行後 # 日間保持されます。',
    '証明書が # 日以内に期限切れになる場合は、更新します。',
    'このグループのメンバーのみが # 件を超えるレコードをエクスポートできます。',
    '`tool sync --limit #` を実行し、レポートを待ちます。',
    '新しいバージョンは # 人以上のユーザーをサポートします。',
    '詳細については、[手順 #](https://example.org/guide/#)を参照してください。',
  ],
  'ko-KR': [
    '서비스를 시작하기 전에 서버에서 포트 #을 여십시오.',
    '통화 #건이 활성 상태인 동안 게이트웨이를 다시 시작해서는 안 됩니다.',
    '백업 복사본은 마이그레이션 후 #일 동안 보관됩니다.',
    '인증서가 #일 이내에 만료되면 갱신하십시오.',
    '이 그룹의 구성원만 #개가 넘는 레코드를 내보낼 수 있습니다.',
    '`tool sync --limit #`을 실행하고 보고서를 기다리십시오.',
    '새 버전은 사용자 #명 이상을 지원합니다.',
    '자세한 내용은 [#단계](https://example.org/guide/#)를 참조하십시오.',
  ],
  'pt-BR': [
    'Abra a porta # no servidor antes de iniciar o serviço.',
    'Você não deve reiniciar o gateway enquanto # chamadas estiverem ativas.',
    'A cópia de backup é mantida por # dias após a migração.',
    'Se o certificado expirar em # dias, renove-o.',
    'Somente membros deste grupo podem exportar mais de # registros.',
    'Execute `tool sync --limit #` e aguarde o relatório.',
    'A nova versão oferece suporte a # usuários ou mais.',
    'Para obter detalhes, consulte a [etapa #](https://example.org/guide/#).',
  ],
  'ru-RU': [
    'Откройте порт # на сервере перед запуском службы.',
    'Нельзя перезапускать шлюз, пока активны # вызовов.',
    'Резервная копия хранится # дней после миграции.',
    'Если срок действия сертификата истекает в течение # дней, обновите его.',
    'Только члены этой группы могут экспортировать более # записей.',
    'Выполните `tool sync --limit #` и дождитесь отчета.',
    'Новая версия поддерживает # пользователей или более.',
    'Подробнее см. [шаг #](https://example.org/guide/#).',
  ],
  'zh-CN': [
    '在启动服务之前，请在服务器上打开端口 #。',
    '当 # 个呼叫处于活动状态时，不得重启网关。',
    '迁移后，备份副本将保留 # 天。',
    '如果证书在 # 天内过期，请续订。',
    '只有此组的成员才能导出超过 # 条记录。',
    '运行 `tool sync --limit #` 并等待报告。',
    '新版本支持 # 个或更多用户。',
    '有关详细信息，请参阅[步骤 #](https://example.org/guide/#)。',
  ],
};

/** `{ path: text }` of a page in ten languages with as many sentences, headings not counted. */
export function tenLanguages(count, path = (locale) => `docs/${locale}/page.md`) {
  const pages = {};
  for (const [locale, all] of Object.entries(sentences)) {
    const parts = ['# XMPP'];
    for (let at = 0; at < count; at += 4) {
      if (at % 20 === 0) parts.push(`## ${1 + at / 20}`);
      const group = [0, 1, 2, 3].map((more) => all[(at + more) % all.length].replaceAll('#', String(1200 + at + more)));
      parts.push(group.join(/^(ja|zh)/.test(locale) ? '' : ' '));
    }
    pages[path(locale)] = `${parts.join('\n\n')}\n`;
  }
  return pages;
}
