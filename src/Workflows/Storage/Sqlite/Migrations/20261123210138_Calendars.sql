CREATE TABLE "calendar_recounts" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_calendar_recounts" PRIMARY KEY,
    "recount_id" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    "moved" INTEGER NOT NULL
);

CREATE TABLE "calendars" (
    "unit" TEXT NOT NULL CONSTRAINT "PK_calendars" PRIMARY KEY,
    "rules" TEXT NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "changed_by" TEXT NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123210138_Calendars', '10.0.15');

