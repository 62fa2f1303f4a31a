DO $$ BEGIN
	CREATE ROLE "pugmark_app" NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;--> statement-breakpoint
CREATE TABLE "accounts_audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "accounts_audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"org_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"actor_kind" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"request_id" text NOT NULL,
	"detail" jsonb
);
--> statement-breakpoint
ALTER TABLE "accounts_audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts_credential" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts_invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text,
	"status" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"inviter_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts_key" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"shown" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"replaced_by" text
);
--> statement-breakpoint
ALTER TABLE "accounts_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts_member" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts_organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"logo" text,
	"created_at" timestamp with time zone NOT NULL,
	"metadata" text,
	"kind" text NOT NULL,
	CONSTRAINT "accounts_organisation_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "accounts_person" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"two_factor_enabled" boolean DEFAULT false,
	CONSTRAINT "accounts_person_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "accounts_session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	"active_organization_id" text,
	CONSTRAINT "accounts_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "accounts_two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts_verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screening_assessment" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"listing" text NOT NULL,
	"verdict" text NOT NULL,
	"knowledge_version" text NOT NULL,
	"policy_id" text NOT NULL,
	"policy_version" text NOT NULL,
	"assessment" jsonb NOT NULL,
	"assessed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "screening_assessment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "screening_listing" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"platform" text NOT NULL,
	"listing_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"listing" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "screening_listing" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts_credential" ADD CONSTRAINT "accounts_credential_user_id_accounts_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."accounts_person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts_invitation" ADD CONSTRAINT "accounts_invitation_organization_id_accounts_organisation_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."accounts_organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts_invitation" ADD CONSTRAINT "accounts_invitation_inviter_id_accounts_person_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."accounts_person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts_key" ADD CONSTRAINT "accounts_key_org_id_accounts_organisation_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."accounts_organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts_member" ADD CONSTRAINT "accounts_member_organization_id_accounts_organisation_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."accounts_organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts_member" ADD CONSTRAINT "accounts_member_user_id_accounts_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."accounts_person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts_session" ADD CONSTRAINT "accounts_session_user_id_accounts_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."accounts_person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts_two_factor" ADD CONSTRAINT "accounts_two_factor_user_id_accounts_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."accounts_person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_assessment" ADD CONSTRAINT "screening_assessment_listing_screening_listing_id_fk" FOREIGN KEY ("listing") REFERENCES "public"."screening_listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_audit_org" ON "accounts_audit" USING btree ("org_id","id");--> statement-breakpoint
CREATE INDEX "accounts_credential_user" ON "accounts_credential" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "accounts_invitation_email" ON "accounts_invitation" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_key_hash" ON "accounts_key" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "accounts_key_org" ON "accounts_key" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_member_once" ON "accounts_member" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "accounts_session_user" ON "accounts_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "accounts_two_factor_user" ON "accounts_two_factor" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "accounts_verification_identifier" ON "accounts_verification" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "screening_assessment_once" ON "screening_assessment" USING btree ("listing","knowledge_version","policy_id","policy_version");--> statement-breakpoint
CREATE INDEX "screening_assessment_verdict" ON "screening_assessment" USING btree ("org_id","verdict","assessed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "screening_listing_once" ON "screening_listing" USING btree ("org_id","platform","listing_id","content_hash");--> statement-breakpoint
CREATE INDEX "screening_listing_received" ON "screening_listing" USING btree ("org_id","received_at");--> statement-breakpoint
CREATE POLICY "accounts_audit_org" ON "accounts_audit" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "accounts_key_org" ON "accounts_key" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "screening_assessment_org" ON "screening_assessment" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
CREATE POLICY "screening_listing_org" ON "screening_listing" AS PERMISSIVE FOR ALL TO "pugmark_app" USING (org_id = nullif(current_setting('app.org', true), '')) WITH CHECK (org_id = nullif(current_setting('app.org', true), ''));--> statement-breakpoint
GRANT "pugmark_app" TO CURRENT_USER;--> statement-breakpoint
GRANT USAGE ON SCHEMA "public" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "accounts_key" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "accounts_audit" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "screening_listing" TO "pugmark_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "screening_assessment" TO "pugmark_app";
