ALTER TABLE definitions ADD note text COLLATE "C" NOT NULL DEFAULT '';

ALTER TABLE definitions ADD origin text COLLATE "C" NOT NULL DEFAULT 'Folder';

CREATE TABLE design_drafts (
    definition_id text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    base_version integer NOT NULL,
    files text COLLATE "C" NOT NULL,
    saved_by text COLLATE "C" NOT NULL,
    saved_at bigint NOT NULL,
    CONSTRAINT "PK_design_drafts" PRIMARY KEY (definition_id)
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123201220_Designs', '10.0.15');

