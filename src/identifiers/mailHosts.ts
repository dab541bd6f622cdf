/** Those whose name is no word of a sentence: `ada at gmail` is an address, and `ada at home` is none. */
export const MAIL_PROVIDERS_ALONE: readonly string[] =
  'gmail googlemail yahoo ymail hotmail outlook msn icloud aol protonmail gmx yandex rediffmail btinternet'.split(
    ' ',
  )

/** Those who give mailboxes to anybody, by the first part of their host, as a pattern. */
export const MAIL_PROVIDERS: string = `${MAIL_PROVIDERS_ALONE.join('|')}|live|me|mac|proton|web|t-online|freenet|mail|rambler|bk|list|inbox|qq|163|126|sina|foxmail|naver|daum|hanmail|docomo|ezweb|softbank|orange|wanadoo|free|sfr|laposte|libero|virgilio|tiscali|alice|telia|telenor|ziggo|kpn|planet|hetnet|wp|o2|onet|interia|uol|bol|terra|sapo|comcast|verizon|att|sky`

/** The last parts of hosts that people write where they slip, as a pattern. */
export const MAIL_ENDS =
  'com|net|org|edu|gov|info|biz|co|io|me|us|uk|de|fr|es|it|nl|pt|br|tr|pl|se|ru|in|cn|jp|kr|ch|at|be|ca|au|mx|ar|ae|sa|eg|cz|sk|hu|ro|gr|nz|za|pk|bd|ph|sg|il|ua|dk|fi|ie|rs|bg|lt|lv|ee|th|hk|tw|ng|ke|cl|kz|lk|np'
