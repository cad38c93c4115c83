ALTER TABLE steps ADD mac bytea;

CREATE TABLE seals (
    day text COLLATE "C" NOT NULL,
    steps bigint NOT NULL,
    digest bytea NOT NULL,
    head bytea NOT NULL,
    CONSTRAINT "PK_seals" PRIMARY KEY (day)
);

CREATE INDEX "IX_steps_at" ON steps (at);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123184652_Audit', '10.0.15');

