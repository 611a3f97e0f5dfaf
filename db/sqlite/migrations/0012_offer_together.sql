DROP INDEX `imports_open`;--> statement-breakpoint
CREATE INDEX `imports_working` ON `imports` (`id`) WHERE "imports"."state" in ('reading', 'checking', 'importing', 'opening', 'undoing');--> statement-breakpoint
ALTER TABLE `reviews` ADD `batch` text;--> statement-breakpoint
CREATE INDEX `reviews_batch` ON `reviews` (`batch`,`organization`,`state`) WHERE "reviews"."batch" is not null;