ALTER TABLE `reviews` ADD `late_at` text;--> statement-breakpoint
CREATE INDEX `reviews_late` ON `reviews` (`due_at`) WHERE "reviews"."state" = 'open' and "reviews"."late_at" is null;