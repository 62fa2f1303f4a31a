import { describe, expect, it } from 'vitest';
import { languageOf } from './language-of.ts';

const of = (title: string, language?: string) => languageOf({ title, ...(language ? { language } : {}) });

describe('languageOf()', () => {
  it('lets the script decide, whatever the hint says', () => {
    expect(of('상아 도장 진품', 'en')).toBe('ko');
    expect(of('象牙 印鑑 ケース付き', 'de')).toBe('ja');
    expect(of('กำไลงาช้างแท้', 'vi')).toBe('th');
    expect(of('Бивень моржа', 'en')).toBe('ru');
    expect(of('مسبحة عاج', 'en')).toBe('ar');
  });

  it('takes the hint among the languages of a script', () => {
    expect(of('Сумка нова', 'uk')).toBe('uk');
    expect(of('Ivory bracelet', 'nl-BE')).toBe('nl');
    expect(of('本象牙 実印', 'ja')).toBe('ja');
    expect(of('हाथी', 'mr')).toBe('mr');
  });

  it('does not trust a hint whose script is not there', () => {
    expect(of('Ivory bracelet', 'zh')).toBe('und');
    expect(of('Vòng tay ngà voi thật', 'zh')).toBe('vi');
  });

  it('tells the two ways of writing Chinese apart, also where the hint names a place', () => {
    expect(of('老象牙印章 一對')).toBe('zh-Hant');
    expect(of('非洲象牙手镯', 'zh-TW')).toBe('zh-Hant');
    expect(of('非洲象牙手镯', 'zh-CN')).toBe('zh-Hans');
    expect(of('老料')).toBe('zh-Hans');
  });

  it('tells Persian and Ukrainian by letters that Arabic and Russian do not have', () => {
    expect(of('پوست پلنگ')).toBe('fa');
    expect(of('Весільна сукня')).toBe('uk');
  });

  it('answers und for Latin letters without a hint, and survives a hint that is none', () => {
    expect(of('Ivory bracelet')).toBe('und');
    expect(of('12345', '')).toBe('und');
    expect(of('Ivory bracelet', '<script>')).toBe('und');
  });
});
