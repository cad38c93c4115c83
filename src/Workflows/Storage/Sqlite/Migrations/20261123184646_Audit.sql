ALTER TABLE "steps" ADD "mac" BLOB NULL;

CREATE TABLE "seals" (
    "day" TEXT NOT NULL CONSTRAINT "PK_seals" PRIMARY KEY,
    "steps" INTEGER NOT NULL,
    "digest" BLOB NOT NULL,
    "head" BLOB NOT NULL
);

CREATE INDEX "IX_steps_at" ON "steps" ("at");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123184646_Audit', '10.0.15');

