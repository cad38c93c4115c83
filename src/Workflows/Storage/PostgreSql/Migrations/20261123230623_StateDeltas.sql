ALTER TABLE steps ADD delta bytea;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123230623_StateDeltas', '10.0.15');

