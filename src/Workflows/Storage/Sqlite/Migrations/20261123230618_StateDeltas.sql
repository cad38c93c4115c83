ALTER TABLE "steps" ADD "delta" BLOB NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123230618_StateDeltas', '10.0.15');

