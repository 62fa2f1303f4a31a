import type { Assessment } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { screeningAssessment, screeningListing } from './tables.ts';

/** A listing as it is kept. */
export interface KeptListing {
  id: string;
  platform: string;
  listing: Listing;
  contentHash: string;
}

/** An assessment as it is kept, with the listing it is of. */
export interface KeptAssessment {
  id: string;
  listing: Listing;
  assessment: Assessment;
  contentHash: string;
  assessedAt: Date;
}

/** Keeps listings that are not kept yet; answers the ids of all, in order. */
export async function keepListings(tx: Tx, org: string, wanted: readonly KeptListing[]): Promise<string[]> {
  await tx
    .insert(screeningListing)
    .values(
      wanted.map(({ id, platform, listing, contentHash }) => ({
        id,
        orgId: org,
        platform,
        listingId: listing.id,
        contentHash,
        listing,
      })),
    )
    .onConflictDoNothing();
  const rows = await tx
    .select({
      id: screeningListing.id,
      platform: screeningListing.platform,
      listingId: screeningListing.listingId,
      contentHash: screeningListing.contentHash,
    })
    .from(screeningListing)
    .where(
      inArray(
        screeningListing.contentHash,
        wanted.map(({ contentHash }) => contentHash),
      ),
    );
  const keyOf = (platform: string, listing: string, hash: string) => `${platform}\n${listing}\n${hash}`;
  const ids = new Map(rows.map((row) => [keyOf(row.platform, row.listingId, row.contentHash), row.id]));
  return wanted.map(
    ({ platform, listing, contentHash }) => ids.get(keyOf(platform, listing.id, contentHash))!,
  );
}

export type NewAssessment = Pick<
  typeof screeningAssessment.$inferInsert,
  'id' | 'listing' | 'verdict' | 'knowledgeVersion' | 'policyId' | 'policyVersion'
> & { assessment: Assessment };

/** Keeps assessments that are not kept yet; answers those that are kept now, in order. */
export async function keepAssessments(
  tx: Tx,
  org: string,
  wanted: readonly NewAssessment[],
): Promise<{ id: string; assessment: Assessment }[]> {
  await tx
    .insert(screeningAssessment)
    .values(wanted.map((one) => ({ ...one, orgId: org })))
    .onConflictDoNothing();
  const { knowledgeVersion, policyId, policyVersion } = wanted[0]!;
  const rows = await tx
    .select({
      id: screeningAssessment.id,
      listing: screeningAssessment.listing,
      assessment: screeningAssessment.assessment,
    })
    .from(screeningAssessment)
    .where(
      and(
        inArray(
          screeningAssessment.listing,
          wanted.map(({ listing }) => listing),
        ),
        eq(screeningAssessment.knowledgeVersion, knowledgeVersion),
        eq(screeningAssessment.policyId, policyId),
        eq(screeningAssessment.policyVersion, policyVersion),
      ),
    );
  const kept = new Map(rows.map((row) => [row.listing, row]));
  return wanted.map(({ listing }) => {
    const { id, assessment } = kept.get(listing)!;
    return { id, assessment: assessment as Assessment };
  });
}

export async function assessmentById(tx: Tx, id: string): Promise<KeptAssessment | undefined> {
  const [row] = await tx
    .select({
      id: screeningAssessment.id,
      assessment: screeningAssessment.assessment,
      assessedAt: screeningAssessment.assessedAt,
      listing: screeningListing.listing,
      contentHash: screeningListing.contentHash,
    })
    .from(screeningAssessment)
    .innerJoin(screeningListing, eq(screeningListing.id, screeningAssessment.listing))
    .where(eq(screeningAssessment.id, id));
  return row && { ...row, assessment: row.assessment as Assessment, listing: row.listing as Listing };
}
