import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyFromText, priceFromText } from './price-text.ts';

const cases: [string, number, string | undefined][] = [
  ['Rp 1.500.000', 1_500_000, 'IDR'],
  ['Rp1.5jt', 1_500_000, 'IDR'],
  ['1,5tr', 1_500_000, undefined],
  ['1tr5', 1_500_000, undefined],
  ['350k', 350_000, undefined],
  ['12.5k', 12_500, undefined],
  ['2 triệu đồng', 2_000_000, 'VND'],
  ['150.000₫', 150_000, 'VND'],
  ['¥300', 300, undefined],
  ['￥1,280.00', 1280, undefined],
  ['300元', 300, 'CNY'],
  ['3万元', 30_000, 'CNY'],
  ['12,800円', 12_800, 'JPY'],
  ['1.5万円', 15_000, 'JPY'],
  ['35만원', 350_000, 'KRW'],
  ['3 000 руб', 3000, 'RUB'],
  ['3 000 ₽', 3000, 'RUB'],
  ['5 тыс руб.', 5000, 'RUB'],
  ['1.234,50 €', 1234.5, 'EUR'],
  ['€1,234.50', 1234.5, 'EUR'],
  ['EUR 40,-', 40, 'EUR'],
  ['$1,250', 1250, 'USD'],
  ['US $ 19.999', 19.999, 'USD'],
  ['R$ 2.500,00', 2500, 'BRL'],
  ['HK$88', 88, 'HKD'],
  ['£12', 12, 'GBP'],
  ['KSh 4,500', 4500, 'KES'],
  ['2 lakh', 200_000, undefined],
  ['₹1,20,000', 120_000, 'INR'],
  ['๑,๒๐๐ บาท', 1200, 'THB'],
  ['٢٥٠ جنيه', 250, 'EGP'],
  ['1 200,50 zł', 1200.5, 'PLN'],
  ['2 pcs for $45', 45, 'USD'],
  ['450', 450, undefined],
  ['19.99', 19.99, undefined],
  ['0,500', 0.5, undefined],
  ["CHF 1'200.-", 1200, 'CHF'],
];

describe('priceFromText()', () => {
  it.each(cases)('reads %s', (text, amount, currency) => {
    expect(priceFromText(text)).toEqual(currency === undefined ? { amount } : { amount, currency });
  });

  it.each(['', 'make an offer', 'VB', '面议', '€'])('finds no price in "%s"', (text) => {
    expect(priceFromText(text)).toBeUndefined();
  });

  it('never throws and never answers anything but a finite number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const price = priceFromText(text);
        expect(price === undefined || Number.isFinite(price.amount)).toBe(true);
      }),
    );
  });

  it('reads the first two hundred characters of a megabyte at once', () => {
    const start = performance.now();
    priceFromText('1,'.repeat(500_000));
    expect(performance.now() - start).toBeLessThan(50);
  });
});

describe('currencyFromText()', () => {
  it.each([
    ['eur', 'EUR'],
    ['€', 'EUR'],
    ['RMB', 'CNY'],
    ['руб.', 'RUB'],
    ['baht', 'THB'],
    ['xxq', undefined],
  ])('reads %s', (text, code) => {
    expect(currencyFromText(text as string)).toBe(code);
  });
});
