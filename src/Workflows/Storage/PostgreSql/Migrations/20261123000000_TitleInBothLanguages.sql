ALTER TABLE instances RENAME COLUMN title TO title_zh;

ALTER TABLE instances ADD title_en text COLLATE "C";

UPDATE instances SET title_en = title_zh;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123000000_TitleInBothLanguages', '10.0.15');

