CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "accounts" (
    "id" TEXT NOT NULL CONSTRAINT "PK_accounts" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "is_active" INTEGER NOT NULL,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" INTEGER NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "bookmarks" (
    "id" TEXT NOT NULL CONSTRAINT "PK_bookmarks" PRIMARY KEY,
    "instance_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NULL,
    "correlation_id" TEXT NULL
);

CREATE TABLE "definitions" (
    "definition_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "is_published" INTEGER NOT NULL,
    "is_latest" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    CONSTRAINT "PK_definitions" PRIMARY KEY ("definition_id", "version")
);

CREATE TABLE "drafts" (
    "task_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "form_version" INTEGER NOT NULL,
    "saved_at" INTEGER NOT NULL,
    CONSTRAINT "PK_drafts" PRIMARY KEY ("task_id", "person_id")
);

CREATE TABLE "evidence" (
    "id" TEXT NOT NULL CONSTRAINT "PK_evidence" PRIMARY KEY,
    "task_id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "field_path" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" INTEGER NOT NULL,
    "taken_at" INTEGER NULL,
    "lon" REAL NULL,
    "lat" REAL NULL
);

CREATE TABLE "identity_roles" (
    "id" TEXT NOT NULL CONSTRAINT "PK_identity_roles" PRIMARY KEY,
    "name" TEXT NULL,
    "normalized_name" TEXT NULL,
    "concurrency_stamp" TEXT NULL
);

CREATE TABLE "imports" (
    "id" TEXT NOT NULL CONSTRAINT "PK_imports" PRIMARY KEY,
    "imported_at" INTEGER NOT NULL,
    "report" TEXT NOT NULL
);

CREATE TABLE "incidents" (
    "id" TEXT NOT NULL CONSTRAINT "PK_incidents" PRIMARY KEY,
    "instance_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "activity_type" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "at" INTEGER NOT NULL
);

CREATE TABLE "instance_people" (
    "instance_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    CONSTRAINT "PK_instance_people" PRIMARY KEY ("person_id", "instance_id")
);

CREATE TABLE "instance_states" (
    "instance_id" TEXT NOT NULL CONSTRAINT "PK_instance_states" PRIMARY KEY,
    "state" TEXT NOT NULL
);

CREATE TABLE "instances" (
    "id" TEXT NOT NULL CONSTRAINT "PK_instances" PRIMARY KEY,
    "definition_id" TEXT NOT NULL,
    "definition_version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "history_length" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "sub_status" TEXT NOT NULL,
    "correlation_id" TEXT NULL,
    "parent_instance_id" TEXT NULL,
    "number" TEXT NULL,
    "title" TEXT NULL,
    "unit" TEXT NULL,
    "subject" TEXT NULL,
    "theme" TEXT NULL,
    "stage_zh" TEXT NULL,
    "stage_en" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "earliest_due_at" INTEGER NULL,
    "incident_count" INTEGER NOT NULL
);

CREATE TABLE "number_series" (
    "series" TEXT NOT NULL CONSTRAINT "PK_number_series" PRIMARY KEY,
    "last" INTEGER NOT NULL
);

CREATE TABLE "org_units" (
    "code" TEXT NOT NULL CONSTRAINT "PK_org_units" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "parent_code" TEXT NULL
);

CREATE TABLE "outbox" (
    "id" TEXT NOT NULL CONSTRAINT "PK_outbox" PRIMARY KEY,
    "instance_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_at" INTEGER NOT NULL,
    "lease_token" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "last_error" TEXT NULL,
    "parked_at" INTEGER NULL
);

CREATE TABLE "outgoing_mails" (
    "id" TEXT NOT NULL CONSTRAINT "PK_outgoing_mails" PRIMARY KEY,
    "effect_id" TEXT NULL,
    "state" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "receiver_id" TEXT NULL,
    "receiver_name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "instance_id" TEXT NULL,
    "number" TEXT NULL,
    "unit" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "sent_at" INTEGER NULL,
    "attempts" INTEGER NOT NULL,
    "problem_zh" TEXT NULL,
    "problem_en" TEXT NULL,
    "file" TEXT NULL
);

CREATE TABLE "schedules" (
    "definition_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "next_at" INTEGER NOT NULL,
    CONSTRAINT "PK_schedules" PRIMARY KEY ("definition_id", "activity_id")
);

CREATE TABLE "screening_runs" (
    "id" TEXT NOT NULL CONSTRAINT "PK_screening_runs" PRIMARY KEY,
    "started_at" INTEGER NOT NULL,
    "record" TEXT NOT NULL
);

CREATE TABLE "steps" (
    "instance_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "command_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "first_sequence" INTEGER NOT NULL,
    "event_count" INTEGER NOT NULL,
    "events" TEXT NOT NULL,
    CONSTRAINT "PK_steps" PRIMARY KEY ("instance_id", "revision")
);

CREATE TABLE "suspicions" (
    "id" TEXT NOT NULL CONSTRAINT "PK_suspicions" PRIMARY KEY,
    "run_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "area_no" TEXT NULL,
    "customer_no" TEXT NULL,
    "customer_name" TEXT NULL,
    "unit_code" TEXT NULL,
    "theme" TEXT NOT NULL,
    "score" REAL NOT NULL,
    "channels" TEXT NOT NULL,
    "explanation_zh" TEXT NOT NULL,
    "explanation_en" TEXT NOT NULL,
    "inputs" TEXT NOT NULL,
    "found_at" INTEGER NOT NULL,
    "as_of_day" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "instance_id" TEXT NULL,
    "reason" TEXT NULL,
    "decided_by" TEXT NULL,
    "decided_at" INTEGER NULL
);

CREATE TABLE "task_candidates" (
    "task_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT "PK_task_candidates" PRIMARY KEY ("task_id", "key")
);

CREATE TABLE "task_details" (
    "task_id" TEXT NOT NULL CONSTRAINT "PK_task_details" PRIMARY KEY,
    "task" TEXT NOT NULL
);

CREATE TABLE "task_exclusions" (
    "task_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    CONSTRAINT "PK_task_exclusions" PRIMARY KEY ("task_id", "person_id")
);

CREATE TABLE "tasks" (
    "id" TEXT NOT NULL CONSTRAINT "PK_tasks" PRIMARY KEY,
    "instance_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_open" INTEGER NOT NULL,
    "assignee" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "due_at" INTEGER NULL,
    "escalation_level" INTEGER NOT NULL,
    "closed_at" INTEGER NULL,
    "closed_by" TEXT NULL,
    "outcome" TEXT NULL
);

CREATE TABLE "timers" (
    "id" TEXT NOT NULL CONSTRAINT "PK_timers" PRIMARY KEY,
    "instance_id" TEXT NOT NULL,
    "due_at" INTEGER NOT NULL,
    "fire_at" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL
);

CREATE TABLE "account_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_account_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "FK_account_claims_accounts_user_id" FOREIGN KEY ("user_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);

CREATE TABLE "account_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "PK_account_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "FK_account_logins_accounts_user_id" FOREIGN KEY ("user_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);

CREATE TABLE "account_tokens" (
    "user_id" TEXT NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "PK_account_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "FK_account_tokens_accounts_user_id" FOREIGN KEY ("user_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);

CREATE TABLE "person_grants" (
    "person_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    CONSTRAINT "PK_person_grants" PRIMARY KEY ("person_id", "role", "unit"),
    CONSTRAINT "FK_person_grants_accounts_person_id" FOREIGN KEY ("person_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);

CREATE TABLE "definition_files" (
    "definition_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "form_version" INTEGER NULL,
    CONSTRAINT "PK_definition_files" PRIMARY KEY ("definition_id", "version", "path"),
    CONSTRAINT "FK_definition_files_definitions_definition_id_version" FOREIGN KEY ("definition_id", "version") REFERENCES "definitions" ("definition_id", "version") ON DELETE CASCADE
);

CREATE TABLE "account_roles" (
    "user_id" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,
    CONSTRAINT "PK_account_roles" PRIMARY KEY ("user_id", "role_id"),
    CONSTRAINT "FK_account_roles_accounts_user_id" FOREIGN KEY ("user_id") REFERENCES "accounts" ("id") ON DELETE CASCADE,
    CONSTRAINT "FK_account_roles_identity_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "identity_roles" ("id") ON DELETE CASCADE
);

CREATE TABLE "identity_role_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_identity_role_claims" PRIMARY KEY AUTOINCREMENT,
    "role_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "FK_identity_role_claims_identity_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "identity_roles" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_account_claims_user_id" ON "account_claims" ("user_id");

CREATE INDEX "IX_account_logins_user_id" ON "account_logins" ("user_id");

CREATE INDEX "IX_account_roles_role_id" ON "account_roles" ("role_id");

CREATE INDEX "EmailIndex" ON "accounts" ("normalized_email");

CREATE UNIQUE INDEX "UserNameIndex" ON "accounts" ("normalized_user_name");

CREATE INDEX "IX_bookmarks_instance_id" ON "bookmarks" ("instance_id");

CREATE INDEX "IX_bookmarks_name_correlation_id" ON "bookmarks" ("name", "correlation_id");

CREATE INDEX "IX_evidence_instance_id" ON "evidence" ("instance_id");

CREATE INDEX "IX_evidence_sha256" ON "evidence" ("sha256");

CREATE INDEX "IX_identity_role_claims_role_id" ON "identity_role_claims" ("role_id");

CREATE UNIQUE INDEX "RoleNameIndex" ON "identity_roles" ("normalized_name");

CREATE INDEX "IX_imports_imported_at" ON "imports" ("imported_at");

CREATE INDEX "IX_incidents_instance_id" ON "incidents" ("instance_id");

CREATE INDEX "IX_instances_created_at" ON "instances" ("created_at");

CREATE INDEX "IX_instances_incident_count" ON "instances" ("incident_count") WHERE incident_count > 0;

CREATE UNIQUE INDEX "IX_instances_number" ON "instances" ("number") WHERE number IS NOT NULL;

CREATE INDEX "IX_instances_status_definition_id_definition_version" ON "instances" ("status", "definition_id", "definition_version");

CREATE INDEX "IX_instances_unit_created_at" ON "instances" ("unit", "created_at");

CREATE INDEX "IX_outbox_instance_id" ON "outbox" ("instance_id");

CREATE INDEX "IX_outbox_next_at_state" ON "outbox" ("next_at", "state");

CREATE INDEX "IX_outbox_state" ON "outbox" ("state");

CREATE INDEX "IX_outgoing_mails_created_at" ON "outgoing_mails" ("created_at");

CREATE INDEX "IX_outgoing_mails_instance_id" ON "outgoing_mails" ("instance_id");

CREATE INDEX "IX_outgoing_mails_receiver_id" ON "outgoing_mails" ("receiver_id");

CREATE INDEX "IX_person_grants_role_unit" ON "person_grants" ("role", "unit");

CREATE INDEX "IX_screening_runs_started_at" ON "screening_runs" ("started_at");

CREATE UNIQUE INDEX "IX_steps_command_id" ON "steps" ("command_id");

CREATE INDEX "IX_suspicions_instance_id" ON "suspicions" ("instance_id");

CREATE INDEX "IX_suspicions_state_score" ON "suspicions" ("state", "score");

CREATE INDEX "IX_suspicions_subject_state" ON "suspicions" ("subject", "state");

CREATE INDEX "IX_task_candidates_key" ON "task_candidates" ("key");

CREATE INDEX "IX_tasks_assignee" ON "tasks" ("assignee") WHERE is_open;

CREATE INDEX "IX_tasks_closed_by_closed_at" ON "tasks" ("closed_by", "closed_at") WHERE closed_by IS NOT NULL;

CREATE INDEX "IX_tasks_instance_id" ON "tasks" ("instance_id");

CREATE INDEX "IX_timers_fire_at" ON "timers" ("fire_at");

CREATE INDEX "IX_timers_instance_id" ON "timers" ("instance_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261101000000_Initial', '10.0.15');

