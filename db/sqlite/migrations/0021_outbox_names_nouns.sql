ALTER TABLE `outbox` RENAME COLUMN `resource` TO `thing`;--> statement-breakpoint
ALTER TABLE `outbox` ADD `noun` text DEFAULT 'resource' NOT NULL;