CREATE TABLE hidden_instances (
    instance_id uuid NOT NULL,
    hidden_by text COLLATE "C" NOT NULL,
    hidden_at bigint NOT NULL,
    CONSTRAINT "PK_hidden_instances" PRIMARY KEY (instance_id)
);

CREATE TABLE hidden_versions (
    definition_id text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    hidden_by text COLLATE "C" NOT NULL,
    hidden_at bigint NOT NULL,
    CONSTRAINT "PK_hidden_versions" PRIMARY KEY (definition_id, version)
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124030317_HiddenFromElsa', '10.0.15');

