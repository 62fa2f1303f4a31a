import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Action, type Decision, restricts } from './decision.ts';
import { withoutPersonalData } from './personal-data.ts';

/**
 * The codes of the Statement of Reasons in the DSA Transparency Database of the Commission, data schema 2 (since
 * 2025-07-01), as its models list them (`app/Models/Statement.php` of digital-services-act/transparency-database).
 */
export const Visibility = z.enum([
  'DECISION_VISIBILITY_CONTENT_REMOVED',
  'DECISION_VISIBILITY_CONTENT_DISABLED',
  'DECISION_VISIBILITY_CONTENT_DEMOTED',
  'DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED',
  'DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED',
  'DECISION_VISIBILITY_CONTENT_LABELLED',
  'DECISION_VISIBILITY_OTHER',
]);
export type Visibility = z.infer<typeof Visibility>;

export const Monetary = z.enum([
  'DECISION_MONETARY_SUSPENSION',
  'DECISION_MONETARY_TERMINATION',
  'DECISION_MONETARY_OTHER',
]);

export const Provision = z.enum([
  'DECISION_PROVISION_PARTIAL_SUSPENSION',
  'DECISION_PROVISION_TOTAL_SUSPENSION',
  'DECISION_PROVISION_PARTIAL_TERMINATION',
  'DECISION_PROVISION_TOTAL_TERMINATION',
]);

export const Account = z.enum(['DECISION_ACCOUNT_SUSPENDED', 'DECISION_ACCOUNT_TERMINATED']);

export const AccountType = z.enum(['ACCOUNT_TYPE_BUSINESS', 'ACCOUNT_TYPE_PRIVATE']);

export const Ground = z.enum(['DECISION_GROUND_ILLEGAL_CONTENT', 'DECISION_GROUND_INCOMPATIBLE_CONTENT']);

export const ContentType = z.enum([
  'CONTENT_TYPE_APP',
  'CONTENT_TYPE_AUDIO',
  'CONTENT_TYPE_IMAGE',
  'CONTENT_TYPE_PRODUCT',
  'CONTENT_TYPE_SYNTHETIC_MEDIA',
  'CONTENT_TYPE_TEXT',
  'CONTENT_TYPE_VIDEO',
  'CONTENT_TYPE_OTHER',
]);
export type ContentType = z.infer<typeof ContentType>;

export const SourceType = z.enum([
  'SOURCE_ARTICLE_16',
  'SOURCE_TRUSTED_FLAGGER',
  'SOURCE_TYPE_OTHER_NOTIFICATION',
  'SOURCE_VOLUNTARY',
]);

export const AutomatedDecision = z.enum([
  'AUTOMATED_DECISION_FULLY',
  'AUTOMATED_DECISION_PARTIALLY',
  'AUTOMATED_DECISION_NOT_AUTOMATED',
]);

export const Category = z.enum([
  'STATEMENT_CATEGORY_ANIMAL_WELFARE',
  'STATEMENT_CATEGORY_CONSUMER_INFORMATION',
  'STATEMENT_CATEGORY_CYBER_VIOLENCE',
  'STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN',
  'STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
  'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
  'STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS',
  'STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
  'STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE',
  'STATEMENT_CATEGORY_OTHER_VIOLATION_TC',
  'STATEMENT_CATEGORY_PROTECTION_OF_MINORS',
  'STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY',
  'STATEMENT_CATEGORY_SCAMS_AND_FRAUD',
  'STATEMENT_CATEGORY_SELF_HARM',
  'STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS',
  'STATEMENT_CATEGORY_VIOLENCE',
]);

export const Keyword = z.enum([
  'KEYWORD_ADULT_SEXUAL_MATERIAL',
  'KEYWORD_AGE_SPECIFIC_RESTRICTIONS',
  'KEYWORD_AGE_SPECIFIC_RESTRICTIONS_MINORS',
  'KEYWORD_ANIMAL_HARM',
  'KEYWORD_BIOMETRIC_DATA_BREACH',
  'KEYWORD_BULLYING_AGAINST_GIRLS',
  'KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL',
  'KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE',
  'KEYWORD_CONTENT_PROMOTING_EATING_DISORDERS',
  'KEYWORD_COORDINATED_HARM',
  'KEYWORD_COPYRIGHT_INFRINGEMENT',
  'KEYWORD_CYBER_BULLYING_INTIMIDATION',
  'KEYWORD_CYBER_HARASSMENT',
  'KEYWORD_CYBER_HARASSMENT_AGAINST_WOMEN',
  'KEYWORD_CYBER_INCITEMENT',
  'KEYWORD_CYBER_STALKING',
  'KEYWORD_CYBER_STALKING_AGAINST_WOMEN',
  'KEYWORD_DATA_FALSIFICATION',
  'KEYWORD_DEFAMATION',
  'KEYWORD_DESIGN_INFRINGEMENT',
  'KEYWORD_DISCRIMINATION',
  'KEYWORD_FEMALE_GENDERED_DISINFORMATION',
  'KEYWORD_GEOGRAPHIC_INDICATIONS_INFRINGEMENT',
  'KEYWORD_GEOGRAPHICAL_REQUIREMENTS',
  'KEYWORD_GOODS_SERVICES_NOT_PERMITTED',
  'KEYWORD_GROOMING_SEXUAL_ENTICEMENT_MINORS',
  'KEYWORD_HATE_SPEECH',
  'KEYWORD_HIDDEN_ADVERTISEMENT',
  'KEYWORD_HUMAN_EXPLOITATION',
  'KEYWORD_HUMAN_TRAFFICKING',
  'KEYWORD_ILLEGAL_ORGANIZATIONS',
  'KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING',
  'KEYWORD_INAUTHENTIC_ACCOUNTS',
  'KEYWORD_INAUTHENTIC_LISTINGS',
  'KEYWORD_INAUTHENTIC_USER_REVIEWS',
  'KEYWORD_INCITEMENT_AGAINST_WOMEN',
  'KEYWORD_INCITEMENT_VIOLENCE_HATRED',
  'KEYWORD_INSUFFICIENT_INFORMATION_ON_TRADERS',
  'KEYWORD_LANGUAGE_REQUIREMENTS',
  'KEYWORD_MISINFORMATION_DISINFORMATION',
  'KEYWORD_MISLEADING_INFO_CONSUMER_RIGHTS',
  'KEYWORD_MISLEADING_INFO_GOODS_SERVICES',
  'KEYWORD_MISSING_PROCESSING_GROUND',
  'KEYWORD_NON_CONSENSUAL_IMAGE_SHARING',
  'KEYWORD_NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN',
  'KEYWORD_NON_CONSENSUAL_MATERIAL_DEEPFAKE',
  'KEYWORD_NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN',
  'KEYWORD_NONCOMPLIANCE_PRICING',
  'KEYWORD_NUDITY',
  'KEYWORD_PATENT_INFRINGEMENT',
  'KEYWORD_PHISHING',
  'KEYWORD_PROHIBITED_PRODUCTS',
  'KEYWORD_PYRAMID_SCHEMES',
  'KEYWORD_RIGHT_TO_BE_FORGOTTEN',
  'KEYWORD_RISK_ENVIRONMENTAL_DAMAGE',
  'KEYWORD_RISK_PUBLIC_HEALTH',
  'KEYWORD_SELF_MUTILATION',
  'KEYWORD_STALKING',
  'KEYWORD_SUICIDE',
  'KEYWORD_TERRORIST_CONTENT',
  'KEYWORD_TRADE_SECRET_INFRINGEMENT',
  'KEYWORD_TRADEMARK_INFRINGEMENT',
  'KEYWORD_TRAFFICKING_WOMEN_GIRLS',
  'KEYWORD_UNLAWFUL_SALE_ANIMALS',
  'KEYWORD_UNSAFE_CHALLENGES',
  'KEYWORD_UNSAFE_PRODUCTS',
  'KEYWORD_VIOLATION_EU_LAW',
  'KEYWORD_VIOLATION_NATIONAL_LAW',
  'KEYWORD_OTHER',
]);

/** The EU and the EEA, ISO 3166-1 (Greece is GR): the only places a territorial scope can name. */
export const EEA = z.enum([
  ...(['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE'] as const),
  ...(['IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'] as const),
]);
export type EEA = z.infer<typeof EEA>;

const notEU: readonly EEA[] = ['IS', 'LI', 'NO'];

/** The languages of ISO 639-1. */
const languages = new Set(
  (
    'AA AB AE AF AK AM AN AR AS AV AY AZ BA BE BG BI BM BN BO BR BS CA CE CH CO CR CS CU CV CY DA DE DV DZ EE EL ' +
    'EN EO ES ET EU FA FF FI FJ FO FR FY GA GD GL GN GU GV HA HE HI HO HR HT HU HY HZ IA ID IE IG II IK IO IS IT ' +
    'IU JA JV KA KG KI KJ KK KL KM KN KO KR KS KU KV KW KY LA LB LG LI LN LO LT LU LV MG MH MI MK ML MN MR MS MT ' +
    'MY NA NB ND NE NG NL NN NO NR NV NY OC OJ OM OR OS PA PI PL PS PT QU RM RN RO RU RW SA SC SD SE SG SI SK SL ' +
    'SM SN SO SQ SR SS ST SU SV SW TA TE TG TH TI TK TL TN TO TR TS TT TW TY UG UK UR UZ VE VI VO WA WO XH YI YO ' +
    'ZA ZH ZU'
  ).split(' '),
);

/** Text of at most so many characters (code points, as the database counts). */
const upTo = (most: number) =>
  z.string().refine((text) => text.length <= most || [...text].length <= most, `at most ${most} characters`);

/** The database takes dates up to 2038-01-01. */
const dayFrom = (first: string) =>
  z.iso.date().refine((day) => day >= first && day <= '2038-01-01', `a day from ${first} to 2038-01-01`);

const YesNo = z.enum(['Yes', 'No']);

const Fields = z.object({
  /** The platform's unique id of the statement; a second statement of the same id is refused. */
  puid: z
    .string()
    .max(500)
    .regex(/^[a-zA-Z0-9_-]+$/, 'letters, digits, - and _'),
  decision_visibility: z.array(Visibility).nullish(),
  decision_visibility_other: upTo(500).nullish(),
  decision_monetary: Monetary.nullish(),
  decision_monetary_other: upTo(500).nullish(),
  decision_provision: Provision.nullish(),
  decision_account: Account.nullish(),
  account_type: AccountType.nullish(),
  decision_ground: Ground,
  decision_ground_reference_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullish(),
  illegal_content_legal_ground: upTo(500).nullish(),
  illegal_content_explanation: upTo(2000).nullish(),
  incompatible_content_ground: upTo(500).nullish(),
  incompatible_content_explanation: upTo(2000).nullish(),
  incompatible_content_illegal: YesNo.nullish(),
  content_type: z.array(ContentType).min(1),
  content_type_other: upTo(500).nullish(),
  category: Category,
  category_addition: z.array(Category).nullish(),
  category_specification: z.array(Keyword).nullish(),
  category_specification_other: upTo(500).nullish(),
  territorial_scope: z.array(EEA).nullish(),
  /** ISO 639-1 in capitals. */
  content_language: z
    .string()
    .refine((code) => languages.has(code), 'a language of ISO 639-1 in capitals')
    .nullish(),
  /** When the content was put up. */
  content_date: dayFrom('2000-01-01'),
  /** From when the restriction holds. */
  application_date: dayFrom('2020-01-01'),
  /** Absent or null: for good. */
  end_date_visibility_restriction: z.iso.date().nullish(),
  end_date_monetary_restriction: z.iso.date().nullish(),
  end_date_service_restriction: z.iso.date().nullish(),
  end_date_account_restriction: z.iso.date().nullish(),
  /** No personal data (DSA, Article 24(5)). */
  decision_facts: upTo(5000).refine((text) => text.trim() !== '', 'must not be empty'),
  source_type: SourceType,
  source_identity: upTo(500).nullish(),
  automated_detection: YesNo,
  automated_decision: AutomatedDecision,
  content_id: z.strictObject({ 'EAN-13': z.string().regex(/^\d{13}$/, '13 digits') }).nullish(),
});

type Fields = z.infer<typeof Fields>;

/** A text that is asked for in one case, and that the database drops without a word in every other. */
const only = (
  field: keyof Fields,
  when: (of: Fields) => boolean,
  because: string,
  isRequired = true,
): { field: keyof Fields; when: (of: Fields) => boolean; because: string; isRequired: boolean } => ({
  field,
  when,
  because,
  isRequired,
});

const isIllegal = (of: Fields): boolean => of.decision_ground === 'DECISION_GROUND_ILLEGAL_CONTENT';
const isIncompatible = (of: Fields): boolean => !isIllegal(of);

const conditional = [
  only(
    'decision_visibility_other',
    (of) => of.decision_visibility?.includes('DECISION_VISIBILITY_OTHER') ?? false,
    'DECISION_VISIBILITY_OTHER',
  ),
  only(
    'decision_monetary_other',
    (of) => of.decision_monetary === 'DECISION_MONETARY_OTHER',
    'DECISION_MONETARY_OTHER',
  ),
  only('content_type_other', (of) => of.content_type.includes('CONTENT_TYPE_OTHER'), 'CONTENT_TYPE_OTHER'),
  only('illegal_content_legal_ground', isIllegal, 'DECISION_GROUND_ILLEGAL_CONTENT'),
  only('illegal_content_explanation', isIllegal, 'DECISION_GROUND_ILLEGAL_CONTENT'),
  only('incompatible_content_ground', isIncompatible, 'DECISION_GROUND_INCOMPATIBLE_CONTENT'),
  only('incompatible_content_explanation', isIncompatible, 'DECISION_GROUND_INCOMPATIBLE_CONTENT'),
  only('incompatible_content_illegal', isIncompatible, 'DECISION_GROUND_INCOMPATIBLE_CONTENT', false),
  only(
    'source_identity',
    (of) => of.source_type !== 'SOURCE_VOLUNTARY',
    'a source other than SOURCE_VOLUNTARY',
    false,
  ),
];

/**
 * One Statement of Reasons as the DSA Transparency Database takes it (`POST /api/v1/statement`), with its rules of
 * when a field is needed. What the database would drop unseen (a legal ground without illegal content) is refused
 * here. Fields it does not know, and those it adds to its answers (`platform_name`, `permalink`), are left out.
 *
 * Source: `app/Http/Requests/StatementStoreRequest.php` of digital-services-act/transparency-database.
 */
export const Statement = Fields.superRefine((of, refused) => {
  const hasVisibility = (of.decision_visibility?.length ?? 0) > 0;
  if (!hasVisibility && !of.decision_monetary && !of.decision_provision && !of.decision_account) {
    const message = 'one of the four decisions (visibility, monetary, provision, account) is needed';
    refused.addIssue({ code: 'custom', path: ['decision_visibility'], message });
  }
  for (const { field, when, because, isRequired } of conditional) {
    const value = of[field];
    const isGiven = typeof value === 'string' && value.trim() !== '';
    if (when(of)) {
      if (isGiven || !isRequired) continue;
      refused.addIssue({ code: 'custom', path: [field], message: `is needed with ${because}` });
    } else if (isGiven) {
      refused.addIssue({ code: 'custom', path: [field], message: `only goes with ${because}` });
    }
  }
});
export type Statement = z.infer<typeof Statement>;

/** What a statement says of the listing and the decision record does not hold. */
export interface StatementFacts {
  /** When the listing was put up, ISO 8601, 2000 to 2038. Its day in UTC is stated. */
  contentDate: string;
  /** BCP 47 (`de-AT`); left out of the statement where it names no language of ISO 639-1. */
  language?: string | undefined;
  /** Ivory, skins, corals and whatever else is of an animal are `animal-part`; timber is `plant`. */
  thing: 'live-animal' | 'animal-part' | 'plant';
  /** Of a decision on the ground of the terms: whether the law forbids the offer too. */
  alsoIllegal?: boolean | undefined;
  /** Where the law or the terms can be read; http or https. */
  groundUrl?: string | undefined;
  /** What `restrict` did to the listing; `…CONTENT_DISABLED` if not said. */
  restriction?: Exclude<Visibility, 'DECISION_VISIBILITY_OTHER'> | undefined;
  /** A product if not said. */
  contentTypes?: readonly Exclude<ContentType, 'CONTENT_TYPE_OTHER'>[] | undefined;
  /** The organisation that flagged; stated of trusted flaggers alone, never of other notifiers. */
  trustedFlagger?: string | undefined;
  /** Id and name are never stated: they are known so that they can be taken out of what is. */
  seller?: { id: string; name?: string | undefined; isBusiness?: boolean | undefined } | undefined;
}

/** A decision of which the database would take no statement: the message names the fields. */
export class UnstatableDecision extends Error {
  override name = 'UnstatableDecision';
}

const categories = {
  'live-animal': {
    category: 'STATEMENT_CATEGORY_ANIMAL_WELFARE',
    category_specification: ['KEYWORD_UNLAWFUL_SALE_ANIMALS'],
  },
  // The database has no keyword for plants, CITES or ivory.
  'animal-part': {
    category: 'STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS',
    category_specification: ['KEYWORD_PROHIBITED_PRODUCTS'],
  },
  plant: {
    category: 'STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS',
    category_specification: ['KEYWORD_PROHIBITED_PRODUCTS'],
  },
  'house-rule': {
    category: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC',
    category_specification: ['KEYWORD_GOODS_SERVICES_NOT_PERMITTED'],
  },
} as const satisfies Record<string, Pick<Statement, 'category' | 'category_specification'>>;

/**
 * The statement of a decision; undefined where none is due: nothing is restricted, or nowhere in the EEA.
 *
 * The same decision and facts give the same statement, and the same decision the same `puid`, so that one that is
 * sent twice is stored once. What acts without end or place holds for good, in the whole EEA. No free text of it
 * carries personal data as far as `withoutPersonalData` knows them; texts over the limit end in `…`.
 *
 * A decision that carries out an order of an authority (DSA, Article 9) needs no statement (Article 17(5)): the
 * caller leaves it out. One that an authority merely asked for is stated as another notification.
 *
 * @throws UnstatableDecision if a fact is missing or out of range, as an empty `facts`
 */
export function statementOf(decision: Decision, facts: StatementFacts): Statement | undefined {
  const acting = decision.actions.filter(({ kind, territories }) => {
    return restricts(kind) && scopeOf([{ territories }]).length > 0;
  });
  if (acting.length === 0) return undefined;
  const { seller } = facts;
  const names = [seller?.id, seller?.name].filter((name) => name !== undefined);
  const language = languageOf(facts.language);
  const { kind, clause, policyId, policyVersion } = decision.ground;
  const ground = said(clause?.trim() ? clause : `${policyId} ${policyVersion}`, 500, names);
  const explanation = said(decision.reasonForSeller, 2000, names);
  const isHouseRule = kind === 'terms' && facts.alsoIllegal !== true;
  const { category, category_specification } = categories[isHouseRule ? 'house-rule' : facts.thing];
  const statement: Statement = {
    puid: puidOf(decision),
    ...restrictionsOf(decision.subject.kind, acting, facts.restriction),
    ...(seller?.isBusiness !== undefined && {
      account_type: seller.isBusiness ? 'ACCOUNT_TYPE_BUSINESS' : 'ACCOUNT_TYPE_PRIVATE',
    }),
    ...(kind === 'law'
      ? {
          decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
          illegal_content_legal_ground: ground,
          illegal_content_explanation: explanation,
        }
      : {
          decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
          incompatible_content_ground: ground,
          incompatible_content_explanation: explanation,
          ...(facts.alsoIllegal !== undefined && {
            incompatible_content_illegal: facts.alsoIllegal ? 'Yes' : 'No',
          }),
        }),
    ...(facts.groundUrl !== undefined && { decision_ground_reference_url: facts.groundUrl }),
    content_type: [...(facts.contentTypes ?? (['CONTENT_TYPE_PRODUCT'] as const))],
    category,
    category_specification: [...category_specification],
    territorial_scope: scopeOf(acting),
    ...(language !== undefined && { content_language: language }),
    content_date: dayOf(facts.contentDate),
    application_date: acting.map(({ from }) => dayOf(from)).sort()[0]!,
    decision_facts: said(decision.facts.join(' '), 5000, names),
    ...sourceOf(decision, facts.trustedFlagger, names),
    automated_detection: decision.detection.automated ? 'Yes' : 'No',
    automated_decision: {
      none: 'AUTOMATED_DECISION_NOT_AUTOMATED',
      partial: 'AUTOMATED_DECISION_PARTIALLY',
      full: 'AUTOMATED_DECISION_FULLY',
    }[decision.automation] as Statement['automated_decision'],
  };
  const checked = Statement.safeParse(statement);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UnstatableDecision(`Cannot state the reasons of decision ${decision.id}: ${problems.join('; ')}`);
}

/** The statement's id: made of the decision's id alone, and telling nothing of it. */
export function puidOf({ id }: Pick<Decision, 'id'>): string {
  return `pugmark-${createHash('sha256').update(id).digest('hex')}`;
}

/** Most statements of one call of the database. */
export const MAX_BATCH = 100;

/**
 * Statements as `POST /api/v1/statements` takes them: in order, 100 at most, each id once (the first stays). The
 * database stores a batch whole or not at all: one statement it has already, or does not take, stops the other 99.
 */
export function batchesOf(statements: Iterable<Statement>): { statements: Statement[] }[] {
  const once = new Map<string, Statement>();
  for (const one of statements) if (!once.has(one.puid)) once.set(one.puid, one);
  const all = [...once.values()];
  return Array.from({ length: Math.ceil(all.length / MAX_BATCH) }, (_, at) => ({
    statements: all.slice(at * MAX_BATCH, (at + 1) * MAX_BATCH),
  }));
}

type Restrictions = Pick<
  Statement,
  | 'decision_visibility'
  | 'decision_provision'
  | 'decision_account'
  | 'end_date_visibility_restriction'
  | 'end_date_service_restriction'
  | 'end_date_account_restriction'
>;

/** Removing and restricting a listing is visibility, restricting a seller the service, suspending and terminating the account. */
function restrictionsOf(
  subject: Decision['subject']['kind'],
  acting: readonly Action[],
  restriction: Visibility = 'DECISION_VISIBILITY_CONTENT_DISABLED',
): Restrictions {
  const of = (...kinds: Action['kind'][]): Action[] => acting.filter(({ kind }) => kinds.includes(kind));
  const isSeller = subject === 'seller';
  const seen = isSeller ? of('remove') : of('remove', 'restrict');
  const served = isSeller ? of('restrict') : [];
  const account = of('suspend', 'terminate');
  const visibility = seen.map(({ kind }) =>
    kind === 'remove' ? 'DECISION_VISIBILITY_CONTENT_REMOVED' : restriction,
  );
  const isTerminated = account.some(({ kind }) => kind === 'terminate');
  return {
    ...(seen.length > 0 && { decision_visibility: [...new Set(visibility)], ...ending('visibility', seen) }),
    ...(served.length > 0 && {
      decision_provision: 'DECISION_PROVISION_PARTIAL_SUSPENSION',
      ...ending('service', served),
    }),
    ...(account.length > 0 && {
      decision_account: isTerminated ? 'DECISION_ACCOUNT_TERMINATED' : 'DECISION_ACCOUNT_SUSPENDED',
      ...ending('account', account),
    }),
  };
}

/** The last day of several restrictions, in UTC; nothing if one of them has no end. */
function ending(what: 'visibility' | 'service' | 'account', actions: readonly Action[]): Partial<Statement> {
  const days: string[] = [];
  for (const { until } of actions) {
    if (until === undefined) return {};
    days.push(dayOf(until));
  }
  return { [`end_date_${what}_restriction`]: days.sort().at(-1)! };
}

/** Where in the EEA, in the order of the codes. A part of a country (`DE-BY`) counts as the country. */
function scopeOf(actions: readonly Pick<Action, 'territories'>[]): EEA[] {
  return EEA.options.filter((country) =>
    actions.some(
      ({ territories }) =>
        territories === undefined ||
        territories.some((place) => {
          return place === 'EU' ? !notEU.includes(country) : place.split('-')[0] === country;
        }),
    ),
  );
}

function sourceOf(
  { source }: Decision,
  flagger: string | undefined,
  names: readonly string[],
): Pick<Statement, 'source_type' | 'source_identity'> {
  switch (source.kind) {
    case 'own':
      return { source_type: 'SOURCE_VOLUNTARY' };
    case 'notice':
      return { source_type: 'SOURCE_ARTICLE_16' };
    case 'trusted-flagger': {
      const source_type = 'SOURCE_TRUSTED_FLAGGER';
      return flagger === undefined
        ? { source_type }
        : { source_type, source_identity: said(flagger, 500, names) };
    }
    case 'authority':
      return { source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION' };
  }
}

/** A text as it may be published, cut to the limit in code points. */
function said(text: string, most: number, names: readonly string[]): string {
  const clean = [...withoutPersonalData(text, names)];
  return clean.length <= most
    ? clean.join('')
    : `${clean
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** The day in UTC, `2026-11-22`; what is no moment comes back as it is, for the schema to refuse. */
function dayOf(moment: string): string {
  const time = Date.parse(moment);
  return Number.isNaN(time) ? moment : new Date(time).toISOString().slice(0, 10);
}

function languageOf(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  try {
    const code = new Intl.Locale(tag).language.toUpperCase();
    return languages.has(code) ? code : undefined;
  } catch {
    return undefined;
  }
}
