UPDATE absences SET id = unhex(id, '-') WHERE typeof(id) = 'text';

UPDATE archived_instances SET id = unhex(id, '-') WHERE typeof(id) = 'text';

UPDATE archived_steps SET instance_id = unhex(instance_id, '-') WHERE typeof(instance_id) = 'text';

UPDATE bookmarks SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text';

UPDATE bounced_addresses SET incoming_id = unhex(incoming_id, '-'), mail_id = unhex(mail_id, '-') WHERE typeof(incoming_id) = 'text' OR typeof(mail_id) = 'text';

UPDATE calendar_recounts SET after = unhex(after, '-'), recount_id = unhex(recount_id, '-') WHERE typeof(after) = 'text' OR typeof(recount_id) = 'text';

UPDATE copies SET command_id = unhex(command_id, '-'), instance_id = unhex(instance_id, '-') WHERE typeof(command_id) = 'text' OR typeof(instance_id) = 'text';

UPDATE decision_keys SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-'), mail_id = unhex(mail_id, '-'), task_id = unhex(task_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text' OR typeof(mail_id) = 'text' OR typeof(task_id) = 'text';

UPDATE drafts SET task_id = unhex(task_id, '-') WHERE typeof(task_id) = 'text';

UPDATE evidence SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-'), task_id = unhex(task_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text' OR typeof(task_id) = 'text';

UPDATE imports SET id = unhex(id, '-') WHERE typeof(id) = 'text';

UPDATE inbox SET instance_id = unhex(instance_id, '-'), task_id = unhex(task_id, '-') WHERE typeof(instance_id) = 'text' OR typeof(task_id) = 'text';

UPDATE incidents SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text';

UPDATE incoming_mails SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-'), mail_id = unhex(mail_id, '-'), task_id = unhex(task_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text' OR typeof(mail_id) = 'text' OR typeof(task_id) = 'text';

UPDATE instance_people SET instance_id = unhex(instance_id, '-') WHERE typeof(instance_id) = 'text';

UPDATE instance_states SET instance_id = unhex(instance_id, '-') WHERE typeof(instance_id) = 'text';

UPDATE instances SET id = unhex(id, '-'), parent_instance_id = unhex(parent_instance_id, '-') WHERE typeof(id) = 'text' OR typeof(parent_instance_id) = 'text';

UPDATE outbox SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text';

UPDATE outgoing_mails SET asks_again_for = unhex(asks_again_for, '-'), digest_id = unhex(digest_id, '-'), effect_id = unhex(effect_id, '-'), id = unhex(id, '-'), instance_id = unhex(instance_id, '-'), task_id = unhex(task_id, '-') WHERE typeof(asks_again_for) = 'text' OR typeof(digest_id) = 'text' OR typeof(effect_id) = 'text' OR typeof(id) = 'text' OR typeof(instance_id) = 'text' OR typeof(task_id) = 'text';

UPDATE screening_runs SET id = unhex(id, '-') WHERE typeof(id) = 'text';

UPDATE steps SET command_id = unhex(command_id, '-'), instance_id = unhex(instance_id, '-') WHERE typeof(command_id) = 'text' OR typeof(instance_id) = 'text';

UPDATE suspicions SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-'), run_id = unhex(run_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text' OR typeof(run_id) = 'text';

UPDATE task_details SET task_id = unhex(task_id, '-') WHERE typeof(task_id) = 'text';

UPDATE task_exclusions SET task_id = unhex(task_id, '-') WHERE typeof(task_id) = 'text';

UPDATE tasks SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text';

UPDATE timers SET id = unhex(id, '-'), instance_id = unhex(instance_id, '-') WHERE typeof(id) = 'text' OR typeof(instance_id) = 'text';

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124023356_IdBytes', '10.0.15');

