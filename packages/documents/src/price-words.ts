/** How currencies are written in listings. `-` holds the signs that several countries share. */
const currencies = `
EUR € euro euros евро ευρω
USD $ us$ dollar dollars دلار
AUD a$ au$
CAD c$ ca$
HKD hk$
TWD nt$ 塊
SGD s$ sg$
NZD nz$
BRL r$ reais real
MXN mx$
GBP £ pound pounds
INR ₹ rs rupees रुपये रु
CNY cn¥ rmb yuan 元 块 块钱 人民币
JPY 円 jp¥ yen
IDR rp rupiah
MYR rm ringgit
VND ₫ đ vnđ đồng dong
THB ฿ บาท baht
PHP ₱
KRW ₩ 원 won
RUB ₽ руб рублей рубля р
UAH ₴ грн
TRY ₺ tl
PLN zł zl złotych
CZK kč
KES ksh kshs
TZS tsh
UGX ush
NGN ₦ naira
XOF fcfa cfa
CHF fr sfr
EGP جنيه
IRR ریال تومان
- ¥ kr peso pesos ريال درهم دينار 圓
`;

/** What follows a number and multiplies it. */
const units = `
1e3 k rb ribu tsd тыс тис mil bin nghìn nghin ngàn ngan tys tis elfu พัน 千 천 हजार हज़ार ألف هزار
1e4 หมื่น 万 萬 만
1e5 แสน lakh lakhs lac लाख
1e6 jt juta tr triệu trieu củ млн mio mln million millones milyon ล้าน مليون میلیون
1e7 crore crores करोड़
1e8 亿 億 억
1e9 tỷ tỉ ty miliar mld
`;

/** Word (lower case, NFKC) to ISO 4217 code; undefined for a sign that several countries share. */
export const currencyByWord: ReadonlyMap<string, string | undefined> = table(currencies, (head) =>
  head === '-' ? undefined : head,
);

/** Word (lower case, NFKC) to what it multiplies by. */
export const unitByWord: ReadonlyMap<string, number> = table(units, Number);

/** Currencies whose countries write thousands with a comma, so that a lone point is a decimal point. */
export const decimalPoint: ReadonlySet<string> = new Set(
  'USD GBP JPY CNY TWD HKD SGD MYR THB PHP INR AUD CAD NZD KRW KES TZS UGX NGN EGP ILS MXN PKR LKR'.split(
    ' ',
  ),
);

/** Codes read in lower case too; "all", "top", "try" and "sos" are codes as well as words. */
export const lowerCaseCodes: ReadonlySet<string> = new Set(
  'EUR USD GBP JPY CNY IDR MYR VND THB PHP INR BRL RUB UAH PLN CZK CHF AUD CAD HKD SGD KES ZAR'.split(' '),
);

function table<T>(text: string, read: (head: string) => T): Map<string, T> {
  const found = new Map<string, T>();
  for (const line of text.trim().split('\n')) {
    const [head, ...words] = line.split(' ') as [string, ...string[]];
    for (const word of words) found.set(word.normalize('NFKC'), read(head));
  }
  return found;
}
