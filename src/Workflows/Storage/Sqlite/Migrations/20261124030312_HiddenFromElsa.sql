CREATE TABLE "hidden_instances" (
    "instance_id" BLOB NOT NULL CONSTRAINT "PK_hidden_instances" PRIMARY KEY,
    "hidden_by" TEXT NOT NULL,
    "hidden_at" INTEGER NOT NULL
);

CREATE TABLE "hidden_versions" (
    "definition_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hidden_by" TEXT NOT NULL,
    "hidden_at" INTEGER NOT NULL,
    CONSTRAINT "PK_hidden_versions" PRIMARY KEY ("definition_id", "version")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124030312_HiddenFromElsa', '10.0.15');

