CREATE TABLE "archive_slices" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_archive_slices" PRIMARY KEY,
    "file" TEXT NOT NULL,
    "definition_id" TEXT NOT NULL,
    "stored_at" INTEGER NOT NULL,
    "instances" INTEGER NOT NULL,
    "steps" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "mac" BLOB NOT NULL
);

CREATE TABLE "archived_instances" (
    "id" TEXT NOT NULL CONSTRAINT "PK_archived_instances" PRIMARY KEY,
    "slice_id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "definition_id" TEXT NOT NULL,
    "sub_status" TEXT NOT NULL,
    "number" TEXT NULL,
    "title_zh" TEXT NULL,
    "title_en" TEXT NULL,
    "unit" TEXT NULL,
    "subject" TEXT NULL,
    "theme" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "ended_at" INTEGER NOT NULL,
    "removed_at" INTEGER NULL
);

CREATE TABLE "archived_steps" (
    "instance_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "mac" BLOB NOT NULL,
    CONSTRAINT "PK_archived_steps" PRIMARY KEY ("instance_id", "revision")
);

CREATE TABLE "retention_runs" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_retention_runs" PRIMARY KEY,
    "started_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    "stored" INTEGER NOT NULL,
    "problem" TEXT NULL
);

CREATE INDEX "IX_instances_correlation_id" ON "instances" ("correlation_id") WHERE correlation_id IS NOT NULL;

CREATE INDEX "IX_instances_parent_instance_id" ON "instances" ("parent_instance_id") WHERE parent_instance_id IS NOT NULL;

CREATE INDEX "IX_archived_instances_ended_at" ON "archived_instances" ("ended_at");

CREATE INDEX "IX_archived_instances_removed_at" ON "archived_instances" ("removed_at") WHERE removed_at IS NULL;

CREATE INDEX "IX_archived_instances_slice_id" ON "archived_instances" ("slice_id");

CREATE INDEX "IX_archived_steps_at" ON "archived_steps" ("at");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123200712_Retention', '10.0.15');

