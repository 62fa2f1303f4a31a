CREATE TABLE "moderation_decision" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"item" text NOT NULL,
	"record" jsonb NOT NULL,
	"rule" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"supersedes" text
);
--> statement-breakpoint
ALTER TABLE "moderation_decision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"event" text NOT NULL,
	"webhook" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"trouble" text
);
--> statement-breakpoint
ALTER TABLE "moderation_delivery" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_event" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "moderation_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_item" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"screening" text NOT NULL,
	"platform" text NOT NULL,
	"listing_id" text NOT NULL,
	"seller" text,
	"title" text NOT NULL,
	"verdict" text NOT NULL,
	"rule" text NOT NULL,
	"queue" text NOT NULL,
	"priority" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "moderation_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_skip" (
	"item" text NOT NULL,
	"person" text NOT NULL,
	"org_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "moderation_skip_item_person_pk" PRIMARY KEY("item","person")
);
--> statement-breakpoint
ALTER TABLE "moderation_skip" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_snapshot" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"item" text NOT NULL,
	"sealed" text NOT NULL,
	"sha256" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "moderation_snapshot" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_strike" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"platform" text NOT NULL,
	"seller" text NOT NULL,
	"decision" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"undone_by" text
);
--> statement-breakpoint
ALTER TABLE "moderation_strike" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_webhook" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "moderation_webhook" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "moderation_decision" ADD CONSTRAINT "moderation_decision_item_moderation_item_id_fk" FOREIGN KEY ("item") REFERENCES "public"."moderation_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_delivery" ADD CONSTRAINT "moderation_delivery_event_moderation_event_id_fk" FOREIGN KEY ("event") REFERENCES "public"."moderation_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_delivery" ADD CONSTRAINT "moderation_delivery_webhook_moderation_webhook_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."moderation_webhook"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_skip" ADD CONSTRAINT "moderation_skip_item_moderation_item_id_fk" FOREIGN KEY ("item") REFERENCES "public"."moderation_item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_snapshot" ADD CONSTRAINT "moderation_snapshot_item_moderation_item_id_fk" FOREIGN KEY ("item") REFERENCES "public"."moderation_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_strike" ADD CONSTRAINT "moderation_strike_decision_moderation_decision_id_fk" FOREIGN KEY ("decision") REFERENCES "public"."moderation_decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moderation_decision_item" ON "moderation_decision" USING btree ("item","decided_at");--> statement-breakpoint
CREATE INDEX "moderation_decision_rule" ON "moderation_decision" USING btree ("org_id","rule","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_decision_supersedes" ON "moderation_decision" USING btree ("supersedes");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_delivery_once" ON "moderation_delivery" USING btree ("event","webhook");--> statement-breakpoint
CREATE INDEX "moderation_delivery_due" ON "moderation_delivery" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "moderation_delivery_failed" ON "moderation_delivery" USING btree ("org_id","failed_at");--> statement-breakpoint
CREATE INDEX "moderation_event_org_at" ON "moderation_event" USING btree ("org_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_item_screening" ON "moderation_item" USING btree ("screening");--> statement-breakpoint
CREATE INDEX "moderation_item_queue" ON "moderation_item" USING btree ("org_id","state","priority" DESC NULLS LAST,"created_at","id");--> statement-breakpoint
CREATE INDEX "moderation_item_listing" ON "moderation_item" USING btree ("org_id","platform","listing_id");--> statement-breakpoint
CREATE INDEX "moderation_item_seller" ON "moderation_item" USING btree ("org_id","platform","seller");--> statement-breakpoint
CREATE INDEX "moderation_snapshot_item" ON "moderation_snapshot" USING btree ("item");--> statement-breakpoint
CREATE INDEX "moderation_strike_seller" ON "moderation_strike" USING btree ("org_id","platform","seller");--> statement-breakpoint
CREATE INDEX "moderation_webhook_org" ON "moderation_webhook" USING btree ("org_id");--> statement-breakpoint
CREATE POLICY "moderation_decision_org" ON "moderation_decision" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "moderation_delivery_org" ON "moderation_delivery" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "moderation_event_org" ON "moderation_event" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "moderation_item_org" ON "moderation_item" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "moderation_skip_org" ON "moderation_skip" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "moderation_snapshot_org" ON "moderation_snapshot" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "moderation_strike_org" ON "moderation_strike" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "moderation_webhook_org" ON "moderation_webhook" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("state", "version", "claimed_by", "claimed_until", "changed_at") ON "moderation_item" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "moderation_skip" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "moderation_snapshot" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "moderation_decision" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("undone_by") ON "moderation_strike" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "moderation_event" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("disabled_at") ON "moderation_webhook" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("attempts", "due_at", "failed_at", "delivered_at", "trouble") ON "moderation_delivery" TO "pugmark_app";
