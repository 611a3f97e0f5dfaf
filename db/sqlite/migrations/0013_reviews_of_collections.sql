PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`resource` text,
	`collection` text,
	`organization` text NOT NULL,
	`goal` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`by` text NOT NULL,
	`message` text NOT NULL,
	`offered_at` text NOT NULL,
	`due_at` text NOT NULL,
	`assignee` text,
	`assigned_at` text,
	`deputy` text,
	`previous` text,
	`batch` text,
	`escalated_from` text,
	`decisions` text NOT NULL,
	`revision` integer NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`collection`) REFERENCES `collections`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reviews_one_subject" CHECK(("__new_reviews"."resource" is null) <> ("__new_reviews"."collection" is null))
);
--> statement-breakpoint
INSERT INTO `__new_reviews`("id", "resource", "collection", "organization", "goal", "version", "state", "by", "message", "offered_at", "due_at", "assignee", "assigned_at", "deputy", "previous", "batch", "escalated_from", "decisions", "revision", "changed_at") SELECT "id", "resource", null, "organization", "goal", "version", "state", "by", "message", "offered_at", "due_at", "assignee", "assigned_at", "deputy", "previous", "batch", "escalated_from", "decisions", "revision", "changed_at" FROM `reviews`;--> statement-breakpoint
DROP TABLE `reviews`;--> statement-breakpoint
ALTER TABLE `__new_reviews` RENAME TO `reviews`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_one_unfinished` ON `reviews` (`resource`) WHERE "reviews"."state" in ('open', 'returned');--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_one_of_collection` ON `reviews` (`collection`) WHERE "reviews"."state" in ('open', 'returned');--> statement-breakpoint
CREATE INDEX `reviews_resource` ON `reviews` (`resource`);--> statement-breakpoint
CREATE INDEX `reviews_collection` ON `reviews` (`collection`) WHERE "reviews"."collection" is not null;--> statement-breakpoint
CREATE INDEX `reviews_queue` ON `reviews` (`organization`,`state`,`offered_at`,`id`);--> statement-breakpoint
CREATE INDEX `reviews_due` ON `reviews` (`organization`,`state`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `reviews_batch` ON `reviews` (`batch`,`organization`,`state`) WHERE "reviews"."batch" is not null;