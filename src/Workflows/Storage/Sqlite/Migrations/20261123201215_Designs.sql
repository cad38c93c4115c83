ALTER TABLE "definitions" ADD "note" TEXT NOT NULL DEFAULT '';

ALTER TABLE "definitions" ADD "origin" TEXT NOT NULL DEFAULT 'Folder';

CREATE TABLE "design_drafts" (
    "definition_id" TEXT NOT NULL CONSTRAINT "PK_design_drafts" PRIMARY KEY,
    "revision" INTEGER NOT NULL,
    "base_version" INTEGER NOT NULL,
    "files" TEXT NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" INTEGER NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123201215_Designs', '10.0.15');

