/** Those who give mailboxes to anybody, by the first part of their host, as a pattern. */
export const MAIL_PROVIDERS =
  'gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|protonmail|proton|gmx|web|t-online|freenet|mail|yandex|rambler|bk|list|inbox|qq|163|126|sina|foxmail|naver|daum|hanmail|docomo|ezweb|softbank|orange|wanadoo|free|sfr|laposte|libero|virgilio|tiscali|alice|telia|telenor|ziggo|kpn|planet|hetnet|wp|o2|onet|interia|uol|bol|terra|sapo|rediffmail|comcast|verizon|att|btinternet|sky'

/** The last parts of hosts that people write where they slip, as a pattern. */
export const MAIL_ENDS =
  'com|net|org|edu|gov|info|biz|co|io|me|us|uk|de|fr|es|it|nl|pt|br|tr|pl|se|ru|in|cn|jp|kr|ch|at|be|ca|au|mx|ar|ae|sa|eg|cz|sk|hu|ro|gr|nz|za|pk|bd|ph|sg|il|ua|dk|fi|ie|rs|bg|lt|lv|ee|th|hk|tw|ng|ke|cl|kz|lk|np'
