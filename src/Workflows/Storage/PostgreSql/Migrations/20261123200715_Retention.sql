CREATE TABLE archive_slices (
    id bigint NOT NULL,
    file text COLLATE "C" NOT NULL,
    definition_id text COLLATE "C" NOT NULL,
    stored_at bigint NOT NULL,
    instances integer NOT NULL,
    steps bigint NOT NULL,
    bytes bigint NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    mac bytea NOT NULL,
    CONSTRAINT "PK_archive_slices" PRIMARY KEY (id)
);

CREATE TABLE archived_instances (
    id uuid NOT NULL,
    slice_id bigint NOT NULL,
    revision bigint NOT NULL,
    definition_id text COLLATE "C" NOT NULL,
    sub_status text COLLATE "C" NOT NULL,
    number text COLLATE "C",
    title_zh text COLLATE "C",
    title_en text COLLATE "C",
    unit text COLLATE "C",
    subject text COLLATE "C",
    theme text COLLATE "C",
    created_at bigint NOT NULL,
    ended_at bigint NOT NULL,
    removed_at bigint,
    CONSTRAINT "PK_archived_instances" PRIMARY KEY (id)
);

CREATE TABLE archived_steps (
    instance_id uuid NOT NULL,
    revision bigint NOT NULL,
    at bigint NOT NULL,
    mac bytea NOT NULL,
    CONSTRAINT "PK_archived_steps" PRIMARY KEY (instance_id, revision)
);

CREATE TABLE retention_runs (
    id integer NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint,
    stored integer NOT NULL,
    problem text COLLATE "C",
    CONSTRAINT "PK_retention_runs" PRIMARY KEY (id)
);

CREATE INDEX "IX_instances_correlation_id" ON instances (correlation_id) WHERE correlation_id IS NOT NULL;

CREATE INDEX "IX_instances_parent_instance_id" ON instances (parent_instance_id) WHERE parent_instance_id IS NOT NULL;

CREATE INDEX "IX_archived_instances_ended_at" ON archived_instances (ended_at);

CREATE INDEX "IX_archived_instances_removed_at" ON archived_instances (removed_at) WHERE removed_at IS NULL;

CREATE INDEX "IX_archived_instances_slice_id" ON archived_instances (slice_id);

CREATE INDEX "IX_archived_steps_at" ON archived_steps (at);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123200715_Retention', '10.0.15');

