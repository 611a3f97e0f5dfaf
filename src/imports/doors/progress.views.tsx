import { counted, number } from "../../kernel/words.ts";
import { Form } from "../../ui/form.tsx";
import { importAddress } from "../rules/addresses.ts";
import type { Import } from "../rules/import.ts";
import { paceOf } from "../rules/representation.ts";
import { ImportStep, type StepShown } from "./step.views.tsx";

const UNDER_WAY: Partial<Record<Import["state"], string>> = {
  reading: "Reading your sheet",
  checking: "Checking your sheet",
  importing: "Bringing in your sheet",
  opening: "Opening them to more people",
  undoing: "Putting everything back",
};

const UNDER_WAY_THERE: typeof UNDER_WAY = {
  reading: "Harvesting the catalog",
  checking: "Checking the catalog",
  importing: "Bringing in the catalog",
};

export function ProgressPage({ organization, import: i, now }: StepShown & { import: Import; now: string }) {
  const { done, total } = i.progress;
  const { secondsLeft } = paceOf(i, now);
  const of = total > 0 ? `${number(done)} of ${counted(total, "row")}` : counted(done, "row");
  return (
    <ImportStep
      organization={organization}
      at={["importing", "opening", "undoing"].includes(i.state) ? 4 : 3}
      title={(i.origin && UNDER_WAY_THERE[i.state]) ?? UNDER_WAY[i.state] ?? ""}
      head={<meta http-equiv="refresh" content="2" />}
    >
      <div class="card stack">
        <p>
          <label for="bar">
            <strong>{of}</strong>
          </label>
        </p>
        {total > 0 ? (
          <progress id="bar" max={total} value={done}>
            {of}
          </progress>
        ) : (
          <progress id="bar">{of}</progress>
        )}
        <p class="soft">
          {i.stopping
            ? "Stopping. "
            : secondsLeft !== undefined && secondsLeft > 1
              ? `About ${counted(secondsLeft, "second")} left. `
              : ""}
          {i.waits ?? i.trouble ?? "You can close this page. It goes on."}
        </p>
      </div>
      <div class="row">
        <Form action={`${importAddress(i)}/stop`} class="inline">
          <button class="usa-button usa-button--outline" type="submit" disabled={i.stopping}>
            Stop
          </button>
        </Form>
        <a href={importAddress(i)}>Refresh this page</a>
      </div>
    </ImportStep>
  );
}
