CREATE TABLE inbox (
    task_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    due_at bigint NOT NULL,
    created_at bigint NOT NULL,
    instance_id uuid NOT NULL,
    search text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_inbox" PRIMARY KEY (task_id, key)
);

CREATE INDEX "IX_inbox_key_due_at_created_at_task_id" ON inbox (key, due_at, created_at, task_id);

INSERT INTO inbox (task_id, key, due_at, created_at, instance_id, search)
SELECT t.id, k.key, COALESCE(t.due_at, 3155378975999999999), t.created_at, t.instance_id,
    LOWER(COALESCE(i.number, '') || '
' || COALESCE(i.title_zh, '') || '
' || COALESCE(i.title_en, '') || '
' || COALESCE(i.subject, ''))
FROM tasks t
JOIN instances i ON i.id = t.instance_id
JOIN (SELECT task_id, key FROM task_candidates UNION ALL SELECT id, 'a:' || assignee FROM tasks WHERE is_open AND assignee IS NOT NULL) k
    ON k.task_id = t.id AND (t.assignee IS NULL OR k.key = 'a:' || t.assignee)
WHERE t.is_open;

DROP TABLE task_candidates;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123234608_Inbox', '10.0.15');

