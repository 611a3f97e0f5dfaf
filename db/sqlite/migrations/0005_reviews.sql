CREATE TABLE `review_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`review` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`words` text NOT NULL,
	`internal` integer NOT NULL,
	`answers` text,
	FOREIGN KEY (`review`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `review_comments_review` ON `review_comments` (`review`,`id`);--> statement-breakpoint
CREATE TABLE `review_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`review` text NOT NULL,
	`event` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `review_events_review` ON `review_events` (`review`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`resource` text NOT NULL,
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
	`escalated_from` text,
	`decisions` text NOT NULL,
	`revision` integer NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_one_unfinished` ON `reviews` (`resource`) WHERE "reviews"."state" in ('open', 'returned');--> statement-breakpoint
CREATE INDEX `reviews_resource` ON `reviews` (`resource`);--> statement-breakpoint
CREATE INDEX `reviews_queue` ON `reviews` (`organization`,`state`,`offered_at`,`id`);--> statement-breakpoint
CREATE INDEX `reviews_due` ON `reviews` (`organization`,`state`,`due_at`,`id`);--> statement-breakpoint
CREATE TABLE `rubrics` (
	`id` text PRIMARY KEY NOT NULL,
	`data` text NOT NULL
);
