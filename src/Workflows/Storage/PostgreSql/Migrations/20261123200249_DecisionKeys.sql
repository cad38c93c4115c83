CREATE TABLE decision_keys (
    id uuid NOT NULL,
    link_hash text COLLATE "C",
    reply_hash text COLLATE "C",
    mail_id uuid NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    instance_id uuid NOT NULL,
    task_id uuid NOT NULL,
    revision bigint NOT NULL,
    state_at bigint NOT NULL,
    outcomes text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    burnt_at bigint,
    CONSTRAINT "PK_decision_keys" PRIMARY KEY (id)
);

CREATE TABLE incoming_mails (
    id uuid NOT NULL,
    mailbox text COLLATE "C" NOT NULL,
    uid_validity bigint NOT NULL,
    uid bigint NOT NULL,
    message_id text COLLATE "C",
    sha256 text COLLATE "C" NOT NULL,
    sender text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    received_at bigint NOT NULL,
    handled_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    reason_zh text COLLATE "C" NOT NULL,
    reason_en text COLLATE "C" NOT NULL,
    checks text COLLATE "C" NOT NULL,
    excerpt text COLLATE "C" NOT NULL,
    person_id text COLLATE "C",
    instance_id uuid,
    task_id uuid,
    mail_id uuid,
    is_answered boolean NOT NULL,
    dismissed_by text COLLATE "C",
    CONSTRAINT "PK_incoming_mails" PRIMARY KEY (id)
);

CREATE TABLE mailboxes (
    mailbox text COLLATE "C" NOT NULL,
    uid_validity bigint NOT NULL,
    uid bigint NOT NULL,
    CONSTRAINT "PK_mailboxes" PRIMARY KEY (mailbox, uid_validity)
);

CREATE UNIQUE INDEX "IX_decision_keys_link_hash" ON decision_keys (link_hash);

CREATE UNIQUE INDEX "IX_decision_keys_reply_hash" ON decision_keys (reply_hash);

CREATE INDEX "IX_decision_keys_task_id" ON decision_keys (task_id);

CREATE INDEX "IX_incoming_mails_handled_at" ON incoming_mails (handled_at);

CREATE INDEX "IX_incoming_mails_sender_handled_at" ON incoming_mails (sender, handled_at);

CREATE INDEX "IX_incoming_mails_sha256" ON incoming_mails (sha256);

CREATE INDEX "IX_incoming_mails_state_handled_at" ON incoming_mails (state, handled_at);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123200249_DecisionKeys', '10.0.15');

