ALTER TABLE task_details ALTER COLUMN task TYPE bytea USING CASE WHEN left(task, 1) IN ('[', '{') THEN convert_to(task, 'UTF8') ELSE decode(task, 'hex') END;

ALTER TABLE steps ALTER COLUMN events TYPE bytea USING CASE WHEN left(events, 1) IN ('[', '{') THEN convert_to(events, 'UTF8') ELSE decode(events, 'hex') END;

ALTER TABLE steps ALTER COLUMN actor TYPE bytea USING CASE WHEN left(actor, 1) IN ('[', '{') THEN convert_to(actor, 'UTF8') ELSE decode(actor, 'hex') END;

ALTER TABLE instance_states ALTER COLUMN state TYPE bytea USING CASE WHEN left(state, 1) IN ('[', '{') THEN convert_to(state, 'UTF8') ELSE decode(state, 'hex') END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123232003_PackedTexts', '10.0.15');

