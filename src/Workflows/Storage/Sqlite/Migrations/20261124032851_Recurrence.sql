CREATE INDEX "IX_instances_subject" ON "instances" ("subject") WHERE subject IS NOT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124032851_Recurrence', '10.0.15');

