ALTER TABLE "tasks" ADD "comments" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "tasks" ADD "may_be_bulk" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "tasks" ADD "urged" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "absences" (
    "id" TEXT NOT NULL CONSTRAINT "PK_absences" PRIMARY KEY,
    "person_id" TEXT NOT NULL,
    "substitute_id" TEXT NOT NULL,
    "definition_id" TEXT NULL,
    "begins_at" INTEGER NOT NULL,
    "ends_at" INTEGER NOT NULL,
    "reason" TEXT NULL
);

CREATE TABLE "copies" (
    "person_id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "command_id" TEXT NOT NULL,
    "sent_by" TEXT NOT NULL,
    "note" TEXT NULL,
    "sent_at" INTEGER NOT NULL,
    "read_at" INTEGER NULL,
    CONSTRAINT "PK_copies" PRIMARY KEY ("person_id", "instance_id", "command_id")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123180104_Approvals', '10.0.15');

