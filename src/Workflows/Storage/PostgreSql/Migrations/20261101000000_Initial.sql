CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
);

CREATE TABLE accounts (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL,
    is_active boolean NOT NULL,
    user_name character varying(256) COLLATE "C",
    normalized_user_name character varying(256) COLLATE "C",
    email character varying(256) COLLATE "C",
    normalized_email character varying(256) COLLATE "C",
    email_confirmed boolean NOT NULL,
    password_hash text COLLATE "C",
    security_stamp text COLLATE "C",
    concurrency_stamp text COLLATE "C",
    phone_number text COLLATE "C",
    phone_number_confirmed boolean NOT NULL,
    two_factor_enabled boolean NOT NULL,
    lockout_end bigint,
    lockout_enabled boolean NOT NULL,
    access_failed_count integer NOT NULL,
    CONSTRAINT "PK_accounts" PRIMARY KEY (id)
);

CREATE TABLE bookmarks (
    id uuid NOT NULL,
    instance_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C",
    correlation_id text COLLATE "C",
    CONSTRAINT "PK_bookmarks" PRIMARY KEY (id)
);

CREATE TABLE definitions (
    definition_id text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    content_hash text COLLATE "C" NOT NULL,
    is_published boolean NOT NULL,
    is_latest boolean NOT NULL,
    created_at bigint NOT NULL,
    author text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_definitions" PRIMARY KEY (definition_id, version)
);

CREATE TABLE drafts (
    task_id uuid NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    data text COLLATE "C" NOT NULL,
    form_version integer NOT NULL,
    saved_at bigint NOT NULL,
    CONSTRAINT "PK_drafts" PRIMARY KEY (task_id, person_id)
);

CREATE TABLE evidence (
    id uuid NOT NULL,
    task_id uuid NOT NULL,
    instance_id uuid NOT NULL,
    field_path text COLLATE "C" NOT NULL,
    file_name text COLLATE "C" NOT NULL,
    content_type text COLLATE "C" NOT NULL,
    length bigint NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    uploaded_by text COLLATE "C" NOT NULL,
    uploaded_at bigint NOT NULL,
    taken_at bigint,
    lon double precision,
    lat double precision,
    CONSTRAINT "PK_evidence" PRIMARY KEY (id)
);

CREATE TABLE identity_roles (
    id text COLLATE "C" NOT NULL,
    name character varying(256) COLLATE "C",
    normalized_name character varying(256) COLLATE "C",
    concurrency_stamp text COLLATE "C",
    CONSTRAINT "PK_identity_roles" PRIMARY KEY (id)
);

CREATE TABLE imports (
    id uuid NOT NULL,
    imported_at bigint NOT NULL,
    report text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_imports" PRIMARY KEY (id)
);

CREATE TABLE incidents (
    id uuid NOT NULL,
    instance_id uuid NOT NULL,
    activity_id text COLLATE "C" NOT NULL,
    activity_type text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT "PK_incidents" PRIMARY KEY (id)
);

CREATE TABLE instance_people (
    instance_id uuid NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_instance_people" PRIMARY KEY (person_id, instance_id)
);

CREATE TABLE instance_states (
    instance_id uuid NOT NULL,
    state text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_instance_states" PRIMARY KEY (instance_id)
);

CREATE TABLE instances (
    id uuid NOT NULL,
    definition_id text COLLATE "C" NOT NULL,
    definition_version integer NOT NULL,
    revision bigint NOT NULL,
    history_length bigint NOT NULL,
    status text COLLATE "C" NOT NULL,
    sub_status text COLLATE "C" NOT NULL,
    correlation_id text COLLATE "C",
    parent_instance_id uuid,
    number text COLLATE "C",
    title text COLLATE "C",
    unit text COLLATE "C",
    subject text COLLATE "C",
    theme text COLLATE "C",
    stage_zh text COLLATE "C",
    stage_en text COLLATE "C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    earliest_due_at bigint,
    incident_count integer NOT NULL,
    CONSTRAINT "PK_instances" PRIMARY KEY (id)
);

CREATE TABLE number_series (
    series text COLLATE "C" NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT "PK_number_series" PRIMARY KEY (series)
);

CREATE TABLE org_units (
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    tier text COLLATE "C" NOT NULL,
    parent_code text COLLATE "C",
    CONSTRAINT "PK_org_units" PRIMARY KEY (code)
);

CREATE TABLE outbox (
    id uuid NOT NULL,
    instance_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    effect text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    attempts integer NOT NULL,
    next_at bigint NOT NULL,
    lease_token text COLLATE "C",
    created_at bigint NOT NULL,
    last_error text COLLATE "C",
    parked_at bigint,
    CONSTRAINT "PK_outbox" PRIMARY KEY (id)
);

CREATE TABLE outgoing_mails (
    id uuid NOT NULL,
    effect_id uuid,
    state text COLLATE "C" NOT NULL,
    template text COLLATE "C" NOT NULL,
    receiver_id text COLLATE "C",
    receiver_name text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    body text COLLATE "C" NOT NULL,
    instance_id uuid,
    number text COLLATE "C",
    unit text COLLATE "C",
    created_at bigint NOT NULL,
    sent_at bigint,
    attempts integer NOT NULL,
    problem_zh text COLLATE "C",
    problem_en text COLLATE "C",
    file text COLLATE "C",
    CONSTRAINT "PK_outgoing_mails" PRIMARY KEY (id)
);

CREATE TABLE schedules (
    definition_id text COLLATE "C" NOT NULL,
    activity_id text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    rule text COLLATE "C" NOT NULL,
    next_at bigint NOT NULL,
    CONSTRAINT "PK_schedules" PRIMARY KEY (definition_id, activity_id)
);

CREATE TABLE screening_runs (
    id uuid NOT NULL,
    started_at bigint NOT NULL,
    record text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_screening_runs" PRIMARY KEY (id)
);

CREATE TABLE steps (
    instance_id uuid NOT NULL,
    revision bigint NOT NULL,
    command_id uuid NOT NULL,
    subject text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    actor_id text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    first_sequence bigint NOT NULL,
    event_count integer NOT NULL,
    events text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_steps" PRIMARY KEY (instance_id, revision)
);

CREATE TABLE suspicions (
    id uuid NOT NULL,
    run_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    area_no text COLLATE "C",
    customer_no text COLLATE "C",
    customer_name text COLLATE "C",
    unit_code text COLLATE "C",
    theme text COLLATE "C" NOT NULL,
    score double precision NOT NULL,
    channels text COLLATE "C" NOT NULL,
    explanation_zh text COLLATE "C" NOT NULL,
    explanation_en text COLLATE "C" NOT NULL,
    inputs text COLLATE "C" NOT NULL,
    found_at bigint NOT NULL,
    as_of_day integer NOT NULL,
    state text COLLATE "C" NOT NULL,
    instance_id uuid,
    reason text COLLATE "C",
    decided_by text COLLATE "C",
    decided_at bigint,
    CONSTRAINT "PK_suspicions" PRIMARY KEY (id)
);

CREATE TABLE task_candidates (
    task_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_task_candidates" PRIMARY KEY (task_id, key)
);

CREATE TABLE task_details (
    task_id uuid NOT NULL,
    task text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_task_details" PRIMARY KEY (task_id)
);

CREATE TABLE task_exclusions (
    task_id uuid NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_task_exclusions" PRIMARY KEY (task_id, person_id)
);

CREATE TABLE tasks (
    id uuid NOT NULL,
    instance_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    title_zh text COLLATE "C" NOT NULL,
    title_en text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    is_open boolean NOT NULL,
    assignee text COLLATE "C",
    created_at bigint NOT NULL,
    due_at bigint,
    escalation_level integer NOT NULL,
    closed_at bigint,
    closed_by text COLLATE "C",
    outcome text COLLATE "C",
    CONSTRAINT "PK_tasks" PRIMARY KEY (id)
);

CREATE TABLE timers (
    id uuid NOT NULL,
    instance_id uuid NOT NULL,
    due_at bigint NOT NULL,
    fire_at bigint NOT NULL,
    failures integer NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_timers" PRIMARY KEY (id)
);

CREATE TABLE account_claims (
    id integer GENERATED BY DEFAULT AS IDENTITY,
    user_id text COLLATE "C" NOT NULL,
    claim_type text COLLATE "C",
    claim_value text COLLATE "C",
    CONSTRAINT "PK_account_claims" PRIMARY KEY (id),
    CONSTRAINT "FK_account_claims_accounts_user_id" FOREIGN KEY (user_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE account_logins (
    login_provider text COLLATE "C" NOT NULL,
    provider_key text COLLATE "C" NOT NULL,
    provider_display_name text COLLATE "C",
    user_id text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_account_logins" PRIMARY KEY (login_provider, provider_key),
    CONSTRAINT "FK_account_logins_accounts_user_id" FOREIGN KEY (user_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE account_tokens (
    user_id text COLLATE "C" NOT NULL,
    login_provider text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    value text COLLATE "C",
    CONSTRAINT "PK_account_tokens" PRIMARY KEY (user_id, login_provider, name),
    CONSTRAINT "FK_account_tokens_accounts_user_id" FOREIGN KEY (user_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE person_grants (
    person_id text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_person_grants" PRIMARY KEY (person_id, role, unit),
    CONSTRAINT "FK_person_grants_accounts_person_id" FOREIGN KEY (person_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE definition_files (
    definition_id text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    path text COLLATE "C" NOT NULL,
    content text COLLATE "C" NOT NULL,
    form_version integer,
    CONSTRAINT "PK_definition_files" PRIMARY KEY (definition_id, version, path),
    CONSTRAINT "FK_definition_files_definitions_definition_id_version" FOREIGN KEY (definition_id, version) REFERENCES definitions (definition_id, version) ON DELETE CASCADE
);

CREATE TABLE account_roles (
    user_id text COLLATE "C" NOT NULL,
    role_id text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_account_roles" PRIMARY KEY (user_id, role_id),
    CONSTRAINT "FK_account_roles_accounts_user_id" FOREIGN KEY (user_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT "FK_account_roles_identity_roles_role_id" FOREIGN KEY (role_id) REFERENCES identity_roles (id) ON DELETE CASCADE
);

CREATE TABLE identity_role_claims (
    id integer GENERATED BY DEFAULT AS IDENTITY,
    role_id text COLLATE "C" NOT NULL,
    claim_type text COLLATE "C",
    claim_value text COLLATE "C",
    CONSTRAINT "PK_identity_role_claims" PRIMARY KEY (id),
    CONSTRAINT "FK_identity_role_claims_identity_roles_role_id" FOREIGN KEY (role_id) REFERENCES identity_roles (id) ON DELETE CASCADE
);

CREATE INDEX "IX_account_claims_user_id" ON account_claims (user_id);

CREATE INDEX "IX_account_logins_user_id" ON account_logins (user_id);

CREATE INDEX "IX_account_roles_role_id" ON account_roles (role_id);

CREATE INDEX "EmailIndex" ON accounts (normalized_email);

CREATE UNIQUE INDEX "UserNameIndex" ON accounts (normalized_user_name);

CREATE INDEX "IX_bookmarks_instance_id" ON bookmarks (instance_id);

CREATE INDEX "IX_bookmarks_name_correlation_id" ON bookmarks (name, correlation_id);

CREATE INDEX "IX_evidence_instance_id" ON evidence (instance_id);

CREATE INDEX "IX_evidence_sha256" ON evidence (sha256);

CREATE INDEX "IX_identity_role_claims_role_id" ON identity_role_claims (role_id);

CREATE UNIQUE INDEX "RoleNameIndex" ON identity_roles (normalized_name);

CREATE INDEX "IX_imports_imported_at" ON imports (imported_at);

CREATE INDEX "IX_incidents_instance_id" ON incidents (instance_id);

CREATE INDEX "IX_instances_created_at" ON instances (created_at);

CREATE INDEX "IX_instances_incident_count" ON instances (incident_count) WHERE incident_count > 0;

CREATE UNIQUE INDEX "IX_instances_number" ON instances (number) WHERE number IS NOT NULL;

CREATE INDEX "IX_instances_status_definition_id_definition_version" ON instances (status, definition_id, definition_version);

CREATE INDEX "IX_instances_unit_created_at" ON instances (unit, created_at);

CREATE INDEX "IX_outbox_instance_id" ON outbox (instance_id);

CREATE INDEX "IX_outbox_next_at_state" ON outbox (next_at, state);

CREATE INDEX "IX_outbox_state" ON outbox (state);

CREATE INDEX "IX_outgoing_mails_created_at" ON outgoing_mails (created_at);

CREATE INDEX "IX_outgoing_mails_instance_id" ON outgoing_mails (instance_id);

CREATE INDEX "IX_outgoing_mails_receiver_id" ON outgoing_mails (receiver_id);

CREATE INDEX "IX_person_grants_role_unit" ON person_grants (role, unit);

CREATE INDEX "IX_screening_runs_started_at" ON screening_runs (started_at);

CREATE UNIQUE INDEX "IX_steps_command_id" ON steps (command_id);

CREATE INDEX "IX_suspicions_instance_id" ON suspicions (instance_id);

CREATE INDEX "IX_suspicions_state_score" ON suspicions (state, score);

CREATE INDEX "IX_suspicions_subject_state" ON suspicions (subject, state);

CREATE INDEX "IX_task_candidates_key" ON task_candidates (key);

CREATE INDEX "IX_tasks_assignee" ON tasks (assignee) WHERE is_open;

CREATE INDEX "IX_tasks_closed_by_closed_at" ON tasks (closed_by, closed_at) WHERE closed_by IS NOT NULL;

CREATE INDEX "IX_tasks_instance_id" ON tasks (instance_id);

CREATE INDEX "IX_timers_fire_at" ON timers (fire_at);

CREATE INDEX "IX_timers_instance_id" ON timers (instance_id);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261101000000_Initial', '10.0.15');

